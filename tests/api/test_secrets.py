"""Non-interference: whatever unpublished rows there are, every public byte stays the same."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from articles.models import Article
from cases.models import (
    Case,
    CaseRelation,
    Covenant,
    Event,
    EventActor,
    JurisdictionRule,
    Participant,
    Party,
    RuleVersion,
)
from people.models import Employer, EmployerRelation, Name, Person
from tests.api.world import World, published_again, shown_of
from tests.records import a_case, a_covenant, a_person, an_agreement, an_employer, an_employment, an_event

WORD = "Zorblax"


class Planter:
    """Adds rows that nobody may see, hung onto rows that everybody sees."""

    def __init__(self, world: World, seed: int) -> None:
        self.world = world
        self.random = random.Random(seed)  # noqa: S311 - nothing is kept secret by it
        self.number = 0

    def state(self) -> str:
        return self.random.choice(["draft", "in_review", "legal_hold", "restricted", "withdrawn"])

    def hide(self, record: Any) -> Any:
        type(record).objects.filter(pk=record.pk).update(publication_state=self.state())
        return record

    def name(self) -> str:
        self.number += 1
        return f"{WORD} Hidden {self.number}"

    def person(self) -> Person:
        person: Person = self.hide(a_person(self.name(), "佐布拉"))
        return person

    def employer(self) -> Employer:
        employer: Employer = self.hide(an_employer(self.name(), "佐布拉公司"))
        return employer

    def case(self) -> Case:
        case: Case = self.hide(a_case(self.name(), mover=self.world.person, old=self.world.old, opened_text="2024"))
        return case

    def event(self) -> Event:
        event: Event = self.hide(an_event(self.world.case, title=self.name(), occurred_text="2024-08").record)
        return event

    def plant(self) -> None:
        """One hidden row, of any kind, somewhere."""
        self.random.choice(self.kinds())()

    def kinds(self) -> list[Callable[[], object]]:
        world, shown_event = (
            self.world,
            Event.objects.filter(case=self.world.case, publication_state="published").first(),
        )
        proceeding, covenant = world.proceeding, Covenant.objects.filter(agreement=world.agreement).first()
        assert covenant is not None
        assert shown_event is not None
        return [
            self.case,
            self.event,
            lambda: Participant.objects.create(case=world.case, person=self.person(), role="other"),
            lambda: Participant.objects.create(case=world.case, employer=self.employer(), role="new_employer"),
            lambda: Party.objects.create(
                proceeding=proceeding, person=self.person(), role="respondent", side="respondent"
            ),
            lambda: EventActor.objects.create(event=shown_event, employer=self.employer(), role="recipient"),
            lambda: EventActor.objects.create(event=self.event(), person=world.person, role="actor"),
            lambda: Name.objects.create(person=self.person(), text=self.name() + " again"),
            lambda: self.hide(an_employment(world.person, world.new, title=self.name()).record),
            lambda: self.hide(an_employment(self.person(), world.old).record),
            lambda: self.hide(an_agreement(world.person, world.new, slug=f"zorblax-{self.name()[-1]}-{self.number}")),
            lambda: world.case.covenants.add(
                a_covenant(self.hide(an_agreement(world.person, world.new)), territory=WORD).record
            ),
            lambda: covenant.named_competitors.add(self.employer()),
            lambda: self.relate(self.case()),
            lambda: EmployerRelation.objects.create(source=self.employer(), target=world.old, kind="brand_of"),
            lambda: EmployerRelation.objects.create(source=world.lab, target=self.employer(), kind="unit_of"),
            self.rule,
            lambda: self.suggest(self.case(), "accepted"),
            lambda: self.suggest(world.sibling, "open"),
            lambda: Article.objects.create(title=self.name(), url=f"https://news.example/{self.number}/hidden"),
        ]

    def rule(self) -> None:
        RuleVersion.objects.create(
            rule=JurisdictionRule.objects.create(jurisdiction=f"X{self.number}", name=self.name()),
            selected_by="agreement_date",
            enforceability="void",
            duration_rule="void",
            excess_effect="n/a",
            confidence="unverified",
            notes=WORD,
        )

    def relate(self, case: Case) -> None:
        first, second = sorted([case, self.world.case], key=lambda one: one.pk)
        CaseRelation.objects.create(first=first, second=second)

    def suggest(self, case: Case, state: str) -> None:
        self.world.article.suggestions.update_or_create(
            kind="case",
            key=str(case.pk),
            defaults={
                "case": case,
                "probability": 0.5,
                "engine": "test",
                "state": state,
                "decided_at": timezone.now(),
            },
        )


def answers(client: Client, world: World) -> dict[str, tuple[int, bytes, str]]:
    """Status, bytes and tag of everything that the public can ask for."""
    collections = ("cases", "people", "employers", "agreements", "articles", "jurisdictions")
    paths = ["nothing/", "cases/zorblax-hidden-1/", "people/zorblax-hidden-1/", f"cases/{world.case.slug}/timeline/"]
    for collection in collections:
        listed = client.get(f"/api/v1/{collection}/").json()["results"]
        paths += [f"{collection}/", f"{collection}/?limit=1", f"{collection}/?count=only"]
        paths += [row["self_url"].split("/api/v1/")[1] for row in listed]
    for collection in ("cases", "people", "employers"):
        for query in (WORD, "Hidden 1", "佐布拉", "Sampleton", "Fictive"):
            paths += [f"{collection}/?q={query}", f"{collection}/?q={query}&count=only"]
    paths += ["cases/?person=zorblax-hidden-1", "cases/?new_employer=madeup-motors", "people/?employer=madeup-motors"]
    paths += ["agreements/?employer=madeup-motors", "cases/?order=title&limit=1", "cases/?order=-opened&limit=1"]
    found = {}
    for path in paths:
        answer = client.get(f"/api/v1/{path}")
        found[path] = (answer.status_code, answer.content, answer.headers.get("ETag", ""))
    return found


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_hidden_rows_leave_every_public_byte_as_it_was(client: Client, world: World, seed: int) -> None:
    planter, public = Planter(world, seed), shown_of(world)
    before = answers(client, world)

    for _ in range(12):
        planter.plant()
        published_again(public)
    after = answers(client, world)

    assert {path for path in before if before[path] != after.get(path)} == set()
    assert before.keys() == after.keys()


def test_each_kind_of_hidden_row_leaves_every_public_byte_as_it_was(client: Client, world: World) -> None:
    planter, public = Planter(world, 0), shown_of(world)
    before = answers(client, world)

    for plant in planter.kinds():
        plant()
        published_again(public)
    after = answers(client, world)

    assert {path for path in before if before[path] != after.get(path)} == set()
    assert not any(WORD.encode() in body for path, (_, body, _) in after.items() if "q=" not in path)


def test_the_plants_would_be_seen_by_whoever_may(client: Client, bearer: Callable[..., Client], world: World) -> None:
    editor, planter = bearer("edit"), Planter(world, 0)
    before = answers(editor, world)

    for plant in planter.kinds():
        plant()
    after = answers(editor, world)

    changed = {path for path in before if before[path] != after.get(path)}
    assert {f"cases/{world.case.slug}/", f"cases/{world.case.slug}/timeline/", "people/", "employers/"} <= changed
    assert f"people/{world.person.slug}/" in changed
    assert f"employers/{world.lab.slug}/" in changed
