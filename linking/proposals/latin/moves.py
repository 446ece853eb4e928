# ruff: noqa: E501 - a pattern is read in one line
"""Frames of moves: who goes, from where, to where."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from linking.proposals.drafts import Draft
from linking.proposals.latin.clauses import NOBODY, Grammar, Slot, behind, bounds_of, end_of, phrase, subject
from linking.proposals.latin.places import (
    CLITIC,
    FIRM_SAYS,
    agent_of,
    among,
    described_in,
    draft_of,
    firm_of,
    is_passive,
    people_of,
    possessive,
    source_of,
)
from linking.proposals.latin.posts import taking
from linking.proposals.marks import Scene
from linking.proposals.steps import Hit

_THE_FIRM = re.compile(
    r" (?:the (?:company|firm|group|bank|team|fund)|its (?:team|ranks)|l'entreprise|la societe|le groupe|l'equipe)\b"
)
# What one joins that is no firm.
_NO_FIRM = re.compile(
    r" (?:in\b|(?:(?:an?|the|his|her|its|forces|hands|une?|la|le|les) ?)?(?:[\w-]+ ){0,2}?(?:criticism|critics|boycott|position|critiques|avis|point de vue|constat|appels|meetings?|calls?|hearings?|conference|panel|debate|chorus|list|suit|lawsuit|action|case|appeal|motion|brief|protest|reunion|audience|recours|plainte|appel)\b)"
)
_THEY = re.compile(
    r"(?:^|[ ,:])(?:they|the pair|the two|the duo|the trio|both|ils|elles|les deux)\b(?:[^<>]|<D\d+>){0,120}$"
)


# Whom a firm names that was with it before: "named P, its head of sales, chief executive".
_OWN_RANKS = re.compile(
    r", (?:its|their|son|sa|leur) (?!former|ex\b|ancien|new|next|first|nouve)|,? (?:[^<>;.]{0,60}\b(?:from within|an insider|ans de maison|ans dans la maison|promu en interne|vient de la maison)\b)"
)
# "Recruited from A to lead B's team".
_TO_LEAD = re.compile(
    r"[^<>;.]{0,30}(?:from <E\d+>)?[^<>;.]{0,12} to (?:lead|run|head|build|manage|oversee|launch|rebuild|start) <E(\d+)>'s "
)
# "B, which P joined in June".
_WHICH = re.compile(
    r"<E(\d+)>(?: ?\([^()]*\))?,? (?:which |that |que |qu')<P(\d+)>(?: (?:a|avait|had|has|later|then|recently)){0,2} $"
)

_THEY_DO = re.compile(
    r"(?:^|[ ,\"])(?:they|ils|elles) (?:(?:had|have|both|all|later|then|soon|ont|avaient|tous deux|ensuite) )*$"
)

# "A accuses B of poaching P".
_BLAMED = re.compile(
    r"<E(\d+)>(?: ?\([^()]{0,40}\))?,? (?:[\w-]+ ){0,3}?(?:for|of|by|after|from|d'avoir|pour avoir) ?(?:\w+ly )?$"
)


# "Joined B's New York office": a part of the firm.
_UNIT = re.compile(
    r" <E(\d+)>'s? (?:[\w-]+ ){0,3}(?:office|offices|team|practice|group|desk|unit|division|arm|bench|operation|ranks|business|lab|laboratory|department)\b"
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
    unit = _UNIT.match(marked, hit.tail, end)
    onto = hit.end if hit.row.nouns is not None and "<E" not in marked[hit.tail : hit.end] else hit.tail
    goal = Slot((int(unit.group(1)),), "E", "", unit.end()) if unit else phrase(marked, onto, end, grammar)
    if not goal.items or goal.kind == "P" or len(marked[hit.tail : goal.end]) > 70:
        goal = behind(marked, hit.tail, end, grammar.goal, grammar, 60)
    by = agent_of(scene, hit, grammar) if re.match(r" (?:by|par) ", marked[hit.tail : hit.tail + 6]) else NOBODY
    goal = by if by.items else goal
    if not goal.items and _THE_FIRM.match(marked, hit.tail):  # "A said that P had joined the company"
        firsts = re.search(r"<P\d+>", marked[: hit.verb])
        says = FIRM_SAYS.search(marked[: firsts.start()]) if firsts else None
        goal = Slot((int(says.group(1)),), "E", "", hit.tail) if says else goal
    which = _WHICH.search(marked[: hit.verb])
    if which is not None and (not goal.items or goal.kind == "P") and int(which.group(2)) not in scene.officials:
        return [draft_of(hit, people=(int(which.group(2)),), goal=int(which.group(1)))]
    if not goal.items or goal.kind == "P":
        return []
    if goal.kind == "U" and not marked[hit.tail : goal.end]:
        return []
    who = subject(marked, hit.verb, grammar)
    people = people_of(scene, who) or _them(marked, hit, who) or among(scene, hit.verb)
    if not people and (_THEY.search(who.words) or _THEY_DO.search(marked[: hit.verb])):
        return [draft_of(hit, anaphor=True, goal=goal.items[0], source=source_of(scene, goal.end, end, grammar))]
    if (not people and hit.verb == 0) or re.match(r"(?:n°|[\W\d])*$", marked[: hit.verb]):
        lead = re.compile(r",? ?<[PU](\d+)>").search(marked, end_of(marked, hit.tail, goal), min(end, goal.end + 48))
        people = (int(lead.group(1)),) if lead else people
        again = re.compile(r",? (?:l'ex |l'ancien|l'interesse|le \w+ |la \w+ |the )").match(marked, goal.end)
        if not people and again and scene.topic is not None:
            people = (scene.topic,)
    described = "" if people else described_in(who, grammar) or _who_left(marked, hit.verb, grammar)
    if not people and not described:
        return []
    source = source_of(scene, goal.end, end, grammar)
    return [draft_of(hit, people=people, described=described, goal=goal.items[0], source=source, end=goal.end)]


def _who_left(marked: str, at: int, grammar: Grammar) -> str:
    """ "The specialist, who left A in May and joined B": the description of whoever went on."""
    start, _ = bounds_of(marked, at, grammar)
    found = _WHO_LEFT.search(marked[start:at])
    return described_in(Slot(words=found.group(1)), grammar) if found else ""


_WHO_LEFT = re.compile(
    r"((?:the|its|a|an|his|her|l'|le|la|son|sa|un|une) ?[\w' -]{3,60}), (?:who|qui) (?:had |has |a |avait )?(?:left|quit|resigned from|quitte|demissionne de) [^;.]{0,60} (?:and|et) (?:then |later |ensuite )?(?:a )?$"
)


# "B's Chris Sample", "B's chief executive, Chris Sample,", right before a verb.
_OFFICER = re.compile(
    r"<E(\d+)>'s (?:(?!former\b|ex\b|rivals?\b|competitors?\b|clients?\b|customers?\b|lawyers?\b|biggest\b)[\w-]+ ){0,4}(?:,? ?<[PU]\d+>,?)? ?(?:has |had |then |later |personally |on |<D\d+> )*$"
)


def _hire(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    """A firm takes somebody on."""
    marked = scene.marked
    _, end = bounds_of(marked, hit.end, grammar)
    if is_passive(scene, hit, grammar):
        agent = agent_of(scene, hit, grammar)
        goal = agent if agent.items else behind(marked, hit.tail, end, grammar.goal, grammar, 70)
        lead_to = _TO_LEAD.match(marked, hit.tail, end) if not goal.items else None
        goal = Slot((int(lead_to.group(1)),), "E", "", lead_to.end()) if lead_to else goal
        who = subject(marked, hit.verb, grammar)
        people = people_of(scene, who) or among(scene, hit.verb)
        if not people and re.match(r"[\"(]? ?(?:having been )?$", marked[: hit.verb]) and goal.end > 0:
            lead = re.compile(r",? ?<D\d+>,? ?<P(\d+)>|, ?<P(\d+)>").match(marked, goal.end)
            people = (int(lead.group(1) or lead.group(2)),) if lead else ()
    else:
        goal = subject(marked, hit.verb, grammar)
        who = phrase(marked, hit.tail, end, grammar)
        people = () if possessive(marked, who) or _OWN_RANKS.match(marked, max(who.end, 0)) else people_of(scene, who)
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
    officer = _OFFICER.search(marked[: hit.verb]) if goal.kind != "E" else None
    if officer is not None:  # "B's chief hired P"
        firm = int(officer.group(1))
    if firm is None and goal.words == "it":  # "A said that it had hired P"
        named = {scene.items[int(one)].ref: int(one) for one in re.findall(r"<E(\d+)>", marked[: hit.verb])}
        firm = next(iter(named.values())) if len(named) == 1 else None
    described = "" if people else described_in(who, grammar)
    if (not people and not described) or firm is None:
        return []
    behind_it = who.end if who.end > hit.tail else hit.end
    source = source_of(scene, behind_it, end, grammar)
    return [draft_of(hit, people=people, described=described, goal=firm, source=source)]


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


def _remain(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    """ "P stays at B": where A was left, B was joined."""
    return [replace(one, remains=True) for one in _join(scene, hit, grammar)]


FRAMES: dict[str, Callable[[Scene, Hit, Grammar], list[Draft]]] = {
    "join": _join,
    "hire": _hire,
    "swap": _swap,
    "came": _came,
    "gone": _gone,
    "before": _before,
    "stay": _stay,
    "remain": _remain,
}
