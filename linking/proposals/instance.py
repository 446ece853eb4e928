# ruff: noqa: E501 - a pattern is read in one line
"""Which instance decided, and which of the orders that follow one another: two of them are two events, not one told
twice."""

from __future__ import annotations

import re

from linking.proposals.drafts import Draft
from linking.proposals.marks import Scene

_INSTANCE = re.compile(
    r"(?P<third>\bsupreme court|\bcour de cassation|\bhaute juridiction|\bcour supreme|\bcassation|\bcass\.? |\bcasse et annule|最高法院|最高法|终审|三审|再审)|"
    r"(?P<second>\bappeals? (?:court|judges?|panel)|\bappeals court|\bcourts? of appeals?|\bcircuit|\bappellate|\bon appeal|\bcour d'appel|\ben appel|二审|高等法院|高院|抗告|驳回[^;。]{0,6}上诉|维持原判|案经上诉|上诉后|撤销改判|改判)|"
    r"(?P<first>\bjury|\bjurors|\btrial (?:court|judge)|\bdistrict (?:court|judge)|\bfirst instance|\btribunal|\bprud'hommes|\bpremiere instance|一审|地方法院|地院)|"
    r"(?P<arbiters>\barbitrators?|\barbitration|\barbitral|\barbitres?|\barbitrage|仲裁)"
)


# A court of which it is not told which: none of the arbiters before it.
_SOME_COURT = re.compile(r"法院|法庭|法官|判决")
# Orders that follow one another.
_ORDER = re.compile(
    r"(?P<temporary>\brestraining order|\btro\b|\bwithout notice|\bex parte|\bsuperprovisionnel|临时限制令|紧急处置)|"
    r"(?P<preliminary>\bpreliminary injunction|\binterlocutory|\binjonction interlocutoire|\binjonction preliminaire|初步禁令|定暂时状态)|"
    r"(?P<permanent>\bpermanent injunction|\binjonction permanente|永久禁令|永久禁制)"
)


def instance_of(scene: Scene, draft: Draft) -> str:
    """Of a ruling third, second, first or arbiters, by the word it begins with, the nearest before it in its
    sentence, or one in its wording, "court" where a Chinese one only says that a court ruled; of an injunction temporary, preliminary or permanent. Empty where none is told, and for all other kinds."""
    if draft.kind.startswith("injunction"):
        order = _ORDER.search(scene.marked, max(0, draft.at - 10), min(len(scene.marked), draft.end + 24))
        return (order.lastgroup or "") if order is not None else ""
    if draft.kind != "ruling":
        return ""
    own = _INSTANCE.match(scene.marked, draft.verb)
    before = [own] if own else list(_INSTANCE.finditer(scene.marked, max(0, draft.verb - 80), draft.verb))
    found = before[-1] if before else _INSTANCE.search(scene.marked, draft.at, min(len(scene.marked), draft.end + 24))
    if found is not None:
        return found.lastgroup or ""
    return "court" if _SOME_COURT.search(scene.marked, max(0, draft.verb - 80), draft.end) else ""
