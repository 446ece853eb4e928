"""Publishing at the desk, by button and in the list: refusals are messages; an accusation takes two editors."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from cases.models import EventActor, Participant
from facts.choices import PublicationState
from tests.admin import desk
from tests.admin.forms import act, messages_of, page, press, send
from tests.users import a_senior, a_user
from tracker.roles import EDITOR


def state_of(record: Any) -> str:
    record.refresh_from_db()
    return str(record.publication_state)


def accusation(author: Any) -> Any:
    """An entry that says of a named person that something was done against them."""
    ada, motors = desk.person(), desk.employer()
    actors = [EventActor(person=ada, role="subject"), EventActor(employer=motors, role="actor")]
    dispute = desk.case(participants=[Participant(person=ada, role="mover")])
    return desk.event(dispute, editor=author, kind="complaint_filed", actors=actors)


def test_publishing_without_a_citation_is_refused(at_desk: Client) -> None:
    bare = desk.person(cited=False)

    by_button, by_list = press(at_desk, bare, "publish"), act(at_desk, "publish", bare)

    for answer in (by_button, by_list):
        assert answer.status_code == 200
        assert any("At least one citation" in message for message in messages_of(answer))
    assert state_of(bare) == PublicationState.DRAFT


def test_a_cited_record_is_published_with_its_editor(at_desk: Client, chief: Any) -> None:
    ada = desk.person()

    answer = press(at_desk, ada, "publish", reason="court file seen")

    assert state_of(ada) == PublicationState.PUBLISHED
    assert ada.published_by == chief
    assert messages_of(answer) == ["Published: 1."]


def test_the_author_of_an_accusation_cannot_publish_it_and_another_editor_can(at_desk: Client, chief: Any) -> None:
    entry = accusation(chief)
    if not entry.accuses_a_person():
        pytest.fail("the entry of this test accuses nobody")

    refused = press(at_desk, entry, "publish")

    assert any("other than its author" in message for message in messages_of(refused))
    assert state_of(entry) == PublicationState.DRAFT

    at_desk.force_login(a_senior("another"))
    press(at_desk, entry, "publish")

    assert state_of(entry) == PublicationState.PUBLISHED


def test_each_chosen_record_is_published_or_refused_by_itself(at_desk: Client) -> None:
    cited, bare = desk.employer(), desk.employer("Sample Wheels")
    bare.citation_links.all().delete()

    answer = act(at_desk, "publish", cited, bare)

    assert state_of(cited) == PublicationState.PUBLISHED
    assert state_of(bare) == PublicationState.DRAFT
    assert len(messages_of(answer)) == 2


@pytest.mark.parametrize(
    ("verb", "state"), [("hold", "legal_hold"), ("restrict", "restricted"), ("withdraw", "withdrawn")]
)
def test_taking_back_needs_a_reason(at_desk: Client, verb: str, state: str) -> None:
    ada = desk.person()
    press(at_desk, ada, "publish")

    refused = press(at_desk, ada, verb)
    assert any("reason" in message for message in messages_of(refused))
    assert state_of(ada) == PublicationState.PUBLISHED

    press(at_desk, ada, verb, reason="an objection was received")
    assert state_of(ada) == state


def test_a_button_saves_what_was_typed_and_then_does_what_it_says(at_desk: Client) -> None:
    ada = desk.person()

    press(at_desk, ada, "submit", disambiguator="speech researcher")

    assert state_of(ada) == PublicationState.IN_REVIEW
    assert ada.disambiguator == "speech researcher"


def test_the_state_is_no_field(at_desk: Client) -> None:
    ada = desk.person()

    send(at_desk, page(ada), publication_state="published")

    assert state_of(ada) == PublicationState.DRAFT


def test_only_verbs_that_fit_are_offered(at_desk: Client) -> None:
    ada = desk.person()

    draft = at_desk.get(page(ada)).content.decode()
    press(at_desk, ada, "publish")
    published = at_desk.get(page(ada)).content.decode()

    assert "_verb_publish" in draft
    assert "_verb_withdraw" not in draft
    assert "_verb_publish" not in published
    assert "_verb_withdraw" in published


def test_who_may_only_look_has_neither_buttons_nor_actions(client: Client, db: None) -> None:
    ada = desk.person()
    client.force_login(desk.viewer("people.view_person"))

    html = client.get(page(ada)).content.decode()
    act(client, "publish", ada)

    assert "_verb_" not in html
    assert state_of(ada) == PublicationState.DRAFT


def test_an_editor_is_offered_to_submit_and_what_was_typed_is_kept_where_publishing_is_refused(
    client: Client, db: None
) -> None:
    ada = desk.person()
    client.force_login(a_user("editor", EDITOR))

    html = client.get(page(ada)).content.decode()
    refused = press(client, ada, "publish", disambiguator="speech researcher")

    assert "_verb_submit" in html
    assert not any(f"_verb_{verb}" in html for verb in ("publish", "restrict", "hold", "withdraw", "release"))
    assert any("takes the right to publish" in message for message in messages_of(refused))
    assert state_of(ada) == PublicationState.DRAFT
    assert ada.disambiguator == "speech researcher"


def test_a_rule_version_is_submitted_and_no_button_publishes_it_without_citations(at_desk: Client) -> None:
    version = desk.world()["cases.ruleversion"]

    press(at_desk, version, "submit")
    press(at_desk, version, "publish")

    assert state_of(version) == PublicationState.IN_REVIEW


def test_the_way_to_the_site_is_shown_where_readers_find_a_page(at_desk: Client) -> None:
    ada = desk.person()
    before = at_desk.get(page(ada)).content.decode()

    press(at_desk, ada, "publish")

    assert "View on site" not in before
    assert "View on site" in at_desk.get(page(ada)).content.decode()
    press(at_desk, ada, "withdraw", reason="wrong")
    assert "View on site" not in at_desk.get(page(ada)).content.decode()
