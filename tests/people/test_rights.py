"""Requests of people concerned: until when they are answered, what closes them, and what is kept of who asked."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from people.models import RightsRequest
from people.models.rights import due_date
from people.services import (
    answer_request,
    forget_requester,
    refuse_request,
    save_request,
    start_request,
    withdraw_request,
)
from tests.records import a_person, an_employer

TODAY = date(2026, 3, 10)


def a_request(**given: Any) -> RightsRequest:
    values = {"kind": "access", "received_on": timezone.localdate(), "channel": "email", "requester": "A. Requester"}
    return save_request(request=RightsRequest(**(values | given))).record


@pytest.fixture
def editor(db: None) -> User:
    return User.objects.create_user("editor")


# --- due dates ---


@pytest.mark.parametrize(
    ("received", "months", "due"),
    [
        ("2026-03-10", 0, "2026-04-10"),
        ("2026-01-31", 0, "2026-02-28"),
        ("2028-01-31", 0, "2028-02-29"),
        ("2024-02-29", 0, "2024-03-29"),
        ("2026-12-31", 0, "2027-01-31"),
        ("2026-01-31", 2, "2026-04-30"),
        ("2026-11-30", 2, "2027-02-28"),
        ("2026-03-10", 1, "2026-05-10"),
    ],
)
def test_the_answer_is_due_a_month_later_or_three(received: str, months: int, due: str) -> None:
    assert due_date(date.fromisoformat(received), months) == date.fromisoformat(due)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 2))
def test_a_month_ends_on_the_same_day_or_on_the_last(received: date, months: int) -> None:
    due = due_date(received, months)

    assert (due.year * 12 + due.month) - (received.year * 12 + received.month) == 1 + months
    assert due.day == min(received.day, calendar.monthrange(due.year, due.month)[1])


@pytest.mark.django_db
def test_open_due_and_overdue() -> None:
    def received(day: date, **given: Any) -> RightsRequest:
        return a_request(received_on=day, **given)

    late, today, week, later = (
        received(date.fromisoformat(day)) for day in ("2026-02-09", "2026-02-10", "2026-02-17", "2026-02-18")
    )
    closed = received(date(2026, 2, 9), outcome="Sent.")
    withdraw_request(request=closed, editor=User.objects.create_user("editor"))
    rows = RightsRequest.objects

    assert set(rows.open()) == {late, today, week, later}
    assert list(rows.overdue(on=TODAY)) == [late]
    assert list(rows.due_within(7, on=TODAY)) == [today, week]
    assert list(rows.due_within(0, on=TODAY)) == [today]
    assert set(rows.due_within(8, on=TODAY)) == {today, week, later}


@pytest.mark.django_db
def test_an_extension_is_told_in_the_first_month_with_its_reason() -> None:
    told = timezone.localdate() - timedelta(days=40)
    asked = a_request(received_on=told - timedelta(days=10))

    asked.extension_months, asked.extension_reason, asked.extension_told_on = 2, "Forty records.", told
    saved = save_request(request=asked)

    assert saved.record.due_on == due_date(asked.received_on, 2)
    assert saved.warnings == ()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"extension_months": 3}, "extension_months"),
        ({"extension_reason": " "}, "extension_reason"),
        ({"extension_told_on": None}, "extension_told_on"),
        ({"extension_told_on": date(2026, 2, 11)}, "extension_told_on"),
        ({"extension_told_on": date(2026, 1, 9)}, "extension_told_on"),
        ({"received_on": date(2200, 1, 1)}, "received_on"),
        ({"identity_checked_on": date(2026, 1, 20)}, "identity_how"),
        ({"channel": "rumour"}, "channel"),
    ],
)
def test_what_is_refused_names_its_field(given: dict[str, Any], field: str) -> None:
    extended = {"extension_months": 2, "extension_reason": "Many.", "extension_told_on": date(2026, 2, 10)}

    with pytest.raises(ValidationError) as refused:
        a_request(**({"received_on": date(2026, 1, 10)} | extended | given))

    assert field in refused.value.message_dict


@pytest.mark.django_db
def test_an_overdue_request_is_pointed_out() -> None:
    saved = save_request(request=RightsRequest(kind="access", received_on=date(2026, 1, 1), channel="letter"))

    assert [notice.code for notice in saved.warnings] == ["overdue"]


@pytest.mark.django_db
def test_a_request_concerns_one() -> None:
    with pytest.raises(ValidationError, match="one person or one employer"):
        a_request(person=a_person(), employer=an_employer())
    with pytest.raises(ValidationError, match="Only a person"):
        a_request(kind="erasure", employer=an_employer())


# --- closing ---


@pytest.mark.django_db
def test_a_request_goes_its_way(editor: User) -> None:
    asked = start_request(request=a_request(), editor=editor)
    assert (asked.state, asked.handled_by) == ("in_progress", editor)
    with pytest.raises(ValidationError) as refused:
        answer_request(request=asked, editor=editor)
    assert set(refused.value.message_dict) == {"outcome"}
    asked.outcome = "A file was sent."
    save_request(request=asked, editor=editor)

    done = answer_request(request=asked, editor=editor)

    assert (done.state, done.closed_on) == ("answered", timezone.localdate())
    with pytest.raises(ValidationError, match="closed since"):
        start_request(request=done, editor=editor)


@pytest.mark.django_db
def test_a_refusal_has_its_ground(editor: User) -> None:
    asked = a_request(outcome="Refused; you may complain to the authority.")
    with pytest.raises(ValidationError) as refused:
        refuse_request(request=asked, editor=editor)
    assert set(refused.value.message_dict) == {"refusal_ground"}
    asked.refusal_ground = "expression"
    save_request(request=asked)

    assert refuse_request(request=asked, editor=editor).state == "refused"


@pytest.mark.django_db
def test_an_answer_stands_and_the_requester_is_forgotten(editor: User) -> None:
    asked = a_request(outcome="Sent.", notes="By letter.")
    with pytest.raises(ValidationError):
        forget_requester(request=asked)
    answer_request(request=asked, editor=editor)

    for change in ({"outcome": "Something else."}, {"received_on": TODAY}, {"requester": "Another"}):
        with pytest.raises(IntegrityError, match="stays as it is"), transaction.atomic():
            RightsRequest.objects.filter(pk=asked.pk).update(**change)
    with pytest.raises(IntegrityError, match="stays as it is"), transaction.atomic():
        RightsRequest.objects.filter(pk=asked.pk).delete()
    assert forget_requester(request=asked).requester == ""


@pytest.mark.django_db
def test_no_history_holds_who_asked() -> None:
    asked: Any = a_request()
    asked.requester = "Somebody Else"
    save_request(request=asked)

    assert "requester" not in {field.name for field in type(asked).pgh_event_model._meta.get_fields()}
    assert asked.history.count() == 1
