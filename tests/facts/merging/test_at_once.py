"""Two merges at once: one waits for the other and sees what it did."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from facts.models import Merge
from facts.services import merge, unmerge
from tests.facts.merging.dump import dump
from tests.facts.merging.world import Two, a_merger

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*calls: Any) -> list[str]:
    """Each call in a thread with a connection of its own; "done" or the code of the refusal."""

    def run(call: Any) -> str:
        try:
            call()
        except ValidationError as error:
            return next(str(one.code) for errors in error.error_dict.values() for one in errors)
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def test_two_who_merge_the_same_pair_merge_it_once() -> None:
    two, by = Two(), a_merger()

    found = at_once(
        lambda: merge(survivor=two.ada, absorbed=two.a_sample, by=by, reason="One."),
        lambda: merge(survivor=two.a_sample, absorbed=two.ada, by=by, reason="One."),
    )

    assert sorted(found) == ["already_merged", "done"]
    assert Merge.objects.count() == 1


def test_merges_of_people_employers_and_cases_that_share_rows_wait_for_each_other() -> None:
    two, by = Two(), a_merger()
    before = dump()

    found = at_once(
        *(
            lambda pair=pair: merge(survivor=pair[0], absorbed=pair[1], by=by, reason="One.")
            for pair in (two.pair("person"), two.pair("employer"), two.pair("case"))
        )
    )

    assert found == ["done"] * 3
    for one in Merge.objects.order_by("-created_at"):
        unmerge(merge=one, by=by, reason="Two.")
    assert dump() == before


def test_a_merge_is_undone_once_by_two() -> None:
    two, by = Two(), a_merger()
    done = merge(survivor=two.suit, absorbed=two.action, by=by, reason="One.").merge

    found = at_once(*[lambda: unmerge(merge=done, by=by, reason="Two.")] * 2)

    assert sorted(found) == ["done", "undone"]
