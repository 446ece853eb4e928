"""Entity tags: an answer that did not change is not built again, and nothing hidden shows in a tag."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from cases.models import Agreement, Case, Covenant, Decision, DecisionCitation, Event, Tribunal
from cases.services import add_participant
from facts.api.tags import TagMemory
from facts.models import Citation
from people.models import Employer, Name, Person
from tests.api.world import World, an_entry, published_again, shown_of
from tests.records import a_citation, a_person, an_event


def case_path(world: World) -> str:
    return f"/api/v1/cases/{world.case.slug}/"


def timeline_path(world: World) -> str:
    return f"/api/v1/cases/{world.case.slug}/timeline/"


@pytest.mark.parametrize("path", [case_path, timeline_path])
def test_an_answer_that_the_client_has_costs_one_read(
    client: Client, world: World, path: Callable[[World], str], django_assert_num_queries: Any
) -> None:
    tag = client.get(path(world))["ETag"]

    with django_assert_num_queries(1):
        answer = client.get(path(world), headers={"if-none-match": tag})

    assert (answer.status_code, answer.content, answer["ETag"]) == (304, b"", tag)
    assert tag.startswith('"')


def test_every_read_has_a_tag(client: Client, world: World) -> None:
    for collection in ("cases", "people", "employers", "agreements", "articles", "jurisdictions"):
        for path in (f"/api/v1/{collection}/", client.get(f"/api/v1/{collection}/").json()["results"][0]["self_url"]):
            tag = client.get(path)["ETag"]

            assert client.get(path, headers={"if-none-match": tag}).status_code == 304, path
            assert client.get(path, headers={"if-none-match": '"another"'}).status_code == 200, path


def _rename_tribunal(world: World) -> None:
    for tribunal in Tribunal.objects.filter(proceedings__case=world.case):
        tribunal.name = "Renamed Court"
        tribunal.save()


def _change_covenant(world: World) -> None:
    covenant = Covenant.objects.get(agreement=world.agreement)
    covenant.territory = "Everywhere"
    covenant.save()


def _withdraw_agreement(world: World) -> None:
    agreement = Agreement.objects.get(pk=world.agreement.pk)
    agreement.publication_state = "withdrawn"
    agreement.save()


def _rename_agreement(world: World) -> None:
    agreement = Agreement.objects.get(pk=world.agreement.pk)
    agreement.slug = "another-slug"
    agreement.save()


def _hide_sibling(world: World) -> None:
    Case.objects.filter(pk=world.sibling.pk).update(publication_state="legal_hold")


def _rename_sibling(world: World) -> None:
    sibling = Case.objects.get(pk=world.sibling.pk)
    sibling.title = "Another neutral title"
    sibling.save()


def _cite_decision(world: World) -> None:
    decision = Decision.objects.get(proceeding=world.proceeding)
    DecisionCitation.objects.create(fact=decision, citation=a_citation(summary="About the decision."))


CHANGES: dict[str, Callable[[World], object]] = {
    "title": lambda world: Case.objects.filter(pk=world.case.pk).update(title="Another title"),
    "person renamed": lambda world: Person.objects.filter(pk=world.person.pk).update(display_name="Renamed"),
    "person hidden": lambda world: Person.objects.filter(pk=world.person.pk).update(publication_state="legal_hold"),
    "employer renamed": lambda world: Employer.objects.filter(pk=world.new.pk).update(display_name="Renamed"),
    "docket": lambda world: type(world.proceeding).objects.update(docket_raw="another"),
    "tribunal": _rename_tribunal,
    "covenant": _change_covenant,
    "agreement withdrawn": _withdraw_agreement,
    "agreement renamed": _rename_agreement,
    "sibling hidden": _hide_sibling,
    "sibling renamed": _rename_sibling,
    "decision": lambda world: Decision.objects.update(disposition="denied"),
    "decision cited": _cite_decision,
    "source": lambda world: Citation.objects.filter(casecitations__fact=world.case).update(summary="Put right."),
}


def test_a_change_that_shows_changes_the_tag_of_a_case(client: Client, world: World) -> None:
    before = client.get(case_path(world))

    for name, change in CHANGES.items():
        with transaction.atomic():
            public = shown_of(world)
            change(world)
            published_again(public)
            after = client.get(case_path(world), headers={"if-none-match": before["ETag"]})
            transaction.set_rollback(True)

        assert after.status_code == 200, name
        assert after.content != before.content, name


def test_a_source_of_a_decision_put_right_changes_the_tag(client: Client, world: World) -> None:
    _cite_decision(world)
    tag = client.get(case_path(world))["ETag"]

    for citation in Citation.objects.filter(decisioncitations__fact__proceeding=world.proceeding):
        citation.summary = "Put right."
        citation.save()

    assert b"Put right." in client.get(case_path(world), headers={"if-none-match": tag}).content


ENTRY_CHANGES: dict[str, Callable[[World], object]] = {
    "entry": lambda world: an_entry(world.case, occurred_text="2025-01"),
    "entry put right": lambda world: Event.objects.filter(case=world.case).update(title="Put right."),
    "entry withdrawn": lambda world: Event.objects.filter(case=world.case).update(publication_state="withdrawn"),
    "person renamed": lambda world: Person.objects.filter(pk=world.person.pk).update(display_name="Renamed"),
    "person hidden": lambda world: Person.objects.filter(pk=world.person.pk).update(publication_state="legal_hold"),
    "source": lambda world: Citation.objects.filter(eventcitations__fact__case=world.case).update(summary="Put right."),
}


def test_a_change_that_shows_changes_the_tag_of_a_timeline(client: Client, world: World) -> None:
    before = client.get(timeline_path(world))

    for name, change in ENTRY_CHANGES.items():
        with transaction.atomic():
            public = shown_of(world)
            change(world)
            published_again(public)
            after = client.get(timeline_path(world), headers={"if-none-match": before["ETag"]})
            transaction.set_rollback(True)

        assert after.status_code == 200, name
        assert after.content != before.content, name


def test_a_draft_changes_no_tag_of_the_public(client: Client, bearer: Callable[..., Client], world: World) -> None:
    editor = bearer("edit")
    paths = (case_path(world), timeline_path(world))
    before = {path: client.get(path)["ETag"] for path in paths}
    seen_by_editors = {path: editor.get(path)["ETag"] for path in paths}
    public = shown_of(world)

    an_event(world.case, occurred_text="2025-01")
    Name.objects.create(person=a_person("Hidden Person"), text="Another spelling")
    hidden = type(world.case.participants.get(role="mover"))(
        case=world.case, person=a_person("Quiet Person"), role="other"
    )
    add_participant(participant=hidden)
    published_again(public)

    for path in paths:
        assert client.get(path, headers={"if-none-match": before[path]}).status_code == 304
        assert editor.get(path, headers={"if-none-match": seen_by_editors[path]}).status_code == 200


def test_a_tag_of_an_editor_is_none_of_the_public(client: Client, bearer: Callable[..., Client], world: World) -> None:
    tag = bearer("edit").get(case_path(world))["ETag"]

    assert client.get(case_path(world), headers={"if-none-match": tag}).status_code == 200


def test_memory_forgets_what_was_longest_unused() -> None:
    memory = TagMemory(size=2)
    memory.remember("a", "1")
    memory.remember("b", "2")
    assert memory.get("a") == "1"

    memory.remember("c", "3")

    assert (memory.get("a"), memory.get("b"), memory.get("c")) == ("1", None, "3")
