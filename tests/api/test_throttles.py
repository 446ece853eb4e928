"""Limits per minute; and that reading goes on where nobody can count."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from facts.api.throttles import MinuteThrottle

CASES = "/api/v1/cases/"


@pytest.fixture
def few(settings: Any, broker: None) -> None:
    """Three requests a minute for nobody in particular, five with a token; counted by a real server."""
    settings.REQUESTS_PER_MINUTE = {"anonymous": 3, "token": 5, "ingest": 2}
    MinuteThrottle._ask_again_at = 0.0  # noqa: SLF001
    cache.clear()


def asked(client: Client, times: int) -> list[int]:
    return [client.get(CASES).status_code for _ in range(times)]


@pytest.mark.usefixtures("few", "steady")
def test_whoever_asks_too_often_is_told_when_to_come_back(client: Client, db: None) -> None:
    assert asked(client, 4) == [200, 200, 200, 429]

    answer = client.get(CASES)

    assert answer["Content-Type"] == "application/problem+json"
    assert 1 <= int(answer["Retry-After"]) <= 61


@pytest.mark.usefixtures("few", "steady")
def test_tokens_and_addresses_are_counted_apart(client: Client, bearer: Callable[..., Client]) -> None:
    first, second = bearer("read"), bearer("read")
    elsewhere = Client(raise_request_exception=False, REMOTE_ADDR="192.0.2.7")

    assert asked(first, 6) == [200] * 5 + [429]
    assert asked(second, 1) == [200]
    assert asked(client, 4) == [200] * 3 + [429]
    assert asked(elsewhere, 1) == [200]


@pytest.mark.usefixtures("few", "steady")
def test_a_client_cannot_name_another_address(client: Client, db: None) -> None:
    answers = [client.get(CASES, headers={"x-forwarded-for": f"192.0.2.{number}"}).status_code for number in range(4)]

    assert answers == [200, 200, 200, 429]


def test_reading_goes_on_where_the_counter_is_away(client: Client, db: None, settings: Any) -> None:
    settings.REQUESTS_PER_MINUTE = {"anonymous": 1, "token": 1, "ingest": 1}
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "unix:///nonexistent/nothing-here.sock",
        }
    }

    assert asked(client, 3) == [200, 200, 200]


@pytest.fixture
def steady(monkeypatch: pytest.MonkeyPatch) -> None:
    """All within one minute, whenever the test runs."""
    monkeypatch.setattr("facts.api.throttles.time.time", lambda: 1_800_000_000.0 + 30)
