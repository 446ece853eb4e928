"""Employment: a person worked for an employer. A move is two of them."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from facts import dates, history, publication, support
from facts.choices import CONTRADICTED
from facts.models import CitationLink, Publishable, Record, Supported
from people import choices
from people.models.employer import Employer
from people.models.person import Person
from people.querysets import EmploymentQuerySet


@history.track(but_not=("updated_at", "verification"))
class Employment(Record, Publishable, Supported, dates.Dated):
    """A person worked for an employer, from when to when as far as known. Overlaps are allowed and flagged."""

    partial_dates = ("start", "end", "notice_given", "garden_leave_from", "garden_leave_to")
    # Of two merged people or employers: told twice. Where the states differ both stay, so that nothing is uncovered.
    merge_same = ("person", "employer", "unit", "title", "start_text", "end_text", "end_state", "publication_state")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="employments")
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="employments")
    unit = models.ForeignKey(Employer, null=True, blank=True, on_delete=models.PROTECT, related_name="unit_employments")
    title = models.CharField(max_length=200, blank=True)
    role_class = models.CharField(max_length=20, choices=choices.RoleClass, default=choices.RoleClass.UNKNOWN)
    start_text = dates.text_column("start")
    start_lo = dates.bound_column()
    start_hi = dates.bound_column()
    start_not_after = dates.not_after_column()
    end_text = dates.text_column("end")
    end_lo = dates.bound_column()
    end_hi = dates.bound_column()
    end_not_after = dates.not_after_column()
    end_state = models.CharField(max_length=8, choices=choices.EndState)
    notice_given_text = dates.text_column("notice given")
    notice_given_lo = dates.bound_column()
    notice_given_hi = dates.bound_column()
    notice_given_not_after = dates.not_after_column()
    garden_leave_from_text = dates.text_column("garden leave from")
    garden_leave_from_lo = dates.bound_column()
    garden_leave_from_hi = dates.bound_column()
    garden_leave_from_not_after = dates.not_after_column()
    garden_leave_to_text = dates.text_column("garden leave to")
    garden_leave_to_lo = dates.bound_column()
    garden_leave_to_hi = dates.bound_column()
    garden_leave_to_not_after = dates.not_after_column()
    exit_kind = models.CharField(max_length=20, choices=choices.ExitKind, default=choices.ExitKind.UNKNOWN)
    work_jurisdictions = ArrayField(models.CharField(max_length=10), default=list, blank=True)

    objects = EmploymentQuerySet.as_manager()

    class Meta:
        triggers: ClassVar = [publication.citation_required("people_employment"), support.derived("people_employment")]
        ordering: ClassVar = ["person", F("start_lo").asc(nulls_last=True), "pk"]
        constraints: ClassVar = [
            dates.ordered("employment", "start"),
            dates.ordered("employment", "end"),
            dates.ordered("employment", "notice_given"),
            dates.ordered("employment", "garden_leave_from"),
            dates.ordered("employment", "garden_leave_to"),
            models.CheckConstraint(
                name="employment_garden_leave_has_a_start",
                condition=Q(garden_leave_to_text="") | ~Q(garden_leave_from_text=""),
                violation_error_message="Garden leave needs the day on which it began; empty “to”: to the end.",
            ),
            models.CheckConstraint(
                name="employment_end_state_said",
                condition=Q(end_state__in=choices.EndState.values),
                violation_error_message="End state is required: ongoing, ended or unknown.",
            ),
            models.CheckConstraint(
                name="employment_only_ended_has_an_end",
                condition=Q(end_text="") | Q(end_state=choices.EndState.ENDED),
                violation_error_message="An end date needs the end state “ended”.",
            ),
            models.CheckConstraint(
                name="employment_starts_before_it_ends",
                condition=Q(start_lo=None) | Q(end_hi=None) | Q(start_lo__lte=F("end_hi")),
                violation_error_message="The start cannot lie wholly after the end.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["employer", "start_lo"], name="employment_employer_start"),
            models.Index(fields=["id"], condition=Q(verification__in=CONTRADICTED), name="employment_contradicted"),
            # What lists are narrowed to (``facts.admin.narrowing``).
            models.Index(fields=["start_lo"], name="employment_year"),
        ]

    def __str__(self) -> str:
        return f"{self.person} at {self.employer}"


@history.track()
class EmploymentCitation(CitationLink):
    fact = models.ForeignKey(Employment, on_delete=models.CASCADE, related_name="citation_links")

    class Meta:
        triggers: ClassVar = [
            support.counted("people_employment"),
            publication.last_citation_stays("people_employment"),
        ]
        constraints: ClassVar = [models.UniqueConstraint(fields=["fact", "citation"], name="employmentcitation_once")]
