"""An editor at the review screen, by keyboard: the scenarios of the desk that concern it, in a real browser."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from articles import services
from articles.choices import SuggestionState
from articles.models import Article, ReviewLease, Suggestion
from cases.models import Case
from tests.admin import desk, review
from tests.articles.world import a_world, linked
from tests.journeys.accessible import LOOKS, complaints, sideways, violations
from tests.journeys.conftest import Sit

REVIEW = "/admin/articles/suggestion/review/"

pytestmark = pytest.mark.django_db(transaction=True)


def at_review(sit: Sit, user: User, **options: Any) -> Page:
    page = sit(user, **options)
    page.goto(REVIEW)
    return page


def shows(page: Page, article: Article) -> None:
    expect(page.locator("#article-title")).to_have_text(re.compile(re.escape(article.title)))


def says(page: Page, words: str) -> None:
    expect(page.locator("#said")).to_contain_text(words)


def states(*rows: Suggestion) -> list[str]:
    return [str(Suggestion.objects.get(pk=row.pk).state) for row in rows]


def test_1_open_review(sit: Sit, chief: User) -> None:
    world = review.world()
    found, _ = review.item(1)
    review.mention(found, world["ada"], "Ada Sample")

    page = at_review(sit, chief)

    shows(page, found)
    expect(page.locator("mark")).to_have_text("Ada Sample [person]")
    expect(page.locator(".candidate .share")).to_have_text(["90%", "80%"])
    expect(page.get_by_text("Ada Sample, who moved, is named.").first).to_be_visible()
    expect(page.get_by_text("2 employers are named").first).to_be_visible()
    until = ReviewLease.objects.get().until
    expect(page.locator("#lease")).to_have_text(f"{until:%H:%M} UTC")


def test_2_and_3_accept_the_second_and_take_it_back(sit: Sit, chief: User) -> None:
    found, (first, second) = review.item(1)
    other, _ = review.item(2)
    page = at_review(sit, chief)

    page.keyboard.press("2")
    expect(page.locator("#pick-2")).to_be_checked()
    page.keyboard.press("y")

    shows(page, other)
    says(page, "Accepted: Link to a case: Example Motors v. Person 1-1.")
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    assert states(first, second) == [SuggestionState.OPEN, SuggestionState.ACCEPTED]
    assert second.case is not None
    assert second.case.citation_links.count() == 2

    page.keyboard.press("z")

    says(page, "Taken back: 1 suggestion")
    shows(page, found)
    assert states(second) == [SuggestionState.OPEN]
    assert second.case.citation_links.count() == 1
    page.goto(reverse("admin:articles_suggestion_history", args=[second.pk]))
    expect(page.locator("table.history tbody tr")).to_have_count(3)
    expect(page.locator("table.history")).to_contain_text("Reason: Taken back")


def test_a_reload_after_a_decision_decides_nothing_more(sit: Sit, chief: User) -> None:
    rows = [review.item(number)[1][0] for number in (1, 2)]
    page = at_review(sit, chief)
    page.keyboard.press("y")
    says(page, "Accepted")

    page.reload()

    expect(page.locator("#said")).to_be_empty()
    assert states(*rows) == [SuggestionState.ACCEPTED, SuggestionState.OPEN]


def test_4_none_of_these_is_remembered(sit: Sit, chief: User) -> None:
    world = a_world()
    found = linked()
    row = Suggestion.objects.get(article=found, case=world.case, kind="case")
    page = at_review(sit, chief)
    shows(page, found)

    page.keyboard.press("n")
    says(page, "Rejected")
    services.relink(ids=[found.pk])
    services.link(ids=[found.pk])
    page.goto(REVIEW + "?kind=case")

    assert states(row) == [SuggestionState.REJECTED]
    expect(page.get_by_text("Nothing of this kind is open.")).to_be_visible()


def test_5_unsure(sit: Sit, chief: User) -> None:
    _, rows = review.item(1)
    page = at_review(sit, chief)

    page.keyboard.press("u")
    says(page, "Set aside as unsure: 2 suggestions.")
    expect(page.get_by_text("Nothing is open.")).to_be_visible()
    page.get_by_role("link", name="Unsure").click()

    expect(page.locator("#result_list tbody tr")).to_have_count(2)
    assert states(*rows) == [SuggestionState.UNSURE, SuggestionState.UNSURE]


def test_6_a_new_case(sit: Sit, chief: User) -> None:
    world = review.world()
    found, _ = review.item(1, cases=0)
    review.mention(found, world["ada"], "Ada Sample")
    review.mention(found, world["motors"], "Example Motors")
    desk.suggestion(found, None, kind="new_case", key="n", probability=None, payload={"text": "x"}, reasons=[])
    page = at_review(sit, chief)

    page.keyboard.press("c")
    expect(page.locator("#id_title")).to_have_value("Example Motors v. Ada Sample")
    page.get_by_role("button", name="Save", exact=True).click()

    expect(page.locator(".messagelist")).to_contain_text("the article linked to it")
    made = Case.objects.get(title="Example Motors v. Ada Sample")
    assert made.participants.count() == 2
    assert Suggestion.objects.get(article=found, case=made, kind="case").state == SuggestionState.ACCEPTED


def test_m_takes_two_candidates_to_where_they_are_merged(sit: Sit, chief: User) -> None:
    _, rows = review.item(1)
    page = at_review(sit, chief)

    page.keyboard.press("2")
    page.keyboard.press("m")

    expect(page.get_by_role("heading", name="Merge")).to_be_visible()
    expect(page.locator("#content")).to_contain_text("Example Motors v. Person 1-1")
    assert violations(page) == []
    assert states(*rows) == [SuggestionState.OPEN, SuggestionState.OPEN]


def test_7_typing_decides_nothing(sit: Sit, chief: User) -> None:
    found, rows = review.item(1)
    page = at_review(sit, chief)
    note = page.get_by_label("Note")

    note.click()
    page.keyboard.type("yes")
    page.keyboard.press("Enter")

    expect(note).to_have_value("yes")
    shows(page, found)
    assert states(*rows) == [SuggestionState.OPEN, SuggestionState.OPEN]
    page.get_by_role("button", name="Accept the chosen case").click()
    says(page, "Accepted")
    assert Suggestion.objects.get(pk=rows[0].pk).note == "yes"


def test_8_without_shortcuts(sit: Sit, chief: User) -> None:
    found, rows = review.item(1)
    page = at_review(sit, chief)
    page.get_by_label("Shortcuts").uncheck()

    page.locator("h1").click()
    page.keyboard.press("y")
    page.reload()
    page.keyboard.press("y")

    expect(page.get_by_label("Shortcuts")).not_to_be_checked()
    shows(page, found)
    assert states(*rows) == [SuggestionState.OPEN, SuggestionState.OPEN]
    page.get_by_role("button", name="None of these: reject 2").click()
    says(page, "Rejected: 2 suggestions.")
    assert states(*rows) == [SuggestionState.REJECTED, SuggestionState.REJECTED]


def test_9_beside_a_second_editor(sit: Sit, chief: User) -> None:
    items = [review.item(number)[0] for number in range(1, 5)]
    second = User.objects.create_superuser("second")
    pages = [at_review(sit, chief), at_review(sit, second)]
    for page, article in zip(pages, items, strict=False):
        shows(page, article)

    for page, article in zip(pages, items[2:], strict=True):
        page.keyboard.press("n")
        shows(page, article)

    assert not Suggestion.objects.open().filter(article__in=items[:2]).exists()


def test_10_decided_by_somebody_else_meanwhile(sit: Sit, chief: User) -> None:
    _, rows = review.item(1)
    page = at_review(sit, chief)
    services.reject_suggestion(suggestion=rows[0], editor=User.objects.create_user("quick"))

    page.keyboard.press("y")

    says(page, "Already decided: rejected by quick")
    says(page, "Nothing was changed by you.")
    assert states(*rows) == [SuggestionState.REJECTED, SuggestionState.OPEN]


def test_11_after_the_lease_ended(sit: Sit, chief: User) -> None:
    found, rows = review.item(1)
    other, _ = review.item(2)
    page = at_review(sit, chief)
    page.get_by_label("Note").fill("not lost")
    page.locator("h1").click()
    ReviewLease.objects.update(until=timezone.now() - timedelta(seconds=1))

    page.keyboard.press("y")
    expect(page.get_by_text("Your time with this article is over")).to_be_visible()
    assert states(*rows) == [SuggestionState.OPEN, SuggestionState.OPEN]
    page.get_by_role("button", name="Take over").click()
    expect(page.get_by_label("Note")).to_have_value("not lost")
    shows(page, found)
    ReviewLease.objects.update(until=timezone.now() - timedelta(seconds=1))
    page.reload()
    page.get_by_role("button", name="Next", exact=True).click()

    # Nobody took it, so it is still the one that waits longest.
    shows(page, found)
    page.keyboard.press("s")
    shows(page, other)


def test_13_rejecting_40_of_200(sit: Sit, chief: User) -> None:
    found = review.story(1)
    about = [review.dispute(f"A v. B {number}") for number in range(200)]
    for case in about:
        desk.suggestion(found, case)
    page = sit(chief)
    page.goto("/admin/articles/suggestion/")
    boxes = page.locator("input.action-select")
    for at in range(40):
        boxes.nth(at).check()

    page.get_by_label("Action:").select_option("reject")
    page.get_by_role("button", name="Go").click()
    expect(page.get_by_role("heading", name="Reject 40 suggestions?")).to_be_visible()
    expect(page.locator("#content-main")).to_contain_text("160 others stay open")
    page.get_by_role("button", name="Reject 40").click()

    expect(page.locator(".messagelist")).to_contain_text("Rejected; it is not proposed again: 40.")
    assert Suggestion.objects.open().count() == 160
    history: Any = Suggestion.pgh_event_model  # type: ignore[attr-defined]
    assert history.objects.filter(pgh_label="update", state=SuggestionState.REJECTED).count() == 40


@pytest.mark.parametrize("look", LOOKS, ids=["light", "dark", "light-390", "dark-390"])
def test_20_hostile_text_and_axe(sit: Sit, chief: User, look: Any) -> None:
    world = review.world()
    text = "<script>alert(1)</script> and <i x-data='{}'>Ada Sample</i> signed a covenant with Example Motors. The end."
    found = desk.article(text, title="<b x-data>T</b>")
    review.mention(found, world["ada"], "Ada Sample")
    end = text.index(" signed")
    spans = [{"field": "text", "start": 0, "end": end, "quote": text[:end]}]
    for about in (world["case"], review.dispute("<script>A</script> v. B")):
        desk.suggestion(found, about, spans=spans)
    standing = desk.event(world["case"], occurred_text="2024-07-20")
    review.entry(found, world["case"], world["ada"], world["motors"], spans=spans)
    page = at_review(sit, chief, **look)

    expect(page.locator(".article .text").last).to_contain_text("<script>alert(1)</script> and <i x-data='{}'>")
    expect(page.get_by_text("Join: 20 July 2024")).to_contain_text(standing.title)
    assert violations(page) == []
    assert sideways(page) <= 0

    page.get_by_role("button", name="Accept the chosen case").click()
    says(page, "Accepted")
    assert violations(page) == []


def test_the_new_case_and_the_page_that_asks_are_accessible(sit: Sit, chief: User) -> None:
    world = review.world()
    found, _ = review.item(1, cases=3)
    review.mention(found, world["ada"], "Ada Sample")
    review.mention(found, world["motors"], "Example Motors")
    page = at_review(sit, chief)

    page.keyboard.press("c")
    expect(page.get_by_role("heading", name="New case")).to_be_visible()
    assert complaints(page) == []

    page.goto("/admin/articles/suggestion/")
    assert complaints(page) == []
    page.locator("input.action-select").first.check()
    page.get_by_label("Action:").select_option("reject")
    page.get_by_role("button", name="Go").click()
    expect(page.get_by_role("heading", name="Reject 1 suggestion?")).to_be_visible()
    assert complaints(page) == []


def test_help_and_arrows(sit: Sit, chief: User) -> None:
    review.item(1, cases=3)
    page = at_review(sit, chief)

    page.keyboard.press("ArrowDown")
    expect(page.locator("#pick-2")).to_be_checked()
    expect(page.locator("#pick-2")).to_be_focused()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("y")
    assert not Suggestion.objects.exclude(state=SuggestionState.OPEN).exists()
    page.keyboard.press("Escape")

    page.keyboard.press("Shift+Y")
    says(page, "Accepted")
    says(page, "Rejected: 2 suggestions.")
