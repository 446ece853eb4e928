"""What stands beside a record for its readers: corrections, and replies of those concerned. Append-only."""

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from cases import choices, revision
from cases.models.case import Case
from cases.models.event import Event
from cases.querysets import NoteQuerySet
from facts import history
from facts.models import Citation, Record
from people.models import Employer, Person, RightsRequest

# A merge may give a note to another record, an account may go, and a note is shown once; what it says stays. An erasure
# takes a name out.
_STAYS = """
IF TG_OP = 'UPDATE' AND current_setting('facts.erasing', true) = 'on' THEN
    RETURN NEW;
END IF;
IF TG_OP = 'UPDATE' AND OLD.shown_at IS NULL AND NEW.shown_at IS NOT NULL
    AND to_jsonb(NEW) - '{shown_at,shown_by_id,updated_at}'::text[]
    = to_jsonb(OLD) - '{shown_at,shown_by_id,updated_at}'::text[]
THEN
    RETURN NEW;
END IF;
IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - '{case_id,event_id,person_id,employer_id,by_id,shown_by_id,updated_at}'::text[]
    = to_jsonb(OLD) - '{case_id,event_id,person_id,employer_id,by_id,shown_by_id,updated_at}'::text[]
    AND (NEW.shown_by_id IS NULL OR NEW.shown_by_id IS NOT DISTINCT FROM OLD.shown_by_id)
    AND (current_setting('facts.reviewed', true) = 'on' OR (NEW.case_id = OLD.case_id
        AND NEW.event_id IS NOT DISTINCT FROM OLD.event_id AND NEW.person_id IS NOT DISTINCT FROM OLD.person_id
        AND NEW.employer_id IS NOT DISTINCT FROM OLD.employer_id AND NEW.by_id IS NULL))
THEN
    RETURN NEW;
END IF;
RAISE EXCEPTION 'a note to readers stays as it is: add another one'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'casenote_stays', TABLE = 'cases_casenote';
"""


@history.track()
class CaseNote(Record):
    """A correction of a case or of one entry, or the reply of a person or employer that it concerns.

    A reply has a citation, or the day on which it was received. Readers see it from ``shown_at`` on, which is given
    once. What replaces a wrong note is another note.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notes")
    event = models.ForeignKey(
        Event,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="notes",
        help_text="The entry that it stands beside; empty: the case as a whole.",
    )
    kind = models.CharField(max_length=10, choices=choices.NoteKind)
    text = models.TextField(help_text="Shown to readers.")
    why = models.TextField(blank=True, help_text="For editors only: what was wrong, and how it came to light.")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="replies")
    employer = models.ForeignKey(Employer, null=True, blank=True, on_delete=models.PROTECT, related_name="replies")
    received_on = models.DateField(null=True, blank=True, help_text="Of a reply that was sent to us.")
    citation = models.ForeignKey(
        Citation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="notes",
        help_text="Of one made elsewhere.",
    )
    request = models.ForeignKey(
        RightsRequest,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="case_notes",
        help_text="The request that this note answers.",
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    shown_at = models.DateTimeField("shown to readers at", null=True, blank=True, editable=False)
    shown_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    objects = NoteQuerySet.as_manager()

    class Meta:
        verbose_name = "correction or reply"
        verbose_name_plural = "corrections and replies"
        ordering: ClassVar = ["created_at", "pk"]
        triggers: ClassVar = [
            pgtrigger.Trigger(
                name="stays", operation=pgtrigger.Update | pgtrigger.Delete, when=pgtrigger.Before, func=_STAYS
            ),
            revision.below(revision.OF_CASE),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="casenote_says_something",
                condition=~Q(text=""),
                violation_error_message="A note needs words for its readers.",
            ),
            models.CheckConstraint(
                name="casenote_correction_says_why",
                condition=~Q(kind=choices.NoteKind.CORRECTION) | (~Q(why="") & Q(person=None, employer=None)),
                violation_error_message="A correction says why, and is nobody's reply.",
            ),
            models.CheckConstraint(
                name="casenote_reply_has_its_author",
                condition=~Q(kind=choices.NoteKind.REPLY)
                | Q(person__isnull=False, employer__isnull=True)
                | Q(person__isnull=True, employer__isnull=False),
                violation_error_message="A reply is that of one person or one employer.",
            ),
            models.CheckConstraint(
                name="casenote_reply_cited_or_received",
                condition=~Q(kind=choices.NoteKind.REPLY) | Q(citation__isnull=False) | Q(received_on__isnull=False),
                violation_error_message="A reply needs a citation, or the day on which it was received.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text[:60]}"
