"""Events: what they must carry, and that they are not in the future unless scheduled."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from cases.choices import DECIDING, LEAVING, SCHEDULABLE, Disposition, EventKind, EventRole, ReliefKind
from cases.models import Event, EventActor
from facts.choices import Assertion, PublicationState
from facts.outcomes import Notice
from facts.visibility import Viewer
from people.groups import Groups, Period

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
    _check_settled(event)
    notices = []
    if event.kind in DECIDING and event.decision_id is None:
        notices.append(Notice("no_decision", "decision", "No decision is on record for this ruling."))
    if not event.occurred_text:
        notices.append(Notice("undated", "occurred_text", "No date is on record."))
    return tuple(notices)


def check_move(event: Event) -> tuple[Notice, ...]:
    """A move between two employers of one group is a change of role. For an event whose actors are saved."""
    if event.kind not in LEAVING:
        return ()
    actors = EventActor.objects.filter(event=event, employer__isnull=False).select_related("employer")
    ends = {actor.employer for actor in actors if actor.employer and actor.role == EventRole.DESTINATION}
    starts = {actor.employer for actor in actors if actor.employer} - ends
    if event.employment is not None:
        starts |= {event.employment.unit or event.employment.employer} - ends
    if not starts or not ends:
        return ()
    groups = Groups.around([employer.pk for employer in (*starts, *ends)], Viewer(sees_unpublished=True))
    when = Period.of(event.partial("occurred"))
    return tuple(
        Notice(
            "within_group",
            "kind",
            f"{start} and {end} can have belonged to one group then: that is a role change, not “{kind}”.",
        )
        for kind in [EventKind(event.kind).label.lower()]
        for start in sorted(starts, key=str)
        for end in sorted(ends, key=str)
        if groups.common(start.pk, end.pk, when) is not None
    )


def _check_settled(event: Event) -> None:
    """No ruling follows a settlement of the same claim, but for a consent or costs order."""
    if event.case_id is None or event.kind not in (*DECIDING, EventKind.SETTLEMENT):
        return
    others = DECIDING if event.kind == EventKind.SETTLEMENT else (EventKind.SETTLEMENT,)
    rows = Event.objects.filter(case=event.case_id, kind__in=others).exclude(pk=event.pk)
    for other in rows.exclude(publication_state=PublicationState.WITHDRAWN).select_related("relief", "decision"):
        settlement, ruling = (event, other) if event.kind == EventKind.SETTLEMENT else (other, event)
        if _rules_on_what_was_settled(settlement, ruling):
            message = (
                f"A settlement of {settlement.occurred_text} stands before a ruling of {ruling.occurred_text} on the "
                "same claim. Name a decision “settled by order”, relief “costs” or the other claim, or withdraw the "
                "settlement."
            )
            raise ValidationError({"occurred_text": [message]})


def _rules_on_what_was_settled(settlement: Event, ruling: Event) -> bool:
    settled, ruled = settlement.partial("occurred"), ruling.partial("occurred")
    if settled.hi is None or ruled.lo is None or settled.hi >= ruled.lo:
        return False
    if ruling.decision is not None and ruling.decision.disposition == Disposition.SETTLED_BY_ORDER:
        return False
    if ruling.relief is not None and ruling.relief.kind == ReliefKind.COSTS:
        return False
    if len({settlement.proceeding_id, ruling.proceeding_id} - {None}) > 1:
        return False
    claims = {each.relief.claim_id for each in (settlement, ruling) if each.relief is not None and each.relief.claim_id}
    return len(claims) < 2


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
