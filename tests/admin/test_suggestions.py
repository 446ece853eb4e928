"""Judging suggestions: reasons are sentences, words are shown escaped and marked, and what is made is a draft."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from articles import services
from articles.choices import SuggestionState
from articles.models import Suggestion
from cases.models import Case, Event, Participant
from facts.choices import CitationForm, PublicationState
from people.models import Employment, Person
from tests.admin import desk
from tests.admin.forms import act, errors_of, fields_of, messages_of, page, press


@pytest.fixture
def story(db: None) -> dict[str, Any]:
    ada, motors, wheels = desk.person(), desk.employer(), desk.employer("Sample Wheels")
    dispute = desk.case(participants=[Participant(person=ada, role="mover")])
    return {"ada": ada, "motors": motors, "wheels": wheels, "case": dispute, "article": desk.article()}


def move(story: dict[str, Any], **fields: Any) -> Suggestion:
    told = {"person": desk.ref(story["ada"]), "to": desk.ref(story["wheels"])} | fields
    payload = desk.proposal("joined", **told)
    return desk.suggestion(story["article"], None, kind="move", key="joined", probability=None, payload=payload)


def state_of(suggestion: Suggestion) -> str:
    suggestion.refresh_from_db()
    return str(suggestion.state)


def test_open_ones_are_listed_unless_others_are_asked_for(at_desk: Client, story: dict[str, Any]) -> None:
    open_one = desk.suggestion(story["article"], story["case"])
    done = move(story)
    Suggestion.objects.filter(pk=done.pk).update(state=SuggestionState.SUPERSEDED)
    path = page(open_one, "changelist")

    shown = [
        at_desk.get(path, query).context["cl"].queryset for query in ({}, {"state": "superseded"}, {"state": "all"})
    ]

    assert [list(rows) for rows in shown[:2]] == [[open_one], [done]]
    assert set(shown[2]) == {open_one, done}


def test_reasons_are_sentences_and_words_are_marked(at_desk: Client, story: dict[str, Any]) -> None:
    html = at_desk.get(page(desk.suggestion(story["article"], story["case"]))).content.decode()

    assert "Ada Sample, who moved, is named." in html
    assert "2 employers are named" in html
    assert f"<mark>{desk.STORY[:54]}</mark>" in html
    assert "93%" in html


def test_hostile_text_is_shown_as_text(at_desk: Client, story: dict[str, Any]) -> None:
    hostile = desk.article("<script>alert(1)</script> & <b>Ada Sample</b> {{ 7|add:7 }}", url="", title="<i>T</i>")
    spans = [{"field": "text", "start": 0, "end": 25, "quote": hostile.text[:25]}]
    proposed = desk.suggestion(hostile, story["case"], spans=spans)

    for record in (proposed, hostile):
        html = at_desk.get(page(record)).content.decode()
        assert "<script>alert" not in html
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
        assert "{{ 7|add:7 }}" in html
        assert "<i>T</i>" not in html


def test_accepting_a_link_cites_the_article_for_the_case(at_desk: Client, story: dict[str, Any], chief: Any) -> None:
    proposed = desk.suggestion(story["article"], story["case"])

    answer = press(at_desk, proposed, "accept", reason="read")

    assert errors_of(answer) == []
    assert state_of(proposed) == SuggestionState.ACCEPTED
    assert (proposed.decided_by, proposed.note) == (chief, "read")
    cited = story["case"].citation_links.order_by("created_at").last().citation
    assert (cited.form, cited.quote) == (CitationForm.QUOTED, desk.STORY[:54])


def test_a_rejected_link_leaves_no_trace_but_itself(at_desk: Client, story: dict[str, Any]) -> None:
    proposed = desk.suggestion(story["article"], story["case"])
    before = story["case"].citation_links.count()

    press(at_desk, proposed, "reject")

    assert state_of(proposed) == SuggestionState.REJECTED
    assert story["case"].citation_links.count() == before


def test_an_accepted_event_is_a_draft_with_what_was_put_right(at_desk: Client, story: dict[str, Any]) -> None:
    payload = desk.proposal("legal_action", person=desk.ref(story["ada"]), **{"from": desk.ref(story["motors"])})
    proposed = desk.suggestion(story["article"], story["case"], kind="event", key="e", payload=payload)

    press(at_desk, proposed, "accept", change_title="Example Motors takes legal action", change_occurred="2024-08")

    made = Event.objects.get()
    assert (made.title, made.occurred_text) == ("Example Motors takes legal action", "2024-08")
    assert made.publication_state == PublicationState.DRAFT


def test_a_name_not_on_record_is_asked_for_at_its_field(at_desk: Client, story: dict[str, Any]) -> None:
    proposed = move(story, person=desk.ref(None, "Bo Sample"))

    refused = press(at_desk, proposed, "accept", change_occurred="2024-06")

    form = refused.context["adminform"].form
    assert "not on record" in " ".join(form.errors["change_person"])
    assert form["change_occurred"].value() == "2024-06"
    assert state_of(proposed) == SuggestionState.OPEN
    assert not Employment.objects.exists()

    bo = desk.person("Bo Sample")
    press(at_desk, proposed, "accept", change_person=str(bo.pk))

    assert Employment.objects.get().person == bo


def test_a_wrong_date_names_the_accepted_forms(at_desk: Client, story: dict[str, Any]) -> None:
    refused = press(at_desk, move(story), "accept", change_occurred="last summer")

    assert "YYYY-MM" in " ".join(refused.context["adminform"].form.errors["change_occurred"])


def test_a_new_person_becomes_a_draft(at_desk: Client, story: dict[str, Any]) -> None:
    proposed = desk.suggestion(
        story["article"], None, kind="new_person", key="n", probability=None, payload={"text": "Cy Sample"}
    )

    press(at_desk, proposed, "accept", change_name="Cy B. Sample")

    assert Person.objects.get(display_name="Cy B. Sample").publication_state == PublicationState.DRAFT


def test_who_comes_second_is_told_so_and_changes_nothing(at_desk: Client, story: dict[str, Any]) -> None:
    proposed = desk.suggestion(story["article"], story["case"])
    seen = proposed.version
    press(at_desk, proposed, "reject")

    late = press(at_desk, proposed, "accept", seen=str(seen))

    assert any("Already decided" in error for error in errors_of(late))
    assert state_of(proposed) == SuggestionState.REJECTED


def test_what_changed_since_it_was_shown_is_not_decided(at_desk: Client, story: dict[str, Any]) -> None:
    proposed = desk.suggestion(story["article"], story["case"])
    Suggestion.objects.filter(pk=proposed.pk).update(version=7)

    refused = press(at_desk, proposed, "accept", seen="1")

    assert any("changed since it was shown" in error for error in errors_of(refused))
    assert state_of(proposed) == SuggestionState.OPEN


def confirm(client: Client, answer: Any) -> Any:
    """Answer the page that asks."""
    return client.post(page(Suggestion, "changelist"), fields_of(answer.content.decode()), follow=True)


def test_some_are_rejected_from_the_list_after_a_question_with_the_number(
    at_desk: Client, story: dict[str, Any]
) -> None:
    rows = [desk.suggestion(story["article"], desk.case(f"A v. B {number}")) for number in range(12)]

    asked = act(at_desk, "reject", *rows[:7], reason="another dispute")

    html = asked.content.decode()
    assert "Reject 7 suggestions?" in html
    assert "<strong>7</strong> selected, <strong>5</strong> others stay open" in html
    assert {state_of(row) for row in rows} == {SuggestionState.OPEN}

    answer = confirm(at_desk, asked)

    assert messages_of(answer)[0].startswith("Rejected; it is not proposed again: 7.")
    assert [state_of(row) for row in rows] == [SuggestionState.REJECTED] * 7 + [SuggestionState.OPEN] * 5
    assert rows[0].note == "another dispute"
    history: Any = Suggestion.pgh_event_model  # type: ignore[attr-defined]
    assert history.objects.filter(pgh_label="update").count() == 7


def test_many_are_one_deed_and_what_changed_meanwhile_is_left_alone(
    at_desk: Client, story: dict[str, Any], chief: Any
) -> None:
    rows = [desk.suggestion(story["article"], desk.case(f"A v. B {number}"), automatic=True) for number in range(3)]
    asked = act(at_desk, "accept", *rows)
    Suggestion.objects.filter(pk=rows[0].pk).update(version=9)

    answer = confirm(at_desk, asked)

    assert any("changed since it was shown" in message for message in messages_of(answer))
    assert [state_of(row) for row in rows] == [
        SuggestionState.OPEN,
        SuggestionState.ACCEPTED,
        SuggestionState.ACCEPTED,
    ]
    assert len(services.undo_decision(editor=chief).reopened) == 2


def test_unsure_ones_can_be_reopened(at_desk: Client, story: dict[str, Any]) -> None:
    proposed = desk.suggestion(story["article"], story["case"])

    press(at_desk, proposed, "unsure")
    assert state_of(proposed) == SuggestionState.UNSURE

    press(at_desk, proposed, "reopen")
    assert state_of(proposed) == SuggestionState.OPEN


def test_who_may_only_look_decides_nothing(client: Client, story: dict[str, Any]) -> None:
    proposed = desk.suggestion(story["article"], story["case"])
    client.force_login(desk.viewer("articles.view_suggestion"))

    assert client.get(page(proposed)).status_code == 200
    assert client.post(page(proposed), {"_verb_accept": "1", "seen": "1"}).status_code == 403
    act(client, "accept", proposed)

    assert state_of(proposed) == SuggestionState.OPEN
    assert Case.objects.get().citation_links.count() == 1
