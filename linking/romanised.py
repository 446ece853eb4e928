"""Chinese names in Latin letters beyond pinyin: Wade-Giles, and how families in Hong Kong, Taiwan and Singapore write
common surnames.

Wade-Giles is made from pinyin by its published rules of correspondence, apostrophes and umlauts left out as the press
does. It then no longer tells some syllables apart (chang: zhang and chang), so that reading it gives several.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import islice, product

from linking.tables import table, words

READINGS_LIMIT = 8  # readings of one name


def wade_giles(syllable: str) -> str:
    """A syllable of pinyin as Wade-Giles writes it, without its marks."""
    rules = table("romanised")
    whole: str | None = rules["whole"].get(syllable)
    if whole:
        return whole
    head, tail = "", syllable
    for initial, written in rules["initials"].items():  # the first that fits counts
        if syllable.startswith(initial):
            head, tail = written, syllable[len(initial) :]
            break
    for final, written in rules["finals"].items():
        if tail.endswith(final):
            return head + tail[: -len(final)] + written
    return head + tail


@cache
def _readings() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    taiwan = table("romanised")["taiwan"]  # common there, and of neither system
    for syllable in sorted(words("pinyin")):
        found[syllable].append(syllable)
    for syllable in sorted(words("pinyin")):
        for written in {wade_giles(syllable), taiwan.get(syllable, syllable)}:
            if syllable not in found[written]:
                found[written].append(syllable)
    return {written: tuple(syllables) for written, syllables in found.items()}


@cache
def _surnames() -> dict[str, tuple[str, ...]]:
    """How else a surname is written -> in pinyin."""
    return {written: tuple(read.split()) for written, read in table("romanised")["surnames"].items()}


@cache
def spellings_of_surname(pinyin: str) -> tuple[str, ...]:
    """How else a surname in pinyin is written."""
    others = {written for written, read in _surnames().items() if pinyin in read}
    return tuple(sorted(({wade_giles(pinyin)} | others) - {pinyin}))


def readings_of_name(family: str, given: tuple[str, ...]) -> Iterator[str]:
    """A name written otherwise, "lee" and ("kai", "fu"), as "family given" in pinyin; none where a part is no syllable
    of a Chinese name. A name of two words that may be pinyin is taken for that."""
    known = _readings()
    families = dict.fromkeys((*_surnames().get(family, ()), *known.get(family, ())))
    if not families or not 1 <= len(given) <= 2 or any(part not in known for part in given):
        return
    if len(given) == 1 and {family, *given} <= words("pinyin"):
        return
    written = f"{family} {''.join(given)}"
    read = (f"{one} {''.join(parts)}" for one, parts in product(families, product(*(known[part] for part in given))))
    yield from (one for one in islice(read, READINGS_LIMIT) if one != written)


def spellings_of_name(family: str, given: str) -> Iterator[str]:
    """A name in pinyin ("li", "kai fu") as it is written elsewhere, in both orders, the given name joined and split."""
    parts = [wade_giles(part) for part in given.split()]
    for surname in (*spellings_of_surname(family), family):
        if surname == family and " ".join(parts) == given:
            continue
        for one in {" ".join(parts), "".join(parts)}:
            yield f"{surname} {one}"
            yield f"{one} {surname}"
