"""Who may be one: the same name in another script or order; never whom an editor told apart."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from facts.services import merge, tell_apart
from people import spelling
from people.candidates import doubles, doubles_of
from people.models import Employer, Person
from tests.admin import desk
from tests.admin.cost import cost
from tests.facts.merging.world import a_merger
from tests.records import a_person, an_employer


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("李小明", "Li Xiaoming"),
        ("李小明", "Xiaoming LI"),
        ("李小明", "Li Xiao-Ming"),
        ("Élodie Exemple", "exemple elodie"),
        ("示例公司", "Shili Gongsi"),
    ],
)
def test_one_name_is_one_in_any_script_and_order(one: str, two: str) -> None:
    assert spelling.romanised(one) == spelling.romanised(two) != ""


@pytest.mark.parametrize(("one", "two"), [("李小明", "李大明"), ("Ada Sample", "Ida Sample"), ("-", "")])
def test_other_names_are_others(one: str, two: str) -> None:
    assert spelling.romanised(one) != spelling.romanised(two) or spelling.romanised(one) == ""


@pytest.mark.django_db
def test_those_who_share_a_name_are_proposed_until_they_are_told_apart() -> None:
    by = a_merger()
    one, two, three = a_person("李小明"), a_person("Xiaoming Li"), a_person("Somebody Else", "Li Xiaoming")
    a_person("Nobody Else", weak=("Li Xiaoming",))

    assert doubles_of(one) == [two, three]
    tell_apart(one=one, two=two, by=by, reason="Two engineers.")
    assert doubles_of(one) == [three]
    assert {(pair.one, pair.two) for pair in doubles(Person, page=1, size=10).pairs} == {(one, three), (two, three)}
    merge(survivor=three, absorbed=two, by=by, reason="One.")
    assert doubles_of(one) == []
    assert doubles(Person, page=1, size=10).pairs == []


@pytest.mark.django_db
def test_pages_of_doubles_hold_so_many_names_and_cost_the_same(django_assert_num_queries: Any) -> None:
    for number in range(5):
        an_employer(f"Firm Number{number}"), an_employer(f"NUMBER{number} firm")

    with django_assert_num_queries(4):
        first = doubles(Employer, page=1, size=3)
    with django_assert_num_queries(4):
        second = doubles(Employer, page=2, size=3)

    assert (len(first.pairs), first.more) == (3, True)
    assert (len(second.pairs), second.more) == (2, False)
    assert set(first.pairs[0].names) == {"Firm Number0", "NUMBER0 firm"}


@pytest.mark.django_db
def test_the_desk_lists_them_with_a_way_to_the_comparison(client: Client) -> None:
    client.force_login(desk.chief())
    one, two = desk.employer("Example Motors"), desk.employer("Motors Example")
    page = reverse("admin:people_employer_doubles")

    listed = client.get(page)

    assert f"merge/?one={one.pk}&amp;two={two.pk}" in listed.content.decode()
    assert page in client.get(reverse("admin:people_employer_changelist")).content.decode()
    assert f"two={two.pk}" in client.get(reverse("admin:people_employer_merge"), {"one": str(one.pk)}).content.decode()
    before = cost(client, page)
    for number in range(4):
        desk.employer(f"Firm Number{number}")
        desk.employer(f"Number{number} Firm")
    assert cost(client, page) == before
    for odd in ("0", "-1", "x", "99999999", "²"):
        assert client.get(page, {"page": odd}).status_code == 200
