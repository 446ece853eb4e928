"""What an editor decided about an article is known again after the records it names were merged."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User

from articles import services
from articles.choices import SuggestionState
from articles.models import Article, Suggestion
from facts.services import merge, unmerge
from tests.articles.world import World, a_world, linked
from tests.facts.merging.world import a_merger
from tests.records import a_case, a_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def by() -> User:
    return a_merger()


@pytest.fixture
def world() -> World:
    return a_world()


def again(article: Article) -> None:
    services.relink(ids=[article.pk])
    services.link(ids=[article.pk])


def states(article: Article, *kinds: str) -> dict[Any, str]:
    rows = Suggestion.objects.filter(article=article, kind__in=kinds).exclude(state=SuggestionState.SUPERSEDED)
    return dict(rows.values_list("pk", "state"))


def test_a_rejected_link_stays_rejected_when_its_case_is_merged_and_back(world: World, by: User) -> None:
    article, survivor = linked(), a_case("Another title of the same dispute")
    (link,) = Suggestion.objects.filter(article=article, kind="case")
    services.reject_suggestion(suggestion=link, editor=by)

    done = merge(survivor=survivor, absorbed=world.case, by=by, reason="One.").merge
    again(article)

    assert states(article, "case") == {link.pk: "rejected"}
    link.refresh_from_db()
    assert link.case == survivor
    unmerge(merge=done, by=by, reason="Two.")
    again(article)
    assert states(article, "case") == {link.pk: "rejected"}
    link.refresh_from_db()
    assert link.case == world.case


def test_an_open_link_of_a_merged_case_is_refreshed_and_not_doubled(world: World, by: User) -> None:
    article, survivor = linked(), a_case("Another title of the same dispute")
    before = states(article, "case")

    merge(survivor=survivor, absorbed=world.case, by=by, reason="One.")
    again(article)

    assert states(article, "case") == before
    assert Suggestion.objects.get(pk__in=before).case == survivor


def test_a_rejected_move_stays_rejected_when_its_person_is_merged_and_back(world: World, by: User) -> None:
    article = linked()
    moves = states(article, "move")
    for row in Suggestion.objects.filter(pk__in=moves):
        services.reject_suggestion(suggestion=row, editor=by)
    judged = states(article, "move")
    survivor, other = a_person("Ferdinand Teststone"), a_person("Orla Teststone")

    done = [
        merge(survivor=to, absorbed=who, by=by, reason="One.").merge
        for to, who in ((survivor, world.mover), (other, world.other))
    ]
    again(article)

    assert len(moves) > 1
    assert states(article, "move") == judged == dict.fromkeys(moves, "rejected")
    for one in done:
        unmerge(merge=one, by=by, reason="Two.")
    again(article)
    assert states(article, "move") == judged
