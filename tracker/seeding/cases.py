"""Tribunals, cases and what hangs below a case: one file per case, loaded from the top down."""

from __future__ import annotations

from typing import Any

from cases.choices import CaseRelationKind, CaseStatus, DateRole
from cases.models import Case, CaseRelation, Event, EventActor, Participant, Tribunal
from cases.services import add_participant, relate_cases, save_case, save_event, save_tribunal
from people.choices import EndState, ExitKind, RoleClass
from people.models import Employer, Employment, Person
from people.services import save_employment
from tracker.seeding.agreements import load_agreements
from tracker.seeding.keeping import Keeper
from tracker.seeding.proceedings import Docket, load_proceedings
from tracker.seeding.rows import Row


def load_tribunals(keeper: Keeper, file: Row) -> None:
    """``tribunals.json``."""
    for row in file.rows("tribunals", named_by=["slug"]):
        keeper.keep(
            row,
            Tribunal,
            by={"slug": row.text("slug")},
            values={
                "name": row.text("name"),
                "local_name": row.text("local_name", ""),
                "forum_type": row.text("forum_type"),
                "jurisdiction": row.text("jurisdiction", ""),
            },
            save=lambda tribunal, _: save_tribunal(tribunal=tribunal),
        )
    file.finish()


def load_case(keeper: Keeper, file: Row, agreements: list[Row]) -> None:
    """One file of ``cases/``, and those ``agreements`` that it is about."""
    row = file
    row.key = row.text("slug")
    row.value("related"), row.value("unverified")  # read once all cases stand; for readers of the file
    held = row.text("hold_back", "")
    participants, employments = row.rows("participants", named_by=WHO), row.rows("employments", named_by=["person"])
    proceedings, events = row.rows("proceedings", named_by=["key"]), row.rows("events", named_by=["title"])
    case = keeper.keep(
        row,
        Case,
        by={"slug": row.key},
        values={
            "title": row.text("title"),
            "summary": row.text("summary"),
            "status": row.text("status", CaseStatus.ACTIVE),
            "claim_kinds": row.texts("claim_kinds"),
            "jurisdiction": row.text("jurisdiction"),
            **row.partial("opened"),
            "reviewed_on": row.day("reviewed_on"),
        },
        save=lambda record, cited: save_case(case=record, citations=cited),
    )
    for entry in participants:
        _participant(keeper, entry, case)
    docket = load_proceedings(keeper, proceedings, case)
    docket.employments = load_employments(keeper, employments, held_with=held)
    load_agreements(keeper, agreements, docket, held_with=held)
    for number, entry in enumerate(events, start=1):
        _event(keeper, entry, case, docket, number, held_with=held)


def load_relations(keeper: Keeper, files: list[Row]) -> None:
    """What the case files say of each other, once all of them stand. A pair is said in one of its two files."""
    for file in files:
        for row in file.rows("related", named_by=["case"]):
            here, there = keeper.called(Case, file, "slug"), keeper.called(Case, row, "case")
            first, second = sorted((here, there), key=lambda case: case.pk)
            keeper.keep(
                row,
                CaseRelation,
                by={"first": first, "second": second},
                values={"kind": row.text("kind", CaseRelationKind.RELATED)},
                save=lambda link, _: relate_cases(first=link.first, second=link.second, kind=link.kind),
            )


def load_employments(keeper: Keeper, rows: list[Row], *, held_with: str = "") -> dict[str, Employment]:
    """Employments of a case file or of ``employments.json``: one per person, employer and unit.

    Returned by their keys.
    """
    kept = {}
    for row in rows:
        key = row.text("key", row.text("employer"))
        kept[key] = keeper.keep(
            row,
            Employment,
            by={
                "person": keeper.called(Person, row, "person"),
                "employer": keeper.called(Employer, row, "employer"),
                "unit": keeper.called(Employer, row, "unit") if row.has("unit") else None,
            },
            values={
                "title": row.text("title", ""),
                "role_class": row.text("role_class", RoleClass.UNKNOWN),
                **row.partial("start"),
                **row.partial("end"),
                **row.partial("notice_given"),
                "end_state": row.text("end_state", EndState.UNKNOWN),
                "exit_kind": row.text("exit_kind", ExitKind.UNKNOWN),
                "work_jurisdictions": row.texts("work_jurisdictions"),
            },
            save=lambda employment, cited: save_employment(employment=employment, citations=cited),
            held_with=held_with,
        )
    return kept


WHO = ("person", "employer", "placeholder")


def who(keeper: Keeper, row: Row) -> dict[str, Any]:
    """The person or employer that ``row`` names, as the two columns of a record that can have either."""
    if row.has("person") == row.has("employer"):
        raise row.error("person", "either a person or an employer is expected")
    return {
        "person": keeper.called(Person, row, "person") if row.has("person") else None,
        "employer": keeper.called(Employer, row, "employer") if row.has("employer") else None,
    }


def _participant(keeper: Keeper, row: Row, case: Case) -> None:
    keeper.keep(
        row,
        Participant,
        by={"case": case, **who(keeper, row), "role": row.text("role")},
        values={"description": row.text("description", "")},
        save=lambda participant, cited: add_participant(participant=participant, citations=cited),
    )


def _event(keeper: Keeper, row: Row, case: Case, docket: Docket, number: int, *, held_with: str) -> None:
    """Events are found again by kind and title. Their order within one day is their order in the file."""
    actors = []
    for entry in row.rows("actors", named_by=("person", "employer")):
        actors.append(EventActor(**who(keeper, entry), role=entry.text("role")))
        entry.finish()
    keeper.keep(
        row,
        Event,
        by={"case": case, "kind": row.text("kind"), "title": row.text("title")},
        values={
            "assertion": row.text("assertion"),
            **row.partial("occurred"),
            "date_role": row.text("date_role", DateRole.HAPPENED),
            "sequence": number,
            "description": row.text("description", ""),
            "proceeding": docket.proceeding(row),
            "decision": docket.decision(row),
            "relief": docket.relief(row),
            "covenant": docket.covenant(row),
            "employment": docket.employment(row),
            "amount": row.amount("amount"),
            "currency": row.text("currency", ""),
        },
        save=lambda record, cited: save_event(event=record, actors=actors, citations=cited),
        held_with=held_with,
    )
