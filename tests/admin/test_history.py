"""The history of a record: who, when, what, before and after; also of what no form wrote."""

from __future__ import annotations

from typing import Any

from django.test import Client

from cases.models import Case, Participant
from people.models import Name, Person
from tests.admin import desk
from tests.admin.cost import cost
from tests.admin.forms import page, press, send


def steps(client: Client, record: Any) -> list[Any]:
    answer = client.get(page(record, "history"))
    assert answer.status_code == 200
    return list(answer.context["steps"])


def test_a_change_is_shown_with_its_editor_before_and_after(at_desk: Client) -> None:
    ada = desk.person()

    send(at_desk, page(ada), disambiguator="speech researcher")

    newest = steps(at_desk, ada)[0]
    assert (newest.what, newest.who, newest.place) == ("Changed", "chief", page(ada))
    assert newest.request_id
    assert [(change.field, change.before, change.after) for change in newest.changes] == [
        ("drafted by", "", "chief"),
        ("disambiguator", "", "speech researcher"),
    ]


def test_a_verb_keeps_its_reason_and_words_instead_of_codes(at_desk: Client) -> None:
    ada = desk.person()

    press(at_desk, ada, "hold", reason="an objection was received")

    newest = steps(at_desk, ada)[0]
    assert newest.reason == "an objection was received"
    assert ("publication state", "Draft", "Legal hold") in [
        (change.field, change.before, change.after) for change in newest.changes
    ]


def test_what_no_form_wrote_is_shown_too(at_desk: Client) -> None:
    ada = desk.person()

    Person.objects.filter(pk=ada.pk).update(rights_note="written by a script")

    newest = steps(at_desk, ada)[0]
    assert newest.who == ""
    assert [change.after for change in newest.changes] == ["written by a script"]


def test_rows_below_are_part_of_it_and_keys_are_names(at_desk: Client) -> None:
    ada = desk.person()
    dispute = desk.case(participants=[Participant(person=ada, role="mover")])
    ada_name = Name.objects.get(person=ada)

    ada_name.delete()
    added = next(step for step in steps(at_desk, dispute) if step.record == "participant")
    deleted = next(step for step in steps(at_desk, ada) if step.what == "Deleted")

    assert ("person", "", "Ada Sample") in [(change.field, change.before, change.after) for change in added.changes]
    assert deleted.record == "name"
    assert ("text", "Ada Sample", "") in [(change.field, change.before, change.after) for change in deleted.changes]


def test_words_of_a_list_and_nothing_that_follows_from_sources(at_desk: Client) -> None:
    dispute = desk.case()

    made = next(step for step in steps(at_desk, dispute) if step.record == "case")

    told = {change.field: change.after for change in made.changes}
    assert told["claim kinds"] == "Breach of a non-compete"
    assert "verification" not in told, "a source that comes later changes it without a step of the case"


def test_values_are_escaped(at_desk: Client) -> None:
    dispute = desk.case()

    send(at_desk, page(dispute), summary="<script>alert(1)</script>")

    html = at_desk.get(page(dispute, "history")).content.decode()
    assert "<script>alert" not in html
    assert "&lt;script&gt;" in html


def test_history_needs_the_right_to_look_and_an_existing_record(client: Client, db: None) -> None:
    dispute = desk.case()
    client.force_login(desk.viewer("people.view_person"))

    assert client.get(page(dispute, "history")).status_code == 403

    client.force_login(desk.editor(apps=("cases",)))
    gone = page(dispute, "history")
    Case.objects.filter(pk=dispute.pk).delete()
    assert client.get(gone).status_code == 404


def test_the_cost_does_not_grow_with_the_steps(at_desk: Client) -> None:
    dispute = desk.case()
    few = cost(at_desk, page(dispute, "history"))

    for number in range(15):
        Participant.objects.create(case=dispute, person=desk.person(f"Person {number}"), role="other")
        Case.objects.filter(pk=dispute.pk).update(summary=f"Version {number}")

    # People are looked up in one go, once there are any.
    assert cost(at_desk, page(dispute, "history")) == few + 1
