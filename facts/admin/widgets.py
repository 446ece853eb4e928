"""Autocomplete that asks the database nothing for what the page has already loaded."""

from collections.abc import Sequence
from typing import Any

from django.contrib.admin.widgets import AutocompleteSelect
from django.db import models


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
