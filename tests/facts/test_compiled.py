"""A compiled question gives what its queryset gives, whatever it is asked about, and is put into SQL once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.functions import Upper
from django.db.transaction import TransactionManagementError
from pytest_django import DjangoAssertNumQueries

from facts.compiled import compiled
from people.models import Employment, Person
from tests.admin import desk

pytestmark = pytest.mark.django_db


def jobs(person: UUID, others: Sequence[UUID]) -> QuerySet[Employment]:
    wanted = Q(person=person) | Q(person__in=others)
    rows = Employment.objects.filter(wanted, end_state="unknown").annotate(loud=Upper("person__display_name"))
    return (
        rows.select_related("person", "employer")
        .only("start_text", "person__display_name", "employer__display_name")
        .order_by("pk")[:5]
    )


def people(count: int) -> list[Person]:
    firm = desk.employer("Sample Motors")
    found = [desk.person(f"Person {number}") for number in range(count)]
    for person in found:
        Employment.objects.create(person=person, employer=firm, end_state="unknown")
    return found


@pytest.mark.parametrize("others", [0, 1, 3])
def test_it_gives_the_records_of_the_queryset(others: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    first, *rest = (person.pk for person in people(5))
    question = compiled(jobs)
    question(uuid4(), [uuid4() for _ in range(others)])

    with django_assert_num_queries(1):
        found: list[Any] = question(first, rest[:others])
        told = [(row.pk, row.person.display_name, row.loud) for row in found]

    expected: Any = jobs(first, rest[:others])
    assert told == [(row.pk, row.person.display_name, row.loud) for row in expected]
    assert len(told) == 1 + others
    assert found[0].get_deferred_fields() == expected[0].get_deferred_fields() != set()


def test_it_is_put_into_sql_once_for_each_length() -> None:
    built: list[int] = []

    @compiled
    def question(keys: Sequence[UUID]) -> QuerySet[Person]:
        built.append(len(keys))
        return Person.objects.filter(pk__in=keys).order_by("pk")

    found = people(3)
    keys = [person.pk for person in found]

    assert [question(keys[:2]), question(keys[1:]), question(keys)] == [found[:2], found[1:], found]
    assert built == [2, 3]


def test_it_asks_anew_every_time() -> None:
    (person,) = people(1)
    question = compiled(lambda key: Person.objects.filter(pk=key))
    question(person.pk)

    Person.objects.filter(pk=person.pk).update(display_name="Otherwise")

    assert question(person.pk)[0].display_name == "Otherwise"


def test_nothing_is_asked_where_nothing_can_be_found(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    question = compiled(lambda keys: Person.objects.filter(pk__in=keys))

    with django_assert_num_queries(0):
        assert question([]) == []


@pytest.mark.django_db(transaction=True)
def test_rows_are_locked_only_within_a_transaction() -> None:
    (person,) = people(1)
    question = compiled(lambda key: Person.objects.filter(pk=key).select_for_update())

    with pytest.raises(TransactionManagementError):
        question(person.pk)
    with transaction.atomic():
        assert question(person.pk) == [person]
    with pytest.raises(TransactionManagementError):
        question(person.pk)


def test_conditions_in_sql_keep_their_own_values() -> None:
    (person,) = people(1)
    question = compiled(lambda key: Person.objects.annotate(seven=RawSQL("%s + 4", [3])).filter(pk=key))

    found: list[Any] = question(person.pk)

    assert found[0].seven == 7
