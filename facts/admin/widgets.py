"""Widgets that cost little: an autocomplete that asks nothing for what was loaded, and fields without templates."""

from collections.abc import Sequence
from html import escape
from typing import Any

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect
from django.db import models
from django.forms.utils import flatatt
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe


class KnownAutocomplete(AutocompleteSelect):
    """An autocomplete that is told its current choice.

    Django's own looks up the label of the current choice once per widget, so that a page with 50 rows of three
    choices asks 150 times. Forms tell this one what was joined when the rows were read.
    """

    known: models.Model | None = None

    def learn(self, instance: models.Model) -> None:
        """Take the current choice from ``instance`` where it was loaded with the row."""
        if self.field.is_cached(instance):
            self.known = getattr(instance, self.field.name)

    def optgroups(
        self, name: str, value: Sequence[str], attr: dict[str, Any] | None = None
    ) -> list[tuple[str | None, list[dict[str, Any]], int | None]]:
        chosen = [str(each) for each in value if each]
        if self.known is None or chosen != [str(self.known.pk)]:
            return super().optgroups(name, list(value), attr)
        options = [] if self.is_required else [self.create_option(name, "", "", selected=False, index=0)]
        options.append(
            self.create_option(name, self.known.pk, str(self.known), selected=True, index=len(options)),
        )
        return [(None, options, 0)]


class PlainSelect(forms.Select):
    """A select without groups. Django's own renders two templates for each option, which is most of a page of forms."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        chosen = "" if value is None else str(value)
        options = []
        for key, label in self.choices:
            selected = " selected" if str(key) == chosen else ""
            options.append(f'<option value="{escape(str(key))}"{selected}>{escape(str(label))}</option>')
        given = flatatt({**self.build_attrs(self.attrs, attrs), "name": name})
        return mark_safe(f"<select{given}>{''.join(options)}</select>")  # noqa: S308 - every piece was escaped


class PlainInput(forms.TextInput):
    """A line of text, rendered without a template."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        given = {**self.build_attrs(self.attrs, attrs), "type": self.input_type, "name": name}
        return format_html("<input{}>", flatatt({**given, "value": value} if value else given))
