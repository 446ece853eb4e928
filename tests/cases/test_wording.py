"""Which verbs a text may use: “found” needs a decision that stands."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cases.models import Decision, Event
from cases.services import save_event
from cases.timeline import timeline_of
from cases.wording import wording_level
from facts.services import publish
from facts.visibility import PUBLIC
from tests.records import a_case, a_citation, a_decision, a_proceeding, an_event, shown
from tests.users import a_senior

pytestmark = pytest.mark.django_db


@pytest.fixture
def decision() -> Decision:
    return a_decision(a_proceeding(shown(a_case())).record)


def finding(decision: Decision, **given: Any) -> Event:
    values = {"kind": "ruling", "assertion": "found", "decision": decision, "title": "A breach was found."}
    return an_event(decision.proceeding.case, **values | given).record


def an_appeal(decision: Decision, disposition: str) -> Decision:
    below = decision.proceeding
    above = a_proceeding(below.case, predecessor=below, predecessor_kind="appeal_from", stage="second_instance").record
    return a_decision(above, disposition=disposition)


def overturn(decision: Decision) -> None:
    decision.overturned_by = a_decision(decision.proceeding)
    decision.save()


def test_a_finding_that_stands(decision: Decision) -> None:
    case = decision.proceeding.case
    shown(finding(decision))

    assert wording_level(case) == "found"
    assert [entry.set_aside for entry in timeline_of(case, PUBLIC)] == [False]


@pytest.mark.parametrize("disposition", ["reversed", "remanded"])
def test_a_finding_that_was_appealed_away(decision: Decision, disposition: str) -> None:
    case = decision.proceeding.case
    shown(finding(decision))

    an_appeal(decision, disposition)

    assert wording_level(case) == "overturned"
    assert [entry.set_aside for entry in timeline_of(case, PUBLIC)] == [True]


def test_a_finding_whose_decision_was_overturned_by_name(decision: Decision) -> None:
    shown(finding(decision))

    overturn(decision)

    assert not decision.stands()
    assert wording_level(decision.proceeding.case) == "overturned"


def test_an_appeal_that_affirms_or_that_fell_itself_changes_nothing(decision: Decision) -> None:
    shown(finding(decision))

    an_appeal(decision, "affirmed")
    overturn(an_appeal(decision, "reversed"))

    assert wording_level(decision.proceeding.case) == "found"


@pytest.mark.parametrize("fall", [overturn, lambda decision: an_appeal(decision, "reversed")])
def test_what_was_set_aside_can_neither_be_written_nor_published_as_found(decision: Decision, fall: Any) -> None:
    draft = finding(decision)
    draft.citation_links.create(citation=a_citation())
    fall(decision)

    with pytest.raises(ValidationError, match="needs a decision that stands"):
        save_event(event=draft)
    with pytest.raises(ValidationError, match="needs a decision that stands"):
        publish(record=draft, editor=a_senior("one"))
    with pytest.raises(IntegrityError, match="what was set aside is not found"), transaction.atomic():
        Event.objects.filter(pk=draft.pk).update(publication_state="published")
    draft.assertion = "officially_recorded"
    assert save_event(event=draft).record.assertion == "officially_recorded"


def test_a_decision_is_overturned_within_its_case(decision: Decision) -> None:
    from_elsewhere = a_decision()

    with pytest.raises(ValidationError, match="another case"):
        a_decision(decision.proceeding, overturned_by=from_elsewhere)
