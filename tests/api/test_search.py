"""``q`` and filters: found by any name, in any order and script, and never by what is hidden."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.test import Client

from cases.models import Participant
from cases.services import add_participant
from facts.services import publish
from people.models import EmployerRelation, Person
from people.services import relate_employers
from tests.api.world import World
from tests.records import a_case, a_person, an_employer, an_employment, shown


def found(client: Client, collection: str, **query: Any) -> list[str]:
    answer = client.get(f"/api/v1/{collection}/?{urlencode(query)}")
    assert answer.status_code == 200, answer.content
    return [row.get("slug") or row["id"] for row in answer.json()["results"]]


def test_people_are_found_by_any_name_in_any_order_and_script(client: Client, world: World) -> None:
    for query in ("Ferdinand Sampleton", "sampleton ferdinand", "SAMPLETON", "费迪南德", "迪南", "Férdinand"):
        assert found(client, "people", q=query) == ["ferdinand-sampleton"], query
    for query in ("Ferdinand Other", "费迪南徳国", "!!!"):
        assert found(client, "people", q=query) == [], query


def test_employers_are_found_by_any_name(client: Client, world: World) -> None:
    assert found(client, "employers", q="虚构机器人") == ["fictive-robotics"]
    assert found(client, "employers", q="robotics fictive") == ["fictive-robotics"]


def test_cases_are_found_by_names_titles_and_dockets(client: Client, world: World) -> None:
    for query in ("Sampleton", "费迪南德", "虚构机器人公司", "Madeup", "(2024)京0105民初12345号"):
        assert world.case.slug in found(client, "cases", q=query), query
    assert found(client, "cases", q="Ferdinand Nobody") == []


def test_hidden_names_find_nothing(client: Client, bearer: Callable[..., Client], world: World) -> None:
    quiet, firm = a_person("Quiet Bystander"), an_employer("Stealth Company")
    add_participant(participant=Participant(case=world.case, person=quiet, role="other"))
    add_participant(participant=Participant(case=world.case, employer=firm, role="other"))
    world.case.refresh_from_db()
    publish(record=world.case, editor=None, reviewed="seed")

    for query in (
        {"q": "Bystander"},
        {"q": "Stealth"},
        {"person": quiet.slug},
        {"person": quiet.pk},
        {"employer": firm.slug},
    ):
        assert found(client, "cases", **query) == found(client, "cases", q="Never-Was") == []
        assert found(bearer("edit"), "cases", **query) == [world.case.slug]
    assert found(client, "people", q="Bystander") == []


FILTERS: list[tuple[str, dict[str, str], int]] = [
    ("cases", {"status": "active"}, 1),
    ("cases", {"claim_kind": "breach_non_compete"}, 1),
    ("cases", {"claim_kind": "trade_secret"}, 0),
    ("cases", {"jurisdiction": "CN"}, 1),
    ("cases", {"person": "ferdinand-sampleton"}, 1),
    ("cases", {"employer": "fictive-robotics"}, 2),
    ("cases", {"former_employer": "fictive-robotics"}, 2),
    ("cases", {"new_employer": "madeup-motors"}, 1),
    ("cases", {"new_employer": "fictive-robotics"}, 0),
    ("cases", {"group_of": "fictive-robotics"}, 2),
    ("cases", {"group_of": "fictive-lab", "group_on": "2024-07-01"}, 2),
    ("cases", {"group_of": "madeup-motors"}, 1),
    ("cases", {"group_of": "never-was"}, 0),
    ("cases", {"opened_from": "2024-07-31"}, 1),
    ("cases", {"opened_from": "2024-08-01"}, 0),
    ("cases", {"opened_to": "2023-01-01"}, 1),
    ("cases", {"status": "active", "jurisdiction": "FR"}, 0),
    ("people", {"employer": "fictive-robotics"}, 1),
    ("people", {"public_role": "public_figure"}, 0),
    ("employers", {"kind": "lab"}, 1),
    ("employers", {"jurisdiction": "FR"}, 1),
    ("agreements", {"person": "ferdinand-sampleton", "covenant_kind": "non_compete"}, 1),
    ("agreements", {"employer": "madeup-motors"}, 0),
    ("agreements", {"existence": "denied"}, 0),
    ("articles", {"case": "fictive-robotics-v-sampleton-non-compete", "language": "en"}, 1),
    ("articles", {"published_from": "2025-08-12"}, 0),
    ("jurisdictions", {"jurisdiction": "XA", "covenant_kind": "non_compete"}, 1),
]


def test_filters(client: Client, world: World) -> None:
    for collection, query, hits in FILTERS:
        assert len(found(client, collection, **query)) == hits, (collection, query)


def test_a_group_is_that_of_the_day_on_which_a_case_was_opened(client: Client, world: World) -> None:
    late = shown(an_employer("Late Comer"))
    relate_employers(relation=EmployerRelation(source=late, target=world.old, kind="unit_of", since_text="2021-03"))
    cases = {
        opened: shown(a_case(f"Opened {opened}", old=late, opened_text=opened)).slug
        for opened in ("2020", "2021-02", "2021", "2022", "")
    }

    of_group = set(found(client, "cases", group_of="fictive-lab")) & set(cases.values())
    on_day = set(found(client, "cases", group_of="fictive-lab", group_on="2021-02-28")) & set(cases.values())

    assert of_group == {cases["2021"], cases["2022"], cases[""]}
    assert on_day == set()
    assert client.get("/api/v1/cases/?group_of=fictive-lab&count=only").json() == {"count": 5}


def test_a_hidden_employer_joins_no_group(client: Client, bearer: Callable[..., Client], world: World) -> None:
    hidden = an_employer("Stealth Company")
    relate_employers(relation=EmployerRelation(source=hidden, target=world.new, kind="unit_of"))
    case = shown(a_case("Stealthy", old=hidden))

    assert case.slug not in found(client, "cases", group_of=world.new.slug)
    assert found(client, "cases", group_of=hidden.slug) == []
    assert case.slug in found(bearer("edit"), "cases", group_of=world.new.slug)


def test_a_day_of_a_group_needs_the_group(client: Client, db: None) -> None:
    for query, pointer in (("group_on=2024-01-01", "?group_on"), ("group_of=a&group_on=January", "?group_on")):
        answer = client.get(f"/api/v1/cases/?{query}")

        assert answer.status_code == 400
        assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]


def test_a_move_within_a_group_is_told_as_a_role_change(client: Client, world: World) -> None:
    unit = shown(an_employer("Fictive Unit"))
    relate_employers(relation=EmployerRelation(source=unit, target=world.old, kind="unit_of"))
    shown(an_employment(world.person, unit, start_text="2021", end_text="2023", end_state="ended").record)
    shown(an_employment(world.person, world.new, start_text="2024").record)

    rows = client.get(f"/api/v1/people/{world.person.slug}/").json()["employments"]

    told = {row["employer_name"]: row["role_change_within_name"] for row in rows}
    assert told == {"Fictive Robotics": None, "Fictive Unit": "Fictive Robotics", "Madeup Motors": None}
    (change,) = (row for row in rows if row["role_change_within_id"])
    assert change["role_change_within_url"].endswith("/api/v1/employers/fictive-robotics/")
    assert change["role_change_within_id"] == str(world.old.pk)


def test_a_filter_stays_on_the_next_page(client: Client, db: None) -> None:
    for number in range(3):
        shown(a_case(f"Wanted {number}", jurisdiction="FR"))
    shown(a_case("Unwanted", jurisdiction="CN"))

    first = client.get("/api/v1/cases/?jurisdiction=FR&limit=2").json()
    second = client.get(first["next"]).json()

    assert len(first["results"]) + len(second["results"]) == 3
    assert second["next"] is None


def test_the_name_of_a_withdrawn_person_finds_nothing(client: Client, world: World) -> None:
    Person.objects.filter(pk=world.person.pk).update(publication_state="withdrawn")

    assert found(client, "people", q="Ferdinand") == []
    assert found(client, "cases", q="Ferdinand") == []
