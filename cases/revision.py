"""``Case.revision``: raised by triggers on every change below a case, so that nothing written by any way is missed.

It makes a strong ETag cheap (one indexed read). What lies on the floor below (names, citations) is watched by triggers
that the migration ``cases.0002`` sets, since those tables know nothing of cases.
"""

import pgtrigger

_BELOW = """
IF TG_OP <> 'DELETE' THEN
    UPDATE cases_case SET revision = revision + 1, updated_at = clock_timestamp() WHERE id = {new};
END IF;
IF TG_OP = 'DELETE' OR (TG_OP = 'UPDATE' AND {old} IS DISTINCT FROM {new}) THEN
    UPDATE cases_case SET revision = revision + 1, updated_at = clock_timestamp() WHERE id = {old};
END IF;
RETURN NULL;
"""

# A stale instance saved back must not lower the revision.
_OWN = """
NEW.revision := GREATEST(NEW.revision, OLD.revision);
IF to_jsonb(NEW) - '{revision,updated_at,tokens}'::text[]
    IS DISTINCT FROM to_jsonb(OLD) - '{revision,updated_at,tokens}'::text[]
THEN
    NEW.revision := OLD.revision + 1;
END IF;
RETURN NEW;
"""


def below(case: str, name: str = "raise_case_revision") -> pgtrigger.Trigger:
    """Trigger for a table below a case. ``case`` is SQL for the case's id, with ``{row}`` for the row's record."""
    return pgtrigger.Trigger(
        name=name,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        when=pgtrigger.After,
        func=_BELOW.format(new=case.format(row="NEW"), old=case.format(row="OLD")),
    )


OWN = pgtrigger.Trigger(name="raise_own_revision", operation=pgtrigger.Update, when=pgtrigger.Before, func=_OWN)

# A relation lies below both its cases.
SECOND = below("{row}.second_id", "raise_second_case_revision")

OF_CASE = "{row}.case_id"
OF_PROCEEDING = "(SELECT case_id FROM cases_proceeding WHERE id = {row}.proceeding_id)"
OF_EVENT = "(SELECT case_id FROM cases_event WHERE id = {row}.event_id)"
_OF_FACT = "(SELECT case_id FROM {table} WHERE id = {row}.fact_id)"
_OF_FACT_IN_PROCEEDING = (
    "(SELECT p.case_id FROM cases_proceeding p JOIN {table} f ON f.proceeding_id = p.id WHERE f.id = {row}.fact_id)"
)


def of_fact(table: str) -> str:
    """The case of a citation link whose fact has a ``case_id``."""
    return _OF_FACT.replace("{table}", table)


def of_fact_in_proceeding(table: str) -> str:
    """The case of a citation link whose fact has a ``proceeding_id``."""
    return _OF_FACT_IN_PROCEEDING.replace("{table}", table)
