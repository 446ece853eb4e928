"""The chain over the history: what was written cannot be changed, removed or slipped in without being noticed."""

from __future__ import annotations

import json
import threading
import time
from datetime import timedelta
from io import StringIO
from typing import Any

import pghistory
import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from facts import chain
from facts.models import HistoryBlock, HistoryErasure, HistoryShape, SealedRow
from facts.services import erase_history, seal_history
from facts.verifying import Fault, verify_history
from people.models import Person
from tests.records import a_person

pytestmark = pytest.mark.django_db(transaction=True)

NOW = timedelta(0)


def finished() -> None:
    """Wait until no transaction runs that began before now: the whole server counts, other test processes included."""
    deadline = time.monotonic() + 60
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::text::bigint")
        now = cursor.fetchone()[0]
        while chain.oldest_open(cursor) <= now:
            assert time.monotonic() < deadline, "waited for a minute"
            time.sleep(0.02)


def seal() -> Any:
    finished()
    return seal_history(settled_after=NOW)


def as_owner(statement: str, *values: Any) -> None:
    wrapper: Any = connection
    with wrapper.as_owner(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def told() -> list[tuple[str, str]]:
    return [(fault.table, fault.what) for fault in verify_history().faults]


def test_what_was_written_is_sealed_once_and_verifies() -> None:
    a_person("Person Alpha")

    first, second = seal(), seal()

    assert first.rows > 0
    assert (second.rows, second.block) == (0, first.block)
    found = verify_history()
    assert (found.blocks, found.rows, found.faults) == (1, first.rows, [])
    assert found.head == first.block.head


def test_blocks_rest_on_each_other() -> None:
    a_person("Person Alpha")
    seal()
    a_person("Person Beta")
    seal()

    assert verify_history().blocks == 2
    assert [block.number for block in HistoryBlock.objects.order_by("number")] == [1, 2]
    assert verify_history().faults == []


def test_rows_of_a_request_that_may_go_on_are_left_for_later() -> None:
    a_person("Person Alpha")

    finished()

    assert seal_history().rows == 0
    assert seal_history(settled_after=NOW).rows > 0


def test_rows_of_a_transaction_that_is_still_open_are_sealed_after_it() -> None:
    a_person("Person Alpha")
    written, go_on = threading.Event(), threading.Event()

    def slow() -> None:
        try:
            with transaction.atomic():
                a_person("Person Slow")
                written.set()
                go_on.wait(30)
        finally:
            connection.close()

    other = threading.Thread(target=slow)
    other.start()
    assert written.wait(30)
    a_person("Person Quick")  # a later transaction that ends earlier
    seal_history(settled_after=NOW)
    go_on.set()
    other.join()

    seal()

    found = verify_history()
    assert found.faults == []
    assert SealedRow.objects.filter(table="people_personhistory").count() == 3


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        ("UPDATE people_personhistory SET display_name = 'Somebody Else'", "changed"),
        ("UPDATE pghistory_context SET metadata = '{\"user\": 99}'", "changed"),
        ("DELETE FROM people_personhistory", "missing"),
    ],
)
def test_a_changed_or_removed_row_is_noticed(statement: str, what: str, django_user_model: Any) -> None:
    with pghistory.context(user=1):
        a_person("Person Alpha")
    seal()

    as_owner(statement)

    assert ("people_personhistory", what) in told()


def test_what_was_sealed_with_columns_that_a_model_has_lost_can_still_be_compared() -> None:
    HistoryShape.objects.create(table="articles_suggestionhistory", columns=["id", "lease_until", "leased_by_id"])

    assert told() == []


def test_a_row_slipped_in_afterwards_is_noticed() -> None:
    a_person("Person Alpha")
    seal()
    a_person("Person Beta")
    seal()

    as_owner(
        "INSERT INTO people_personhistory SELECT (jsonb_populate_record(h, jsonb_build_object('pgh_id', 900000))).* "
        "FROM people_personhistory h ORDER BY pgh_id LIMIT 1"
    )

    assert told() == [("people_personhistory", "not sealed, though its time is")]


def test_a_digest_made_to_fit_is_noticed() -> None:
    a_person("Person Alpha")
    seal()

    as_owner("UPDATE facts_sealedrow SET digest = %s WHERE id = (SELECT min(id) FROM facts_sealedrow)", "0" * 64)

    assert ("", "its digests are not those that were sealed") in told()


def test_a_chain_made_anew_is_noticed_by_a_head_kept_elsewhere() -> None:
    a_person("Person Alpha")
    kept = seal().block
    as_owner("UPDATE people_personhistory SET display_name = 'Somebody Else'")
    as_owner("DELETE FROM facts_sealedrow")
    as_owner("DELETE FROM facts_historyblock")
    seal()

    assert verify_history().faults == []
    assert verify_history(known_heads={1: kept.head}).faults == [
        Fault("its head is not the one that was kept", block=1)
    ]


def test_a_block_taken_off_the_end_is_noticed_by_a_head_kept_elsewhere() -> None:
    a_person("Person Alpha")
    kept = seal().block
    as_owner("DELETE FROM facts_sealedrow")
    as_owner("DELETE FROM facts_historyblock")

    assert [fault.block for fault in verify_history(known_heads={1: kept.head}).faults] == [1]


def test_erased_content_is_gone_and_the_chain_still_verifies() -> None:
    person = a_person("Person Alpha", rights_note="asked to be forgotten")
    a_person("Person Beta")
    seal()
    wrapper: Any = connection

    with wrapper.as_owner():
        rows = erase_history(model=Person, key=person.pk, columns=["display_name", "rights_note"], reason="art. 17")

    history: Any = Person._meta.get_field("history").related_model
    assert rows == history.objects.filter(pgh_obj_id=person.pk).count() > 0
    assert set(history.objects.filter(pgh_obj_id=person.pk).values_list("display_name", "rights_note")) == {("", "")}
    found = verify_history()
    assert (found.erased, found.faults) == (rows, [])
    assert HistoryErasure.objects.get().columns == ["display_name", "rights_note"]


def test_what_was_erased_before_it_was_sealed_is_sealed_without_it() -> None:
    person = a_person("Person Alpha")
    wrapper: Any = connection
    with wrapper.as_owner():
        erase_history(model=Person, key=person.pk, columns=["display_name"], reason="art. 17")

    seal()

    assert verify_history().faults == []


@pytest.mark.parametrize(
    ("columns", "reason", "field"),
    [
        (["id"], "why", "columns"),
        (["no_such"], "why", "columns"),
        ([], "why", "columns"),
        (["display_name"], " ", "reason"),
    ],
)
def test_erasing_says_what_it_accepts(columns: list[str], reason: str, field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        erase_history(model=Person, key=a_person().pk, columns=columns, reason=reason)

    assert set(refused.value.message_dict) == {field}


def test_the_application_cannot_touch_the_chain() -> None:
    with connection.cursor() as cursor:
        for table in ("facts_historyblock", "facts_sealedrow", "facts_historyshape", "facts_historyerasure"):
            cursor.execute(
                "SELECT has_table_privilege(%s, 'UPDATE'), has_table_privilege(%s, 'DELETE')", [table, table]
            )
            assert cursor.fetchone() == (False, False)


# --- the commands ---


def run(*arguments: str) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def test_the_command_prints_the_head_and_takes_it_back() -> None:
    a_person("Person Alpha")
    finished()

    said = json.loads(run("verify_history", "--seal", "--json"))

    assert said["faults"] == []
    assert f"Head: 1:{said['head']}" in run("verify_history", "--head", f"1:{said['head']}")


def test_the_command_fails_where_the_history_was_changed() -> None:
    a_person("Person Alpha")
    seal()
    as_owner("UPDATE people_personhistory SET display_name = 'Somebody Else'")

    with pytest.raises(CommandError, match="faults") as failed:
        run("verify_history")

    assert failed.value.returncode == 1


@pytest.mark.parametrize("head", ["1", "x:" + "0" * 64, "1:" + "z" * 64])
def test_the_command_says_what_a_head_looks_like(head: str) -> None:
    with pytest.raises(CommandError, match="NUMBER:HEAD"):
        run("verify_history", "--head", head)


def test_the_command_erases_as_the_owner() -> None:
    person = a_person("Person Alpha")
    seal()

    said = run("erase_history", "people.person", str(person.pk), "--column", "display_name", "--reason", "art. 17")

    assert said == "Erased display_name in 1 history rows.\n"
    assert verify_history().faults == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("people.nobody", "x"), "app.model"),
        (("people.person", "x"), "key"),
        (("people.person", "00000000-0000-7000-8000-000000000000"), "no rows"),
    ],
)
def test_the_command_says_what_it_accepts(arguments: tuple[str, str], said: str) -> None:
    with pytest.raises(CommandError, match=said):
        run("erase_history", *arguments, "--column", "display_name", "--reason", "art. 17")
