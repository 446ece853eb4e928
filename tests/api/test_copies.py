"""An article that other outlets copied: one source with several addresses, for everybody and within fixed cost."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from articles.models import Article
from cases.models import Case
from tests.api.world import World


@pytest.fixture
def copy(world: World) -> Article:
    text = "Fictive Robotics took legal action against Ferdinand Sampleton, a reader writes."
    sha256 = "b" * 64
    return Article.objects.create(
        text=text, text_sha256=sha256, url="https://other.example/1", root=world.article, root_share=0.7, state="read"
    )


def test_a_copy_has_the_cases_of_its_root(client: Client, world: World, copy: Article) -> None:
    shown = client.get(f"/api/v1/articles/{copy.pk}/").json()

    assert shown["copy_of_id"] == str(world.article.pk)
    assert [one["case_id"] for one in shown["cases"]] == [str(world.case.pk)]
    assert shown["text"] is None


def test_an_article_lists_where_else_it_was_printed(client: Client, world: World, copy: Article) -> None:
    shown = client.get(f"/api/v1/articles/{world.article.pk}/").json()

    assert shown["copy_of_id"] is None
    assert [(one["id"], one["url"]) for one in shown["copies"]] == [(str(copy.pk), "https://other.example/1")]


def test_a_copy_is_hidden_with_the_case_of_its_root(client: Client, world: World, copy: Article) -> None:
    Case.objects.filter(pk=world.case.pk).update(publication_state="draft")

    assert client.get(f"/api/v1/articles/{copy.pk}/").status_code == 404
    assert client.get("/api/v1/articles/").json()["results"] == []


def test_copies_cost_one_query_more_however_many(
    client: Client, world: World, copy: Article, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(3):
        client.get("/api/v1/articles/")
    Article.objects.create(url="https://other.example/2", root=world.article, state="archived")

    with django_assert_num_queries(3):
        assert len(client.get("/api/v1/articles/").json()["results"]) == 3
