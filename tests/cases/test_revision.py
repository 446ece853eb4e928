"""Everything that a reader sees of a case raises its revision; a stale instance never lowers it."""

from __future__ import annotations

from typing import Any

import pytest

from cases.models import Case, EventActor, Participant, Party
from cases.services import add_participant, relate_cases, save_event, save_party
from people.models import Name
from people.services import add_name
from tests.records import a_case, a_citation, a_decision, a_person, a_proceeding, an_employer, an_event

pytestmark = pytest.mark.django_db


def raised_by(case: Case, change: Any) -> bool:
    before = Case.objects.get(pk=case.pk).revision
    change()
    return Case.objects.get(pk=case.pk).revision > before


def test_changes_below_a_case_raise_its_revision() -> None:
    person, employer = a_person(), an_employer()
    case = a_case(mover=person)
    event = an_event(case).record
    proceeding = a_proceeding(case).record
    citation = a_citation()
    party = Party(proceeding=proceeding, person=person, role="defendant")

    assert raised_by(case, lambda: add_participant(participant=Participant(case=case, employer=employer, role="other")))
    assert raised_by(case, lambda: save_event(event=event, actors=[EventActor(person=person, role="subject")]))
    assert raised_by(case, lambda: event.citation_links.create(citation=citation))
    assert raised_by(case, lambda: type(citation).objects.filter(pk=citation.pk).update(summary="Other words."))
    assert raised_by(case, lambda: save_party(party=party))
    assert raised_by(case, lambda: a_decision(proceeding))
    assert raised_by(case, lambda: relate_cases(first=case, second=a_case()))
    assert raised_by(case, lambda: relate_cases(first=a_case(), second=case))
    assert raised_by(case, lambda: add_name(name=Name(person=person, text="A New Spelling")))
    assert raised_by(case, lambda: type(employer).objects.filter(pk=employer.pk).update(display_name="Renamed"))
    assert raised_by(case, lambda: Case.objects.filter(pk=case.pk).update(title="Another title"))
    assert raised_by(case, lambda: party.delete())
    assert raised_by(case, lambda: event.delete())


def test_changes_elsewhere_do_not() -> None:
    case = a_case(mover=a_person())

    assert not raised_by(case, lambda: an_event(a_case(mover=a_person())))
    assert not raised_by(case, lambda: case.save())


def test_a_stale_instance_does_not_lower_it() -> None:
    case = a_case()
    an_event(case)
    after = Case.objects.get(pk=case.pk).revision

    case.summary = "Saved from an old copy."
    case.save()

    assert Case.objects.get(pk=case.pk).revision > after


def test_raising_it_writes_no_history() -> None:
    case = a_case()

    an_event(case)

    assert history_of(case) == ["insert"]


def history_of(case: Case) -> list[str]:
    rows: Any = case
    return list(rows.history.order_by("pgh_id").values_list("pgh_label", flat=True))
