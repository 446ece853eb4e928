"""What everybody can read, and how much it costs."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from cases.models import Participant
from cases.services import add_participant
from facts.services import link, publish, quote
from tests.api.world import World, an_entry
from tests.records import a_case, a_citation, a_person, an_employer, an_employment, shown

COLLECTIONS = ("cases", "people", "employers", "agreements", "articles", "jurisdictions")


def get(client: Client, path: str) -> Any:
    answer = client.get(f"/api/v1/{path}")
    assert answer.status_code == 200, answer.content
    return answer.json()


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_every_collection_lists_records_that_can_be_followed(client: Client, world: World, collection: str) -> None:
    index = get(client, "")

    first = client.get(index[collection]).json()["results"][0]
    record = client.get(first["self_url"])

    assert record.status_code == 200
    assert record.json()["id"] == first["id"]


@pytest.mark.parametrize("collection", ["cases", "people", "employers", "agreements"])
def test_an_id_is_as_good_as_a_slug(client: Client, world: World, collection: str) -> None:
    first = get(client, f"{collection}/")["results"][0]

    by_slug = get(client, f"{collection}/{first['slug']}/")
    by_id = get(client, f"{collection}/{first['id']}/")

    assert by_slug == by_id


def test_a_case_is_shown_with_everything_below_it(client: Client, world: World) -> None:
    case = get(client, f"cases/{world.case.slug}/")

    assert case["title"] == "Fictive Robotics v. Sampleton (non-compete)"
    assert case["status"] == {"code": "active", "label": "Active"}
    assert case["opened"] == {
        "edtf": "2024-07",
        "lo": "2024-07-01",
        "hi": "2024-07-31",
        "precision": "month",
        "label": "July 2024",
    }
    assert {(row["role"]["code"], row["person_name"] or row["employer_name"]) for row in case["participants"]} == {
        ("mover", "Ferdinand Sampleton"),
        ("former_employer", "Fictive Robotics"),
        ("new_employer", "Madeup Motors"),
    }
    (proceeding,) = case["proceedings"]
    assert proceeding["docket"] == "(2024)京0105民初12345号"
    assert proceeding["claims"][0]["by_id"] == proceeding["parties"][0]["id"]
    assert proceeding["reliefs"][0]["sought_amount"] == "100.00"
    assert proceeding["reliefs"][0]["decision_id"] == proceeding["decisions"][0]["id"]
    assert case["covenants"][0]["duration_value"] == 12
    assert [row["case_id"] for row in case["related_cases"]] == [str(world.sibling.pk)]
    assert case["wording_level"]["code"] == "reported"
    assert case["sources"][0]["summary"] == "Synthetic source."


def test_a_timeline_is_in_order_with_dates_as_exact_as_known(client: Client, world: World) -> None:
    timeline = get(client, f"cases/{world.case.slug}/timeline/")

    assert [row["date_words"] for row in timeline["results"]] == ["July 2024", "2 September 2024"]
    first = timeline["results"][0]
    assert (first["date"], first["date_end"], first["date_precision"]) == ("2024-07-01", "2024-07-31", "month")
    assert first["people"][0]["name"] == "Ferdinand Sampleton"
    assert first["people"][0]["url"].endswith("/api/v1/people/ferdinand-sampleton/")
    assert first["sources"][0]["form"]["code"] == "summarised"
    assert first["sources"][0]["quote"] is None


def test_a_timeline_comes_in_pages(client: Client, world: World) -> None:
    for text in ("2024-10", "2024-10", ""):
        an_entry(world.case, occurred_text=text)
    whole = get(client, f"cases/{world.case.slug}/timeline/")

    address, seen = f"/api/v1/cases/{world.case.slug}/timeline/?limit=2", []
    while address:
        page = client.get(address).json()
        seen += [row["id"] for row in page["results"]]
        address = page["next"]

    assert seen == [row["id"] for row in whole["results"]]
    assert len(seen) == 5


def test_a_person_shows_where_they_worked(client: Client, world: World) -> None:
    person = get(client, f"people/{world.person.slug}/")

    (employment,) = person["employments"]
    assert (employment["employer_name"], employment["unit_name"]) == ("Fictive Robotics", "Fictive Lab")
    assert employment["start"]["label"] == "March 2019"
    assert [row["text"] for row in person["names"]] == ["Ferdinand Sampleton", "费迪南德"]
    assert client.get(person["cases_url"]).json()["results"][0]["id"] == str(world.case.pk)


def test_notes_of_editors_are_nowhere(client: Client, world: World) -> None:
    type(world.person).objects.update(rights_note="secret note", notability_reason="secret reason")

    for path in (f"people/{world.person.slug}/", "people/", f"cases/{world.case.slug}/"):
        assert b"secret" not in client.get(f"/api/v1/{path}").content


def test_relations_of_employers_are_shown_from_both_ends(client: Client, world: World) -> None:
    for employer in (world.lab, world.old):
        (relation,) = get(client, f"employers/{employer.slug}/")["relations"]
        assert (relation["source_name"], relation["kind"]["code"], relation["target_name"]) == (
            "Fictive Lab",
            "unit_of",
            "Fictive Robotics",
        )


def test_an_article_is_shown_with_its_words_and_without_its_text(client: Client, world: World) -> None:
    article = get(client, f"articles/{world.article.pk}/")

    assert article["url"] == "https://news.example/story"
    assert article["cases"][0]["quotes"] == [{"field": "text", "start": 0, "end": 16, "quote": "Fictive Robotics"}]
    assert article["text"] is None
    assert b"legal action" not in client.get(f"/api/v1/articles/{world.article.pk}/").content


def test_people_of_an_anonymised_proceeding_are_not_named_in_it(client: Client, world: World) -> None:
    type(world.proceeding).objects.update(anonymised=True)

    (proceeding,) = get(client, f"cases/{world.case.slug}/")["proceedings"]

    assert [row["person_name"] for row in proceeding["parties"]] == [None, None]
    assert [row["employer_name"] for row in proceeding["parties"]] == ["Fictive Robotics", None]


# Anonymous requests. A list: the page, then one query for each kind of row below it.
LIST_QUERIES = {"cases": 2, "people": 2, "employers": 2, "agreements": 1, "articles": 2, "jurisdictions": 2}
RECORD_QUERIES = {"cases": 15, "people": 8, "employers": 6, "agreements": 8, "articles": 3, "jurisdictions": 2}


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_what_a_list_and_a_record_cost(
    client: Client, world: World, collection: str, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(LIST_QUERIES[collection]):
        first = client.get(f"/api/v1/{collection}/").json()["results"][0]
    with django_assert_num_queries(RECORD_QUERIES[collection]):
        client.get(first["self_url"])


def test_more_rows_cost_no_more_queries(client: Client, world: World, django_assert_num_queries: Any) -> None:
    for number in range(5):
        person, employer = shown(_a_person(number)), shown(an_employer(f"Growing Firm {number}"))
        shown(an_employment(world.person, employer, unit=world.lab).record)
        case = shown(a_case(f"Growing {number}", mover=person, old=employer))
        add_participant(participant=Participant(case=world.case, person=person, role="other"))
        an_entry(world.case, person, occurred_text="2025")
        assert case.pk
    # Another participant of a published accusation sends it to a second editor.
    world.case.refresh_from_db()
    publish(record=world.case, editor=None, reviewed="seed")

    with django_assert_num_queries(LIST_QUERIES["cases"]):
        assert len(client.get("/api/v1/cases/").json()["results"]) == 7
    with django_assert_num_queries(RECORD_QUERIES["cases"]):
        client.get(f"/api/v1/cases/{world.case.slug}/")
    with django_assert_num_queries(RECORD_QUERIES["people"]):
        client.get(f"/api/v1/people/{world.person.slug}/")


def test_what_a_timeline_costs(client: Client, world: World, django_assert_num_queries: Any) -> None:
    path = f"/api/v1/cases/{world.case.slug}/timeline/"
    with django_assert_num_queries(6):
        client.get(path)
    for number in range(10):
        an_entry(world.case, world.person, occurred_text=f"2025-0{number % 9 + 1}", title=f"Entry {number}")

    with django_assert_num_queries(6):
        assert len(client.get(path).json()["results"]) == 12


def _a_person(number: int) -> Any:
    return a_person(f"Growing Person {number}", public_role="senior_technical", notability_reason="Test.")


def test_head_answers_as_get_does_without_a_body(client: Client, world: World) -> None:
    path = f"/api/v1/cases/{world.case.slug}/"

    head, got = client.head(path), client.get(path)

    assert (head.status_code, head["ETag"], head.content) == (200, got["ETag"], b"")


def test_sources_are_told_apart_by_their_form(client: Client, world: World) -> None:
    text = "The court heard both sides on Monday."
    entry = an_entry(world.case, occurred_text="2024-11")
    link(fact=entry, citations=[quote(text=text, start=4, end=9, publisher="Example Daily"), a_citation()])

    rows = get(client, f"cases/{world.case.slug}/timeline/")["results"][-1]["sources"]

    (quoted,) = [row for row in rows if row["form"]["code"] == "quoted"]
    assert (quoted["quote"], quoted["start"], quoted["end"], quoted["summary"]) == ("court", 4, 9, None)
