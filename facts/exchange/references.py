"""Which records the texts of a table mean: by slug, else by a name that only one record bears."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

# Texts -> the records that each of them may mean; asked for many texts at once.
Lookup = Callable[[Iterable[str]], dict[str, list[Any]]]


class CellError(ValueError):
    """A cell says what is not accepted; the message names the accepted form."""


@dataclass
class Known:
    """What was looked up already."""

    _found: dict[Lookup, dict[str, list[Any]]] = field(default_factory=dict)

    def learn(self, lookup: Lookup, texts: Iterable[str]) -> None:
        """Look up those texts that are not known, all at once."""
        known = self._found.setdefault(lookup, {})
        wanted = {text for text in texts if text} - known.keys()
        if wanted:
            known.update(lookup(sorted(wanted)))

    def one(self, lookup: Lookup, text: str, what: str) -> Any:
        """The one record that ``text`` means. Raises ``CellError`` where there is none, or several."""
        records = self._found.get(lookup, {}).get(text, [])
        if not records:
            raise CellError(f"No {what} on record has the slug or name “{text}”.")
        if len(records) > 1:
            raise CellError(f"Several are called “{text}”: give the slug of one ({slugs(records)}).")
        return records[0]


def slugs(records: Iterable[Any]) -> str:
    """The slugs of some records, for a message."""
    return ", ".join(sorted(str(record.slug) for record in records))
