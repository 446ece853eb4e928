"""Plainly synthetic records for tests, saved through the services."""

from __future__ import annotations

import itertools
from typing import Any

from cases.models import Agreement, Case, Covenant, Decision, Event, Participant, Proceeding, Tribunal
from cases.services import (
    save_agreement,
    save_case,
    save_covenant,
    save_decision,
    save_event,
    save_proceeding,
    save_tribunal,
)
from facts.models import Citation
from facts.services import publish, summarise
from people.models import Employer, Employment, Name, Person
from people.services import save_employer, save_employment, save_person

_numbers = itertools.count(1)


def a_citation(**given: Any) -> Citation:
    values = {"summary": "Synthetic source.", "url": f"https://news.example/{next(_numbers)}", "language": "en"}
    return summarise(**values | given)


def a_person(display_name: str = "", *names: str, weak: tuple[str, ...] = (), **given: Any) -> Person:
    display_name = display_name or f"Person Alpha{next(_numbers)}"
    spelled = [Name(text=text) for text in names] + [Name(text=text, weak=True) for text in weak]
    return save_person(person=Person(display_name=display_name, **given), names=spelled).record


def an_employer(display_name: str = "", *names: str, **given: Any) -> Employer:
    display_name = display_name or f"Firm Beta{next(_numbers)}"
    employer = Employer(display_name=display_name, **given)
    return save_employer(employer=employer, names=[Name(text=text) for text in names]).record


def an_employment(person: Person | None = None, employer: Employer | None = None, **given: Any) -> Any:
    """The ``Saved`` of an employment, with its warnings."""
    values = {"end_state": "unknown"} | given
    return save_employment(
        employment=Employment(person=person or a_person(), employer=employer or an_employer(), **values)
    )


def a_case(title: str = "", *, mover: Person | None = None, old: Employer | None = None, **given: Any) -> Case:
    participants = [Participant(person=mover, role="mover")] if mover else []
    participants += [Participant(employer=old, role="former_employer")] if old else []
    case = Case(title=title or f"Firm v. Person {next(_numbers)} (non-compete)", **given)
    return save_case(case=case, participants=participants).record


def a_tribunal(**given: Any) -> Tribunal:
    values = {"name": f"Synthetic Court {next(_numbers)}", "forum_type": "court"} | given
    return save_tribunal(tribunal=Tribunal(**values)).record


def a_proceeding(case: Case | None = None, **given: Any) -> Any:
    """The ``Saved`` of a proceeding, with its warnings."""
    values = {"forum_type": "court"} | given
    return save_proceeding(proceeding=Proceeding(case=case or a_case(), **values))


def a_decision(proceeding: Proceeding | None = None, **given: Any) -> Decision:
    values = {"kind": "judgment"} | given
    return save_decision(decision=Decision(proceeding=proceeding or a_proceeding().record, **values)).record


def an_event(case: Case | None = None, **given: Any) -> Any:
    """The ``Saved`` of an event, with its warnings."""
    values = {"kind": "complaint_filed", "assertion": "reported", "title": "A complaint was reported."} | given
    return save_event(event=Event(case=case or a_case(), **values))


def an_agreement(person: Person | None = None, employer: Employer | None = None, **given: Any) -> Agreement:
    values = {"existence": "reported"} | given
    agreement = Agreement(person=person or a_person(), employer=employer or an_employer(), **values)
    return save_agreement(agreement=agreement).record


def a_covenant(agreement: Agreement | None = None, **given: Any) -> Any:
    """The ``Saved`` of a covenant, with its warnings."""
    values = {"kind": "non_compete"} | given
    return save_covenant(covenant=Covenant(agreement=agreement or an_agreement(), **values))


def shown(record: Any) -> Any:
    """Cite and publish a record."""
    links = type(record)._meta.get_field("citation_links").related_model
    links.objects.create(fact=record, citation=a_citation())
    return publish(record=record, editor=None, reviewed="seed")
