"""Rules of jurisdictions on restrictive covenants, in versions. General information, not legal advice."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from cases import choices
from cases.querysets import RuleVersionQuerySet
from facts import history
from facts.models import Publishable, Record


@history.track()
class JurisdictionRule(Record):
    """One jurisdiction's rule on one kind of covenant; what it says stands in its versions."""

    jurisdiction = models.CharField(max_length=10, help_text="ISO 3166-1 or -2, e.g. CN or US-CA.")
    covenant_kind = models.CharField(
        max_length=26, choices=choices.CovenantKind, default=choices.CovenantKind.NON_COMPETE
    )
    name = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar = ["jurisdiction", "covenant_kind"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["jurisdiction", "covenant_kind"], name="jurisdictionrule_once")
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.get_covenant_kind_display().lower()}"


class _DateRange(Func):
    function = "DATERANGE"
    output_field = DateRangeField()


@history.track()
class RuleVersion(Record, Publishable):
    """What a rule says from one day to another (both included; empty = always was, still is)."""

    rule = models.ForeignKey(JurisdictionRule, on_delete=models.CASCADE, related_name="versions")
    effective_from = models.DateField(null=True, blank=True)
    effective_to = models.DateField(null=True, blank=True)
    selected_by = models.CharField(max_length=16, choices=choices.RuleSelector)
    enforceability = models.CharField(max_length=12, choices=choices.Enforceability)
    duration_rule = models.CharField(max_length=14, choices=choices.DurationRule)
    excess_effect = models.CharField(max_length=22, choices=choices.ExcessEffect)
    max_duration_months = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="0: no such covenant is valid; empty: no number in the statute."
    )
    max_duration_days = models.PositiveSmallIntegerField(null=True, blank=True)
    compensation_required = models.BooleanField(null=True, blank=True)
    compensation_rule = models.TextField(blank=True)
    salary_threshold = models.JSONField(null=True, blank=True)
    covered_roles = models.TextField(blank=True)
    notice_rules = models.TextField(blank=True)
    mandatory_local_law = models.BooleanField(null=True, blank=True)
    authorities = models.JSONField(default=list, blank=True, help_text="[{title, citation, url}]")
    local_overrides = models.JSONField(default=list, blank=True)
    scheduled_changes = models.JSONField(default=list, blank=True)
    unverified_points = models.JSONField(default=list, blank=True)
    notes = models.TextField(blank=True)
    confidence = models.CharField(max_length=10, choices=choices.Confidence)
    verified_on = models.DateField(null=True, blank=True, help_text="Date of the newest source seen.")

    objects = RuleVersionQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["rule", F("effective_from").asc(nulls_first=True)]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="ruleversion_from_before_to",
                condition=Q(effective_from=None) | Q(effective_to=None) | Q(effective_from__lte=F("effective_to")),
            ),
            ExclusionConstraint(
                name="ruleversion_versions_never_overlap",
                expressions=[
                    ("rule", RangeOperators.EQUAL),
                    (_DateRange("effective_from", "effective_to", Value("[]")), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Versions of one rule must not overlap.",
            ),
            models.CheckConstraint(
                name="ruleversion_published_needs_authority",
                condition=~Q(publication_state="published") | ~Q(authorities=[]),
                violation_error_message="A version without an authority cannot be published.",
            ),
            models.CheckConstraint(
                name="ruleversion_unverified_is_not_published",
                condition=~Q(confidence=choices.Confidence.UNVERIFIED) | ~Q(publication_state="published"),
                violation_error_message="A version nobody verified cannot be published.",
            ),
        ]

    def has_source(self) -> bool:
        """A rule rests on the authorities it names."""
        return bool(self.authorities)

    def __str__(self) -> str:
        return f"{self.rule}, from {self.effective_from or 'always'}"
