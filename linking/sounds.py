"""Han names by their sound: what may be a personal name in a Han text, spelt in pinyin without tones.

A registry often knows somebody in Latin letters only, or in other characters of the same sound. The variants of such
names (`linking.names`) are in the automaton already, so that a window of a text only has to be spelt as they are.
"""

from __future__ import annotations

import re
from functools import cache

from linking.names import DOUBLE_SURNAMES, HAN_SURNAMES, reading_of_surname, syllable
from linking.tables import words

WINDOWS_LIMIT = 4_000  # windows of one field: what is beyond is not spelt

_SINGLE = HAN_SURNAMES + "".join(sorted(words("rare_surnames")))
_WINDOW = re.compile(rf"(?=({'|'.join(sorted(DOUBLE_SURNAMES))}|[{_SINGLE}])([\u3400-\u9fff])([\u3400-\u9fff])?)")
_family = cache(reading_of_surname)
_given = cache(syllable)


def spelt_windows(folded: str) -> dict[str, list[tuple[int, int]]]:
    """Where a folded text has two to four Han characters that begin with a surname: "family given" -> (start, end)."""
    found: dict[str, list[tuple[int, int]]] = {}
    for count, hit in enumerate(_WINDOW.finditer(folded)):
        if count >= WINDOWS_LIMIT:
            break
        surname, one, two = hit.groups()
        start = hit.start()
        end = start + len(surname) + 1
        spelt = f"{_family(surname)} {_given(one)}"
        found.setdefault(spelt, []).append((start, end))
        if two:
            found.setdefault(spelt + _given(two), []).append((start, end + 1))
    return found
