"""What somebody else changed while a form was open, told field by field.

A form carries the number of the newest history row of its record. Where a newer one is there when it comes back, three
states are compared: as it was opened, as it is now, as it was typed. What only one side touched is kept from that side;
what both touched differently is shown, with what was typed left in the field, and a second press of Save decides.
"""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import models

SEEN = "_seen"


def newest_row(record: models.Model) -> int | None:
    """The number of a record's newest history row; None where none is kept or the record is new."""
    events: Any = getattr(type(record), "pgh_event_model", None)
    if events is None:
        return None
    found: int | None = (
        events.objects.filter(pgh_obj_id=record.pk).order_by("-pgh_id").values_list("pgh_id", flat=True).first()
    )
    return found


def row_of(record: models.Model, number: int) -> Any:
    """A history row of a record by its number; None where it has no such row, or no history is kept."""
    events: Any = getattr(type(record), "pgh_event_model", None)
    return events and events.objects.filter(pgh_obj_id=record.pk, pgh_id=number).first()


@dataclass(frozen=True)
class Meanwhile:
    """A record as it was when a form was opened, and the newest history row now."""

    opened: Any
    now: int

    @classmethod
    def of(cls, record: models.Model, seen: Any) -> "Meanwhile | None":
        """What happened since ``seen`` (as it came back from the form); None where nothing did, or nothing is known."""
        if not str(seen or "").isdecimal():
            return None
        now = newest_row(record)
        if now is None or now == int(seen):
            return None
        opened = row_of(record, int(seen))
        return None if opened is None else cls(opened, now)

    def settle(self, form: Any, cleaned: dict[str, Any]) -> dict[str, str]:
        """Take over what only the other side changed into ``cleaned``; returns a message per field both changed."""
        said: dict[str, str] = {}
        for name in form.changed_data:
            column = _column(form.instance, name)
            if column is None or not hasattr(self.opened, column.attname) or name not in cleaned:
                continue
            field: forms.Field = form.fields[name]
            at_opening, now = column.value_from_object(self.opened), column.value_from_object(form.instance)
            typed = form[name].data
            if not field.has_changed(at_opening, typed):
                cleaned[name] = getattr(form.instance, name)
                # Should the form be shown again, it is with theirs: the next press would undo it without a word.
                field.bound_data = _as_it_is_now  # type: ignore[assignment, method-assign]
            elif field.has_changed(at_opening, _as_typed(field, now)):
                theirs = _in_words(form.instance, column, now)
                said[name] = f"Changed meanwhile to “{theirs}”. Yours is kept here: save again to put it in its place."
        return said


def _as_it_is_now(_: Any, initial: Any) -> Any:
    return initial


def _column(record: models.Model, name: str) -> Any:
    return next((field for field in record._meta.concrete_fields if field.name == name), None)


def _as_typed(field: forms.Field, value: Any) -> Any:
    """A stored value as a browser would send it, so that Django's own comparison can be used."""
    if isinstance(field, forms.BooleanField):
        return value
    return field.prepare_value(value)


def _in_words(record: models.Model, column: Any, value: Any) -> str:
    if value in (None, "", []):
        return "nothing"
    if column.is_relation:
        return str(getattr(record, column.name))
    if column.flatchoices and not isinstance(value, list):
        return str(dict(column.flatchoices).get(value, value))
    return str(value)[:200]
