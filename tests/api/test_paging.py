"""Pages: each row once, in order, whichever way one walks."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from cases.models import Case
from tests.records import a_case, shown

# Ties, and cases without a date.
DATES = ["2024", "2024", "", "2023-05", "", "2024-01-01", "2022", ""]


@pytest.fixture
def cases(db: None) -> list[Case]:
    return [shown(a_case(f"Same title {number % 2}", opened_text=text)) for number, text in enumerate(DATES)]


def walk(client: Client, address: str | None, way: str = "next") -> list[list[str]]:
    pages = []
    while address:
        page = client.get(address).json()
        pages.append([row["id"] for row in page["results"]])
        address = page[way]
    return pages


def test_a_walk_meets_every_row_once_and_back_again(client: Client, cases: list[Case]) -> None:
    for order in ("opened", "-opened", "title", "-title", "published_at", "-published_at"):
        whole = walk(client, f"/api/v1/cases/?order={order}")[0]
        assert sorted(whole) == sorted(str(case.pk) for case in cases)
        for limit in (1, 3, 8):
            start = f"/api/v1/cases/?order={order}&limit={limit}"

            pages = walk(client, start)
            back = walk(client, _last_page(client, start), way="previous")

            assert [pk for page in pages for pk in page] == whole
            assert [pk for page in reversed(back) for pk in page] == whole


def _last_page(client: Client, address: str) -> str:
    while (following := client.get(address).json()["next"]) is not None:
        address = following
    return address


def test_rows_without_a_value_come_last_either_way(client: Client, cases: list[Case]) -> None:
    undated = {str(case.pk) for case in cases if not case.opened_text}

    for order in ("opened", "-opened"):
        assert set(walk(client, f"/api/v1/cases/?order={order}")[0][-3:]) == undated


def test_a_new_row_neither_hides_nor_doubles_another(client: Client, cases: list[Case]) -> None:
    first = client.get("/api/v1/cases/?order=-opened&limit=3").json()
    shown(a_case("Newest", opened_text="2025"))

    rest = [pk for page in walk(client, first["next"]) for pk in page]

    assert len({row["id"] for row in first["results"]} | set(rest)) == len(DATES) == 3 + len(rest)


def test_links_stand_in_a_header_too(client: Client, cases: list[Case]) -> None:
    first = client.get("/api/v1/cases/?limit=3")
    second = client.get(first.json()["next"])

    assert first["Link"] == f'<{first.json()["next"]}>; rel="next"'
    assert second["Link"] == f'<{second.json()["next"]}>; rel="next", <{second.json()["previous"]}>; rel="prev"'


def test_a_total_is_counted_where_it_is_asked_for_and_nowhere_else(
    client: Client, cases: list[Case], django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(1):
        assert client.get("/api/v1/cases/?count=only&opened_from=2024-01-01").json() == {"count": 3}
    assert "count" not in client.get("/api/v1/cases/").json()


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("limit=0", "limit"),
        ("limit=201", "limit"),
        ("limit=ten", "limit"),
        ("limit=²", "limit"),
        ("limit=99999999999999999999", "limit"),
        ("cursor=abc", "cursor"),
        ("cursor=", "cursor"),
        ("order=summary", "order"),
        ("order=--opened", "order"),
        ("count=yes", "count"),
    ],
)
def test_a_wrong_value_is_refused_by_name(client: Client, cases: list[Case], query: str, name: str) -> None:
    answer = client.get(f"/api/v1/cases/?{query}")

    assert answer.status_code == 400
    (error,) = answer.json()["errors"]
    assert error["pointer"] == f"?{name}"
    assert error["detail"]


def test_a_cursor_of_another_order_or_case_is_refused(client: Client, cases: list[Case]) -> None:
    following = client.get("/api/v1/cases/?limit=3&order=title").json()["next"]

    answer = client.get(following.replace("order=title", "order=-title"))

    assert answer.json()["errors"][0]["code"] == "bad_cursor"


def test_a_cursor_cannot_be_forged(client: Client, cases: list[Case]) -> None:
    following = client.get("/api/v1/cases/?limit=3").json()["next"]

    answer = client.get(following[:-1] + ("A" if following[-1] != "A" else "B"))

    assert answer.json()["errors"][0]["code"] == "bad_cursor"
