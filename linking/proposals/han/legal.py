"""Frames of suits, arbitration and settlements in Chinese."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from linking.proposals.drafts import Draft
from linking.proposals.han.places import PROSECUTOR, described, draft_of, marks_in, sole_of, stretch_of
from linking.proposals.han.targets import acting_firm, listed_behind, target
from linking.proposals.marks import Scene, about
from linking.proposals.steps import Hit

# A person who begins a clause and goes to court.
_SUBJECT = re.compile(r"(?:^|[,:])[^<>,;就因对针向将把与和被遭指控就因称]{0,8}<P(\d+)>(?:<D\d+>|[^<>,;被遭案]){0,14}$")
# Of whom somebody who goes to court asks something.
_ASKED_OF = re.compile(r"[^<>;]{0,24}(?:要求|请求|诉请|求判|主张|判令|确认)[^<>,;]{0,8}<E(\d+)>")
# A pronoun that stayed one.
_HIM = re.compile(r"(?:禁止|要求|阻止|限制|对|向|将|把|起诉|控告|告|请求)[^<>,;]{0,3}[他她](?![们人])")
# An investigation that ends with charges.
_CLOSED = re.compile(r"侦结|侦办|侦查终结|罪嫌|等罪|刑责")
# "甲起诉乙,称": with an object that is no name anybody knows.
_BARE = frozenset({"起诉", "控告", "状告", "提告", "怒告"})
_SOMETHING_ELSE = re.compile(
    r"(?![至到于书状后前时并被理人方者案了和与及的对要以向在求主阶已均尚仍还也都违侵泄窃])(?!(?:他|她|其|自己|该|双方|公司|法院|原告|获|成功|失败))[\u3400-\u9fff]{2,8}(?<![员师管士工人才等名位个后前时])(?:案)?(?=[,;.]|,?[称指索])"
)
_ANYBODY = re.compile(r"(?:了)?(?:离职|前|跳槽)?(?:员工|劳动者|职工|雇员|人员)(?![^<>,;]{0,6}<P)")
# Sued for something else than a move: "甲告乙专利侵权".
_OVER_RIGHTS = re.compile(r"(?:公司|集团)?(?:侵犯|侵害)?(?:其|的)?[^<>,;]{0,6}(?:专利|商标|著作权|版权)")
_OTHERS = re.compile(r"(?:其他|别的|不少|许多|很多|多家|一些|某些)(?:公司|企业|厂商|雇主)[^<>,;]{0,4}$")


def _sue(scene: Scene, hit: Hit) -> list[Draft]:
    marked = scene.marked
    if _ANYBODY.match(marked, hit.end) or _OTHERS.search(marked[: hit.verb]):
        return []  # people in general, or other firms
    passive = re.search(r"[被遭][^,;]{0,14}$", marked[: hit.verb])
    if not passive and marked[hit.verb : hit.tail] in _BARE and _SOMETHING_ELSE.match(marked, hit.tail):
        return []  # somebody nobody knows
    firm = re.compile(r"(?:了)?[^<>,.;:]{0,20}<E\d+>").match(marked, hit.end)
    if firm is not None and _OVER_RIGHTS.match(marked, firm.end()):
        return []
    start, end = stretch_of(scene, hit)
    people, against, by, until = target(scene, hit)
    if not people and _HIM.search(marked, start, end):
        return []  # against somebody whom a pronoun means, and it is open whom
    if marked[hit.verb] == "给" and not people and against is None:
        return []  # somebody whose name stands before, and nobody knows it
    before = marked[start : hit.verb]
    prosecuted = PROSECUTOR.search(before[-40:]) or (PROSECUTOR.search(before) and _CLOSED.search(before))
    if hit.row.kind == "complaint_filed" and prosecuted:
        people = people or sole_of(scene, start, end)
        told = "起诉" in marked[hit.start : hit.end] and people
        return [replace(draft_of(hit, people=people), kind="charges_filed")] if told else []
    if not people:
        suing = _suing(scene, hit, start, by, against, until)
        if suing is not None:
            return [suing]
    actor = by if by is not None else acting_firm(scene, start, until)
    if actor is None and people and until == hit.verb:
        who = marks_in(scene, start, hit.verb, "P")
        if who and who[-1][0] not in people:
            return []  # one person against another
    if against is not None and actor is not None and scene.ref(against) == scene.ref(actor):
        against = None
    plain = re.sub(r"<\w+>", "", marked[start:until])
    return [
        draft_of(
            hit,
            people=people,
            actor=actor,
            against=against,
            described="" if people or against is not None else described(scene, hit),
            anaphor=bool(re.search(r"(?:公司|该公司|集团|企业|其)[^,]{0,6}$", plain)) or not plain.strip(", "),
        )
    ]


def _suing(scene: Scene, hit: Hit, start: int, by: int | None, against: int | None, until: int) -> Draft | None:
    """A suit that a person brings, against nobody who moved; None where no person is said to bring one."""
    before = scene.marked[start : hit.verb]
    versus = re.search(r"<P(\d+)>(?:<D\d+>|[^<>;]){0,14}?(?:将|把|对|向)[^<>,;]{0,6}<E(\d+)>[^<>,;]{0,8}$", before)
    if versus is not None:  # "甲将老东家乙诉至法院"
        return draft_of(hit, actor=int(versus.group(1)), against=int(versus.group(2)))
    actor = by if by is not None else acting_firm(scene, start, until)
    who = marks_in(scene, start, hit.verb, "P")
    if against is not None:
        if actor is None and who and about(r"<P#>[^<>]{0,12}$", who[-1][0]).search(scene.marked[: hit.verb]):
            return draft_of(hit, actor=who[-1][0], against=against)
        if actor is not None and who and scene.ref(against) == scene.ref(actor):  # "某人不满甲拒绝,起诉甲"
            return draft_of(hit, actor=who[0][0], against=against)
        return None
    subject = _SUBJECT.search(before) if actor is None else None
    if subject is None or int(subject.group(1)) in scene.officials:
        return None
    asked = _ASKED_OF.match(scene.marked, hit.end)
    return draft_of(hit, actor=int(subject.group(1)), against=int(asked.group(1)) if asked else None)


def _tell(scene: Scene, hit: Hit) -> list[Draft]:
    """The bare verb 告, between a firm and a person only."""
    person = re.search(r"<P(\d+)>$", scene.marked[: hit.verb])
    firm = re.compile(r"<E(\d+)>").match(scene.marked, hit.tail)
    if person is not None and firm is not None and _CASE_NAMED.match(scene.marked, firm.end()):
        return _between(hit, "P", int(person.group(1)), int(firm.group(1)))
    before = re.search(r"<E(\d+)>(?:<D\d+>|[^<>,;]{0,6})$", scene.marked[: hit.verb])
    behind = re.compile(r"(?:前|了)?[^<>,;]{0,10}<([PE])(\d+)>").match(scene.marked, hit.tail)
    some = re.compile(
        r"(?:前|了)?[^<>,;]{0,4}?(?:[二两三四五六七八九十多\d]+(?:名|位|个|人)|前)[^<>,;]{0,8}(?:工程师|员工|主管|高管|副总|经理|人员)"
    ).match(scene.marked, hit.tail)
    if before is not None and behind is None and some is not None:
        return [draft_of(hit, actor=int(before.group(1)), described=some.group(0))]
    if before is None or behind is None or int(behind.group(2)) in scene.officials:
        return []
    if _OVER_RIGHTS.match(scene.marked, behind.end()):
        return []
    together = listed_behind(scene, hit.tail)
    if together:
        return [draft_of(hit, people=together, actor=int(before.group(1)))]
    if re.match(r"诉|知|别|白|诫|示|急|密|上|到|进|称|讼|状|请|求|至", scene.marked[hit.tail :]):
        return []
    if behind.group(1) == "P":
        return [draft_of(hit, people=(int(behind.group(2)),), actor=int(before.group(1)))]
    beside = re.compile(r"[、及和与,]{1,2}(?:其)?(?:前|原)?[^<>,;]{0,8}<P(\d+)>").match(scene.marked, behind.end())
    if beside is not None and int(beside.group(1)) not in scene.officials:  # "甲诉乙、某人"
        return [draft_of(hit, people=(int(beside.group(1)),), actor=int(before.group(1)))]
    return [draft_of(hit, actor=int(before.group(1)), against=int(behind.group(2)))]


def _answer(scene: Scene, hit: Hit) -> list[Draft]:
    start, _ = stretch_of(scene, hit)
    people = marks_in(scene, start, hit.verb, "P")
    firms = marks_in(scene, start, hit.verb, "E")
    behind = re.compile(r"[^<>,;]{0,6}<E(\d+)>").match(scene.marked, hit.end)
    if people:
        return [draft_of(hit, people=(people[-1][0],), actor=int(behind.group(1)) if behind else None)]
    return [draft_of(hit, against=firms[-1][0])] if firms else []


# The parties of the dispute told before.
_BOTH_SIDES = re.compile(r"(?:双方|两造|原告|老东家|前东家|公司|该案|此案|本案|案件)[^<>,;]{0,8}$")
_ELSE = re.compile(r"(?:与|和|跟|同)(?:另)?(?:一家|某家|某|一位|一名|另一|其他|别的|多家|几家)[^<>,;]{0,14}$")


def _settle(scene: Scene, hit: Hit) -> list[Draft]:
    start, end = stretch_of(scene, hit)
    if _ELSE.search(scene.marked[start : hit.verb]):
        return []  # with somebody else
    dropped = re.search(r"对<E(\d+)>(?:的|提)", scene.marked[hit.verb : hit.end])
    if dropped is not None:  # "撤销对乙的诉讼"
        suing = marks_in(scene, start, hit.verb, "E")
        who = sole_of(scene, start, end) if suing else ()
        against = None if who else int(dropped.group(1))
        return [draft_of(hit, people=who, actor=suing[-1][0] if suing else None, against=against)]
    clause = max((one.end() for one in re.finditer(r"[,;:]", scene.marked[start : hit.verb])), default=0) + start
    people = marks_in(scene, start, hit.verb, "P") or marks_in(scene, hit.verb, end, "P")
    firms = marks_in(scene, clause, hit.verb, "E") or marks_in(scene, start, end, "E")
    if people:
        sole = sole_of(scene, start, end)
        return [draft_of(hit, people=sole, actor=firms[0][0] if firms else None)] if sole else []
    if not firms:
        plain = "," not in scene.marked[hit.verb : hit.end]
        return [draft_of(hit)] if plain and _BOTH_SIDES.search(scene.marked[start : hit.verb]) else []
    pair = re.search(
        r"<E(\d+)>(?:已|今|日前|[^<>,;]{0,6})?(?:与|和|跟|、|,)<E(\d+)>[^<>,;]{0,12}$", scene.marked[: hit.verb]
    )
    pair = pair or re.search(r"<E(\d+)>[^<>;]{0,40}(?:与|和|跟)<E(\d+)>[^<>,;]{0,12}$", scene.marked[: hit.verb])
    if pair is not None:
        return [draft_of(hit, actor=int(pair.group(1)), against=int(pair.group(2)))]
    return [draft_of(hit, actor=firms[0][0] if len(firms) == 1 else None)]


def _parties(scene: Scene, hit: Hit) -> list[Draft]:
    """ "原告为某人,被告为甲": who is who in a suit that is heard."""
    found = re.search(r"原告(?:为|是|系)[^<>,;]{0,8}<([PE])(\d+)>[^<>,;]{0,6},$", scene.marked[: hit.verb])
    sued = re.compile(r"[^<>,;]{0,10}<([PE])(\d+)>").match(scene.marked, hit.tail)
    if found is None or sued is None or found.group(1) == sued.group(1):
        return []
    return _between(hit, found.group(1), int(found.group(2)), int(sued.group(2)))


def _between(hit: Hit, kind: str, suing: int, sued: int) -> list[Draft]:
    """A suit of a person against a firm, or of a firm against a person."""
    if kind == "P":
        return [draft_of(hit, actor=suing, against=sued)]
    return [draft_of(hit, people=(sued,), actor=suing)]


# "甲诉乙竞业限制纠纷案": the name of a case.
_CASE_NAMED = re.compile(r"(?:劳动争议|竞业[^<>,;]{0,6}|劳动合同|违约金|确认[^<>,;]{0,8})(?:纠纷)?(?:一)?案")


def _told(scene: Scene, hit: Hit) -> list[Draft]:
    """ "被甲告很冤": the bare verb in the passive."""
    start, _ = stretch_of(scene, hit)
    by = re.search(r"(?:被|遭)<E(\d+)>$", scene.marked[start : hit.verb])
    if by is None:
        return []
    people = marks_in(scene, start, start + by.start(), "P")
    return [draft_of(hit, people=(people[-1][0],), actor=int(by.group(1)))] if people else []


def _demand(scene: Scene, hit: Hit) -> list[Draft]:
    """A sum that is claimed: a suit only where it is said who claims it from whom."""
    return [one for one in _sue(scene, hit) if one.actor is not None and (one.people or one.against is not None)]


def _apply(scene: Scene, hit: Hit) -> list[Draft]:
    """ "向仲裁委员会提出申请"."""
    start, _ = stretch_of(scene, hit)
    return _sue(scene, hit) if re.search(r"仲裁[^<>,;]{0,14}$", scene.marked[start : hit.verb]) else []


def _accept(scene: Scene, hit: Hit) -> list[Draft]:
    """ "仲裁委受理甲的申请,请求裁令某人..."."""
    start, end = stretch_of(scene, hit)
    firm = re.search(r"<E(\d+)>", scene.marked[hit.tail : hit.end])
    people = sole_of(scene, start, end)
    if firm is None or not people or not re.search(r"仲裁(?:<D\d+>|[^<>;,]){0,14}$", scene.marked[start : hit.verb]):
        return []
    return [draft_of(hit, people=people, actor=int(firm.group(1)))]


def _lodged(scene: Scene, hit: Hit) -> list[Draft]:
    """ "法院已立案受理此案": a suit, where no criminal one."""
    start, end = stretch_of(scene, hit)
    before = scene.marked[start : hit.verb]
    if not re.search(r"(?:法院|中院|地院|高院)(?:<D\d+>|[^<>;,]){0,16}$", before) or re.search(
        r"公安|警方|刑事|仲裁|执行|破产", scene.marked[start:end]
    ):
        return []
    return [draft_of(hit, people=sole_of(scene, start, end), anaphor=True)]


# A dispute between a firm and somebody that goes on.
_BETWEEN = re.compile(r"<E(\d+)>(?:与|和|跟|同|诉)(?:其|自己的?)?(?:前|原|离职)?[^<>,;]{0,8}<P(\d+)>[^<>;]{0,14}$")


def _plead(scene: Scene, hit: Hit) -> list[Draft]:
    """ "甲诉称,某人离职后加入乙": what a suit says tells that there is one."""
    start, _ = stretch_of(scene, hit)
    firm = re.search(r"(?:^|[,:])[^<>,;]{0,4}<E(\d+)>(?:公司|方面|方)?$", scene.marked[start : hit.verb])
    who = re.compile(r"[,:]?[^<>,;]{0,8}<P(\d+)>").match(scene.marked, hit.tail)
    if firm is None or who is None or int(who.group(1)) in scene.officials:
        return []
    return [draft_of(hit, people=(int(who.group(1)),), actor=int(firm.group(1)))]


def _pending(scene: Scene, hit: Hit) -> list[Draft]:
    """ "甲与前副总某人的官司还在打"."""
    start, _ = stretch_of(scene, hit)
    found = _BETWEEN.search(scene.marked[start : hit.verb])
    if found is None or int(found.group(2)) in scene.officials:
        return []
    return [draft_of(hit, people=(int(found.group(2)),), actor=int(found.group(1)))]


FRAMES: dict[str, Callable[[Scene, Hit], list[Draft]]] = {
    "sue": _sue,
    "demand": _demand,
    "tell": _tell,
    "told": _told,
    "parties": _parties,
    "answer": _answer,
    "settle": _settle,
    "apply": _apply,
    "accept": _accept,
    "lodged": _lodged,
    "pending": _pending,
    "plead": _plead,
}
