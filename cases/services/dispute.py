"""Cases, their participants and their siblings."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction

from cases import checks
from cases.choices import CaseRelationKind
from cases.models import Case, CaseRelation, Participant
from facts.models import Citation
from facts.outcomes import Notice, Saved
from facts.services import back_to_review, save
from people import slugs

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def add_participant(
    *, participant: Participant, citations: Iterable[Citation] = (), editor: "User | None" = None
) -> Saved[Participant]:
    """Add who a case is about. The same one in the same role is returned, not doubled."""
    standing = Participant.objects.filter(
        case=participant.case_id, person=participant.person_id, employer=participant.employer_id, role=participant.role
    ).exclude(pk=participant.pk)
    existing = standing.first()
    if existing is not None:
        return Saved(existing, created=False)
    return save(participant, check=checks.check_participant, citations=citations, editor=editor)


@transaction.atomic
def save_case(
    *,
    case: Case,
    participants: Iterable[Participant] = (),
    citations: Iterable[Citation] = (),
    editor: "User | None" = None,
) -> Saved[Case]:
    """Save a case with its participants. Raises ``ValidationError`` per field."""
    if not case.slug:
        case.slug = slugs.free(Case, case.title)
    saved = save(case, check=checks.check_case, citations=citations, editor=editor)
    notices: tuple[Notice, ...] = saved.warnings
    for participant in participants:
        participant.case = case
        # What was published is taken back once, below.
        notices += add_participant(participant=participant, editor=None if case.is_published else editor).warnings
    notices += back_to_review(record=case, editor=editor)
    return Saved(saved.record, saved.created, notices)


@transaction.atomic
def relate_cases(*, first: Case, second: Case, kind: str = CaseRelationKind.RELATED) -> Saved[CaseRelation]:
    """Say that two cases belong together; either order is the same relation. A new kind replaces the old one."""
    if first.pk == second.pk:
        raise ValidationError({"second": ["A case cannot be related to itself."]})
    low, high = sorted((first, second), key=lambda case: case.pk)
    relation, created = CaseRelation.objects.get_or_create(first=low, second=high, defaults={"kind": kind})
    if not created and relation.kind != kind:
        relation.kind = kind
        relation.save(update_fields=["kind", "updated_at"])
    return Saved(relation, created)
