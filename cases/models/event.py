"""Event: one entry of a timeline."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from cases import accusing, choices, conflicts, revision, standing
from cases.models.agreement import Covenant
from cases.models.case import Case
from cases.models.proceeding import Proceeding
from cases.models.ruling import Decision, Relief
from cases.querysets import EventQuerySet
from facts import dates, history, publication, support
from facts.choices import CONTRADICTED, Assertion, PublicationState, Verification
from facts.models import CitationLink, Publishable, Record, Supported
from people.models import Employer, Employment, Person

SET_ASIDE_IS_NOT_FOUND = (
    "“Found” needs a decision that stands, and this one was set aside: “officially recorded” says that it was made."
)


@history.track(but_not=("updated_at", "verification"))
class Event(Record, Publishable, Supported, dates.Dated):
    """Something that happened, is said to have happened, or is scheduled, in a case or a working life.

    ``assertion`` says how it is known; which verbs a text may use is derived from it and the decisions that stand.
    """

    partial_dates = ("occurred",)

    case = models.ForeignKey(Case, null=True, blank=True, on_delete=models.CASCADE, related_name="events")
    employment = models.ForeignKey(Employment, null=True, blank=True, on_delete=models.PROTECT, related_name="events")
    proceeding = models.ForeignKey(Proceeding, null=True, blank=True, on_delete=models.SET_NULL, related_name="events")
    covenant = models.ForeignKey(Covenant, null=True, blank=True, on_delete=models.SET_NULL, related_name="events")
    decision = models.ForeignKey(Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="events")
    relief = models.ForeignKey(Relief, null=True, blank=True, on_delete=models.SET_NULL, related_name="events")
    kind = models.CharField(max_length=24, choices=choices.EventKind)
    assertion = models.CharField(max_length=20, choices=Assertion)
    occurred_text = dates.text_column("occurred")
    occurred_lo = dates.bound_column()
    occurred_hi = dates.bound_column()
    occurred_not_after = dates.not_after_column()
    date_role = models.CharField(max_length=9, choices=choices.DateRole, default=choices.DateRole.HAPPENED)
    scheduled = models.BooleanField(default=False, help_text="Announced, not yet past.")
    sequence = models.PositiveSmallIntegerField(default=0, help_text="Order within one day.")
    title = models.CharField(max_length=300)
    description = models.TextField(blank=True)
    language = models.CharField(max_length=16, default="en")
    amount = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        triggers: ClassVar = [
            publication.citation_required("cases_event"),
            publication.second_editor(accuses=accusing.EVENT, unsaid=("sequence", "verification")),
            support.derived("cases_event"),
            standing.FOUND_NEEDS_IT,
            revision.below(revision.OF_CASE),
            conflicts.OF_ENTRIES,
        ]
        constraints: ClassVar = [
            dates.ordered("event", "occurred"),
            models.CheckConstraint(
                name="event_of_a_case_or_an_employment",
                condition=Q(case__isnull=False) | Q(employment__isnull=False),
                violation_error_message="An event belongs to a case or to an employment.",
            ),
            models.CheckConstraint(
                name="event_found_needs_a_decision",
                condition=~Q(assertion=Assertion.FOUND) | Q(decision__isnull=False),
                violation_error_message="“Found” needs the decision that found it.",
            ),
            models.CheckConstraint(
                name="event_amount_with_currency",
                condition=Q(amount__isnull=True) | Q(currency__regex=r"^[A-Z]{3}$"),
                violation_error_message="An amount needs a currency (ISO 4217, e.g. CNY).",
            ),
            models.CheckConstraint(
                name="event_scheduled_kinds",
                condition=Q(scheduled=False) | Q(kind__in=choices.SCHEDULABLE),
                violation_error_message="Only hearings, mediations and changes of law can be scheduled.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["case", "occurred_lo", "sequence", "id"], name="event_timeline"),
            # The desk's queues (``cases.querysets``).
            models.Index(fields=["id"], condition=Q(verification__in=CONTRADICTED), name="event_contradicted"),
            models.Index(
                fields=["case"],
                condition=Q(
                    verification=Verification.SINGLE_SOURCE,
                    publication_state__in=[PublicationState.IN_REVIEW, PublicationState.PUBLISHED],
                ),
                name="event_single_source",
            ),
            models.Index(fields=["id"], condition=Q(occurred_text=""), name="event_undated"),
            # What lists are narrowed to (``facts.admin.narrowing``).
            models.Index(fields=["occurred_lo"], name="event_year"),
            models.Index(fields=["language"], name="event_language"),
        ]

    def __str__(self) -> str:
        return self.title

    def against_publishing(self) -> str:
        """What was set aside is not told as found."""
        if self.assertion == Assertion.FOUND and self.decision is not None and not self.decision.stands():
            return SET_ASIDE_IS_NOT_FOUND
        return ""

    def accuses_a_person(self) -> bool:
        """A step of a dispute that names a person accuses them; a plain move does not."""
        if self.kind in choices.WITHOUT_ACCUSATION:
            return False
        if self.employment_id is not None or (self.case is not None and self.case.accuses_a_person()):
            return True
        return self.actors.filter(person__isnull=False).exists()


@history.track()
class EventActor(Record):
    """A person or employer in an event, and as what."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="actors")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="event_rows")
    employer = models.ForeignKey(Employer, null=True, blank=True, on_delete=models.PROTECT, related_name="event_rows")
    role = models.CharField(max_length=12, choices=choices.EventRole)

    part_of = "event"

    class Meta:
        triggers: ClassVar = [
            publication.second_editor_below("cases_event", "{row}.event_id", accuses=accusing.EVENT_BY_ACTOR),
            revision.below(revision.OF_EVENT),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="eventactor_is_one_person_or_one_employer",
                condition=Q(person__isnull=False, employer__isnull=True)
                | Q(person__isnull=True, employer__isnull=False),
            ),
            models.UniqueConstraint(fields=["event", "person", "role"], name="eventactor_person_once_per_role"),
            models.UniqueConstraint(fields=["event", "employer", "role"], name="eventactor_employer_once_per_role"),
        ]

    def __str__(self) -> str:
        return f"{self.person or self.employer} ({self.role})"


@history.track()
class EventCitation(CitationLink):
    fact = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="citation_links")

    class Meta:
        triggers: ClassVar = [
            support.counted("cases_event"),
            publication.last_citation_stays("cases_event"),
            revision.below(revision.of_fact("cases_event")),
        ]
        constraints: ClassVar = [models.UniqueConstraint(fields=["fact", "citation"], name="eventcitation_once")]


# Timelines run by the day by which each entry is known to have happened; what has no day at all comes last. By the
# earliest possible day "2024 or later" would stand before what it followed, and "November or earlier" nowhere.
TIMELINE_ORDER = (
    Coalesce("occurred_hi", "occurred_lo").asc(nulls_last=True),
    F("occurred_lo").asc(nulls_first=True),
    F("sequence").asc(),
    F("id").asc(),
)
