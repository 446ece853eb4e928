"""What tables say of themselves: who points at a record, and which rows cannot stand beside each other."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

import pghistory.models
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint


@dataclass(frozen=True)
class Rule:
    """Two rows equal in ``columns`` cannot both stand, as far as both meet ``condition``.

    ``blanks_equal``: where nothing is in a column, that counts as equal. To a database it does not.
    """

    columns: tuple[str, ...]
    condition: Q | None = None
    blanks_equal: bool = False


@cache
def pointing_at(model: type[models.Model]) -> tuple[tuple[type[models.Model], tuple[str, ...]], ...]:
    """(table, its columns that hold keys of ``model``) in a fixed order. History is left out: it tells what was."""
    found: dict[Any, list[str]] = {}
    for relation in model._meta.get_fields(include_hidden=True):
        related: Any = relation.related_model
        if not relation.auto_created or relation.concrete or not (relation.one_to_many or relation.one_to_one):
            continue
        if isinstance(related, type) and not issubclass(related, pghistory.models.Event):
            field: Any = getattr(relation, "field", None)
            found.setdefault(related, []).append(field.attname)
    ordered = sorted(found.items(), key=lambda each: each[0]._meta.label_lower)
    return tuple((related, tuple(sorted(set(columns)))) for related, columns in ordered)


@cache
def rules_of(model: type[models.Model]) -> tuple[Rule, ...]:
    """Unique constraints and what the model itself calls the same (``merge_same``)."""
    return tuple(_rules_of(model))


def _rules_of(model: type[models.Model]) -> Iterator[Rule]:
    columns = {field.name: field.attname for field in model._meta.concrete_fields}

    def named(fields: Iterable[str]) -> tuple[str, ...]:
        return tuple(columns[name] for name in fields)

    for constraint in model._meta.constraints:
        if isinstance(constraint, UniqueConstraint) and constraint.fields:
            yield Rule(named(constraint.fields), constraint.condition)
    for together in model._meta.unique_together:
        yield Rule(named(together))
    for field in model._meta.concrete_fields:
        if field.is_relation and field.unique:
            yield Rule((field.attname,))
    same = getattr(model, "merge_same", ())
    if same:
        yield Rule(named(same), blanks_equal=True)


@cache
def checks_between(model: type[models.Model], columns: tuple[str, ...]) -> tuple[CheckConstraint, ...]:
    """Check constraints that compare at least two of ``columns``: two records of one relation."""
    names = {field.name for field in model._meta.concrete_fields if field.attname in columns}
    return tuple(
        constraint
        for constraint in model._meta.constraints
        if isinstance(constraint, CheckConstraint)
        and len(names & cast("Q", constraint.condition).referenced_base_fields) > 1
    )


def rows_of(model: type[models.Model]) -> Any:
    """Every row, whatever a manager would leave out."""
    return model._base_manager.all()


def pointing(model: type[models.Model], columns: Iterable[str], key: Any) -> Any:
    """The rows of ``model`` that hold ``key`` in one of ``columns``, in the order of their keys."""
    where = Q()
    for column in columns:
        where |= Q(**{column: key})
    return rows_of(model).filter(where).order_by("pk")
