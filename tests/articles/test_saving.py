"""What the engine makes of a hundred articles is saved in a handful of statements, and only where it differs."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.models import Q, Value
from django.db.models.functions import Concat
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import registry, services
from articles.models import Article, Mention, Suggestion
from people.models import Name
from tests.articles.world import STORY, a_world, linked
from tests.records import a_person

pytestmark = pytest.mark.django_db(transaction=True)


def link_again(*articles: Article) -> list[str]:
    """Send articles back, link them in one batch, and return the statements of that, transactions left out."""
    ids = services.relink(ids=[article.pk for article in articles])
    with CaptureQueriesContext(connection) as context:
        assert services.link(ids=ids) == len(articles)
    told = [" ".join(query["sql"].split()) for query in context.captured_queries]
    return [sql for sql in told if sql not in ("BEGIN", "COMMIT") and "SAVEPOINT" not in sql]


def test_a_hundred_articles_are_saved_in_eight_statements() -> None:
    a_world()
    for number in range(100):
        # Of one outlet and with so many words of its own that none is a copy of another.
        own = " ".join(f"word{number}of{place}" for place in range(40))
        taken = services.ingest(text=f"{STORY} {own}", url=f"https://gazette.example/{number}")
        services.read(article_id=taken.article.pk)
    registry.current()
    ids = list(Article.objects.values_list("pk", flat=True))

    with CaptureQueriesContext(connection) as context:
        saved = services.link(ids=ids)

    told = [" ".join(query["sql"].split()) for query in context.captured_queries]
    told = [sql for sql in told if sql not in ("BEGIN", "COMMIT") and "SAVEPOINT" not in sql]
    assert saved == 100
    assert [sql.split(" ", 1)[0] for sql in told] == [
        "UPDATE",  # claims the articles
        "SELECT",  # asks for changed names and cases
        "SELECT",  # reads the articles
        "SELECT",  # locks those that are still held
        "WITH",  # saves all mentions
        "SELECT",  # locks the suggestions that stand
        "WITH",  # saves all suggestions
        "UPDATE",  # the articles are linked
    ]
    assert Mention.objects.count() > 500
    assert Suggestion.objects.filter(kind="case").count() == 100
    assert len(link_again(*Article.objects.all())) == len(told)


def test_what_is_the_same_is_left_alone() -> None:
    a_world()
    article = linked()
    before = list(Mention.objects.order_by("pk").values()), list(Suggestion.objects.order_by("pk").values())

    link_again(article)

    assert list(Mention.objects.order_by("pk").values()) == before[0]
    assert list(Suggestion.objects.order_by("pk").values()) == before[1]


def test_what_is_no_longer_made_is_superseded_and_comes_back() -> None:
    world = a_world()
    article = linked()
    (link,) = article.suggestions.filter(kind="case")
    others = set(article.suggestions.exclude(state="superseded").values_list("pk", flat=True))

    theirs = Name.objects.filter(Q(person=world.mover) | Q(employer=world.new))
    names = list(theirs)
    theirs.update(text=Concat("text", Value(" Elsewhere")))
    link_again(article)
    gone = Suggestion.objects.get(pk=link.pk)
    mentioned = article.mentions.filter(person=world.mover).exists()
    for name in names:
        Name.objects.filter(pk=name.pk).update(text=name.text)
    link_again(article)
    back = Suggestion.objects.get(pk=link.pk)

    assert (gone.state, gone.version, gone.probability) == ("superseded", 2, link.probability)
    assert not mentioned
    assert (back.state, back.version, back.reasons) == ("open", 3, link.reasons)
    assert set(article.suggestions.filter(state="open").values_list("pk", flat=True)) == others
    assert article.mentions.filter(person=world.mover).exists()


def test_a_mention_of_another_person_is_changed_in_its_place() -> None:
    world = a_world()
    article = linked()
    (before,) = article.mentions.filter(person=world.other)[:1]
    namesake = a_person("Somebody Synthetic")

    Name.objects.filter(person=world.other).update(person=namesake)
    link_again(article)

    assert Mention.objects.get(pk=before.pk).person == namesake


def test_a_judged_suggestion_is_not_touched() -> None:
    world = a_world()
    article = linked()
    Suggestion.objects.filter(article=article).update(state="rejected", decided_at=timezone.now())
    before = list(Suggestion.objects.order_by("pk").values())

    Name.objects.filter(person=world.mover).update(text=Concat("text", Value(" Elsewhere")))
    link_again(article)

    judged = [row["id"] for row in before]
    assert list(Suggestion.objects.filter(pk__in=judged).order_by("pk").values()) == before
