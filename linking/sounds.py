"""Han names by their sound: what may be a personal name in a Han text, spelt in pinyin without tones.

A registry often knows somebody in Latin letters only, or in other characters of the same sound. The variants of such
names (`linking.names`) are in the automaton already, so that a window of a text only has to be spelt as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from linking.names import DOUBLE_SURNAMES, HAN_SURNAMES, reading_of_surname, syllable
from linking.tables import words

WINDOWS_LIMIT = 4_000  # windows of one field: what is beyond is not spelt

_SINGLE = frozenset(HAN_SURNAMES) | words("rare_surnames")
_DOUBLE = frozenset(surname[0] for surname in DOUBLE_SURNAMES)
# A character that may begin a surname, and up to three that follow: most characters are passed over by their set alone.
_WINDOW = re.compile(rf"([{''.join(sorted(_SINGLE | _DOUBLE))}])(?=([\u3400-\u9fff]{{1,3}}))")
# What makes a window, as `windows_in` finds it: one character that is a surname, or two that are one together.
_OF_ONE = re.compile(rf"([{''.join(sorted(_SINGLE))}])(?=([\u3400-\u9fff]{{1,2}}))")
_OF_TWO = re.compile(rf"({'|'.join(sorted(DOUBLE_SURNAMES))})(?=([\u3400-\u9fff]{{1,2}}))")


class _Readings(dict[str, str]):
    """Readings by what is read, each found out once."""

    def __init__(self, read: Callable[[str], str]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, written: str) -> str:
        self[written] = read = self._read(written)
        return read


_family, _given = _Readings(reading_of_surname), _Readings(syllable)


def windows_of(folded: str) -> list[tuple[int, str]]:
    """Where a folded text has two to four Han characters that begin with a surname: (start, characters), both
    characters of a given name with them."""
    found: list[tuple[int, str]] = []
    if folded.isascii():
        return found
    for hit in _WINDOW.finditer(folded):
        window = _window(hit)
        if window:
            found.append((hit.start(), window))
            if len(found) == WINDOWS_LIMIT:
                break
    return found


def _window(hit: re.Match[str]) -> str:
    surname, given = hit.groups()
    if surname in _DOUBLE and len(given) > 1 and surname + given[0] in DOUBLE_SURNAMES:
        return str(surname + given)
    return str(surname + given[:2]) if surname in _SINGLE else ""


def places_of(folded: str, windows: Iterable[str]) -> list[tuple[int, str]]:
    """Those of `windows_of` that are among some windows, in no order."""
    found: list[tuple[int, str]] = []
    for window in windows:
        place = folded.find(window)
        while place >= 0:
            hit = _WINDOW.match(folded, place)
            if hit and _window(hit) == window:
                found.append((place, window))
            place = folded.find(window, place + 1)
    return found


def windows_in(folded: str) -> set[tuple[str, str]]:
    """Every window of `windows_of` in two parts, surname and given name, and a few that are none, at little cost: where
    two characters are a surname the first alone counts as one too."""
    return {*_OF_ONE.findall(folded), *_OF_TWO.findall(folded)}


def spellings_of(window: str) -> list[tuple[int, str]]:
    """How the names in a window's characters are spelt, "family given": of the first given name's character, and of
    both; each with how many characters of the window it takes."""
    size = 2 if len(window) > 2 and window[:2] in DOUBLE_SURNAMES else 1
    spelt = f"{_family[window[:size]]} {_given[window[size]]}"
    found = [(size + 1, spelt)]
    if len(window) > size + 1:
        found.append((size + 2, spelt + _given[window[size + 1]]))
    return found
