"""Proceedings and what stands in them."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import transaction

from cases import checks, dockets, neutral
from cases.choices import Stage
from cases.models import Claim, Decision, DecisionCitation, Party, Proceeding, Relief
from facts.models import Citation
from facts.outcomes import Notice, Saved
from facts.services import save
from people import spelling

if TYPE_CHECKING:
    from django.contrib.auth.models import User


_TWO_NUMBERS = (
    "One decision is cited under two numbers of one court: one of the sources is wrong. Readers are shown the number "
    "of the official source."
)


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
    saved = save(proceeding, check=lambda _: notices, citations=citations, editor=editor)
    return Saved(saved.record, saved.created, (*saved.warnings, *_note_conflict(proceeding)))


@transaction.atomic
def save_party(*, party: Party, citations: Iterable[Citation] = (), editor: "User | None" = None) -> Saved[Party]:
    """Save a party; without a side the role decides it. Raises ``ValidationError`` per field.

    A person whom the published case does not name yet is somebody accused: the case goes to review.
    """
    return save(party, check=checks.check_party, citations=citations, editor=editor)


@transaction.atomic
def save_claim(*, claim: Claim) -> Saved[Claim]:
    """Save a claim. Raises ``ValidationError`` per field."""
    return save(claim, check=checks.check_claim)


@transaction.atomic
def save_decision(*, decision: Decision, citations: Iterable[Citation] = ()) -> Saved[Decision]:
    """Save a decision. Raises ``ValidationError`` per field."""
    saved = save(decision, check=checks.check_decision, citations=citations)
    _note_conflict(decision.proceeding)
    return saved


@transaction.atomic
def cite_decision(*, link: DecisionCitation) -> Saved[DecisionCitation]:
    """Say which source a decision rests on and under which neutral citation that source gives it.

    The same source for the same decision is one link: a second one completes it. Two numbers of one court for one
    decision are kept and come back as a warning; the official source's is shown.
    """
    standing = DecisionCitation.objects.filter(fact=link.fact_id, citation=link.citation_id).exclude(pk=link.pk).first()
    if standing is not None and link.cited_as:
        standing.cited_as = link.cited_as
    saved = save(standing or link, check=checks.check_decision_citation)
    notices = (*saved.warnings, *_note_conflict(saved.record.fact.proceeding))
    return Saved(saved.record, saved.created, notices)


def _note_conflict(proceeding: Proceeding) -> tuple[Notice, ...]:
    """Derive ``citation_conflict``. What is written on a proceeding speaks of its only decision, where it has one."""
    decisions = Decision.objects.filter(proceeding=proceeding)
    conflict = decisions.in_conflict().exists()
    if not conflict and proceeding.neutral_citations and decisions.count() < 2:
        of_sources = DecisionCitation.objects.filter(fact__in=decisions).values_list("cited_as", flat=True)
        conflict = neutral.conflicting([*proceeding.neutral_citations, *of_sources])
    if proceeding.citation_conflict != conflict:
        proceeding.citation_conflict = conflict
        proceeding.save(update_fields=["citation_conflict", "updated_at"])
    return (Notice("citation_conflict", "neutral_citations", _TWO_NUMBERS),) if conflict else ()


@transaction.atomic
def save_relief(*, relief: Relief, citations: Iterable[Citation] = ()) -> Saved[Relief]:
    """Save relief sought, granted or settled. Raises ``ValidationError`` per field."""
    return save(relief, check=checks.check_relief, citations=citations)
