"""Rows that name a person or an employer, without those that the viewer may not see."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from facts.visibility import Viewer
from people.models import Employer, Person


def naming_only_visible(rows: Any, viewer: Viewer, *, placeholders: bool = False) -> Any:
    """Participants, parties or actors whose person or employer the viewer may see.

    `placeholders`: keep rows that name neither, e.g. a party that the tribunal does not name.
    """
    if viewer.sees_unpublished:
        return rows
    named = Q(person__in=Person.objects.visible_to(viewer)) | Q(employer__in=Employer.objects.visible_to(viewer))
    if placeholders:
        named |= Q(person__isnull=True, employer__isnull=True)
    return rows.filter(named)
