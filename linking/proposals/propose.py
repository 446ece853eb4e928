"""From rules' hits to proposals: who, from where, to where, when, and how it is known."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from linking.dates import proposed, since
from linking.evidence import Evidence
from linking.fold import fold
from linking.forms import CaseCard, EntityRef, Match, Proposal, ProposedDate, Unknown
from linking.page import QUOTE_LIMIT
from linking.proposals.dating import Draft, after, loose_date, report_day
from linking.proposals.rules import Rule, rules_for
from linking.proposals.scene import REACH, Scene, scenes_of
from linking.proposals.unknown import unknowns_of
from linking.proposals.wording import assertion_of, denied_rumour, did_not_happen

SCENES_LIMIT = 1000  # sentences with names that are read for events; longer texts are lists or attacks
MOVES = frozenset({"joined", "left"})
LEGAL = frozenset(
    {
        "legal_action",
        "complaint_filed",
        "arbitration_applied",
        "injunction_sought",
        "counterclaim",
        "settlement",
        "withdrawal",
    }
)

_RELATIVE = re.compile(
    r"\b(?:that|who|which|whose|qui|que|dont)\b"
)  # "sued a firm that had hired P" is no suit against P


def propose(
    evidence: Evidence, matches: Sequence[Match], cards: Mapping[str, CaseCard], names: Mapping[str, str]
) -> tuple[tuple[Proposal, ...], tuple[Unknown, ...]]:
    """Proposals in order of the text, each stated once, and unknown names with their evidence."""
    language = evidence.page.language
    scenes = scenes_of(evidence, names)[:SCENES_LIMIT]
    made: list[Proposal] = []
    moved: dict[EntityRef, tuple[int, str]] = {}  # who moved: in which sentence it was told last, and when
    for scene in scenes:
        if denied_rumour(scene.marked, _following(evidence, scene)):
            continue
        drafts = _drafts(scene, rules_for(language))
        lately = {who: when for who, (number, when) in moved.items() if scene.number - number <= REACH}
        settled = _settle(evidence, scene, drafts, matches, cards, lately)
        made += settled
        for one in settled:
            if one.kind in MOVES and one.date.edtf and not one.date.edtf.startswith("["):
                moved[one.person] = (scene.number, one.date.edtf)
    proposals = _once(made)
    return proposals, unknowns_of(evidence, scenes, matches, proposals)


def _following(evidence: Evidence, scene: Scene) -> str:
    """The sentence behind a scene, folded; empty at the end."""
    sentences = evidence.page.sentences
    if scene.number + 1 >= len(sentences):
        return ""
    behind = sentences[scene.number + 1]
    return fold(evidence.page.document.text[behind.start : behind.end]).text


def _drafts(scene: Scene, rules: Sequence[Rule]) -> list[Draft]:
    found: list[Draft] = []
    for rule in rules:
        for hit in rule.pattern.finditer(scene.marked):
            if did_not_happen(hit.group(0)):
                continue
            found += _read(scene, rule, hit)
    best: dict[tuple[str, int, object], Draft] = {}
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


def _read(scene: Scene, rule: Rule, hit: re.Match[str]) -> list[Draft]:
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
            if kind in LEGAL and (source is None or _beside_the_point(hit, groups)):
                continue
        slots = [who, source if kind != "joined" else goal]
        if all(slot is None or scene.items[slot].ref is None or scene.items[slot].ref.id is None for slot in slots):  # type: ignore[union-attr]
            continue
        everyone = [who, *_listed_after(scene, who)] if kind in LEGAL and "who" in groups else [who]
        stay = rule.stay and kind == "joined"
        drafts += [Draft(kind, hit.start(), hit.end(), one, source, goal, when, stay) for one in everyone]
    return drafts


def _beside_the_point(hit: re.Match[str], groups: Mapping[str, int]) -> bool:
    """Whether the person stands in a relative clause about whoever is acted against. An apposition of the actor ends
    with a comma."""
    if "who" not in groups or "actor" not in groups or hit.start("actor") > hit.start("who"):
        return False
    between = hit.group(0)[hit.end("actor") - hit.start() : hit.start("who") - hit.start()]
    return _RELATIVE.search(between.rsplit(",", 1)[-1]) is not None


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
    evidence: Evidence,
    scene: Scene,
    drafts: Sequence[Draft],
    matches: Sequence[Match],
    cards: Mapping[str, CaseCard],
    lately: Mapping[EntityRef, str],
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
        when = draft.when if draft.when is not None else loose_date(scene, draft, drafts, used)
        last_kind, last_date, last_goal = earlier.get(who, ("", "", None))
        reported = report_day(scene, draft, told) if when is None and draft.kind not in MOVES else None
        if when is not None:
            used.add(when)
            item = scene.items[when]
            date = proposed(item.edtf, item.text, told)
        elif reported is not None and not last_date:
            date = reported
        elif last_date and (draft.kind in MOVES or draft.kind in LEGAL) and last_kind in MOVES:
            date = proposed(since(last_date, told, closed=draft.kind in MOVES), "", told)
        elif draft.kind in LEGAL and who in lately:  # a dispute over a move comes after it
            date = proposed(since(lately[who], told, closed=False), "", told)
        else:
            date = ProposedDate(f"[..{told}]", None, told, "", told) if told else ProposedDate()
        source = scene.items[draft.source].ref if draft.source is not None else None
        goal = scene.items[draft.goal].ref if draft.goal is not None else None
        if draft.kind not in MOVES and goal is None:
            goal = last_goal
        proposal = _proposal(evidence, scene, draft, who, source, goal, date, matches, cards)
        made.append(proposal)
        if draft.stay:
            made.append(replace(proposal, kind="left", from_=goal, to=None, date=after(date)))
        earlier[who] = (
            draft.kind,
            date.edtf if date.edtf and not date.edtf.startswith("[..") else last_date,
            goal or last_goal,
        )
    return made


def _proposal(
    evidence: Evidence,
    scene: Scene,
    draft: Draft,
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
