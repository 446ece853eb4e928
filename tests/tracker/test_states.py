"""Records in every publication state: who sees them, by which door, and who can bring them into another state."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product
from typing import Any

import pytest
from django.contrib import admin
from django.urls import reverse

from facts.choices import PublicationState
from facts.models import Publishable
from facts.publication import reviewed
from tests.admin import desk
from tests.api.world import World, a_world
from tests.house.listed import ANONYMOUS, ROLES, SCOPES, let_in
from tests.tracker.callers import Caller, everybody
from tests.users import a_user

STATES = tuple(PublicationState.values)
# Whoever sees what is not published: everybody with a role, and tokens of the scope ``edit``.
INSIDERS = {*ROLES, "edit"}
# Pages show what is public, whoever looks.
PAGES = {"cases": "case", "people": "person", "employers": "employer"}

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unwritten")]


def put(record: Any, state: str) -> None:
    """Without a verb, and without the rule of two editors."""
    with reviewed():
        type(record)._base_manager.filter(pk=record.pk).update(publication_state=state)


# --- readers ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def world() -> World:
    return a_world()


def doors(world: World) -> dict[str, tuple[Any, str]]:
    """By collection: the record whose state decides, and the key under which it is asked for."""
    return {
        "cases": (world.case, world.case.slug),
        "people": (world.person, world.person.slug),
        "employers": (world.new, world.new.slug),
        "agreements": (world.agreement, world.agreement.slug),
        "jurisdictions": (world.rule.versions.get(), str(world.rule.pk)),
        "articles": (world.case, str(world.article.pk)),
    }


def expected(caller: str, state: str, collection: str) -> int:
    """The answer's status for one record of a collection."""
    if caller in INSIDERS or state == PublicationState.PUBLISHED:
        return 200
    # An article and a rule are no publishable records themselves, so there is nothing that could be withdrawn.
    gone = state == PublicationState.WITHDRAWN and collection not in ("articles", "jurisdictions")
    return 410 if gone else 404


def test_a_record_is_shown_by_api_and_page_as_its_state_says(world: World) -> None:
    callers = everybody(ANONYMOUS, "reader", "administrator", *SCOPES)

    wrong: dict[Any, Any] = {}
    for collection, (record, key) in doors(world).items():
        for state in (*STATES, PublicationState.PUBLISHED):
            put(record, state)
            for caller in callers:
                found = _answers(caller, collection, key)
                right = _rightly(caller.name, state, collection)
                wrong |= {
                    (collection, state, caller.name, door): code for door, code in found.items() if code != right[door]
                }

    assert wrong == {}


def _answers(caller: Caller, collection: str, key: str) -> dict[str, Any]:
    """Status codes by door, and whether the list of the collection holds the record."""
    one = reverse(f"v1:{collection}-detail", kwargs={"key": key})
    rows = caller.ask("GET", reverse(f"v1:{collection}-list")).json()["results"]
    found: dict[str, Any] = {
        "one": caller.ask("GET", one).status_code,
        "list": any(key in (row.get("slug"), row["id"]) for row in rows),
    }
    if collection == "cases":
        found["timeline"] = caller.ask("GET", f"{one}timeline/").status_code
    if collection in PAGES:
        found["page"] = caller.ask("GET", reverse(PAGES[collection], kwargs={"slug": key})).status_code
    return found


def _rightly(caller: str, state: str, collection: str) -> dict[str, Any]:
    one = expected(caller, state, collection)
    return {"one": one, "list": one == 200, "timeline": one, "page": expected(ANONYMOUS, state, collection)}


# --- the desk --------------------------------------------------------------------------------------------------------

# Verb, the state it starts from, the state after it, the lowest role that can do it. Every other pair is refused.
VERBS = {
    ("submit", "draft"): ("in_review", "editor"),
    ("publish", "draft"): ("published", "senior"),
    ("publish", "in_review"): ("published", "senior"),
    ("publish", "restricted"): ("published", "senior"),
    ("publish", "withdrawn"): ("published", "senior"),
    ("restrict", "published"): ("restricted", "senior"),
    ("release", "legal_hold"): ("draft", "senior"),
    ("withdraw", "published"): ("withdrawn", "senior"),
    ("withdraw", "legal_hold"): ("withdrawn", "senior"),
    **{("hold", state): ("legal_hold", "senior") for state in STATES},
}
KINDS = [model for model in admin.site._registry if issubclass(model, Publishable)]  # noqa: SLF001


def page(model: Any, kind: str, *args: Any) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{kind}", args=args)


def state_after(caller: Caller, verb: str, record: Any) -> str:
    """The state of a record once the caller has chosen the verb in its list."""
    model: Any = type(record)
    chosen = {"action": verb, "_selected_action": [str(record.pk)], "reason": "A reason."}
    with caller.trying() as client:
        client.post(page(model, "changelist"), chosen)
        return str(model._base_manager.values_list("publication_state", flat=True).get(pk=record.pk))


def one_of_each() -> list[Any]:
    """A record of every kind that has a state, with its sources, written by somebody else than the callers."""
    world, author = desk.world(), a_user("author")
    records = [world[model._meta.label_lower] for model in KINDS]
    for record in records:
        type(record).objects.filter(pk=record.pk).update(drafted_by=author)
    world["cases.ruleversion"].authorities = [{"title": "A Synthetic Act", "url": "https://law.example/act"}]
    world["cases.ruleversion"].save()
    return records


def wrongly_done(record: Any, pairs: Iterable[tuple[str, str]], callers: list[Caller]) -> dict[Any, str]:
    """The states in which a record is, and should not be, after each of these verbs in each of these states."""
    wrong = {}
    for verb, state in pairs:
        put(record, state)
        after, lowest = VERBS.get((verb, state), (state, "editor"))
        for caller in callers:
            found = state_after(caller, verb, record)
            if found != (after if caller.name in let_in(lowest) else state):
                wrong[record._meta.label, verb, state, caller.name] = found
    return wrong


def test_each_role_does_its_verbs_from_each_state_and_no_others() -> None:
    verbs = ("submit", "publish", "restrict", "hold", "release", "withdraw")

    assert wrongly_done(one_of_each()[0], product(verbs, STATES), everybody(*ROLES)) == {}


def test_the_verbs_of_all_kinds_of_records_are_of_the_same_roles() -> None:
    records, callers = one_of_each(), everybody("editor", "senior")
    pairs = [
        *(("submit", "draft"), ("publish", "in_review"), ("hold", "published")),
        *(("release", "legal_hold"), ("restrict", "published"), ("withdraw", "published")),
    ]

    assert len(records) == 7
    assert [wrongly_done(record, pairs, callers) for record in records] == [{}] * 7


def test_every_state_is_looked_at_by_readers_and_nothing_that_stands_is_deleted() -> None:
    records, (reader, senior, administrator) = one_of_each(), everybody("reader", "senior", "administrator")

    wrong = {}
    for record in records:
        if hasattr(record, "citation_links"):
            record.citation_links.all().delete()
        change, delete = (page(type(record), kind, record.pk) for kind in ("change", "delete"))
        for state in STATES:
            put(record, state)
            found = [
                reader.ask("GET", change).status_code,
                senior.ask("GET", delete).status_code,
                administrator.ask("GET", delete).status_code,
            ]
            if found != [200, 403, 403 if state == PublicationState.PUBLISHED else 200]:
                wrong[record._meta.label, state] = found

    assert wrong == {}


def test_a_token_opens_no_more_than_its_owner_may(world: World) -> None:
    put(world.case, PublicationState.DRAFT)
    outsiders = [Caller(scope, owned_by="") for scope in SCOPES]

    codes = {caller.ask("GET", reverse("v1:cases-detail", args=[world.case.slug])).status_code for caller in outsiders}

    assert codes == {404}
