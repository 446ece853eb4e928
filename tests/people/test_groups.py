"""Groups of companies, as of a day: who belongs to them, what is a part of what, and moves within them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from facts.dates import UNKNOWN, parse
from facts.visibility import PUBLIC, Viewer
from people.groups import ALWAYS, Groups, Period, group_of, legal_entity
from people.models import Employer, EmployerRelation, Person
from people.moves import changed_within, end_of_service
from people.services import relate_employers
from tests import records

pytestmark = pytest.mark.django_db
EDITORS = Viewer(sees_unpublished=True)


def part(source: Employer, target: Employer, kind: str = "unit_of", **given: Any) -> EmployerRelation:
    return relate_employers(relation=EmployerRelation(source=source, target=target, kind=kind, **given)).record


def named(employer: Employer, viewer: Viewer = EDITORS) -> dict[str, list[Period]]:
    found = group_of(employer.pk, viewer)
    return {row.display_name: found[row.pk] for row in Employer.objects.filter(pk__in=found)}


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.fixture
def house() -> dict[str, Employer]:
    """A company with a lab, a unit of the lab, a brand, and a company under a roof that covers it as well."""
    kinds = {"Parent": "group", "Firm": "company", "Lab": "lab", "Team": "unit", "Brand": "brand", "Sister": "company"}
    rows = {name: records.an_employer(name, kind=kind) for name, kind in kinds.items()}
    for source, target in (("Firm", "Parent"), ("Sister", "Parent"), ("Lab", "Firm"), ("Team", "Lab")):
        part(rows[source], rows[target])
    part(rows["Brand"], rows["Firm"], "brand_of")
    return rows


# --- who belongs together ------------------------------------------------------------------------------------------


def test_a_group_is_all_below_what_stands_above(house: dict[str, Employer]) -> None:
    records.an_employer("Stranger")

    for employer in house.values():
        assert named(employer) == {name: [ALWAYS] for name in house}


def test_who_succeeds_whom_is_no_group(house: dict[str, Employer]) -> None:
    heir = records.an_employer("Heir")
    part(house["Firm"], heir, "succeeded_by")

    assert "Heir" not in named(house["Firm"])
    assert named(heir) == {"Heir": [ALWAYS]}


def test_a_joint_part_does_not_join_its_owners() -> None:
    one, two, joint = (records.an_employer(name) for name in ("One", "Two", "Joint"))
    part(joint, one)
    part(joint, two)

    assert set(named(one)) == {"One", "Joint"}
    assert set(named(joint)) == {"One", "Two", "Joint"}


def test_membership_has_its_time() -> None:
    buyer, seller, firm, lab = (records.an_employer(name) for name in ("Buyer", "Seller", "Firm", "Lab"))
    part(firm, seller, until_text="2020-06-30")
    part(firm, buyer, since_text="2020-07")
    part(lab, firm, since_text="2019", until_text="2021")

    sold, bought = Period(date.min, day("2020-06-30")), Period(day("2020-07-01"), date.max)
    assert named(seller) == {"Seller": [ALWAYS], "Firm": [sold], "Lab": [Period(day("2019-01-01"), sold.hi)]}
    assert named(buyer) == {"Buyer": [ALWAYS], "Firm": [bought], "Lab": [Period(bought.lo, day("2021-12-31"))]}
    assert named(firm)["Firm"] == [ALWAYS]


def test_what_is_hidden_joins_nothing(house: dict[str, Employer]) -> None:
    for name in ("Parent", "Firm", "Team"):
        records.shown(house[name])

    assert set(named(house["Firm"], PUBLIC)) == {"Parent", "Firm"}
    assert set(named(house["Team"], PUBLIC)) == {"Team"}


@pytest.mark.parametrize("more", [0, 6])
def test_a_group_is_read_at_once(more: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    below = firm = records.an_employer()
    for _ in range(more):
        above, below = below, records.an_employer(kind="unit")
        part(below, above)

    with django_assert_num_queries(1):
        found = group_of(firm.pk, EDITORS)

    assert len(found) == more + 1


# --- whose part ----------------------------------------------------------------------------------------------------


def test_the_legal_entity_is_the_nearest_company(house: dict[str, Employer]) -> None:
    for name, entity in (("Team", "Firm"), ("Brand", "Firm"), ("Firm", "Firm"), ("Parent", None)):
        found = legal_entity(house[name], ALWAYS)

        assert found == (house[entity] if entity else None), name


def test_the_legal_entity_is_that_of_the_day() -> None:
    lab, old, new = records.an_employer("Lab", kind="lab"), records.an_employer("Old"), records.an_employer("New")
    part(lab, old, until_text="2020")
    part(lab, new, since_text="2021")

    assert legal_entity(lab, Period.of(parse("2019"))) == old
    assert legal_entity(lab, Period.of(parse("2024-07"))) == new


# --- moves ---------------------------------------------------------------------------------------------------------


def worked(who: Person, where: Employer, start: str = "", end: str = "", **given: Any) -> Any:
    state = "ended" if end else "unknown"
    return records.an_employment(who, where, start_text=start, end_text=end, **({"end_state": state} | given))


def told(who: Person) -> dict[str, str]:
    rows = list(who.employments.select_related("employer"))
    groups = changed_within(rows, EDITORS)
    return {row.employer.display_name: groups[row.pk].display_name for row in rows if row.pk in groups}


@pytest.mark.parametrize(
    ("end", "start", "change"),
    [
        ("2023-05", "2023-05", True),
        ("2023-05", "2023-06", True),
        ("2023", "2024", True),
        ("", "2023-06", True),
        ("2023-05", "", True),
        ("2023-05-31", "2023-07-02", False),
        ("2013", "2015", False),
    ],
)
def test_a_change_within_a_group_is_no_departure(
    house: dict[str, Employer], end: str, start: str, change: bool
) -> None:
    who = records.a_person()
    worked(who, house["Lab"], "2010", end)

    saved = worked(who, house["Sister"], start)

    assert ("within_group" in {notice.code for notice in saved.warnings}) == change
    assert told(who) == ({"Sister": "Parent"} if change else {})


def test_whoever_was_elsewhere_between_has_left(house: dict[str, Employer]) -> None:
    who = records.a_person()
    worked(who, house["Lab"], "2010", "2012")
    worked(who, records.an_employer("Stranger"), "2012", "2012-12")
    worked(who, house["Team"], "2013")

    assert told(who) == {}


def test_a_group_that_came_later_makes_no_role_change() -> None:
    who, one, two = records.a_person(), records.an_employer("One"), records.an_employer("Two")
    part(two, one, since_text="2024")
    worked(who, one, "2010", "2015")
    worked(who, two, "2015", "2023-12")
    worked(who, one, "2024")

    assert told(who) == {"One": "One"}


def test_a_move_within_a_group_ends_no_service(house: dict[str, Employer]) -> None:
    who, firm = records.a_person(), house["Firm"]
    assert end_of_service(who, firm) == UNKNOWN
    worked(who, firm, "2010", "2015", unit=house["Lab"])
    assert end_of_service(who, firm) == parse("2015")

    on = worked(who, house["Sister"], "2016-01").record
    assert end_of_service(who, firm) == UNKNOWN
    on.end_text, on.end_state = "2020-03", "ended"
    on.save()
    assert end_of_service(who, firm) == parse("2020-03")

    worked(who, records.an_employer(), "2020-04", "2024")
    worked(who, house["Team"], "2024-01", "2025")
    assert end_of_service(who, firm) == parse("2020-03")
    type(on).objects.filter(pk=on.pk).update(publication_state="withdrawn")
    assert end_of_service(who, firm) == parse("2015")


def test_an_employment_without_dates_says_nothing_of_what_came_after(house: dict[str, Employer]) -> None:
    who = records.a_person()
    worked(who, house["Firm"], "2010", "2015")
    worked(who, house["Sister"])

    assert end_of_service(who, house["Firm"]) == parse("2015")


def test_periods_meet_on_a_common_day() -> None:
    july = Period.of(parse("2024-07"))

    assert july == Period(day("2024-07-01"), day("2024-07-31"))
    assert july.meets(Period(july.hi, date.max))
    assert not july.meets(Period(july.hi + timedelta(days=1), date.max))
    assert Period.of(parse("2024-07"), UNKNOWN, parse("[2025..]")) == Period(july.lo, date.max)
    assert Period.of(UNKNOWN) == ALWAYS
    one, two = records.an_employer(), records.an_employer()
    assert Groups(()).common(one.pk, two.pk, ALWAYS) is None
