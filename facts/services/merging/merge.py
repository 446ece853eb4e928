"""Two records become one."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

import pghistory
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone

from facts.choices import MergeDeed, PublicationState
from facts.merging import Aside, Move, Plan, Step, plan_of
from facts.merging.apart import distinction_between
from facts.merging.steps import label_of
from facts.merging.tables import pointing_at, rows_of
from facts.models import Merge, Mergeable, MergedRow, Publishable
from facts.publication import reviewed
from facts.services.merging.locking import lock_merges, lock_records, lock_rows_of
from facts.services.merging.refusing import reason_given, refusal

if TYPE_CHECKING:
    from django.contrib.auth.models import User

BATCH = 1000
# Whoever merges what readers did not see into what they see publishes it.
PUBLISH_BY_MERGING = "facts.publish_by_merging"
# What was taken out of sight for a reason does not come back by way of another record.
_KEPT_FROM_READERS = (PublicationState.LEGAL_HOLD, PublicationState.RESTRICTED, PublicationState.WITHDRAWN)


@dataclass(frozen=True)
class Merged:
    """The merge, the record that stands, and how many rows moved and were kept aside."""

    merge: Merge
    survivor: Any
    moved: int
    aside: int


def check_merge(*, plan: Plan, by: "User") -> None:
    """Raises ``ValidationError`` as ``merge`` does where it would refuse this plan; writes nothing."""
    _refuse_kinds(plan.survivor, plan.absorbed)
    _refuse_pair(plan.survivor, plan.absorbed)
    _refuse_publishing(plan, by)


@transaction.atomic
def merge(
    *, survivor: models.Model, absorbed: models.Model, by: "User", reason: str, seen: str | None = None
) -> Merged:
    """Make one record of two: everything that points at ``absorbed`` points at ``survivor``.

    The survivor keeps its own columns, name and slug; the absorbed one keeps its key and slug and leads to it. Rows
    that cannot stand beside each other are kept with the merge, and nothing is deleted for good. ``seen`` is the digest
    of the plan that an editor confirmed: where it changed since, nothing is done.

    Raises ``ValidationError`` with a code: ``itself``, ``another_kind``, ``already_merged``, ``not_the_same``,
    ``contradicts``, ``kept_from_readers``, ``publishes``, ``second_editor`` on ``absorbed`` or ``survivor``,
    ``reason_missing`` on ``reason``, ``changed`` on ``seen``.
    """
    why = reason_given(reason, "A merge")
    _refuse_kinds(survivor, absorbed)
    lock_merges()
    model = type(survivor)
    lock_rows_of(model, absorbed.pk)
    locked = lock_records(model, survivor.pk, absorbed.pk)
    if len(locked) < 2:
        raise refusal("absorbed", "already_merged", "One of the two is no longer on record.")
    survivor, absorbed = locked[survivor.pk], locked[absorbed.pk]
    plan = plan_of(survivor, absorbed)
    check_merge(plan=plan, by=by)
    if seen is not None and seen != plan.digest:
        raise refusal("seen", "changed", "What would move changed since it was shown: look again.")
    with pghistory.context(reason=why, editor=by.pk):
        done = Merge.objects.create(
            model=label_of(model), survivor_id=survivor.pk, merged_id=absorbed.pk, merged_by=by, reason=why
        )
        try:
            with transaction.atomic(), reviewed():
                _carry_out(done, plan.steps)
                rows_of(model).filter(pk=absorbed.pk).update(merged_into=survivor.pk, updated_at=timezone.now())
                connection.check_constraints()
        except IntegrityError as error:
            rule = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None) or "a rule"
            raise refusal(
                "absorbed", "contradicts", f"The database refused this: {str(rule).replace('_', ' ')}."
            ) from error
    moved, aside = (sum(map(len, rows.values())) for rows in (plan.moved, plan.aside))
    return Merged(done, survivor, moved, aside)


def _refuse_kinds(survivor: models.Model, absorbed: models.Model) -> None:
    if type(survivor) is not type(absorbed) or not isinstance(survivor, Mergeable):
        one, two = survivor._meta.verbose_name, absorbed._meta.verbose_name
        raise refusal("absorbed", "another_kind", f"A {two} cannot be merged into a {one}.")
    if survivor.pk == absorbed.pk:
        raise refusal("absorbed", "itself", "A record cannot be merged into itself: choose two.")


def _refuse_pair(survivor: Any, absorbed: Any) -> None:
    records: list[tuple[str, Any]] = [("absorbed", absorbed), ("survivor", survivor)]
    for field, record in records:
        if record.merged_into_id is not None:
            message = f"“{record}” was merged into “{record.merged_into}” already: merge that one, or unmerge it first."
            raise refusal(field, "already_merged", message)
    noted = distinction_between(survivor, absorbed)
    if noted is not None:
        who = noted.noted_by or "the system"
        message = f"These two are noted as not the same ({who}, {noted.created_at:%Y-%m-%d}: {noted.reason}). "
        raise refusal("absorbed", "not_the_same", message + "Lift that first if it was wrong.")
    against = [sentence for model in _having_a_say(type(survivor)) for sentence in model(survivor, absorbed)]
    if against:
        raise ValidationError({"absorbed": [ValidationError(sentence, code="contradicts") for sentence in against]})


def _having_a_say(model: type[models.Model]) -> list[Any]:
    asked: list[Any] = [model, *(related for related, _ in pointing_at(model) if related is not model)]
    return [each.against_merging for each in asked if hasattr(each, "against_merging")]


def _refuse_publishing(plan: Plan, by: "User") -> None:
    survivor, absorbed = plan.survivor, plan.absorbed
    if not isinstance(survivor, Publishable) or not survivor.is_published or absorbed.is_published:
        return
    if absorbed.publication_state in _KEPT_FROM_READERS:
        state = absorbed.get_publication_state_display().lower()
        message = f"“{absorbed}” is kept from readers ({state}) and “{survivor}” is published: end that state first."
        raise refusal("absorbed", "kept_from_readers", message)
    if not plan.uncovered:
        return
    if not by.has_perm(PUBLISH_BY_MERGING):
        shown = ", ".join(
            f"{count} {model._meta.verbose_name_plural if count > 1 else model._meta.verbose_name}"
            for model, count in plan.uncovered.items()
        )
        message = f"“{survivor}” is published and “{absorbed}” is not: readers would come to see {shown}. "
        raise refusal("absorbed", "publishes", message + "That takes the right to publish by merging.")
    if absorbed.accuses_a_person() and absorbed.drafted_by_id in (None, by.pk):
        message = "This shows readers accusations of a named person: an editor other than their author must do it."
        raise refusal("absorbed", "second_editor", message)


def _carry_out(done: Merge, steps: Iterable[Step]) -> None:
    records: list[MergedRow] = []
    number = 0
    for (model, columns), group in groupby(steps, key=_alike):
        same = list(group)
        if columns is not None:
            for start in range(0, len(same), BATCH):
                keys = [step.key for step in same[start : start + BATCH]]
                rows_of(model).filter(pk__in=keys).update(**{column: after for column, _, after in columns})
        for step in same:
            number += 1
            records += _moved(done, number, step) if isinstance(step, Move) else [_kept(done, number, step)]
    MergedRow.objects.bulk_create(records, batch_size=BATCH)


def _alike(step: Step) -> tuple[type[models.Model], Any]:
    """Neighbours that one statement can do."""
    return step.model, step.columns if isinstance(step, Move) else None


def _moved(done: Merge, number: int, step: Move) -> list[MergedRow]:
    return [
        MergedRow(
            merge=done,
            number=number,
            deed=MergeDeed.MOVED,
            model=label_of(step.model),
            row_id=str(step.key),
            column=column,
            before=None if before is None else str(before),
            after=None if after is None else str(after),
        )
        for column, before, after in step.columns
    ]


def _kept(done: Merge, number: int, step: Aside) -> MergedRow:
    """Take a row out of its table. What it held is read by the database, so that nothing is lost in between."""
    table = connection.ops.quote_name(step.model._meta.db_table)
    key = connection.ops.quote_name(str(step.model._meta.pk.column))
    with connection.cursor() as cursor:
        cursor.execute(
            f"DELETE FROM {table} AS gone WHERE {key} = %s RETURNING to_jsonb(gone)::text",  # noqa: S608 - names of ours
            [step.key],
        )
        (kept,) = cursor.fetchone()
    return MergedRow(
        merge=done,
        number=number,
        deed=MergeDeed.ASIDE,
        model=label_of(step.model),
        row_id=str(step.key),
        twin="" if step.twin is None else str(step.twin),
        kept=kept,
    )
