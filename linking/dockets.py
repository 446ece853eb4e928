"""Docket numbers: found by their shapes, compared in one normal form.

Shapes: US federal ("2:19-cv-01176-RSM", "11 Civ. 399", "2:2019cv01176"), French ("n° 22-20.926", "RG 21/05187"),
Taiwanese ("101年度民營訴字第2號"), mainland Chinese ("(2019)苏05民终4745号"), neutral citations ("[2021] HKCFI 2904").
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from linking.fold import fold

_US = re.compile(
    r"(?:\b(\d{1,2}):)?\b[c]?(\d{2}|20\d{2}) ?(cv|cr|civ\.?|mc|md|ap) ?0*(\d{1,6})\b|\bc(\d{2}) (\d{3,5})(?= [a-z]{2,4}\b)"  # noqa: E501
)
_FRENCH = re.compile(r"\b(\d{2}) ?(?:[/ ]) ?(\d{2})[. ]?(\d{3})\b|\b(\d{2})/(\d{4,6})\b")
_TAIWAN = re.compile(r"(\d{2,3}) ?年度?([\u4e00-\u9fff]{2,6}?)字?第 ?(\d{1,6}) ?号")
_CHINA = re.compile(r"[(\[〔](20\d{2})[)\]〕] ?([\u4e00-\u9fff]{1,2}\d{0,4}[\u4e00-\u9fff]{1,4}) ?(\d{1,6}) ?号")
_NEUTRAL = re.compile(r"[\[(]((?:19|20)\d{2})[\])] ([a-z]{3,8}(?: ?\([a-z]{2,5}\))?) (\d{1,5})\b")

# Shapes of courts that number in their own way: Hong Kong and England ("HCA 1234/2020", "KB-2024-001234"), Delaware
# ("2024-0991-ABC"), Massachusetts ("2384CV01234"), Texas' business court, Quebec, Geneva, French commercial courts, and
# Chinese arbitration ("杭滨劳人仲案〔2024〕12号"). A number in them is long enough to be no other number.
_OTHER = re.compile(
    r"\b([a-z]{2,5}) ?(\d{1,6}) ?/ ?((?:19|20)\d\d)\b|\b([a-z]{2,3}) ((?:19|20)\d\d) (\d{6})\b"
    r"|\b((?:19|20)\d\d) (\d{4}) ([a-z]{2,4})\b"
    r"|\b(\d{4}) ?(cv|cr) ?(\d{4,6})\b|\b(\d\d) (bc\d\d[a-z]) (\d{4})\b|\b(\d{3}) (\d\d) (\d{6}) (\d{3})\b"
    r"|\b([ca])/(\d{4,6})/((?:19|20)\d\d)\b|\b((?:19|20)\d\d)([a-z])(\d{5})\b"
)
_CASE_OF = re.compile(r"([\u4e00-\u9fff]{2,8})[(\[〔]((?:19|20)\d\d)[)\]〕]第?(\d{1,6})号")

# Cheap looks that every docket or day of a shape passes, at the few places where digits or one letter stand: patterns
# that begin with a word boundary are tried at every character.
_LIKE_US = (re.compile(r"\d ?(?:c[vri]|m[cd]|ap)[v.]{0,2} ?\d"), re.compile(r"c\d\d \d"))
_LIKE_FRENCH = re.compile(r"\d\d(?: ?[/ ] ?\d\d[. ]?\d\d\d|/\d{4})")
_LIKE_OTHER = re.compile(r"\d/ ?(?:19|20)\d\d|(?:19|20)\d\d \d{4}|\d{4} ?c[vr]|bc\d\d|\d{6} \d{3}|(?:19|20)\d\d[a-z]\d")
_YEAR = re.compile(r"(?:19|20)\d\d")
# What all of them have in common but the Chinese ones: behind one digit or another stands something of this.
_BEHIND = r"(?: ?(?:c[vri]|m[cd]|ap|/)|  ?\d| bc|[a-z]\d|[)\]])"
_LIKE_ANY = re.compile(rf"\d{_BEHIND}")
# The same in ASCII with every digit made a nought: a search for one character is by far faster than for any of a class.
_LIKE_ANY_IN_NOUGHTS = re.compile(rf"0{_BEHIND}".encode())
_NOUGHTS = bytes(48 if 48 <= code < 58 else code for code in range(256))
_LIKE_DAY = (
    re.compile(r"\d(?:er|st|nd|rd|th)? [a-z]{3,9}\.?,? (?:19|20)\d\d"),
    re.compile(r" \d\d?(?:st|nd|rd|th)?,? (?:19|20)\d\d"),
)
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan janvier janv",
            "february feb fevrier fevr",
            "march mar mars",
            "april apr avril avr",
            "may mai",
            "june jun juin",
            "july jul juillet juill",
            "august aug aout",
            "september sep sept septembre",
            "october oct octobre",
            "november nov novembre",
            "december dec decembre",
        ),
        start=1,
    )
    for name in names.split()
}
_DAY = re.compile(
    r"\b(\d{1,2})(?:er|st|nd|rd|th)? ([a-z]{3,9})\.?,? ((?:19|20)\d{2})\b|\b([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? ((?:19|20)\d{2})\b"  # noqa: E501
)
_HAN_DAY = re.compile(r"((?:19|20)\d{2}) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?日")


# Digits with what stands beside them: every shape of this module, and every year, begins at most `_BEFORE` characters
# before a digit, ends at most `_APART` after one, and has no longer gap between two.
_BEFORE, _APART = 16, 32
_DIGITS = re.compile(rf"\d++(?:\D{{1,{_APART + _BEFORE}}}+\d++)*+")


def numbers_of(folded: str) -> str:
    """What stands round the digits of a folded text, in order, with line ends between: it holds the same dockets, days
    and years as the whole text and is a small part of it."""
    return "\n".join(folded[max(0, hit.start() - _BEFORE) : hit.end() + _APART] for hit in _DIGITS.finditer(folded))


def _us(hit: re.Match[str]) -> str:
    if hit.group(5):
        return f"us {hit.group(5)} cv {int(hit.group(6))}"
    kind = "cv" if hit.group(3).startswith("c") and hit.group(3) != "cr" else hit.group(3)
    return f"us {hit.group(2)[-2:]} {kind} {int(hit.group(4))}"


# Each shape: whether a text may hold one, its pattern, and the normal form of a hit.
_SHAPES: tuple[tuple[Callable[[str], object], re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (lambda folded: _LIKE_US[0].search(folded) or _LIKE_US[1].search(folded), _US, _us),
    (_LIKE_FRENCH.search, _FRENCH, lambda hit: "fr " + "".join(part for part in hit.groups() if part)),
    (
        lambda folded: "号" in folded,
        _TAIWAN,
        lambda hit: f"tw {int(hit.group(1))} {hit.group(2).removesuffix('字')} {int(hit.group(3))}",
    ),
    (lambda folded: "号" in folded, _CHINA, lambda hit: f"cn {hit.group(1)} {hit.group(2)} {int(hit.group(3))}"),
    (
        _LIKE_OTHER.search,
        _OTHER,
        lambda hit: " ".join(["o", *(part for part in hit.groups() if part)]),
    ),
    (lambda folded: "号" in folded, _CASE_OF, lambda hit: f"cn {hit.group(2)} {hit.group(1)} {int(hit.group(3))}"),
    (_YEAR.search, _NEUTRAL, lambda hit: f"nc {hit.group(1)} {hit.group(2)} {int(hit.group(3))}"),
)


def dockets_in(folded: str) -> dict[str, tuple[int, int]]:
    """Normal form -> (start, end) of the first place, for everything in a folded text that is shaped like a docket."""
    found: dict[str, tuple[int, int]] = {}
    if not _may_hold_docket(folded):
        return found
    for likely, pattern, normal in _SHAPES:
        if likely(folded):
            for hit in pattern.finditer(folded):
                found.setdefault(normal(hit), hit.span())
    return found


def _may_hold_docket(folded: str) -> bool:
    if folded.isascii():
        return bool(_LIKE_ANY_IN_NOUGHTS.search(folded.encode().translate(_NOUGHTS)))
    return "号" in folded or bool(_LIKE_ANY.search(folded))


def may_hold_year(folded: str) -> bool:
    """Whether a folded text may hold a year in four digits; false of most that hold none, at little cost."""
    if folded.isascii() and b"0000" not in folded.encode().translate(_NOUGHTS):
        return False
    return bool(_YEAR.search(folded))


def cites(folded: str) -> bool:
    """Whether a folded text may hold a docket or a full calendar day; false of most texts, at little cost."""
    if not folded.isascii():
        return _may_hold_docket(folded) or may_hold_year(folded)
    noughts = folded.encode().translate(_NOUGHTS)
    return bool(_LIKE_ANY_IN_NOUGHTS.search(noughts)) or (b"0000" in noughts and bool(_YEAR.search(folded)))


def normal_docket(docket: str) -> str:
    """The normal form of a docket as entered; of an unknown shape, its letters and digits."""
    folded = fold(docket).text
    known = dockets_in(folded)
    if known:
        return next(iter(known))
    return "x " + "".join(char for char in folded if char.isalnum())


def days_in(folded: str) -> dict[date, tuple[int, int]]:
    """Full calendar days in a folded text (en, fr, zh) -> (start, end) of the first place."""
    found: dict[date, tuple[int, int]] = {}
    if not may_hold_year(folded):
        return found
    if any(like.search(folded) for like in _LIKE_DAY):
        for hit in _DAY.finditer(folded):
            day, month, year = (
                (hit.group(1), hit.group(2), hit.group(3))
                if hit.group(1)
                else (hit.group(5), hit.group(4), hit.group(6))
            )
            _add(found, year, _MONTHS.get(month, 0), day, hit.span())
    if "年" in folded:
        for hit in _HAN_DAY.finditer(folded):
            _add(found, hit.group(1), int(hit.group(2)), hit.group(3), hit.span())
    return found


def _add(found: dict[date, tuple[int, int]], year: str, month: int, day: str, span: tuple[int, int]) -> None:
    try:
        found.setdefault(date(int(year), month, int(day)), span)
    except ValueError:
        return
