"""Two people, two employers and two cases that turn out to be one each, with every kind of row below them, and rows
that cannot stand beside each other.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Permission, User
from django.utils import timezone

from articles.models import Article, Mention, Suggestion
from articles.services import ingest
from cases.models import Case, Claim, Event, EventActor, Participant, Party, Relief
from cases.services import add_participant, relate_cases, save_claim, save_event, save_party, save_relief
from facts.services import link, publish
from people.models import Employer, EmployerRelation, Name, Person
from people.services import relate_employers
from tests.records import (
    a_case,
    a_citation,
    a_covenant,
    a_decision,
    a_person,
    a_proceeding,
    a_tribunal,
    an_agreement,
    an_employer,
    an_employment,
)

RIGHTS = ("merge", "publish", "publish_by_merging", "see_unpublished")


def an_editor(name: str = "editor", *rights: str) -> User:
    user = User.objects.create_user(name, is_staff=True)
    for right in rights:
        user.user_permissions.add(Permission.objects.get(content_type__app_label="facts", codename=right))
    return user


def a_merger(name: str = "merger") -> User:
    return an_editor(name, *RIGHTS)


def cited(record: Any, *citations: Any) -> Any:
    link(fact=record, citations=citations or (a_citation(),))
    return record


def seen(record: Any) -> Any:
    return publish(record=cited(record), editor=None, reviewed="seed")


class Two:
    """Everything twice: ``ada`` and ``a_sample``, ``motors`` and ``moteurs``, ``suit`` and ``action``."""

    def __init__(self) -> None:
        shared = a_citation()
        self.rival = an_employer("Sample Wheels")
        self.motors, self.moteurs = an_employer("Example Motors"), an_employer("Exemple Moteurs", "Example Motors")
        self.lab = an_employer("Motors Lab", kind="lab")
        self.ada = a_person("Ada Sample", "艾达", disambiguator="engineer")
        self.a_sample = a_person("Sample Ada", "艾达", "A. Sample", disambiguator="engineer in Sampleton")
        for one in (self.ada, self.a_sample, self.motors, self.moteurs):
            cited(one, shared, a_citation())
        for who, where in ((self.ada, self.motors), (self.a_sample, self.moteurs)):
            job = an_employment(who, where, start_text="2019", end_text="2024-07", end_state="ended").record
            cited(job, shared, a_citation())
            cited(an_employment(who, self.rival, start_text="2024-08").record, shared)
            save_event(event=Event(employment=job, kind="departure", assertion="reported", title="Left"))
            for name in Name.objects.filter(person=who, text="艾达"):
                cited(name, shared, a_citation())
            agreement = an_agreement(who, where)
            a_covenant(agreement).record.named_competitors.add(self.rival, where)
        for firm in (self.motors, self.moteurs):
            of = EmployerRelation(source=self.lab, target=firm, kind="unit_of")
            cited(relate_employers(relation=of).record, shared)
        both = EmployerRelation(source=self.motors, target=self.moteurs, kind="succeeded_by")
        cited(relate_employers(relation=both).record, shared)
        court, other_court = a_tribunal(), a_tribunal()
        author = an_editor("author")
        self.suit = a_case("Motors v. Sample (one)", drafted_by=author)
        self.action = a_case("Moteurs v. Sample (two)", drafted_by=author)
        self.sibling, self.early = a_case("Motors v. Wheels"), a_case("Moteurs v. Nobody")
        for case, who, firm, bench, docket in (
            (self.suit, self.ada, self.motors, court, "2:19-cv-01234-ABC"),
            (self.action, self.a_sample, self.moteurs, other_court, ""),
        ):
            cited(case, shared, a_citation())
            for person in (self.ada, self.a_sample):
                row = Participant(case=case, person=person, role="mover")
                cited(add_participant(participant=row).record, shared)
            add_participant(participant=Participant(case=case, employer=firm, role="former_employer"))
            relate_cases(first=case, second=self.sibling)
            file = a_proceeding(case, tribunal=bench, docket_raw=docket).record
            claimant = save_party(party=Party(proceeding=file, employer=firm, role="plaintiff")).record
            defendants = [
                cited(save_party(party=Party(proceeding=file, person=person, role="defendant")).record, shared)
                for person in (self.ada, self.a_sample)
            ]
            for defendant in defendants:
                claim = Claim(proceeding=file, kind="breach_non_compete", by=claimant, against=defendant)
                claim = save_claim(claim=claim).record
                relief = Relief(proceeding=file, kind="damages", sought=True, claim=claim, sought_by=claimant)
                save_relief(relief=relief)
            decision = a_decision(file)
            event = Event(
                case=case, proceeding=file, decision=decision, kind="ruling", assertion="found", title="Ruled"
            )
            actors = [EventActor(person=self.ada, role="subject"), EventActor(person=self.a_sample, role="subject")]
            actors += [EventActor(employer=firm, role="actor")]
            cited(save_event(event=event, actors=actors).record, shared)
            covenant = a_covenant(an_agreement(who, firm)).record
            self.suit.covenants.add(covenant)
            self.action.covenants.add(covenant)
        relate_cases(first=self.suit, second=self.action)
        relate_cases(first=self.early, second=self.action)
        self.articles = [self._article(number) for number in range(4)]

    def _article(self, number: int) -> Article:
        article = ingest(text=f"Story {number} of Ada Sample.", url=f"https://news.example/story-{number}").article
        Mention.objects.create(
            article=article, start=11, end=21, text="Ada Sample", kind="person", person=self.a_sample
        )
        states = (("open", "accepted"), ("accepted", "open"), ("rejected", "open"), ("open", "superseded"))[number]
        for case, state in zip((self.suit, self.action), states, strict=True):
            Suggestion.objects.create(
                article=article,
                kind="case",
                key=str(case.pk),
                case=case,
                probability=0.5,
                engine="test",
                state=state,
                decided_at=timezone.now() if state in ("accepted", "rejected") else None,
            )
        return article

    def pair(self, kind: str) -> tuple[Any, Any]:
        pairs: dict[str, tuple[Person | Employer | Case, Any]] = {
            "person": (self.ada, self.a_sample),
            "employer": (self.motors, self.moteurs),
            "case": (self.suit, self.action),
        }
        return pairs[kind]
