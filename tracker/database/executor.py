"""Applies migrations that only create: each table at once in its final shape, instead of one step per field and rule.

Django renders all related models anew after every step. With history tables and triggers that is hundreds of steps over
a hundred models: most of a minute of work for every fresh database, every test worker's included. The tables that come
out are the same, which tests/embedded/test_executor.py compares.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import AddConstraint, AddField, AddIndex, CreateModel, Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from pgtrigger.migrations import AddTrigger

# What a table created in its final shape already has.
PARTS = (AddField, AddConstraint, AddIndex)


def only_creates(migration: Migration) -> bool:
    """Whether a migration makes new tables, their parts and triggers, and of older tables at most indexes."""
    created: set[str] = set()
    for operation in migration.operations:
        if isinstance(operation, CreateModel):
            created.add(operation.name_lower)
            continue
        parts = (*PARTS, AddTrigger) if _table_of(operation) in created else AddIndex
        if not isinstance(operation, parts):
            return False
    return bool(migration.operations)


def _table_of(operation: Operation) -> str:
    return str(getattr(operation, "model_name", "")).lower()


def apply_at_once(
    migration: Migration, state: ProjectState, schema_editor: BaseDatabaseSchemaEditor, **_: Any
) -> ProjectState:
    """What Migration.apply does, for a migration that only creates; references between tables are added at the end."""
    # Without rendered models a step's change of the state costs nothing; they are rendered once, when first asked for.
    state.__dict__.pop("apps", None)
    before = state.clone()
    for operation in migration.operations:
        operation.state_forwards(migration.app_label, state)
    created: set[str] = set()
    for operation in migration.operations:
        if isinstance(operation, CreateModel):
            created.add(operation.name_lower)
        if not isinstance(operation, PARTS) or _table_of(operation) not in created:
            operation.database_forwards(migration.app_label, schema_editor, before, state)
    return state


class Executor(MigrationExecutor):
    """Django's executor with the short way for migrations that only create."""

    def apply_migration(self, state: ProjectState, migration: Migration, *args: Any, **options: Any) -> ProjectState:
        """Apply one migration; every other one goes Django's own way."""
        if only_creates(migration):
            migration.apply = partial(apply_at_once, migration)  # type: ignore[method-assign]
        return super().apply_migration(state, migration, *args, **options)
