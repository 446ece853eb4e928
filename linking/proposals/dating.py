# ruff: noqa: E501 - a pattern is read in one line
"""When an event of a sentence happened: which date of the sentence is its own, and what bounds one without."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from linking.dates import bounds, proposed, since
from linking.forms import ProposedDate
from linking.proposals.drafts import Draft
from linking.proposals.marks import Scene

AHEAD, BEHIND = 60, 55  # characters between a wording and its date
_REPORTED_ON = re.compile(
    r" ?(?:消息|讯|电|获悉|得知|报道|报导|宣布|表示|透露|称|告诉|指出|接受|:|媒体|,? ?(?:reported|reports))"
)  # the day of a report, not of what it reports
_REPORT_DAY = re.compile(
    r"<D(\d+)>,? ?(?:[^<>.;]{0,12}(?:media|medias|press|presse|newspapers?|outlets) (?:reported|reports|said|ont rapporte|a rapporte)|"
    r"[^<>.;]{0,8}(?:媒体|消息人士|知情人士)[^<>,.;]{0,4}(?:报道|报导|披露|称|透露|消息|传出)|[^<>,.;]{0,14}(?:获悉|得知|了解到)|[^<>,.;]{0,10}(?:法院|检察院|检方)(?:公告|通报|披露)|(?:据报道|有报道称|传出|有消息称))"
)
# "7月26日前不得加入": how long an order holds, not when it was made.
_UNTIL = re.compile(r" ?(?:之?前|以前)(?:不得|不准|不许|不能|禁止)")
# Before a date that is another matter's.
_ELSE = re.compile(
    r"(?<![a-z])(?:creee?s?|fondee?s?|lancee?s?|founded|created|established|launched|signed|signe|signee|until|till|effective|deadline|due|"
    r"hearing|set for|hearing on|opinion of|since|depuis|jusqu'au?|jusqu'en|signs?|agreement of|deal of|audience|expires?|from|dated|"
    r"sold [^<>,.;]{0,40}|to|through|of the)(?: (?:in|on|en|le|for|by|early|late|fin|debut|au?))? ?$|(?:成立|创立|创办|签|至|到|发布时间|发布日期|更新时间)[^<>]{0,2}$"
)


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


def dates_of(scene: Scene, drafts: Sequence[Draft]) -> list[int | None]:
    """For each draft the number of the date that is its own: the nearest one, with no other wording between. One date
    belongs to one wording."""
    ways = []
    for hit in re.finditer(r"<D(\d+)>", scene.marked):
        before, behind = scene.marked[: hit.start()], scene.marked[hit.end() : hit.end() + 6]
        if (
            _ELSE.search(before[-64:])
            or _REPORTED_ON.match(behind)
            or behind.startswith("'s")
            or _UNTIL.match(behind)
            or _REPORT_DAY.match(scene.marked, hit.start())
        ):
            continue
        for place, draft in enumerate(drafts):
            far = _distance(scene.marked, hit.start(), hit.end(), draft, drafts)
            if far is not None:
                ways.append((far, place, int(hit.group(1))))
    chosen: list[int | None] = [None] * len(drafts)
    used: set[int] = set()
    for _, place, number in sorted(ways):
        if chosen[place] is None and number not in used:
            chosen[place] = number
            used.add(number)
    return chosen


def _distance(marked: str, start: int, end: int, draft: Draft, drafts: Sequence[Draft]) -> int | None:
    """How far a date stands from a wording; None where it cannot be its own."""
    others = {one.verb for one in drafts if one.verb != draft.verb}
    if start >= draft.verb:
        gap = marked[draft.verb : start]
        behind = marked[max(draft.verb, min(draft.end, start)) : start]
        if re.search(r"[.;:!?]", gap) or any(draft.verb < one < start for one in others) or len(behind) > BEHIND:
            return None
        if re.search(r",(?! )", behind) or re.search(
            r"\b(?:that|which|who|que|qui|begins|starts|only|over|said|alleging|claiming|accusing)\b", behind
        ):
            return None
        return len(behind) + (30 if re.search(r", ", behind) and len(behind) > 3 else 0)
    gap = marked[end : draft.at] if draft.at >= end else ""
    if (
        any(start < one < draft.verb for one in others)
        or len(gap) > AHEAD
        or re.search(r";|\b(?:ans?|mois|years?|months?|weeks?|days?) (?:apres|after|later)\b|[年月天周]后", gap)
    ):
        return None
    return len(gap) + 8
