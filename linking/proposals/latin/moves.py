# ruff: noqa: E501 - a pattern is read in one line
"""Frames of moves: who goes, from where, to where."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from linking.proposals.drafts import Draft
from linking.proposals.latin.clauses import NOBODY, Grammar, Slot, behind, bounds_of, phrase, subject
from linking.proposals.latin.places import CLITIC, agent_of, draft_of, firm_of, is_passive, people_of, source_of
from linking.proposals.latin.posts import taking
from linking.proposals.marks import Scene
from linking.proposals.steps import Hit

_FROM_POST = re.compile(
    r"(?: (?!to\b|for\b|pour\b|and\b|et\b)[\w&'-]+){0,7}?,? ?(?:\b(?:of|at|from|de|du|chez)|\bd') ?(?:the |la |le )?<E(\d+)>"
)
_GIVEN_TO = re.compile(
    r"(?: [\w&'-]+){0,5}?,? ?(?:\b(?:of|at|from|with|to|de|du|chez|a|aupres de)|\bd') ?(?:the |la |le )?<E(\d+)>"
)
# What one joins that is no firm.
_NO_FIRM = re.compile(
    r" (?:in\b|(?:an?|the|his|her|its|forces|hands|une?|la|le|les) ?(?:[\w-]+ ){0,2}?(?:meetings?|calls?|hearings?|conference|panel|debate|chorus|list|suit|lawsuit|action|case|appeal|motion|brief|protest|reunion|audience|recours|plainte|appel)\b)"
)
# "A said that P had resigned": the firm that says so is the one left.
_FIRM_SAYS = re.compile(
    r"<E(\d+)>(?:,)? (?:has |had |a |avait )?(?:said|announced|confirmed|says|announces|told \w+|annonce|annonces|confirme|indique)(?: on| in| le| en)?(?: ?<D\d+>)?,? ?(?:that |que |qu')?(?:its? )?(?:[\w'&-]+ ){0,5}$"
)
_THEY = re.compile(r"(?:^|[ ,:])(?:they|the pair|the two|the duo|the trio|both|ils|elles|les deux)\b[^<>]{0,60}$")


# "A accuses B of poaching P".
_BLAMED = re.compile(
    r"<E(\d+)>(?: ?\([^()]{0,40}\))?,? (?:[\w-]+ ){0,3}?(?:for|of|by|after|from|d'avoir|pour avoir) ?(?:\w+ly )?$"
)


def _them(marked: str, hit: Hit, who: Slot) -> tuple[int, ...]:
    """Whom "they" mean where the same sentence lists them before."""
    listed = re.search(r"(<P\d+>(?:(?:,? and |,? et |, )<P\d+>)+)", marked[: hit.verb])
    if listed is None or not _THEY.search(who.words):
        return ()
    return tuple(int(one) for one in re.findall(r"<P(\d+)>", listed.group(1)))


def _join(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    """Somebody goes to a firm."""
    marked = scene.marked
    _, end = bounds_of(marked, hit.end, grammar)
    if _NO_FIRM.match(marked, hit.tail):
        return []
    goal = phrase(marked, hit.tail, end, grammar)
    if not goal.items or goal.kind == "P" or len(marked[hit.tail : goal.end]) > 70:
        goal = behind(marked, hit.tail, end, grammar.goal, grammar, 60)
    by = agent_of(scene, hit, grammar) if re.match(r" (?:by|par) ", marked[hit.tail : hit.tail + 6]) else NOBODY
    goal = by if by.items else goal
    if not goal.items or goal.kind == "P":
        return []
    if goal.kind == "U" and not marked[hit.tail : goal.end]:
        return []
    who = subject(marked, hit.verb, grammar)
    people = people_of(scene, who) or _them(marked, hit, who)
    if not people and _THEY.search(who.words):
        return [draft_of(hit, anaphor=True, goal=goal.items[0], source=source_of(scene, goal.end, end, grammar))]
    if (not people and hit.verb == 0) or re.match(r"[\"(]? ?$", marked[: hit.verb]):
        lead = re.compile(r",? ?<P(\d+)>").search(marked, goal.end, min(end, goal.end + 40))
        people = (int(lead.group(1)),) if lead else people
        described = re.compile(r",? (?:l'ex |l'ancien|l'interesse|le \w+ |la \w+ |the )").match(marked, goal.end)
        if not people and described and scene.topic is not None:
            people = (scene.topic,)
    return (
        [
            draft_of(
                hit, people=people, goal=goal.items[0], source=source_of(scene, goal.end, end, grammar), end=goal.end
            )
        ]
        if people
        else []
    )


def _hire(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    """A firm takes somebody on."""
    marked = scene.marked
    _, end = bounds_of(marked, hit.end, grammar)
    if is_passive(scene, hit, grammar):
        agent = agent_of(scene, hit, grammar)
        goal = agent if agent.items else behind(marked, hit.tail, end, grammar.goal, grammar, 70)
        who = subject(marked, hit.verb, grammar)
        people = people_of(scene, who)
        if not people and re.match(r"[\"(]? ?(?:having been )?$", marked[: hit.verb]) and goal.end > 0:
            lead = re.compile(r",? ?<D\d+>,? ?<P(\d+)>|, ?<P(\d+)>").match(marked, goal.end)
            people = (int(lead.group(1) or lead.group(2)),) if lead else ()
    else:
        goal = subject(marked, hit.verb, grammar)
        who = phrase(marked, hit.tail, end, grammar)
        people = people_of(scene, who)
        whom = re.search(
            r"<P(\d+)>(?:, [^<>]{0,80}(?:<[EUD]\d+>[^<>]{0,60}){0,2})?,? (?:whom|que|qu'|that) ?<[EU]\d+>(?: ?\([^()]*\))?[^<>,]{0,24}$",
            marked[: hit.verb],
        )
        if whom and not people:
            people = (int(whom.group(1)),)
        blamed = _BLAMED.search(marked[: hit.verb])
        if blamed and people and goal.kind != "E":
            goal = Slot((int(blamed.group(1)),), "E")
        clitic = CLITIC.search(marked[: hit.verb])
        if clitic:
            goal, people = subject(marked, clitic.start(), grammar), (int(clitic.group(1)),)
    firm = firm_of(goal)
    if firm is None and goal.words == "it":  # "A said that it had hired P"
        named = {scene.items[int(one)].ref: int(one) for one in re.findall(r"<E(\d+)>", marked[: hit.verb])}
        firm = next(iter(named.values())) if len(named) == 1 else None
    if not people or firm is None:
        return []
    behind_it = who.end if who.end > hit.tail else hit.end
    return [draft_of(hit, people=people, goal=firm, source=source_of(scene, behind_it, end, grammar))]


def _leave(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    """Somebody leaves, perhaps for another firm."""
    marked = scene.marked
    _, end = bounds_of(marked, hit.end, grammar)
    people = people_of(scene, subject(marked, hit.verb, grammar))
    if not people:
        return []
    slot = phrase(marked, hit.tail, end, grammar) if marked[hit.tail : hit.tail + 1] == " " else NOBODY
    source = slot.items[0] if slot.kind in ("E", "U") and slot.items and len(marked[hit.tail : slot.end]) < 40 else None
    if source is None:  # "stepped down as chief executive of A", "gave notice to A", "left a job at A"
        given = re.search(r"notice|resign|ties|ways|demission|preavis|lettre", marked[hit.verb : hit.tail])
        post = (_GIVEN_TO if given else _FROM_POST).match(marked, hit.tail, end)
        source = int(post.group(1)) if post else None
    if source is None:
        source = source_of(scene, hit.tail, min(end, hit.tail + 40), grammar)
    says = _FIRM_SAYS.search(marked[: marked.rfind(f"<{scene.items[people[0]].kind}{people[0]}>", 0, hit.verb)])
    if source is None and says is not None:
        source = int(says.group(1))
    place = slot.end if source is not None and slot.end > 0 else hit.tail
    onward = re.compile(
        r"(?:,? ?(?:<D\d+>))?,? (?:for|to join|to go to|to move to|and joined|and went to|before joining|to work (?:at|for|with)|to (?:become|run|lead|head|take) [^<>,.;]{2,50}? (?:at|of|with|for)|pour|pour rejoindre|pour integrer|"
        r"pour aller chez|et a rejoint)(?: (?:rejoindre|integrer|aller chez))? (?=[^<>,.;]{0,40}<[EU])"
    ).search(marked, place, min(end, place + 120))
    drafts = []
    goal = NOBODY
    if onward is not None:
        goal = phrase(marked, onward.end(), end, grammar)
    firm = firm_of(goal) if goal.kind in ("E", "U") else None
    drafts.append(draft_of(hit, people=people, source=source, goal=firm))
    if onward is not None and firm is not None and source is not None:
        drafts.append(replace(drafts[0], kind="joined", verb=onward.end(), at=onward.end(), end=goal.end))
    return drafts


def _part(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    """ "A parted ways with P", "P parted ways with A", "A and P parted ways"."""
    _, end = bounds_of(scene.marked, hit.end, grammar)
    pair = re.search(r"<([PE])(\d+)> (?:and|et) <([PE])(\d+)>[^<>,.;]{0,16}$", scene.marked[: hit.verb])
    if pair is not None and pair.group(1) != pair.group(3):
        sides = {pair.group(1): int(pair.group(2)), pair.group(3): int(pair.group(4))}
    else:
        first, second = subject(scene.marked, hit.verb, grammar), phrase(scene.marked, hit.tail, end, grammar)
        if not second.items:
            second = behind(scene.marked, hit.tail, min(end, hit.tail + 60), grammar.against, grammar)
        sides = {slot.kind: slot.items[0] for slot in (first, second) if slot.items}
    if "P" not in sides or "E" not in sides or sides["P"] in scene.officials:
        return []
    return [draft_of(hit, people=(sides["P"],), source=sides["E"])]


def _dismiss(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    """A firm dismisses somebody."""
    marked = scene.marked
    _, end = bounds_of(marked, hit.end, grammar)
    first = subject(marked, hit.verb, grammar)
    if is_passive(scene, hit, grammar) or (
        first.kind == "P" and not re.match(r" (?:<[PU]|\w+ <[PU])", marked[hit.tail :])
    ):
        people = people_of(scene, first)
        by = agent_of(scene, hit, grammar)
        source = firm_of(by) if by.kind == "E" else source_of(scene, hit.tail, min(end, hit.tail + 40), grammar)
        return [draft_of(hit, people=people, source=source)] if people else []
    people = people_of(scene, phrase(marked, hit.tail, end, grammar))
    return [draft_of(hit, people=people, source=firm_of(first))] if people and first.kind == "E" else []


def _leaving(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    """ "His departure from A": a noun."""
    _, end = bounds_of(scene.marked, hit.end, grammar)
    owner = re.search(r"<P(\d+)> ?'s (?:\w+ )?$", scene.marked[: hit.verb])
    if owner is None:
        return _leaving_of(scene, hit, end, grammar)
    slot = phrase(scene.marked, hit.tail, end, grammar)
    return [draft_of(hit, people=(int(owner.group(1)),), source=slot.items[0])] if slot.kind == "E" else []


def _leaving_of(scene: Scene, hit: Hit, end: int, grammar: Grammar) -> list[Draft]:
    """ "The departure of P from A for B": either end, or both."""
    people = people_of(scene, phrase(scene.marked, hit.tail, end, grammar))
    ends = re.compile(
        r" ?<P\d+>(?:,? [^<>,.;]{0,30},)?(?: (?:from|de|hors de|du|d') ?<E(\d+)>)?(?: (?:for|to|pour|chez|vers|a la concurrence chez) (?:the |la |le |rival )?<E(\d+)>)?"
    ).match(scene.marked, hit.tail, end)
    if not people or ends is None or not (ends.group(1) or ends.group(2)):
        return []
    source, goal = (int(one) if one else None for one in ends.groups())
    left = draft_of(hit, people=people, source=source, goal=goal, end=ends.end())
    if goal is None:
        return [left]
    joined = replace(left, kind="joined")
    return [left, joined] if source is not None else [joined]


def _swap(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    """ "P moved from A to B"."""
    marked = scene.marked
    _, end = bounds_of(marked, hit.end, grammar)
    people = people_of(scene, subject(marked, hit.verb, grammar))
    pair = re.compile(
        r" (?:from |de |d')?(?:the |la |le )?<E(\d+)>(?: <D\d+>)?,? (?:to|for|a|vers|pour|chez|par) (?:the |rival |la |le )*<E(\d+)>"
    ).match(marked, hit.tail, end)
    if not people or pair is None:
        return []
    return [draft_of(hit, people=people, source=int(pair.group(1)), goal=int(pair.group(2)), end=pair.end())]


def _came(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    """ "Venu de A en 2004": from there to the employer that the person is known by."""
    _, end = bounds_of(scene.marked, hit.end, grammar)
    source = phrase(scene.marked, hit.tail, end, grammar)
    if source.kind == "P":
        return taking(scene, hit, grammar)
    who = re.compile(r"[^<>;.]{0,60}(?:<D\d+>[^<>;.]{0,60})?<P(\d+)>").match(scene.marked, max(source.end, hit.end))
    if source.kind != "E" or re.search(r"\w", scene.marked[: hit.verb]) or who is None:
        return []
    return [draft_of(hit, people=(int(who.group(1)),), source=source.items[0], end=source.end)]


def _gone(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    """ "Parti fin juillet, chez B en octobre": a leaving, and perhaps a joining, of the person told of before."""
    marked = scene.marked
    _, end = bounds_of(marked, hit.end, grammar)
    if re.search(r"\w", marked[: hit.verb]):
        return []
    who = re.compile(r" ?(?:fin |debut |en |le )*<D\d+>,? (?:chez <E\d+>[^<>]{0,12}(?:<D\d+>)?,? ?)?<P(\d+)>").match(
        marked, hit.tail
    )
    number = int(who.group(1)) if who else scene.topic
    if number is None or not re.match(r" ?(?:fin |debut |mi |en |le )*<D\d+>", marked[hit.tail :]):
        return []
    drafts = [draft_of(hit, people=(number,))]
    onward = re.compile(r"chez <E(\d+)>").search(marked, hit.tail, end)
    if onward is not None:
        drafts.append(
            replace(
                drafts[0],
                kind="joined",
                goal=int(onward.group(1)),
                at=onward.start(),
                verb=onward.start(),
                end=onward.end(),
            )
        )
    return drafts


def _before(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    """ "..., before joining B": the subject of what was told before."""
    _, end = bounds_of(scene.marked, hit.end, grammar)
    goal = phrase(scene.marked, hit.tail, end, grammar)
    people = [int(one) for one in re.findall(r"<P(\d+)>", scene.marked[: hit.verb]) if int(one) not in scene.officials]
    if not goal.items or goal.kind == "P" or not people or len({scene.items[one].ref for one in people}) > 1:
        return []
    return [draft_of(hit, people=(people[-1],), goal=goal.items[0], end=goal.end)]


def _stay(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    return [replace(one, stay=True) for one in _join(scene, hit, grammar)]


FRAMES: dict[str, Callable[[Scene, Hit, Grammar], list[Draft]]] = {
    "join": _join,
    "hire": _hire,
    "leave": _leave,
    "dismiss": _dismiss,
    "part": _part,
    "leaving": _leaving,
    "swap": _swap,
    "came": _came,
    "gone": _gone,
    "before": _before,
    "stay": _stay,
}
