"""Syndicated copies: one story, one source, one judgement."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from io import StringIO
from typing import Any
from uuid import UUID

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, connection, connections, transaction
from django.db.models import Count
from django.test.utils import CaptureQueriesContext

from articles import services
from articles.models import Article, ArticleShingle, OwnStory, Suggestion
from articles.report import report_of
from articles.sentences import outline
from articles.services import Changes, copying
from cases.models import CaseCitation, Event, EventCitation
from cases.timeline import verification_of
from facts.models import Citation
from linking.copies import MOST_STORIES
from tests.articles.world import BUSINESS, STORY, World, a_world, linked

# The same report as other outlets print it.
CUT = STORY[120:]
FURNISHED = f"Home | News | Robots\n\n{STORY}\n\nSubscribe to our imaginary letter."
OWN = """An engineer in court over his new job

Fictive Robotics, a maker of toy automatons, sued Ferdinand Sampleton in March. Madeup Motors had hired him a year
before. His lawyer calls the claim over the non-compete agreement groundless."""
DAY = date(2025, 8, 11)


@pytest.fixture
def world(db: None) -> World:
    return a_world()


@pytest.fixture
def editor(db: None) -> User:
    return User.objects.create_user("synthetic-editor")


def at(number: int) -> str:
    return f"https://outlet{number}.example/story"


def fresh(article: Article) -> Article:
    return Article.objects.get(pk=article.pk)


def link_of(article: Article) -> Suggestion:
    return article.suggestions.get(kind="case")


def event_of(article: Article) -> Suggestion:
    return article.suggestions.get(kind="event", payload__kind="complaint_filed")


@pytest.mark.parametrize("text", [CUT, FURNISHED, STORY.replace("Makers of imaginary robots", "Robot builders")])
def test_a_copy_has_its_roots_links_and_is_not_judged(world: World, text: str) -> None:
    root = linked(url=at(1))
    copy = linked(text, url=at(2))

    assert copy.root == root
    assert copy.root_share is not None
    assert copy.root_share > 0.6
    assert not copy.suggestions.exists()
    assert copy.mentions.filter(person=world.mover).exists()
    assert list(Suggestion.objects.of(copy)) == list(Suggestion.objects.of(root)) != []


def test_two_outlets_own_stories_are_two_sources(world: World) -> None:
    first, second = linked(url=at(1)), linked(OWN, url=at(2))

    assert second.root is None
    assert link_of(first).case == link_of(second).case == world.case


def test_what_was_decided_before_the_copy_came_holds_for_it_at_once(world: World, editor: User) -> None:
    root = linked(url=at(1))
    services.reject_suggestion(suggestion=link_of(root), editor=editor)

    copy = linked(CUT, url=at(2))

    assert [one.state for one in Suggestion.objects.of(copy).links()] == ["rejected"]
    assert not Suggestion.objects.open().links().exists()


def test_what_is_decided_later_holds_for_the_copy_and_is_cited_once(world: World, editor: User) -> None:
    root, copy = linked(url=at(1)), linked(CUT, url=at(2))

    services.accept_suggestion(suggestion=event_of(root), editor=editor)

    assert Event.objects.filter(case=world.case).count() == Citation.objects.count() == 1
    assert Suggestion.objects.of(copy).get(payload__kind="complaint_filed").state == "accepted"


def test_a_story_is_one_source_however_often_it_is_cited(world: World, editor: User) -> None:
    root = linked(url=at(1))
    first = services.accept_suggestion(suggestion=event_of(root), editor=editor)
    entry = Event.objects.get()
    again = services.accept_suggestion(
        suggestion=root.suggestions.filter(kind="move").first() or link_of(root),
        editor=editor,
        changes=Changes(event=entry),
    )
    other = services.accept_suggestion(
        suggestion=event_of(linked(OWN, url=at(3))), editor=editor, changes=Changes(event=entry)
    )

    assert first.citation is not None
    assert again.citation is not None
    assert other.citation is not None
    assert again.citation.derived_from == first.citation
    assert verification_of([first.citation, again.citation]) == "single_source"
    assert verification_of([first.citation, again.citation, other.citation]) == "corroborated"


def test_the_earlier_text_becomes_the_root_whenever_it_arrives(world: World, editor: User) -> None:
    copy, third = linked(CUT, url=at(1), published_on=DAY), linked(FURNISHED, url=at(2), published_on=DAY)
    accepted = services.accept_suggestion(suggestion=event_of(copy), editor=editor)
    assert third.root == copy

    original = linked(STORY, url=at(3), published_on=date(2025, 8, 9))

    assert original.root is None
    assert (fresh(copy).root, fresh(third).root) == (original, original)
    moved = Suggestion.objects.get(pk=accepted.suggestion.pk)
    assert (moved.article, moved.found_in, moved.state) == (original, copy, "accepted")
    assert event_of(original) == moved
    assert not Suggestion.objects.filter(article__in=[copy, third], state="open").exists()
    assert original.suggestions.filter(kind="case", state="open").exists()


def test_citations_of_one_story_stay_one_source_when_its_root_changes(world: World, editor: User) -> None:
    copy = linked(CUT, url=at(1), published_on=DAY)
    early = services.accept_suggestion(suggestion=event_of(copy), editor=editor).citation
    original = linked(STORY, url=at(3), published_on=date(2025, 8, 9))

    late = services.accept_suggestion(suggestion=link_of(original), editor=editor).citation

    assert early is not None
    assert late is not None
    assert late.derived_from == early
    assert late.url == at(3)
    assert CaseCitation.objects.get(fact=world.case).citation == late


def test_two_stories_that_turn_out_to_be_one_count_as_one_source(world: World, editor: User) -> None:
    half = len(STORY) // 2
    first = linked(STORY[:half] + "\n\n" + BUSINESS, url=at(1), published_on=DAY)
    second = linked(STORY[half:], url=at(2), published_on=DAY)
    cited = [
        services.accept_suggestion(suggestion=article.suggestions.order_by("kind", "pk")[0], editor=editor).citation
        for article in (first, second)
    ]
    assert second.root is None
    assert cited[1] is not None
    assert cited[1].derived_from is None

    whole = linked(STORY, url=at(3), published_on=date(2025, 8, 1))

    assert (fresh(first).root, fresh(second).root) == (whole, whole)
    roots = {one.derived_from_id or one.pk for one in Citation.objects.all()}
    assert len(roots) == 1


def test_an_editor_says_that_an_article_is_no_copy_for_good(world: World, editor: User) -> None:
    root, copy = linked(url=at(1)), linked(CUT, url=at(2))

    separated = services.separate(article=copy, editor=editor, reason="Another reporter wrote it.")
    services.link(ids=[copy.pk])

    assert (separated.root, fresh(copy).state) == (None, "linked")
    assert link_of(copy).state == link_of(root).state == "open"
    assert OwnStory.objects.get(article=copy).reason == "Another reporter wrote it."
    earlier = linked(FURNISHED, url=at(3), published_on=date(2025, 8, 1))
    assert (fresh(root).root, fresh(copy).root) == (earlier, None)


def test_what_was_judged_of_a_copy_comes_back_to_it(world: World, editor: User) -> None:
    copy = linked(CUT, url=at(1), published_on=DAY)
    mine = services.accept_suggestion(suggestion=event_of(copy), editor=editor)
    original = linked(STORY, url=at(3), published_on=date(2025, 8, 9))
    other = services.accept_suggestion(suggestion=link_of(original), editor=editor)

    services.separate(article=copy, editor=editor, reason="Another reporter wrote it.")

    assert event_of(copy) == mine.suggestion
    assert mine.citation is not None
    assert other.citation is not None
    assert verification_of(Citation.objects.filter(pk__in=[mine.citation.pk, other.citation.pk])) == "corroborated"


@pytest.mark.parametrize(
    ("which", "reason", "field"),
    [("root", "why", "root"), ("copy", "  ", "reason"), ("twin", "why", "root")],
)
def test_what_cannot_be_separated_says_why(world: World, editor: User, which: str, reason: str, field: str) -> None:
    articles = {"root": linked(url=at(1)), "copy": linked(CUT, url=at(2))}
    articles["twin"] = Article.objects.create(root=articles["root"], state="archived")

    with pytest.raises(ValidationError) as caught:
        services.separate(article=articles[which], editor=editor, reason=reason)

    assert list(caught.value.message_dict) == [field]
    assert not OwnStory.objects.exists()


def test_pages_of_one_outlet_are_not_taken_for_copies_by_their_furniture(world: World) -> None:
    menu = "\n".join(f"Section {one} of the Imaginary Gazette, read by {one} people" for one in range(8))
    first = linked(f"{STORY}\n{menu}", url="https://gazette.example/1")

    same = linked(f"{BUSINESS}\n{menu}", url="https://www.gazette.example/2")

    assert (first.root, same.root) == (None, None)


def test_what_many_stories_share_is_furniture(world: World) -> None:
    menu = "\n".join(f"Section {one} of the imaginary network, read by {one} people" for one in range(8))
    for number in range(34):
        words = " ".join(f"{chr(97 + number % 26)}{one}{number}" for one in range(300))
        assert linked(f"{words}\n{menu}", url=at(number)).root is None
    tail = linked(f"Something else altogether, told in a few plain words.\n{menu}", url=at(99))

    assert tail.root is None
    most = ArticleShingle.objects.values("hash").annotate(times=Count("article")).order_by("-times")[0]
    assert most["times"] == MOST_STORIES + 1


def test_a_copy_stores_only_what_its_story_lacks(world: World) -> None:
    root = linked(url=at(1))
    linked(CUT, url=at(2))
    furnished = linked(FURNISHED, url=at(3))

    stored = ArticleShingle.objects.filter(article=root).values("hash")
    assert not ArticleShingle.objects.exclude(article=root).filter(hash__in=stored).exists()
    assert ArticleShingle.objects.filter(article=furnished).exists()


def test_a_copy_of_a_copy_has_the_same_root(world: World) -> None:
    root = linked(url=at(1))
    addition = "The guild of imaginary engineers said that such suits had doubled within a year, and asked for a law."
    linked(f"{CUT} {addition}", url=at(2))

    third = linked(f"{STORY[200:-120]} {addition}", url=at(3))

    assert third.root == root


@transaction.atomic
def at_once(article: Article, root: Article) -> None:
    """Make a copy, and have the database look at it now and not at commit."""
    Article.objects.filter(pk=article.pk).update(root=root)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_the_database_keeps_a_root_from_having_a_root(world: World) -> None:
    first, second, third = (Article.objects.create(url=at(number)) for number in (1, 2, 3))
    Article.objects.filter(pk=second.pk).update(root=first)

    for article, root in ((third, second), (first, third)):
        with pytest.raises(IntegrityError, match="article_root_has_no_root"):
            at_once(article, root)


def test_looking_up_and_storing_cost_the_same_however_much_is_alike(world: World) -> None:
    costs = []
    for number in range(3):
        taken = services.ingest(text=f"{STORY}\n\nEdition {number}.", url=at(number), published_on=DAY)
        article = Article.objects.get(pk=taken.article.pk)
        with (
            transaction.atomic(),
            CaptureQueriesContext(
                connection,
            ) as queries,
        ):
            copying.place(article=article)
        costs.append(len([one for one in queries.captured_queries if "SAVEPOINT" not in one["sql"]]))

    assert costs == [5, 5, 5]


def test_stored_texts_from_before_are_placed(world: World, editor: User) -> None:
    copy = linked(CUT, url=at(2))
    judged = services.reject_suggestion(suggestion=event_of(copy), editor=editor).suggestion
    root = linked(url=at(1), published_on=date(2025, 8, 20))
    Suggestion.objects.filter(article=root).delete()
    # As they were before copies were told, but for the days of their publication.
    ArticleShingle.objects.all().delete()
    Article.objects.update(root=None, root_share=None, sample_rate=None)
    Article.objects.filter(pk=root.pk).update(published_on=date(2025, 8, 1))

    call_command("find_copies", stdout=(said := StringIO()))

    assert said.getvalue() == "2 texts compared, 1 of them a copy.\n"
    assert (fresh(root).root, fresh(copy).root) == (None, root)
    moved = Suggestion.objects.get(pk=judged.pk)
    assert (moved.article, moved.found_in, moved.state) == (root, copy, "rejected")
    assert not copy.suggestions.filter(state="open").exists()
    assert services.place_stored() == []


@pytest.mark.django_db(transaction=True)
def test_two_copies_read_at_the_same_moment_have_one_root() -> None:
    a_world()
    ids = [services.ingest(text=text, url=at(n)).article.pk for n, text in enumerate((STORY, CUT, FURNISHED))]
    start = threading.Barrier(len(ids))

    def read(key: UUID) -> None:
        try:
            start.wait()
            services.read(article_id=key)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(ids)) as threads:
        list(threads.map(read, ids))

    first, *others = (Article.objects.get(pk=key) for key in ids)
    assert first.root is None
    assert [one.root for one in others] == [first, first]


@pytest.mark.django_db(transaction=True)
def test_two_transactions_cannot_make_each_others_article_its_root() -> None:
    first, second = (Article.objects.create(url=at(number)) for number in (1, 2))
    written = threading.Barrier(2)

    def copy(pair: tuple[Article, Article]) -> str:
        try:
            with transaction.atomic():
                Article.objects.filter(pk=pair[0].pk).update(root=pair[1])
                written.wait()
        except Exception as error:  # noqa: BLE001 - refused by the key, or as the loser of a deadlock
            return type(error).__name__
        finally:
            connections.close_all()
        return "kept"

    with ThreadPoolExecutor(2) as threads:
        said = list(threads.map(copy, [(first, second), (second, first)]))

    assert said.count("kept") <= 1
    assert Article.objects.filter(root__isnull=False).count() == said.count("kept")


@pytest.mark.django_db(transaction=True)
def test_two_editors_who_accept_at_once_make_one_source() -> None:
    a_world()
    editor = User.objects.create_user("synthetic-editor")
    article = linked(url=at(1))
    both = [event_of(article), link_of(article)]
    start = threading.Barrier(2)

    def accept(suggestion: Suggestion) -> Any:
        try:
            start.wait()
            return services.accept_suggestion(suggestion=suggestion, editor=editor).citation
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as threads:
        cited = list(threads.map(accept, both))

    assert sorted(one.derived_from_id is None for one in cited) == [False, True]
    assert EventCitation.objects.count() == 1


def test_a_report_of_a_copy_shows_its_roots_links(world: World) -> None:
    root, copy = linked(url=at(1)), linked(CUT, url=at(2))

    report = report_of(copy)

    assert [(one["case"], one["as_root"], one["spans"]) for one in report["links"]] == [(world.case.slug, True, [])]
    assert report["article"]["copy_of"]["id"] == str(root.pk)
    assert report["proposals"] == report["unknowns"] == []
    for language, words in (("en", "Copy of"), ("fr", "Copie de"), ("zh", "转载自")):
        assert f"{words} " in outline(report_of(copy, language=language), language).replace("自", "自 ")
    assert not report_of(root)["links"][0]["as_root"]
