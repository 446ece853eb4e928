"""Tribunals and rules of jurisdictions."""

from django.db import transaction

from cases import checks
from cases.models import RuleVersion, Tribunal
from facts.outcomes import Saved
from facts.services import save
from people import slugs


@transaction.atomic
def save_rule_version(*, version: RuleVersion) -> Saved[RuleVersion]:
    """Save a version of a rule. Raises ``ValidationError`` per field."""
    return save(version, check=checks.check_rule_version)


@transaction.atomic
def save_tribunal(*, tribunal: Tribunal) -> Saved[Tribunal]:
    """Save a tribunal. Raises ``ValidationError`` per field."""
    if not tribunal.slug:
        tribunal.slug = slugs.free(Tribunal, tribunal.name)
    return save(tribunal, check=checks.check_tribunal)
