"""Person: a natural person."""

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper
from django.urls import reverse

from facts import history, publication
from facts.choices import PublicationState
from facts.erasing import Mask
from facts.models import CitationLink, Mergeable, Publishable, Record
from people import choices
from people.querysets import PersonQuerySet

ERASED = "Name removed"


@history.track()
class Person(Record, Publishable, Mergeable):
    """A natural person. Only public facts: no birth dates, addresses or identity numbers have a place here."""

    slug = models.SlugField(max_length=120, unique=True)
    display_name = models.CharField(max_length=200)
    family_first = models.BooleanField(null=True, blank=True, help_text="Family name first? Unknown is an answer.")
    disambiguator = models.CharField(
        max_length=120, blank=True, help_text="Tells two people of one name apart, e.g. “speech researcher”."
    )
    public_role = models.CharField(
        max_length=20, choices=choices.PublicRole, default=choices.PublicRole.NONE, help_text="Required to publish."
    )
    notability_reason = models.TextField(blank=True, help_text="Why naming this person is necessary.")
    rights_note = models.TextField(blank=True, help_text="For editors only.")
    wikidata_id = models.CharField(max_length=20, blank=True)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged")

    objects = PersonQuerySet.as_manager()

    class Meta:
        triggers: ClassVar = [publication.citation_required("people_person", mergeable=True)]
        verbose_name_plural = "people"
        ordering: ClassVar = ["display_name", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(name="person_not_merged_into_itself", condition=~Q(merged_into=F("id"))),
            models.CheckConstraint(name="person_has_a_display_name", condition=~Q(display_name="")),
            models.UniqueConstraint(fields=["wikidata_id"], condition=~Q(wikidata_id=""), name="person_wikidata_once"),
        ]
        # What the desk's search compares, by parts of words.
        indexes: ClassVar = [
            GinIndex(
                *(
                    OpClass(Upper(column), "gin_trgm_ops")
                    for column in ("display_name", "slug", "disambiguator", "wikidata_id")
                ),
                name="person_words",
            )
        ]

    def __str__(self) -> str:
        return f"{self.display_name} ({self.disambiguator})" if self.disambiguator else self.display_name

    def get_absolute_url(self) -> str:
        return reverse("person", args=[self.slug])

    def take_names_out(self, mask: Mask) -> None:
        """What is left of an erased person is a key: others' records point at it, and nothing says who it was."""
        if self.pk not in mask.bearers:
            return
        self.display_name, self.slug = ERASED, f"removed-{self.pk}"
        self.disambiguator = self.notability_reason = self.rights_note = self.wikidata_id = ""
        self.family_first, self.public_role = None, choices.PublicRole.NONE
        self.publication_state = PublicationState.WITHDRAWN

    @classmethod
    def against_merging(cls, survivor: "Person", absorbed: "Person") -> list[str]:
        """Two entries of Wikidata are two people."""
        ids = {survivor.wikidata_id, absorbed.wikidata_id} - {""}
        return (
            [f"They have different Wikidata ids ({', '.join(sorted(ids))}): correct one first."] if len(ids) > 1 else []
        )


@history.track()
class PersonCitation(CitationLink):
    fact = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="citation_links")

    class Meta:
        triggers: ClassVar = [publication.last_citation_stays("people_person", mergeable=True)]
        constraints: ClassVar = [models.UniqueConstraint(fields=["fact", "citation"], name="personcitation_once")]
