"""Agreement and its covenants. FollowTheMoney and CourtListener have no such record; terms are the law's own."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from cases import choices
from cases.querysets import AgreementQuerySet
from facts import dates, history, publication
from facts.models import CitationLink, Publishable, Record
from people.models import Employer, Person


@history.track()
class Agreement(Record, Publishable, dates.Dated):
    """What a person signed with an employer, as far as it is known to exist."""

    partial_dates = ("signed",)

    slug = models.SlugField(max_length=160, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="agreements")
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="agreements")
    instrument = models.CharField(max_length=20, choices=choices.Instrument, default=choices.Instrument.UNKNOWN)
    existence = models.CharField(max_length=20, choices=choices.Existence)
    signed_text = dates.text_column("signed")
    signed_lo = dates.bound_column()
    signed_hi = dates.bound_column()
    signed_not_after = dates.not_after_column()
    governing_law = models.CharField(max_length=10, blank=True, help_text="ISO 3166-1 or -2.")
    dispute_forum = models.CharField(max_length=20, choices=choices.DisputeForum, default=choices.DisputeForum.UNKNOWN)
    forum_text = models.CharField(max_length=300, blank=True)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        triggers: ClassVar = [publication.citation_required("cases_agreement")]
        ordering: ClassVar = ["slug"]
        # What lists are narrowed to (``facts.admin.narrowing``).
        indexes: ClassVar = [models.Index(fields=["signed_lo"], name="agreement_year")]
        constraints: ClassVar = [dates.ordered("agreement", "signed")]

    def __str__(self) -> str:
        return f"{self.person} with {self.employer}"


def _amount(prefix: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=f"covenant_{prefix}_with_currency",
        condition=Q(**{f"{prefix}_amount__isnull": True})
        | (Q(**{f"{prefix}_amount__gte": 0}) & Q(**{f"{prefix}_currency__regex": r"^[A-Z]{3}$"})),
        violation_error_message=f"{prefix}: an amount needs a currency (ISO 4217, e.g. CNY).",
    )


@history.track()
class Covenant(Record):
    """One restraint of an agreement. The restrained window is computed (``cases.windows``), never stored."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="covenants")
    kind = models.CharField(max_length=26, choices=choices.CovenantKind)
    duration_value = models.PositiveIntegerField(null=True, blank=True)
    duration_unit = models.CharField(max_length=5, choices=choices.DurationUnit, blank=True)
    trigger = models.CharField(max_length=20, choices=choices.Trigger, default=choices.Trigger.END_OF_EMPLOYMENT)
    garden_leave_setoff = models.BooleanField(null=True, blank=True)
    territory = models.CharField(max_length=300, blank=True)
    activities = models.TextField(blank=True)
    named_competitors = models.ManyToManyField(Employer, blank=True, related_name="named_in_covenants")
    compensation_basis = models.CharField(
        max_length=16, choices=choices.CompensationBasis, default=choices.CompensationBasis.UNKNOWN
    )
    compensation_percent = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    compensation_amount = models.DecimalField(max_digits=16, decimal_places=2, null=True, blank=True)
    compensation_currency = models.CharField(max_length=3, blank=True)
    compensation_period = models.CharField(max_length=5, choices=choices.Period, blank=True)
    penalty_amount = models.DecimalField(
        max_digits=16, decimal_places=2, null=True, blank=True, help_text="Liquidated damages agreed on."
    )
    penalty_currency = models.CharField(max_length=3, blank=True)
    governing_law = models.CharField(max_length=10, blank=True, help_text="Where it differs from the agreement's.")
    status = models.CharField(max_length=18, choices=choices.CovenantStatus, default=choices.CovenantStatus.UNKNOWN)
    status_as_of = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(
        "cases.Decision", null=True, blank=True, on_delete=models.PROTECT, related_name="covenants_decided"
    )

    class Meta:
        ordering: ClassVar = ["agreement", "kind", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="covenant_duration_has_a_unit",
                condition=Q(duration_value__isnull=True, duration_unit="")
                | (Q(duration_value__gt=0) & ~Q(duration_unit="")),
                violation_error_message="A duration is a whole number above 0 with its unit: day, week, month or year.",
            ),
            _amount("compensation"),
            _amount("penalty"),
            models.CheckConstraint(
                name="covenant_held_needs_a_decision",
                condition=~Q(status__in=choices.HELD) | Q(decided_by__isnull=False),
                violation_error_message="A status “held …” needs the decision that says so.",
            ),
        ]

    def __str__(self) -> str:
        length = f", {self.duration_value} {self.duration_unit}(s)" if self.duration_value else ""
        return f"{self.get_kind_display()}{length}"


@history.track()
class AgreementCitation(CitationLink):
    fact = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="citation_links")

    class Meta:
        triggers: ClassVar = [publication.last_citation_stays("cases_agreement")]
        constraints: ClassVar = [models.UniqueConstraint(fields=["fact", "citation"], name="agreementcitation_once")]


@history.track()
class CovenantCitation(CitationLink):
    fact = models.ForeignKey(Covenant, on_delete=models.CASCADE, related_name="citation_links")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["fact", "citation"], name="covenantcitation_once")]
