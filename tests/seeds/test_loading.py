"""Loading the repository's own seeds into a real database."""

from __future__ import annotations

import pytest

from cases.models import Case
from facts.visibility import PUBLIC
from people.models import Person
from tracker.seeding.loader import load

pytestmark = pytest.mark.django_db


def test_second_run_changes_nothing() -> None:
    first = load()

    second = load()

    assert first.changed > 0
    assert second.changed == 0
    assert all(counter["kept"] == 0 for counter in second.counts.values())


def test_seed_case_is_found_in_both_scripts() -> None:
    load()

    for query in ("Zhou Chang", "chang zhou", "周畅", "周暢"):
        person = Person.objects.visible_to(PUBLIC).named(query).get()
        case = Case.objects.visible_to(PUBLIC).involving(person=person).get()
        assert case.slug == "alibaba-v-zhou-chang"
