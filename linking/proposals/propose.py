"""From rules' hits to proposals: who, from where, to where, when, and how it is known."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from linking.dates import proposed, since
from linking.evidence import Evidence
from linking.forms import CaseCard, EntityRef, Match, Proposal, ProposedDate, Unknown
from linking.page import QUOTE_LIMIT
from linking.proposals.rules import Rule, rules_for
from linking.proposals.scene import Scene, scenes_of
from linking.proposals.unknown import unknowns_of
from linking.proposals.wording import assertion_of, did_not_happen

SCENES_LIMIT = 1000  # sentences with names that are read for events; longer texts are lists or attacks
MOVES = frozenset({"joined", "left"})
LEGAL = frozenset(
    {"legal_action", "complaint_filed", "arbitration_applied", "counterclaim", "settlement", "withdrawal"}
)

_REPORTED_ON = re.compile(r" ?(?:消息|讯|电|报道|宣布|:)")  # the day of a report, not of what it reports
_FOUNDED = re.compile(
    r"(?:creee?s?|fondee?s?|lancee?s?|founded|created|established|launched|signed|signe)\s*$|(?:成立|创立|创办|签)[^<>]{0,2}$"
)


@dataclass(frozen=True, slots=True)
class _Draft:
    """A hit before its date is settled. Numbers are items of the scene."""

    kind: str
    at: int
    end: int
    who: int
    source: int | None
    goal: int | None
    when: int | None
    stay: bool


def propose(
    evidence: Evidence, matches: Sequence[Match], cards: Mapping[str, CaseCard], names: Mapping[str, str]
) -> tuple[tuple[Proposal, ...], tuple[Unknown, ...]]:
    """Proposals in order of the text, each stated once, and unknown names with their evidence."""
    language = evidence.page.language
    scenes = scenes_of(evidence, names)[:SCENES_LIMIT]
    made: list[Proposal] = []
    for scene in scenes:
        drafts = _drafts(scene, rules_for(language))
        made += _settle(evidence, scene, drafts, matches, cards)
    return _once(made), unknowns_of(evidence, scenes, matches)


def _drafts(scene: Scene, rules: Sequence[Rule]) -> list[_Draft]:
    found: list[_Draft] = []
    for rule in rules:
        for hit in rule.pattern.finditer(scene.marked):
            if did_not_happen(hit.group(0)):
                continue
            found += _read(scene, rule, hit)
    best: dict[tuple[str, int, object], _Draft] = {}
    for draft in sorted(found, key=lambda one: (one.at, -one.end)):
        other = draft.goal if draft.kind == "joined" else draft.source
        key = (draft.kind, draft.who, scene.items[other].ref if other is not None else None)
        known = best.get(key)
        if (
            known is None
            or (known.when is None and draft.when is not None)
            or (known.goal is None and draft.goal is not None)
        ):
            best[key] = draft
    return sorted(best.values(), key=lambda one: (one.at, one.end))


def _read(scene: Scene, rule: Rule, hit: re.Match[str]) -> list[_Draft]:
    groups = {name: int(value) for name, value in hit.groupdict().items() if value is not None}
    who = groups.get("who")
    if who is None:
        who = _person_before(scene, hit.start())
    if who is None:
        return []
    drafts = []
    for kind in rule.kinds:
        when = groups.get("when")
        if kind in MOVES:
            source, goal = groups.get("from_"), groups.get("to")
            if len(rule.kinds) == 2:
                # "Left A in March for B": the date is the leaving's. "Left A for B in March": it bounds both.
                if kind == "left":
                    when = groups.get("when", groups.get("when2"))
                else:
                    when = groups.get("when2") if "when" in groups else None
            if kind == "left":
                goal = groups.get("to")
            if kind == "joined" and source is None:
                source = _affiliation(scene, who, goal)
        else:
            source, goal = groups.get("actor"), None
            if source is None and kind == "legal_action":
                source = _employer_before(scene, hit.start())
            if source is None and kind in LEGAL:
                continue
        slots = [who, source if kind != "joined" else goal]
        if all(slot is None or scene.items[slot].ref is None or scene.items[slot].ref.id is None for slot in slots):  # type: ignore[union-attr]
            continue
        everyone = [who, *_listed_after(scene, who)] if kind in LEGAL and "who" in groups else [who]
        stay = rule.stay and kind == "joined"
        drafts += [_Draft(kind, hit.start(), hit.end(), one, source, goal, when, stay) for one in everyone]
    return drafts


def _listed_after(scene: Scene, who: int) -> list[int]:
    """The people listed behind a person: "A, B, C and D"."""
    found = re.search(rf"<[PU]{who}>((?:(?:,| and| et|,? and|和|及|与) ?<P\d+>)+)", scene.marked)
    return [int(number) for number in re.findall(r"<P(\d+)>", found.group(1))] if found else []


def _person_before(scene: Scene, at: int) -> int | None:
    """The person meant by a clause without a subject: the only one named before it, else the topic."""
    marks = [int(hit.group(1)) for hit in re.finditer(r"<P(\d+)>", scene.marked[:at])]
    if not marks:
        return scene.topic
    return marks[-1] if len({scene.items[mark].ref for mark in marks}) == 1 else None


def _employer_before(scene: Scene, at: int) -> int | None:
    marks = [int(hit.group(1)) for hit in re.finditer(r"<E(\d+)>", scene.marked[:at])]
    return marks[-1] if marks else None


def _affiliation(scene: Scene, who: int, goal: int | None) -> int | None:
    """The employer that an apposition behind a person's name ends with: "P, key figure of the X team of Y,"."""
    found = re.search(rf"<[PU]{who}>, (?!<)[^<>,]{{0,60}}((?:<E\d+>[^<>,]{{0,12}}){{1,2}})(?:,|$)", scene.marked)
    if found is None:
        return None
    last = int(re.findall(r"<E(\d+)>", found.group(1))[-1])
    return last if goal is None or scene.items[last].ref != scene.items[goal].ref else None


def _settle(
    evidence: Evidence, scene: Scene, drafts: Sequence[_Draft], matches: Sequence[Match], cards: Mapping[str, CaseCard]
) -> list[Proposal]:
    told = evidence.page.document.published_on
    made: list[Proposal] = []
    used = {draft.when for draft in drafts if draft.when is not None}
    # Person -> kind, date and goal of the step told before: a step without a date comes after a move that has one.
    earlier: dict[EntityRef, tuple[str, str, EntityRef | None]] = {}
    for draft in drafts:
        who = scene.items[draft.who].ref
        if who is None:
            continue
        when = draft.when if draft.when is not None else _loose_date(scene, draft, drafts, used)
        last_kind, last_date, last_goal = earlier.get(who, ("", "", None))
        if when is not None:
            used.add(when)
            item = scene.items[when]
            date = proposed(item.edtf, item.text, told)
        elif last_date and (draft.kind in MOVES or draft.kind in LEGAL) and last_kind in MOVES:
            date = proposed(since(last_date, told, closed=draft.kind in MOVES), "", told)
        else:
            date = ProposedDate(f"[..{told}]", None, told, "", told) if told else ProposedDate()
        source = scene.items[draft.source].ref if draft.source is not None else None
        goal = scene.items[draft.goal].ref if draft.goal is not None else None
        if draft.kind not in MOVES and goal is None:
            goal = last_goal
        proposal = _proposal(evidence, scene, draft, who, source, goal, date, matches, cards)
        made.append(proposal)
        if draft.stay:
            made.append(replace(proposal, kind="left", from_=goal, to=None, date=_after(date)))
        earlier[who] = (
            draft.kind,
            date.edtf if date.edtf and not date.edtf.startswith("[..") else last_date,
            goal or last_goal,
        )
    return made


def _after(date: ProposedDate) -> ProposedDate:
    """The date of an end that follows a beginning."""
    edtf = date.edtf
    if not edtf or edtf.startswith("["):
        return date
    return proposed(since(edtf, date.not_after, closed=True), "", date.not_after)


def _loose_date(scene: Scene, draft: _Draft, drafts: Sequence[_Draft], used: set[int]) -> int | None:
    """A date in front of the clause, or directly behind it, that belongs to no other event."""
    before = [one for one in drafts if one.end <= draft.at]
    left = max((one.end for one in before), default=0)
    for hit in re.finditer(r"<D(\d+)>", scene.marked):
        number = int(hit.group(1))
        if number in used or _FOUNDED.search(scene.marked[: hit.start()]):
            continue
        lead = scene.marked[left : hit.start()]
        if _REPORTED_ON.match(scene.marked[hit.end() : hit.end() + 4]):
            continue
        if draft.at < hit.start() < draft.end:
            rest = scene.marked[hit.end() : draft.end]
            if len(rest) <= 25 and "," not in rest:
                return number
            continue
        between = scene.marked[hit.end() : draft.at]
        if left <= hit.start() < draft.at and len(lead.strip(" ,.;-")) <= 24 and not between.strip(" ,"):
            return number
        gap = scene.marked[draft.end : hit.start()]
        if draft.end <= hit.start() and len(gap) <= 16 and "," not in gap and "<" not in gap:
            return number
    return None


def _proposal(
    evidence: Evidence,
    scene: Scene,
    draft: _Draft,
    who: EntityRef,
    source: EntityRef | None,
    goal: EntityRef | None,
    date: ProposedDate,
    matches: Sequence[Match],
    cards: Mapping[str, CaseCard],
) -> Proposal:
    start, end = scene.start, scene.end
    if end - start > QUOTE_LIMIT:
        inside = [
            item
            for number, item in enumerate(scene.items)
            if number in (draft.who, draft.source, draft.goal, draft.when)
        ]
        inside = [item for item in inside if scene.start <= item.start < scene.end]
        start = min((item.start for item in inside), default=start)
        end = min(end, start + QUOTE_LIMIT)
    quote = evidence.page.document.text[start:end]
    details: dict[str, str] = {}
    parent = _parent_of(scene, draft.goal if draft.kind == "joined" else draft.source)
    if parent is not None:
        details["within"] = parent.name
    parties = tuple(ref for ref in (source, goal, parent) if ref is not None)
    return Proposal(
        kind=draft.kind,
        person=who,
        from_=source,
        to=goal,
        date=date,
        assertion=assertion_of(
            scene.marked[max(0, draft.at - 40) : draft.at],
            scene.marked[draft.at : draft.end],
            legal=draft.kind not in MOVES,
        ),
        start=start,
        end=end,
        quote=quote,
        case=_case_of(who, matches, cards),
        parties=parties,
        details=details,
    )


def _parent_of(scene: Scene, employer: int | None) -> EntityRef | None:
    """The firm behind a unit: "the X of Y" right behind the mark."""
    if employer is None:
        return None
    found = re.search(rf"<E{employer}> (?:de |du |d'|of )<E(\d+)>", scene.marked)
    found = found or re.search(rf"<E(\d+)>(?:的|旗下的?)<E{employer}>", scene.marked)
    return scene.items[int(found.group(1))].ref if found else None


def _case_of(who: EntityRef, matches: Sequence[Match], cards: Mapping[str, CaseCard]) -> str | None:
    """The most probable linked case in which the person is one who moved."""
    if who.id is None:
        return None
    for match in matches:
        card = cards.get(match.case)
        if card is not None and any(role.entity == who.id and role.role == "mover" for role in card.roles):
            return match.case
    return None


def _once(made: Sequence[Proposal]) -> tuple[Proposal, ...]:
    """Each event once: of equal ones the one whose date says most, then the first."""
    best: dict[tuple[object, ...], Proposal] = {}
    for proposal in made:
        key = (proposal.kind, proposal.person, proposal.to if proposal.kind == "joined" else proposal.from_)
        known = best.get(key)
        if known is None or (_width(proposal) < _width(known)):
            best[key] = proposal
    # Sorting is stable: events of one sentence keep the order in which it tells them.
    return tuple(sorted(best.values(), key=lambda one: (one.start, one.end)))


def _width(proposal: Proposal) -> int:
    low, high = proposal.date.lo, proposal.date.hi
    return (high - low).days if low and high else 10**6
