"""Employer, and how employers hang together."""

from typing import Any, ClassVar

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper
from django.urls import reverse

from facts import dates, history, publication
from facts.models import CitationLink, Mergeable, Publishable, Record
from people import choices
from people.querysets import EmployerQuerySet


@history.track()
class Employer(Record, Publishable, Mergeable):
    """A company, or a unit, lab, brand or group of companies that people work for."""

    slug = models.SlugField(max_length=120, unique=True)
    display_name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=choices.EmployerKind, default=choices.EmployerKind.COMPANY)
    jurisdiction = models.CharField(max_length=10, blank=True, help_text="ISO 3166-1 or -2, e.g. CN or US-CA.")
    registration_id = models.CharField(max_length=60, blank=True)
    wikidata_id = models.CharField(max_length=20, blank=True)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged")

    objects = EmployerQuerySet.as_manager()

    class Meta:
        triggers: ClassVar = [publication.citation_required("people_employer", mergeable=True)]
        ordering: ClassVar = ["display_name", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(name="employer_not_merged_into_itself", condition=~Q(merged_into=F("id"))),
            models.CheckConstraint(name="employer_has_a_display_name", condition=~Q(display_name="")),
            models.UniqueConstraint(
                fields=["jurisdiction", "registration_id"],
                condition=~Q(registration_id=""),
                name="employer_registration_once_per_jurisdiction",
            ),
            models.UniqueConstraint(
                fields=["wikidata_id"], condition=~Q(wikidata_id=""), name="employer_wikidata_once"
            ),
        ]
        # What the desk's search compares, by parts of words.
        indexes: ClassVar = [
            GinIndex(
                *(
                    OpClass(Upper(column), "gin_trgm_ops")
                    for column in ("display_name", "slug", "registration_id", "wikidata_id")
                ),
                name="employer_words",
            )
        ]

    def __str__(self) -> str:
        return self.display_name

    def get_absolute_url(self) -> str:
        return reverse("employer", args=[self.slug])

    @classmethod
    def against_merging(cls, survivor: "Employer", absorbed: "Employer") -> list[str]:
        """A unit is not its company, and one number of a register is one firm."""
        found = []
        if survivor.kind != absorbed.kind:
            kinds = f"{survivor.get_kind_display().lower()} and {absorbed.get_kind_display().lower()}"
            found.append(f"They are of different kinds ({kinds}): relate them, or correct the kind first.")
        ids = {survivor.wikidata_id, absorbed.wikidata_id} - {""}
        if len(ids) > 1:
            found.append(f"They have different Wikidata ids ({', '.join(sorted(ids))}): correct one first.")
        numbers = {survivor.registration_id, absorbed.registration_id} - {""}
        if len(numbers) > 1 and survivor.jurisdiction == absorbed.jurisdiction:
            found.append(f"They have different registration ids ({', '.join(sorted(numbers))}): correct one first.")
        return found


@history.track()
class EmployerRelation(Record, dates.Dated):
    """``source`` is unit of, brand of, or succeeded by ``target``, in a period. Never an equation of the two."""

    partial_dates = ("since", "until")

    source = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="relations")
    target = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="relations_to")
    kind = models.CharField(max_length=12, choices=choices.RelationKind)
    since_text = dates.text_column("since")
    since_lo = dates.bound_column()
    since_hi = dates.bound_column()
    since_not_after = dates.not_after_column()
    until_text = dates.text_column("until")
    until_lo = dates.bound_column()
    until_hi = dates.bound_column()
    until_not_after = dates.not_after_column()

    class Meta:
        constraints: ClassVar = [
            dates.ordered("employerrelation", "since"),
            dates.ordered("employerrelation", "until"),
            models.CheckConstraint(name="employerrelation_of_two", condition=~Q(source=F("target"))),
            models.UniqueConstraint(
                fields=["source", "target", "kind", "since_text"], name="employerrelation_once_per_start"
            ),
            models.CheckConstraint(
                name="employerrelation_starts_before_it_ends",
                condition=Q(since_lo=None) | Q(until_hi=None) | Q(since_lo__lte=F("until_hi")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.get_kind_display().lower()} {self.target}"

    @classmethod
    def against_merging(cls, survivor: Employer, absorbed: Employer) -> list[str]:
        """No circle within one kind: neither of the two may hang on the other by way of a third."""
        both = {survivor.pk, absorbed.pk}
        for kind in choices.RelationKind:
            relations = cls.objects.filter(kind=kind)
            between = relations.filter(source__in=both).exclude(target__in=both).values_list("target", flat=True)
            seen: set[Any] = set()
            frontier = set(between)
            while frontier:
                seen |= frontier
                frontier = set(relations.filter(source__in=frontier).values_list("target", flat=True)) - seen
            if seen & both:
                return [f"“{kind.label.lower()}” would run in a circle: correct the relations between them first."]
        return []


@history.track()
class EmployerCitation(CitationLink):
    fact = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="citation_links")

    class Meta:
        triggers: ClassVar = [publication.last_citation_stays("people_employer", mergeable=True)]
        constraints: ClassVar = [models.UniqueConstraint(fields=["fact", "citation"], name="employercitation_once")]


@history.track()
class EmployerRelationCitation(CitationLink):
    fact = models.ForeignKey(EmployerRelation, on_delete=models.CASCADE, related_name="citation_links")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["fact", "citation"], name="employerrelationcitation_once")
        ]
