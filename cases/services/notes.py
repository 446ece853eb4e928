"""Corrections, and replies of those concerned."""

from typing import TYPE_CHECKING

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases import checks
from cases.models import CaseNote
from facts.outcomes import Notice, Saved
from facts.services import PUBLISH, save

if TYPE_CHECKING:
    from django.contrib.auth.models import User

_WAITS = "Readers do not see it until an editor shows it who may publish"


@transaction.atomic
def add_note(*, note: CaseNote, editor: "User | None" = None) -> Saved[CaseNote]:
    """Put a note beside a record, where it stays.

    Readers see it at once where its editor may publish and the case names nobody; else once ``show_note`` was called,
    which a notice says. Raises ``ValidationError`` per field.
    """
    note.by = editor
    saved = save(note, check=checks.check_note, editor=editor)
    if editor is not None and not _against(note, editor):
        return Saved(_shown(note, editor), saved.created, saved.warnings)
    other = ", and who did not write it" if note.case.accuses_a_person() else ""
    return Saved(note, saved.created, (*saved.warnings, Notice("waits", "text", f"{_WAITS}{other}.")))


@transaction.atomic
def show_note(*, note: CaseNote, editor: "User", reason: str = "") -> CaseNote:
    """Show a note to readers. Beside a case that names a person it takes another editor than its author, as
    publishing does. Raises ``ValidationError``."""
    locked = CaseNote.objects.select_for_update(of=("self",)).select_related("case").get(pk=note.pk)
    if locked.shown_at is not None:
        return locked
    against = _against(locked, editor)
    if against:
        raise ValidationError(against)
    with pghistory.context(editor=editor.pk, reason=reason):
        return _shown(locked, editor)


def _against(note: CaseNote, editor: "User") -> str:
    """Why this editor cannot show the note; empty where nothing is against it."""
    if not editor.has_perm(PUBLISH):
        return "Showing a note to readers takes the right to publish."
    if note.by_id == editor.pk and note.case.accuses_a_person():
        return "It stands beside a case that names a person: an editor other than its author must show it."
    return ""


def _shown(note: CaseNote, editor: "User") -> CaseNote:
    note.shown_at, note.shown_by = timezone.now(), editor
    note.save(update_fields=["shown_at", "shown_by", "updated_at"])
    return note
