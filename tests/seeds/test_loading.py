"""Loading the repository's own seeds into a real database."""

from __future__ import annotations

import json
from io import StringIO
from typing import Any

import pghistory
import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.db.models import QuerySet

from cases.choices import Confidence, ForumType
from cases.models import Case, CaseRelation, Event, Participant, Proceeding, RuleVersion
from facts.choices import PublicationState
from facts.history import HistoryRow
from facts.models import Citation, Publishable
from facts.services import withdraw
from facts.visibility import PUBLIC
from people.models import Employer, Employment, Name, Person
from tests.users import a_senior
from tracker.seeding.loader import load
from tracker.seeding.places import SEEDS
from tracker.seeding.report import Report

pytestmark = pytest.mark.usefixtures("seeded")

PUBLISHABLE = [model for model in apps.get_models() if issubclass(model, Publishable)]


def history_rows() -> int:
    """Rows of every history table."""
    kept = [model for model in apps.get_models() if issubclass(model, HistoryRow)]
    return sum(model._default_manager.count() for model in kept)


def test_second_run_changes_nothing() -> None:
    before, revisions = history_rows(), dict(Case.objects.values_list("slug", "revision"))

    second = load()

    assert before > 1000
    assert second.changed == 0
    assert all(counter["kept"] == 0 for counter in second.counts.values())
    assert history_rows() == before
    assert dict(Case.objects.values_list("slug", "revision")) == revisions


def test_what_the_database_checks_at_commit_holds() -> None:
    """Foreign keys and the triggers that ask for citations are deferred; here they are asked at once."""
    connection.check_constraints()


def test_every_kind_of_record_is_there(seeded: Report) -> None:
    made = {kind: counter["created"] for kind, counter in seeded.counts.items()}

    assert made["cases"] == len(list((SEEDS / "cases").glob("*.json"))) == Case.objects.count()
    assert made["cases"] >= 47
    assert RuleVersion.objects.count() == 43
    assert RuleVersion.objects.filter(rule__jurisdiction="US-MN").count() == 2
    for kind in ("employers", "people", "names", "agreements", "covenants", "proceedings", "parties", "claims"):
        assert made[kind] > 0, kind
    for kind in ("decisions", "reliefs", "events", "employments", "tribunals", "employer relations"):
        assert made[kind] > 0, kind


@pytest.mark.parametrize(
    ("query", "slug"),
    [
        ("Zhou Chang", "zhou-chang"),
        ("chang zhou", "zhou-chang"),
        ("周畅", "zhou-chang"),
        ("周暢", "zhou-chang"),
        ("Yan Zhijie", "yan-zhijie"),
        ("鄢志杰", "yan-zhijie"),
        ("羅唯仁", "lo-wei-jen"),
        ("罗唯仁", "lo-wei-jen"),
        ("梁孟松", "liang-mong-song"),
        ("王劲", "wang-jin"),
    ],
)
def test_people_are_found_in_both_scripts(query: str, slug: str) -> None:
    assert Person.objects.visible_to(PUBLIC).named(query).get().slug == slug


@pytest.mark.parametrize(
    ("query", "slug"),
    [
        ("Alibaba Group Holding", "alibaba"),
        ("阿里巴巴", "alibaba"),
        ("Tencent Holdings", "tencent"),
        ("字節跳動", "bytedance"),
        ("Meta Platforms", "meta"),
        ("Thinking Machines Lab", "thinking-machines-lab"),
        ("达摩院", "damo-academy"),
        ("台积电", "tsmc"),
        ("WeRide", "weride"),
    ],
)
def test_employers_are_found_in_both_scripts(query: str, slug: str) -> None:
    assert slug in {employer.slug for employer in Employer.objects.named(query)}


def test_seed_case_is_a_reported_labour_arbitration() -> None:
    case = Case.objects.visible_to(PUBLIC).get(slug="alibaba-v-zhou-chang")

    proceeding = case.proceedings.get()
    step = case.events.get(kind="arbitration_applied")

    assert proceeding.forum_type == ForumType.LABOUR_ARBITRATION
    assert step.assertion == "reported"
    assert step.occurred_hi is not None
    assert step.occurred_hi.isoformat() == "2024-11-13"
    assert not case.proceedings.filter(decisions__isnull=False).exists()
    assert case.participants.get(role="new_employer").employer.slug == "bytedance"


def test_a_mover_without_a_dispute_has_three_employments_and_no_case() -> None:
    person = Person.objects.get(slug="yan-zhijie")

    employments = Employment.objects.visible_to(PUBLIC).filter(person=person)

    assert {row.employer.slug for row in employments} == {"alibaba", "tencent", "jd-com"}
    assert not Case.objects.involving(person=person).exists()
    assert not person.agreements.exists()


def published(model: Any) -> QuerySet[Any]:
    return model.objects.filter(publication_state=PublicationState.PUBLISHED)


def test_nothing_unverified_is_published() -> None:
    assert not published(RuleVersion).filter(confidence=Confidence.UNVERIFIED).exists()
    assert published(RuleVersion).count() == 40


@pytest.mark.parametrize("model", PUBLISHABLE)
def test_what_is_published_has_a_source(model: Any) -> None:
    records = list(published(model))

    assert records
    assert all(record.has_source() for record in records)


def test_criminal_matters_stay_out_of_sight() -> None:
    criminal = Proceeding.objects.filter(forum_type=ForumType.CRIMINAL_COURT)

    assert criminal.count() >= 8
    assert not published(Case).filter(proceedings__in=criminal).exists()
    assert not published(Event).filter(case__proceedings__in=criminal).exists()
    accused = Person.objects.filter(party_rows__role="accused")
    assert accused.exists()
    assert not accused.filter(publication_state=PublicationState.PUBLISHED).exists()


def test_a_hidden_person_is_named_nowhere_in_what_is_published() -> None:
    """In titles, summaries and the words of events; an employer may be named like a person."""
    hidden = Name.objects.filter(person__publication_state=PublicationState.DRAFT, weak=False)
    shown = " ".join(
        [
            *published(Case).values_list("title", flat=True),
            *published(Case).values_list("summary", flat=True),
            *published(Event).values_list("title", flat=True),
            *published(Event).values_list("description", flat=True),
            *Citation.objects.values_list("summary", flat=True),
            *Participant.objects.values_list("description", flat=True),
        ]
    )

    assert hidden.count() > 20
    assert [name.text for name in hidden if name.text in shown] == []


def test_published_people_have_a_role_and_a_reason() -> None:
    for person in published(Person):
        assert person.public_role != "none", person.slug
        assert person.notability_reason, person.slug


def test_found_rests_on_a_decision_and_no_event_lies_ahead() -> None:
    assert not Event.objects.filter(assertion="found", decision=None).exists()
    assert not Event.objects.filter(scheduled=True).exists()


def test_siblings_are_related_once() -> None:
    assert CaseRelation.objects.count() >= 12
    assert CaseRelation.objects.filter(
        first__slug__in=("rippling-v-deel", "rippling-v-obrien"),
        second__slug__in=("rippling-v-deel", "rippling-v-obrien"),
    ).exists()


def test_an_editors_change_outlives_the_next_run() -> None:
    case = Case.objects.get(slug="alibaba-v-zhou-chang")
    case.summary = "Words of an editor."
    with pghistory.context(user="an editor"):
        case.save(update_fields=["summary"])

    report = load()

    case.refresh_from_db()
    assert case.summary == "Words of an editor."
    assert report.counts["cases"]["kept"] == 1


def test_a_change_in_the_seeds_reaches_what_nobody_touched() -> None:
    with pghistory.context(seeded_from="an earlier state of the seeds"):
        Employer.objects.filter(slug="apple").update(jurisdiction="US-CA")

    report = load()

    assert Employer.objects.get(slug="apple").jurisdiction == "US"
    assert report.counts["employers"]["updated"] == 1


def test_what_an_editor_withdrew_stays_withdrawn() -> None:
    editor = a_senior("senior")
    case = Case.objects.get(slug="ryanair-v-bellew")
    withdraw(record=case, editor=editor, reason="At the request of a party.")

    report = load()

    case.refresh_from_db()
    assert case.publication_state == PublicationState.WITHDRAWN
    assert any(row.key == "ryanair-v-bellew" for row in report.unpublished)


def test_a_merged_record_stands_for_its_survivor() -> None:
    survivor, merged = Employer.objects.get(slug="howden"), Employer.objects.get(slug="howden-us")
    Participant.objects.filter(employer=merged).delete()
    merged.merged_into = survivor
    merged.save(update_fields=["merged_into"])

    report = load()

    merged.refresh_from_db()
    assert merged.merged_into == survivor
    assert report.counts["employers"]["kept"] == 1


def test_command_reports_in_json() -> None:
    out = StringIO()

    call_command("seed", "--json", stdout=out)

    report = json.loads(out.getvalue())
    assert report["kinds"]["cases"]["unchanged"] == Case.objects.count()
    assert {row["kind"] for row in report["unpublished"]} >= {"cases", "people", "employers", "rule versions"}


def test_rules_of_the_room_hold_for_what_was_loaded_in_bulk() -> None:
    """Bulk leaves constraints to the database; asked one by one they hold as well."""
    for model in (Person, Case, Proceeding):
        for record in model._default_manager.all():
            try:
                record.full_clean()
            except ValidationError as error:
                pytest.fail(f"{record}: {error}")
