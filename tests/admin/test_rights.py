"""Requests of people concerned at the desk: found by their due dates, and each done on one page."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.models import CaseNote, Event, EventActor, Participant
from facts import services as facts
from people.models import Person, RightsRequest
from people.models.rights import due_date
from people.services import save_request
from tests.admin import desk
from tests.admin.forms import errors_of, fields_of, messages_of, page, press, send

pytestmark = pytest.mark.django_db

ROOMS = ("facts", "people", "cases", "articles")
LIST = "admin:people_rightsrequest_changelist"


def a_request(kind: str = "access", *, days_ago: int = 0, **given: Any) -> RightsRequest:
    today = timezone.localdate()
    values = {
        "channel": "email",
        "requester": "Somebody, s@example.org",
        "received_on": today - timedelta(days=days_ago),
    }
    return save_request(request=RightsRequest(kind=kind, **(values | given))).record


def checked(kind: str, person: Person, **given: Any) -> RightsRequest:
    today = timezone.localdate()
    return a_request(kind, person=person, identity_checked_on=today, identity_how="By telephone.", **given)


def work(asked: RightsRequest) -> str:
    return reverse("admin:people_rightsrequest_work", args=[asked.pk])


def a_dispute() -> tuple[Person, Any, Event]:
    """A published person in a published case with one published entry."""
    ada = desk.person(also=("艾达",))
    facts.publish(record=ada, editor=None, reviewed="seed")
    case = desk.case(participants=[Participant(person=ada, role="mover")])
    facts.publish(record=case, editor=None, reviewed="seed")
    entry = desk.event(case, title="Ada Sample is sued", actors=[EventActor(person=ada, role="subject")])
    facts.publish(record=entry, editor=None, reviewed="seed")
    return ada, case, entry


# --- the list and the form ---


def test_the_list_shows_what_is_due(at_desk: Client) -> None:
    new, soon, late = (a_request(days_ago=days) for days in (0, 26, 40))
    closed = a_request(days_ago=40, outcome="Sent.")
    press(at_desk, closed, "answer")

    def listed(**query: str) -> list[RightsRequest]:
        return list(at_desk.get(reverse(LIST), query).context["cl"].queryset)

    assert listed() == [late, closed, soon, new]
    assert listed(due="open") == [late, soon, new]
    assert listed(due="soon") == [soon]
    assert listed(due="overdue") == [late]
    assert "days overdue" in at_desk.get(reverse(LIST)).content.decode()


def test_a_request_is_noted_with_its_due_date(at_desk: Client) -> None:
    ada = desk.person()

    answer = send(
        at_desk,
        reverse("admin:people_rightsrequest_add"),
        kind="erasure",
        person=str(ada.pk),
        received_on="2024-01-31",
        channel="letter",
        requester="Ada Sample, Example Street",
        identity_checked_on="2024-02-01",
        identity_how="Known to us.",
    )

    asked = RightsRequest.objects.get()
    assert errors_of(answer) == []
    assert (asked.due_on.isoformat(), asked.person) == ("2024-02-29", ada)
    assert asked.identity_checked_by == User.objects.get(username="chief")
    assert "The answer was due on 2024-02-29." in messages_of(answer)[0]


def test_a_late_extension_is_refused_where_it_was_typed(at_desk: Client) -> None:
    asked = a_request(days_ago=60)

    answer = send(
        at_desk,
        page(asked),
        extension_months="2",
        extension_reason="Many records.",
        extension_told_on=timezone.localdate().isoformat(),
    )

    told = f"The requester is told of an extension by {due_date(asked.received_on)}, with the reason."
    assert told in errors_of(answer)
    assert fields_of(answer.content.decode())["extension_reason"] == ["Many records."]


def test_closing_takes_an_outcome_and_a_closed_request_only_forgets(at_desk: Client) -> None:
    asked = a_request()
    assert "Say what was told" in messages_of(press(at_desk, asked, "answer"))[-1]

    press(at_desk, asked, "answer", outcome="A file was sent.")
    asked.refresh_from_db()
    assert asked.state == "answered"
    press(at_desk, asked, "forget")

    asked.refresh_from_db()
    assert (asked.requester, asked.outcome) == ("", "A file was sent.")
    assert b"_verb_" not in at_desk.get(page(asked)).content


# --- what each kind does ---


@pytest.mark.parametrize("kind", ["access", "rectification", "erasure", "objection", "reply"])
def test_every_kind_has_its_page(at_desk: Client, kind: str) -> None:
    ada, case, _ = a_dispute()

    known, unknown = (at_desk.get(work(one)) for one in (checked(kind, ada), a_request(kind)))

    assert (known.status_code, unknown.status_code) == (200, 200)
    assert "Say first on the form whom" in unknown.content.decode()
    expected = {
        "access": "As JSON",
        "rectification": page(ada),
        "erasure": "Prepare for a second editor",
        "objection": "Put under legal hold",
        "reply": case.title,
    }
    assert expected[kind] in known.content.decode()


def test_access_is_handed_over_once_the_identity_is_checked(at_desk: Client) -> None:
    world = desk.world()
    ada = world["people.person"]
    ada.rights_note = "Asked in May."
    ada.save()
    other = desk.person("Grace Other")
    found = desk.article("Grace Other and Ada Sample met.", url="https://gazette.example/met")
    asked = a_request("access", person=ada)
    addresses = {
        kind: reverse("admin:people_rightsrequest_access", args=[asked.pk, kind]) for kind in ("json", "html", "exe")
    }
    assert "identity of the requester is checked first" in messages_of(at_desk.get(addresses["json"], follow=True))[0]
    RightsRequest.objects.filter(pk=asked.pk).update(identity_checked_on=timezone.localdate())

    answer = at_desk.get(addresses["json"])

    told = json.loads(answer.content)
    parts = {part["title"]: json.dumps(part["rows"], ensure_ascii=False) for part in told["parts"]}
    assert {"Names", "Employments", "Participants", "Parties", "Mentions", "Sources", "History"} <= parts.keys()
    assert "Asked in May." in parts["The record itself"]
    assert "艾达" in parts["Names"]
    assert "Example Motors" in parts["Employments"]
    assert "Ada Sample met" in parts["Other places where a name stands"]
    assert "no-store" in answer["Cache-Control"]
    assert answer["Content-Disposition"].startswith("attachment")
    # Neither who edited, nor what is on record about others.
    assert "chief" not in answer.content.decode()
    assert str(other.pk) not in answer.content.decode()
    assert found.pk
    html = at_desk.get(addresses["html"])
    assert "艾达" in html.content.decode()
    assert at_desk.get(addresses["exe"]).status_code == 404


def test_an_objection_takes_records_out_of_sight_and_back(at_desk: Client, client: Client) -> None:
    ada, case, entry = a_dispute()
    asked = checked("objection", ada)
    chosen = [f"people.person:{ada.pk}", f"cases.event:{entry.pk}"]
    reader = Client()
    assert "Ada Sample" in reader.get(case.get_absolute_url()).content.decode()

    answer = at_desk.post(work(asked), {"hold": "1", "record": chosen}, follow=True)

    assert messages_of(answer) == ["Put under legal hold: 2."]
    ada.refresh_from_db()
    assert ada.publication_state == "legal_hold"
    assert reader.get(ada.get_absolute_url()).status_code == 404
    assert entry.title not in reader.get(case.get_absolute_url()).content.decode()
    answer = at_desk.post(work(asked), {"release": "1", "record": chosen}, follow=True)
    assert messages_of(answer) == ["Released as drafts: 2."]
    assert messages_of(at_desk.post(work(asked), {"hold": "1"}, follow=True)) == ["No record was chosen."]


def test_a_reply_leads_to_a_note_that_is_linked(at_desk: Client) -> None:
    ada, case, _ = a_dispute()
    asked = checked("reply", ada)
    (link,) = (url for label, url in at_desk.get(work(asked)).context["cases"])

    answer = send(at_desk, link, text="I deny it.")

    note = CaseNote.objects.get()
    assert errors_of(answer) == []
    assert (note.case, note.person, note.request, note.received_on) == (case, ada, asked, asked.received_on)
    assert page(note) in at_desk.get(work(asked)).content.decode()


def test_an_erasure_is_prepared_and_confirmed_by_two(client: Client) -> None:
    ada, case, entry = a_dispute()
    asked = checked("erasure", ada)
    one, two = desk.editor("one", apps=ROOMS), desk.editor("two", apps=ROOMS)
    client.force_login(one)
    shown = client.get(work(asked)).content.decode()
    assert "Ada Sample is sued" in shown
    assert "Erase for good" not in shown
    assert messages_of(client.post(work(asked), {"prepare": "1"}, follow=True))[0].startswith("Prepared.")
    mine = client.get(work(asked))
    assert "It takes another editor" in mine.content.decode()
    refused = client.post(work(asked), {"confirm": "1", "seen": mine.context["plan"].digest}, follow=True)
    assert "Another editor than the one" in messages_of(refused)[0]

    client.force_login(two)
    form = fields_of(client.get(work(asked)).content.decode())
    answer = client.post(work(asked), {"confirm": "1", "seen": form["seen"]}, follow=True)

    assert messages_of(answer)[0].startswith("Erased.")
    entry.refresh_from_db()
    ada.refresh_from_db()
    assert (entry.title, ada.display_name) == ("[name removed] is sued", "Name removed")
    assert "prepared by one, confirmed by two" in answer.content.decode()
    reader = Client()
    assert reader.get(f"/api/v1/people/{ada.pk}/").status_code == 410
    assert b"Ada Sample" not in reader.get(f"/api/v1/cases/{case.pk}/timeline/").content


def test_confirming_takes_its_own_right(client: Client) -> None:
    ada, _, _ = a_dispute()
    asked = checked("erasure", ada)
    RightsRequest.objects.filter(pk=asked.pk).update(
        prepared_by=desk.chief(), prepared_at=timezone.now(), state="in_progress"
    )
    client.force_login(desk.viewer("people.view_rightsrequest", "people.change_rightsrequest"))

    assert b"Erase for good" not in client.get(work(asked)).content
    refused = client.post(work(asked), {"confirm": "1", "seen": "x"}, follow=True)
    assert messages_of(refused) == ["Confirming an erasure takes a right of its own."]
    client.force_login(User.objects.create_user("onlooker", is_staff=True))
    assert client.get(work(asked)).status_code == 403


def test_readers_see_nothing_of_requests(client: Client) -> None:
    ada, case, _ = a_dispute()
    paths = (ada.get_absolute_url(), case.get_absolute_url(), f"/api/v1/people/{ada.pk}/", f"/api/v1/cases/{case.pk}/")
    before = [client.get(path).content for path in paths]

    asked = checked("erasure", ada, notes="Zelda Secret called.", outcome="Zelda Secret was told.")

    assert [client.get(path).content for path in paths] == before
    assert asked.requester
