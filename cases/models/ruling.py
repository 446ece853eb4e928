"""Claim, relief and decision: what is asked for, what is given, by which ruling."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from cases import choices, neutral, revision
from cases.models.proceeding import Party, Proceeding
from cases.querysets import DecisionQuerySet
from facts import dates, history
from facts.models import CitationLink, Record


@history.track()
class Claim(Record):
    """What one side says the other did, in the fixed list and in the source's own words."""

    proceeding = models.ForeignKey(Proceeding, on_delete=models.CASCADE, related_name="claims")
    kind = models.CharField(max_length=24, choices=choices.ClaimKind)
    by = models.ForeignKey(Party, null=True, blank=True, on_delete=models.SET_NULL, related_name="claims_made")
    against = models.ForeignKey(Party, null=True, blank=True, on_delete=models.SET_NULL, related_name="claims_met")
    cause_text = models.CharField(max_length=300, blank=True, help_text="As the tribunal writes it, e.g. 竞业限制纠纷.")

    class Meta:
        triggers: ClassVar = [revision.below(revision.OF_PROCEEDING)]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="claim_not_against_oneself",
                condition=Q(by=None) | Q(against=None) | ~Q(by=F("against")),
                violation_error_message="Nobody claims against themselves.",
            )
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


@history.track()
class Decision(Record, dates.Dated):
    """One ruling. It stands until ``overturned_by`` names the one that set it aside."""

    partial_dates = ("decided",)

    proceeding = models.ForeignKey(Proceeding, on_delete=models.CASCADE, related_name="decisions")
    kind = models.CharField(max_length=10, choices=choices.DecisionKind)
    disposition = models.CharField(max_length=18, choices=choices.Disposition, default=choices.Disposition.UNKNOWN)
    decided_text = dates.text_column("decided")
    decided_lo = dates.bound_column()
    decided_hi = dates.bound_column()
    decided_not_after = dates.not_after_column()
    outcomes = models.JSONField(default=list, blank=True, help_text="Per claim: [{claim, disposition}].")
    summary = models.TextField(blank=True)
    is_final = models.BooleanField(null=True, blank=True)
    appealable = models.BooleanField(null=True, blank=True)
    precedential = models.BooleanField(null=True, blank=True)
    overturned_by = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="overturns")

    objects = DecisionQuerySet.as_manager()

    class Meta:
        triggers: ClassVar = [revision.below(revision.OF_PROCEEDING)]
        ordering: ClassVar = [F("decided_lo").asc(nulls_last=True), "pk"]
        # What lists are narrowed to (``facts.admin.narrowing``).
        indexes: ClassVar = [models.Index(fields=["decided_lo"], name="decision_year")]
        constraints: ClassVar = [
            dates.ordered("decision", "decided"),
            models.CheckConstraint(name="decision_not_overturned_by_itself", condition=~Q(overturned_by=F("id"))),
            models.CheckConstraint(
                name="decision_final_is_not_appealable",
                condition=~Q(is_final=True) | Q(appealable=None) | Q(appealable=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.decided_text}".strip()

    def stands(self) -> bool:
        """Was it neither overturned nor set aside on appeal? One query."""
        return bool(Decision.objects.standing().filter(pk=self.pk).exists())

    @property
    def numbers(self) -> neutral.Numbers:
        """How its sources cite it. One query, or none where the sources are prefetched."""
        return neutral.numbers_of(self.citation_links.all())


@history.track()
class Relief(Record):
    """Sought, granted and settled amounts stand in columns of their own: what was asked is not what was given."""

    proceeding = models.ForeignKey(Proceeding, on_delete=models.CASCADE, related_name="reliefs")
    claim = models.ForeignKey(Claim, null=True, blank=True, on_delete=models.SET_NULL, related_name="reliefs")
    kind = models.CharField(max_length=24, choices=choices.ReliefKind)
    sought = models.BooleanField(default=False)
    sought_by = models.ForeignKey(Party, null=True, blank=True, on_delete=models.SET_NULL, related_name="relief_sought")
    sought_amount = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)
    granted = models.BooleanField(null=True, blank=True, help_text="Empty: not decided, or not reported.")
    granted_amount = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)
    decision = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="reliefs", help_text="Granted by."
    )
    settled = models.BooleanField(default=False)
    settled_amount = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True, help_text="ISO 4217.")
    period = models.CharField(max_length=5, choices=choices.Period, default=choices.Period.ONCE)
    terms = models.CharField(max_length=300, blank=True)

    class Meta:
        triggers: ClassVar = [revision.below(revision.OF_PROCEEDING)]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="relief_granted_needs_a_decision",
                condition=Q(granted=None) | Q(decision__isnull=False),
                violation_error_message="Relief granted or refused needs the decision.",
            ),
            models.CheckConstraint(
                name="relief_amount_needs_a_currency",
                condition=(Q(sought_amount=None) & Q(granted_amount=None) & Q(settled_amount=None))
                | Q(currency__regex=r"^[A-Z]{3}$"),
                violation_error_message="An amount needs a currency (ISO 4217, e.g. CNY).",
            ),
            models.CheckConstraint(
                name="relief_granted_amount_only_if_granted",
                condition=Q(granted_amount=None) | Q(granted=True),
            ),
            models.CheckConstraint(
                name="relief_amounts_not_negative",
                condition=(Q(sought_amount=None) | Q(sought_amount__gte=0))
                & (Q(granted_amount=None) | Q(granted_amount__gte=0))
                & (Q(settled_amount=None) | Q(settled_amount__gte=0)),
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


@history.track()
class DecisionCitation(CitationLink):
    """``cited_as`` is what this source calls the decision; ``cited_norm`` and ``cited_series`` are derived from it."""

    fact = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="citation_links")
    cited_as = models.CharField(
        max_length=60, blank=True, help_text="The neutral citation as this source writes it, e.g. [2024] SGHC 29."
    )
    cited_norm = models.CharField(max_length=60, blank=True, editable=False)
    cited_series = models.CharField(max_length=60, blank=True, editable=False)

    class Meta:
        triggers: ClassVar = [revision.below(revision.of_fact_in_proceeding("cases_decision"))]
        constraints: ClassVar = [models.UniqueConstraint(fields=["fact", "citation"], name="decisioncitation_once")]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.cited_as = " ".join(self.cited_as.split())
        number = neutral.read(self.cited_as)
        self.cited_norm, self.cited_series = number.norm, number.series
        super().save(*args, **kwargs)


@history.track()
class ReliefCitation(CitationLink):
    fact = models.ForeignKey(Relief, on_delete=models.CASCADE, related_name="citation_links")

    class Meta:
        triggers: ClassVar = [revision.below(revision.of_fact_in_proceeding("cases_relief"))]
        constraints: ClassVar = [models.UniqueConstraint(fields=["fact", "citation"], name="reliefcitation_once")]
