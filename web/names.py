"""The order in which the names of one bearer are shown."""

from __future__ import annotations

from django.db.models import Case, IntegerField, Value, When

from people.choices import NameKind

# The vocabulary stands in the order of weight: the legal name first, nicknames last.
NAME_ORDER = (
    Case(
        *(When(kind=kind, then=Value(rank)) for rank, kind in enumerate(NameKind.values)),
        output_field=IntegerField(),
    ),
    "text",
)
