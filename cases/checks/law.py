"""Tribunals and rules of jurisdictions."""

from django.core.exceptions import ValidationError

from cases.choices import DurationRule
from cases.models import RuleVersion, Tribunal
from facts.outcomes import Notice


def check_tribunal(tribunal: Tribunal) -> tuple[Notice, ...]:
    """A row's own rules."""
    tribunal.full_clean()
    return ()


def check_rule_version(version: RuleVersion) -> tuple[Notice, ...]:
    """Versions of one rule do not overlap, and a statutory maximum has its number."""
    version.full_clean()
    has_number = version.max_duration_months is not None or version.max_duration_days is not None
    if version.duration_rule == DurationRule.HARD_CAP and not has_number:
        raise ValidationError({"max_duration_months": ["A statutory maximum needs its number of months or days."]})
    return ()
