"""A published accusation that comes to say something else is out of sight until a second editor publishes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.urls import reverse

from cases.models import Case, Event, EventActor, Participant, Party
from cases.services import add_participant, save_case, save_event, save_party
from facts.services import link, merge, publish, submit, unmerge
from tests.admin import desk
from tests.admin.forms import page, send
from tests.records import a_case, a_citation, a_person, a_proceeding, an_employment, an_event, shown
from tests.users import a_senior

pytestmark = pytest.mark.django_db


@pytest.fixture
def one() -> User:
    return a_senior("one")


@pytest.fixture
def two() -> User:
    return a_senior("two")


@pytest.fixture
def case() -> Any:
    return shown(a_case(mover=shown(a_person())))


@pytest.fixture
def filed(case: Case) -> Any:
    return shown(an_event(case, occurred_text="2024-05").record)


def state(record: Any) -> tuple[str, str | None]:
    record.refresh_from_db()
    return record.publication_state, record.drafted_by and record.drafted_by.username


def update(record: Any, **columns: Any) -> None:
    sets = ", ".join(f"{column} = %s" for column in columns)
    with connection.cursor() as cursor:
        table = record._meta.db_table
        cursor.execute(f"UPDATE {table} SET {sets} WHERE id = %s", [*columns.values(), record.pk])  # noqa: S608 - ours


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "Another title."),
        ("description", "More words."),
        ("assertion", "officially_recorded"),
        ("kind", "investigation"),
        ("kind", "departure"),
        ("occurred_text", "2024-06"),
        ("amount", "5.00"),
    ],
)
def test_an_entry_that_says_something_else_goes_to_review(filed: Event, one: User, field: str, value: Any) -> None:
    setattr(filed, field, value)
    if field == "amount":
        filed.currency = "CNY"

    saved = save_event(event=filed, editor=one)

    assert [notice.code for notice in saved.warnings if notice.code == "second_editor"] == ["second_editor"]
    assert state(filed) == ("in_review", "one")
    assert str(getattr(filed, field)) == str(value)


def test_the_editor_who_changed_it_cannot_publish_it_and_another_can(filed: Event, one: User, two: User) -> None:
    filed.title = "Another title."
    save_event(event=filed, editor=one)

    with pytest.raises(ValidationError, match="other than its author"):
        publish(record=filed, editor=one)

    assert publish(record=filed, editor=two).is_published


def test_what_says_the_same_stays_published(case: Case, filed: Event, one: User) -> None:
    case.reviewed_on = "2026-01-01"
    filed.sequence = 2

    save_case(case=case, editor=one)
    save_event(event=filed, editor=one)
    link(fact=filed, citations=[a_citation()])

    assert (state(case)[0], state(filed)[0]) == ("published", "published")


def test_a_plain_move_is_changed_at_once(case: Case, one: User) -> None:
    left = shown(an_event(case, kind="departure", title="Left.").record)
    left.title = "Left the firm."

    save_event(event=left, editor=one)

    assert state(left)[0] == "published"


@pytest.mark.parametrize(
    "change",
    [
        lambda case, event: update(case, title="Firm v. Somebody"),
        lambda case, event: Case.objects.filter(pk=case.pk).update(summary="They did it."),
        lambda case, event: case.participants.create(person=a_person(), role="other"),
        lambda case, event: case.participants.update(description="who took the files"),
        lambda case, event: case.participants.all().delete(),
        lambda case, event: add_participant(participant=Participant(case=case, person=a_person(), role="mover")),
    ],
)
def test_no_other_way_leaves_a_changed_case_published(
    case: Case, filed: Event, one: User, change: Callable[[Case, Event], Any]
) -> None:
    change(case, filed)

    assert state(case) == ("draft", None)
    if case.accuses_a_person():
        with pytest.raises(ValidationError, match="no recorded author"):
            publish(record=case, editor=one)


@pytest.mark.parametrize(
    "change",
    [
        lambda event: update(event, title="Something else was reported."),
        lambda event: Event.objects.filter(pk=event.pk).update(kind="charges_filed"),
        lambda event: EventActor.objects.create(event=event, person=a_person(), role="subject"),
    ],
)
def test_no_other_way_leaves_a_changed_entry_published(filed: Event, change: Callable[[Event], Any]) -> None:
    change(filed)

    assert state(filed) == ("draft", None)


def test_new_actors_and_participants_go_to_review_with_their_editor(case: Case, filed: Event, one: User) -> None:
    save_event(event=filed, actors=[EventActor(person=a_person(), role="subject")], editor=one)
    save_case(case=case, participants=[Participant(person=a_person(), role="other")], editor=one)

    assert (state(filed), state(case)) == (("in_review", "one"), ("in_review", "one"))


def test_a_case_that_comes_to_name_a_mover_goes_to_review(one: User) -> None:
    case = shown(a_case())

    save_case(case=case, participants=[Participant(person=a_person(), role="mover")], editor=one)

    assert state(case) == ("in_review", "one")


def test_an_instance_read_before_does_not_publish_again(case: Case, one: User) -> None:
    stale = Case.objects.get(pk=case.pk)
    case.title = "Another title"
    save_case(case=case, editor=one)

    stale.save()

    assert state(case) == ("in_review", "one")


def test_by_the_form_and_its_rows(client: Client, case: Case, filed: Event) -> None:
    chief = desk.chief()
    client.force_login(chief)
    person = a_person()

    send(client, page(filed), title="Another title.")
    send(
        client,
        page(case),
        **{
            "participants-TOTAL_FORMS": "2",
            "participants-1-role": "other",
            "participants-1-person": str(person.pk),
            "participants-1-case": str(case.pk),
        },
    )

    assert state(filed) == ("in_review", "chief")
    assert state(case) == ("in_review", "chief")


def test_by_a_row_that_stood(client: Client, case: Case) -> None:
    client.force_login(desk.chief())

    send(client, page(case), **{"participants-0-description": "who left"})

    assert case.participants.get().description == "who left"
    assert state(case) == ("in_review", "chief")


def test_by_restoring_an_older_version(client: Client, case: Any, one: User, two: User) -> None:
    client.force_login(desk.chief())
    case.title = "Another title"
    save_case(case=case, editor=one)
    publish(record=case, editor=two)
    first = case.history.order_by("pgh_id").values_list("pgh_id", flat=True).first()

    send(client, reverse("admin:cases_case_restore", args=[case.pk, first]))

    assert state(case) == ("in_review", "chief")
    assert case.title != "Another title"


def test_a_merge_moves_what_was_said_and_an_edit_after_it_is_looked_at(case: Any, filed: Event, one: User) -> None:
    person = case.participants.get().person
    survivor = shown(a_person())

    done = merge(survivor=survivor, absorbed=person, by=one, reason="Same person, seen in the court file.")

    assert case.participants.get().person == survivor
    assert (state(case)[0], state(filed)[0]) == ("published", "published")
    unmerge(merge=done.merge, by=one, reason="They are two.")
    assert state(case)[0] == "published"
    update(case, title="Firm v. Somebody")
    assert state(case)[0] == "draft"


def test_a_draft_taken_back_is_submitted_and_published_by_another(case: Case, one: User, two: User) -> None:
    update(case, summary="They did it.")

    submit(record=case, editor=one)

    assert publish(record=case, editor=two).is_published


def drafted(one: User, **given: Any) -> Case:
    """A draft of another editor's, cited, that names somebody beside the dispute."""
    bystander = [Participant(person=a_person(), role="other")]
    case = Case(title="Firm v. Somebody", **given)
    return save_case(case=case, participants=bystander, citations=[a_citation()], editor=one).record


def test_whoever_names_somebody_in_a_draft_is_its_author(client: Client, one: User, two: User) -> None:
    case = drafted(one)
    client.force_login(two)

    send(client, page(case), **{"participants-0-role": "mover"})

    assert state(case) == ("draft", "two")
    with pytest.raises(ValidationError, match="other than its author"):
        publish(record=case, editor=two)


def test_whoever_removes_a_row_of_a_draft_is_its_author(client: Client, one: User) -> None:
    case, chief = drafted(one), desk.chief()
    client.force_login(chief)

    send(client, page(case), **{"participants-0-DELETE": "on"})

    assert state(case) == ("draft", "chief")


@pytest.mark.parametrize(
    "change",
    [
        lambda case, two: add_participant(
            participant=Participant(case=case, person=a_person(), role="mover"), editor=two
        ),
        lambda case, two: save_case(case=case, participants=[Participant(person=a_person(), role="mover")], editor=two),
        lambda case, two: save_party(
            party=Party(proceeding=a_proceeding(case).record, person=a_person(), role="defendant"), editor=two
        ),
    ],
)
def test_whoever_adds_a_name_to_a_draft_is_its_author(
    one: User, two: User, change: Callable[[Case, User], Any]
) -> None:
    case = drafted(one)

    change(case, two)

    assert state(case) == ("draft", "two")


def test_whoever_adds_an_actor_to_a_draft_is_its_author(one: User, two: User) -> None:
    case = drafted(one)
    event = save_event(event=an_event(case).record, citations=[a_citation()], editor=one).record

    save_event(event=event, actors=[EventActor(person=a_person(), role="subject")], editor=two)

    assert state(event) == ("draft", "two")


def test_a_row_that_is_saved_as_it_was_has_no_new_author(one: User, two: User) -> None:
    case = drafted(one)

    add_participant(participant=case.participants.get(), editor=two)

    assert state(case) == ("draft", "one")


def test_somebody_named_in_any_role_takes_two(one: User) -> None:
    case = drafted(one)

    with pytest.raises(ValidationError, match="other than its author"):
        publish(record=case, editor=one)


def test_somebody_named_in_an_entry_alone_takes_two(one: User) -> None:
    firms = shown(a_case())
    accused = [EventActor(person=a_person(), role="subject")]
    charge = Event(case=firms, kind="charges_filed", assertion="reported", title="Charges are reported.")
    event = save_event(event=charge, actors=accused, citations=[a_citation()], editor=one).record

    with pytest.raises(ValidationError, match="other than its author"):
        publish(record=event, editor=one)


def test_a_dispute_beside_a_working_life_takes_two(one: User) -> None:
    job = shown(an_employment().record)
    told = Event(employment=job, kind="complaint_filed", assertion="reported", title="A complaint is reported.")
    event = save_event(event=told, citations=[a_citation()], editor=one).record

    with pytest.raises(ValidationError, match="other than its author"):
        publish(record=event, editor=one)


def test_a_party_whom_the_published_case_does_not_name_goes_to_review(case: Case, one: User) -> None:
    proceeding = a_proceeding(case).record

    save_party(party=Party(proceeding=proceeding, person=case.participants.get().person, role="defendant"), editor=one)
    before = state(case)
    saved = save_party(party=Party(proceeding=proceeding, person=a_person(), role="defendant"), editor=one)

    assert before[0] == "published"
    assert state(case) == ("in_review", "one")
    assert [notice.code for notice in saved.warnings] == ["second_editor"]


def test_a_party_put_in_by_another_way_takes_the_case_back(case: Case) -> None:
    proceeding = a_proceeding(case).record

    Party.objects.create(proceeding=proceeding, person=a_person(), role="defendant", side="respondent")

    assert state(case) == ("draft", None)
