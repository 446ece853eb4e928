"""Copies at the desk: what they copy, how much of it, what holds for them, and the editor's word that they do not."""

from __future__ import annotations

import pytest
from django.test import Client

from articles import services
from articles.models import Article, OwnStory
from tests.admin import desk
from tests.admin.cost import cost
from tests.admin.forms import messages_of, page, press
from tests.articles.world import STORY, a_world, linked


@pytest.fixture
def pair(db: None) -> tuple[Article, Article]:
    a_world()
    root = linked(url="https://gazette.example/1")
    return root, linked(STORY[120:], url="https://other.example/1")


def test_the_page_of_a_copy_shows_root_share_and_the_roots_links(
    at_desk: Client, pair: tuple[Article, Article]
) -> None:
    root, copy = pair
    link = root.suggestions.get(kind="case")
    services.reject_suggestion(suggestion=link, editor=desk.editor("rejecting"))

    html = at_desk.get(page(copy)).content.decode()

    assert f"/articles/suggestion/{link.pk}/change/" in html
    assert f"{link.case}</a>: rejected" in html
    assert "Makers of imaginary robots" in html
    assert "100%" in html


def test_the_page_of_a_root_lists_its_copies(at_desk: Client, pair: tuple[Article, Article]) -> None:
    root, copy = pair

    assert f"/articles/article/{copy.pk}/change/" in at_desk.get(page(root)).content.decode()


def test_an_editor_says_not_a_copy_with_a_reason(at_desk: Client, pair: tuple[Article, Article]) -> None:
    _, copy = pair

    press(at_desk, copy, "separate")
    refused = Article.objects.get(pk=copy.pk)
    answer = press(at_desk, copy, "separate", reason="Their own reporter was in court.")

    assert refused.root is not None
    assert any("Linked by itself" in message for message in messages_of(answer))
    assert Article.objects.get(pk=copy.pk).root is None
    assert OwnStory.objects.get().reason == "Their own reporter was in court."
    assert "_verb_separate" not in at_desk.get(page(copy)).content.decode()


def test_more_copies_cost_no_more_queries(at_desk: Client, pair: tuple[Article, Article]) -> None:
    root, _ = pair
    one = cost(at_desk, page(root))

    for number in range(3):
        linked(f"{STORY}\n\nEdition {number}.", url=f"https://other.example/more{number}")

    assert root.copies.count() == 4
    assert cost(at_desk, page(root)) == one
