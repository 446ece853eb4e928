"""Events: what they must carry, and that they are not in the future unless scheduled."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from cases.choices import DECIDING, SCHEDULABLE, EventKind
from cases.models import Event
from facts.choices import Assertion
from facts.outcomes import Notice

# What each kind cannot be told without (domain rule). Court steps may be reported before the proceeding is on record.
_NEEDS = {
    EventKind.ENFORCEMENT: ("decision", "Enforcement needs the decision that is enforced."),
}


def check_event(event: Event) -> tuple[Notice, ...]:
    """Raises ``ValidationError`` per field; returns what is worth a look."""
    if event.assertion == Assertion.FOUND and event.decision_id is None:
        raise ValidationError({"decision": ["“Found” needs the decision that found it."]})
    against = event.against_publishing()
    if against:
        raise ValidationError({"decision": [against]})
    needs = _NEEDS.get(EventKind(event.kind)) if event.kind in EventKind.values else None
    if needs is not None and getattr(event, f"{needs[0]}_id") is None:
        raise ValidationError({needs[0]: [needs[1]]})
    if event.decision_id is not None and event.case_id is None:
        raise ValidationError({"case": ["A decision belongs to a case."]})
    event.set_partial("occurred", event.occurred_text, event.occurred_not_after)
    _check_future(event)
    event.full_clean()
    for field in ("proceeding", "decision", "relief"):
        row = getattr(event, field)
        of = (
            row.case_id
            if field == "proceeding" and row is not None
            else row.proceeding.case_id
            if row is not None
            else None
        )
        if row is not None and of != event.case_id:
            raise ValidationError({field: [f"This {field} belongs to another case."]})
    notices = []
    if event.kind in DECIDING and event.decision_id is None:
        notices.append(Notice("no_decision", "decision", "No decision is on record for this ruling."))
    if not event.occurred_text:
        notices.append(Notice("undated", "occurred_text", "No date is on record."))
    return tuple(notices)


def _check_future(event: Event) -> None:
    """A hearing may lie ahead and is then scheduled; a departure ahead is an announcement, another kind."""
    occurred = event.partial("occurred")
    if occurred.lo is None or occurred.lo <= timezone.localdate():
        return
    if event.kind in SCHEDULABLE:
        event.scheduled = True
        return
    if event.kind == EventKind.DEPARTURE:
        message = "A departure ahead is announced: use “departure_announced” with the day of the announcement."
    else:
        message = "This lies in the future. Only hearings, mediations and changes of law can be scheduled."
    raise ValidationError({"occurred_text": [message]})
