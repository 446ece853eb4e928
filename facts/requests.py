"""The id of a request: in the answer, in the log and in history, so that they can be brought together."""

from __future__ import annotations

import re
import uuid
from typing import Any

REQUEST_ID_HEADER = "X-Request-Id"
_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")


def request_id(request: Any) -> str:
    """The client's own id of this request where it sent an acceptable one, else a new one; the same all through."""
    plain = getattr(request, "_request", request)
    known: str | None = getattr(plain, "request_id", None)
    if known is None:
        sent = plain.headers.get(REQUEST_ID_HEADER, "")
        known = sent if _REQUEST_ID.fullmatch(sent) else uuid.uuid4().hex
        plain.request_id = known
    return known
