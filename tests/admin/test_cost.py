"""What a page costs does not depend on how much is on record, or on how much hangs below a record."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Article, Mention
from cases import services as cases
from cases.models import Case, Claim, Decision, EventActor, Participant, Party, Proceeding, Relief
from facts.models import Citation
from people import services as people
from people.models import Employment, Name, Person
from tests.admin import desk
from tests.admin.cost import cost
from tests.admin.forms import page

MORE = 3


def grow(world: dict[str, Any]) -> None:
    """More of everything, all with people and employers of their own."""
    for number in range(MORE):
        who, where = desk.person(f"Person {number}"), desk.employer(f"Employer {number}")
        dispute, proceeding = world["cases.case"], world["cases.proceeding"]
        people.add_name(name=Name(person=world["people.person"], text=f"Alias {number}"))
        job = Employment(person=world["people.person"], employer=where, end_state="unknown")
        people.save_employment(employment=job, citations=[desk.citation()], editor=None)
        cases.add_participant(participant=Participant(case=dispute, person=who, role="other"))
        cases.relate_cases(first=dispute, second=desk.case(f"A v. B (matter {number})"))
        actors = [EventActor(person=who, role="subject"), EventActor(employer=where, role="actor")]
        desk.event(dispute, title=f"Entry {number}", actors=actors)
        EventActor.objects.create(event=world["cases.event"], person=who, role="subject")
        tribunal = world["cases.tribunal"]
        other = Proceeding(case=dispute, forum_type="court", tribunal=tribunal, docket_raw=f"No. {number + 100}")
        cases.save_proceeding(proceeding=other, citations=[desk.citation()])
        one = cases.save_party(party=Party(proceeding=proceeding, person=who, role="third_party", side="other")).record
        two = Party(proceeding=proceeding, employer=where, role="third_party", side="other")
        two = cases.save_party(party=two).record
        claim = cases.save_claim(claim=Claim(proceeding=proceeding, kind="trade_secret", by=one, against=two)).record
        cases.save_decision(decision=Decision(proceeding=proceeding, kind="order", decided_text=f"2025-0{number + 1}"))
        relief = Relief(proceeding=proceeding, kind="costs", sought=True, claim=claim, sought_by=one)
        cases.save_relief(relief=relief)
        for link in (dispute, world["people.person"], world["cases.event"], proceeding):
            link.citation_links.create(citation=desk.citation(f"Point {number}"))
        found = desk.article(f"Story number {number}.", url=f"https://gazette.example/{number}")
        desk.suggestion(found, dispute)
        Mention.objects.create(
            article=world["articles.article"], start=number, end=number + 1, text="x", kind="person", person=who
        )
        desk.suggestion(world["articles.article"], desk.case(f"C v. D (matter {number})"))


LISTS = (
    "people.person",
    "people.employment",
    "people.name",
    "cases.case",
    "cases.event",
    "cases.participant",
    "cases.proceeding",
    "cases.party",
    "cases.claim",
    "cases.relief",
    "cases.decision",
    "cases.eventcitation",
    "articles.article",
    "articles.suggestion",
    "articles.mention",
    "facts.citation",
)
FORMS = (
    "people.person",
    "people.employer",
    "cases.case",
    "cases.event",
    "cases.proceeding",
    "cases.decision",
    "articles.article",
    "articles.suggestion",
)
GROWING: tuple[Any, ...] = (Person, Case, Article, Citation)


def costs(client: Client, world: dict[str, Any]) -> dict[str, int]:
    found = {f"list of {name}": cost(client, list_of(name)) for name in LISTS}
    return found | {f"page of {name}": cost(client, page(world[name])) for name in FORMS}


def list_of(name: str) -> str:
    return reverse(f"admin:{name.replace('.', '_')}_changelist")


def test_the_cost_of_a_page_does_not_grow_with_the_records(at_desk: Client, db: None) -> None:
    world = desk.world()
    few, counts = costs(at_desk, world), [model.objects.count() for model in GROWING]

    grow(world)

    assert all(model.objects.count() > count for model, count in zip(GROWING, counts, strict=True))
    many = costs(at_desk, world)
    assert {name: (few[name], many[name]) for name in few if many[name] != few[name]} == {}


@pytest.mark.parametrize(("name", "most"), [("people.person", 8), ("cases.case", 8), ("articles.suggestion", 8)])
def test_lists_are_cheap(at_desk: Client, db: None, name: str, most: int) -> None:
    desk.world()

    assert cost(at_desk, list_of(name)) <= most


# What the list of cases is narrowed to.
NARROWED: tuple[dict[str, str], ...] = (
    {"publication_state__exact": "draft"},
    {"status__exact": "alleged"},
    {"jurisdiction": "US-CA"},
    {"merged": "no"},
    {"year": "2024"},
    {"publication_state__exact": "draft", "status__exact": "alleged", "jurisdiction": "US-CA", "merged": "no"},
    {"q": "Ada Sample"},
)
# The field of a form -> what is typed into it.
TYPED = {
    ("cases", "participant", "person"): "sam",
    ("cases", "participant", "employer"): "mot",
    ("cases", "event", "case"): "sam",
}


def choosing(client: Client) -> dict[str, int]:
    found = {f"cases {query}": cost(client, list_of("cases.case"), **query) for query in NARROWED}
    for (app, model, field), term in TYPED.items():
        query = {"app_label": app, "model_name": model, "field_name": field, "term": term}
        found[f"choices of {field}"] = cost(client, reverse("admin:autocomplete"), **query)
    return found


def test_filters_and_autocompletes_cost_the_same_however_much_they_find(at_desk: Client, db: None) -> None:
    world = desk.world()
    Case.objects.update(jurisdiction="US-CA", status="alleged")
    few, counts = choosing(at_desk), [model.objects.count() for model in GROWING]

    grow(world)
    Case.objects.update(jurisdiction="US-CA", status="alleged")
    for number in range(MORE):
        desk.person(f"Ada Samplewell {number}")
        desk.employer(f"Sample Motors {number}")

    assert all(model.objects.count() > count for model, count in zip(GROWING, counts, strict=True))
    many = choosing(at_desk)
    assert {name: (few[name], many[name]) for name in few if many[name] != few[name]} == {}
    assert max(count for name, count in many.items() if name.startswith("cases")) == 6
    assert {count for name, count in many.items() if name.startswith("choices")} == {4}
