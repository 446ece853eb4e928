# ruff: noqa: E501 - a pattern is read in one line
"""The employer that stands with a person's name."""

from __future__ import annotations

import re

from linking.forms import EntityRef
from linking.proposals.marks import Scene

_FORMER = r"(?:former|formerly|ex|once|until \w+|ancien(?:ne)?|veteran|previously)"


def affiliation(scene: Scene, who: int | None, goal: int | None) -> EntityRef | None:
    """The employer that stands with a person's name: "former A executive P", "P, key figure of the X team of A,"."""
    if who is None:
        return None
    marked, found = scene.marked, None
    behind = re.search(
        rf"<[PU]{who}>, (?!<)[^<>,]{{0,60}}((?:<E\d+>[^<>,]{{0,12}}){{1,2}})(?:,|$)", marked
    ) or re.search(rf"<[PU]{who}>,? {_FORMER}[^<>,]{{0,60}}(<E\d+>)", marked)
    before = re.search(
        rf"\b{_FORMER} (?:\w+ ){{0,3}}?<E(\d+)>(?:'s)? (?:[\w&]+ ){{1,6}},? ?<[PU]{who}>", marked
    ) or re.search(rf"<E(\d+)>(?:'s)? (?:ex|former) (?:[\w&]+ ){{1,6}},? ?<[PU]{who}>", marked)
    before = before or re.search(
        rf"\b(?:patron(?:ne)?|directeur|directrice|president|presidente|head|chief|boss|director|executive|officer)(?: \w+){{0,3}} (?:de|of|at|chez|d') ?<E(\d+)>, <[PU]{who}>",
        marked,
    )
    post = r"(?:副总|总裁|经理|主管|工程师|处长|总监|负责人|高管|员工|科学家|执行长|研发长|技术长|财务长|营运长|首席\w{2,4}|经理人)"
    han = re.search(rf"<E(\d+)>(?:另有人事:)?[^<>,.;:]{{0,14}}{post}<P{who}>", marked)
    han = (
        han
        or re.search(rf"(?:前|原)<E(\d+)>[^<>,.;]{{1,16}}<P{who}>", marked)
        or re.search(rf"<E(\d+)>(?:的)?(?:前|原|离职)[^<>,.;]{{1,16}}<P{who}>", marked)
    )
    if behind is not None:
        found = int(re.findall(r"<E(\d+)>", behind.group(1))[-1])
    elif before is not None or han is not None:
        found = int((before or han).group(1))  # type: ignore[union-attr]
    if found is None or (goal is not None and scene.items[found].ref == scene.items[goal].ref):
        return None
    return scene.items[found].ref
