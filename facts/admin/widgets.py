"""Widgets that cost little: an autocomplete that asks nothing for what was loaded, and fields without templates."""

from collections.abc import Sequence
from functools import lru_cache
from html import escape
from typing import Any

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.db import models
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


class SeveralAutocomplete(AutocompleteSelectMultiple):
    """Several choices, each taken away by its own button: the one for all of them stands in the list, where assistive
    technology expects choices alone."""

    def build_attrs(self, base_attrs: dict[str, Any], extra_attrs: dict[str, Any] | None = None) -> dict[str, Any]:
        return {**super().build_attrs(base_attrs, extra_attrs), "data-allow-clear": "false"}


# The same few words come on every page.
_escaped = lru_cache(maxsize=4096)(escape)


class PlainSelect(forms.Select):
    """A select without groups. Django's own renders two templates for each option, which is most of a page of forms."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        chosen = "" if value is None else str(value)
        options = []
        for key, label in self.choices:
            selected = " selected" if str(key) == chosen else ""
            options.append(f'<option value="{_escaped(str(key))}"{selected}>{_escaped(str(label))}</option>')
        given = _told({**self.build_attrs(self.attrs, attrs), "name": name})
        return mark_safe(f"<select{given}>{''.join(options)}</select>")  # noqa: S308 - every piece was escaped


class PlainInput(forms.TextInput):
    """A line of text, rendered without a template."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        given = {**self.build_attrs(self.attrs, attrs), "type": self.input_type, "name": name, "value": value or None}
        return mark_safe(f"<input{_told(given)}>")  # noqa: S308 - every piece was escaped


def _told(attributes: dict[str, Any]) -> str:
    """Attributes as they stand in a tag: True ones without a value, None and False not at all."""
    return "".join(
        f" {name}" if value is True else f' {name}="{escape(str(value))}"'
        for name, value in attributes.items()
        if value is not None and value is not False
    )
