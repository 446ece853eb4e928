"""What the database says of a record's sources is what the timeline says, whatever way they come and go."""

from __future__ import annotations

import itertools
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, transaction

from cases.models import Event
from cases.timeline import timeline_of, verification_of
from facts.choices import SourceKind, Stance, Verification
from facts.models import Citation
from facts.services import link, publish
from facts.visibility import Viewer
from tests import records

pytestmark = pytest.mark.django_db


def kept(record: Any) -> str:
    return str(type(record).objects.values_list("verification", flat=True).get(pk=record.pk))


def citing(record: Any) -> list[Citation]:
    return [each.citation for each in record.citation_links.select_related("citation")]


@pytest.mark.parametrize("count", [1, 2])
def test_the_database_agrees_with_the_timeline(count: int) -> None:
    root = records.a_citation()
    kinds = (SourceKind.PRESS, SourceKind.COURT_DOCUMENT, SourceKind.AGGREGATOR)
    variants = list(itertools.product(kinds, Stance.values, (None, root)))
    case, seen = records.a_case(), set()

    for combination in itertools.combinations_with_replacement(variants, count):
        event = Event.objects.create(case=case, kind="other", assertion="reported", title="Synthetic.")
        cited = [
            records.a_citation(source_kind=kind, stance=stance, derived_from=of) for kind, stance, of in combination
        ]
        link(fact=event, citations=cited)
        assert kept(event) == verification_of(cited), combination
        seen.add(kept(event))

    assert seen == {*Verification.values} - {"unverified"} - ({"corroborated"} if count == 1 else set())


@pytest.mark.parametrize(
    "make", [records.a_case, lambda: records.an_event().record, lambda: records.an_employment().record]
)
def test_it_follows_links_and_citations(make: Any) -> None:
    record = make()
    told = [kept(record)]
    first, second = records.a_citation(), records.a_citation()
    for cited in (first, second):
        link(fact=record, citations=[cited])
        told.append(kept(record))
    for change in ({"derived_from": first}, {"derived_from": None}, {"stance": "contradicts"}):
        Citation.objects.filter(pk=second.pk).update(**change)
        told.append(kept(record))
    record.citation_links.get(citation=second).delete()
    told.append(kept(record))
    record.citation_links.all().delete()
    told.append(kept(record))

    assert told == [
        "unverified",
        "single_source",
        "corroborated",
        "single_source",
        "corroborated",
        "disputed",
        "single_source",
        "unverified",
    ]


def test_nobody_writes_it() -> None:
    event = records.an_event().record
    link(fact=event, citations=[records.a_citation(), records.a_citation()])
    event.verification = "official_record"

    event.save()
    Event.objects.filter(pk=event.pk).update(verification="retracted")

    assert kept(event) == "corroborated"


def test_a_published_accusation_stays_published_when_its_sources_change() -> None:
    case = records.a_case(mover=records.a_person())
    event = records.an_event(case).record
    for record in (case, event):
        link(fact=record, citations=[records.a_citation()])
        publish(record=record, editor=None, reviewed="seed")

        link(fact=record, citations=[records.a_citation()])

        again = type(record).objects.get(pk=record.pk)
        assert (again.publication_state, again.verification) == ("published", "corroborated")


def test_the_timeline_and_the_history_are_spared() -> None:
    event = records.an_event().record
    history: Any = Event.pgh_event_model  # type: ignore[attr-defined]
    rows = history.objects.count()

    link(fact=event, citations=[records.a_citation()])

    assert history.objects.count() == rows, "what is derived is no change of an editor"
    (entry,) = timeline_of(event.case, Viewer(sees_unpublished=True))
    assert entry.verification == kept(event) == "single_source"


@pytest.mark.django_db(transaction=True)
def test_of_two_sources_that_come_at_once_none_is_forgotten() -> None:
    event = records.an_event().record
    first, second = records.a_citation(), records.a_citation()

    def add_second() -> None:
        try:
            link(fact=event, citations=[second])
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            link(fact=event, citations=[first])
            other = pool.submit(add_second)
            while not somebody_waits():
                assert not other.done()
        other.result()

    assert kept(event) == "corroborated"


def somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM pg_locks WHERE NOT granted)")
        return bool(cursor.fetchone()[0])
