"""Case, its participants and its siblings."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Upper
from django.urls import reverse

from cases import accusing, choices, revision
from cases.querysets import CaseQuerySet
from facts import dates, history, publication, support
from facts.choices import CONTRADICTED, PublicationState, Verification
from facts.models import CitationLink, Mergeable, Publishable, Record, Supported
from people import spelling
from people.models import Employer, Person


@history.track(but_not=("updated_at", "revision", "tokens", "verification"))
class Case(Record, Publishable, Mergeable, Supported, dates.Dated):
    """One claimant-side action with its appeals. A PRC labour arbitration and the suit after it are one case.

    ``revision`` is raised by database triggers on every change below the case (its proceedings, events, citations, and
    the names of its people and employers), so that a client can ask cheaply whether anything changed.
    """

    partial_dates = ("opened",)

    slug = models.SlugField(max_length=160, unique=True)
    title = models.CharField(max_length=300, help_text="Neutral, e.g. “A v. B (non-compete)”.")
    summary = models.TextField(blank=True)
    status = models.CharField(max_length=10, choices=choices.CaseStatus, default=choices.CaseStatus.ALLEGED)
    claim_kinds = ArrayField(
        models.CharField(max_length=30, choices=choices.ClaimKind),
        default=list,
        blank=True,
        help_text="What it is about.",
    )
    jurisdiction = models.CharField(max_length=10, blank=True, help_text="ISO 3166-1 or -2, e.g. CN or US-CA.")
    opened_text = dates.text_column("opened")
    opened_lo = dates.bound_column()
    opened_hi = dates.bound_column()
    opened_not_after = dates.not_after_column()
    covenants = models.ManyToManyField("cases.Covenant", blank=True, related_name="cases")
    reviewed_on = models.DateField(null=True, blank=True)
    revision = models.PositiveBigIntegerField(default=1, editable=False)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged")
    tokens = ArrayField(models.CharField(max_length=300), default=list, editable=False)

    objects = CaseQuerySet.as_manager()

    class Meta:
        triggers: ClassVar = [
            publication.citation_required("cases_case", mergeable=True),
            publication.second_editor(
                accuses=accusing.CASE,
                unsaid=("revision", "tokens", "reviewed_on", "merged_into_id", "verification"),
            ),
            support.derived("cases_case"),
            revision.OWN,
        ]
        ordering: ClassVar = [F("opened_lo").desc(nulls_last=True), "pk"]
        constraints: ClassVar = [
            dates.ordered("case", "opened"),
            models.CheckConstraint(name="case_not_merged_into_itself", condition=~Q(merged_into=F("id"))),
            models.CheckConstraint(name="case_has_a_title", condition=~Q(title="")),
            models.CheckConstraint(
                name="case_claim_kinds_known",
                condition=Q(claim_kinds__contained_by=choices.ClaimKind.values),
            ),
        ]
        indexes: ClassVar = [
            GinIndex(fields=["tokens"], name="case_tokens_gin"),
            models.Index(fields=["opened_lo", "id"], name="case_opened"),
            # The desk's queues (``cases.querysets``).
            models.Index(fields=["id"], condition=Q(verification__in=CONTRADICTED), name="case_contradicted"),
            models.Index(
                fields=["id"],
                condition=Q(
                    verification=Verification.SINGLE_SOURCE,
                    publication_state__in=[PublicationState.IN_REVIEW, PublicationState.PUBLISHED],
                ),
                name="case_single_source",
            ),
            models.Index(
                fields=["reviewed_on", "published_at"],
                condition=Q(publication_state=PublicationState.PUBLISHED, status__in=choices.CLOSED, merged_into=None),
                name="case_closed",
            ),
            # The order of lists.
            models.Index(F("opened_lo").desc(nulls_last=True), "id", name="case_newest"),
            models.Index(fields=["jurisdiction"], name="case_jurisdiction"),
            # What the desk's search compares, by parts of words.
            GinIndex(
                *(OpClass(Upper(column), "gin_trgm_ops") for column in ("title", "slug")),
                name="case_words",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def accuses_a_person(self) -> bool:
        """A case that names a person says that they broke a duty, or may be read so, however it is worded."""
        if self.participants.filter(person__isnull=False).exists():
            return True
        return bool(self.proceedings.filter(parties__person__isnull=False).exists())

    def get_absolute_url(self) -> str:
        return reverse("case", args=[self.slug])

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.tokens = spelling.tokens(self.title)
        if kwargs.get("update_fields") is not None and "title" in kwargs["update_fields"]:
            kwargs["update_fields"] = {*kwargs["update_fields"], "tokens"}
        super().save(*args, **kwargs)


@history.track()
class Participant(Record):
    """Who a case is about, in a plain role, whatever they are called in court."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="participants")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="participations")
    employer = models.ForeignKey(
        Employer, null=True, blank=True, on_delete=models.PROTECT, related_name="participations"
    )
    role = models.CharField(max_length=16, choices=choices.ParticipantRole)
    description = models.CharField(max_length=200, blank=True)

    part_of = "case"

    class Meta:
        triggers: ClassVar = [
            publication.second_editor_below("cases_case", "{row}.case_id", accuses=accusing.CASE_BY_PARTICIPANT),
            revision.below(revision.OF_CASE),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="participant_is_one_person_or_one_employer",
                condition=Q(person__isnull=False, employer__isnull=True)
                | Q(person__isnull=True, employer__isnull=False),
                violation_error_message="A participant is one person or one employer.",
            ),
            models.CheckConstraint(
                name="participant_role_fits",
                condition=(
                    Q(person__isnull=False, role__in=["mover", "other"])
                    | Q(employer__isnull=False, role__in=["former_employer", "new_employer", "other"])
                ),
                violation_error_message="People move or are “other”; employers are former, new or “other”.",
            ),
            models.UniqueConstraint(fields=["case", "person", "role"], name="participant_person_once_per_role"),
            models.UniqueConstraint(fields=["case", "employer", "role"], name="participant_employer_once_per_role"),
        ]

    def __str__(self) -> str:
        return f"{self.person or self.employer} ({self.get_role_display().lower()})"

    @classmethod
    def against_merging(cls, survivor: Any, absorbed: Any) -> list[str]:
        """The employer that was left is not the one that was joined."""
        if not isinstance(survivor, Employer):
            return []
        ends = [choices.ParticipantRole.FORMER_EMPLOYER, choices.ParticipantRole.NEW_EMPLOYER]
        other = cls.objects.filter(case=OuterRef("case"), role__in=ends, employer=absorbed)
        rows = cls.objects.filter(Exists(other.exclude(role=OuterRef("role"))), role__in=ends, employer=survivor)
        return [f"In “{row.case}” one was left and the other joined." for row in rows.select_related("case")]


@history.track()
class CaseRelation(Record):
    """Two cases belong together. Symmetric: stored once, the lower key first."""

    first = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="relations_first")
    second = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="relations_second")
    kind = models.CharField(max_length=12, choices=choices.CaseRelationKind, default=choices.CaseRelationKind.RELATED)

    class Meta:
        triggers: ClassVar = [revision.below("{row}.first_id"), revision.SECOND]
        constraints: ClassVar = [
            models.CheckConstraint(name="caserelation_lower_key_first", condition=Q(first__lt=F("second"))),
            models.UniqueConstraint(fields=["first", "second"], name="caserelation_once"),
        ]

    def __str__(self) -> str:
        return f"{self.first} and {self.second}"


@history.track()
class CaseCitation(CitationLink):
    fact = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="citation_links")

    class Meta:
        triggers: ClassVar = [
            support.counted("cases_case"),
            publication.last_citation_stays("cases_case", mergeable=True),
            revision.below("{row}.fact_id"),
        ]
        constraints: ClassVar = [models.UniqueConstraint(fields=["fact", "citation"], name="casecitation_once")]


@history.track()
class ParticipantCitation(CitationLink):
    fact = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="citation_links")

    class Meta:
        triggers: ClassVar = [revision.below(revision.of_fact("cases_participant"))]
        constraints: ClassVar = [models.UniqueConstraint(fields=["fact", "citation"], name="participantcitation_once")]
