"""Records as rows of a table."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Any

from django.db.models import Q

from facts.choices import PublicationState
from facts.exchange.cells import canonical
from facts.exchange.sheets import Sheet

# Records read at once: a fixed number of queries each time.
BATCH = 500
NAMES_OFF = (PublicationState.RESTRICTED, PublicationState.LEGAL_HOLD, PublicationState.WITHDRAWN)


def version_of(sheet: Sheet, record: Any) -> str:
    """What a row calls the state of a record that it was written from: a digest of all that can be imported.

    It begins with a letter, since spreadsheets make numbers of digits with an E among them.
    """
    own = [canonical(one.show(record)) for one in sheet.own]
    below = [[[canonical(one.show(row)) for one in part.read] for row in part.rows(record)] for part in sheet.parts]
    return "v" + hashlib.sha256(json.dumps([own, below]).encode()).hexdigest()[:16]


def lines_of(sheet: Sheet, record: Any) -> Iterator[list[str]]:
    """The rows of one record: as many as its longest list, at least one."""
    first, *others = [one.show(record) for one in sheet.columns]
    own = [first, version_of(sheet, record), *others]
    lists = [[[one.show(row) for one in part.columns] for row in part.rows(record)] for part in sheet.parts]
    blanks = [[""] * len(part.columns) for part in sheet.parts]
    for below in zip_longest(*lists) if any(lists) else [(None,) * len(lists)]:
        cells = [row if row is not None else blank for row, blank in zip(below, blanks, strict=True)]
        yield own + [cell for row in cells for cell in row]


def written(sheet: Sheet, keys: Sequence[Any]) -> Iterator[list[str]]:
    """The header, then the rows of the records with these keys, in their order; what is gone by then is left out."""
    yield sheet.headings
    for at in range(0, len(keys), BATCH):
        batch = keys[at : at + BATCH]
        records = sheet.rows().in_bulk(batch)
        for key in batch:
            if key in records:
                yield from lines_of(sheet, records[key])


def exportable(sheet: Sheet, records: Any) -> Any:
    """Those of ``records`` that may leave the house: merged ones are others' by now, and whoever's names are off, or
    under examination, does not travel in files.
    """
    kept = records.exclude(publication_state__in=NAMES_OFF)
    if any(field.name == "merged_into" for field in sheet.model._meta.fields):
        kept = kept.filter(merged_into=None)
    for lookup in sheet.names_off:
        kept = kept.exclude(Q(**{f"{lookup}__publication_state__in": NAMES_OFF}))
    return kept


def keys_of(records: Any) -> list[Any]:
    """The keys of a queryset in its order, each once."""
    rows: Iterable[Any] = records.values_list("pk", flat=True)
    return list(dict.fromkeys(rows))
