"""A small synthetic world, published: one dispute with everything that an answer can show, and a second one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from articles.models import Article
from articles.services import ingest
from cases.models import Agreement, Case, Claim, Event, EventActor, Participant, Party, Proceeding, Relief, RuleVersion
from cases.models.rule import JurisdictionRule
from cases.services import (
    add_participant,
    relate_cases,
    save_claim,
    save_party,
    save_relief,
    save_rule_version,
)
from facts.services import publish
from people.models import Employer, EmployerRelation, Employment, Person
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
    an_event,
    shown,
)


@dataclass(frozen=True)
class World:
    """The records that tests name."""

    person: Person
    old: Employer
    new: Employer
    lab: Employer
    employment: Employment
    agreement: Agreement
    case: Case
    sibling: Case
    proceeding: Proceeding
    rule: JurisdictionRule
    article: Article


def a_world() -> World:
    """Save and publish it."""
    person = shown(
        a_person("Ferdinand Sampleton", "费迪南德", public_role="senior_technical", notability_reason="Test.")
    )
    old = shown(an_employer("Fictive Robotics", "虚构机器人公司"))
    new = shown(an_employer("Madeup Motors", jurisdiction="FR"))
    lab = shown(an_employer("Fictive Lab", kind="lab"))
    relate_employers(relation=EmployerRelation(source=lab, target=old, kind="unit_of"), citations=[a_citation()])
    employment = shown(an_employment(person, old, unit=lab, start_text="2019-03", role_class="technical").record)
    agreement = shown(an_agreement(person, old, signed_text="2019", governing_law="CN"))
    covenant = a_covenant(agreement, duration_value=12, duration_unit="month").record
    covenant.named_competitors.add(new)
    case = a_case(
        "Fictive Robotics v. Sampleton (non-compete)",
        mover=person,
        old=old,
        claim_kinds=["breach_non_compete"],
        opened_text="2024-07",
        jurisdiction="CN",
        status="active",
    )
    add_participant(participant=Participant(case=case, employer=new, role="new_employer"))
    case.covenants.add(covenant)
    proceeding = _proceeding(case, person, old)
    shown(case)
    sibling = shown(a_case("Fictive Robotics v. Madeup Motors", old=old, opened_text="2023"))
    relate_cases(first=case, second=sibling, kind="same_move")
    for text in ("2024-07", "2024-09-02"):
        an_entry(case, person, occurred_text=text, proceeding=proceeding)
    return World(
        person=person,
        old=old,
        new=new,
        lab=lab,
        employment=employment,
        agreement=agreement,
        case=case,
        sibling=sibling,
        proceeding=proceeding,
        rule=_rule(),
        article=_article(case),
    )


def an_entry(case: Case, person: Person | None = None, *, publish_it: bool = True, **given: Any) -> Any:
    """An event of a case, published with one source."""
    event = an_event(case, **given).record
    if person is not None:
        EventActor.objects.create(event=event, person=person, role="subject")
    return shown(event) if publish_it else event


def _proceeding(case: Case, person: Person, old: Employer) -> Proceeding:
    court = a_tribunal(name="Synthetic Court of First Instance", jurisdiction="CN")
    proceeding = a_proceeding(
        case, tribunal=court, docket_raw="(2024)京0105民初12345号", filed_text="2024-07", stage="first_instance"
    ).record
    claimant = save_party(party=Party(proceeding=proceeding, employer=old, role="plaintiff", side="claimant")).record
    other = save_party(party=Party(proceeding=proceeding, person=person, role="defendant", side="respondent")).record
    claim = save_claim(claim=Claim(proceeding=proceeding, kind="breach_non_compete", by=claimant, against=other)).record
    decision = a_decision(proceeding, decided_text="2024-12", disposition="granted_in_part")
    save_relief(
        relief=Relief(
            proceeding=proceeding,
            claim=claim,
            kind="damages",
            sought=True,
            sought_by=claimant,
            sought_amount="100.00",
            granted=True,
            granted_amount="40.00",
            currency="CNY",
            decision=decision,
        )
    )
    return proceeding


def _rule() -> JurisdictionRule:
    rule = JurisdictionRule.objects.create(jurisdiction="XA", covenant_kind="non_compete", name="Synthetia")
    version = RuleVersion(
        rule=rule,
        selected_by="agreement_date",
        enforceability="enforceable",
        duration_rule="hard_cap",
        excess_effect="void_beyond",
        max_duration_months=24,
        confidence="seen",
        verified_on="2025-01-01",
        authorities=[{"title": "Synthetic Act", "citation": "Art. 1", "url": "https://law.example/1"}],
    )
    version = save_rule_version(version=version).record
    RuleVersion.objects.filter(pk=version.pk).update(publication_state="published")
    return rule


def _article(case: Case) -> Article:
    text = "Fictive Robotics took legal action against Ferdinand Sampleton."
    article = ingest(text=text, url="https://news.example/story").article
    Article.objects.filter(pk=article.pk).update(title="Robots", published_on="2025-08-11", language="en")
    article.suggestions.create(
        kind="case",
        key=str(case.pk),
        case=case,
        probability=0.97,
        engine="test",
        state="accepted",
        decided_at=timezone.now(),
        spans=[{"field": "text", "start": 0, "end": 16, "quote": text[:16]}],
    )
    return article


def shown_of(world: World) -> list[Any]:
    """The case and its entries, as far as they are published, as they stand now."""
    return [Case.objects.get(pk=world.case.pk), *Event.objects.filter(case=world.case, publication_state="published")]


def published_again(records: list[Any]) -> None:
    """What a second editor does once a published accusation says something else (decision 17).

    Times of publication and change are public and would be new; they are put back, so that all else can be compared.
    """
    for record in records:
        now = type(record).objects.get(pk=record.pk)
        if now.publication_state in ("draft", "in_review"):
            times = {"published_at": record.published_at, "updated_at": record.updated_at}
            publish(record=now, editor=None, reviewed="seed")
            type(record).objects.filter(pk=record.pk).update(**times)
