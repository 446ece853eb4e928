"""People of a case who are there by their surname alone, or with another first name than the registry has.

A surname is anybody's: it is looked for only where the case's firms of both sides are named, and it counts beside one
of them or beside words of a dispute. So it needs no place in the index of names.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

from linking.bounds import inside_longer_name
from linking.evidence import Evidence, Standing
from linking.fold import fold_name, is_han
from linking.forms import Field
from linking.names import TITLES, romanised_surnames
from linking.reasons import reason
from linking.signals.finding import NOTHING, Finding, Look, reach

SHORTEST = 4  # letters: shorter surnames are words and syllables
_FIRST_NAME = re.compile(r"([^\W\d_][\w’'-]*\.?)[ \u00a0]$")
_FIELDS: tuple[Field, ...] = ("title", "text")


def mover_by_surname(look: Look) -> Finding:
    """Nobody who moved is named, but both sides are: does somebody's surname stand beside a firm or a dispute?"""
    if look.standing.movers or look.standing.shadows:
        return NOTHING
    found = surnamed(look)
    return Finding(1.0, reason("person_short_form", name=look.name(min(found)))) if found else NOTHING


def surnamed(look: Look) -> frozenset[str]:
    """The people who moved, named in no other way, whose surname stands beside a firm of the case or a dispute."""
    found = look.standing.by_surname  # several signals ask
    if found is None:
        found = look.standing.by_surname = _surnamed(look)
    return found


def _surnamed(look: Look) -> frozenset[str]:
    standing = look.standing
    named = {*standing.movers, *standing.shadows}
    if named.issuperset(standing.facts.movers) or not both_sides(standing):
        return frozenset()
    beside = reach(look.firm_sentences())
    return frozenset(
        entity
        for entity in standing.facts.movers
        if entity not in named
        and any(
            number in beside or look.evidence.disputed(number)
            for number in sentences_with_surname(look.evidence, look.name(entity))
        )
    )


def both_sides(standing: Standing) -> bool:
    """Whether employers of both sides are named; of a case whose firms all stand on one side, two of them."""
    if standing.facts.former and standing.facts.new:
        return bool(standing.former and standing.new)
    return len({*standing.former, *standing.new}) >= 2


def sentences_with_surname(evidence: Evidence, name: str) -> set[int]:
    """The sentences of the article in which a surname stands alone or behind a first name that may be a form of this
    one's ("Tad" and "Tadeusz", "J." and "John"). A surname that Chinese names have in Latin letters is too common."""
    known = evidence.by_surname.get(name)
    if known is None:
        known = evidence.by_surname[name] = _sentences_with_surname(evidence, name)
    return known


def _sentences_with_surname(evidence: Evidence, name: str) -> set[int]:
    first, surnames = _parts(name)
    found: set[int] = set()
    page = evidence.page
    for field in _FIELDS if surnames else ():
        folded, original = page.folded[field], page.string(field)
        taken = sorted((mention.start, mention.end) for mention in evidence.mentions if mention.field == field)
        for surname in surnames:
            at = folded.text.find(surname)
            while at >= 0:
                start, end = folded.start(at), folded.end(at + len(surname))
                place = bisect_left(taken, (end, 0))
                named = place and taken[place - 1][1] > start  # part of a name that is known
                if not named and _is_the_name(original, start, end, first):
                    found.add(page.sentence_at(field, start))
                at = folded.text.find(surname, at + len(surname))
    return found - evidence.furniture


def _is_the_name(original: str, start: int, end: int, first: str) -> bool:
    if not original[start].isupper() or original[start - 1 : start].isalnum() or original[end : end + 1].isalnum():
        return False
    if not inside_longer_name(original, start, end):
        return True
    before = _FIRST_NAME.search(original, max(0, start - 30), start)
    given = fold_name(before.group(1)).strip(".") if before else ""
    alike = given[:2] == first[:2] if min(len(given), len(first)) > 1 else given[:1] == first[:1]
    return bool(given) and alike and not inside_longer_name(original, before.start() if before else start, end)


@lru_cache(maxsize=4096)
def _parts(name: str) -> tuple[str, tuple[str, ...]]:
    """The folded first name, and what may stand for the surname: all of it, or each long half of a double one."""
    groups = [fold_name(part) for part in name.split()]
    groups = [part for part in groups if part and part.strip(".") not in TITLES]
    if len(groups) < 2 or any(map(is_han, name)) or not romanised_surnames().isdisjoint(groups):
        return "", ()
    last = groups[-1]
    halves = last.split()
    return groups[0].strip("."), tuple(one for one in dict.fromkeys((last, *halves)) if len(one) >= SHORTEST)
