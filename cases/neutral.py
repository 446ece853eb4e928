"""Neutral citations: the number that a court gives its own decision, such as “[2024] SGHC 29”.

A court gives a decision one number of a series, so two numbers of one series for one decision contradict each other:
one source is wrong. Numbers of other series (another court's, a law report's) may stand beside it.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from facts.choices import SourceKind

_NEUTRAL = re.compile(r"[\[(](?P<year>(?:19|20)\d\d)[\])] ?(?P<series>[A-Za-z][A-Za-z()&. ]*?) ?(?P<number>\d{1,6})")

# Whose word on a decision's number wins: the court's own paper, then what publishes it. All others count alike.
OFFICIAL = (SourceKind.COURT_DOCUMENT, SourceKind.COURT_DATABASE, SourceKind.REGULATOR)


@dataclass(frozen=True)
class Number:
    """``norm`` is equal for equal numbers; ``series`` is empty where the form is not known, and nothing is compared."""

    norm: str
    series: str


@dataclass(frozen=True)
class Numbers:
    """How a decision is cited: the number to show (empty: none is on record), the others, and whether they conflict."""

    shown: str = ""
    others: tuple[str, ...] = ()
    conflict: bool = False


def read(text: str) -> Number:
    """The number in ``text``; brackets, spaces, width and case of letters make no other number."""
    plain = " ".join(unicodedata.normalize("NFKC", text).split())
    match = _NEUTRAL.fullmatch(plain)
    if match is None:
        return Number(plain, "")
    series = match["series"].strip().upper()
    return Number(f"[{match['year']}] {series} {int(match['number'])}", series)


def conflicting(texts: Iterable[str]) -> bool:
    """Are there two numbers of one series among them?"""
    found = {number for number in map(read, texts) if number.series}
    return len(found) > len({number.series for number in found})


def numbers_of(links: Iterable[Any]) -> Numbers:
    """From the sources of one decision (``DecisionCitation`` with their citations).

    The official source's number is shown; without one the number that most sources have, then the first in the
    alphabet. A number is shown as the best of its sources writes it.
    """
    cited = [link for link in links if link.cited_as]
    count = Counter(link.cited_norm for link in cited)
    cited.sort(key=lambda link: (_rank(link.citation.source_kind), -count[link.cited_norm], link.cited_norm, link.pk))
    written: dict[str, str] = {}
    for link in cited:
        written.setdefault(link.cited_norm, link.cited_as)
    if not written:
        return Numbers()
    shown, *others = written.values()
    return Numbers(shown, tuple(others), conflicting(written.values()))


def _rank(kind: str) -> int:
    return OFFICIAL.index(SourceKind(kind)) if kind in OFFICIAL else len(OFFICIAL)
