"""Courts, places and years that a text names."""

from __future__ import annotations

import re
from functools import lru_cache

from linking.automaton import Automaton
from linking.dockets import may_hold_year
from linking.fold import fold
from linking.tables import table

_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")
_ROC_YEAR = re.compile(r"(1[01]\d|9\d) ?年")


@lru_cache(maxsize=1)
def _places() -> tuple[Automaton, tuple[frozenset[str], ...]]:
    """An automaton over the words by which courts and places are named, and each word's jurisdictions."""
    codes: dict[str, set[str]] = {}
    for code, some in table("places").items():
        for word in some:
            codes.setdefault(fold(word).text, set()).add(code)
    return Automaton.build(sorted(codes)), tuple(frozenset(codes[word]) for word in sorted(codes))


def places_in(folded: str) -> set[str]:
    """Jurisdictions of which a folded text names a court or a place; a state's country is not added."""
    automaton, codes = _places()
    found = {number for _, _, number in automaton.matches(folded)}
    return set().union(*(codes[number] for number in found))


def years_in(folded: str) -> set[int]:
    """Years of four digits in a folded text, and those that Taiwan counts from 1912."""
    found = set()
    if may_hold_year(folded):
        found = {int(hit.group()) for hit in _YEAR.finditer(folded) if not _behind_digit(folded, hit)}
    if "年" in folded:
        found |= {int(hit.group(1)) + 1911 for hit in _ROC_YEAR.finditer(folded) if not _behind_digit(folded, hit)}
    return found


def _behind_digit(text: str, hit: re.Match[str]) -> bool:
    return text[max(0, hit.start() - 1) : hit.start()].isdecimal()
