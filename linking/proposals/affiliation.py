# ruff: noqa: E501 - a pattern is read in one line
"""The employer that stands with a person's name."""

from __future__ import annotations

import re

from linking.forms import EntityRef
from linking.proposals.marks import Scene, about

_FORMER = r"(?:former|formerly|ex|once|until \w+|ancien(?:ne)?|veteran|previously)"
_HAN_POSTS = r"(?:副总|总裁|经理|主管|工程师|处长|总监|负责人|高管|员工|科学家|执行长|研发长|技术长|财务长|营运长|首席\w{2,4}|经理人)"
# `#` is the number of the person.
_BEHIND = r"<[PU]#>, (?!<)[^<>,]{0,60}((?:<E\d+>[^<>,]{0,12}){1,2})(?:,|$)"
_FORMER_BEHIND = rf"<[PU]#>,? {_FORMER}[^<>,]{{0,60}}(<E\d+>)"
_FORMER_BEFORE = rf"\b{_FORMER} (?:\w+ ){{0,3}}?<E(\d+)>(?:'s)? (?:[\w&]+ ){{1,6}},? ?<[PU]#>"
_EX_BEFORE = r"<E(\d+)>(?:'s)? (?:ex|former) (?:[\w&]+ ){1,6},? ?<[PU]#>"
_POST_BEFORE = r"\b(?:patron(?:ne)?|directeur|directrice|president|presidente|head|chief|boss|director|executive|officer)(?: \w+){0,3} (?:de|of|at|chez|d') ?<E(\d+)>, <[PU]#>"
_HAN_POST = rf"<E(\d+)>(?:另有人事:)?[^<>,.;:]{{0,14}}{_HAN_POSTS}<P#>"
_HAN_FORMER = r"(?:前|原)<E(\d+)>[^<>,.;]{1,16}<P#>"
_HAN_LEFT = r"<E(\d+)>(?:的)?(?:前|原|离职)[^<>,.;]{1,16}<P#>"
# "曾任职于甲的某人", "某人原系甲总监".
_HAN_ONCE = r"曾(?:经)?(?:任职|供职|就职|效力|服务|工作)(?:于|在)<E(\d+)>的[^<>,.;]{0,12}<P#>|<P#>(?:,[^<>,;]{0,8}){0,2},?(?:原系|原为|原是|曾任|曾是|系|原任|(?<=,)原|(?<=,)前)<E(\d+)>"


def affiliation(scene: Scene, who: int | None, goal: int | None) -> EntityRef | None:
    """The employer that stands with a person's name: "former A executive P", "P, key figure of the X team of A,"."""
    if who is None:
        return None
    marked, found = scene.marked, None
    behind = about(_BEHIND, who).search(marked) or about(_FORMER_BEHIND, who).search(marked)
    before = about(_FORMER_BEFORE, who).search(marked) or about(_EX_BEFORE, who).search(marked)
    before = before or about(_POST_BEFORE, who).search(marked)
    han = about(_HAN_POST, who).search(marked) or about(_HAN_FORMER, who).search(marked)
    han = han or about(_HAN_LEFT, who).search(marked)
    once = about(_HAN_ONCE, who).search(marked)
    if once is not None:
        found = int(once.group(1) or once.group(2))
    elif behind is not None:
        found = int(re.findall(r"<E(\d+)>", behind.group(1))[-1])
    elif before is not None or han is not None:
        found = int((before or han).group(1))  # type: ignore[union-attr]
    if found is None or (goal is not None and scene.items[found].ref == scene.items[goal].ref):
        return None
    return scene.items[found].ref
