# ruff: noqa: E501 - a pattern is read in one line
"""From a wording in Chinese to a draft: each frame says where its people and firms stand.

Chinese puts whoever is acted against before the verb (对, 向, 将, 把) or behind it, turns it round with 被 and 遭, and hangs
relative clauses before a name (挖走的前处长...). A place that two readings compete for stays empty.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from linking.proposals.drafts import Draft
from linking.proposals.scene import Scene
from linking.proposals.steps import Hit
from linking.proposals.wording import did_not_happen, only_if

_MARK = re.compile(r"<([PEU])(\d+)>")
_PROSECUTOR = re.compile(r"检方|检察|地检署|高检署|检调|台检|公诉|竹检|北检|中检")
_STOP = re.compile(r"[;。!?]")
_UNTOLD = re.compile(r"(?:将|拟|要|会|欲|想|准备|打算|计划|扬言|威胁|考虑)[^<>,]{0,3}$")
_LISTED = re.compile(r"((?:<P\d+>[,、和与及跟]{1,2})+)$")


def read(scene: Scene, hit: Hit, language: str) -> list[Draft]:
    """Drafts of a wording; none where it is denied, planned or only supposed, or where its places stay empty."""
    del language
    marked = scene.marked
    clause = re.split(r"[,;:]", marked[max(0, hit.verb - 40) : hit.verb])[-1]
    if did_not_happen(clause + marked[hit.verb : hit.end]) or _UNTOLD.search(clause):
        return []
    if only_if(re.split(r"[;。]", marked[: hit.verb])[-1][-40:]):
        return []
    return _FRAMES[hit.row.frame](scene, hit)


def _draft(hit: Hit, **places: object) -> Draft:
    return replace(Draft(hit.row.kind, hit.start, hit.end, hit.verb), **places)  # type: ignore[arg-type]


def _stretch(scene: Scene, hit: Hit) -> tuple[int, int]:
    """The part of a sentence about a wording that no semicolon cuts."""
    start = max((one.end() for one in _STOP.finditer(scene.marked, 0, hit.verb)), default=0)
    stop = _STOP.search(scene.marked, hit.end)
    return start, stop.start() if stop else len(scene.marked)


def _marks(scene: Scene, start: int, end: int, kind: str) -> list[tuple[int, int]]:
    """(number, offset) of the marks of a kind between two offsets, officials left out."""
    return [
        (int(hit.group(2)), hit.start())
        for hit in _MARK.finditer(scene.marked, start, end)
        if hit.group(1) == kind and int(hit.group(2)) not in scene.officials
    ]


def _with_listed(scene: Scene, number: int, at: int) -> tuple[int, ...]:
    """A person with those listed right before and behind: "甲、乙和丙"."""
    before = _LISTED.search(scene.marked[:at])
    first = [int(one) for one in re.findall(r"<P(\d+)>", before.group(1))] if before else []
    behind = re.compile(r"(?:[,、和与及跟]{1,2}<P\d+>)+").match(scene.marked, scene.marked.index(">", at) + 1)
    later = [int(one) for one in re.findall(r"<P(\d+)>", behind.group(0))] if behind else []
    return (*first, number, *later)


def _target(scene: Scene, hit: Hit) -> tuple[tuple[int, ...], int | None, int | None, int]:
    """People and firm acted against, the firm that acts where the passive names it, and where the actor ends."""
    marked = scene.marked
    start, _ = _stretch(scene, hit)
    before = marked[start : hit.verb]
    passive = re.search(r"(?:被|遭)(?:前东家|老东家|前雇主)?(?:<E(\d+)>)?[^<>,;]{0,16}$", before)
    if passive is not None or marked[hit.verb : hit.tail].startswith("被"):
        at = start + passive.start() if passive else hit.verb
        people = _marks(scene, start, at, "P")
        by = int(passive.group(1)) if passive and passive.group(1) else None
        if people:
            return _with_listed(scene, *people[-1]), None, by, at
        firms = _marks(scene, start, at, "E")
        return (), firms[-1][0] if firms else None, by, at
    leads = list(re.finditer(r"对|向|将|把|与|和", before))
    for lead in reversed(leads):
        people = _marks(scene, start + lead.end(), hit.verb, "P")
        if people:
            return _with_listed(scene, *people[-1]), None, None, start + lead.start()
        firms = _marks(scene, start + lead.end(), hit.verb, "E")
        if firms and lead.group(0) in "对向将把" and re.match(r"[^,]{0,14}<E\d+>[^<>,]{0,16}$", before[lead.end() :]):
            return (), firms[-1][0], None, start + lead.start()
    behind = re.compile(r"(?:了)?[^<>,.;:]{0,20}<([PE])(\d+)>").match(marked, hit.end)
    if behind is not None:
        if behind.group(1) == "P" and int(behind.group(2)) not in scene.officials:
            return _with_listed(scene, int(behind.group(2)), behind.start(1) - 1), None, None, hit.verb
        person = re.compile(r"(?:的)?(?:前|离职|原)?[^<>,.;]{0,16}<P(\d+)>").match(marked, behind.end())
        if person is not None and int(person.group(1)) not in scene.officials:
            return _with_listed(scene, int(person.group(1)), person.start(1) - 2), None, None, hit.verb
        if behind.group(1) == "E" and not re.match(
            r"(?:的)?前?(?:员工|高管|主管|工程师|副总|资深)", marked[behind.end() :]
        ):
            return (), int(behind.group(2)), None, hit.verb
    accused = re.compile(r"[^<>;]{0,14}, ?(?:指控?|称|主张|认为|指责|指出)(?:前?员工|前?高管|其)?<P(\d+)>").match(
        marked, hit.end
    )
    if accused is not None and int(accused.group(1)) not in scene.officials:
        return (int(accused.group(1)),), None, None, hit.verb
    return (), None, None, hit.verb


def _actor(scene: Scene, start: int, until: int) -> int | None:
    """The firm that acts: the first one named before whoever it acts against, none that a former post belongs to."""
    for number, at in _marks(scene, start, until, "E"):
        ahead = scene.marked[scene.marked.index(">", at) + 1 :]
        if re.match(r"(?:的)?(?:前|离职|原)", ahead) or re.search(
            r"(?:前|原|加入|转任|跳槽到|到|去|任职|被|遭)$", scene.marked[:at]
        ):
            continue
        return number
    return None


def _sue(scene: Scene, hit: Hit) -> list[Draft]:
    start, end = _stretch(scene, hit)
    people, against, by, until = _target(scene, hit)
    if hit.row.kind == "complaint_filed" and _PROSECUTOR.search(scene.marked[start : hit.verb][-40:]):
        if "起诉" not in scene.marked[hit.start : hit.end]:
            return []
        return (
            [replace(_draft(hit, people=people or _sole(scene, start, end)), kind="charges_filed")]
            if people or _sole(scene, start, end)
            else []
        )
    actor = by if by is not None else _actor(scene, start, until)
    if actor is None and by is None and not people and against is not None:
        who = _marks(scene, start, hit.verb, "P")
        if who and re.search(rf"<P{who[-1][0]}>[^<>]{{0,12}}$", scene.marked[: hit.verb]):
            return [_draft(hit, people=(), actor=who[-1][0], against=against)]
    if actor is None and people and until == hit.verb:
        who = _marks(scene, start, hit.verb, "P")
        if who and who[-1][0] not in people:
            return []  # one person against another
    if against is not None and against == actor:
        against = None
    plain = re.sub(r"<\w+>", "", scene.marked[start:until])
    return [
        _draft(
            hit,
            people=people,
            actor=actor,
            against=against,
            described="" if people or against is not None else _described(scene, hit),
            anaphor=bool(re.search(r"(?:公司|该公司|集团|企业|其)[^,]{0,6}$", plain)) or not plain.strip(", "),
        )
    ]


def _described(scene: Scene, hit: Hit) -> str:
    """ "三名工程师", "前员工": whoever is meant without a name."""
    around = scene.marked[max(0, hit.verb - 20) : hit.end + 14]
    found = re.search(
        r"(?:[二两三四五六七八九十多数\d]+(?:名|位|个|人)|前)(?:前)?[^<>,;]{0,6}(?:工程师|员工|主管|高管|副总|经理|人员|干部|研究员)",
        around,
    )
    return found.group(0) if found else ""


def _sole(scene: Scene, start: int, end: int) -> tuple[int, ...]:
    """The only person of a stretch."""
    people = _marks(scene, start, end, "P")
    return (people[-1][0],) if len({scene.items[number].ref for number, _ in people}) == 1 else ()


def _tell(scene: Scene, hit: Hit) -> list[Draft]:
    """The bare verb 告, between a firm and a person only."""
    before = re.search(r"<E(\d+)>(?:<D\d+>|[^<>,;]{0,6})$", scene.marked[: hit.verb])
    behind = re.compile(r"(?:前|了)?[^<>,;]{0,10}<([PE])(\d+)>").match(scene.marked, hit.tail)
    if before is None or behind is None or int(behind.group(2)) in scene.officials:
        return []
    if re.match(r"诉|知|别|白|诫|示|急|密|上|到|进", scene.marked[hit.tail :]):
        return []
    if behind.group(1) == "P":
        return [_draft(hit, people=(int(behind.group(2)),), actor=int(before.group(1)))]
    return [_draft(hit, actor=int(before.group(1)), against=int(behind.group(2)))]


def _answer(scene: Scene, hit: Hit) -> list[Draft]:
    start, _ = _stretch(scene, hit)
    people = _marks(scene, start, hit.verb, "P")
    firms = _marks(scene, start, hit.verb, "E")
    behind = re.compile(r"[^<>,;]{0,6}<E(\d+)>").match(scene.marked, hit.end)
    if people:
        return [_draft(hit, people=(people[-1][0],), actor=int(behind.group(1)) if behind else None)]
    return [_draft(hit, against=firms[-1][0])] if firms else []


def _order(scene: Scene, hit: Hit) -> list[Draft]:
    """What a tribunal decides: for whom and against whom its stretch says, or the story."""
    start, end = _stretch(scene, hit)
    people = _sole(scene, start, end)
    firms = _marks(scene, start, end, "E")
    behind = re.compile(r"[^<>,;]{0,8}<([PE])(\d+)>").match(scene.marked, hit.end)
    if not people and len(_marks(scene, start, end, "P")) > 1:
        return []
    if not people and behind is not None and behind.group(1) == "E" and firms:
        against = int(behind.group(2))
        if re.search(r"判赔|赔|败诉|判$|判令", scene.marked[hit.start : hit.end]):
            return [_draft(hit, against=against, anaphor=True, court=True)]
    return [_draft(hit, people=people, actor=None, court=True)]


def _settle(scene: Scene, hit: Hit) -> list[Draft]:
    start, end = _stretch(scene, hit)
    clause = max((one.end() for one in re.finditer(r"[,;:]", scene.marked[start : hit.verb])), default=0) + start
    people = _marks(scene, start, hit.verb, "P") or _marks(scene, hit.verb, end, "P")
    firms = _marks(scene, clause, hit.verb, "E") or _marks(scene, start, end, "E")
    if people:
        sole = _sole(scene, start, end)
        return [_draft(hit, people=sole, actor=firms[0][0] if firms else None)] if sole else []
    pair = re.search(
        r"<E(\d+)>(?:已|今|日前|[^<>,;]{0,6})?(?:与|和|跟|、|,)<E(\d+)>[^<>,;]{0,12}$", scene.marked[: hit.verb]
    )
    if pair is not None:
        return [_draft(hit, actor=int(pair.group(1)), against=int(pair.group(2)))]
    return [_draft(hit, actor=firms[0][0] if len(firms) == 1 else None)]


def _charge(scene: Scene, hit: Hit) -> list[Draft]:
    start, end = _stretch(scene, hit)
    before = list(_marks(scene, start, hit.verb, "P"))
    people = _with_listed(scene, *before[-1]) if before else _sole(scene, start, end)
    return [_draft(hit, people=people)] if people else []


def _mover(scene: Scene, start: int, at: int) -> tuple[int, ...]:
    """Who moves: the last person named before, all of a list; the topic where nobody is named there."""
    people = _marks(scene, start, at, "P")
    if people:
        return _with_listed(scene, *people[-1])
    if scene.topic is not None and not _marks(scene, 0, len(scene.marked), "P"):
        return (scene.topic,)
    return ()


def _join(scene: Scene, hit: Hit) -> list[Draft]:
    marked = scene.marked
    start, _ = _stretch(scene, hit)
    unit = r"(?:<E\d+>(?:的|旗下的?))?"
    goal = re.compile(
        rf"(?:了|到|至|去|往|向|于)?(?:<D\d+>)?(?:竞争)?(?:对手|同业)?(?:公司)?[^<>,.;]{{0,8}}{unit}<([EU])(\d+)>"
    ).match(marked, hit.tail)
    place = goal.end() if goal else hit.tail
    number = int(goal.group(2)) if goal else None
    if number is None:
        ahead = re.search(
            r"(?:到|至|去|赴|往|在|获)(?:了)?(?:对手|竞争对手)?<([EU])(\d+)>[^<>,;]{0,8}$", marked[start : hit.verb]
        )
        if ahead is None:
            return []
        number = int(ahead.group(2))
    relative = re.compile(r"[^<>,;]{0,14}的[^<>,;]{0,18}<P(\d+)>").match(marked, place)
    if relative is not None and int(relative.group(1)) not in scene.officials:
        people: tuple[int, ...] = (int(relative.group(1)),)
    else:
        people = _mover(scene, start, hit.verb)
    source = re.search(r"(?:从|自|由)<E(\d+)>(?:离职|出走|辞职|退休|离开)?[^<>;]{0,10}$", marked[start : hit.verb])
    return (
        [_draft(hit, people=people, goal=number, source=int(source.group(1)) if source else None, end=place)]
        if people
        else []
    )


def _hire(scene: Scene, hit: Hit) -> list[Draft]:
    marked = scene.marked
    start, _ = _stretch(scene, hit)
    before = marked[start : hit.verb]
    passive = re.search(r"(?:被|遭|获|受)<E(\d+)>[^<>,;]{0,10}$", before)
    relative = re.compile(r"(?:了)?(?:的)?[^<>,;]{0,20}<P(\d+)>").match(marked, hit.end)
    if passive is not None:
        people = _marks(scene, start, start + passive.start(), "P")
        if relative is not None and int(relative.group(1)) not in scene.officials:
            who: tuple[int, ...] = (int(relative.group(1)),)
        else:
            who = _with_listed(scene, *people[-1]) if people else ()
        return [_draft(hit, people=who, goal=int(passive.group(1)))] if who else []
    active = re.search(r"<E(\d+)>(?:<D\d+>|[^<>,.;]){0,14}$", before)
    object_ = re.compile(r"(?:了)?(?:[^<>,.;]{0,4}<E(\d+)>)?[^<>,.;]{0,20}<P(\d+)>").match(marked, hit.end)
    if active is None or object_ is None or int(object_.group(2)) in scene.officials:
        return []
    source = int(object_.group(1)) if object_.group(1) else None
    return [
        _draft(
            hit,
            people=_with_listed(scene, int(object_.group(2)), object_.start(2) - 2),
            goal=int(active.group(1)),
            source=source,
        )
    ]


def _leave(scene: Scene, hit: Hit) -> list[Draft]:
    marked = scene.marked
    start, _ = _stretch(scene, hit)
    before = marked[start : hit.verb]
    behind = re.compile(r"(?:了)?<E(\d+)>").match(marked, hit.tail)
    ahead = re.search(r"(?:从|自)<E(\d+)>[^<>,;]{0,8}$", before) or re.search(
        r"<E(\d+)>前[^<>,.;]{0,16}<P\d+>(?:<D\d+>|[^<>,;]){0,10}$", before
    )
    source = behind or ahead
    people = _mover(scene, start, hit.verb)
    return [_draft(hit, people=people, source=int(source.group(1)) if source else None)] if people else []


def _demand(scene: Scene, hit: Hit) -> list[Draft]:
    """A sum that is claimed: a suit only where it is said who claims it from whom."""
    return [one for one in _sue(scene, hit) if one.actor is not None and (one.people or one.against is not None)]


_FRAMES: dict[str, Callable[[Scene, Hit], list[Draft]]] = {
    "sue": _sue,
    "demand": _demand,
    "tell": _tell,
    "answer": _answer,
    "order": _order,
    "settle": _settle,
    "charge": _charge,
    "join": _join,
    "hire": _hire,
    "leave": _leave,
}
