from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

import pytest

from facts.api.throttles import MinuteThrottle


@pytest.fixture
def unwritten(settings: Any, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """For many requests: pages of the desk are decided and not written out, refusals not logged, nobody has to wait."""
    caplog.set_level(logging.ERROR, logger="django.request")
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "tests.tracker.callers.Unwritten"]
    settings.REQUESTS_PER_MINUTE = {"anonymous": 1_000_000, "token": 1_000_000, "ingest": 1_000_000}
    yield
    MinuteThrottle._ask_again_at = 0.0  # noqa: SLF001
