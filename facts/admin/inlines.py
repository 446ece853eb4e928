"""Rows below a record: written by services, or shown with a link to their own page."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest

from facts.admin.fields import Autocompleting
from facts.admin.forms import RecordForm
from facts.models import Citation
from facts.services import save


class NamedFields(forms.models.BaseInlineFormSet):
    """Each field says what it is: a heading above its column is not read out with it."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        row = "new row" if index is None else f"row {index + 1}"
        for name, field in form.fields.items():
            if not field.widget.is_hidden:
                said = field.label or name.replace("_", " ").lower()
                field.widget.attrs.setdefault("aria-label", f"{said.capitalize()}, {row}")


class Rows(Autocompleting, admin.TabularInline):
    """Editable rows.

    ``part`` names the parameter of the parent's service that takes new rows; without it each row goes through
    ``write``. ``relations`` are joined, so that the number of queries does not depend on the number of rows.
    """

    form = RecordForm
    formset = NamedFields
    extra = 0
    part = ""
    relations: tuple[str, ...] = ()
    show_change_link = True

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Any]":
        return super().get_queryset(request).select_related(*self.relations)

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset: Any = super().get_formset(request, obj, **kwargs)
        # The class is made for this request: what was refused at the first attempt is shown at the second.
        formset.form.refusal = getattr(request, "refusal", None)
        formset.inline = self
        return formset

    def given(self, row: Any) -> Any:
        """What the parent's service is handed for a new row."""
        return row

    def write(self, row: models.Model, *, editor: Any) -> Any:
        """Save one row. Rooms with a service of their own for it override this."""
        return save(row, check=_whole, editor=editor)


def _whole(row: models.Model) -> tuple[()]:
    row.full_clean()
    return ()


class Below(Rows):
    """Rows that have a page of their own: listed with a link to it."""

    can_delete = False
    max_num = 0

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class CitedFor(Rows):
    """What a record is cited from. Subclasses name the link table as ``model``."""

    part = "citations"
    fields = ("citation",)
    autocomplete_fields = ("citation",)
    relations = ("citation",)
    verbose_name = "citation"
    verbose_name_plural = "citations"
    show_change_link = False

    def given(self, row: Any) -> Citation:
        citation: Citation = row.citation
        return citation


def cited_for(link: type[models.Model]) -> type[CitedFor]:
    """The inline of a link table."""
    return type(f"{link.__name__}Inline", (CitedFor,), {"model": link, "__module__": __name__})
