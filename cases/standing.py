"""``found`` needs a decision that stands: the database's own rule, as ``DecisionQuerySet.standing`` reads it."""

import pgtrigger

from cases.choices import SET_ASIDE, PredecessorKind

_GONE = ", ".join(f"'{disposition.value}'" for disposition in SET_ASIDE)
_STANDS = f"""
IF current_setting('facts.reviewed', true) IS DISTINCT FROM 'on' AND EXISTS (
    SELECT 1 FROM cases_decision d WHERE d.id = NEW.decision_id AND (
        d.overturned_by_id IS NOT NULL OR EXISTS (
            SELECT 1 FROM cases_decision later JOIN cases_proceeding p ON p.id = later.proceeding_id
            WHERE p.predecessor_id = d.proceeding_id AND p.predecessor_kind = '{PredecessorKind.APPEAL_FROM.value}'
                AND later.disposition IN ({_GONE}) AND later.overturned_by_id IS NULL)))
THEN
    RAISE EXCEPTION 'what was set aside is not found: the decision of % does not stand', NEW.id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'event_found_needs_a_standing_decision', TABLE = 'cases_event';
END IF;
RETURN NEW;
"""  # noqa: S608 - words of ours

# A decision that is overturned later leaves its entries as they are: they are shown as set aside.
FOUND_NEEDS_IT = pgtrigger.Trigger(
    name="found_needs_a_standing_decision",
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("assertion", "decision_id", "publication_state"),
    when=pgtrigger.Before,
    condition=pgtrigger.Q(new__assertion="found"),
    func=_STANDS,
)
