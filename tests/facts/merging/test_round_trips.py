"""Merging and unmerging restores every table byte for byte, whatever is merged into what and in which order."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from facts.merging.undo import blocking
from facts.models import Merge
from facts.services import merge, unmerge
from tests.facts.merging.dump import dump
from tests.facts.merging.world import Two, a_merger, seen

pytestmark = pytest.mark.django_db

KINDS = ("person", "employer", "case")


@pytest.fixture
def two() -> Two:
    return Two()


def differing(before: dict[str, list[str]], after: dict[str, list[str]]) -> dict[str, Any]:
    return {
        table: (sorted(set(before[table]) - set(after[table])), sorted(set(after[table]) - set(before[table])))
        for table in before
        if before[table] != after[table]
    }


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("way", [1, -1])
@pytest.mark.parametrize("published", [(), (0,), (1,), (0, 1)])
def test_a_merge_that_is_undone_leaves_no_trace(two: Two, kind: str, way: int, published: tuple[int, ...]) -> None:
    survivor, absorbed = two.pair(kind)[::way]
    for which in published:
        seen((survivor, absorbed)[which])
    before, by = dump(), a_merger()

    merged = merge(survivor=survivor, absorbed=absorbed, by=by, reason="One and the same.")
    between = dump()
    undone = unmerge(merge=merged.merge, by=by, reason="They are two.")

    assert merged.moved > 5
    assert merged.aside > 1
    assert undone.moved == merged.moved
    assert undone.put_back == merged.aside
    assert differing(before, between)
    assert differing(before, dump()) == {}
    connection.check_constraints()


@pytest.mark.parametrize("order", list(permutations(KINDS)), ids="-".join)
def test_merges_undone_in_any_order_that_is_allowed_leave_no_trace(two: Two, order: tuple[str, ...]) -> None:
    before, by = dump(), a_merger()
    for kind in order:
        survivor, absorbed = two.pair(kind)
        merge(survivor=survivor, absorbed=absorbed, by=by, reason=f"One {kind}.")

    refused = 0
    for _ in range(2):
        # First in the order in which they were made: each either goes back whole or says which later one it waits for.
        for one in Merge.objects.filter(undone_at=None).order_by("created_at"):
            if list(blocking(one)):
                refused += 1
                with pytest.raises(ValidationError, match="unmerge that one first"):
                    unmerge(merge=one, by=by, reason="Two after all.")
            else:
                unmerge(merge=one, by=by, reason="Two after all.")
    for one in Merge.objects.filter(undone_at=None).order_by("-created_at"):
        unmerge(merge=one, by=by, reason="Two after all.")

    assert refused
    assert differing(before, dump()) == {}


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_points_at_an_absorbed_record(two: Two, kind: str) -> None:
    survivor, absorbed = two.pair(kind)

    merge(survivor=survivor, absorbed=absorbed, by=a_merger(), reason="One and the same.")

    key = str(absorbed.pk)
    # Its own row is left, and the keys of links that were judged under it.
    rows = [row for rows in dump().values() for row in rows if key in row]
    assert [row for row in rows if f'"id": "{key}"' not in row and f'"key": "{key}"' not in row] == []
