"""The floor that a decision is measured beside: the least that a Django view of this site could do to decide."""

from __future__ import annotations

from uuid import UUID

from django.db.models import F
from django.http import HttpRequest, HttpResponse

from articles.models import Suggestion


def bare(request: HttpRequest, key: UUID) -> HttpResponse:  # noqa: ARG001 - a view's signature
    """One indexed SELECT and one UPDATE of the row, answered with a line."""
    row = Suggestion.objects.get(pk=key)
    Suggestion.objects.filter(pk=key).update(version=F("version") + 1)
    return HttpResponse(f"{row.version}\n")
