"""The two steps of an import: checking it, which does everything and undoes it; and saving it, which does it for good.

A check works in batches, each rolled back, so that it holds nothing for long; killed, it is done again from the start.
Saving is one transaction: killed at any point it has done nothing. It saves only what the confirmed report says: where
another plan comes out by then, nothing is saved and the new report is looked at.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, field
from typing import Any
from uuid import UUID

import pghistory
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from facts.bulk import bulk
from facts.choices import ImportState
from facts.exchange import commas, workbooks
from facts.exchange.sheets import Sheet, sheet_of
from facts.exchange.tables import Problem, Table, UnreadableFileError, table_of
from facts.models import Import
from facts.services.importing.applying import Sources, apply
from facts.services.importing.drafts import Draft
from facts.services.importing.gathering import Group, gathered
from facts.services.importing.jobs import Held, Lost, claim_import, lease, release_import
from facts.services.importing.planning import Planner

logger = logging.getLogger(__name__)

# Records that are planned, done and undone at once.
BATCH = 100
# Problems and notices that a report lists; it says how many there are.
LISTED = 1_000
# Characters of a value that a report repeats.
REPEATED = 1_000
XLSX = b"PK\x03\x04"

MEANWHILE = "Something changed since the report was made: nothing was saved. This is what would be saved now."


@dataclass
class Outcome:
    """What became of all drafts of a file, in the words of a report."""

    problems: list[Problem] = field(default_factory=list)
    notices: list[Problem] = field(default_factory=list)
    records: list[dict[str, Any]] = field(default_factory=list)
    unchanged: int = 0

    def add(self, draft: Draft) -> None:
        self.problems += draft.problems
        self.notices += draft.notices
        if draft.changes:
            changes = [[one.row, one.column, one.before[:REPEATED], one.after[:REPEATED]] for one in draft.changes]
            named = draft.group.slug or " / ".join(text for text in draft.group.told.values() if text)
            said = named if draft.created else draft.record.slug
            self.records.append({"label": said, "new": draft.created, "state": draft.state, "changes": changes})
        elif not draft.problems:
            self.unchanged += 1

    def digest(self) -> str:
        """Equal for equal plans: the confirmation is of one of them."""
        return hashlib.sha256(json.dumps(self.records).encode()).hexdigest()

    def report(self) -> dict[str, Any]:
        order = sorted(self.problems, key=lambda one: (one.row, one.column))
        made = sum(one["new"] for one in self.records)
        return {
            "errors": [asdict(one) for one in order[:LISTED]],
            "notices": [asdict(one) for one in self.notices[:LISTED]],
            "records": self.records,
            "counts": {
                "errors": len(self.problems),
                "notices": len(self.notices),
                "new": made,
                "changed": len(self.records) - made,
                "unchanged": self.unchanged,
            },
        }


def work_on_import(*, import_id: UUID) -> None:
    """Do what is next for an import. One that somebody else holds, or that has nothing to do, is left alone.

    An error is raised after the import was given back to be tried again.
    """
    held = claim_import(import_id=import_id)
    if held is None:
        return
    row = Import.objects.select_related("requested_by", "confirmed_by").get(pk=import_id)
    try:
        if row.state == ImportState.CHECKING:
            _check(row, held)
        else:
            _save(row, held)
    except Lost:
        logger.info("import %s was cancelled or taken over", import_id)
    except Exception as error:
        release_import(held, error)
        raise


def _read(row: Import, sheet: Sheet) -> tuple[Table, list[Group]]:
    content = bytes(row.content or b"")
    packed = content.startswith(XLSX)
    rows = workbooks.read(content, sheet.name) if packed else commas.read(content, row.encoding, sheet.headings)
    table = table_of(sheet, rows)
    return table, gathered(sheet, table)


def _batches(groups: Sequence[Group]) -> Iterator[tuple[int, Sequence[Group]]]:
    """Groups, some at a time, with how many are dealt with after them."""
    for at in range(0, len(groups), BATCH):
        batch = groups[at : at + BATCH]
        yield at + len(batch), batch


def _check(row: Import, held: Held) -> None:
    sheet, outcome = sheet_of(row.sheet), Outcome()
    try:
        table, groups = _read(row, sheet)
    except UnreadableFileError as error:
        outcome.problems.append(Problem(0, "", "", str(error)))
    else:
        held.save(total=len(groups), done=0, lease_until=timezone.now() + lease())
        planner = Planner(sheet, table, hold=False)
        for done, batch in _batches(groups):
            for draft in _tried(planner, batch, row.requested_by):
                outcome.add(draft)
            held.save(done=done, lease_until=timezone.now() + lease())
        outcome.problems += table.problems
    refused = bool(outcome.problems)
    held.end(
        ImportState.REFUSED if refused else ImportState.READY,
        report=outcome.report(),
        digest="" if refused else outcome.digest(),
    )


def _tried(planner: Planner, batch: Sequence[Group], editor: User | None) -> list[Draft]:
    """Plan some groups, do what they say, and undo it."""
    with transaction.atomic():
        drafts = planner.plan(batch)
        sources = Sources(drafts)
        for draft in drafts:
            if _concerned(draft):
                apply(planner.sheet, draft, sources, editor)
        transaction.set_rollback(True)
    return drafts


def _concerned(draft: Draft) -> bool:
    """Is there anything to do? A record that is told wrongly, or that stands as the file says, is left alone."""
    return bool(draft.changes or draft.sources or draft.below)


class _RefusedError(Exception):
    """The transaction cannot be what was confirmed; ``problems`` are what services said by then."""

    def __init__(self, problems: Sequence[Problem] = ()) -> None:
        super().__init__(problems)
        self.problems = list(problems)


def _save(row: Import, held: Held) -> None:
    try:
        with closing(_Pulse(held)) as pulse, bulk():
            _do(row, pulse)
            held.end(ImportState.DONE, done=row.total)
    except _RefusedError as refused:
        if refused.problems:
            report = Outcome(problems=refused.problems).report()
            held.end(ImportState.REFUSED, report=report, digest="", said=MEANWHILE)
        else:
            held.end(ImportState.QUEUED, digest="", said=MEANWHILE)
    except IntegrityError:
        # Somebody wrote at the same time what the database lets only one write: who, is told by another check.
        held.end(ImportState.QUEUED, digest="", said=MEANWHILE)


def _do(row: Import, told: Callable[[int], None]) -> None:
    """Everything, in the caller's transaction. Raises ``_RefusedError`` where it is not what was confirmed."""
    sheet, outcome = sheet_of(row.sheet), Outcome()
    try:
        table, groups = _read(row, sheet)
    except UnreadableFileError as error:
        raise _RefusedError([Problem(0, "", "", str(error))]) from error
    editor = row.confirmed_by
    who = {"user": editor.pk if editor else None, "request_id": row.request_id, "reason": row.reason}
    with pghistory.context(**who, imported=str(row.pk)):
        planner = Planner(sheet, table, hold=True)
        for done, batch in _batches(groups):
            drafts = planner.plan(batch)
            if any(draft.problems for draft in drafts):
                raise _RefusedError([problem for draft in drafts for problem in draft.problems])
            changed = [draft for draft in drafts if _concerned(draft)]
            sources = Sources(changed)
            for draft in changed:
                outcome.add(draft)
                try:
                    apply(sheet, draft, sources, editor)
                except (ValidationError, IntegrityError) as error:
                    raise _RefusedError(draft.problems) from error
            told(done)
    if table.problems or outcome.digest() != row.digest:
        raise _RefusedError


class _Pulse:
    """Tells how far a long transaction is, and that its worker lives, over a connection of its own."""

    def __init__(self, held: Held) -> None:
        self.held = held
        self.connection: Any = connection.copy()

    def __call__(self, done: int) -> None:
        with self.connection.cursor() as cursor:
            cursor.execute(
                "UPDATE facts_import SET done = %s, lease_until = %s WHERE id = %s AND claim = %s AND total >= %s",
                [done, timezone.now() + lease(), self.held.import_id, self.held.claim, done],
            )

    def close(self) -> None:
        self.connection.close()
