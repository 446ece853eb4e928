"""Employer, and how employers hang together."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from facts import dates, history, publication
from facts.models import CitationLink, Publishable, Record
from people import choices
from people.querysets import EmployerQuerySet


@history.track()
class Employer(Record, Publishable):
    """A company, or a unit, lab, brand or group of companies that people work for."""

    slug = models.SlugField(max_length=120, unique=True)
    display_name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=choices.EmployerKind, default=choices.EmployerKind.COMPANY)
    jurisdiction = models.CharField(max_length=10, blank=True, help_text="ISO 3166-1 or -2, e.g. CN or US-CA.")
    registration_id = models.CharField(max_length=60, blank=True)
    wikidata_id = models.CharField(max_length=20, blank=True)
    do_not_match = models.ManyToManyField("self", blank=True, help_text="Known to be other employers.")
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged")

    objects = EmployerQuerySet.as_manager()

    class Meta:
        triggers: ClassVar = [publication.citation_required("people_employer")]
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

    def __str__(self) -> str:
        return self.display_name

    def get_absolute_url(self) -> str:
        return reverse("employer", args=[self.slug])


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


@history.track()
class EmployerCitation(CitationLink):
    fact = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="citation_links")

    class Meta:
        triggers: ClassVar = [publication.last_citation_stays("people_employer")]
        constraints: ClassVar = [models.UniqueConstraint(fields=["fact", "citation"], name="employercitation_once")]


@history.track()
class EmployerRelationCitation(CitationLink):
    fact = models.ForeignKey(EmployerRelation, on_delete=models.CASCADE, related_name="citation_links")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["fact", "citation"], name="employerrelationcitation_once")
        ]
