"""Clients of the API, and a small published world for them to read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.utils import timezone

from facts.api.throttles import MinuteThrottle
from facts.models import AccessToken
from facts.services import issue_token
from tests.api.world import World, a_world


@pytest.fixture(autouse=True)
def _nobody_is_throttled(settings: Any) -> Iterator[None]:
    settings.REQUESTS_PER_MINUTE = {"anonymous": 1_000_000, "token": 1_000_000, "ingest": 1_000_000}
    yield
    MinuteThrottle._ask_again_at = 0.0  # noqa: SLF001


@pytest.fixture
def world(db: None) -> World:
    return a_world()


@pytest.fixture
def client() -> Client:
    """Anonymous. An error of ours is an answer here, as it is for real clients."""
    return Client(raise_request_exception=False)


@pytest.fixture
def editor(db: None) -> User:
    user = User.objects.create_user("editor-of-tests")
    user.user_permissions.add(Permission.objects.get(codename="see_unpublished"))
    return user


@pytest.fixture
def token(editor: User) -> Callable[..., AccessToken]:
    def make(*scopes: str, days: float = 1, user: User | None = None) -> AccessToken:
        expires_at = timezone.now() + timedelta(days=days)
        row, secret = issue_token(user=user or editor, name="test", scopes=scopes or ["read"], expires_at=expires_at)
        row.secret = secret  # type: ignore[attr-defined]
        return row

    return make


@pytest.fixture
def bearer(token: Callable[..., Any]) -> Callable[..., Client]:
    """A client with a token of these scopes, whose owner may see unpublished records."""

    def make(*scopes: str, **given: Any) -> Client:
        return Client(
            raise_request_exception=False, headers={"authorization": f"Bearer {token(*scopes, **given).secret}"}
        )

    return make
