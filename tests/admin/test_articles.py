"""Articles and sources at the desk: three ways in, a clear word on what is wrong, another try, and feeds at will."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from articles.choices import ArticleState, FailureCode
from articles.models import Article, Source
from tests.admin import desk
from tests.admin.forms import act, errors_of, messages_of, page, press, send

TOLD = "Example Motors sued Ada Sample.\r\n\r\nShe had left in July."


def add(client: Client, **typed: Any) -> Any:
    return send(client, reverse("admin:articles_article_add"), **typed)


def test_a_pasted_text_is_taken_in_as_it_is(at_desk: Client) -> None:
    source = Source.objects.create(slug="example-gazette", name="Example Gazette")

    answer = add(at_desk, text=TOLD, source=str(source.pk), published_on="2025-01-02", language="en")

    saved = Article.objects.get()
    assert saved.text == TOLD.replace("\r\n", "\n")
    assert (saved.state, saved.source, str(saved.published_on)) == ("received", source, "2025-01-02")
    assert any("Taken in" in message for message in messages_of(answer))


def test_a_file_and_an_address_are_taken_in(at_desk: Client) -> None:
    upload = SimpleUploadedFile("story.html", b"<html><body><p>Example Motors sued.</p></body></html>", "text/html")

    add(at_desk, document=upload)
    add(at_desk, url="https://gazette.example/another")

    by_file, by_address = Article.objects.order_by("created_at")
    assert bytes(by_file.evidence.body).startswith(b"<html>")
    assert by_address.url == "https://gazette.example/another"


def test_the_same_again_is_the_same_article(at_desk: Client) -> None:
    add(at_desk, text=TOLD)

    answer = add(at_desk, text=TOLD, url="https://gazette.example/again")

    assert Article.objects.count() == 1
    assert any("nothing was doubled" in message for message in messages_of(answer))


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({}, "text", "Send a text"),
        ({"text": "   \n "}, "text", "empty"),
        ({"text": "a\x00b"}, "text", "Null characters"),
        ({"text": TOLD, "published_on": "2999-01-01"}, "published_on", "lies in the future"),
        ({"text": TOLD, "published_on": "January"}, "published_on", "valid date"),
        ({"text": TOLD, "language": "klingon!"}, "language", "BCP 47"),
        ({"url": "gazette"}, "url", ""),
        ({"url": "ftp://gazette.example/a"}, "url", ""),
    ],
    ids=lambda value: str(value)[:30],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_saved(
    at_desk: Client, typed: dict[str, str], field: str, words: str
) -> None:
    answer = add(at_desk, **typed)

    errors = answer.context["adminform"].form.errors
    assert words in " ".join(errors[field])
    assert not Article.objects.exists()


@pytest.mark.parametrize(
    ("body", "words"),
    [(b"", "empty"), (b"%PDF-1.7 ...", "not text"), (b"\xff\xfe\x00\xd8", "decoded"), (b"caf\xe9 au lait", "decoded")],
    ids=["empty", "binary", "surrogate", "latin"],
)
def test_a_file_that_is_no_text_is_refused_at_its_field(at_desk: Client, body: bytes, words: str) -> None:
    answer = add(at_desk, document=SimpleUploadedFile("story.txt", body, "text/plain"))

    assert words in " ".join(answer.context["adminform"].form.errors["document"])
    assert not Article.objects.exists()


def test_a_file_too_large_is_refused_unread(at_desk: Client) -> None:
    answer = add(at_desk, document=SimpleUploadedFile("story.txt", b"x" * (10 * 2**20 + 1), "text/plain"))

    assert "10,485,760" in " ".join(answer.context["adminform"].form.errors["document"])


def test_a_text_and_a_file_are_one_too_many(at_desk: Client) -> None:
    answer = add(at_desk, text=TOLD, document=SimpleUploadedFile("story.txt", b"Another.", "text/plain"))

    assert any("not both" in error for error in errors_of(answer))


def test_a_failed_article_says_why_and_is_tried_again(at_desk: Client) -> None:
    failed = desk.article()
    Article.objects.filter(pk=failed.pk).update(
        state=ArticleState.FAILED, failure_code=FailureCode.GAVE_UP, failure_detail="5 attempts.", attempts=5
    )

    shown = at_desk.get(page(failed)).content.decode()
    press(at_desk, failed, "retry")

    assert "Processing failed repeatedly. 5 attempts." in shown
    failed.refresh_from_db()
    assert (failed.state in (ArticleState.RECEIVED, ArticleState.READ), failed.attempts) == (True, 0)


def test_an_articles_text_is_no_field(at_desk: Client) -> None:
    found = desk.article()

    send(at_desk, page(found), text="Another text.", title="Another title")

    found.refresh_from_db()
    assert (found.text, found.title) == (desk.STORY, "A story")


def feed(**fields: Any) -> Source:
    given = {"slug": "feed", "name": "Example Feed", "kind": "feed", "feed_url": "https://gazette.example/feed"}
    return Source.objects.create(**(given | fields))


def test_a_feed_is_paused_and_resumed_afresh(at_desk: Client) -> None:
    source = feed(failures=4, last_error="The server answered with an error.")

    press(at_desk, source, "pause")
    source.refresh_from_db()
    paused = source.paused_at
    act(at_desk, "resume", source)
    source.refresh_from_db()

    assert paused is not None
    assert (source.paused_at, source.failures) == (None, 0)


def test_only_feeds_are_polled(at_desk: Client) -> None:
    outlet = Source.objects.create(slug="outlet", name="Example Outlet")

    for verb in ("pause", "run_now"):
        assert any("Only a feed" in message for message in messages_of(act(at_desk, verb, outlet)))


def test_a_feed_needs_its_address(at_desk: Client) -> None:
    answer = send(at_desk, reverse("admin:articles_source_add"), name="Feed", slug="feed", kind="feed")

    assert any("RSS or Atom" in error for error in errors_of(answer))
    assert not Source.objects.exists()


def test_names_are_marked_with_who_they_are(at_desk: Client, db: None) -> None:
    found = desk.world()["articles.article"]

    html = at_desk.get(page(found)).content.decode()

    assert "<mark>Ada Sample <small>[Ada Sample]</small></mark> signed" in html
