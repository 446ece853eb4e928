"""Frames of moves in Chinese."""

from __future__ import annotations

import re
from collections.abc import Callable

from linking.proposals.drafts import Draft
from linking.proposals.han.places import draft_of, marks_in, stretch_of, with_listed
from linking.proposals.marks import Scene
from linking.proposals.steps import Hit

_SOMEBODY = re.compile(
    r"员工|工程师|主管|高管|人员|团队|[二两三四五六七八九十\d多数]名|们|者|副总|经理|总监|创办人|创始人|[这那一]位|[该一]名|有人|大学生|网友|主播(?!<P)|骑手|求职者"
)


# Others than whoever was named before.
_SEVERAL = re.compile(
    r"(?:[三四五六七八九十\d多数]+|一批|部分|其他|其余)(?:名|位|个)?[^<>,;]{0,6}(?:员工|工程师|同事|成员|高管|人员|旧部|下属)"
)
# What one joins that is no firm: "加入了乙的讨论".
_NO_FIRM = re.compile(
    r"的?(?:关联(?:方|公司|企业)|会议|讨论|阵营|行列|总部|大楼|门口|展台|年会|晚会|园区|办公室|发布|诉讼|抵制|群聊|供应链|生态|联盟|名单|发布会|合作|竞争|战局|调查)"
)
# The posts that a firm gives.
_POST = (
    r"(?:总裁|经理|总监|主管|负责人|高管|执行官|总经理|CEO|coo|cto|ceo|cfo|cmo|vp|副总|院长|科学家|顾问|职务|一职|首席|董事|主席|合伙人|研究员|"
    r"一员|雇员|工程师|架构师|设计师|分析师|交易员|财务官|技术官|运营官|营运长|执行长|技术长|财务长|策略长|研发长|资深|副社长|社长|处长|部长|主任|教授)"
)
_THEY = re.compile(r"(?:[二两]人|他们|她们)[^<>,;]{0,12}$")


def _mover(scene: Scene, start: int, at: int) -> tuple[int, ...]:
    """Who moves: the last person named before, all of a list; the topic where nobody is named there."""
    people = marks_in(scene, start, at, "P")
    if people:
        clause = scene.marked[start:at].rpartition(",")[2]
        return () if _SEVERAL.search(clause) and "<P" not in clause else with_listed(scene, *people[-1])
    if _SOMEBODY.search(scene.marked[start:at]):
        return ()
    if scene.topic is not None and not marks_in(scene, 0, len(scene.marked), "P"):
        return (scene.topic,)
    return ()


def _join(scene: Scene, hit: Hit) -> list[Draft]:
    marked = scene.marked
    start, _ = stretch_of(scene, hit)
    unit = r"(?:<E\d+>(?:的|旗下的?)(?:竞争)?(?:对手|同行)?(?:公司)?)?"
    goal = re.compile(
        rf"(?:了|到|至|去|往|向|于)?(?:<D\d+>)?(?:竞争)?(?:对手|同业)?(?:公司)?[^<>,.;]{{0,8}}{unit}<([EU])(\d+)>"
    ).match(marked, hit.tail)
    if goal and _NO_FIRM.match(marked, goal.end()):
        return []
    place = goal.end() if goal else hit.tail
    number = int(goal.group(2)) if goal else None
    if number is None:
        ahead = re.search(
            r"(?:到|至|去|赴|往|在|获)(?:了)?(?:<E\d+>的)?(?:对手|竞争对手|同业)?(?:公司)?<([EU])(\d+)>[^<>,;]{0,8}$",
            marked[start : hit.verb],
        )
        ahead = ahead or re.search(
            r"<([EU])(\d+)>(?:创始人|创办人|董事长|总裁|掌门人)?(?:正式|已|今天|昨天|<D\d+>)?(?:宣布|官宣|证实|确认|欢迎|透露|迎来)[^<>,;]{0,8}<P\d+>[^<>,;]{0,4}$",
            marked[start : hit.verb],
        )
        if ahead is None:
            return []
        number = int(ahead.group(2))
    relative = re.compile(r"[^<>,;]{0,14}的[^<>,;]{0,18}<P(\d+)>").match(marked, place)
    if relative is None and not re.search(r"<[PEU]\d+>|\w\w\w", re.sub(r"<D\d+>", "", marked[start : hit.verb])):
        relative = re.compile(r"(?:不久|之后|以后|后|以来)[^<>,;]{0,2},?(?:<D\d+>,?)?<P(\d+)>").match(marked, place)
    if relative is not None and int(relative.group(1)) not in scene.officials:
        people: tuple[int, ...] = (int(relative.group(1)),)
    elif _THEY.search(marked[start : hit.verb]) and not marks_in(scene, start, hit.verb, "P"):
        people = ()
    else:
        people = _mover(scene, start, hit.verb)
    source = re.search(r"(?:从|自|由)<E(\d+)>(?:离职|出走|辞职|退休|离开)?[^<>;]{0,10}$", marked[start : hit.verb])
    left = int(source.group(1)) if source else None
    if not people and _THEY.search(marked[start : hit.verb]):
        return [draft_of(hit, anaphor=True, goal=number, source=left, end=place)]
    return [draft_of(hit, people=people, goal=number, source=left, end=place)] if people else []


def _hire(scene: Scene, hit: Hit) -> list[Draft]:
    marked = scene.marked
    start, _ = stretch_of(scene, hit)
    before = marked[start : hit.verb]
    passive = re.search(r"(?:被|遭|获|受)<E(\d+)>(?:从<E(\d+)>)?[^<>,;]{0,10}$", before)
    relative = re.compile(r"(?:了)?(?:的)?[^<>,;]{0,20}<P(\d+)>").match(marked, hit.end)
    if passive is not None:
        people = marks_in(scene, start, start + passive.start(), "P")
        if relative is not None and int(relative.group(1)) not in scene.officials:
            who: tuple[int, ...] = (int(relative.group(1)),)
        else:
            who = with_listed(scene, *people[-1]) if people else ()
        left = int(passive.group(2)) if passive.group(2) else None
        return [draft_of(hit, people=who, goal=int(passive.group(1)), source=left)] if who else []
    taken = re.search(r"(?:从|自|向)<E(\d+)>(?:手中|那里|处|公司|内部|团队)?[^<>,;]{0,10}$", before)  # "乙从甲挖走某人"
    if taken is not None:
        before = before[: taken.start()]
    held = re.search(
        r"<E(\d+)>(?:<D\d+>|[^<>;]){0,8}(?:把|将)[^<>,;]{0,8}<P(\d+)>(?:从<E(\d+)>)?[^<>,;]{0,4}$",
        marked[start : hit.verb],
    )
    if held is not None and int(held.group(2)) not in scene.officials:  # "乙把某人从甲挖了过去"
        who = with_listed(scene, int(held.group(2)), start + held.start(2) - 2)
        left = int(held.group(3)) if held.group(3) else None
        return [draft_of(hit, people=who, goal=int(held.group(1)), source=left)]
    active = re.search(r"<E(\d+)>(?:<D\d+>|[^<>.;]){0,14}$" if taken else r"<E(\d+)>(?:<D\d+>|[^<>,.;]){0,14}$", before)
    active = active or re.search(
        r"<E(\d+)>(?:<D\d+>|[^<>,;]){0,10}(?:宣布|公告|公布|官宣|证实|确认|表示)[^<>,;]{0,6},[^<>,;]{0,6}$", before
    )
    object_ = re.compile(
        r"(?:了)?(?![^<>]*(?:律师|控告|起诉|调查))(?:[^<>,.;]{0,4}<E(\d+)>)?[^<>,.;]{0,20}<P(\d+)>"
    ).match(marked, hit.end)
    if active is None or object_ is None or int(object_.group(2)) in scene.officials:
        return []
    if re.search(r"内部|老将|旧部", marked[hit.end : object_.start(2)]):
        return []  # somebody who was there before
    source = int(object_.group(1)) if object_.group(1) else (int(taken.group(1)) if taken else None)
    return [
        draft_of(
            hit,
            people=with_listed(scene, int(object_.group(2)), object_.start(2) - 2),
            goal=int(active.group(1)),
            source=source,
        )
    ]


def _leave(scene: Scene, hit: Hit) -> list[Draft]:
    marked = scene.marked
    start, _ = stretch_of(scene, hit)
    before = marked[start : hit.verb]
    behind = re.compile(r"(?:了)?(?:(?:服务|任职|效力|工作|就职|供职)[^<>,;]{0,8}的)?<E(\d+)>").match(marked, hit.tail)
    ahead = re.search(r"(?:从|自|向)<E(\d+)>[^<>,;]{0,8}$", before) or re.search(
        r"<E(\d+)>前[^<>,.;]{0,16}<P\d+>(?:<D\d+>|[^<>,;]){0,10}$", before
    )
    ahead = ahead or re.search(r"<E(\d+)>:[^<>,;]{0,16}<P\d+>[^<>,;]{0,6}$", before)
    announced = re.search(
        r"<E(\d+)>(?:<D\d+>|[^<>,;]){0,8}(?:宣布|公告|证实|确认|官宣|表示|称|说|透露|通报)[^<>,;]{0,8},?<P\d+>(?:<D\d+>|[^<>,;]){0,12}$",
        before,
    )
    joined = re.search(r"(?:入职|加入|加盟|进入|任职于|供职于)(?:了)?<E(\d+)>[^;]{0,40}$", before)
    worked = re.search(r"在<E(\d+)>(?:工作|任职|服务|效力|供职|待了?)[^<>;]{0,12}$", before)
    if re.search("[创立业行]", marked[hit.verb : hit.tail]):
        behind = None  # "离职后创立乙": founded, not left
    source = behind or ahead or announced or joined or worked
    bare = marked[hit.verb : hit.tail] in ("离开", "告别", "退出", "出走", "辞别")
    if source is None and bare and not re.match(r"[,;.]|$", marked[hit.tail :]):
        return []  # from where?
    if marked[hit.verb : hit.tail] in ("走了", "走的") and not re.search(
        r"<D\d+>(?:底|初|份|就|他|她|,|<P\d+>|主动|才){0,3}$", before
    ):
        return []  # where to?
    people = _mover(scene, start, hit.verb)
    return [draft_of(hit, people=people, source=int(source.group(1)) if source else None)] if people else []


def _dismiss(scene: Scene, hit: Hit) -> list[Draft]:
    """ "甲解雇某人", "某人被甲解雇", "甲与某人解除劳动合同"."""
    start, _ = stretch_of(scene, hit)
    before = scene.marked[start : hit.verb]
    passive = re.search(r"<P(\d+)>(?:<D\d+>|[^<>;]){0,14}(?:被|遭|遭到)(?:<E(\d+)>)?[^<>,;]{0,8}$", before)
    pair = re.search(r"<([PE])(\d+)>(?:已|正式|<D\d+>|[^<>,;]){0,6}(?:与|和|跟|同)<([PE])(\d+)>[^<>,;]{0,8}$", before)
    held = re.search(r"<E(\d+)>(?:<D\d+>|[^<>;]){0,8}(?:将|把)[^<>,;]{0,10}<P(\d+)>[^<>,;]{0,4}$", before)
    active = re.search(r"<E(\d+)>(?:<D\d+>|[^<>;]){0,14}$", before)
    object_ = re.compile(r"(?:了|掉)?[^<>,;]{0,12}<P(\d+)>").match(scene.marked, hit.tail)
    if held is not None:
        who, firm = int(held.group(2)), held.group(1)
    elif passive is not None:
        who, firm = int(passive.group(1)), passive.group(2)
    elif pair is not None and {pair.group(1), pair.group(3)} == {"P", "E"}:
        sides = {pair.group(1): pair.group(2), pair.group(3): pair.group(4)}
        who, firm = int(sides["P"]), sides["E"]
    elif active is not None and object_ is not None:
        who, firm = int(object_.group(1)), active.group(1)
    else:
        return []
    return [] if who in scene.officials else [draft_of(hit, people=(who,), source=int(firm) if firm else None)]


def _contract(scene: Scene, hit: Hit) -> list[Draft]:
    """ "某人与乙签订劳动合同"."""
    pair = re.search(
        r"<([PE])(\d+)>(?:<D\d+>|[^<>;]){0,8}(?:与|和|跟|同)<([PE])(\d+)>[^<>,;]{0,10}$", scene.marked[: hit.verb]
    )
    if pair is not None and {pair.group(1), pair.group(3)} == {"P", "E"}:
        sides = {pair.group(1): int(pair.group(2)), pair.group(3): int(pair.group(4))}
        return [draft_of(hit, people=(sides["P"],), goal=sides["E"])]
    start, _ = stretch_of(scene, hit)
    firm = re.search(r"(?:与|和|跟|同)<E(\d+)>[^<>,;]{0,6}$", scene.marked[start : hit.verb])
    people = _mover(scene, start, hit.verb) if firm else ()
    return [draft_of(hit, people=people, goal=int(firm.group(1)))] if firm and people else []


def _offer(scene: Scene, hit: Hit) -> list[Draft]:
    """ "某人接受乙的聘书"."""
    start, _ = stretch_of(scene, hit)
    firm = re.search(r"<E(\d+)>", scene.marked[hit.tail : hit.end])
    people = _mover(scene, start, hit.verb)
    return [draft_of(hit, people=people, goal=int(firm.group(1)))] if people and firm else []


# "某人现在服务于乙", "从2019年1月到2020年8月受雇于乙".
_NOW_OR_SINCE = re.compile(r"(?:现在?|目前|如今|转而|后来|随后|从<D\d+>(?:起|开始)?(?:到|至)<D\d+>(?:,?<P\d+>)?)$")


def _post(scene: Scene, hit: Hit) -> list[Draft]:
    """ "到乙任副总裁": a post at a firm that somebody went to, or is at now."""
    start, _ = stretch_of(scene, hit)
    at = re.search(
        r"(?:到|赴|(?<!辞)去|往|至|进|跳到|转到|回|(?:现|目前|如今|后|今|已|正|就|仍)在|现于|(?:现|现已|目前|已|正式)?(?:供职|任职|就职|效力|受雇|受聘)于|(?:实际|其实|开始|转而)(?:在)?[为替])(?:了)?(?:对手|竞争对手|同业|南韩|韩国|美国|中国|日本|大陆|日商|美商)?<([EU])(\d+)>[^<>,;]{0,6}$",
        scene.marked[start : hit.verb],
    )
    behind = re.compile(r"(?:了)?<E(\d+)>[^<>,;]{0,10}" + _POST).match(scene.marked, hit.tail)
    if at is None and behind is not None and hit.tail - hit.verb > 1:
        people = _mover(scene, start, hit.verb)
        bearer = re.compile(r"[^<>,;]{0,14}的<P(\d+)>").match(scene.marked, behind.end())
        if bearer is not None and int(bearer.group(1)) not in scene.officials:  # "甲原副总裁、现任乙总裁的某人"
            former = re.search(r"<E(\d+)>(?:的)?(?:前|原)[^<>,;]{1,12}[,、]?[^<>,;]{0,4}$", scene.marked[: hit.verb])
            left = int(former.group(1)) if former else None
            return [draft_of(hit, people=(int(bearer.group(1)),), source=left, goal=int(behind.group(1)))]
        return [draft_of(hit, people=people, goal=int(behind.group(1)), post=True)] if people else []
    hired = re.compile(r"<E(\d+)>").match(scene.marked, hit.tail) if at is None else None
    if hired is not None and _NOW_OR_SINCE.search(scene.marked[start : hit.verb]):
        people = _mover(scene, start, hit.verb)
        return [draft_of(hit, people=people, goal=int(hired.group(1)), end=hired.end(), post=True)] if people else []
    if at is None:
        return []
    people = _mover(scene, start, start + at.start())
    return [draft_of(hit, people=people, goal=int(at.group(2)), at=start + at.start())] if people else []


def _house(scene: Scene, hit: Hit) -> list[Draft]:
    """ "甲及其新东家乙": whom a person works for now, by the way."""
    firm = re.compile(r"<E(\d+)>").match(scene.marked, hit.tail)
    owner = re.search(r"<P(\d+)>[、,]?(?:和|及|与|以及)?(?:其|他|她)?(?:的)?$", scene.marked[: hit.verb])
    if firm is None or owner is None or int(owner.group(1)) in scene.officials:
        return []
    return [draft_of(hit, people=(int(owner.group(1)),), goal=int(firm.group(1)), end=firm.end())]


# What one enters that is no employer.
_A_VISIT = re.compile(r"的?(?:大楼|总部|园区|办公室|参观|开会|谈|面试|调查|出差|考察|楼|厂|门|会场|采访|探)")


def _enter(scene: Scene, hit: Hit) -> list[Draft]:
    """ "2018年进甲": the bare verb, right before a firm and behind a date, an age or a person."""
    start, _ = stretch_of(scene, hit)
    if scene.marked[: hit.verb].endswith("辞"):
        return []  # "辞去甲的工作"
    firm = re.compile(r"<E(\d+)>").match(scene.marked, hit.tail)
    ahead = (
        r"(?:<P\d+>,?|离职|辞职|离开)[^<>,;]{0,4}$"
        if scene.marked[hit.verb] == "去"
        else r"(?:<D\d+>|<P\d+>|岁|年|毕业后?|竞业[^<>,;]{0,4}期间?内?)(?:就|才|便|后|时)?$"
    )
    if firm is None or _A_VISIT.match(scene.marked, firm.end()) or not re.search(ahead, scene.marked[start : hit.verb]):
        return []
    people = _mover(scene, start, hit.verb)
    return [draft_of(hit, people=people, goal=int(firm.group(1)), end=firm.end())] if people else []


def _paid(scene: Scene, hit: Hit) -> list[Draft]:
    """ "某人的社保由乙缴纳": whom somebody works for, told by who pays."""
    firm = re.compile(r"[^<>,;]{0,4}<E(\d+)>").match(scene.marked, hit.tail)
    owner = re.search(r"<P(\d+)>(?:<D\d+>|[^<>,;]){0,8}$", scene.marked[: hit.verb])
    if firm is None or owner is None or int(owner.group(1)) in scene.officials:
        return []
    return [draft_of(hit, people=(int(owner.group(1)),), goal=int(firm.group(1)), end=firm.end())]


# Where people work, and how visitors would not be there.
_AT_WORK = re.compile(r"(?:公司)?(?:的)?(?:办公(?:区|室|场所|地|楼|大楼)|工位)")


def _inside(scene: Scene, hit: Hit) -> list[Draft]:
    """ "某人连续三天进出乙办公区": whom somebody works for, told by where that one is seen."""
    start, _ = stretch_of(scene, hit)
    firm = re.compile(r"(?:了)?<E(\d+)>").match(scene.marked, hit.tail)
    if firm is None or not _AT_WORK.match(scene.marked, firm.end()):
        return []
    people = _mover(scene, start, hit.verb)
    return [draft_of(hit, people=people, goal=int(firm.group(1)), end=firm.end(), post=True)] if people else []


def _newly(scene: Scene, hit: Hit) -> list[Draft]:
    """ "带到新任职的乙": whom somebody works for now, by the way."""
    start, _ = stretch_of(scene, hit)
    firm = re.compile(r"(?:的|是|为)?<E(\d+)>").match(scene.marked, hit.tail)
    people = _mover(scene, start, hit.verb)
    return [draft_of(hit, people=people, goal=int(firm.group(1)), end=firm.end())] if people and firm else []


def _given(scene: Scene, hit: Hit) -> list[Draft]:
    """ "乙给他的职位是总监"."""
    found = re.search(r"<E(\d+)>(?:开|许诺|许)?(?:给|出)(?:了)?<P(\d+)>$", scene.marked[: hit.verb])
    if found is None or int(found.group(2)) in scene.officials:
        return []
    return [draft_of(hit, people=(int(found.group(2)),), goal=int(found.group(1)))]


FRAMES: dict[str, Callable[[Scene, Hit], list[Draft]]] = {
    "join": _join,
    "hire": _hire,
    "leave": _leave,
    "dismiss": _dismiss,
    "contract": _contract,
    "offer": _offer,
    "post": _post,
    "house": _house,
    "enter": _enter,
    "inside": _inside,
    "newly": _newly,
    "paid": _paid,
    "given": _given,
}
