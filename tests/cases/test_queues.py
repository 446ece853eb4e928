"""What an editor has to look at: conflicts between sources, single-source accusations, what is due."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from cases.choices import WITHOUT_ACCUSATION
from cases.models import Case, Conflict, Event, JurisdictionRule, Proceeding, RuleVersion
from cases.services import save_event
from facts.services import link
from people.models import Employment
from tests import records
from tests.cases.test_support import somebody_waits

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 25)


def told(of: Any = None, **given: Any) -> Event:
    record: Event = records.an_event(of, **given).record
    return record


def differing() -> set[Event]:
    return set(Event.objects.in_conflict())


def contradict(record: Any, stance: str = "contradicts") -> None:
    link(fact=record, citations=[records.a_citation(), records.a_citation(stance=stance)])


# --- conflicts -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("stance", ["contradicts", "retracts"])
def test_a_source_that_says_otherwise_is_a_conflict(stance: str) -> None:
    event, case, employment = told(), records.a_case(), records.an_employment().record
    for record in (event, case, employment):
        contradict(record, stance)
    link(fact=told(), citations=[records.a_citation(), records.a_citation()])
    gone = told()
    contradict(gone)
    Event.objects.filter(pk=gone.pk).update(publication_state="withdrawn")

    assert differing() == {event}
    assert list(Case.objects.contradicted()) == [case]
    assert list(Employment.objects.contradicted()) == [employment]


@pytest.mark.parametrize(
    ("one", "two", "conflict"),
    [
        ("2024-07", "2024-08", True),
        ("2024-07-18", "2024-07-19", True),
        ("2024-07", "2024-07-18", False),
        ("2024", "[2024-12..2025-02]", False),
        ("[2024-08..]", "[..2024-07]", True),
        ("[..2024-08]", "2024-07", False),
        ("2024-07", "", False),
    ],
)
def test_two_entries_of_one_step_whose_days_exclude_each_other(one: str, two: str, conflict: bool) -> None:
    case = records.a_case()
    events = {told(case, occurred_text=text) for text in (one, two)}

    assert differing() == (events if conflict else set())


def test_the_day_of_a_report_is_not_that_of_the_step() -> None:
    case = records.a_case()
    told(case, occurred_text="2024-07")
    told(case, occurred_text="2024-09", date_role="reported")

    assert differing() == set()


def test_another_amount_in_the_same_currency_is_a_conflict() -> None:
    case = records.a_case()
    first = told(case, kind="settlement", amount=100, currency="CNY")
    told(case, kind="settlement", amount=14, currency="EUR")
    told(case, kind="settlement", amount=100, currency="CNY")
    told(case, kind="settlement")
    assert differing() == set()

    second = told(case, kind="settlement", amount=200, currency="CNY")

    assert second in differing()
    assert first in differing()


def test_only_what_happens_once_is_one_step() -> None:
    case = records.a_case()
    court, appeal = records.a_proceeding(case).record, records.a_proceeding(case, stage="second_instance").record
    decisions = [records.a_decision(court) for _ in range(2)]
    jobs = [records.an_employment().record for _ in range(2)]
    for day in ("2024-01", "2024-02"):
        told(case, kind="hearing", occurred_text=day)
        told(kind="complaint_filed", occurred_text=day)
        told(case, kind="ruling", occurred_text=day)
        told(case, kind="departure", occurred_text=day, title="Leaves.")
    for day, proceeding, decision, job in zip(("2024-01", "2024-02"), (court, appeal), decisions, jobs, strict=True):
        told(case, kind="complaint_filed", occurred_text=day, proceeding=proceeding)
        told(case, kind="ruling", occurred_text=day, decision=decision)
        told(case, kind="joins", occurred_text=day, employment=job, title="Joins.")
    assert differing() == set()

    again = [
        told(case, kind="complaint_filed", occurred_text="2024-03", proceeding=court),
        told(case, kind="ruling", occurred_text="2024-03", decision=decisions[0]),
        told(case, kind="joins", occurred_text="2024-03", employment=jobs[0], title="Joins."),
    ]

    assert differing() > set(again)
    assert len(differing()) == 6
    Event.objects.filter(pk__in=[event.pk for event in again]).update(publication_state="withdrawn")
    assert differing() == set()


def test_a_conflict_ends_with_what_made_it() -> None:
    case, other = records.a_case(), records.a_case()

    def a_pair() -> tuple[Event, Event]:
        return told(case, occurred_text="2024-01"), told(case, occurred_text="2024-02")

    for end in (
        lambda event: event.delete(),
        lambda event: Event.objects.filter(pk=event.pk).update(case=other),
        lambda event: Event.objects.filter(pk=event.pk).update(kind="hearing"),
        lambda event: save_event(event=changed(event, occurred_text="2024-01")),
    ):
        pair = a_pair()
        assert differing() == set(pair)

        end(pair[1])

        assert differing() == set()
        Event.objects.all().delete()
    assert not Conflict.objects.exists()


def changed(event: Event, **given: Any) -> Event:
    for name, value in given.items():
        setattr(event, name, value)
    return event


@pytest.mark.django_db(transaction=True)
def test_of_two_entries_that_come_at_once_both_are_in_conflict() -> None:
    case = records.a_case()

    def add_second() -> None:
        try:
            told(case, occurred_text="2024-02")
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            told(case, occurred_text="2024-01")
            other = pool.submit(add_second)
            while not somebody_waits():
                assert not other.done()
        other.result()

    assert len(differing()) == 2


def test_a_step_without_its_proceeding_is_that_of_any() -> None:
    case = records.a_case()
    court = records.a_proceeding(case).record
    pair = {
        told(case, occurred_text="2024-01", proceeding=court),
        told(case, occurred_text="2024-02"),
    }

    assert differing() == pair


def test_an_action_that_began_before_two_tribunals() -> None:
    case = records.a_case()
    first, second = (
        records.a_proceeding(case, stage="first_instance", tribunal=records.a_tribunal()).record for _ in range(2)
    )
    records.a_proceeding(case, stage="second_instance", tribunal=records.a_tribunal())
    records.a_proceeding(case, stage="arbitration", forum_type="labour_arbitration", tribunal=records.a_tribunal())
    records.a_proceeding(case, stage="first_instance")
    numbered = records.a_proceeding(neutral_citations=["[2024] SGHC 9", "[2024] SGHC 29"]).record
    assert set(Proceeding.objects.in_conflict()) == {first, second, numbered}

    Proceeding.objects.filter(pk=second.pk).update(predecessor=first, predecessor_kind="transferred")

    assert set(Proceeding.objects.in_conflict()) == {numbered}


# --- single-source accusations -------------------------------------------------------------------------------------


def offered(record: Any, state: str = "in_review") -> Any:
    type(record).objects.filter(pk=record.pk).update(publication_state=state)
    return record


def test_copies_of_one_source_do_not_support_each_other() -> None:
    case = records.a_case(mover=records.a_person())
    root = records.a_citation()
    copies = [records.a_citation(derived_from=root, source_kind="syndication") for _ in range(2)]
    single, double, official = (told(case, title=f"Entry {number}") for number in range(3))
    link(fact=single, citations=[root, *copies])
    link(fact=double, citations=[copies[0], records.a_citation()])
    link(fact=official, citations=[records.a_citation(source_kind="court_document")])
    for event in (single, double, official):
        offered(event)

    assert list(Event.objects.single_source_accusations()) == [single]


def test_only_what_is_offered_and_accuses_a_named_person() -> None:
    about, firms = records.a_case(mover=records.a_person()), records.a_case()
    for record in (about, firms):
        link(fact=record, citations=[records.a_citation()])
    expected = set()
    for case in (about, firms):
        for kind in ("complaint_filed", *WITHOUT_ACCUSATION):
            for state in ("draft", "in_review", "published", "legal_hold", "withdrawn"):
                event = told(case, kind=kind, title="Told.", occurred_text="")
                link(fact=event, citations=[records.a_citation()])
                offered(event, state)
                if event.accuses_a_person() and state in ("in_review", "published"):
                    expected.add(event)
    offered(about)
    offered(firms)

    assert set(Event.objects.single_source_accusations()) == expected
    assert len(expected) == 2
    assert list(Case.objects.single_source_accusations()) == [about]


# --- what is due ---------------------------------------------------------------------------------------------------


def version(code: str, **given: Any) -> RuleVersion:
    rule = JurisdictionRule.objects.get_or_create(jurisdiction=code, defaults={"name": code})[0]
    values = {"selected_by": "agreement_date", "enforceability": "restricted", "duration_rule": "none"}
    return RuleVersion.objects.create(rule=rule, **(values | {"excess_effect": "n/a", "confidence": "seen"} | given))


def test_rules_are_verified_twice_a_year() -> None:
    day = timedelta(days=1)
    due = {
        version("A", verified_on=None),
        version("B", verified_on=TODAY - 181 * day),
        version("C", verified_on=TODAY - 400 * day, effective_to=TODAY),
    }
    version("D", verified_on=TODAY - 180 * day)
    version("E", verified_on=None, effective_to=TODAY - day)
    version("F", verified_on=None, effective_from=TODAY + day)
    version("G", verified_on=None, publication_state="withdrawn")

    assert set(RuleVersion.objects.to_verify(day=TODAY)) == due


@pytest.mark.parametrize(
    ("announced", "soon"),
    [
        ("2027-01-01", True),
        ("2027", True),
        ("2026", True),
        ("2026-11", True),
        ("2027-02~", True),
        ("2027-02-23", True),
        ("2026-11-25", True),
        ("2027-02-24", False),
        ("2027-03", False),
        ("2026-10?", False),
        ("2026-11-24", False),
        ("2028", False),
        (None, False),
    ],
)
def test_a_scheduled_change_that_can_fall_within_90_days(announced: str | None, soon: bool) -> None:
    version("A", scheduled_changes=[{"date": None, "change": "Talk."}, {"date": announced, "change": "A law."}])
    version("B")

    assert RuleVersion.objects.changing_soon(day=TODAY).count() == soon


def test_versions_that_begin_or_end_within_90_days() -> None:
    day = timedelta(days=1)
    soon = {
        version("A", effective_to=TODAY + 35 * day),
        version("A", effective_from=TODAY + 36 * day),
        version("B", effective_to=TODAY),
    }
    version("C", effective_to=TODAY + 90 * day)
    version("C", effective_from=TODAY + 91 * day)
    version("D", effective_from=TODAY)
    version("E", effective_to=TODAY - day, scheduled_changes=[{"date": "2027", "change": "Long gone."}])

    assert set(RuleVersion.objects.changing_soon(day=TODAY)) == soon


def test_a_closed_case_is_looked_at_every_two_years() -> None:
    now = timezone.now()
    old, new = now - timedelta(days=731), now - timedelta(days=729)
    due = set()
    for status in ("alleged", "active", "resolved", "dormant"):
        for published, reviewed in ((old, None), (new, None), (old, old), (old, new)):
            case = records.shown(records.a_case(status=status))
            Case.objects.filter(pk=case.pk).update(published_at=published, reviewed_on=reviewed)
            if status in ("resolved", "dormant") and (reviewed or published) == old:
                due.add(case)
    withdrawn, restricted, *left = due
    Case.objects.filter(pk=withdrawn.pk).update(publication_state="withdrawn")
    Case.objects.filter(pk=restricted.pk).update(publication_state="restricted")

    assert set(Case.objects.review_due(now=now)) == set(left)
    assert len(due) == 4


def test_undated_entries() -> None:
    undated = told(occurred_text="")
    told(occurred_text="2024")
    Event.objects.filter(pk=told(occurred_text="").pk).update(publication_state="withdrawn")

    assert list(Event.objects.undated()) == [undated]
