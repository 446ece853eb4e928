"""Plainly synthetic records for pages, saved by the services that editors' faces use."""

from __future__ import annotations

from typing import Any

from cases import services as cases
from cases.choices import Existence, ForumType, ParticipantRole
from cases.models import Agreement, Case, Covenant, Event, EventActor, Participant, Proceeding, Tribunal
from facts import services as facts
from facts.models import Citation
from people import services as people
from people.models import Employer, Employment, Name, Person

STORY = "Example Motors says that Ada Sample signed a covenant. “She left in July,” the company wrote."


def summary(text: str = "The move is described.", **changes: Any) -> Citation:
    given = {"publisher": "Example Gazette", "url": "https://gazette.example/story", "title": "A story"} | changes
    return facts.summarise(summary=text, **given)


def quoted(start: int = 0, end: int = 54, **changes: Any) -> Citation:
    given = {"publisher": "Example Gazette", "url": "https://gazette.example/story", "title": "A story"} | changes
    return facts.quote(text=STORY, start=start, end=end, **given)


def published(record: Any) -> Any:
    """Published as what the repository itself holds is: reviewed when it was committed."""
    return facts.publish(record=record, editor=None, reviewed="seed")


def person(name: str = "Ada Sample", *, shown: bool = True, also: tuple[str, ...] = (), **fields: Any) -> Person:
    record = Person(display_name=name, **({"public_role": "senior_executive"} | fields))
    names = [Name(text=text) for text in (name, *also)]
    saved = people.save_person(person=record, names=names, citations=[summary()]).record
    return published(saved) if shown else saved


def employer(
    name: str = "Example Motors", *, shown: bool = True, also: tuple[str, ...] = (), **fields: Any
) -> Employer:
    record = Employer(display_name=name, **fields)
    names = [Name(text=text) for text in (name, *also)]
    saved = people.save_employer(employer=record, names=names, citations=[summary()]).record
    return published(saved) if shown else saved


def employment(who: Person, where: Employer, *, shown: bool = True, **fields: Any) -> Employment:
    given = {"start_text": "2019", "end_text": "2024-07", "end_state": "ended"} | fields
    record = Employment(person=who, employer=where, **given)
    saved = people.save_employment(employment=record, citations=[quoted()]).record
    return published(saved) if shown else saved


def case(
    title: str = "Example Motors v. Ada Sample (non-compete)",
    *,
    mover: Person | None = None,
    former: Employer | None = None,
    new: Employer | None = None,
    shown: bool = True,
    **fields: Any,
) -> Case:
    rows = [
        Participant(person=mover, role=ParticipantRole.MOVER) if mover else None,
        Participant(employer=former, role=ParticipantRole.FORMER_EMPLOYER) if former else None,
        Participant(employer=new, role=ParticipantRole.NEW_EMPLOYER) if new else None,
    ]
    record = Case(title=title, **({"opened_text": "2024-11", "claim_kinds": ["breach_non_compete"]} | fields))
    participants = [row for row in rows if row is not None]
    saved = cases.save_case(case=record, participants=participants, citations=[summary()]).record
    return published(saved) if shown else saved


def event(of: Case, *, shown: bool = True, citations: tuple[Citation, ...] = (), **fields: Any) -> Event:
    actors = fields.pop("actors", ())
    given = {"title": "Legal action is reported", "kind": "legal_action", "assertion": "reported"}
    record = Event(case=of, **(given | {"occurred_text": "2024-07"} | fields))
    rows = [EventActor(**{kind: who, "role": "actor"}) for kind, who in actors]
    saved = cases.save_event(event=record, actors=rows, citations=citations or (quoted(),)).record
    return published(saved) if shown else saved


def proceeding(of: Case, *, docket: str = "2:19-cv-01234-ABC", **fields: Any) -> Proceeding:
    tribunal, _ = Tribunal.objects.get_or_create(
        slug="example-court", defaults={"name": "Example District Court", "forum_type": ForumType.COURT}
    )
    given = {"forum_type": ForumType.COURT, "tribunal": tribunal, "docket_raw": docket, "filed_text": "2024-11-05"}
    return cases.save_proceeding(proceeding=Proceeding(case=of, **(given | fields)), citations=[summary()]).record


def agreement(who: Person, where: Employer, *, shown: bool = True, **fields: Any) -> Agreement:
    given = {"existence": Existence.REPORTED, "signed_text": "2019"} | fields
    record = Agreement(person=who, employer=where, **given)
    saved = cases.save_agreement(agreement=record, citations=[summary()]).record
    return published(saved) if shown else saved


def covenant(of: Agreement, *about: Case, **fields: Any) -> Covenant:
    given = {"kind": "non_compete", "duration_value": 12, "duration_unit": "month"} | fields
    record = cases.save_covenant(covenant=Covenant(agreement=of, **given), citations=[summary()]).record
    for each in about:
        each.covenants.add(record)
    return record
