"""Forms of the desk. What a service refuses comes back to the form that was sent, at its fields, with nothing lost."""

from typing import Any

from django import forms
from django.contrib.admin.helpers import ActionForm
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError

from facts.admin.meanwhile import SEEN, Meanwhile, newest_row
from facts.admin.widgets import KnownAutocomplete


class RefusedError(Exception):
    """A service refused to save.

    ``errors`` holds messages per field; ``prefix`` tells which form of the page they belong to (None: the record's
    own).
    """

    def __init__(self, errors: dict[str, list[str]], prefix: str | None = None) -> None:
        super().__init__(errors)
        self.errors = errors
        self.prefix = prefix

    @classmethod
    def of(cls, error: ValidationError | IntegrityError, prefix: str | None = None) -> "RefusedError":
        if isinstance(error, ValidationError):
            return cls(by_field(error), prefix)
        return cls({NON_FIELD_ERRORS: [said_by_database(error)]}, prefix)


def by_field(error: ValidationError) -> dict[str, list[str]]:
    """Messages per field; those of no field under Django's name for that."""
    return error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}


def in_words(error: ValidationError | IntegrityError) -> str:
    """One line for a message bar."""
    if isinstance(error, IntegrityError):
        return said_by_database(error)
    return " ".join(message for messages in by_field(error).values() for message in messages)


def said_by_database(error: IntegrityError) -> str:
    """Which rule of the database was broken: the detail may hold other people's data, the name of a rule never does."""
    report = getattr(error.__cause__, "diag", None)
    rule = getattr(report, "constraint_name", None)
    if rule and str(rule).endswith("_published_needs_citation"):
        return "A published record keeps at least one citation."
    return f"The database refused this: {rule.replace('_', ' ')}." if rule else "The database refused this."


class RecordForm(forms.ModelForm):
    """A record's form. ``refusal`` is set on the class of one request when its first attempt was refused."""

    refusal: RefusedError | None = None
    # Filled in by services where nothing is given.
    optional: tuple[str, ...] = ("slug",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.optional:
            if name in self.fields:
                self.fields[name].required = False
        for field in self.fields.values():
            widget = field.widget
            if isinstance(widget, RelatedFieldWidgetWrapper):
                widget = widget.widget
            if isinstance(widget, KnownAutocomplete):
                widget.learn(self.instance)

    def newest(self) -> int | None:
        """The history row to send along: the newest now, so that a second press of Save has seen what is shown."""
        return newest_row(self.instance)

    def clean(self) -> dict[str, Any] | None:
        cleaned: dict[str, Any] | None = super().clean()
        meanwhile = Meanwhile.of(self.instance, self.data.get(SEEN))
        if meanwhile is not None and cleaned is not None:
            for name, message in meanwhile.settle(self, cleaned).items():
                self.add_error(name, message)
        refusal = self.refusal
        if refusal is not None and refusal.prefix == self.prefix:
            for field, messages in refusal.errors.items():
                if field in self.fields and not self[field].is_hidden:
                    self.add_error(field, messages)
                elif field == NON_FIELD_ERRORS:
                    self.add_error(None, messages)
                else:
                    self.add_error(None, [f"{field.replace('_', ' ')}: {message}" for message in messages])
        return cleaned


class ReasonForm(ActionForm):
    """The bar of actions with a line for the reason that some of them require and history keeps."""

    reason = forms.CharField(required=False, max_length=500, label="Reason:")


def reason_of(data: Any) -> str:
    """The reason typed beside an action or a button."""
    return str(data.get("reason", "")).strip()[:500]


def page_of(data: Any) -> int:
    """The page that is asked for, counted from 1; the first where that is no number of a page."""
    given = data.get("page", "1")
    return int(given) if given.isascii() and given.isdigit() and 0 < int(given) < 10_000 else 1
