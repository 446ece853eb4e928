"""Agreements and covenants."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from cases import rules
from cases.choices import HELD, CapFlag
from cases.models import Agreement, Covenant
from facts.dates import PartialDate
from facts.outcomes import Notice
from people.moves import end_of_service


def check_agreement(agreement: Agreement) -> tuple[Notice, ...]:
    """A row's own rules; a signature after the employment ended is pointed out."""
    agreement.full_clean()
    signed, end = agreement.partial("signed"), last_end(agreement)
    if signed.lo and end.hi and signed.lo > end.hi:
        return (Notice("signed_after_end", "signed_text", "Signed after the employment on record ended."),)
    return ()


def last_end(agreement: Agreement) -> PartialDate:
    """When the person's work for the agreement's employer ended, from which a restraint runs.

    As far as it is on record, and not where the person went on within the employer's group.
    """
    return end_of_service(agreement.person, agreement.employer)


def check_covenant(covenant: Covenant) -> tuple[Notice, ...]:
    """``held_*`` needs its decision; a length the law does not allow is saved as it stands on paper, and flagged."""
    if covenant.status in HELD and covenant.decided_by_id is None:
        raise ValidationError({"decided_by": ["A status “held …” needs the decision that says so."]})
    covenant.full_clean()
    agreement = covenant.agreement
    law = covenant.governing_law or agreement.governing_law
    if not law:
        return ()
    applied = rules.applicable(
        jurisdiction=law,
        kind=covenant.kind,
        agreement_date=agreement.partial("signed"),
        termination_date=last_end(agreement),
        on=timezone.localdate(),
    )
    flag = rules.cap_flag(covenant, applied.version)
    if flag == CapFlag.NONE:
        return ()
    return (Notice(flag.value, "duration_value", f"{flag.label} in {law}. Saved as it stands on paper."),)
