# ruff: noqa: E501 - a pattern is read in one line
"""Frames of moves that are told by a noun or a post: "B's hire of P", "P, now at B", "P became head of sales at B"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from linking.proposals.drafts import Draft
from linking.proposals.latin.clauses import Grammar, Slot, behind, bounds_of, end_of, phrase, subject
from linking.proposals.latin.places import described_in, draft_of, firm_of, people_of
from linking.proposals.marks import Scene, about
from linking.proposals.steps import Hit

_POSTED = re.compile(r" (?:as )?(?:[\w&'-]+ ){1,6}?(?:at|of|with|for) (?:the )?<E(\d+)>")
# "P's employment at A ended".
_ENDED = re.compile(
    r" (?:had |has )?(?:ended|was ended|was terminated|been terminated|came to an end|ceased|expired|was cut short)\b"
)


_FORMER = re.compile(
    r"\b((?:an?|its|his|her|one|une?|son|sa|l') ?(?:former|ex|ancien(?:ne)?) (?:[\w'-]+ ?){1,4})(?:(?:of|from|at|de|du|d'|de l'|de la|chez) ?<E\d+>(?: [\w-]+)?)?, $"
)


def _now(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    """ "P, ..., now at B": the person named last before."""
    _, end = bounds_of(scene.marked, hit.end, grammar)
    goal = phrase(scene.marked, hit.tail, end, grammar)
    start, _ = bounds_of(scene.marked, hit.verb, grammar)
    people = [
        int(one) for one in re.findall(r"<P(\d+)>", scene.marked[start : hit.verb]) if int(one) not in scene.officials
    ]
    if scene.marked[hit.verb : hit.tail] in ("is at", "are at", "est chez"):  # whoever is: things are there too
        people = list(people_of(scene, subject(scene.marked, hit.verb, grammar)))
    if goal.kind in ("E", "U") and not people:  # "its former engineer, now at B"
        one = _FORMER.search(scene.marked[start : hit.verb])
        described = described_in(Slot(words=one.group(1)), grammar) if one is not None else ""
        return [draft_of(hit, described=described, goal=goal.items[0], end=goal.end)] if described else []
    if goal.kind not in ("E", "U"):
        return []
    listed = about(r"((?:<P\d+>(?:,? and |,? et |, ))+)<P#>", people[-1]).search(scene.marked[: hit.verb])
    others = [int(one) for one in re.findall(r"<P(\d+)>", listed.group(1))] if listed else []
    return [draft_of(hit, people=(*others, people[-1]), goal=goal.items[0], end=goal.end)]


def _now_post(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    """ "P, now a vice president at B": the person named last before, and the firm that the post is at."""
    start, end = bounds_of(scene.marked, hit.verb, grammar)
    firm = re.compile(
        r" (?:(?:[^<>,;.]|<D\d+>){0,60}?\b(?:at|of|with|for|chez|de|du|d'|pour) ?(?:the |rival |le |la |son concurrent |its rival )?<E(\d+)>|<E(\d+)>'s )"
    ).match(scene.marked, hit.tail, end)
    who = re.search(r"<P(\d+)>(?: ?\([^()]*\))?,? (?:(?:who|qui) )?(?:is |est |was )?$", scene.marked[start : hit.verb])
    people = (int(who.group(1)),) if who else people_of(scene, subject(scene.marked, hit.verb, grammar))
    if firm is None or not people or people[0] in scene.officials:
        return []
    return [draft_of(hit, people=people, goal=int(firm.group(1) or firm.group(2)), end=firm.end(), post=True)]


def _title(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    """ "B's new chief executive, P", "P is B's new head of sales"."""
    marked = scene.marked
    owner = re.search(r"<E(\d+)>'s? $", marked[: hit.verb])
    if owner is None:
        return []
    _, end = bounds_of(marked, hit.end, grammar)
    before = re.search(
        r"<P(\d+)>(?:, [^<>]{0,60}(?:<E\d+>[^<>,]{0,40})?,)?(?: is| was| became|,) (?:now )?$", marked[: owner.start()]
    )
    behind_it = re.compile(r"[^<>;.]{0,40}?,? <P(\d+)>").match(marked, hit.tail, end)
    who = before or behind_it
    if who is None or int(who.group(1)) in scene.officials:
        return []
    return [draft_of(hit, people=(int(who.group(1)),), goal=int(owner.group(1)), post=True)]


def taking(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    """ "B's recruitment of P", "the hiring of P by B": a noun."""
    marked = scene.marked
    _, end = bounds_of(marked, hit.end, grammar)
    who = phrase(marked, hit.tail, end, grammar)
    people = people_of(scene, who)
    owner = re.search(r"<E(\d+)>'s? (?:\w+ ){0,3}$", marked[: hit.verb])
    goal = (
        Slot((int(owner.group(1)),), "E")
        if owner
        else behind(marked, max(who.end, hit.tail), end, grammar.by, grammar, 20)
    )
    if not owner and not goal.items:
        goal = behind(marked, max(who.end, hit.tail), end, grammar.goal, grammar, 24)
    if not goal.items and re.match(
        r"(?:a |se )?(?:annonce|officialise|confirme|announce|confirm|salu|fai(?:t|sait) part|revele|felicit)",
        marked[hit.verb : hit.tail],
    ):
        goal = subject(marked, hit.verb, grammar)
    firm = firm_of(goal)
    return [draft_of(hit, people=people, goal=firm)] if people and firm is not None and who.end - hit.tail < 70 else []


def _going(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    """ "His move to B": a noun that belongs to a person."""
    _, end = bounds_of(scene.marked, hit.end, grammar)
    owner = re.search(r"(?:<P(\d+)> ?'s |@<P(\d+)> 's )(?:\w+ ){0,2}$", scene.marked[: hit.verb])
    goal = phrase(scene.marked, hit.tail, end, grammar)
    posted = _POSTED.match(scene.marked, hit.tail, end)
    if goal.kind != "E" and posted is not None:
        goal = Slot((int(posted.group(1)),), "E", "", posted.end())
    if owner is None or goal.kind != "E" or goal.end - hit.tail > 60:
        return []
    who, firm = (int(owner.group(1) or owner.group(2)),), goal.items[0]
    if _ENDED.match(scene.marked, goal.end):
        return [replace(draft_of(hit, people=who, source=firm, end=goal.end), kind="left")]
    return [draft_of(hit, people=who, goal=firm, end=goal.end)]


def _for_joining(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    """ "Sued P for joining B": whoever stands directly before."""
    marked = scene.marked
    _, end = bounds_of(marked, hit.end, grammar)
    goal = phrase(marked, hit.tail, end, grammar)
    who = re.search(r"<P(\d+)>(?: ?\([^()]*\))?,?(?: [^<>,;.]{0,40})?$", marked[: hit.verb])
    if who is None and re.match(r"[\"(]? ?$", marked[: hit.verb]):  # "Since joining B in May, P ..."
        who = re.compile(r"[^<>;.]{0,30}(?:<D\d+>[^<>;.]{0,8})?,? <P(\d+)>").match(marked, max(goal.end, hit.tail))
    if who is None:
        people = dict.fromkeys(re.findall(r"<P(\d+)>", marked[: hit.verb]))
        if len(people) == 1:  # "P is sued by A for joining B"
            who = re.search(r"<P(\d+)>", marked[: hit.verb])
        start, _ = bounds_of(marked, hit.verb, grammar)
        described = "" if people else described_in(Slot(words=marked[start : hit.verb][-119:]), grammar)
        if (
            described and goal.kind in ("E", "U") and goal.end - hit.tail <= 50
        ):  # "ordered its former manager to pay for joining B"
            return [draft_of(hit, described=described, goal=goal.items[0], end=goal.end)]
    if who is None or goal.kind not in ("E", "U") or int(who.group(1)) in scene.officials or goal.end - hit.tail > 50:
        return []
    return [draft_of(hit, people=(int(who.group(1)),), goal=goal.items[0], end=goal.end)]


def _offer(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    """ "P accepted B's job"."""
    people = people_of(scene, subject(scene.marked, hit.verb, grammar))
    firm = re.search(r"<E(\d+)>(?='s)", scene.marked[hit.tail : hit.end])
    return [draft_of(hit, people=people, goal=int(firm.group(1)))] if people and firm else []


def _post(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    """ "P became head of sales at B", "P was named chief executive of B": a post, and whose."""
    marked = scene.marked
    _, end = bounds_of(marked, hit.end, grammar)
    people = people_of(scene, subject(marked, hit.verb, grammar))
    goal = re.compile(
        r" ?(?:[\w&'-]+ ){0,8}?(?:at|of|with|for|chez|de|du|d'|a) ?(?:the |la |le )?<E(\d+)>|(?: the| a| an)? ?<E(\d+)>(?:'s)? (?:\w+ ){0,3}(?:president|executive|head|chief|officer|director)"
    ).match(marked, hit.tail, end)
    column = re.match(r"[\W\d]*<E(\d+)> ?[:-]* ?<P(\d+)>,? ", marked)  # "B - P, 42, est nommée directrice"
    if goal is None and column is not None and int(column.group(2)) not in scene.officials:
        return [draft_of(hit, people=(int(column.group(2)),), goal=int(column.group(1)), post=True)]
    if not people or goal is None:
        return []
    return [draft_of(hit, people=people, goal=int(goal.group(1) or goal.group(2)), end=goal.end(), post=True)]


def _since_post(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    """ "P dirige depuis mai une division de B": where A was left, B was joined."""
    return [replace(one, remains=True) for one in _now_post(scene, hit, grammar)]


def _stint(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    """ "After a brief stint at A, she ...": the person comes behind."""
    _, end = bounds_of(scene.marked, hit.end, grammar)
    goal = phrase(scene.marked, hit.end, end, grammar)
    if goal.kind not in ("E", "U"):
        return []
    who = re.compile(r"(?:,? ?<D\d+>)?,? ?<P(\d+)>").match(scene.marked, goal.end)
    return [draft_of(hit, people=(int(who.group(1)),), goal=goal.items[0], stay=True)] if who else []


def _once_there(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    """ "Une fois chez B, P ...", "P, une fois chez B, ...": whoever stands right behind, or right before."""
    _, end = bounds_of(scene.marked, hit.end, grammar)
    goal = phrase(scene.marked, hit.tail, end, grammar)
    if goal.kind not in ("E", "U"):
        return []
    last = end_of(scene.marked, hit.tail, goal)
    who = re.compile(r"(?:,? ?<D\d+>)?,? ?<P(\d+)>").match(scene.marked, last)
    who = who or re.search(r"<P(\d+)>(?: ?\([^()]*\))?, $", scene.marked[: hit.verb])
    if who is None or int(who.group(1)) in scene.officials:
        return []
    return [draft_of(hit, people=(int(who.group(1)),), goal=goal.items[0], end=last)]


def _house(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    """ "P and his new employer, B": whom a person works for now, by the way."""
    del grammar
    turned = re.compile(r" (?:de |d'|of )<P(\d+)>").match(scene.marked, hit.tail)
    house = re.search(r"<E(\d+)>, (?:le |la |the |(<P\d+>)'s )$", scene.marked[: hit.verb])
    if house is not None and (turned or house.group(2)):  # "B, the new employer of P", "B, P's new employer"
        who = int(turned.group(1)) if turned else int(house.group(2)[2:-1])
        return [] if who in scene.officials else [draft_of(hit, people=(who,), goal=int(house.group(1)))]
    firm = re.compile(r",? <E(\d+)>").match(scene.marked, hit.tail)
    theirs = re.compile(r" (?:de |d'|of )<P(\d+)>, <E(\d+)>").match(scene.marked, hit.tail)
    if theirs is not None and int(theirs.group(1)) not in scene.officials:  # "the new employer of P, B, ..."
        return [draft_of(hit, people=(int(theirs.group(1)),), goal=int(theirs.group(2)), end=theirs.end())]
    before = scene.marked[: hit.verb]
    here = re.search(r"<E(\d+)>, (?:son|sa|his|her) $", before)
    owner = re.search(r"<P(\d+)>(?:'s| 's|,? (?:and|et) (?:his|her|their|its|son|sa|leur)) $", before)
    if firm is not None and here is None and re.search(r"\b(?:son|sa|his|her) $", before):
        here = firm
    if owner is None and here is not None:
        people = {int(one) for one in re.findall(r"<P(\d+)>", before)} - scene.officials
        if len({scene.items[one].ref for one in people}) == 1:  # "P took it to B, his new employer"
            return [draft_of(hit, people=(min(people),), goal=int(here.group(1)))]
    if firm is None or owner is None or int(owner.group(1)) in scene.officials:
        return []
    return [draft_of(hit, people=(int(owner.group(1)),), goal=int(firm.group(1)), end=firm.end())]


FRAMES: dict[str, Callable[[Scene, Hit, Grammar], list[Draft]]] = {
    "taking": taking,
    "going": _going,
    "for_joining": _for_joining,
    "post": _post,
    "offer": _offer,
    "title": _title,
    "now": _now,
    "now_post": _now_post,
    "since_post": _since_post,
    "stint": _stint,
    "house": _house,
    "once": _once_there,
}
