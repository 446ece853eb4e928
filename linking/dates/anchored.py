"""Chinese dates that lean on another one: 同年10月, 次年, 当月, and a bare month behind one of an earlier year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from linking.dates.find import Found
from linking.dates.han import HAN_DAY, HAN_MONTH, number_of

# What leans on a date told before; a sentence without one of these is passed over.
LEANING = re.compile(r"[同当次翌隔]年|第二年|[同当次翌]月|[次翌]日")
_YEAR = re.compile(
    rf"(同|当|次|翌|隔|第二)年(?![级代度轻会来])(?: ?{HAN_MONTH} ?月(?:份|[初底末]|[中上下]旬)?(?: ?{HAN_DAY} ?日)?)?"
)
_MONTH = re.compile(rf"(?<!不)(同|当|次|翌)月(?:份|[初底末]|[中上下]旬)?(?: ?{HAN_DAY} ?日)?")
_DAY = re.compile(r"(?:次|翌)日")
_BARE = re.compile(rf"(?<![\d年.第个前零一二三四五六七八九十]){HAN_MONTH} ?月(?: ?{HAN_DAY} ?日)?(?![内刊饼])")
NEAR = 40  # characters between a date and the bare month that goes on with it


def anchored(folded: str, found: Sequence[Found], before: str, published: date | None) -> list[Found]:
    """The dates of a folded sentence with those that lean on one before them, or on `before`, the EDTF string of the
    last date with a year in the sentences before (empty where there is none). None lies after the publication."""
    dates = {one.start: one for one in found}
    ways = [hit for pattern in (_YEAR, _MONTH, _DAY, _BARE) for hit in pattern.finditer(folded)]
    anchor, at = before, -1
    made: list[Found] = []
    for start in sorted({*dates, *(hit.start() for hit in ways)}):
        one = dates.get(start)
        leaning = next((hit for hit in ways if hit.start() == start), None)
        if leaning is not None and anchor and not any(start < other.end for other in made):
            edtf = _resolved(leaning, anchor, bare_after=at >= 0 and start - at <= NEAR)
            if edtf and (published is None or edtf <= str(published)[: len(edtf)]):
                one = Found(start, leaning.end(), edtf)
        if one is None or any(start < other.end for other in made):
            continue
        made.append(one)
        if "年" in folded[one.start : one.end] or leaning is not None:
            anchor, at = one.edtf, one.end
    return made


def _resolved(hit: re.Match[str], anchor: str, *, bare_after: bool) -> str:
    """The date that a wording means after an anchor; empty where the anchor does not tell it."""
    parts = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?$", anchor)
    if parts is None:
        return ""
    year, month, day = (int(part or 0) for part in parts.groups())
    if hit.re is _YEAR:
        year += hit.group(1) not in "同当"
        if hit.group(1) == "当" and not hit.group(2):
            return ""  # "back then"
        return _ymd(year, number_of(hit.group(2) or ""), number_of(hit.group(3) or ""))
    if hit.re is _MONTH:
        if not month:
            return ""
        year, month = (year + month // 12, month % 12 + 1) if hit.group(1) in "次翌" else (year, month)
        return _ymd(year, month, number_of(hit.group(2) or ""))
    if hit.re is _DAY:
        return str(date(year, month, day) + timedelta(days=1)) if day else ""
    later = number_of(hit.group(1))
    return _ymd(year, later, number_of(hit.group(2) or "")) if bare_after and month and later > month else ""


def _ymd(year: int, month: int = 0, day: int = 0) -> str:
    if month > 12 or day > 31:
        return ""
    return "-".join([f"{year:04d}", *(f"{part:02d}" for part in (month, day) if part)])
