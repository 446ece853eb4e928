"""Labelled events laid beside the proposals of the engine, one to one. Labels: `tests/data/linking/proposals/`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from linking.candidates import CaseIndex
from linking.dates import bounds
from linking.engine import Engine
from linking.fold import fold, fold_name, is_spaceless
from linking.forms import EntityRef, Mention, Proposal, ProposedDate
from linking.registry import LabelledArticle, Registry, first_day, last_day, read_lines

# What "legal action" leaves open: against it, or in its place, one of these is half right.
FINER = frozenset({"complaint_filed", "arbitration_applied", "counterclaim", "injunction_sought"})


@dataclass(frozen=True, slots=True)
class LabelledEvent:
    """An event that an article states. `kinds`: the best one first, then others that are as right; `persons`: any of
    them will do, empty where nobody is named; `spans`: offsets of each telling; `optional` ones are neither missed nor
    wrong; `details`: amount, court and docket as far as they are told."""

    kinds: tuple[str, ...]
    persons: tuple[str, ...]
    from_: str | None
    to: str | None
    date: ProposedDate
    assertion: str
    spans: tuple[tuple[int, int], ...]
    optional: bool = False
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pair:
    """A label with its proposal (`credit` 1, or .5 for a kind that is half right), or one of them alone (0)."""

    label: LabelledEvent | None
    proposal: Proposal | None
    credit: float = 0.0


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one article. `stated`: it has a label, be it an optional one; `said`: number of proposals."""

    article: LabelledArticle
    pairs: tuple[Pair, ...]
    stated: bool
    said: int


def read_labels(paths: Iterable[Path]) -> dict[str, tuple[LabelledEvent, ...]]:
    """Labels by article. ValueError names the file and line, or the article and what is wrong with its labels."""
    labels: dict[str, tuple[LabelledEvent, ...]] = {}
    for record in read_lines(paths, ("article", "events")):
        name = str(record["article"])
        if name in labels:
            raise ValueError(f"{name}: labelled twice; one line an article is expected")
        try:
            labels[name] = tuple(_event(event) for event in record["events"])
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError(
                f"{name}: an event has kind, persons, from, to, date (edtf, lo, hi), assertion and spans (start, end); "
                f"wrong or missing: {error}"
            ) from error
    return labels


def _event(record: Mapping[str, Any]) -> LabelledEvent:
    when = record["date"]
    bounds(when["edtf"])  # refuses what is no partial date
    return LabelledEvent(
        (record["kind"], *record.get("or_kinds", ())),
        tuple(record["persons"]),
        record["from"],
        record["to"],
        ProposedDate(when["edtf"], first_day(when["lo"]), last_day(when["hi"])),
        record["assertion"],
        tuple((int(span["start"]), int(span["end"])) for span in record["spans"]),
        bool(record.get("optional", False)),
        {name: str(value) for name, value in record.get("details", {}).items()},
    )


def judge_proposals(
    registry: Registry, articles: Sequence[LabelledArticle], labels: Mapping[str, Sequence[LabelledEvent]]
) -> list[Verdict]:
    """The engine's proposals for every labelled article against its labels, with the full registry. ValueError for a
    labelled article that is not among the articles."""
    known = {article.id: article for article in articles}
    missing = sorted(set(labels) - set(known))
    if missing:
        raise ValueError(f"labelled, but not among the articles: {', '.join(missing[:5])}")
    engine = Engine(registry.names(), CaseIndex(registry.cards))
    verdicts = []
    for name, events in labels.items():
        reading = engine.read(known[name].document)
        pairs = align(events, reading.proposals, reading.mentions)
        verdicts.append(Verdict(known[name], tuple(pairs), bool(events), len(reading.proposals)))
    return verdicts


def align(
    events: Sequence[LabelledEvent], proposals: Sequence[Proposal], mentions: Sequence[Mention] = ()
) -> list[Pair]:
    """Pairs each label with at most one proposal: kind and person agree, and each firm where both give one.

    Of several ways the one with the right kind, a label that must be met, a shared sentence, more agreeing firms and a
    fitting date goes first. A proposal that fits an optional label, another person of a suit against several, or the
    other half of a move told in one breath is left out. What remains stands alone: missed, or wrong.
    """
    ways = []
    for number, event in enumerate(events):
        for place, proposal in enumerate(proposals):
            credit = _credit(event, proposal, mentions)
            if credit:
                near = any(start < proposal.end and proposal.start < end for start, end in event.spans)
                firms = sum(one is not None for one in (proposal.from_ and event.from_, proposal.to and event.to))
                merit = (credit, not event.optional, near, firms, dates_meet(event.date, proposal.date))
                ways.append((merit, -number, -place))
    met: dict[int, tuple[int, float]] = {}
    used: set[int] = set()
    for merit, number, place in sorted(ways, reverse=True):
        if -number not in met and -place not in used:
            met[-number] = (-place, merit[0])
            used.add(-place)
    pairs = [
        Pair(events[number], proposals[place], credit)
        for number, (place, credit) in sorted(met.items())
        if not events[number].optional
    ]
    pairs += [Pair(event, None) for number, event in enumerate(events) if number not in met and not event.optional]
    for place, proposal in enumerate(proposals):
        if place not in used and not any(
            _covered(events[number], proposals[other], proposal, mentions) for number, (other, _) in met.items()
        ):
            pairs.append(Pair(None, proposal))
    return pairs


def _credit(event: LabelledEvent, proposal: Proposal, mentions: Sequence[Mention]) -> float:
    """1 where a proposal may stand for the label, .5 where its kind is half right, else 0."""
    who = proposal.person
    if bool(event.persons) != (who is not None):
        return 0.0
    if who is not None and not any(same(person, who, mentions) for person in event.persons):
        return 0.0
    for firm, ref in ((event.from_, proposal.from_), (event.to, proposal.to)):
        if firm and ref is not None and not same(firm, ref, mentions):
            return 0.0
    if proposal.kind in event.kinds:
        return 1.0
    vague = "legal_action" in event.kinds and proposal.kind in FINER
    return 0.5 if vague or (proposal.kind == "legal_action" and FINER & set(event.kinds)) else 0.0


def _covered(event: LabelledEvent, met_by: Proposal, more: Proposal, mentions: Sequence[Mention]) -> bool:
    """Whether a second proposal says no more than the label that another one met: another of its people or kinds."""
    other = more.person != met_by.person or (more.kind != met_by.kind and more.kind in event.kinds)
    return other and _credit(event, more, mentions) > 0


def same(name: str, ref: EntityRef, mentions: Sequence[Mention]) -> bool:
    """Whether a string of an article means an entity: the same name, one within the other, or a name that the document
    shows to be the entity's."""
    if _within(name, ref.name):
        return True
    return ref.id is not None and any(ref.id in one.entities and _within(name, one.text) for one in mentions)


def _within(one: str, other: str) -> bool:
    short, long = sorted((fold_name(one), fold_name(other)), key=len)
    if not short:
        return False
    return short in long if is_spaceless(short[0]) else f" {short} " in f" {long} "


def details_agree(one: str | None, other: str | None) -> bool:
    """Whether two amounts, courts or dockets as a text has them are the same words, or one a part of the other."""
    short, long = sorted((fold(value or "").text.replace(" ", "") for value in (one, other)), key=len)
    return bool(short) and short in long


def dates_meet(one: ProposedDate, other: ProposedDate) -> bool:
    """Whether some day lies within the bounds of both; an open bound meets everything on its side."""
    return not (
        (one.lo is not None and other.hi is not None and one.lo > other.hi)
        or (other.lo is not None and one.hi is not None and other.lo > one.hi)
    )
