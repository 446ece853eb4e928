"""Which rows a merge moves and which it sets aside, in the order in which it is done."""

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from facts.choices import PublicationState
from facts.merging.steps import Aside, Move, Step, digest_of
from facts.merging.tables import Rule, checks_between, pointing, pointing_at, rows_of, rules_of
from facts.models import Publishable


@dataclass(frozen=True)
class Plan:
    """All that happens below two records when ``absorbed`` becomes ``survivor``."""

    survivor: Any
    absorbed: Any
    steps: tuple[Step, ...]

    @cached_property
    def digest(self) -> str:
        return digest_of(self.steps)

    @cached_property
    def moved(self) -> dict[type[models.Model], list[Any]]:
        """Keys of moved rows by table."""
        return _by_model(step for step in self.steps if isinstance(step, Move))

    @cached_property
    def aside(self) -> dict[type[models.Model], list[Any]]:
        """Keys of rows that are set aside by table."""
        return _by_model(step for step in self.steps if isinstance(step, Aside))

    @cached_property
    def uncovered(self) -> dict[type[models.Model], int]:
        """How many rows readers can come to see, since the survivor is published and what they hang on now is not.

        Rows with a state of their own keep it, so of them only published ones count.
        """
        survivor, absorbed = self.survivor, self.absorbed
        if not isinstance(survivor, Publishable) or not survivor.is_published or absorbed.is_published:
            return {}
        found = {}
        for model, keys in self.moved.items():
            if getattr(model, "for_editors_only", False):
                continue
            rows = rows_of(model).filter(pk__in=keys)
            if issubclass(model, Publishable):
                rows = rows.filter(publication_state=PublicationState.PUBLISHED)
            count = rows.count()
            if count:
                found[model] = count
        return found


def plan_of(survivor: models.Model, absorbed: models.Model) -> Plan:
    """Read what merging ``absorbed`` into ``survivor`` would do. Writes nothing and locks nothing."""
    planner = _Planner()
    planner.absorb(type(survivor), absorbed.pk, survivor.pk)
    return Plan(survivor, absorbed, tuple(planner.steps))


def _by_model(steps: Iterable[Step]) -> dict[type[models.Model], list[Any]]:
    found: dict[type[models.Model], list[Any]] = {}
    for step in steps:
        found.setdefault(step.model, []).append(step.key)
    return {model: list(dict.fromkeys(keys)) for model, keys in found.items()}


class _Standing:
    """The rows that moved ones meet, by what must differ."""

    def __init__(self, rules: Iterable[Rule], rows: Iterable[Any], meets: dict[Rule, set[Any]]) -> None:
        self.rules, self.meets = tuple(rules), meets
        self.held: dict[tuple[Rule, tuple[Any, ...]], Any] = {}
        for row in rows:
            self.add(row)

    def add(self, row: Any) -> None:
        for rule, key in self._keys(row):
            self.held.setdefault((rule, key), row)

    def drop(self, row: Any) -> None:
        self.held = {key: held for key, held in self.held.items() if held.pk != row.pk}

    def twin_of(self, row: Any) -> Any | None:
        for rule, key in self._keys(row):
            twin = self.held.get((rule, key))
            if twin is not None and twin.pk != row.pk:
                return twin
        return None

    def _keys(self, row: Any) -> Iterable[tuple[Rule, tuple[Any, ...]]]:
        for rule in self.rules:
            key = tuple(getattr(row, column) for column in rule.columns)
            if rule.condition is not None and row.pk not in self.meets[rule]:
                continue
            if rule.blanks_equal or None not in key:
                yield rule, key


class _Planner:
    def __init__(self) -> None:
        self.steps: list[Step] = []
        # Columns as they will be: a later step of the same plan sees what an earlier one did.
        self._changed: dict[tuple[type[models.Model], Any], dict[str, Any]] = {}
        self._left: set[tuple[type[models.Model], Any]] = set()

    def absorb(self, model: type[models.Model], old: Any, new: Any) -> None:
        """Everything that points at ``old`` points at ``new``."""
        for related, columns in pointing_at(model):
            rows = self._rows(related, columns, old)
            if rows:
                self._absorb(related, columns, rows, old, new)

    def _absorb(
        self, related: type[models.Model], columns: tuple[str, ...], rows: list[Any], old: Any, new: Any
    ) -> None:
        standing = self._standing(related, columns, rows, new)
        for row in rows:
            wanted = {column: new for column in columns if getattr(row, column) == old}
            fitted = self._fitted(row, wanted, columns)
            if fitted is None:
                self._set_aside(row, None)
                continue
            twin = standing.twin_of(fitted)
            if twin is not None and _rank(row) <= _rank(twin):
                self._set_aside(row, twin)
                continue
            if twin is not None:
                standing.drop(twin)
                self._set_aside(twin, row)
            self._move(row, fitted)
            standing.add(fitted)

    def _rows(self, related: type[models.Model], columns: Iterable[str], key: Any) -> list[Any]:
        """Rows that point at ``key`` once the steps so far are done."""
        rows = []
        for row in pointing(related, columns, key):
            for column, value in self._changed.get((related, row.pk), {}).items():
                setattr(row, column, value)
            if (related, row.pk) not in self._left and any(getattr(row, column) == key for column in columns):
                rows.append(row)
        return rows

    def _standing(self, related: type[models.Model], columns: tuple[str, ...], rows: list[Any], new: Any) -> _Standing:
        rules = [rule for rule in rules_of(related) if set(rule.columns) & set(columns)]
        there = self._rows(related, columns, new) if rules else []
        keys = {row.pk for row in (*rows, *there)}
        meets = {
            rule: set(rows_of(related).filter(rule.condition, pk__in=keys).values_list("pk", flat=True))
            for rule in rules
            if rule.condition is not None
        }
        moving = {row.pk for row in rows}
        return _Standing(rules, (row for row in there if row.pk not in moving), meets)

    def _fitted(self, row: Any, wanted: dict[str, Any], columns: tuple[str, ...]) -> Any | None:
        """The row with ``wanted`` in it; None where it would then stand in a relation to itself.

        A symmetric pair is stored with the lower key first: where only the other order is allowed, it is that.
        """
        fitted = copy(row)
        for column, value in wanted.items():
            setattr(fitted, column, value)
        model: type[models.Model] = type(row)
        checks = checks_between(model, columns)
        if _allowed(fitted, checks):
            return fitted
        if len(columns) == 2:
            one, two = columns
            turned = copy(fitted)
            setattr(turned, one, getattr(fitted, two))
            setattr(turned, two, getattr(fitted, one))
            if _allowed(turned, checks):
                return turned
        return None

    def _move(self, row: Any, fitted: Any) -> None:
        changes = tuple(
            (field.attname, getattr(row, field.attname), getattr(fitted, field.attname))
            for field in row._meta.concrete_fields
            if field.is_relation and getattr(row, field.attname) != getattr(fitted, field.attname)
        )
        self.steps.append(Move(type(row), row.pk, changes))
        self._changed.setdefault((type(row), row.pk), {}).update({column: after for column, _, after in changes})

    def _set_aside(self, row: Any, twin: Any | None) -> None:
        """The row leaves; what hangs on it goes to its twin, or points nowhere, or leaves as well."""
        model: type[models.Model] = type(row)
        self._left.add((model, row.pk))
        if twin is not None:
            self.absorb(model, row.pk, twin.pk)
        else:
            for related, columns in pointing_at(model):
                for below in self._rows(related, columns, row.pk):
                    self._let_go(below, columns, row.pk)
        self.steps.append(Aside(model, row.pk, twin.pk if twin is not None else None))

    def _let_go(self, below: Any, columns: tuple[str, ...], key: Any) -> None:
        fields = [field for field in below._meta.concrete_fields if field.attname in columns]
        held = [field for field in fields if getattr(below, field.attname) == key]
        if not all(field.null for field in held):
            self._set_aside(below, None)
            return
        free = copy(below)
        for field in held:
            setattr(free, field.attname, None)
        self._move(below, free)


def _allowed(row: Any, checks: Iterable[models.CheckConstraint]) -> bool:
    try:
        for check in checks:
            check.validate(type(row), row)
    except ValidationError:
        return False
    return True


def _rank(row: Any) -> int:
    rank = getattr(row, "merge_rank", None)
    return rank() if rank is not None else 0
