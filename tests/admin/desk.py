"""One plainly synthetic record of every kind, saved by services, and as many more as a test of cost asks for."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

from django.contrib.auth.models import Permission, User

from articles import services as articles
from articles.models import (
    Article,
    ArticleTerms,
    Deed,
    Mention,
    OwnStory,
    RegistryChange,
    RelinkItem,
    RelinkJob,
    RelinkMark,
    ReviewLease,
    ReviewSkip,
    Source,
    Suggestion,
)
from cases import services as cases
from cases.models import (
    Agreement,
    Case,
    CaseNote,
    Claim,
    Covenant,
    Decision,
    Event,
    EventActor,
    JurisdictionRule,
    Participant,
    Party,
    Proceeding,
    Relief,
    RuleVersion,
    Tribunal,
)
from facts import services as facts
from facts.models import Citation, HistoryBlock, HistoryErasure, HistoryShape, Import, SealedRow
from people import services as people
from people.models import Employer, EmployerRelation, Employment, Name, Person, RightsRequest

STORY = "Example Motors says that Ada Sample signed a covenant. “She left in July,” the company wrote."


def chief() -> User:
    return User.objects.create_superuser("chief", password="plainly made up")


def editor(name: str = "editor", *, sees: bool = True, apps: tuple[str, ...] = ()) -> User:
    """A staff user who may view and change what is in ``apps``; without ``sees`` no unpublished record."""
    user = User.objects.create_user(name, password="plainly made up", is_staff=True)
    wanted = Permission.objects.filter(content_type__app_label__in=apps)
    wanted = wanted.exclude(codename="see_unpublished").exclude(codename__startswith="delete_")
    user.user_permissions.add(*wanted)
    if sees:
        user.user_permissions.add(Permission.objects.get(codename="see_unpublished"))
    return user


def viewer(*rights: str) -> User:
    """A staff user with these rights (``app.codename``) and that of seeing drafts."""
    user = User.objects.create_user("viewer", password="plainly made up", is_staff=True)
    for right in (*rights, "facts.see_unpublished"):
        app, _, codename = right.partition(".")
        user.user_permissions.add(Permission.objects.get(content_type__app_label=app, codename=codename))
    return user


def citation(text: str = "The move is described.") -> Citation:
    return facts.summarise(summary=text, publisher="Example Gazette", url="https://gazette.example/story")


def quoted() -> Citation:
    return facts.quote(text=STORY, start=0, end=54, publisher="Example Gazette")


def person(name: str = "Ada Sample", *, editor: Any = None, cited: bool = True, also: tuple[str, ...] = ()) -> Person:
    record = Person(display_name=name, public_role="senior_executive", notability_reason="Named by a court.")
    names = [Name(text=text) for text in (name, *also)]
    citations = [citation()] if cited else []
    return people.save_person(person=record, names=names, citations=citations, editor=editor).record


def employer(name: str = "Example Motors", *, kind: str = "company", also: tuple[str, ...] = ()) -> Employer:
    names = [Name(text=text) for text in (name, *also)]
    record = Employer(display_name=name, kind=kind)
    return people.save_employer(employer=record, names=names, citations=[citation()]).record


def case(title: str = "Example Motors v. Ada Sample (non-compete)", **fields: Any) -> Case:
    participants = fields.pop("participants", ())
    record = Case(title=title, opened_text="2024-11", claim_kinds=["breach_non_compete"], **fields)
    return cases.save_case(case=record, participants=participants, citations=[citation()]).record


def event(of: Case, *, cited: bool = True, editor: Any = None, **fields: Any) -> Event:
    actors = fields.pop("actors", ())
    given = {"title": "Legal action is reported", "kind": "legal_action", "assertion": "reported"}
    record = Event(case=of, **(given | {"occurred_text": "2024-11"} | fields))
    citations = [quoted()] if cited else []
    return cases.save_event(event=record, actors=actors, citations=citations, editor=editor).record


def tribunal() -> Tribunal:
    return cases.save_tribunal(tribunal=Tribunal(name="Example Court", forum_type="court")).record


def proceeding(of: Case, docket: str) -> Proceeding:
    row = Proceeding(case=of, forum_type="court", tribunal=tribunal(), docket_raw=docket)
    return cases.save_proceeding(proceeding=row, citations=[citation()]).record


def article(text: str = STORY, **fields: Any) -> Article:
    given: dict[str, Any] = {
        "title": "A story",
        "url": "https://gazette.example/story",
        "published_on": date(2025, 1, 2),
    }
    return articles.ingest(text=text, language="en", **(given | fields)).article


def suggestion(of: Article, about: Case | None, **fields: Any) -> Suggestion:
    """A link to a case unless another kind is given; it quotes the first sentence."""
    given = {
        "kind": "case",
        "key": str(about.pk) if about else "new",
        "probability": 0.93,
        "reasons": [{"code": "person_named", "params": {"name": "Ada Sample"}}],
        "contradictions": [{"code": "many_employers", "params": {"count": 2}}],
        "spans": [{"field": "text", "start": 0, "end": 54, "quote": of.text[:54]}],
        "engine": "test-1",
    }
    return Suggestion.objects.create(article=of, case=about, **(given | fields))


def proposal(kind: str, **fields: Any) -> dict[str, Any]:
    """The payload of an event or move; refs are ``{id, name}``."""
    when = {"edtf": "2024-07", "lo": "2024-07-01", "hi": "2024-07-31", "text": "in July", "not_after": "2025-01-02"}
    empty: dict[str, Any] = {"person": None, "from": None, "to": None, "parties": [], "case": None, "details": {}}
    said = {"date": when, "assertion": "reported", "start": 0, "end": 54, "quote": STORY[:54]}
    return {"kind": kind, **empty, **said, **fields}


def ref(record: Any, name: str = "") -> dict[str, Any]:
    return {"id": str(record.pk) if record else None, "name": record.display_name if record else name}


def sealed() -> list[Any]:
    """A row of each table of the chain over the history; what is written in a test's transaction is never sealed."""
    block = HistoryBlock.objects.create(
        number=1, sealed_at=datetime.now(UTC), horizon=1, rows=1, content="0" * 64, head="0" * 64
    )
    shape = HistoryShape.objects.create(table="people_personhistory", columns=["id"])
    row = SealedRow.objects.create(block=block, shape=shape, table=shape.table, row_id=1, salt=b"salt", digest="0" * 64)
    gone = HistoryErasure.objects.create(table=shape.table, record="none", columns=["id"], rows=1, reason="test")
    return [block, shape, row, gone]


def an_import(by: User) -> Import:
    """A file that was taken in and waits to be checked."""
    return facts.start_import(
        sheet="people",
        content=b"display_name\r\nAda Sample\r\n",
        file_name="people.csv",
        encoding="utf-8",
        reason="A list of ours.",
        requested_by=by,
    )


def world() -> dict[str, Any]:
    """One record of every kind below ``articles``, by the model's name, hanging together as they do in life."""
    ada, motors, wheels = person(also=("艾达",)), employer(), employer("Sample Wheels")
    lab = employer("Motors Lab", kind="lab")
    relation = people.relate_employers(
        relation=EmployerRelation(source=lab, target=motors, kind="unit_of"), citations=[citation()]
    ).record
    job = Employment(person=ada, employer=motors, unit=lab, start_text="2019", end_text="2024-07", end_state="ended")
    employment = people.save_employment(employment=job, citations=[citation()]).record
    people.add_name(name=Name(person=ada, text="A. Sample"), citations=[citation()])
    agreement = cases.save_agreement(
        agreement=Agreement(person=ada, employer=motors, existence="reported"), citations=[citation()]
    ).record
    covenant = cases.save_covenant(
        covenant=Covenant(agreement=agreement, kind="non_compete", duration_value=12, duration_unit="month"),
        citations=[citation()],
    ).record
    covenant.named_competitors.add(wheels)
    dispute = case(participants=[Participant(person=ada, role="mover")])
    dispute.covenants.add(covenant)
    former = Participant(case=dispute, employer=motors, role="former_employer")
    participant = cases.add_participant(participant=former, citations=[citation()]).record
    sibling = case("Example Motors v. Sample Wheels (trade secrets)")
    action = proceeding(dispute, "No. 12")
    plaintiff = Party(proceeding=action, employer=motors, role="plaintiff", side="claimant")
    plaintiff = cases.save_party(party=plaintiff, citations=[citation()]).record
    defendant = Party(proceeding=action, person=ada, role="defendant", side="respondent")
    defendant = cases.save_party(party=defendant).record
    claim = Claim(proceeding=action, kind="breach_non_compete", by=plaintiff, against=defendant)
    claim = cases.save_claim(claim=claim).record
    decision = Decision(proceeding=action, kind="judgment", disposition="denied", decided_text="2025-03")
    decision = cases.save_decision(decision=decision, citations=[citation()]).record
    relief = Relief(proceeding=action, kind="damages", sought=True, claim=claim, sought_by=plaintiff)
    relief = cases.save_relief(relief=relief, citations=[citation()]).record
    entry = event(
        dispute,
        employment=employment,
        proceeding=action,
        covenant=covenant,
        decision=decision,
        relief=relief,
        actors=[EventActor(employer=motors, role="actor")],
    )
    note = CaseNote(case=dispute, kind="correction", text="The month was wrong.", why="Their letter.")
    note = cases.add_note(note=note).record
    asked = RightsRequest(kind="access", person=ada, received_on=date(2025, 1, 31), channel="letter", requester="Ada")
    asked = people.save_request(request=asked).record
    rule = JurisdictionRule.objects.create(jurisdiction="XX", name="Exampleland")
    version = RuleVersion(
        rule=rule,
        selected_by="agreement_date",
        enforceability="restricted",
        duration_rule="none",
        excess_effect="n/a",
        confidence="seen",
    )
    version = cases.save_rule_version(version=version).record
    other = employer("Sample Motors")
    boss = editor("mergingeditor")
    apart = facts.tell_apart(one=motors, two=wheels, by=boss, reason="They sued each other.").record
    merge = facts.merge(survivor=motors, absorbed=other, by=boss, reason="One firm, two spellings.").merge
    moved = merge.rows.earliest("number")
    token, _ = facts.issue_token(
        user=editor("tokenholder"), name="A client", scopes=["read"], expires_at=datetime.now(UTC) + timedelta(days=1)
    )
    related = cases.relate_cases(first=dispute, second=sibling).record
    source = Source.objects.create(slug="example-gazette", name="Example Gazette")
    found = article(source=source)
    at = found.text.index("Ada Sample")
    mention = Mention(article=found, start=at, end=at + 10, text="Ada Sample", kind="person", person=ada)
    mention.save()
    again = RelinkJob.objects.create(kind="all", target="All articles")
    made: list[Any] = [
        source,
        found,
        found.addresses.get(),
        found.evidence,
        ArticleTerms.objects.create(article=found),
        OwnStory.objects.create(article=found, reason="Their own reporter was there."),
        again,
        RelinkItem.objects.create(job=again, article=found),
        RelinkMark.objects.create(pk=1, snapshot="1:1:", database=""),
        mention,
        suggestion(found, dispute),
        Deed.objects.create(context=uuid4(), editor=boss),
        ReviewLease.objects.create(article=found, editor=boss, until=datetime.now(UTC) + timedelta(minutes=10)),
        ReviewSkip.objects.create(article=found, editor=boss, at=datetime.now(UTC)),
        an_import(boss),
        RegistryChange.objects.create(xact="1", kind="case", entity=dispute.pk),
        *sealed(),
        ada,
        motors,
        relation,
        employment,
        agreement,
        covenant,
        dispute,
        participant,
        related,
        action.tribunal,
        action,
        plaintiff,
        claim,
        decision,
        relief,
        entry,
        entry.actors.get(),
        note,
        asked,
        rule,
        version,
        merge,
        moved,
        apart,
        token,
        Name.objects.get(text="A. Sample"),
    ]
    return {type(record)._meta.label_lower: record for record in made}
