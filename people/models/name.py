"""Name: one spelling of a name of one person or one employer."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from facts import history
from facts.models import CitationLink, Record
from people import choices, spelling
from people.models.employer import Employer
from people.models.person import Person


@history.track(but_not=("updated_at", "folded", "romanised", "tokens"))
class Name(Record):
    """One spelling of a name.

    ``folded``, ``romanised`` and ``tokens`` are derived by ``people.spelling`` and are what queries meet.
    """

    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.CASCADE, related_name="names")
    employer = models.ForeignKey(Employer, null=True, blank=True, on_delete=models.CASCADE, related_name="names")
    text = models.CharField(max_length=200)
    script = models.CharField(max_length=4, choices=choices.Script, editable=False)
    kind = models.CharField(max_length=10, choices=choices.NameKind, default=choices.NameKind.ALIAS)
    language = models.CharField(max_length=16, blank=True)
    weak = models.BooleanField(default=False, help_text="Too common or too vague to match alone.")
    folded = models.CharField(max_length=300, editable=False)
    romanised = models.CharField(max_length=1500, default="", editable=False)
    tokens = ArrayField(models.CharField(max_length=200), editable=False)

    class Meta:
        ordering: ClassVar = ["kind", "text"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="name_of_one_person_or_one_employer",
                condition=Q(person__isnull=False, employer__isnull=True)
                | Q(person__isnull=True, employer__isnull=False),
                violation_error_message="A name belongs to one person or to one employer.",
            ),
            models.CheckConstraint(name="name_not_empty", condition=~Q(text="") & ~Q(folded="")),
            models.UniqueConstraint(fields=["person", "text"], name="name_once_per_person"),
            models.UniqueConstraint(fields=["employer", "text"], name="name_once_per_employer"),
        ]
        indexes: ClassVar = [
            GinIndex(fields=["tokens"], name="name_tokens_gin"),
            GinIndex(fields=["folded"], name="name_folded_trgm", opclasses=["gin_trgm_ops"]),
            models.Index(fields=["romanised"], name="name_romanised"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def goes_with_names(self) -> bool:
        """A person's; a firm that is called after somebody keeps the rest of its name."""
        return self.person_id is not None

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.derive()
        super().save(*args, **kwargs)

    def derive(self) -> None:
        """Set the columns that follow from ``text``."""
        self.text = spelling.tidy(self.text)
        self.script = spelling.script_of(self.text)
        self.folded = spelling.folded(self.text)
        self.romanised = spelling.romanised(self.text)
        self.tokens = spelling.tokens(self.text)


@history.track()
class NameCitation(CitationLink):
    fact = models.ForeignKey(Name, on_delete=models.CASCADE, related_name="citation_links")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["fact", "citation"], name="namecitation_once")]
