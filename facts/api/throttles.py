"""How often somebody may ask: per token, else per address, in windows of one minute.

A counter in the cache. Where the cache does not answer, nobody is refused: reading matters more than counting.
"""

from __future__ import annotations

import logging
import time
from typing import Any

import redis.exceptions
from django.conf import settings
from django.core.cache import cache
from django.utils.crypto import salted_hmac
from rest_framework.throttling import BaseThrottle

from facts.models import AccessToken

logger = logging.getLogger(__name__)

WINDOW = 60
# A cache that hangs is asked again only after this many seconds, so that it cannot slow down every request.
PAUSE = 5.0


class MinuteThrottle(BaseThrottle):
    """``settings.REQUESTS_PER_MINUTE`` holds the limits: ``anonymous``, ``token`` and ``ingest``."""

    _ask_again_at = 0.0

    def __init__(self) -> None:
        self._wait: float | None = None

    def allow_request(self, request: Any, view: Any) -> bool:
        """Count this request; False where the window is full."""
        kind, key = self._who(request)
        now = time.time()
        window = int(now // WINDOW)
        self._wait = (window + 1) * WINDOW - now + 1
        return self._count(f"throttle:{kind}:{key}:{window}") <= settings.REQUESTS_PER_MINUTE[kind]

    def wait(self) -> float | None:
        """Seconds until the next window."""
        return self._wait

    def _who(self, request: Any) -> tuple[str, str]:
        if isinstance(request.auth, AccessToken):
            return ("ingest" if request.method == "POST" else "token"), str(request.auth.pk)
        name = f"user:{request.user.pk}" if request.user.is_authenticated else f"at:{self.get_ident(request)}"
        # Addresses are personal data: the cache sees a keyed hash.
        return "anonymous", salted_hmac("facts.api.throttles", name, algorithm="sha256").hexdigest()[:32]

    @classmethod
    def _count(cls, key: str) -> int:
        if time.monotonic() < cls._ask_again_at:
            return 0
        try:
            if cache.add(key, 1, timeout=2 * WINDOW):
                return 1
            return int(cache.incr(key))
        except ValueError:
            # The window ended between the two calls.
            return 1
        except (redis.exceptions.RedisError, OSError) as error:
            cls._ask_again_at = time.monotonic() + PAUSE
            logger.warning("requests are not counted: %s", type(error).__name__)
            return 0
