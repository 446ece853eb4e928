"""Years that a text names."""

from __future__ import annotations

import re

from linking.dockets import may_hold_year

_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")
_ROC_YEAR = re.compile(r"(1[01]\d|9\d) ?年")


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
