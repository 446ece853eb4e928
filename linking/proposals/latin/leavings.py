# ruff: noqa: E501 - a pattern is read in one line
"""Frames of leavings: who goes, whom a firm lets go, from which employer, and perhaps for which."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from linking.proposals.drafts import Draft
from linking.proposals.latin.clauses import NOBODY, Grammar, Slot, behind, bounds_of, end_of, phrase, subject
from linking.proposals.latin.places import (
    FIRM_SAYS,
    agent_of,
    described_in,
    draft_of,
    firm_of,
    is_passive,
    people_of,
    source_of,
)
from linking.proposals.marks import Scene
from linking.proposals.steps import Hit

_FROM_POST = re.compile(
    r"(?: (?!to\b|for\b|pour\b|and\b|et\b)[\w&'-]+){0,7}?,? ?(?:\b(?:of|at|from|de|du|chez)|\bd') ?(?:the |la |le )?<E(\d+)>| <E(\d+)>'s (?:\w+ ){0,3}?(?:chief|president|head|chair\w*|director|boss|ceo|cfo|cto)"
)
_ANNOUNCED = re.compile(
    r"<E(\d+)>,? (?:has |a |had )?(?:announced|announces|confirmed|confirms|annonce|confirme) (?:on |le )?(?:<D\d+> )?(?:the |le |l'|la )?$"
)
_GIVEN_TO = re.compile(
    r"(?: [\w&'-]+){0,5}?,? ?(?:\b(?:of|at|from|with|to|de|du|chez|a|aupres de)|\bd') ?(?:the |la |le )?<E(\d+)>"
)
# What may be left that is no employer, and what follows where an employer is.
_ELSEWHERE = re.compile(
    r"(?:left|leaves|quit|quits|exited|departed|departs|quitte|quitta|quittait|a quitte|part le|partait|est partie?|leave)$"
)
_NO_OBJECT = re.compile(
    r"(?:[,.;:]|$| ?<D\d+>| (?:in|on|at the end|last|this|after|when|over|because|and|to|for|early|late|earlier|later|amid|following|(?:\w+ ){1,3}(?:later|earlier|ago|before|after|plus tard|auparavant)|en|le|fin|debut|apres|pour|et|lorsque|quand)\b)"
)
# What is left or quit that is no employer.
_NO_JOB = re.compile(
    r" (?:an?|the|his|her|its|their|that|la|le|l'|une?|sa|son)? ?(?:\w+ ){0,2}?(?:meeting|hearing|conference|event|dinner|building|offices?|room|stage|courtroom|courthouse|smoking|drinking|message|note|"
    r"voicemail|impression|mark|legacy|hole|gap|trail|door open|salle|table|audience|reunion|tribunal|scene|plateau)\b"
)
# "Dismissed by A in 2023, P ...": whoever is named behind.
_NAMED_BEHIND = re.compile(r"[^<>;.]{0,30}(?:<D\d+>[^<>;.]{0,12}?)?,? <P(\d+)>(?!'s)")
# "A, which P left in May".
_WHICH = re.compile(
    r"<E(\d+)>(?: ?\([^()]*\))?,? (?:which |that |que |qu')<P(\d+)>(?: (?:a|avait|had|has|later|then|recently|vient de)){0,2} $"
)
# "... and is to join B".
_PLANNED = re.compile(
    r"\b(?:is|are|was|were|due|expected|plans|planning|set|hopes|hoping|intending|wants|doit|devait|va)$"
)


def _leave(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    """Somebody leaves, perhaps for another firm."""
    which = _WHICH.search(scene.marked[: hit.verb])
    if which is not None and _NO_OBJECT.match(scene.marked, hit.tail) and int(which.group(2)) not in scene.officials:
        return [draft_of(hit, people=(int(which.group(2)),), source=int(which.group(1)))]
    return _leaves(scene, hit, grammar)


def _leaves(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    marked = scene.marked
    _, end = bounds_of(marked, hit.end, grammar)
    who = subject(marked, hit.verb, grammar)
    people = people_of(scene, who)
    described = "" if people else described_in(who, grammar)
    if not people and not described:
        return _named_behind(scene, hit, end, grammar)
    if _NO_JOB.match(marked, hit.tail) or _others(scene, hit, people):
        return []
    slot = phrase(marked, hit.tail, end, grammar) if marked[hit.tail : hit.tail + 1] == " " else NOBODY
    directly = re.compile(r" (?:par |by )?<E(\d+)>(?! of <P|'s)|( <E(\d+)>) of <P").match(marked, hit.tail)
    if directly is not None and slot.kind != "E":  # "informed A of his resignation", "a été remercié par A"
        slot = Slot(
            (int(directly.group(1) or directly.group(3)),),
            "E",
            "",
            directly.end(1) + 1 if directly.group(1) else directly.end(2),
        )
    source = slot.items[0] if slot.kind in ("E", "U") and slot.items and len(marked[hit.tail : slot.end]) < 40 else None
    post: re.Match[str] | None = None
    if source is None:  # "stepped down as chief executive of A", "gave notice to A", "left a job at A"
        given = re.search(r"notice|resign|ties|ways|demission|preavis|lettre", marked[hit.verb : hit.tail])
        post = _FROM_POST.match(marked, hit.tail, end) or (_GIVEN_TO.match(marked, hit.tail, end) if given else None)
        source = int(next(one for one in post.groups() if one)) if post else None
    if (
        post is not None
        and source is not None
        and re.search(r"\bparti", marked[hit.verb : hit.tail])
        and re.search(r"\bchez (?:la |le )?<E\d+>$", marked[hit.tail : post.end()])
    ):
        return []  # "parti ... chez B" leads to where somebody went
    if source is None:
        source = source_of(scene, hit.tail, min(end, hit.tail + 40), grammar)
    says = (
        FIRM_SAYS.search(marked[: marked.rfind(f"<{scene.items[people[0]].kind}{people[0]}>", 0, hit.verb)])
        if people
        else None
    )
    if source is None and says is not None:
        source = int(says.group(1))
    if source is None and _ELSEWHERE.match(marked[hit.verb : hit.tail]) and not _NO_OBJECT.match(marked, hit.tail):
        return []  # "left by the back door"
    place = slot.end if source is not None and slot.end > 0 else hit.tail
    onward = re.compile(
        r"(?:,? ?(?:<D\d+>))?,? (?:for|to join|to go to|to move to|and joined|and went to|before joining|to work (?:at|for|with)|to (?:become|run|lead|head|take) [^<>,.;]{2,50}? (?:at|of|with|for)|pour|pour rejoindre|pour integrer|"
        r"pour aller chez|et a rejoint)(?: (?:rejoindre|integrer|aller chez))? (?=[^<>,.;]{0,40}<[EU])"
    ).search(marked, place, min(end, place + 120))
    if onward is not None and _PLANNED.search(marked[place : onward.start()]):
        onward = None
    drafts = []
    goal = NOBODY
    if onward is not None:
        goal = phrase(marked, onward.end(), end, grammar)
    firm = firm_of(goal) if goal.kind in ("E", "U") else None
    drafts.append(draft_of(hit, people=people, described=described, source=source, goal=firm))
    if onward is not None and firm is not None:
        drafts.append(replace(drafts[0], kind="joined", verb=onward.end(), at=onward.end(), end=goal.end))
    return drafts


def _others(scene: Scene, hit: Hit, people: tuple[int, ...]) -> bool:
    """Whether the wording itself names somebody else: "Q told A that P was leaving"."""
    named = {scene.items[int(one)].ref for one in re.findall(r"<P(\d+)>", scene.marked[hit.tail : hit.end])}
    return bool(named - {scene.items[one].ref for one in people})


def _named_behind(scene: Scene, hit: Hit, end: int, grammar: Grammar) -> list[Draft]:
    """ "Démissionnaire de A en mai, P ...": a participle that opens the sentence."""
    if re.search(r"\w", scene.marked[: hit.verb]) or not scene.marked[hit.verb : hit.tail].endswith(
        (" de", " d'", " from", " par", " by")
    ):
        return []
    source = phrase(scene.marked, hit.tail, end, grammar)
    who = _NAMED_BEHIND.match(scene.marked, source.end) if source.kind == "E" else None
    if who is None or int(who.group(1)) in scene.officials:
        return []
    return [draft_of(hit, people=(int(who.group(1)),), source=source.items[0])]


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


# "P a remercié sa famille": who dismisses or thanks is not dismissed.
_DOES = re.compile(r"\b(?:a|ont|avait|avaient|has|have|had) (?:\w+ment |\w+ly )?(?!ete\b|been\b)\w+$")


# "Venu de A, P en fut licencie": from the firm named before.
_OF_IT = re.compile(r"<E(\d+)>[^<>;.]{0,40}<P\d+> (?:\w+ )?en (?:fut|est|a ete|avait ete|etait) $")


def _dismiss(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    """A firm dismisses somebody."""
    marked = scene.marked
    _, end = bounds_of(marked, hit.end, grammar)
    first = subject(marked, hit.verb, grammar)
    if is_passive(scene, hit, grammar) or (
        first.kind == "P"
        and not re.match(r" (?:<[PU]|\w+ <[PU])", marked[hit.tail :])
        and not _DOES.search(marked[max(0, hit.verb - 24) : hit.verb] + marked[hit.verb : hit.tail])
    ):
        people = people_of(scene, first)
        by = agent_of(scene, hit, grammar)
        source = firm_of(by) if by.kind == "E" else source_of(scene, hit.tail, min(end, hit.tail + 40), grammar)
        of_it = _OF_IT.search(marked[: hit.verb]) if source is None else None
        source = int(of_it.group(1)) if of_it is not None else source
        if not people and by.kind == "E" and not re.search(r"\w", marked[: hit.verb]):
            who = _NAMED_BEHIND.match(
                marked, end_of(marked, hit.tail, by)
            )  # a list to the eye: "dismissed by A, P ..."
            people = (int(who.group(1)),) if who is not None and int(who.group(1)) not in scene.officials else ()
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
        r" ?<P\d+>(?:,? [^<>,.;]{0,30},)?(?:,? (?:from|de chez|de|hors de|du|d'|par|by) ?<E(\d+)>)?(?: (?:for|to|pour|chez|vers|a la concurrence chez) (?:the |la |le |rival )?<E(\d+)>)?"
    ).match(scene.marked, hit.tail, end)
    if not people or ends is None:
        return []
    announced = _ANNOUNCED.search(scene.marked[: hit.verb])
    if announced is not None and not ends.group(1):
        return [draft_of(hit, people=people, source=int(announced.group(1)))]
    if not (ends.group(1) or ends.group(2)):
        return []
    source, goal = (int(one) if one else None for one in ends.groups())
    left = draft_of(hit, people=people, source=source, goal=goal, end=ends.end())
    if goal is None:
        return [left]
    joined = replace(left, kind="joined")
    return [left, joined] if source is not None else [joined]


# "P's exit", but not "P's exit strategy".
_ITSELF = re.compile(
    r"[,.;:]|$| ?<D\d+>| (?:on|in|after|from|as|at|last|this|following|over|amid|to|and|but|by|with|without|effective|when|before|for)\b"
)


def _accepts(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    """ "A announced P's resignation"."""
    firm = subject(scene.marked, hit.verb, grammar)
    who = re.match(
        r" (?:(?:the|its|former) )?(?:[\w-]+ ){0,4}?<P(\d+)>'$", scene.marked[hit.tail : hit.end].rpartition("s ")[0]
    )
    if (
        who is None
        or firm.kind != "E"
        or int(who.group(1)) in scene.officials
        or not _ITSELF.match(scene.marked, hit.end)
    ):
        return []
    return [draft_of(hit, people=(int(who.group(1)),), source=firm.items[0])]


FRAMES: dict[str, Callable[[Scene, Hit, Grammar], list[Draft]]] = {
    "leave": _leave,
    "dismiss": _dismiss,
    "part": _part,
    "leaving": _leaving,
    "accepts": _accepts,
}
