"""The review screen by its buttons: what it shows, what each decision does, who gets what, and what it costs."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles import services
from articles.choices import SuggestionState
from articles.models import ReviewLease, Suggestion
from cases.models import Case, Event, EventActor
from facts.choices import PublicationState
from people.models import Employment, Person
from people.services import save_employment
from tests.admin import desk, review
from tests.admin.forms import errors_of, fields_of
from tests.admin.review import look, press, said, shown


@pytest.fixture
def second(db: None) -> Client:
    """Another editor's browser."""
    other = Client()
    other.force_login(desk.editor("second", apps=("articles", "cases", "people", "facts")))
    return other


def states(*rows: Suggestion) -> list[str]:
    for row in rows:
        row.refresh_from_db()
    return [row.state for row in rows]


def lapse(article: Any) -> None:
    ReviewLease.objects.filter(article=article).update(until=timezone.now() - timedelta(seconds=1))


def test_it_shows_names_candidates_reasons_and_the_lease(at_desk: Client) -> None:
    world = review.world()
    found, _ = review.item()
    review.mention(found, world["ada"], "Ada Sample")
    review.mention(found, world["motors"], "Example Motors")

    html = look(at_desk).content.decode()

    assert "Ada Sample</span> <small>[person]</small></mark>" in html
    assert "Example Motors</span> <small>[employer]</small></mark>" in html
    assert 'class="quoted" data-of="1 2"' in html
    assert html.index("Person 1-0") < html.index("Person 1-1")
    assert "Ada Sample, who moved, is named." in html
    assert "2 employers are named" in html
    assert "90%" in html
    assert ReviewLease.objects.get().article == found


def test_the_oldest_comes_first_and_stays_on_reload(at_desk: Client) -> None:
    first, _ = review.item(1)
    review.item(2)

    assert shown(look(at_desk)) == first
    assert shown(look(at_desk)) == first


def test_accepting_links_the_chosen_one_leaves_the_others_and_shows_the_next(at_desk: Client) -> None:
    found, (likely, right) = review.item(1)
    other, _ = review.item(2)

    answer = press(at_desk, look(at_desk), "accept", chosen=str(right.pk), reason="read")

    assert states(likely, right) == [SuggestionState.OPEN, SuggestionState.ACCEPTED]
    assert right.note == "read"
    assert right.case is not None
    assert right.case.citation_links.count() == 2
    assert shown(answer) == other
    assert "Accepted" in said(answer)
    # What is left of the first comes after everything else, and says what it is linked to.
    last = press(at_desk, answer, "none")
    assert shown(last) == found
    assert "Linked already" in last.content.decode()


def test_several_right_cases_and_rejecting_the_others_take_one_key(at_desk: Client) -> None:
    _, (one, two, three) = review.item(1, cases=3)

    press(at_desk, look(at_desk), "accept_only", chosen=str(one.pk), also=[str(three.pk)])

    assert states(one, two, three) == [SuggestionState.ACCEPTED, SuggestionState.REJECTED, SuggestionState.ACCEPTED]


def test_none_rejects_the_candidates_and_not_the_entries(at_desk: Client) -> None:
    world = review.world()
    found, rows = review.item(1)
    entry = review.entry(found, world["case"], world["ada"], world["motors"])

    press(at_desk, look(at_desk), "none")

    assert states(*rows, entry) == [SuggestionState.REJECTED, SuggestionState.REJECTED, SuggestionState.OPEN]


def test_unsure_sets_all_of_it_aside_and_it_is_listed(at_desk: Client) -> None:
    _, rows = review.item(1)

    answer = press(at_desk, look(at_desk), "unsure")

    assert states(*rows) == [SuggestionState.UNSURE, SuggestionState.UNSURE]
    assert shown(answer) is None
    listed = at_desk.get(reverse("admin:articles_suggestion_changelist"), {"state": "unsure"})
    assert set(listed.context["cl"].queryset) == set(rows)


def test_skipped_ones_come_last_for_me_and_first_for_others(at_desk: Client, second: Client) -> None:
    first, _ = review.item(1)
    other, _ = review.item(2)

    assert shown(press(at_desk, look(at_desk), "skip")) == other
    assert shown(look(second)) == first


def test_two_editors_never_have_the_same(at_desk: Client, second: Client) -> None:
    items = [review.item(number)[0] for number in (1, 2)]

    assert [shown(look(client)) for client in (at_desk, second)] == items


def test_an_entry_is_accepted_by_itself_as_put_right(at_desk: Client) -> None:
    world = review.world()
    found, rows = review.item(1)
    entry = review.entry(found, world["case"], world["ada"], world["motors"])
    typed = {f"s-{entry.pk}-title": "Example Motors goes to court", f"s-{entry.pk}-occurred": "2024-08"}

    answer = press(at_desk, look(at_desk), f"one:accept:{entry.pk}", **typed)

    made = Event.objects.get()
    assert (made.title, made.occurred_text, made.case) == ("Example Motors goes to court", "2024-08", world["case"])
    assert made.publication_state == PublicationState.DRAFT
    assert states(*rows) == [SuggestionState.OPEN, SuggestionState.OPEN]
    assert shown(answer) == found


def test_an_entry_without_a_case_goes_into_the_chosen_one(at_desk: Client) -> None:
    world = review.world()
    found, (first, right) = review.item(1)
    entry = review.entry(found, None, world["ada"], world["motors"])

    press(at_desk, look(at_desk), "accept", chosen=str(right.pk), **{"with": [str(entry.pk)]})

    assert Event.objects.get().case == right.case
    assert states(first, right, entry) == [SuggestionState.OPEN, SuggestionState.ACCEPTED, SuggestionState.ACCEPTED]


def test_a_second_report_joins_the_entry_on_record(at_desk: Client) -> None:
    world = review.world()
    standing = desk.event(world["case"], occurred_text="2024-07-20")
    found, _ = review.item(1, cases=0)
    entry = review.entry(found, world["case"], world["ada"], world["motors"])
    page = look(at_desk)
    assert "Join:" in page.content.decode()
    assert "same kind, same date" in page.content.decode()

    press(at_desk, page, f"one:accept:{entry.pk}", **{f"s-{entry.pk}-join": f"event:{standing.pk}"})

    assert Event.objects.get() == standing
    assert standing.citation_links.count() == 2


def test_what_is_refused_is_said_at_its_field_and_nothing_typed_is_lost(at_desk: Client) -> None:
    world = review.world()
    found, rows = review.item(1)
    entry = review.entry(found, world["case"], world["ada"], world["motors"])
    typed = {f"s-{entry.pk}-occurred": "last summer", f"s-{entry.pk}-title": "Kept"}

    answer = press(at_desk, look(at_desk), "accept", chosen=str(rows[0].pk), **typed, **{"with": [str(entry.pk)]})

    html = answer.content.decode()
    assert "YYYY-MM" in html
    assert 'value="last summer"' in html
    assert 'value="Kept"' in html
    assert states(rows[0], entry) == [SuggestionState.OPEN, SuggestionState.OPEN]
    assert shown(answer) == found


def test_somebody_unknown_becomes_a_draft(at_desk: Client) -> None:
    found, _ = review.item(1, cases=0)
    row = desk.suggestion(
        found, None, kind="new_person", key="n", probability=None, payload={"text": "Cy Sample"}, reasons=[]
    )

    press(at_desk, look(at_desk), "accept", **{f"s-{row.pk}-name": "Cy B. Sample"})

    assert Person.objects.get(display_name="Cy B. Sample").publication_state == PublicationState.DRAFT


def test_a_new_case_comes_filled_in_and_is_linked_on_saving(at_desk: Client) -> None:
    world = review.world()
    found, _ = review.item(1, cases=0)
    review.mention(found, world["ada"], "Ada Sample")
    review.mention(found, world["motors"], "Example Motors")
    row = desk.suggestion(found, None, kind="new_case", key="n", probability=None, payload={"text": "x"}, reasons=[])

    opened = press(at_desk, look(at_desk), "new_case")
    form = at_desk.get(opened.url)
    data = fields_of(form.content.decode())
    saved = at_desk.post(opened.url, data | {"_save": "1"}, follow=True)

    made = Case.objects.get(title="Example Motors v. Ada Sample")
    assert {str(each) for each in made.participants.all()} == {
        "Ada Sample (person who moved)",
        "Example Motors (former employer)",
    }
    link = Suggestion.objects.get(article=found, case=made, kind="case")
    assert (link.state, states(row)) == (SuggestionState.ACCEPTED, [SuggestionState.ACCEPTED])
    assert made.citation_links.get().citation.quote == desk.STORY[:54]
    assert saved.redirect_chain[-1][0] == reverse(review.PAGE)


def test_a_second_editor_is_told_that_a_case_was_opened_meanwhile(at_desk: Client, second: Client) -> None:
    found, _ = review.item(1, cases=0)
    desk.suggestion(found, None, kind="new_case", key="n", probability=None, payload={"text": "x"}, reasons=[])
    path = reverse("admin:articles_suggestion_review_new_case", args=[found.pk])
    mine, theirs = (fields_of(each.get(path).content.decode()) for each in (at_desk, second))
    second.post(path, theirs | {"title": "Theirs v. Somebody", "_save": "1"})

    refused = at_desk.post(path, mine | {"title": "Mine v. Somebody", "_save": "1"})

    assert any("linked to “Theirs v. Somebody” (by second)" in error for error in errors_of(refused))
    assert not Case.objects.filter(title="Mine v. Somebody").exists()
    again = fields_of(refused.content.decode())
    assert again["title"] == ["Mine v. Somebody"]
    at_desk.post(path, again | {"_save": "1"})
    assert Case.objects.filter(title="Mine v. Somebody").count() == 1


def test_a_new_case_that_is_sent_twice_is_one(at_desk: Client) -> None:
    found, _ = review.item(1, cases=0)
    desk.suggestion(found, None, kind="new_case", key="n", probability=None, payload={"text": "x"}, reasons=[])
    path = reverse("admin:articles_suggestion_review_new_case", args=[found.pk])
    sent = fields_of(at_desk.get(path).content.decode()) | {"title": "One v. Somebody", "_save": "1"}

    for _ in range(2):
        at_desk.post(path, sent)

    assert Case.objects.filter(title="One v. Somebody").count() == 1


def test_a_new_case_of_an_article_that_is_gone_is_not_found(at_desk: Client) -> None:
    path = reverse("admin:articles_suggestion_review_new_case", args=[desk.person().pk])

    assert at_desk.get(path).status_code == 404


def test_who_decided_all_of_it_meanwhile_is_said(at_desk: Client, second: Client) -> None:
    found, rows = review.item(1)
    page = look(at_desk)
    lapse(found)
    press(second, look(second), "none")

    answer = press(at_desk, page, "accept")

    assert "decided meanwhile by second (rejected)" in said(answer)
    assert states(*rows) == [SuggestionState.REJECTED, SuggestionState.REJECTED]


def test_what_oneself_decided_in_another_tab_is_said(at_desk: Client) -> None:
    review.item(1)
    page = look(at_desk)
    press(at_desk, page, "none")

    answer = press(at_desk, page, "accept")

    assert "decided meanwhile by you (rejected)" in said(answer)


def test_the_last_entries_say_what_readers_do_not_see_and_leave_out_what_was_withdrawn(at_desk: Client) -> None:
    _, (likely, _) = review.item(1)
    assert likely.case is not None
    for state, title in (("draft", "Noted yesterday."), ("withdrawn", "Told wrongly.")):
        Event.objects.filter(pk=desk.event(likely.case, title=title).pk).update(publication_state=state)

    html = look(at_desk).content.decode()

    assert "Noted yesterday. (draft)" in html
    assert "Told wrongly." not in html


def test_the_move_of_somebody_else_is_not_offered_as_the_same(at_desk: Client) -> None:
    world = review.world()
    found, _ = review.item(1, cases=0)
    other = desk.person("Bo Sample")
    for who, title in ((world["ada"], "Ada leaves."), (other, "Bo leaves.")):
        desk.event(world["case"], kind="departure", title=title, actors=[EventActor(person=who, role="actor")])
    payload = desk.proposal("left", person=desk.ref(world["ada"]), **{"from": desk.ref(world["motors"])})
    desk.suggestion(found, world["case"], kind="move", key="m", probability=None, payload=payload, reasons=[])

    html = look(at_desk).content.decode()

    assert "Ada leaves." in html
    assert "Bo leaves." not in html


def test_taking_back_a_new_case_names_only_what_goes(at_desk: Client) -> None:
    found, _ = review.item(1, cases=0)
    desk.suggestion(found, None, kind="new_person", key="n", probability=None, payload={"text": "Cy"}, reasons=[])
    path = reverse("admin:articles_suggestion_review_new_case", args=[found.pk])
    at_desk.post(path, fields_of(at_desk.get(path).content.decode()) | {"title": "One v. Somebody", "_save": "1"})

    answer = press(at_desk, look(at_desk), "undo")

    assert said(answer).startswith("Taken back: ")
    assert "0 suggestions" not in said(answer)
    assert not Case.objects.filter(title="One v. Somebody").exists()


def test_an_unknown_dispute_cannot_be_accepted_before_its_case_is_opened(at_desk: Client) -> None:
    found, _ = review.item(1, cases=0)
    row = desk.suggestion(found, None, kind="new_case", key="n", probability=None, payload={"text": "x"}, reasons=[])

    answer = press(at_desk, look(at_desk), "accept")

    assert "Choose the case, or open it first." in answer.content.decode()
    assert (shown(answer), states(row)) == (found, [SuggestionState.OPEN])


def test_what_somebody_else_decided_meanwhile_is_said_and_nothing_changes(at_desk: Client, second: Client) -> None:
    _, (first, other) = review.item(1)
    page = look(at_desk)
    services.reject_suggestion(suggestion=first, editor=desk.editor("quick"))

    answer = press(at_desk, page, "accept_only", chosen=str(first.pk))

    assert "Already decided: rejected by quick" in said(answer)
    assert states(first, other) == [SuggestionState.REJECTED, SuggestionState.OPEN]


def test_what_the_engine_changed_meanwhile_is_looked_at_again(at_desk: Client) -> None:
    found, (first, _) = review.item(1)
    page = look(at_desk)
    Suggestion.objects.filter(pk=first.pk).update(version=7)

    answer = press(at_desk, page, "accept")

    assert "changed since it was shown" in said(answer)
    assert states(first) == [SuggestionState.OPEN]
    assert shown(answer) == found


def test_after_the_lease_ended_it_is_offered_again_and_nothing_is_lost(at_desk: Client) -> None:
    found, (first, _) = review.item(1)
    page = look(at_desk)
    lapse(found)

    returned = look(at_desk)
    pressed = press(at_desk, page, "accept", reason="my note")

    for answer in (returned, pressed):
        assert "Take over" in answer.content.decode()
        assert shown(answer) == found
    assert states(first) == [SuggestionState.OPEN]
    taken = press(at_desk, page, "takeover", reason="my note")
    assert 'value="my note"' in taken.content.decode()
    press(at_desk, taken, "accept")
    assert states(first) == [SuggestionState.ACCEPTED]


def test_who_has_it_by_now_is_named_and_the_next_is_offered(at_desk: Client, second: Client) -> None:
    found, _ = review.item(1)
    other, _ = review.item(2)
    page = look(at_desk)
    lapse(found)
    assert shown(look(second)) == found

    answer = press(at_desk, page, "accept")

    assert "second has it now" in answer.content.decode()
    assert shown(press(at_desk, answer, "next")) == other


def test_undo_gives_it_back(at_desk: Client) -> None:
    found, (first, _) = review.item(1)
    before = first.case.citation_links.count() if first.case else 0
    after = press(at_desk, look(at_desk), "accept")

    answer = press(at_desk, after, "undo")

    assert states(first) == [SuggestionState.OPEN]
    assert first.case is not None
    assert first.case.citation_links.count() == before
    assert shown(answer) == found
    assert "Taken back" in said(answer)


def test_filters_choose_what_comes(at_desk: Client) -> None:
    review.item(1)
    french, rows = review.item(2)
    type(french).objects.filter(pk=french.pk).update(language="fr")
    Suggestion.objects.filter(pk=rows[0].pk).update(automatic=True)

    assert shown(look(at_desk, language="fr")) == french
    assert shown(look(at_desk, automatic="1")) == french
    assert shown(look(at_desk, kind="move")) is None
    assert "Nothing of this kind" in look(at_desk, kind="move").content.decode()


def test_hostile_text_is_text(at_desk: Client) -> None:
    found = desk.article("<script>alert(1)</script> {{ 7|add:7 }} x-data", title='"><i x-data>T')
    desk.suggestion(found, review.dispute("A v. B"), spans=[])

    html = look(at_desk).content.decode()

    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7|add:7 }} x-data" in html
    assert "<i x-data" not in html
    assert "<script>" not in html
    assert " style=" not in html
    assert " onclick=" not in html


def test_who_may_only_look_is_kept_out(client: Client, db: None) -> None:
    review.item(1)
    client.force_login(desk.viewer("articles.view_suggestion"))

    assert look(client).status_code == 403
    assert client.post(reverse(review.PAGE), {"do": "accept"}).status_code == 403


def test_copies_count_as_one_source(at_desk: Client) -> None:
    found, _ = review.item(1)
    type(found).objects.filter(pk__in=[review.story(number).pk for number in (2, 3)]).update(root=found)

    assert "Also printed 2 times elsewhere: one source in all." in look(at_desk).content.decode()


def full(number: int, world: dict[str, Any], more: int) -> None:
    """An article with ``more`` of everything."""
    found, _ = review.item(number, cases=1 + more)
    review.mention(found, world["ada"], "Ada Sample")
    review.entry(found, world["case"], world["ada"], world["motors"])
    for at in range(more):
        review.entry(found, world["case"], world["ada"], world["motors"], key=f"e{at}")
        desk.event(world["case"], occurred_text="2024-07", title=f"Entry {number}-{at}")
        payload = desk.proposal("joined", person=desk.ref(world["ada"]), to=desk.ref(world["wheels"]))
        desk.suggestion(found, None, kind="move", key=f"m{at}", probability=None, payload=payload, reasons=[])


def queries(act: Any) -> int:
    with CaptureQueriesContext(connection) as found:
        act()
    return len(found)


def test_the_cost_does_not_grow_with_the_article_or_the_queue(at_desk: Client) -> None:
    world = review.world()
    full(1, world, 1)
    full(2, world, 1)
    look(at_desk)
    small = look(at_desk)
    few = [queries(lambda: look(at_desk)), queries(lambda: press(at_desk, small, "accept"))]
    ReviewLease.objects.all().delete()
    for number in range(3, 15):
        full(number, world, 4)
    Suggestion.objects.filter(article__title__in=["Story 1", "Story 2"]).update(state=SuggestionState.SUPERSEDED)

    large = look(at_desk)
    many = [queries(lambda: look(at_desk)), queries(lambda: press(at_desk, large, "accept"))]

    assert len(large.context["item"].proposed) == 9
    assert many == few
    assert few == [14, 20]


def test_moves_join_the_employment_on_record(at_desk: Client) -> None:
    world = review.world()
    job = save_employment(
        employment=Employment(person=world["ada"], employer=world["wheels"], end_state="unknown"), citations=[]
    ).record
    found, _ = review.item(1, cases=0)
    payload = desk.proposal("joined", person=desk.ref(world["ada"]), to=desk.ref(world["wheels"]))
    row = desk.suggestion(found, None, kind="move", key="m", probability=None, payload=payload, reasons=[])

    press(at_desk, look(at_desk), "accept", **{f"s-{row.pk}-join": f"employment:{job.pk}"})

    assert Employment.objects.get() == job
    assert states(row) == [SuggestionState.ACCEPTED]
