"""Corrections and replies."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from cases.choices import NoteKind
from cases.models import CaseNote
from facts.outcomes import Notice


def check_note(note: CaseNote) -> tuple[Notice, ...]:
    """The entry belongs to the case, the reply to somebody in it. Raises ``ValidationError`` per field."""
    note.text, note.why = note.text.strip(), note.why.strip()
    note.full_clean()
    if note.event is not None and note.event.case_id != note.case_id:
        raise ValidationError({"event": ["This entry belongs to another case."]})
    if note.received_on is not None and note.received_on > timezone.localdate():
        raise ValidationError({"received_on": ["This lies in the future."]})
    if note.kind == NoteKind.REPLY and not _concerned(note):
        who = note.person or note.employer
        return (Notice("not_concerned", "person", f"{who} is not on record as a participant of this case."),)
    return ()


def _concerned(note: CaseNote) -> bool:
    rows = note.case.participants
    who = rows.filter(person=note.person_id) if note.person_id else rows.filter(employer=note.employer_id)
    return bool(who.exists())
