"""What people and firms named here ask for, and until when they must be answered."""

from datetime import date
from typing import Any, ClassVar

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from facts import dates, history
from facts.erasing import Mask
from facts.models import Record
from people import choices
from people.models.employer import Employer
from people.models.person import Person
from people.querysets import RightsRequestQuerySet

ANSWER_WITHIN = 1
LONGEST_EXTENSION = 2


def due_date(received_on: date, extension_months: int = 0) -> date:
    """The last day for an answer.

    GDPR Art. 12(3): within one month of receipt, and by two further months where that is necessary. A month ends on the
    day of the same number, or on the last day of a shorter month (Regulation 1182/71, Art. 3(2)(c)). That a period
    ends a working day later where its last day is none (Art. 3(4)) is not used.
    """
    return dates.months_after(received_on, ANSWER_WITHIN + extension_months)


# An answer stands. The requester may be forgotten, accounts may go, a merge may give it to another record, and an
# erasure may take a name out of it.
_CLOSED_STAYS = """
IF OLD.closed_on IS NULL OR current_setting('facts.erasing', true) = 'on' THEN
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END IF;
IF TG_OP = 'UPDATE' AND NEW.requester IN ('', OLD.requester)
    AND to_jsonb(NEW) - '{forgettable}'::text[] = to_jsonb(OLD) - '{forgettable}'::text[]
THEN
    RETURN NEW;
END IF;
RAISE EXCEPTION 'a closed request stays as it is'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'rightsrequest_closed_stays', TABLE = 'people_rightsrequest';
""".replace(
    "{forgettable}",
    "{requester,person_id,employer_id,handled_by_id,identity_checked_by_id,prepared_by_id,confirmed_by_id,updated_at}",
)


@history.track(without=("requester",))
class RightsRequest(Record):
    """One request of a person or employer concerned. ``requester`` is in no history: once emptied it is gone."""

    for_editors_only = True

    kind = models.CharField(max_length=13, choices=choices.RightsKind)
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="rights_requests", help_text="Concerned."
    )
    employer = models.ForeignKey(
        Employer, null=True, blank=True, on_delete=models.PROTECT, related_name="rights_requests"
    )
    records = ArrayField(
        models.CharField(max_length=300),
        default=list,
        blank=True,
        help_text="Records that are named, as addresses of pages, separated by commas.",
    )
    received_on = models.DateField(help_text="The month runs from this day.")
    channel = models.CharField(max_length=10, choices=choices.RightsChannel)
    requester = models.CharField(
        max_length=300,
        blank=True,
        help_text="Who asks and where the answer goes, and no more. Kept in no history, forgotten at the end.",
    )
    identity_checked_on = models.DateField(null=True, blank=True)
    identity_how = models.CharField(
        "how the identity was checked", max_length=300, blank=True, help_text="No copies or numbers of documents."
    )
    identity_checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    extension_months = models.PositiveSmallIntegerField(default=0, help_text="Further months, at most two.")
    extension_reason = models.TextField(blank=True, help_text="As it was told to the requester.")
    extension_told_on = models.DateField(null=True, blank=True, help_text="Within the first month.")
    due_on = models.DateField(editable=False)
    state = models.CharField(
        max_length=11, choices=choices.RightsState, default=choices.RightsState.RECEIVED, editable=False
    )
    refusal_ground = models.CharField(max_length=14, choices=choices.RefusalGround, blank=True)
    outcome = models.TextField(blank=True, help_text="What was done or refused, as it was told to the requester.")
    closed_on = models.DateField(null=True, editable=False)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    notes = models.TextField(blank=True, help_text="For editors only.")
    spared = ArrayField(models.CharField(max_length=120), default=list, blank=True, editable=False)
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    prepared_at = models.DateTimeField(null=True, editable=False)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    erased_at = models.DateTimeField(null=True, editable=False)

    objects = RightsRequestQuerySet.as_manager()

    class Meta:
        permissions: ClassVar = [("confirm_erasure", "Can confirm an erasure that another editor prepared")]
        ordering: ClassVar = ["due_on", "pk"]
        triggers: ClassVar = [
            pgtrigger.Trigger(
                name="closed_stays",
                operation=pgtrigger.Update | pgtrigger.Delete,
                when=pgtrigger.Before,
                func=_CLOSED_STAYS,
            )
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="rightsrequest_of_one",
                condition=Q(person=None) | Q(employer=None),
                violation_error_message="A request concerns one person or one employer.",
            ),
            models.CheckConstraint(
                name="rightsrequest_erasure_of_a_person",
                condition=~Q(kind=choices.RightsKind.ERASURE) | Q(employer=None),
                violation_error_message="Only a person's data are erased.",
            ),
            models.CheckConstraint(
                name="rightsrequest_extended_with_reason",
                condition=Q(extension_months=0)
                | (
                    Q(extension_months__lte=LONGEST_EXTENSION, extension_told_on__isnull=False)
                    & ~Q(extension_reason="")
                ),
                violation_error_message="Extended by at most two months, with the reason and the day it was told.",
            ),
            models.CheckConstraint(
                name="rightsrequest_closed_has_a_day_and_an_outcome",
                condition=Q(state__in=choices.OPEN_REQUESTS, closed_on=None)
                | (~Q(state__in=choices.OPEN_REQUESTS) & Q(closed_on__isnull=False) & ~Q(outcome="")),
                violation_error_message="A request is closed with what was told to the requester.",
            ),
            models.CheckConstraint(
                name="rightsrequest_refused_has_a_ground",
                condition=~Q(state=choices.RightsState.REFUSED) | ~Q(refusal_ground=""),
                violation_error_message="A refusal needs its ground.",
            ),
            models.CheckConstraint(
                name="rightsrequest_confirmed_by_another",
                condition=Q(confirmed_by=None) | Q(prepared_by=None) | ~Q(confirmed_by=F("prepared_by")),
                violation_error_message="An erasure is confirmed by another editor than the one who prepared it.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["due_on"], condition=Q(state__in=choices.OPEN_REQUESTS), name="rightsrequest_due")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, received {self.received_on}, due {self.due_on}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.due_on = due_date(self.received_on, self.extension_months)
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "due_on"}
        super().save(*args, **kwargs)

    @property
    def is_open(self) -> bool:
        return self.state in choices.OPEN_REQUESTS

    def take_names_out(self, mask: Mask) -> None:
        """Whoever asked for the erasure is not kept by it."""
        if self.person_id in mask.bearers:
            self.requester = ""
