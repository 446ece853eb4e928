"""Noting that two records are not the same, and taking it back."""

from typing import TYPE_CHECKING, Any

import pghistory
from django.db import models, transaction
from django.utils import timezone

from facts.merging.apart import distinction_between
from facts.merging.steps import label_of
from facts.models import Distinction, Mergeable
from facts.outcomes import Saved
from facts.services.merging.refusing import reason_given, refusal

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def tell_apart(*, one: models.Model, two: models.Model, by: "User | None", reason: str) -> Saved[Distinction]:
    """Note that two records are not the same, in either order. What is noted already is returned, not doubled.

    Raises ``ValidationError`` with a code: ``itself`` or ``another_kind`` on ``two``, ``merged`` where they are one now
    (unmerge them), ``reason_missing``.
    """
    why = reason_given(reason, "“Not the same”")
    if type(one) is not type(two) or not isinstance(one, Mergeable):
        raise refusal("two", "another_kind", "Only two records of one kind can be told apart.")
    if one.pk == two.pk:
        raise refusal("two", "itself", "A record is the same as itself: choose two.")
    first, second = sorted((one, two), key=lambda record: record.pk)
    columns: Any = {record.pk: record for record in (first, second)}
    if any(record.merged_into_id in columns for record in columns.values()):
        raise refusal("two", "merged", "These two are merged: unmerge them, which notes it as well.")
    standing = distinction_between(first, second)
    if standing is not None:
        return Saved(standing, created=False)
    with pghistory.context(reason=why, editor=by.pk if by is not None else None):
        noted = Distinction.objects.create(
            model=label_of(type(one)), first_id=first.pk, second_id=second.pk, noted_by=by, reason=why
        )
    return Saved(noted)


@transaction.atomic
def lift_distinction(*, distinction: Distinction, by: "User", reason: str) -> Distinction:
    """The two may be one after all: merging them is possible again. A reason is required."""
    why = reason_given(reason, "Lifting “not the same”")
    locked = Distinction.objects.select_for_update(of=("self",)).get(pk=distinction.pk)
    if locked.lifted_at is not None:
        raise refusal("distinction", "lifted", f"This was lifted already, {locked.lifted_at:%Y-%m-%d}.")
    locked.lifted_at, locked.lifted_by, locked.lifted_reason = timezone.now(), by, why
    with pghistory.context(reason=why, editor=by.pk):
        locked.save(update_fields=["lifted_at", "lifted_by", "lifted_reason", "updated_at"])
    return locked
