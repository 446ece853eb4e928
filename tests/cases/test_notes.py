"""Corrections and replies stand beside the record, and stay."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from cases.models import CaseNote
from cases.services import add_note, show_note
from facts.services import merge, unmerge
from tests.admin import desk
from tests.admin.forms import messages_of, press, send
from tests.records import a_case, a_citation, a_person, an_event, shown
from tests.users import a_senior, a_user
from tracker.roles import EDITOR

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> Any:
    return shown(a_person())


@pytest.fixture
def case(person: Any) -> Any:
    return shown(a_case(mover=person))


@pytest.fixture
def filed(case: Any) -> Any:
    return shown(an_event(case).record)


def correction(case: Any, **given: Any) -> Any:
    values = {"kind": "correction", "text": "An earlier version gave another month.", "why": "A letter."} | given
    return seen(add_note(note=CaseNote(case=case, **values)))


def reply(case: Any, **given: Any) -> Any:
    return seen(add_note(note=CaseNote(case=case, kind="reply", text="I signed nothing.", **given)))


def seen(saved: Any) -> Any:
    """Shown to readers by somebody who did not write it."""
    show_note(note=saved.record, editor=User.objects.filter(username="shows").first() or a_senior("shows"))
    return saved


def timeline(client: Client, case: Any) -> Any:
    return client.get(f"/api/v1/cases/{case.slug}/timeline/").json()


def test_notes_stand_beside_their_record_on_the_page_and_over_the_api(
    client: Client, case: Any, filed: Any, person: Any
) -> None:
    correction(case)
    reply(case, event=filed, person=person, received_on=date(2026, 1, 5))

    body, page = timeline(client, case), client.get(case.get_absolute_url()).content.decode()

    assert [(note["kind"]["code"], note["text"]) for note in body["notes"]] == [
        ("correction", "An earlier version gave another month.")
    ]
    (note,) = body["results"][0]["notes"]
    assert (note["by"], note["received_on"], note["cited"]) == (person.display_name, "2026-01-05", None)
    assert "An earlier version gave another month." in page
    assert "I signed nothing." in page
    assert "A letter." not in page + str(body)


def test_a_reply_made_elsewhere_has_its_source(client: Client, case: Any, person: Any) -> None:
    citation = a_citation()

    reply(case, person=person, citation=citation)

    assert timeline(client, case)["notes"][0]["cited"]["url"] == citation.url
    assert citation.url in client.get(case.get_absolute_url()).content.decode()


def test_who_is_not_shown_is_not_named(client: Client, case: Any) -> None:
    hidden = a_person("Quiet Bystander")

    saved = reply(case, person=hidden, received_on=date(2026, 1, 5))

    assert [notice.code for notice in saved.warnings] == ["not_concerned", "waits"]
    assert timeline(client, case)["notes"][0]["by"] == ""
    assert "Bystander" not in client.get(case.get_absolute_url()).content.decode()


def test_a_note_raises_the_revision(client: Client, case: Any) -> None:
    before = client.get(f"/api/v1/cases/{case.slug}/timeline/").headers["ETag"]

    correction(case)

    assert client.get(f"/api/v1/cases/{case.slug}/timeline/").headers["ETag"] != before


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"kind": "correction", "text": " ", "why": "A letter."}, "cannot be blank"),
        ({"kind": "correction", "text": "Wrong month."}, "says why"),
        ({"kind": "reply", "text": "No."}, "one person or one employer"),
        ({"kind": "reply", "text": "No.", "person": a_person}, "citation, or the day"),
        (
            {
                "kind": "reply",
                "text": "No.",
                "person": a_person,
                "received_on": date(9999, 1, 1),
            },
            "future",
        ),
        ({"kind": "correction", "text": "No.", "why": "A letter.", "event": lambda: an_event().record}, "another case"),
    ],
)
def test_what_is_missing_is_named(case: Any, given: dict[str, Any], message: str) -> None:
    values = {name: value() if callable(value) else value for name, value in given.items()}

    with pytest.raises(ValidationError, match=message):
        add_note(note=CaseNote(case=case, **values))


@pytest.mark.parametrize(
    "change",
    [
        lambda rows: rows.update(text="Something else."),
        lambda rows: rows.update(person=None, employer=None, kind="correction", why="x"),
        lambda rows: rows.update(case=a_case()),
        lambda rows: rows.delete(),
    ],
)
def test_a_note_stays_as_it_is(case: Any, person: Any, change: Any) -> None:
    note = reply(case, person=person, received_on=date(2026, 1, 5)).record

    with pytest.raises(IntegrityError, match="stays as it is"), transaction.atomic():
        change(CaseNote.objects.filter(pk=note.pk))


def test_a_merge_takes_notes_along_and_its_undoing_gives_them_back(case: Any, person: Any) -> None:
    note = reply(case, person=person, received_on=date(2026, 1, 5)).record
    survivor, boss = shown(a_person()), desk.chief()

    done = merge(survivor=survivor, absorbed=person, by=boss, reason="One person.")

    note.refresh_from_db()
    assert note.person == survivor
    unmerge(merge=done.merge, by=boss, reason="They are two.")
    note.refresh_from_db()
    assert note.person == person


def test_at_the_desk_a_note_is_added_and_then_only_looked_at(client: Client, case: Any) -> None:
    chief = desk.chief()
    client.force_login(chief)

    send(client, "/admin/cases/casenote/add/", kind="correction", case=str(case.pk), text="Wrong month.", why="Letter.")

    note = CaseNote.objects.get()
    assert (note.text, note.by) == ("Wrong month.", chief)
    page = client.get(f"/admin/cases/casenote/{note.pk}/change/").content.decode()
    assert 'name="text"' not in page


def written(case: Any, editor: User, **given: Any) -> Any:
    values = {"kind": "correction", "text": "Another month.", "why": "A letter."} | given
    return add_note(note=CaseNote(case=case, **values), editor=editor)


def test_a_note_beside_a_named_person_waits_for_a_second_editor(client: Client, case: Any) -> None:
    one, two = a_senior("one"), a_senior("two")
    saved = written(case, one)
    before = timeline(client, case)["notes"], client.get(case.get_absolute_url()).content.decode()

    with pytest.raises(ValidationError, match="other than its author"):
        show_note(note=saved.record, editor=one)
    show_note(note=saved.record, editor=two)

    assert [notice.code for notice in saved.warnings] == ["waits"]
    assert before[0] == []
    assert "Another month." not in before[1]
    assert [note["text"] for note in timeline(client, case)["notes"]] == ["Another month."]
    assert "Another month." in client.get(case.get_absolute_url()).content.decode()


def test_who_may_not_publish_shows_no_note(client: Client) -> None:
    firms = shown(a_case())
    plain = a_user("plain", EDITOR)

    saved = written(firms, plain)

    assert [notice.code for notice in saved.warnings] == ["waits"]
    assert timeline(client, firms)["notes"] == []
    with pytest.raises(ValidationError, match="right to publish"):
        show_note(note=saved.record, editor=plain)


def test_who_may_publish_shows_a_note_between_firms_at_once(client: Client) -> None:
    firms = shown(a_case())

    saved = written(firms, a_senior("one"))

    assert saved.warnings == ()
    assert [note["text"] for note in timeline(client, firms)["notes"]] == ["Another month."]


def test_a_note_is_shown_once_and_never_hidden_again(case: Any) -> None:
    note = seen(written(case, a_senior("one"))).record
    first = CaseNote.objects.get(pk=note.pk)

    show_note(note=note, editor=a_senior("later"))

    assert CaseNote.objects.get(pk=note.pk).shown_by == first.shown_by
    for columns in ({"shown_at": None, "shown_by": None}, {"shown_at": timezone.now()}, {"shown_by": first.by}):
        with pytest.raises(IntegrityError, match="stays as it is"), transaction.atomic():
            CaseNote.objects.filter(pk=note.pk).update(**columns)


def test_showing_changes_nothing_else(case: Any) -> None:
    note = written(case, a_senior("one")).record

    with pytest.raises(IntegrityError, match="stays as it is"), transaction.atomic():
        CaseNote.objects.filter(pk=note.pk).update(shown_at=timezone.now(), text="Something else.")


def test_at_the_desk_a_second_editor_finds_and_shows_it(client: Client, case: Any) -> None:
    one, two = a_senior("one"), a_senior("two")
    note = written(case, one).record
    client.force_login(one)
    refused = press(client, note, "show")
    client.force_login(two)
    waiting = client.get("/admin/cases/casenote/?queue=to-show").content.decode()

    answer = press(client, note, "show", reason="read")

    assert any("other than its author" in message for message in messages_of(refused))
    assert "Another month." in waiting
    assert messages_of(answer) == ["Shown to readers: 1."]
    note.refresh_from_db()
    assert (note.shown_by, note.shown_at is None) == (two, False)
    assert "Another month." not in client.get("/admin/cases/casenote/?queue=to-show").content.decode()
