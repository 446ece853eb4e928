"""Corrections and replies as plain values, by the record that they stand beside. One reading for every face."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from cases.models import Case, CaseNote
from facts.sources import Source, source_of
from facts.visibility import Viewer


@dataclass(frozen=True)
class Note:
    """``by`` is the name of the one who replied; empty for a correction, and where the viewer may not see them."""

    id: UUID
    kind: str
    kind_label: str
    text: str
    by: str
    received_on: date | None
    source: Source | None
    noted_at: datetime


def notes_of(case: Case, viewer: Viewer) -> dict[UUID | None, list[Note]]:
    """Notes shown to readers, by the entry that they stand beside, None for the case as a whole; oldest first.

    One query. Those that wait for an editor who shows them are at the desk alone.
    """
    found: dict[UUID | None, list[Note]] = defaultdict(list)
    for note in CaseNote.objects.shown().filter(case=case).select_related("person", "employer", "citation"):
        who = note.person or note.employer
        named = who is not None and (viewer.sees_unpublished or (who.is_published and who.merged_into_id is None))
        found[note.event_id].append(
            Note(
                id=note.pk,
                kind=note.kind,
                kind_label=note.get_kind_display(),
                text=note.text,
                by=who.display_name if who is not None and named else "",
                received_on=note.received_on,
                source=source_of(note.citation) if note.citation is not None else None,
                noted_at=note.shown_at,
            )
        )
    return found
