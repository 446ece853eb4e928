"""Every error has one shape, names what is wrong and says what is accepted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from articles.models import Article
from people.models import Person
from tests.api.world import World

ARTICLES = "/api/v1/articles/"


def check(answer: Any, status: int) -> dict[str, Any]:
    assert answer.status_code == status, answer.content
    assert answer["Content-Type"] == "application/problem+json"
    problem: dict[str, Any] = answer.json()
    assert problem["status"] == status
    assert problem["type"] == "about:blank"
    assert problem["title"]
    assert answer["X-Request-Id"]
    if status != 404:
        assert problem["request_id"] == answer["X-Request-Id"]
    return problem


@pytest.mark.parametrize(
    "path",
    ["nothing/", "cases/nothing/", "cases/nothing/timeline/", "people/Ünicode/", "cases/%00/", "cases/a b/", "x"],
)
def test_what_is_not_there(client: Client, db: None, path: str) -> None:
    check(client.get(f"/api/v1/{path}"), 404)


def test_a_forgotten_slash_is_put_right(client: Client, world: World) -> None:
    answer = client.get("/api/v1/cases?limit=1")

    assert (answer.status_code, answer["Location"]) == (308, "/api/v1/cases/?limit=1")
    assert client.get(answer["Location"]).status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_other_methods_are_refused_with_those_that_are_there(client: Client, db: None, method: str) -> None:
    answer = getattr(client, method)("/api/v1/cases/")

    check(answer, 405)
    assert answer["Allow"] == "GET, HEAD"


def test_only_json_is_served(client: Client, db: None) -> None:
    check(client.get("/api/v1/cases/", headers={"accept": "text/csv"}), 406)
    assert client.get("/api/v1/cases/", headers={"accept": "text/html,*/*;q=0.8"}).status_code == 200


def test_only_json_is_read(bearer: Callable[..., Client]) -> None:
    check(bearer("ingest").post(ARTICLES, {"text": "A story."}), 415)


DEEP = b"[" * 100_000 + b"]" * 100_000


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"null",
        b"[]",
        b'"text"',
        b'{"text": NaN}',
        b'{"text": "\xff"}',
        b'{"text": "\\ud800"}',
        DEEP,
        b'{"text": ' + DEEP + b"}",
        '{"text": "x"}'.encode("utf-16"),
    ],
    ids=["cut", "null", "list", "text", "nan", "encoding", "surrogate", "deep", "deep field", "utf-16"],
)
def test_a_body_that_is_no_object_of_json_is_refused(bearer: Callable[..., Client], body: bytes) -> None:
    problem = check(bearer("ingest").post(ARTICLES, body, content_type="application/json"), 400)

    assert problem["errors"][0]["pointer"] == "#"
    assert not Article.objects.exists()


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "#/text"),
        ({"text": ""}, "#/text"),
        ({"text": " \n "}, "#/text"),
        ({"text": "a\x00b"}, "#/text"),
        ({"text": 5}, "#/text"),
        ({"text": ["a"]}, "#/text"),
        ({"text": "A story.", "title": "t" * 501}, "#/title"),
        ({"text": "A story.", "published_on": "11.8.2025"}, "#/published_on"),
        ({"text": "A story.", "published_on": "2999-01-01"}, "#/published_on"),
        ({"text": "A story.", "language": "français"}, "#/language"),
        ({"text": "A story.", "source": "nobody"}, "#/source"),
        ({"text": "A story.", "colour": "red"}, "#/colour"),
        ({"text": "A story.", "a/b~c": 1}, "#/a~1b~0c"),
        ({"url": "not an address"}, "#/url"),
        ({"url": "file:///etc/passwd"}, "#/url"),
    ],
)
def test_a_wrong_field_is_named(bearer: Callable[..., Client], body: dict[str, Any], pointer: str) -> None:
    problem = check(bearer("ingest").post(ARTICLES, body, content_type="application/json"), 400)

    assert pointer in [error["pointer"] for error in problem["errors"]]
    assert all(error["code"] and error["detail"] for error in problem["errors"])
    assert not Article.objects.exists()


def test_a_body_that_is_too_large_is_refused(bearer: Callable[..., Client]) -> None:
    body = b'{"text": "' + b"a" * (12 * 1024 * 1024) + b'"}'

    check(bearer("ingest").post(ARTICLES, body, content_type="application/json"), 413)


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("colour=red", "colour"),
        ("status=open", "status"),
        ("claim_kind=x", "claim_kind"),
        ("opened_from=yesterday", "opened_from"),
        ("opened_to=2024-02-30", "opened_to"),
        ("q=" + "a" * 201, "q"),
        ("q=%00", "q"),
        ("person=a%0Ab", "person"),
        ("status=active&status=alleged", "status"),
        ("format=csv", "format"),
    ],
)
def test_a_wrong_parameter_is_named(client: Client, db: None, query: str, name: str) -> None:
    problem = check(client.get(f"/api/v1/cases/?{query}"), 400)

    (error,) = problem["errors"]
    assert error["pointer"] == f"?{name}"


def test_an_unknown_parameter_is_told_the_known_ones(client: Client, world: World) -> None:
    (error,) = check(client.get("/api/v1/cases/?opened_after=2024-01-01"), 400)["errors"]
    assert error["code"] == "unknown_parameter"
    assert "opened_from" in error["detail"]

    (error,) = check(client.get(f"/api/v1/cases/{world.case.slug}/?status=active"), 400)["errors"]
    assert "Known: none" in error["detail"]

    (error,) = check(client.get(f"/api/v1/cases/{world.case.slug}/timeline/?order=x"), 400)["errors"]
    assert "Known: cursor, limit" in error["detail"]


def test_an_accepted_code_is_told(client: Client, db: None) -> None:
    (error,) = check(client.get("/api/v1/cases/?status=open"), 400)["errors"]

    assert error["detail"] == "Accepted: alleged, active, resolved, dormant."


def test_a_mistake_of_ours_tells_nothing_but_its_id(
    client: Client, world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*args: Any) -> Any:
        raise RuntimeError("a secret detail")

    monkeypatch.setattr("people.querysets.PersonQuerySet.live", broken)
    problem = check(client.get("/api/v1/people/", headers={"x-request-id": "my-own-id"}), 500)

    assert problem["request_id"] == "my-own-id"
    assert "secret" not in str(problem)
    assert "a secret detail" in caplog.text
    assert Person.objects.exists()


def test_an_id_that_could_forge_a_log_line_is_replaced(client: Client, db: None) -> None:
    answer = client.get("/api/v1/cases/", headers={"x-request-id": "a b"})

    assert answer["X-Request-Id"] != "a b"


def test_answers_are_in_english_whatever_is_asked_for(client: Client, db: None) -> None:
    answer = client.get("/api/v1/cases/nothing/", headers={"accept-language": "fr"})

    assert answer["Content-Language"] == "en"
    assert answer.json()["detail"] == "Not found."
