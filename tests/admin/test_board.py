"""The numbers of the first page: each leads to exactly the rows that it counts, for everybody who may see them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any

import pytest
from django.contrib import admin
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles import services as articles
from articles.admin.board import QUEUE, week
from articles.models import Article, Source, Suggestion
from cases.models import Case, CaseNote, JurisdictionRule, Participant, Proceeding, RuleVersion
from cases.services import add_note
from facts import services as facts
from facts.admin import board
from people.models import Employment, RightsRequest
from people.services import save_request
from tests.admin import desk
from tracker.templatetags.board import GROUPS

INDEX = reverse("admin:index")
LABELS = [(group.title, line.label) for group in (QUEUE, *GROUPS) for line in group.lines]


def numbers(client: Client) -> dict[str, str]:
    """Address -> number, as the page shows them."""
    html = client.get(INDEX).content.decode()
    found = html.partition('<div class="board">')[2].partition('<div id="content-main">')[0]
    return {
        unescape(url): number
        for url, number in re.findall(r'<a href="([^"]*\?[^"]*|[^"]*/)"[^>]*>([\d,+]+)</a>', found)
    }


def listed(client: Client, url: str) -> int:
    answer = client.get(url)
    assert answer.status_code == 200, url
    assert answer.request["QUERY_STRING"] in url, "the list took the address for wrong"
    found: int = answer.context["cl"].result_count
    return found


def contradicting() -> Any:
    return facts.summarise(summary="It was not so.", url="https://courier.example/denial", stance="contradicts")


def waiting(number: int) -> None:
    """One more of everything that is counted."""
    ada = desk.person(f"Ada Sample {number}")
    about = desk.case(f"A v. B {number}", participants=[Participant(person=ada, role="mover")], status="resolved")
    entry = desk.event(about)
    facts.submit(record=entry, editor=desk.editor(f"author{number}"))
    Case.objects.filter(pk=about.pk).update(publication_state="in_review")
    facts.link(fact=desk.event(about, title="Left", kind="departure"), citations=[contradicting()])
    facts.link(fact=desk.case(f"C v. D {number}"), citations=[contradicting()])
    desk.event(about, occurred_text="", title="Undated")
    add_note(note=CaseNote(case=about, kind="correction", text="Another month.", why="A letter."))
    closed = desk.case(f"E v. F {number}", status="dormant")
    facts.publish(record=closed, editor=None, reviewed="seed")
    Case.objects.filter(pk=closed.pk).update(published_at=timezone.now() - timedelta(days=731))
    Proceeding.objects.create(case=desk.case(f"G v. H {number}"), forum_type="court", citation_conflict=True)
    job = Employment.objects.create(person=ada, employer=desk.employer(f"Motors {number}"), end_state="unknown")
    facts.link(fact=job, citations=[contradicting()])
    for received in (timezone.localdate() - timedelta(days=60), timezone.localdate() - timedelta(days=27)):
        request = RightsRequest(kind="access", received_on=received, channel="email", requester="A. Requester")
        save_request(request=request)
    rule = JurisdictionRule.objects.create(jurisdiction=f"X{number}", name=f"Exampleland {number}")
    values = {"selected_by": "agreement_date", "enforceability": "restricted", "duration_rule": "none"}
    soon = (timezone.localdate() + timedelta(days=30)).isoformat()
    RuleVersion.objects.create(
        rule=rule, excess_effect="n/a", confidence="seen", scheduled_changes=[{"date": soon}], **values
    )
    Source.objects.create(
        slug=f"feed-{number}", name="Feed", kind="feed", feed_url=f"https://gazette.example/{number}/feed", failures=1
    )
    told = desk.article(f"Story {number} of Example Motors and a covenant.", url=f"https://gazette.example/{number}")
    broken = desk.article(f"Another story {number}.", url=f"https://gazette.example/b{number}")
    Article.objects.filter(pk=broken.pk).update(state="failed", failure_code="gave_up")
    for kind in ("new_person", "new_employer"):
        desk.suggestion(told, None, kind=kind, key=kind, probability=None, payload={"text": "Bo Sample"})
    for state in ("unsure", "accepted", "rejected"):
        now = timezone.now()
        desk.suggestion(told, desk.case(f"{state} {number}"), state=state, decided_at=now)


def test_every_number_leads_to_its_rows(at_desk: Client) -> None:
    for more in range(3):
        found = numbers(at_desk)

        assert len(found) == len(LABELS) + 8 * 4
        assert {url: number for url, number in found.items() if listed(at_desk, url) != int(number)} == {}
        counts = [int(figure) for shown in at_desk.get(INDEX).context["groups"] for figure in map(str, shown.figures)]
        assert (min(counts) > 0) == (more > 0)
        waiting(more)


def test_a_user_sees_the_numbers_of_what_they_may_list(client: Client, db: None) -> None:
    waiting(1)
    for model, labels in (
        (Source, {"Failing feeds"}),
        (Employment, {"Employments"}),
        (RuleVersion, {"Not verified for 180 days", "Changes within 90 days"}),
        (Suggestion, {"Open", "Unsure", "People", "Employers"}),
    ):
        user = desk.viewer(f"{model._meta.app_label}.view_{model._meta.model_name}")
        client.force_login(user)

        answer = client.get(INDEX)
        context = answer.context
        told = {figure.label for group in [*context["queue"], *context["groups"]] for figure in group.figures}
        urls = numbers(client)

        assert told == labels
        assert [url for url in urls if client.get(url).status_code != 200] == []
        assert (context["week"] is not None) == (model is Suggestion)
        assert "Review one by one" not in answer.content.decode()
        user.delete()


def test_who_may_not_see_drafts_sees_no_number(client: Client, db: None) -> None:
    waiting(1)
    client.force_login(desk.editor(sees=False, apps=("articles", "cases", "people")))

    assert numbers(client) == {}
    assert client.get(INDEX).context["groups"] == []


def test_the_page_costs_the_same_whatever_is_on_record(at_desk: Client) -> None:
    def cost() -> int:
        at_desk.get(INDEX)
        with CaptureQueriesContext(connection) as queries:
            at_desk.get(INDEX)
        return len(queries)

    nothing = cost()
    for number in range(5):
        waiting(number)

    # The session, the user, the log of one's own actions; one for each number, one for the oldest, one for the week.
    assert (nothing, cost()) == (3 + len(LABELS) + 2, 3 + len(LABELS) + 2)


def test_counting_ends(at_desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(4):
        Source.objects.create(
            slug=f"feed-{number}", name="Feed", feed_url=f"https://gazette.example/{number}", failures=1
        )
    line = board.Line("Failing feeds", Source, {}, lambda rows: rows.failing(), most=3)
    request = RequestFactory().get(INDEX)
    request.user = desk.editor(apps=("articles",))

    figure = line.counted(admin.site, request)

    assert (str(figure), figure.count) == ("3+", 4)
    assert str(board.Figure("x", 1001, 1000, "")) == "1,000+"
    assert str(board.Figure("x", 1000, 1000, "")) == "1,000"


def test_the_oldest_that_waits(at_desk: Client) -> None:
    assert "Nothing waits." in at_desk.get(INDEX).content.decode()
    waiting(1)
    first = datetime(2025, 3, 4, 5, 6, tzinfo=UTC)
    Suggestion.objects.filter(kind="new_person").update(created_at=first)

    assert "The oldest waits since 4 March 2025, 05:06 UTC" in at_desk.get(INDEX).content.decode()


def test_the_week_tells_what_was_decided_and_not_taken_back(at_desk: Client) -> None:
    told, editor = desk.article(), desk.editor()
    rows = [desk.suggestion(told, desk.case(f"A v. B {number}")) for number in range(4)]
    for row in rows[:3]:
        articles.reject_suggestion(suggestion=row, editor=editor)
    articles.reopen(suggestion=Suggestion.objects.get(pk=rows[0].pk), editor=editor)
    before = timezone.now() - timedelta(days=6)
    Suggestion.objects.filter(pk=rows[1].pk).update(decided_at=before)
    long_ago = timezone.now() - timedelta(days=8)
    desk.suggestion(told, desk.case("C v. D"), state="accepted", decided_at=long_ago)
    request = RequestFactory().get(INDEX)
    request.user = editor

    assert week(admin.site, request) is None, "who may not see suggestions"
    request.user = desk.viewer("articles.view_suggestion")
    found = week(admin.site, request)

    assert found is not None
    counts = [[cell.count for cell in (*row.outcomes, row.total)] for row in (*found.days, found.whole)]
    one, none = [0, 1, 0, 1], [0, 0, 0, 0]
    assert counts == [one, none, none, none, none, none, one, [0, 2, 0, 2]]
    assert found.outcomes == ["Accepted", "Rejected", "Unsure"]
