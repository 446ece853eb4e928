"""What history notes of a request: who, from which page, and the request's id, so that a log line and a row meet."""

from __future__ import annotations

from typing import Any

import pghistory.middleware
from django.http import HttpRequest, HttpResponseBase

from facts.requests import REQUEST_ID_HEADER, request_id


class HistoryMiddleware(pghistory.middleware.HistoryMiddleware):
    """Every change within a writing request carries its context; every answer carries the request's id."""

    def get_context(self, request: HttpRequest) -> dict[str, Any]:
        """The library's user and path, and the id."""
        return {**super().get_context(request), "request_id": request_id(request)}

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer with the id in a header, also where nothing is written."""
        known = request_id(request)
        response: HttpResponseBase = super().__call__(request)
        response.headers.setdefault(REQUEST_ID_HEADER, known)
        return response
