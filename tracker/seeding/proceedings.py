"""Proceedings of a case: who stands in them, what is claimed, what was decided, what was asked for and given."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar

from django.db import models

from cases.choices import Disposition, Period, ProceedingStatus, Stage
from cases.models import Case, Claim, Covenant, Decision, Party, Proceeding, Relief, Tribunal
from cases.services import save_claim, save_decision, save_party, save_proceeding, save_relief
from people.models import Employer, Employment, Person
from tracker.seeding.keeping import Keeper
from tracker.seeding.rows import Row

M = TypeVar("M", bound=models.Model)


@dataclass
class Docket:
    """What a case file calls by keys of its own, so that its rows can point at each other."""

    proceedings: dict[str, Proceeding] = field(default_factory=dict)
    parties: dict[str, Party] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    decisions: dict[str, Decision] = field(default_factory=dict)
    reliefs: dict[str, Relief] = field(default_factory=dict)
    covenants: dict[str, Covenant] = field(default_factory=dict)
    employments: dict[str, Employment] = field(default_factory=dict)

    def proceeding(self, row: Row, name: str = "proceeding") -> Proceeding | None:
        return _meant(row, name, self.proceedings)

    def party(self, row: Row, name: str) -> Party | None:
        return _meant(row, name, self.parties)

    def claim(self, row: Row) -> Claim | None:
        return _meant(row, "claim", self.claims)

    def decision(self, row: Row, name: str = "decision") -> Decision | None:
        return _meant(row, name, self.decisions)

    def relief(self, row: Row) -> Relief | None:
        return _meant(row, "relief", self.reliefs)

    def covenant(self, row: Row) -> Covenant | None:
        return _meant(row, "covenant", self.covenants)

    def employment(self, row: Row) -> Employment | None:
        return _meant(row, "employment", self.employments)


def _meant(row: Row, name: str, known: dict[str, M]) -> M | None:
    key = row.text(name, "")
    if key and key not in known:
        raise row.error(name, f"“{key}” stands nowhere above; known: {', '.join(sorted(known)) or 'none'}")
    return known.get(key)


def load_proceedings(keeper: Keeper, rows: list[Row], case: Case) -> Docket:
    """The proceedings of ``case`` in the order of the file: an appeal stands below what it appeals from."""
    docket = Docket()
    for row in rows:
        below = {
            part: row.rows(part, named_by=["key", "kind"]) for part in ("parties", "claims", "decisions", "reliefs")
        }
        key = row.text("key")
        proceeding = docket.proceedings[key] = _proceeding(keeper, row, case, docket)
        for entry in below["parties"]:
            _party(keeper, entry, proceeding, docket)
        for entry in below["claims"]:
            _claim(keeper, entry, proceeding, docket)
        for entry in below["decisions"]:
            _decision(keeper, entry, proceeding, docket)
        for entry in below["reliefs"]:
            _relief(keeper, entry, proceeding, docket)
    return docket


def _proceeding(keeper: Keeper, row: Row, case: Case, docket: Docket) -> Proceeding:
    """Found again by forum, stage and tribunal, so that a docket number learnt later completes it."""
    return keeper.keep(
        row,
        Proceeding,
        by={
            "case": case,
            "forum_type": row.text("forum_type"),
            "stage": row.text("stage", Stage.UNKNOWN),
            "tribunal": keeper.called(Tribunal, row, "tribunal") if row.has("tribunal") else None,
        },
        values={
            "docket_raw": row.text("docket", ""),
            "ecli": row.text("ecli", ""),
            "neutral_citations": row.texts("neutral_citations"),
            **row.partial("filed"),
            **row.partial("closed"),
            "status": row.text("status", ProceedingStatus.UNKNOWN),
            "predecessor": docket.proceeding(row, "predecessor"),
            "predecessor_kind": row.text("predecessor_kind", ""),
            "anonymised": bool(row.truth("anonymised")),
        },
        save=lambda proceeding, cited: save_proceeding(proceeding=proceeding, citations=cited),
    )


def _party(keeper: Keeper, row: Row, proceeding: Proceeding, docket: Docket) -> None:
    named: dict[str, Person | Employer | None] = {
        "person": keeper.called(Person, row, "person") if row.has("person") else None,
        "employer": keeper.called(Employer, row, "employer") if row.has("employer") else None,
    }
    key = row.text("key")
    docket.parties[key] = keeper.keep(
        row,
        Party,
        by={"proceeding": proceeding, **named, "placeholder": row.text("placeholder", ""), "role": row.text("role")},
        # Without a side the role decides it, once.
        values={"side": row.text("side")} if row.has("side") else {},
        save=lambda party, cited: save_party(party=party, citations=cited),
    )


def _claim(keeper: Keeper, row: Row, proceeding: Proceeding, docket: Docket) -> None:
    key = row.text("key", row.text("kind"))
    docket.claims[key] = keeper.keep(
        row,
        Claim,
        by={
            "proceeding": proceeding,
            "kind": row.text("kind"),
            "by": docket.party(row, "by"),
            "against": docket.party(row, "against"),
        },
        values={"cause_text": row.text("cause_text", "")},
        save=lambda claim, _: save_claim(claim=claim),
    )


def _decision(keeper: Keeper, row: Row, proceeding: Proceeding, docket: Docket) -> None:
    """Found again by kind and date. ``overturns`` names the decision that this one set aside."""
    set_aside = docket.decision(row, "overturns")
    key = row.text("key")
    decision = docket.decisions[key] = keeper.keep(
        row,
        Decision,
        by={"proceeding": proceeding, "kind": row.text("kind"), "decided_text": row.partial("decided")["decided_text"]},
        values={
            "decided_not_after": row.partial("decided")["decided_not_after"],
            "disposition": row.text("disposition", Disposition.UNKNOWN),
            "summary": row.text("summary"),
            "is_final": row.truth("is_final"),
            "appealable": row.truth("appealable"),
        },
        save=lambda record, cited: save_decision(decision=record, citations=cited),
    )
    if set_aside is not None and set_aside.overturned_by_id != decision.pk:
        set_aside.overturned_by = decision
        save_decision(decision=set_aside)


def _relief(keeper: Keeper, row: Row, proceeding: Proceeding, docket: Docket) -> None:
    key = row.text("key", row.text("kind"))
    docket.reliefs[key] = keeper.keep(
        row,
        Relief,
        by={"proceeding": proceeding, "kind": row.text("kind"), "sought_by": docket.party(row, "sought_by")},
        values={
            "claim": docket.claim(row),
            "sought": bool(row.truth("sought")),
            "sought_amount": row.amount("sought_amount"),
            "granted": row.truth("granted"),
            "granted_amount": row.amount("granted_amount"),
            "decision": docket.decision(row),
            "settled": bool(row.truth("settled")),
            "settled_amount": row.amount("settled_amount"),
            "currency": row.text("currency", ""),
            "period": row.text("period", Period.ONCE),
            "terms": row.text("terms", ""),
        },
        save=lambda relief, cited: save_relief(relief=relief, citations=cited),
    )
