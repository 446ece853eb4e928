"""What an id or slug leads to, and that a hidden record is not told apart from one that never was."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from cases.models import Case
from facts.services import withdraw
from people.models import Person
from tests.api.world import World
from tests.records import a_case, a_citation, a_person, shown
from tests.users import a_senior


def merged(record: Any, survivor: Any) -> Any:
    type(record).objects.filter(pk=record.pk).update(merged_into=survivor)
    return record


def test_a_merged_record_leads_to_its_survivor(client: Client, world: World) -> None:
    first = merged(shown(a_case("First")), world.case)
    second = merged(shown(a_case("Second")), first)

    for key in (second.slug, second.pk):
        for rest in ("", "timeline/", "timeline/?limit=1"):
            answer = client.get(f"/api/v1/cases/{key}/{rest}")

            assert answer.status_code == 308
            assert answer["Location"].endswith(f"/api/v1/cases/{world.case.slug}/{rest}")
            assert client.get(answer["Location"]).status_code == 200


def test_a_merged_record_is_in_no_list(client: Client, bearer: Callable[..., Client], world: World) -> None:
    merged(shown(a_case("First")), world.case)

    for one in (client, bearer("edit")):
        assert "First" not in one.get("/api/v1/cases/").content.decode()


def test_what_was_withdrawn_says_so_and_nothing_more(client: Client, world: World) -> None:
    withdraw(record=world.case, editor=a_senior("senior"), reason="The sources were wrong about private matters.")

    for rest in ("", "timeline/"):
        answer = client.get(f"/api/v1/cases/{world.case.slug}/{rest}")

        assert answer.status_code == 410
        assert answer.json()["reason"] == "withdrawn"
        assert b"private matters" not in answer.content
        assert b"Sampleton" not in answer.content.replace(world.case.slug.encode(), b"")


@pytest.mark.parametrize(
    "hidden", ["draft", "in_review", "legal_hold", "restricted", "withdrawn unseen", "merged unseen"]
)
def test_what_is_hidden_answers_like_what_never_was(client: Client, world: World, hidden: str) -> None:
    case = a_case("Hidden matter")
    if hidden == "merged unseen":
        merged(case, world.case)
    elif hidden == "withdrawn unseen":
        Case.objects.filter(pk=case.pk).update(publication_state="withdrawn")
    else:
        Case.objects.filter(pk=case.pk).update(publication_state=hidden)

    for rest in ("", "timeline/"):
        there = client.get(f"/api/v1/cases/{case.slug}/{rest}")
        nowhere = client.get(f"/api/v1/cases/hidden-matters/{rest}")

        assert there.status_code == nowhere.status_code == 404
        assert there.content == nowhere.content
        assert _told(there) == _told(nowhere)


def _told(answer: Any) -> dict[str, str]:
    # The policy's directives come in any order; the request's id is a new one each time.
    return {name: value for name, value in answer.items() if name not in ("X-Request-Id", "Content-Security-Policy")}


def test_a_survivor_that_is_hidden_is_not_pointed_at(client: Client, db: None) -> None:
    survivor = a_person("Hidden Survivor")
    person = merged(shown(_person("Known Person")), survivor)

    assert client.get(f"/api/v1/people/{person.slug}/").status_code == 404


def test_editors_see_what_is_hidden(client: Client, bearer: Callable[..., Client], db: None) -> None:
    person = a_person("Hidden Person")

    assert client.get(f"/api/v1/people/{person.slug}/").status_code == 404
    assert bearer("edit").get(f"/api/v1/people/{person.slug}/").json()["display_name"] == "Hidden Person"


def _person(name: str) -> Person:
    person = a_person(name, public_role="senior_technical", notability_reason="Test.")
    assert a_citation()
    return person
