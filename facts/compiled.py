"""Questions of the ORM's that are put into SQL once: afterwards only their values change.

Django builds a queryset and turns it into SQL anew for every request. For the few questions that every decision of an
editor asks, that takes longer than the database's answers.
"""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, update_wrapper
from typing import Any, Generic, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db.models import Model, QuerySet
from django.db.models.query import ModelIterable
from django.db.transaction import TransactionManagementError

M = TypeVar("M", bound=Model)
# Of lists each length is a statement of its own.
_SHAPES = 64
# What a compiler learns from putting a question into SQL, and needs to make records of the rows.
_LEARNT = ("select", "klass_info", "annotation_col_map", "col_count", "has_extra_select")


class compiled(Generic[M]):  # noqa: N801 - a decorator
    """Of a function from keys, and lists of keys, to a queryset of records one that gives the list of its rows.

    What the queryset asks may depend on its arguments only as values of its conditions. Keys are UUIDs, each once in a
    list; lists of different lengths are told apart. Rows are asked for on every call, and locked where the queryset
    says so: ``TransactionManagementError`` outside of a transaction then.
    """

    def __init__(self, ask: Callable[..., QuerySet[M]]) -> None:
        update_wrapper(self, ask)
        self.ask = ask
        self._statement = lru_cache(_SHAPES)(self._put)

    def __call__(self, *given: uuid.UUID | Sequence[uuid.UUID]) -> list[M]:
        """Ask once. One query, none where nothing can be found."""
        shape = tuple(-1 if isinstance(each, uuid.UUID) else len(each) for each in given)
        statement = self._statement(shape)
        return [] if statement is None else statement.rows(given)

    def _put(self, shape: tuple[int, ...]) -> "_Statement | None":
        """The statement for arguments of this shape: of each the length, -1 for a key."""
        places = [
            _Place((at, None)) if length < 0 else [_Place((at, number)) for number in range(length)]
            for at, length in enumerate(shape)
        ]
        queryset: Any = self.ask(*places)
        compiler = queryset.query.get_compiler(using=queryset.db)
        try:
            sql, params = compiler.as_sql()
        except EmptyResultSet:
            return None
        return _Statement(queryset, sql, tuple(params), {name: getattr(compiler, name, None) for name in _LEARNT})


class _Place(uuid.UUID):
    """Stands for the key at a place among the arguments until they are known: which one, and which of a list."""

    def __init__(self, place: tuple[int, int | None]) -> None:
        super().__init__(int=uuid.uuid4().int)
        object.__setattr__(self, "place", place)

    def of(self, given: Sequence[Any]) -> uuid.UUID:
        at, number = self.__dict__["place"]
        key: uuid.UUID = given[at] if number is None else given[at][number]
        return key


@dataclass(frozen=True)
class _Statement:
    queryset: Any
    sql: str
    params: tuple[Any, ...]
    learnt: dict[str, Any]

    def rows(self, given: Sequence[Any]) -> list[Any]:
        params = tuple(each.of(given) if isinstance(each, _Place) else each for each in self.params)
        compiler = self.queryset.query.get_compiler(using=self.queryset.db)
        # Django says so while it puts a question into SQL.
        if self.queryset.query.select_for_update and compiler.connection.get_autocommit():
            raise TransactionManagementError("select_for_update cannot be used outside of a transaction.")
        compiler.__dict__ |= {**self.learnt, "as_sql": lambda: (self.sql, params)}
        return list(ModelIterable(_Compiled(compiler, self.queryset.db, self.queryset.model)))  # type: ignore[arg-type]


@dataclass(frozen=True)
class _Compiled:
    """As much of a queryset as Django's making of records looks at."""

    compiler: Any
    db: str
    model: type[Model]
    _known_related_objects: dict[Any, Any] = field(default_factory=dict)

    @property
    def query(self) -> "_Compiled":
        return self

    def get_compiler(self, using: str) -> Any:  # noqa: ARG002 - Django's
        return self.compiler
