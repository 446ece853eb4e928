"""Corrections, and replies of those concerned."""

from typing import TYPE_CHECKING

from django.db import transaction

from cases import checks
from cases.models import CaseNote
from facts.outcomes import Saved
from facts.services import save

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def add_note(*, note: CaseNote, editor: "User | None" = None) -> Saved[CaseNote]:
    """Put a note beside a record: readers see it with the record, and it stays.

    Raises ``ValidationError`` per field.
    """
    note.by = editor
    return save(note, check=checks.check_note, editor=editor)
