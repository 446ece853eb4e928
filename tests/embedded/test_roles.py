"""The application's role can work with rows and change nothing else."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.db import DatabaseError, connection, transaction

from tracker.database.roles import history_tables

pytestmark = pytest.mark.django_db


def test_tests_act_as_the_application() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, rolsuper, rolcreatedb FROM pg_roles WHERE rolname = current_user")
        row = cursor.fetchone()

    assert row == ("tracker_app", False, False)


def test_rows_can_be_written() -> None:
    group = Group.objects.create(name="editors")

    assert Group.objects.filter(pk=group.pk).delete()[0] == 1


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE auth_group ADD COLUMN more text",
        "DROP TABLE auth_group",
        "TRUNCATE auth_group CASCADE",
        "CREATE TABLE mine (id int)",
        "INSERT INTO django_migrations (app, name, applied) VALUES ('tracker', '0001', now())",
        "DELETE FROM pghistory_context",
    ],
)
def test_tables_cannot_be_changed(statement: str) -> None:
    with pytest.raises(DatabaseError, match=r"permission denied|must be owner"), transaction.atomic():
        connection.cursor().execute(statement)


def test_history_is_only_added_to() -> None:
    tables = history_tables()

    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(
                "SELECT has_table_privilege(%s, 'SELECT'), has_table_privilege(%s, 'INSERT'), "
                "has_table_privilege(%s, 'UPDATE'), has_table_privilege(%s, 'DELETE')",
                [table] * 4,
            )
            assert cursor.fetchone() == (True, True, False, False), table


def test_extensions_are_there() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT extname FROM pg_extension")
        present = {row[0] for row in cursor.fetchall()}

    assert present >= {"btree_gist", "pg_trgm"}


@pytest.mark.parametrize(("text", "lower"), [("É", "é"), ("Ż", "ż"), ("Ω", "ω")])
def test_letters_fold(text: str, lower: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT lower(%s), %s ILIKE %s", [text, text, lower])
        assert cursor.fetchone() == (lower, True)


@pytest.mark.django_db(transaction=True)
def test_emptying_between_tests_leaves_the_role() -> None:
    Group.objects.create(name="editors")

    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("tracker_app",)


@pytest.mark.django_db(transaction=True)
def test_nothing_is_left_of_the_test_before() -> None:
    assert not Group.objects.filter(name="editors").exists()
