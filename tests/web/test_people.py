"""The pages of a person and of an employer."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from people import services
from people.models import EmployerRelation
from tests.web import make
from tests.web.test_search import text_of

pytestmark = pytest.mark.django_db


def test_a_person_is_shown_with_every_name_and_move(client: Client) -> None:
    mover = make.person("Ada Sample", also=("艾样本",), disambiguator="speech researcher")
    former, new = make.employer("Example Motors"), make.employer("Sample Rockets")
    make.employment(mover, new, start_text="2024", end_text="", end_state="ongoing", title="Head of speech")
    make.employment(mover, former, start_text="[2015..2016]", end_text="2024-07", exit_kind="resignation")
    make.agreement(mover, former)
    made = make.case(mover=mover, former=former)

    body = client.get(mover.get_absolute_url()).content.decode()
    words = text_of(body.encode())

    assert "Speech researcher · Public role: senior executive" in words
    assert '<span class="name" lang="zh">艾样本</span>' in body
    assert "between 2015 and 2016 – July 2024 Example Motors left by resignation" in words
    assert "2024 – ongoing when last reported Sample Rockets Head of speech" in words
    assert words.index("Example Motors left") < words.index("Sample Rockets Head")
    assert "Agreement with Example Motors" in words
    assert f'href="{made.get_absolute_url()}"' in body


def test_an_employer_is_shown_with_relations_disputes_and_people(client: Client) -> None:
    company, lab = make.employer("Example Motors", also=("样本汽车",)), make.employer("Example Lab", kind="lab")
    services.relate_employers(relation=EmployerRelation(source=lab, target=company, kind="unit_of", since_text="2019"))
    mover = make.person()
    make.employment(mover, company, unit=lab)
    old = make.case("Example Motors v. Ada Sample (non-compete)", former=company)
    new = make.case("Sample Rockets v. Ada Sample (non-compete)", new=company)

    body = client.get(company.get_absolute_url()).content.decode()
    words = text_of(body.encode())

    assert "Example Lab : unit of this employer (since 2019 )" in words
    before, after = body.split("As the new employer")
    assert old.get_absolute_url() in before
    assert new.get_absolute_url() not in before
    assert new.get_absolute_url() in after
    assert 'href="/people/ada-sample"' in body
    assert "2019 – July 2024 Example Lab" in words
    assert "Unit of Example Motors" in text_of(client.get(lab.get_absolute_url()).content)


def test_a_move_within_a_group_is_shown_as_a_role_change(client: Client) -> None:
    mover, company = make.person("Ada Sample"), make.employer("Example Motors")
    academy, lab = make.employer("Example Academy", kind="lab"), make.employer("Example Lab", kind="unit")
    for unit in (academy, lab):
        services.relate_employers(relation=EmployerRelation(source=unit, target=company, kind="unit_of"))
    make.employment(mover, company, unit=academy, start_text="2015", end_text="2022")
    make.employment(mover, company, unit=lab, start_text="2022", end_text="2025-02")
    make.employment(mover, make.employer("Sample Rockets"), start_text="2025-02", end_text="", end_state="unknown")

    words = text_of(client.get(mover.get_absolute_url()).content)

    assert words.count("Role change within") == 1
    assert (
        "2022 – February 2025 Example Motors , Example Lab Role change within Example Motors , not a departure" in words
    )


@pytest.mark.parametrize("more", [0, 4])
def test_the_number_of_queries_does_not_grow(
    client: Client, more: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    mover, company, lab = make.person(), make.employer(), make.employer("Example Lab", kind="lab")
    for number in range(1 + more):
        make.employment(mover, company, unit=lab, start_text=str(2000 + number), end_text=str(2001 + number))
        make.covenant(make.agreement(mover, company))
        for role in ("former", "new"):
            made = make.case(
                f"Example {number} v. {role} (non-compete)",
                mover=mover,
                former=company if role == "former" else None,
                new=company if role == "new" else None,
            )
            assert made.is_published

    with django_assert_num_queries(15):
        client.get(mover.get_absolute_url())
    with django_assert_num_queries(16):
        client.get(company.get_absolute_url())
