"""A case's timeline as plain values: in order, partial dates and all, each entry with its sources.

One reading for every face (page, API, command), in four queries whatever the length.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal
from uuid import UUID

from django.db.models import Exists, OuterRef

from cases.models import Case, Decision, Event, EventActor, EventCitation
from cases.models.event import TIMELINE_ORDER
from cases.notes import Note, notes_of
from facts import dates
from facts.choices import Assertion, Stance
from facts.models import Citation
from facts.sources import Source, source_of
from facts.support import COPIES, OFFICIAL
from facts.visibility import Viewer

Verification = Literal["unverified", "single_source", "corroborated", "official_record", "disputed", "retracted"]


@dataclass(frozen=True)
class Who:
    """A person or employer in an entry; ``role`` is actor, subject, recipient or destination."""

    id: UUID
    slug: str
    name: str
    role: str


@dataclass(frozen=True)
class Entry:
    """One entry. ``date_text`` is the partial date, ``date_words`` its words, ``lo`` and ``hi`` the days it can mean;
    ``set_aside``: told as found, by a decision that no longer stands.
    """

    id: UUID
    case_id: UUID
    proceeding_id: UUID | None
    kind: str
    kind_label: str
    date_text: str
    date_words: str
    date_precision: str
    lo: date | None
    hi: date | None
    not_after: date | None
    date_role: str
    scheduled: bool
    assertion: str
    assertion_label: str
    set_aside: bool
    verification: Verification
    status: str
    title: str
    description: str
    language: str
    people: tuple[Who, ...]
    employers: tuple[Who, ...]
    amount: Decimal | None
    currency: str
    sources: tuple[Source, ...]
    notes: tuple[Note, ...]
    sequence: int
    recorded_at: datetime
    updated_at: datetime


def verification_of(citations: Iterable[Citation]) -> Verification:
    """How well an entry is supported. Corroboration counts independent roots, not addresses.

    Reprints are one with their root; a syndicated copy or an aggregator, whose root is not on record, is none. The
    database keeps the same word beside the record (``facts.support``).
    """
    rows = list(citations)
    if any(row.stance == Stance.RETRACTS for row in rows):
        return "retracted"
    if any(row.stance == Stance.CONTRADICTS for row in rows):
        return "disputed"
    if any(row.source_kind in OFFICIAL for row in rows):
        return "official_record"
    supporting = [row for row in rows if row.stance == Stance.SUPPORTS]
    roots = {
        row.derived_from_id or row.pk for row in supporting if row.derived_from_id or row.source_kind not in COPIES
    }
    if len(roots) > 1:
        return "corroborated"
    return "single_source" if supporting else "unverified"


def timeline_of(case: Case, viewer: Viewer, *, notes: Mapping[UUID | None, list[Note]] | None = None) -> list[Entry]:
    """Entries of ``case`` that ``viewer`` may see, in order. Three queries, and one for ``notes`` that are not given.

    People and employers whom the viewer may not see are left out of an entry that they may.
    """
    stands = Exists(Decision.objects.standing().filter(pk=OuterRef("decision")))
    visible = Event.objects.visible_to(viewer).filter(case=case).annotate(stands=stands)
    events = list(visible.order_by(*TIMELINE_ORDER))
    people: dict[UUID, list[Who]] = defaultdict(list)
    employers: dict[UUID, list[Who]] = defaultdict(list)
    keys = [event.pk for event in events]
    actors = EventActor.objects.filter(event__in=keys).select_related("person", "employer").order_by("role", "pk")
    for actor in actors:
        who = actor.person or actor.employer
        if who is None or not (viewer.sees_unpublished or (who.is_published and who.merged_into_id is None)):
            continue
        into = people if actor.person is not None else employers
        into[actor.event_id].append(Who(who.pk, who.slug, who.display_name, actor.role))
    cited: dict[UUID, list[Citation]] = defaultdict(list)
    links = EventCitation.objects.filter(fact__in=keys).select_related("citation")
    for link in links.order_by("citation__published_lo", "citation__pk"):
        cited[link.fact_id].append(link.citation)
    beside = notes_of(case, viewer) if notes is None else notes
    return [
        _entry(event, people[event.pk], employers[event.pk], cited[event.pk], beside.get(event.pk, []))
        for event in events
    ]


def _entry(event: Any, people: list[Who], employers: list[Who], citations: list[Citation], notes: list[Note]) -> Entry:
    occurred = event.partial("occurred")
    assert event.case_id is not None  # noqa: S101 - only events of a case come here
    return Entry(
        id=event.pk,
        case_id=event.case_id,
        proceeding_id=event.proceeding_id,
        kind=event.kind,
        kind_label=event.get_kind_display(),
        date_text=occurred.text,
        date_words=dates.display(occurred.text),
        date_precision=occurred.precision,
        lo=occurred.lo,
        hi=occurred.hi,
        not_after=occurred.not_after,
        date_role=event.date_role,
        scheduled=event.scheduled,
        assertion=event.assertion,
        assertion_label=event.get_assertion_display(),
        set_aside=event.assertion == Assertion.FOUND and not event.stands,
        verification=verification_of(citations),
        status=event.publication_state,
        title=event.title,
        description=event.description,
        language=event.language,
        people=tuple(people),
        employers=tuple(employers),
        amount=event.amount,
        currency=event.currency,
        sources=tuple(source_of(citation) for citation in citations),
        notes=tuple(notes),
        sequence=event.sequence,
        recorded_at=event.created_at,
        updated_at=event.updated_at,
    )
