"""Fixtures of this room's tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import override_settings

from tests.articles.web import Server, serving


@pytest.fixture
def web() -> Iterator[Server]:
    """A web server that may be fetched from: here alone the loopback address is allowed."""
    with override_settings(FETCH_ALSO_ALLOWED=["127.0.0.0/8"]), serving() as server:
        yield server
