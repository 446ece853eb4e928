"""The search page: what it finds, what it says of nothing, what it refuses."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from people.models import EmployerRelation
from people.services import relate_employers
from tests.web import make

pytestmark = pytest.mark.django_db


def text_of(body: bytes) -> str:
    """The words of a page, without marks."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body.decode()))


@pytest.fixture
def records() -> None:
    mover = make.person("Ada Sample", also=("艾样本",))
    former, new = make.employer("Example Motors", also=("样本汽车",)), make.employer("Sample Rockets")
    dispute = make.case(mover=mover, former=former, new=new)
    make.proceeding(dispute)


@pytest.mark.parametrize(
    "query",
    [
        "Ada Sample",
        "sample ada",
        "ADA",
        "艾样本",
        "样本",
        "样本汽车",
        "Motors",
        "non-compete",
        "2:19-cv-01234",
        "19-cv-01234",
    ],
)
def test_a_dispute_is_found_by_names_title_and_docket(client: Client, records: None, query: str) -> None:
    answer = client.get("/search", {"q": query})

    assert answer.status_code == 200
    assert 'href="/cases/example-motors-v-ada-sample-non-compete"' in answer.content.decode()


def test_people_and_employers_are_found_too(client: Client, records: None) -> None:
    body = client.get("/search", {"q": "Sample"}).content.decode()

    assert 'href="/people/ada-sample"' in body
    assert 'href="/employers/sample-rockets"' in body
    assert "3 results for" in text_of(body.encode())


def test_a_group_is_searched_as_it_was_when_a_dispute_began(client: Client) -> None:
    parent, late = make.employer("Example Motors"), make.employer("Late Wheels")
    relation = EmployerRelation(source=late, target=parent, kind="unit_of", since_text="2021-03")
    relate_employers(relation=relation)
    for opened in ("2020", "2022"):
        make.case(f"Late Wheels v. Person {opened}", former=late, opened_text=opened)
    for number in range(20):
        make.case(f"Example Motors v. Person {number}", former=parent, opened_text=f"20{number:02}-01")

    page = client.get(parent.get_absolute_url()).content.decode()
    assert 'href="/search?group_of=example-motors"' in page
    body = client.get("/search?group_of=example-motors").content.decode()
    words = text_of(body.encode())
    assert "Disputes of the group of Example Motors" in words
    assert "Late Wheels company, from 1 March 2021" in words
    assert "21 results among disputes" in words
    assert "Late Wheels v. Person 2022" in words
    assert "Late Wheels v. Person 2020" not in words
    following = re.search(r'rel="next" href="([^"]*)"', body)
    assert following is not None
    assert following[1] == "/search?in=disputes&amp;group_of=example-motors&amp;page=2"

    on_a_day = text_of(client.get("/search?group_of=late-wheels&group_on=2019-12-31&q=person").content)
    assert "The group as it was on 31 December 2019 ." in on_a_day
    assert "2 results for" in on_a_day
    assert "Late Wheels v. Person 2020" in on_a_day


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("group_on=2020-01-01", "group_on: goes with group_of"),
        ("group_of=a&group_on=January", "group_on: a day as YYYY-MM-DD"),
        ("group_of=a&in=people", "in: disputes, or nothing, with group_of."),
        (f"group_of={'a' * 201}", "group_of: at most 200 characters."),
    ],
)
def test_a_group_that_cannot_be_looked_for(client: Client, query: str, told: str) -> None:
    answer = client.get(f"/search?{query}")

    assert answer.status_code == 400
    assert told in text_of(answer.content)


def test_a_hidden_employer_has_no_group(client: Client) -> None:
    hidden = make.employer("Quiet Motors", shown=False)
    make.case("Quiet dispute", former=hidden)

    for key in (hidden.slug, "never-was"):
        body = client.get(f"/search?group_of={key}").content.decode()

        assert f"No published employer is called “{key}”" in body
        assert "Quiet dispute" not in body


def test_the_first_page_shows_the_newest(client: Client) -> None:
    make.case("Older v. Someone (non-compete)", opened_text="2019")
    make.case("Newer v. Someone (non-compete)", opened_text="2024-11")

    words = text_of(client.get("/").content)

    assert "2 published disputes" in words
    assert words.index("Newer v. Someone") < words.index("Older v. Someone")


def test_nothing_found_says_what_was_searched_and_promises_nothing(client: Client, records: None) -> None:
    words = text_of(client.get("/search", {"q": "Nobody Unheard"}).content)

    assert "Nothing found" in words
    assert "titles of published disputes, docket numbers" in words
    assert "says nothing about a person" in words
    assert "risk" not in words.lower()
    assert "One word at a time Nobody Unheard" in words


def test_nothing_found_offers_names_spelled_alike(client: Client, records: None) -> None:
    body = client.get("/search", {"q": "Ada Sampel"}).content.decode()

    assert "Spelled much alike" in body
    assert 'href="/people/ada-sample"' in body


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"q": "x" * 201}, "q: at most 200 characters."),
        ({"q": "!?"}, "q: at least one letter, digit"),
        ({"q": "a\x00b"}, "Null characters are not allowed."),
        ({"page": "two"}, "page: a whole number from 1 to 500."),
        ({"page": "0"}, "page: a whole number from 1 to 500."),
        ({"page": "501"}, "page: a whole number from 1 to 500."),
        ({"in": "secrets"}, "in: one of disputes, people, employers."),
    ],
)
def test_a_wrong_parameter_is_named(client: Client, given: dict[str, str], message: str) -> None:
    answer = client.get("/search", given)

    assert answer.status_code == 400
    assert message in text_of(answer.content)


def test_the_query_is_shown_as_text(client: Client) -> None:
    body = client.get("/search", {"q": '"><script>alert(1)</script>'}).content.decode()

    assert "<script" not in body


def test_pages_hold_each_hit_once_and_the_total_is_honest(client: Client) -> None:
    for number in range(45):
        make.case(f"Example {number} v. Someone (non-compete)", opened_text="2024" if number % 2 else "")

    seen: list[str] = []
    for page in (1, 2, 3):
        body = client.get("/search", {"q": "someone", "in": "disputes", "page": str(page)}).content.decode()
        assert "45 results" in text_of(body.encode())
        seen += re.findall(r'href="(/cases/[^"]+)"', body)

    assert len(seen) == len(set(seen)) == 45
    assert client.get("/search", {"q": "someone", "in": "disputes", "page": "4"}).status_code == 404


def test_pages_lead_to_each_other(client: Client) -> None:
    for number in range(45):
        make.case(f"Example {number} v. Someone (non-compete)")

    body = client.get("/search", {"q": "someone", "in": "disputes", "page": "2"}).content.decode()

    assert 'rel="prev" href="/search?q=someone&amp;in=disputes&amp;page=1"' in body
    assert 'rel="next" href="/search?q=someone&amp;in=disputes&amp;page=3"' in body


@pytest.mark.parametrize("more", [0, 5])
def test_the_number_of_queries_does_not_grow(
    client: Client, records: None, more: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(more):
        mover = make.person(f"Bob Sample {number}", disambiguator=f"number {number}")
        make.case(f"Example {number} v. Sample (non-compete)", mover=mover)

    # Per kind: the number of all, the rows, and what hangs on them.
    with django_assert_num_queries(9):
        client.get("/search", {"q": "sample"})
    with django_assert_num_queries(3):
        client.get("/search", {"q": "sample", "in": "people"})
    with django_assert_num_queries(9):
        client.get("/")


@pytest.mark.parametrize("path", ["/", "/search", "/about"])
def test_only_reading_is_allowed(client: Client, path: str) -> None:
    assert client.post(path).status_code == 405
