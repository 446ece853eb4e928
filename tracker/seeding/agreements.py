"""Agreements with their covenants."""

from __future__ import annotations

from cases.choices import CompensationBasis, CovenantStatus, DisputeForum, Instrument, Trigger
from cases.models import Agreement, Covenant
from cases.services import save_agreement, save_covenant
from people.models import Employer, Person
from tracker.seeding.keeping import Keeper
from tracker.seeding.proceedings import Docket
from tracker.seeding.rows import Row


def load_agreements(keeper: Keeper, rows: list[Row], docket: Docket, *, held_with: str = "") -> None:
    """Rows of ``agreements.json`` that belong to one case (or to none, with an empty docket)."""
    for row in rows:
        row.value("case")
        covenants = row.rows("covenants", named_by=["key", "kind"])
        agreement = keeper.keep(
            row,
            Agreement,
            by={"slug": row.text("slug")},
            values={
                "person": keeper.called(Person, row, "person"),
                "employer": keeper.called(Employer, row, "employer"),
                "instrument": row.text("instrument", Instrument.UNKNOWN),
                "existence": row.text("existence"),
                **row.partial("signed"),
                "governing_law": row.text("governing_law", ""),
                "dispute_forum": row.text("dispute_forum", DisputeForum.UNKNOWN),
                "forum_text": row.text("forum_text", ""),
            },
            save=lambda record, cited: save_agreement(agreement=record, citations=cited),
            held_with=held_with,
        )
        for entry in covenants:
            _covenant(keeper, entry, agreement, docket)


def _covenant(keeper: Keeper, row: Row, agreement: Agreement, docket: Docket) -> None:
    key = row.text("key", row.text("kind"))
    docket.covenants[key] = keeper.keep(
        row,
        Covenant,
        by={"agreement": agreement, "kind": row.text("kind")},
        values={
            "duration_value": row.number("duration_value"),
            "duration_unit": row.text("duration_unit", ""),
            "trigger": row.text("trigger", Trigger.END_OF_EMPLOYMENT),
            "territory": row.text("territory", ""),
            "activities": row.text("activities", ""),
            "compensation_basis": row.text("compensation_basis", CompensationBasis.UNKNOWN),
            "compensation_amount": row.amount("compensation_amount"),
            "compensation_currency": row.text("compensation_currency", ""),
            "compensation_period": row.text("compensation_period", ""),
            "status": row.text("status", CovenantStatus.UNKNOWN),
            "decided_by": docket.decision(row, "decided_by"),
        },
        save=lambda covenant, cited: save_covenant(covenant=covenant, citations=cited),
    )
