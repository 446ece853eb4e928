"""What readers see of a merge: an old address leads to the one that stands, and nothing hidden comes to light."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import registry
from cases.models import Participant
from facts.services import merge, unmerge
from facts.visibility import PUBLIC, Viewer
from linking.forms import Document
from tests.admin import desk
from tests.facts.merging.world import a_merger, seen
from tests.records import a_case, a_person, an_employer
from web import search

pytestmark = pytest.mark.django_db

MAKERS: dict[str, Any] = {"people": a_person, "employers": an_employer, "cases": a_case}
KINDS = tuple(MAKERS)
# Statements of an answer that moves, and of one that finds nothing.
MOVED = 4
NOTHING = 2


def pair(kind: str, *, shown: tuple[bool, bool] = (True, True)) -> tuple[Any, Any]:
    made = MAKERS[kind]("Standing Sample"), MAKERS[kind]("Absorbed Sample")
    for record, is_shown in zip(made, shown, strict=True):
        if is_shown:
            seen(record)
    return made


def asked(client: Client, path: str) -> tuple[Any, int]:
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(path)
    return answer, len(queries)


@pytest.mark.parametrize("kind", KINDS)
def test_old_addresses_lead_on_for_good_and_back_after_unmerging(client: Client, kind: str) -> None:
    one, two = pair(kind)
    by = a_merger()

    done = merge(survivor=one, absorbed=two, by=by, reason="One.").merge

    page, cost = asked(client, two.get_absolute_url())
    assert (page.status_code, page["Location"], cost) == (301, one.get_absolute_url(), MOVED)
    for key in (two.pk, two.slug):
        answer, cost = asked(client, f"/api/v1/{kind}/{key}/")
        assert (answer.status_code, cost - (kind == "cases")) == (308, MOVED)
        assert answer["Location"].endswith(f"/api/v1/{kind}/{one.slug}/")
        assert client.get(answer["Location"]).json()["id"] == str(one.pk)
    unmerge(merge=done, by=by, reason="Two.")
    for record in (one, two):
        assert client.get(record.get_absolute_url()).status_code == 200
        assert client.get(f"/api/v1/{kind}/{record.pk}/").json()["slug"] == record.slug


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("shown", [(True, False), (False, True), (False, False)])
def test_what_leads_from_or_to_something_hidden_is_nothing(client: Client, kind: str, shown: tuple[bool, bool]) -> None:
    one, two = pair(kind, shown=shown)
    merge(survivor=one, absorbed=two, by=a_merger(), reason="One.")
    stem = two.get_absolute_url().removesuffix(two.slug)

    for there, nowhere in (
        (two.get_absolute_url(), f"{stem}nobody-at-all"),
        (f"/api/v1/{kind}/{two.slug}/", f"/api/v1/{kind}/nobody-at-all/"),
    ):
        hidden, absent = client.get(there), client.get(nowhere)
        assert (hidden.status_code, hidden.content) == (404, absent.content)


@pytest.mark.parametrize("kind", KINDS)
def test_no_list_search_count_or_choice_holds_an_absorbed_record(client: Client, kind: str) -> None:
    one, two = pair(kind)
    merge(survivor=one, absorbed=two, by=a_merger(), reason="One.")
    name = {"cases": "disputes"}.get(kind, kind)

    assert client.get(f"/api/v1/{kind}/").json()["results"][0]["id"] == str(one.pk)
    assert client.get(f"/api/v1/{kind}/?count=only").json() == {"count": 1}
    assert search.one_kind(name, "Sample", viewer=PUBLIC, page=1).total == 1
    assert search.one_kind(name, "Sample", viewer=Viewer(sees_unpublished=True), page=1).total == 1
    client.force_login(desk.chief())
    field = {"people": "person", "employers": "employer", "cases": "case"}[kind]
    query = {"term": "Sample", "app_label": "cases", "model_name": "participant", "field_name": field}
    found = client.get(reverse("admin:autocomplete"), query).json()["results"]
    assert [choice["id"] for choice in found] == [str(one.pk)]


def test_an_old_key_filters_as_the_new_one_does_where_it_was_public(client: Client) -> None:
    (one, two), case = pair("people"), a_case("Shown matter")
    draft = a_person("Draft Sample")
    Participant.objects.create(case=case, person=two, role="mover")
    seen(case)
    by = a_merger()
    for absorbed in (two, draft):
        merge(survivor=one, absorbed=absorbed, by=by, reason="One.")

    def found(key: Any) -> list[str]:
        return [row["slug"] for row in client.get(f"/api/v1/cases/?person={key}").json()["results"]]

    assert [found(key) for key in (one.slug, two.slug, two.pk)] == [[case.slug]] * 3
    assert found(draft.slug) == []
    # Whoever may see unpublished records may know where it went.
    client.force_login(by)
    assert found(draft.slug) == [case.slug]


def test_names_of_the_absorbed_find_the_survivor(client: Client) -> None:
    one, two = pair("people")
    merge(survivor=one, absorbed=two, by=a_merger(), reason="One.")

    found = client.get("/api/v1/people/?q=absorbed+sample").json()["results"]

    assert [(row["id"], [name["text"] for name in row["names"]]) for row in found] == [
        (str(one.pk), ["Absorbed Sample", "Standing Sample"])
    ]


def test_the_registry_names_the_survivor_alone() -> None:
    one, two = pair("people")
    done = merge(survivor=one, absorbed=two, by=a_merger(), reason="One.").merge

    def named() -> set[str | None]:
        scanner, told = registry.current().engine.scanner, Document("Absorbed Sample met Standing Sample.")
        return {mention.entity for mention in scanner.scan(told)}

    assert named() == {str(one.pk)}
    unmerge(merge=done, by=a_merger("other"), reason="Two.")
    assert named() == {str(one.pk), str(two.pk)}


def test_a_merged_record_is_looked_at_and_not_changed(client: Client) -> None:
    one, two = pair("people")
    merge(survivor=one, absorbed=two, by=a_merger(), reason="One.")
    client.force_login(desk.chief())

    shown = client.get(reverse("admin:people_person_change", args=[two.pk]))

    assert shown.status_code == 200
    assert 'name="_save"' not in shown.content.decode()
    assert client.post(reverse("admin:people_person_change", args=[two.pk]), {"slug": "x"}).status_code == 403
