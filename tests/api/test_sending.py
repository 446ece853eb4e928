"""Sending articles: taken in once, whoever sends them and however often."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.utils import timezone

from articles.models import Article, Source
from facts.services import issue_token

PATH = "/api/v1/articles/"
STORY = "A synthetic researcher left Fictive Robotics for Madeup Motors."


def send(client: Client, **body: Any) -> Any:
    return client.post(PATH, body, content_type="application/json")


def test_an_article_is_taken_in_and_known_the_next_time(bearer: Callable[..., Client]) -> None:
    source = Source.objects.create(slug="example-daily", name="Example Daily")
    client = bearer("ingest")
    body = {
        "text": STORY,
        "url": "https://news.example/a?utm_source=x",
        "title": "A move",
        "published_on": "2025-08-11",
        "language": "en",
        "source": "example-daily",
    }

    first, again, other_text = send(client, **body), send(client, **body), send(client, **body | {"text": "Other."})
    other_address = send(client, text=STORY, url="https://mirror.example/a")

    assert [answer.status_code for answer in (first, again, other_text, other_address)] == [201, 200, 200, 200]
    outcomes = [answer.json()["outcome"] for answer in (first, again, other_text, other_address)]
    assert outcomes == ["created", "known_url", "known_url", "known_text"]
    article = Article.objects.get()
    assert (article.text, article.title, article.source, article.state) == (STORY, "A move", source, "received")
    for answer in (first, again, other_address):
        assert answer.json()["id"] == str(article.pk)
        assert answer["Location"].endswith(f"/api/v1/articles/{article.pk}/")


def test_an_address_alone_is_enough(bearer: Callable[..., Client]) -> None:
    answer = send(bearer("ingest"), url="https://news.example/to-be-fetched")

    assert answer.status_code == 201
    assert answer.json()["state"]["code"] == "received"


def test_text_is_kept_as_it_was_sent(bearer: Callable[..., Client]) -> None:
    text = "  Indented.\r\n\tAnd 周畅 left — quietly.  "

    assert send(bearer("ingest"), text=text).status_code == 201

    assert Article.objects.get().text == text.replace("\r\n", "\n")


@pytest.mark.parametrize("scopes", [["read"], ["edit"]])
def test_another_scope_is_not_enough(bearer: Callable[..., Client], scopes: list[str]) -> None:
    answer = send(bearer(*scopes), text=STORY)

    assert answer.status_code == 403
    assert answer["Content-Type"] == "application/problem+json"
    assert not Article.objects.exists()


def test_nobody_is_asked_for_a_token(client: Client, db: None) -> None:
    answer = send(client, text=STORY)

    assert answer.status_code == 401
    assert answer["WWW-Authenticate"].startswith("Bearer")


def test_a_session_needs_the_right_and_the_sites_own_page(editor: User) -> None:
    client = Client(raise_request_exception=False, enforce_csrf_checks=True)
    client.force_login(editor)
    assert send(client, text=STORY).status_code == 403

    editor.user_permissions.add(Permission.objects.get(codename="add_article"))
    assert send(client, text=STORY).status_code == 403, "a page of another site must not send in an editor's name"
    careless = Client(raise_request_exception=False)
    careless.force_login(User.objects.get(pk=editor.pk))
    assert send(careless, text=STORY).status_code == 201


def test_a_sent_article_is_hidden_until_an_editor_links_it(client: Client, bearer: Callable[..., Client]) -> None:
    location = send(bearer("ingest"), text=STORY)["Location"]

    assert client.get(location).status_code == 404
    shown = bearer("edit").get(location).json()
    assert (shown["text"], shown["state"]["code"]) == (STORY, "received")


SEND = """
import json, sys, time, django
django.setup()
from django.test import Client
client = Client(raise_request_exception=False, headers={"authorization": "Bearer " + sys.argv[1]})
answers = []
for text in ("First story of nobody.", "Second story of nobody."):
    started = time.monotonic()
    answer = client.post("/api/v1/articles/", {"text": text}, content_type="application/json", HTTP_HOST="localhost")
    answers.append([answer.status_code, time.monotonic() - started])
print(json.dumps(answers))
"""


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_articles_are_taken_in_while_the_queue_is_away(process_environment: dict[str, str], tmp_path: Path) -> None:
    owner = User.objects.create_user("sender")
    _, secret = issue_token(user=owner, name="test", scopes=["ingest"], expires_at=timezone.now() + timedelta(days=1))
    environment = process_environment | {"REDIS_URL": f"unix://{tmp_path}/nothing-here.sock"}

    done = subprocess.run(
        [sys.executable, "-c", SEND, secret], env=environment, capture_output=True, text=True, timeout=60, check=False
    )

    assert done.returncode == 0, done.stderr
    answers = json.loads(done.stdout.strip().splitlines()[-1])
    assert [status for status, _ in answers] == [201, 201], done.stderr
    assert Article.objects.filter(state="received").count() == 2
