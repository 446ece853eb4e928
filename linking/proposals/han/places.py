"""What all frames ask of a Chinese sentence: the stretch about a wording, and who is named in it."""

from __future__ import annotations

import re
from dataclasses import replace

from linking.proposals.drafts import Draft
from linking.proposals.marks import Scene
from linking.proposals.steps import Hit

PROSECUTOR = re.compile(
    r"检方|检察|地检署|高检署|检调|公诉|(?:[台竹北中桃雄士彰苗嘉屏宜基]|新北)检(?![验测讨修疫视举])|司法部|检控|大陪审团"
)
_MARK = re.compile(r"<([PEU])(\d+)>")
_STOP = re.compile(r"[;。!?]")
_LISTED = re.compile(r"((?:<P\d+>[,、和与及跟]{1,2})+)$")


def draft_of(hit: Hit, **places: object) -> Draft:
    return replace(Draft(hit.row.kind, hit.start, hit.end, hit.verb), **places)  # type: ignore[arg-type]


def stretch_of(scene: Scene, hit: Hit) -> tuple[int, int]:
    """The part of a sentence about a wording that no semicolon cuts."""
    start = max((one.end() for one in _STOP.finditer(scene.marked, 0, hit.verb)), default=0)
    stop = _STOP.search(scene.marked, hit.end)
    return start, stop.start() if stop else len(scene.marked)


def marks_in(scene: Scene, start: int, end: int, kind: str) -> list[tuple[int, int]]:
    """(number, offset) of the marks of a kind between two offsets, officials left out."""
    return [
        (int(hit.group(2)), hit.start())
        for hit in _MARK.finditer(scene.marked, start, end)
        if hit.group(1) == kind and int(hit.group(2)) not in scene.officials
    ]


def with_listed(scene: Scene, number: int, at: int) -> tuple[int, ...]:
    """A person with those listed right before and behind: "甲、乙和丙"."""
    before = _LISTED.search(scene.marked[:at])
    first = [int(one) for one in re.findall(r"<P(\d+)>", before.group(1))] if before else []
    behind = re.compile(r"(?:[,、和与及跟]{1,2}<P\d+>)+").match(scene.marked, scene.marked.index(">", at) + 1)
    later = [int(one) for one in re.findall(r"<P(\d+)>", behind.group(0))] if behind else []
    return (*first, number, *later)


def sole_of(scene: Scene, start: int, end: int) -> tuple[int, ...]:
    """The only person of a stretch."""
    people = marks_in(scene, start, end, "P")
    return (people[-1][0],) if len({scene.items[number].ref for number, _ in people}) == 1 else ()


def described(scene: Scene, hit: Hit) -> str:
    """ "三名工程师", "前员工": whoever is meant without a name."""
    around = scene.marked[max(0, hit.verb - 20) : hit.end + 14]
    found = re.search(
        r"(?:[二两三四五六七八九十多数\d]+(?:名|位|个|人)|前|自己(?:的)?|旗下)(?:前)?[^<>,;]{0,8}(?:工程师|员工|主管|高管|高层|骨干|副总|经理|人员|干部|研究员|科学家)",
        around,
    )
    return found.group(0) if found else ""
