"""When an event of a sentence happened: which date of the sentence is its own, and what bounds one without."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from linking.dates import bounds, proposed, since
from linking.forms import ProposedDate
from linking.proposals.scene import Scene

_REPORTED_ON = re.compile(r" ?(?:消息|讯|电|报道|宣布|:)")  # the day of a report, not of what it reports
_REPORT_DAY = re.compile(
    r"<D(\d+)>,? ?(?:[^<>.;]{0,12}(?:media|medias|press|presse|newspapers?|outlets) (?:reported|reports|said|ont rapporte|a rapporte)|"  # noqa: E501
    r"[^<>.;]{0,8}(?:媒体|消息人士|知情人士)[^<>,.;]{0,4}(?:报道|报导|披露|称|透露|消息|传出)|(?:据报道|有报道称|传出|有消息称))"
)
_FOUNDED = re.compile(
    r"(?:creee?s?|fondee?s?|lancee?s?|founded|created|established|launched|signed|signe)\s*$|(?:成立|创立|创办|签)[^<>]{0,2}$"
)


@dataclass(frozen=True, slots=True)
class Draft:
    """A hit before its date is settled. Numbers are items of the scene."""

    kind: str
    at: int
    end: int
    who: int
    source: int | None
    goal: int | None
    when: int | None
    stay: bool


def report_day(scene: Scene, draft: Draft, told: date | None) -> ProposedDate | None:
    """ "On the 13th media reported that ...": what was reported happened on that day at the latest."""
    for hit in _REPORT_DAY.finditer(scene.marked[: draft.end]):
        item = scene.items[int(hit.group(1))]
        _, high = bounds(item.edtf)
        if high is not None and len(item.edtf) == 10 and (told is None or high <= told):
            return proposed(f"[..{item.edtf}]", item.text, high)
    return None


def after(date: ProposedDate) -> ProposedDate:
    """The date of an end that follows a beginning."""
    edtf = date.edtf
    if not edtf or edtf.startswith("["):
        return date
    return proposed(since(edtf, date.not_after, closed=True), "", date.not_after)


def loose_date(scene: Scene, draft: Draft, drafts: Sequence[Draft], used: set[int]) -> int | None:
    """A date in front of the clause, or directly behind it, that belongs to no other event."""
    before = [one for one in drafts if one.end <= draft.at]
    left = max((one.end for one in before), default=0)
    for hit in re.finditer(r"<D(\d+)>", scene.marked):
        number = int(hit.group(1))
        if number in used or _FOUNDED.search(scene.marked[: hit.start()]):
            continue
        lead = scene.marked[left : hit.start()]
        if _REPORTED_ON.match(scene.marked[hit.end() : hit.end() + 4]):
            continue
        if draft.at < hit.start() < draft.end:
            rest = scene.marked[hit.end() : draft.end]
            if len(rest) <= 25 and "," not in rest:
                return number
            continue
        between = scene.marked[hit.end() : draft.at]
        if left <= hit.start() < draft.at and len(lead.strip(" ,.;-")) <= 24 and not between.strip(" ,"):
            return number
        gap = scene.marked[draft.end : hit.start()]
        if draft.end <= hit.start() and len(gap) <= 16 and "," not in gap and "<" not in gap:
            return number
    return None
