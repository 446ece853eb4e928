# ruff: noqa: E501 - Han characters count twice
"""Whom a suit in Chinese is against, and which firm brings it."""

from __future__ import annotations

import re

from linking.proposals.han.places import marks_in, stretch_of, with_listed
from linking.proposals.marks import Scene
from linking.proposals.steps import Hit


def target(scene: Scene, hit: Hit) -> tuple[tuple[int, ...], int | None, int | None, int]:
    """People and firm acted against, the firm that acts where the passive names it, and where the actor ends."""
    marked = scene.marked
    start, _ = stretch_of(scene, hit)
    before = marked[start : hit.verb]
    passive = re.search(r"(?:被|遭)(?:前东家|老东家|前雇主)?(?:<E(\d+)>)?[^<>,;]{0,16}$", before)
    if passive is not None or marked[hit.verb : hit.tail].startswith("被"):
        at = start + passive.start() if passive else hit.verb
        people = marks_in(scene, start, at, "P")
        by = int(passive.group(1)) if passive and passive.group(1) else None
        if people:
            return with_listed(scene, *people[-1]), None, by, at
        firms = marks_in(scene, start, at, "E")
        return (), firms[-1][0] if firms else None, by, at
    leads = list(re.finditer(r"对(?![冲于手外岸方口比接决内应面象抗])|向|将|把|与|和", before))
    for lead in reversed(leads):
        people = marks_in(scene, start + lead.end(), hit.verb, "P")
        if people:
            return with_listed(scene, *people[-1]), None, None, start + lead.start()
        firms = marks_in(scene, start + lead.end(), hit.verb, "E")
        if firms and lead.group(0) in "对向将把" and re.match(r"[^,]{0,14}<E\d+>[^<>,]{0,16}$", before[lead.end() :]):
            moved = _moved_there(scene, hit.end)
            return moved, None if moved else firms[-1][0], None, start + lead.start()
    return _named_behind(scene, hit, start)


def _named_behind(scene: Scene, hit: Hit, start: int) -> tuple[tuple[int, ...], int | None, int | None, int]:
    """The same where whoever is acted against stands behind the verb, or is blamed before it."""
    marked = scene.marked
    listed = listed_behind(scene, hit.end)
    if listed:
        return listed, None, None, hit.verb
    behind = re.compile(r"(?:了)?[^<>,.;:]{0,20}<([PE])(\d+)>").match(marked, hit.end)
    if behind is not None:
        if behind.group(1) == "P" and int(behind.group(2)) not in scene.officials:
            return with_listed(scene, int(behind.group(2)), behind.start(1) - 1), None, None, hit.verb
        person = re.compile(r"(?:的)?(?:前|离职|原)?[^<>,.;]{0,16}<P(\d+)>").match(marked, behind.end())
        if person is not None and int(person.group(1)) not in scene.officials:
            return with_listed(scene, int(person.group(1)), person.start(1) - 2), None, None, hit.verb
        if behind.group(1) == "E" and not re.match(
            r"(?:的)?前?(?:员工|高管|主管|工程师|副总|资深)", marked[behind.end() :]
        ):
            return (), int(behind.group(2)), None, hit.verb
    accused = re.compile(
        r"[^<>;]{0,14}, ?(?:指控?|指称|称|主张|认为|指责|指出|要求|请求|诉请|并?要|求判|求|(?=阻止|禁止|限制))(?:判令|判决|裁决|责令|法院判令)?(?:其?前?[^<>,;]{0,6}(?:员工|高管|主管|副总|经理|总监|工程师|设计师|处长|总裁|董事)|其|(?:并?禁止|阻止|限制|不准)[^<>,;]{0,12})?<P(\d+)>"
    ).match(marked, hit.end)
    if accused is not None and int(accused.group(1)) not in scene.officials:
        return (int(accused.group(1)),), None, None, hit.verb
    blamed = re.search(r"(?:指控|指责|指|称|认为|控诉)<E(\d+)>[^;]{0,40}$", marked[start : hit.verb])
    if blamed is not None:
        return (), int(blamed.group(1)), None, start + blamed.start()
    claimed = _CLAIMED.search(marked[start : hit.verb]) if marked[hit.verb : hit.tail] in _TO_COURT else None
    if claimed is not None:
        people = tuple(int(one) for one in re.findall(r"<P(\d+)>", claimed.group(1)))
        return tuple(one for one in people if one not in scene.officials), None, None, start + claimed.start()
    return (), None, None, hit.verb


# "甲称某人、乙侵害其技术秘密,诉至法院".
_TO_COURT = frozenset({"诉至", "诉诸法院", "诉诸法庭", "诉诸法律", "诉至法庭", "诉到法院"})
_CLAIMED = re.compile(
    r"(?:指控|指责|指|称|认为|控诉|主张)((?:(?:<E\d+>|<P\d+>)[、,和与及]{0,2}){1,12})[^<>;]{0,20}(?:侵|违|窃|盗|泄)[^<>;]{0,30}$"
)
# Firms and people who are sued together: "起诉甲、乙(丙)和丙法人代表某人".
_SUED_TOGETHER = re.compile(
    r"(?:了|的是)?[^<>,.;:]{0,12}<E\d+>(?:\([^()<>]{0,8}<E\d+>\))?(?:(?:,|和|与|及|以及|连同)[^<>,;:称指说要求认为]{0,10}(?:<E\d+>)?(?:\(<E\d+>\))?){0,8}?"
    r"(?:,|和|与|及|以及|连同)(?:<E\d+>)?[^<>,;:称指说要求认为]{0,10}<P(\d+)>"
)
# Whose move a suit between firms is about: "甲将乙告上法院,称某人被乙挖走".
_WHOSE_MOVE = re.compile(
    r"[^<>;]{0,14},(?:说|称|指|指控|认为|主张)[^<>,;]{0,14}((?:<P\d+>[,和与及]{0,2})+)(?:等[^<>,;]{0,4})?(?:被<E\d+>|跳槽|离职|加入|入职|带走)"
)


def listed_behind(scene: Scene, at: int) -> tuple[int, ...]:
    """The people whom a list of firms behind a verb ends with."""
    found = _SUED_TOGETHER.match(scene.marked, at)
    if found is None or int(found.group(1)) in scene.officials:
        return ()
    return with_listed(scene, int(found.group(1)), found.start(1) - 2)


def _moved_there(scene: Scene, at: int) -> tuple[int, ...]:
    """The people whose move a suit between firms is said to be about."""
    found = _WHOSE_MOVE.match(scene.marked, at)
    people = tuple(int(one) for one in re.findall(r"<P(\d+)>", found.group(1))) if found else ()
    return () if set(people) & scene.officials else people


_SAYS = re.compile(r"(?:方面|公司)?(?:说|表示|透露|指出|称|宣布|公告)[^<>]{0,6},")


def acting_firm(scene: Scene, start: int, until: int) -> int | None:
    """The firm that acts: the first one named before whoever it acts against, none that a former post belongs to."""
    firms = marks_in(scene, start, until, "E")
    for count, (number, at) in enumerate(firms):
        ahead = scene.marked[scene.marked.index(">", at) + 1 :]
        if _SAYS.match(ahead) and count + 1 < len(firms):
            continue  # it only tells of another one's suit
        if re.match(r"(?:的)?(?:前|离职|原)", ahead) or re.search(
            r"(?:前|原|加入|加盟|入职|进入|转任|转投|投奔|跳槽到|跳槽至|跳槽|到|去|任职|任职于|供职于|就职于|被|遭)$",
            scene.marked[:at],
        ):
            continue
        return number
    return None
