"""Finding and choosing: by any name, in any script and order, and while one types."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cases.models import Case, Participant
from cases.services import save_case
from people.admin import search
from people.models import Employer
from tests.admin import desk
from tests.admin.forms import page


def offered(client: Client, model: str, field: str, term: str) -> list[str]:
    """What an autocomplete offers for ``term``."""
    app, _, name = model.partition(".")
    query = {"app_label": app, "model_name": name, "field_name": field, "term": term}
    answer = client.get(reverse("admin:autocomplete"), query)
    assert answer.status_code == 200
    return [row["text"] for row in answer.json()["results"]]


@pytest.mark.parametrize("query", ["ada sample", "Sample Ada", "ÁDA", "艾达", "达样", "sam"])
def test_a_person_is_found_by_any_name_and_by_its_beginning(at_desk: Client, query: str) -> None:
    ada = desk.person(also=("艾达样本",))
    desk.person("Bo Else")

    found = at_desk.get(page(ada, "changelist"), {"q": query}).context["cl"].queryset

    assert list(found) == [ada]


def test_an_employer_is_offered_after_three_letters(at_desk: Client) -> None:
    desk.employer("Example Motors", also=("样本汽车",))
    desk.employer("Other Wheels")

    assert offered(at_desk, "people.employment", "employer", "mot") == ["Example Motors"]
    assert offered(at_desk, "people.employment", "employer", "汽车") == ["Example Motors"]


def test_what_was_merged_away_is_not_offered(at_desk: Client) -> None:
    live, gone = desk.employer("Example Motors"), desk.employer("Example Motor Works")
    Employer.objects.filter(pk=gone.pk).update(merged_into=live)

    assert offered(at_desk, "people.employment", "employer", "example") == ["Example Motors"]


def test_a_list_finds_all_of_what_is_looked_at_in_part_while_one_types(
    at_desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = {desk.employer(f"Example Motors {number}") for number in range(5)}
    monkeypatch.setattr(search, "MOST_CHOICES", 1)

    found = at_desk.get(page(next(iter(made)), "changelist"), {"q": "motors"}).context["cl"].queryset
    while_typing = offered(at_desk, "people.employment", "employer", "motors")

    assert set(found) == made
    # One of each way of finding: by the name that is shown, by words, by pieces.
    assert 1 <= len(while_typing) <= 3


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ({"jurisdiction": "US-CA"}, {"A v. B"}),
        ({"jurisdiction": ""}, {"C v. D", "E v. F"}),
        ({"year": "2021"}, {"C v. D"}),
        ({"year": "1999"}, {"A v. B", "C v. D", "E v. F"}),
        ({"year": "x"}, {"A v. B", "C v. D", "E v. F"}),
    ],
)
def test_cases_are_listed_by_jurisdiction_and_year(at_desk: Client, query: dict[str, str], titles: set[str]) -> None:
    first = desk.case("A v. B", jurisdiction="US-CA")
    for title, opened in (("C v. D", "2021-05"), ("E v. F", "")):
        save_case(case=Case(title=title, opened_text=opened))

    answer = at_desk.get(page(first, "changelist"), query)

    assert {case.title for case in answer.context["cl"].queryset} == titles
    offered = {
        spec.title: [key for key, _ in spec.lookup_choices]
        for spec in answer.context["cl"].filter_specs
        if getattr(spec, "lookup_choices", None)
    }
    assert (offered["jurisdiction"], offered["year of opening"]) == (["", "US-CA"], ["2024", "2021"])


@pytest.mark.parametrize("query", ["艾达", "sample ada", "non-compete", "01234", "motors v."])
def test_a_case_is_found_by_names_title_and_number(at_desk: Client, query: str) -> None:
    ada = desk.person(also=("艾达",))
    dispute = desk.case(participants=[Participant(person=ada, role="mover")])
    desk.case("Other Wheels v. Bo Else (trade secrets)")
    desk.proceeding(dispute, "2:19-cv-01234-ABC")

    found = at_desk.get(page(dispute, "changelist"), {"q": query}).context["cl"].queryset

    assert list(found) == [dispute]


@pytest.mark.parametrize("query", ["%", "_", "\\", "'; --", "a" * 5000, "\x00", "\u202e", "((("])
def test_odd_searches_answer(at_desk: Client, query: str) -> None:
    ada = desk.person()

    assert at_desk.get(page(ada, "changelist"), {"q": query}).status_code in (200, 302)
    assert at_desk.get(page(desk.case(), "changelist"), {"q": query}).status_code in (200, 302)


def test_choosing_needs_the_right_to_see_drafts(client: Client, db: None) -> None:
    client.force_login(desk.editor(sees=False, apps=("people",)))
    query = {"app_label": "people", "model_name": "employment", "field_name": "employer", "term": "exa"}

    assert client.get(reverse("admin:autocomplete"), query).status_code == 403


def test_no_page_offers_a_long_list(at_desk: Client) -> None:
    world: dict[str, Any] = desk.world()
    marker = "Marker Employer"
    desk.employer(marker)

    for name in ("people.employment", "cases.case", "cases.event", "cases.proceeding", "cases.covenant"):
        assert marker not in at_desk.get(page(world[name])).content.decode()
