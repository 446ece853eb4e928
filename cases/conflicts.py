"""Which entries and proceedings another one of their case tells otherwise, kept by the database in ``Conflict``.

The desk counts them, and comparing every entry with every other takes a second at full size. Triggers compare the rows
of one case when one of them changes. They run after the one that raises the case's revision, which holds the case: of
two rows that come at once, the later one sees the earlier.
"""

from collections.abc import Iterable

import pgtrigger

from cases.choices import BEGINNINGS, DECIDING, HAPPENS_ONCE, ONCE_IN_A_PROCEEDING, ONCE_IN_AN_EMPLOYMENT, DateRole
from facts.choices import PublicationState


def _listed(codes: Iterable[str]) -> str:
    return ", ".join(f"'{code}'" for code in codes)


# The same step: of one decision; or of a kind that happens once, and of one employment, or of one proceeding as far as
# both name one. Otherwise: with days of which none is possible for both (those of reports do not count), or with
# another amount in the same currency.
_ENTRIES = f"""
    SELECT e.id FROM cases_event e WHERE e.case_id = {{case}} AND e.kind IN ({_listed(HAPPENS_ONCE)})
    AND e.publication_state <> '{PublicationState.WITHDRAWN.value}' AND EXISTS (
        SELECT 1 FROM cases_event o WHERE o.case_id = e.case_id AND o.kind = e.kind
        AND o.publication_state <> '{PublicationState.WITHDRAWN.value}'
        AND (o.decision_id = e.decision_id AND e.kind IN ({_listed(DECIDING)})
            OR o.employment_id = e.employment_id AND e.kind IN ({_listed(ONCE_IN_AN_EMPLOYMENT)})
            OR e.kind IN ({_listed(ONCE_IN_A_PROCEEDING)}) AND (o.proceeding_id = e.proceeding_id) IS NOT FALSE)
        AND (o.date_role = '{DateRole.HAPPENED.value}' AND e.date_role = '{DateRole.HAPPENED.value}'
                AND (o.occurred_lo > e.occurred_hi OR o.occurred_hi < e.occurred_lo)
            OR o.currency = e.currency AND o.amount <> e.amount))
"""  # noqa: S608 - words of ours
# An action begins before one body of a kind, unless one proceeding follows the other.
_PROCEEDINGS = f"""
    SELECT p.id FROM cases_proceeding p WHERE p.case_id = {{case}} AND p.stage IN ({_listed(BEGINNINGS)}) AND EXISTS (
        SELECT 1 FROM cases_proceeding o WHERE o.case_id = p.case_id AND o.stage = p.stage
        AND o.forum_type = p.forum_type AND o.tribunal_id <> p.tribunal_id
        AND o.id IS DISTINCT FROM p.predecessor_id AND p.id IS DISTINCT FROM o.predecessor_id)
"""  # noqa: S608 - words of ours

_GONE = """
IF TG_OP = 'DELETE' THEN
    DELETE FROM cases_conflict WHERE "table" = '{table}' AND record = OLD.id;
END IF;
"""
_AGAIN = """
IF TG_OP <> '{missing}' AND {row}.case_id IS NOT NULL THEN
    DELETE FROM cases_conflict WHERE "table" = '{table}' AND record IN (
        SELECT id FROM cases_{table} WHERE case_id = {row}.case_id);
    INSERT INTO cases_conflict ("table", record) SELECT '{table}', found.id FROM ({found}) found;
END IF;
"""


def _kept(table: str, found: str, *columns: str) -> pgtrigger.Trigger:
    again = "".join(
        _AGAIN.format(missing=missing, row=row, table=table, found=found.format(case=f"{row}.case_id"))
        for row, missing in (("OLD", "INSERT"), ("NEW", "DELETE"))
    )
    return pgtrigger.Trigger(
        # Triggers of one table run in the order of their names.
        name="tell_conflicts",
        operation=pgtrigger.Insert | pgtrigger.Delete | pgtrigger.UpdateOf(*columns),
        when=pgtrigger.After,
        func=f"{_GONE.format(table=table)}{again}RETURN NULL;",
    )


OF_ENTRIES = _kept(
    "event",
    _ENTRIES,
    *("case_id", "kind", "publication_state", "decision_id", "employment_id", "proceeding_id"),
    *("date_role", "occurred_lo", "occurred_hi", "amount", "currency"),
)
OF_PROCEEDINGS = _kept("proceeding", _PROCEEDINGS, "case_id", "stage", "forum_type", "tribunal_id", "predecessor_id")
