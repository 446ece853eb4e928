"""Bad input: a clear error or a typed outcome each, and nothing half saved."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles import services
from articles.choices import FailureCode
from articles.models import Article, ArticleAddress, ArticleEvidence
from tests.articles.web import Server, html
from tests.articles.world import STORY

pytestmark = pytest.mark.django_db
LARGE = 50 * 1024 * 1024


def nothing_saved() -> bool:
    return not any(model.objects.exists() for model in (Article, ArticleAddress, ArticleEvidence))


@pytest.mark.parametrize(
    ("given", "field", "code"),
    [
        ({"text": ""}, "text", FailureCode.EMPTY),
        ({"text": " \n\t "}, "text", FailureCode.EMPTY),
        ({"text": "\ufeff"}, "text", FailureCode.EMPTY),
        ({"raw": b""}, "raw", FailureCode.EMPTY),
        ({"raw": b"\xef\xbb\xbf \r\n"}, "raw", FailureCode.EMPTY),
        ({}, "text", FailureCode.EMPTY),
        ({"raw": b"a" * LARGE}, "raw", FailureCode.TOO_LARGE),
        ({"text": "a" * LARGE}, "text", FailureCode.TOO_LARGE),
        ({"text": "公" * (4 * 1024 * 1024)}, "text", FailureCode.TOO_LARGE),
        ({"raw": b"\x7fELF\x02\x01\x01\x00\x00"}, "raw", FailureCode.BINARY),
        ({"raw": b"%PDF-1.7 something"}, "raw", FailureCode.BINARY),
        ({"raw": b"PK\x03\x04 something"}, "raw", FailureCode.BINARY),
        ({"raw": bytes(range(1, 32)) * 40}, "raw", FailureCode.BINARY),
        ({"raw": b"text with \x00 in it"}, "raw", FailureCode.BINARY),
        ({"text": "text with \x00 in it"}, "text", FailureCode.BINARY),
        ({"raw": "déjà vu".encode("latin-1")}, "raw", FailureCode.BROKEN_ENCODING),
        ({"raw": "故事".encode("gb18030")}, "raw", FailureCode.BROKEN_ENCODING),
        ({"raw": b"plain", "content_type": "text/plain; charset=zip"}, "raw", FailureCode.BROKEN_ENCODING),
        ({"raw": b"\xff\xfea"}, "raw", FailureCode.BROKEN_ENCODING),
        ({"text": "half a pair: \ud83d"}, "text", FailureCode.BROKEN_ENCODING),
        ({"raw": b"half a pair: \xed\xa0\xbd"}, "raw", FailureCode.BROKEN_ENCODING),
    ],
)
def test_a_document_that_is_no_text_is_refused(given: dict[str, Any], field: str, code: FailureCode) -> None:
    with pytest.raises(ValidationError) as refused:
        services.ingest(**given)

    assert refused.value.error_dict[field][0].code == code
    assert str(code.label) in refused.value.message_dict[field][0] or code == FailureCode.EMPTY
    assert nothing_saved()


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"published_on": timezone.now().date() + timedelta(days=3)}, "published_on"),
        ({"published_on": timezone.now().date().replace(year=1066)}, "published_on"),
        ({"language": "the French one"}, "language"),
        ({"language": "fr_FR\x00"}, "language"),
        ({"title": "t" * 501}, "title"),
        ({"title": "nul \x00"}, "title"),
        ({"title": "half \udc00"}, "title"),
        ({"url": "ftp://news.example/"}, "url"),
        ({"raw": b"and bytes"}, "raw"),
    ],
)
def test_wrong_facts_name_their_field(given: dict[str, Any], field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        services.ingest(**{"text": STORY} | given)

    assert list(refused.value.message_dict) == [field]
    assert nothing_saved()


@pytest.mark.parametrize(
    ("raw", "content_type", "text"),
    [
        (b"\xef\xbb\xbfa\r\nb\n", "", "a\nb\n"),
        ("déjà".encode("utf-16"), "", "déjà"),
        ("故事".encode("gb18030"), "text/plain; charset=GB18030", "故事"),
        ("déjà".encode("latin-1"), 'text/plain; charset="iso-8859-1"', "déjà"),
        ("e\u0301 \u200b ｆｕｌｌ".encode(), "text/plain", "e\u0301 \u200b ｆｕｌｌ"),
    ],
)
def test_a_text_is_kept_as_it_is_but_for_mark_and_crlf(raw: bytes, content_type: str, text: str) -> None:
    article = services.ingest(raw=raw, content_type=content_type).article

    assert article.text == text
    assert bytes(article.evidence.body) == raw


def test_a_known_url_is_an_outcome() -> None:
    first = services.ingest(text=STORY, url="https://news.example/a")

    again = services.ingest(text="another text", url="http://NEWS.example/a/?utm_source=x#top")

    assert (again.created, again.outcome, again.article) == (False, "known_url", first.article)
    assert Article.objects.get().text == STORY
    assert not again.to_read


def test_a_known_text_has_one_more_address() -> None:
    first = services.ingest(text=STORY, url="https://news.example/a")

    again = services.ingest(raw=STORY.encode(), url="https://copy.example/b")

    assert (again.created, again.outcome, again.article) == (False, "known_text", first.article)
    assert {one.url for one in first.article.addresses.all()} == {"https://news.example/a", "https://copy.example/b"}
    assert ArticleEvidence.objects.count() == 1


def test_an_unreachable_address_fails_with_its_reason(web: Server) -> None:
    gone = web.url("/")
    web.server_close()
    web.shutdown()
    article = services.ingest(url=gone).article

    services.read(article_id=article.pk)

    article.refresh_from_db()
    assert (article.state, article.failure_code) == ("failed", FailureCode.UNREACHABLE)
    assert "127.0.0.1" in article.failure_detail
    assert not ArticleEvidence.objects.exists()


def test_a_text_completes_an_article_that_could_not_be_fetched() -> None:
    url = "https://news.invalid/a"
    first = services.ingest(url=url)
    services.read(article_id=first.article.pk)

    filled = services.ingest(url=url, text=STORY)

    assert (filled.outcome, filled.article, filled.to_read) == ("completed", first.article, True)
    assert services.read(article_id=filled.article.pk) == first.article.pk


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("<html><body>" + "<div>" * 5000 + "deep</body></html>", FailureCode.TOO_DEEP),
        ("<html><body></body></html>", FailureCode.NO_TEXT),
        (b"<html><head><meta charset='utf-8'></head><body>d\xe9j\xe0</body></html>", FailureCode.BROKEN_ENCODING),
        (b"<html>" + b"a" * LARGE, FailureCode.TOO_LARGE),
    ],
)
def test_a_page_without_a_readable_text_fails_with_its_reason(
    web: Server, body: bytes | str, code: FailureCode
) -> None:
    article = services.ingest(url=web.page("/page", body)).article

    assert services.read(article_id=article.pk) is None

    article.refresh_from_db()
    assert (article.state, article.failure_code, article.text) == ("failed", code, "")


def test_what_a_page_says_of_itself_is_not_trusted(web: Server) -> None:
    page = html(STORY * 3, title="A &#0;&#7; headline &#x202e;", language="en-&#0;x")
    article = services.ingest(url=web.page("/page", page, ETag="odd \x07 tag")).article

    assert services.read(article_id=article.pk) == article.pk

    article.refresh_from_db()
    assert "headline" in article.title
    assert article.title.isprintable()
    assert article.language == "en"


@pytest.mark.parametrize("content_type", ["application/pdf", "image/png"])
def test_a_file_that_is_no_page_fails_with_its_reason(web: Server, content_type: str) -> None:
    article = services.ingest(url=web.page("/file", b"something", Content_Type=content_type)).article

    services.read(article_id=article.pk)

    article.refresh_from_db()
    assert (article.state, article.failure_code) == ("failed", FailureCode.BINARY)


def test_a_page_of_a_known_text_becomes_its_copy(web: Server) -> None:
    text = "\n\n".join(f"Sentence number {number} of a story that is long enough to be found." for number in range(20))
    first = services.ingest(url=web.page("/one", html(text))).article
    second = services.ingest(url=web.page("/two", html(text))).article
    services.read(article_id=first.pk)

    to_link = services.read(article_id=second.pk)

    second.refresh_from_db()
    assert to_link is None
    assert (second.state, second.root) == ("archived", first)
    assert services.ingest(url=web.url("/two")).article == first


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "empty"), (b"\x00\x01", "NUL"), (b"\xff\xfe\xfd", "decoded"), (b"a" * (11 * 1024 * 1024), "10 MB")],
)
def test_the_command_says_what_is_wrong(tmp_path: Path, content: bytes, said: str) -> None:
    file = tmp_path / "story.txt"
    file.write_bytes(content)

    with pytest.raises(CommandError, match=said) as refused:
        call_command("ingest", str(file), "--inline")

    assert refused.value.returncode == 1
    assert nothing_saved()


def test_the_command_names_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"nowhere\.txt: No such file"):
        call_command("ingest", str(tmp_path / "nowhere.txt"), "--inline")


@pytest.mark.parametrize("day", ["2025-13-01", "yesterday", "2025"])
def test_the_command_names_a_wrong_day(tmp_path: Path, day: str) -> None:
    with pytest.raises(CommandError, match="accepted: YYYY-MM-DD"):
        call_command("ingest", "x.txt", "--published", day)
