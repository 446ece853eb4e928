"""Proceedings and what stands in them."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import transaction

from cases import checks, dockets
from cases.choices import Stage
from cases.models import Claim, Decision, Party, Proceeding, Relief
from facts.models import Citation
from facts.outcomes import Saved
from facts.services import save
from people import spelling

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def save_proceeding(
    *, proceeding: Proceeding, citations: Iterable[Citation] = (), editor: "User | None" = None
) -> Saved[Proceeding]:
    """Save a proceeding; the docket's normal form, scheme and parts follow from what is written.

    A stage that was left open is taken from the docket number. Raises ``ValidationError`` per field.
    """
    docket = dockets.read(proceeding.docket_raw)
    notices = checks.check_proceeding(proceeding)
    proceeding.docket_norm = docket.norm
    proceeding.docket_scheme = docket.scheme
    proceeding.docket_parts = docket.parts
    proceeding.docket_tokens = spelling.tokens(proceeding.docket_raw) if proceeding.docket_raw else []
    if docket.stage is not None and proceeding.stage == Stage.UNKNOWN:
        proceeding.stage = docket.stage
    return save(proceeding, check=lambda _: notices, citations=citations, editor=editor)


@transaction.atomic
def save_party(*, party: Party, citations: Iterable[Citation] = ()) -> Saved[Party]:
    """Save a party; without a side the role decides it. Raises ``ValidationError`` per field."""
    return save(party, check=checks.check_party, citations=citations)


@transaction.atomic
def save_claim(*, claim: Claim) -> Saved[Claim]:
    """Save a claim. Raises ``ValidationError`` per field."""
    return save(claim, check=checks.check_claim)


@transaction.atomic
def save_decision(*, decision: Decision, citations: Iterable[Citation] = ()) -> Saved[Decision]:
    """Save a decision. Raises ``ValidationError`` per field."""
    return save(decision, check=checks.check_decision, citations=citations)


@transaction.atomic
def save_relief(*, relief: Relief, citations: Iterable[Citation] = ()) -> Saved[Relief]:
    """Save relief sought, granted or settled. Raises ``ValidationError`` per field."""
    return save(relief, check=checks.check_relief, citations=citations)
