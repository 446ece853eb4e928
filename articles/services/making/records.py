"""The drafts that accepted suggestions become."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from articles.models import Suggestion
from articles.services.making.cast import Cast
from articles.services.making.changes import Changes
from cases.choices import DECIDING, EventKind, EventRole
from cases.models import Case, Event, EventActor
from cases.services import save_event
from facts import dates
from facts.choices import Assertion, PublicationState
from facts.models import Citation
from facts.outcomes import Notice
from facts.services import link
from facts.visibility import Viewer
from people.choices import UNITS, EndState
from people.groups import ALWAYS, Groups, Period, legal_entity
from people.models import Employer, Employment, Person
from people.services import save_employer, save_employment, save_person

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Made = tuple[tuple[models.Model, ...], tuple[Notice, ...]]

_OF_AUTHORITIES = frozenset(
    {*DECIDING, EventKind.INJUNCTION_GRANTED, EventKind.INJUNCTION_DENIED, EventKind.CHARGES_FILED}
)
_EVENT_OF_MOVE = {"joined": EventKind.JOINS, "left": EventKind.DEPARTURE}


def case_link(
    suggestion: Suggestion,
    citation: Citation,
    editor: "User",  # noqa: ARG001 - one signature for all kinds
    changes: Changes,
) -> Made:
    """Cite the article for the case."""
    case = _case(suggestion, changes)
    if case is None:
        raise ValidationError({"case": ["Choose the case, or open it first."]})
    link(fact=case, citations=[citation])
    return (case,), ()


def event(suggestion: Suggestion, citation: Citation, editor: "User", changes: Changes) -> Made:
    """A draft entry of the case's timeline, or one more citation of the entry on file."""
    if changes.event is not None:
        link(fact=changes.event, citations=[citation])
        return (changes.event,), ()
    case = _case(suggestion, changes)
    if case is None:
        raise ValidationError({"case": ["This entry belongs to no case yet: choose one."]})
    payload = suggestion.payload
    cast = Cast(payload, changes)
    kind = changes.kind or payload["kind"]
    if kind not in EventKind.values:
        kind = EventKind.OTHER
    actors = cast.actors(_roles(kind, person_named="person" in cast.names or cast.person is not None))
    return _entry(suggestion, citation, editor, changes, case=case, kind=kind, actors=actors, title=cast.title(kind))


def _roles(kind: str, *, person_named: bool) -> dict[str, EventRole]:
    """Who acted and who is concerned. Between firms alone ``to`` is the one acted against; a tribunal that decides and
    a prosecutor who charges stand in no proposal, so that nobody named there acted."""
    roles = {
        "person": EventRole.SUBJECT,
        "from": EventRole.ACTOR,
        "to": EventRole.DESTINATION if person_named else EventRole.SUBJECT,
    }
    if kind in _OF_AUTHORITIES:
        roles["from"] = EventRole.SUBJECT
    elif kind == EventKind.COUNTERCLAIM:
        answers = "person" if person_named else "to"
        roles |= {"from": EventRole.SUBJECT, answers: EventRole.ACTOR}
    return roles


def _entry(
    suggestion: Suggestion,
    citation: Citation,
    editor: "User",
    changes: Changes,
    *,
    case: Case,
    kind: str,
    actors: Iterable[EventActor],
    title: str,
    employment: Employment | None = None,
) -> Made:
    payload = suggestion.payload
    assertion = changes.assertion or payload["assertion"]
    notices: tuple[Notice, ...] = ()
    if assertion == Assertion.FOUND:
        # Press tells of a finding; only the decision itself, on record, makes it one.
        assertion = Assertion.REPORTED
        notices = (Notice("found_needs_decision", "assertion", "Saved as reported: no decision is named yet."),)
    text, not_after = _when(payload, changes)
    one = Event(
        case=case,
        employment=employment,
        kind=kind,
        assertion=assertion,
        occurred_text=text,
        occurred_not_after=not_after,
        title=changes.title or title,
        description=changes.description,
    )
    saved = save_event(event=one, actors=actors, citations=[citation], editor=editor)
    return (saved.record,), (*notices, *saved.warnings)


def move(suggestion: Suggestion, citation: Citation, editor: "User", changes: Changes) -> Made:
    """A draft employment begun or ended, and where the move belongs to a case, a draft entry of its timeline."""
    payload = suggestion.payload
    cast = Cast(payload, changes)
    joined = payload["kind"] == "joined"
    person_, employer_ = cast.needed_person(), cast.needed_employer("to" if joined else "from")
    text, not_after = _when(payload, changes)
    within = _in_one_group(cast, dates.parse(text, not_after))
    if within:
        made, notices = _service(person_, *within, citation, editor, changes)
    else:
        made, notices = _employment(person_, employer_, joined, text, not_after, citation, editor, changes)
    case = _case(suggestion, changes)
    if case is None:
        return (made,), notices
    kind = EventKind.ROLE_CHANGE if within else _EVENT_OF_MOVE[payload["kind"]]
    if changes.event is not None:
        link(fact=changes.event, citations=[citation])
        return (made, changes.event), notices
    actors = cast.actors({"person": EventRole.ACTOR, "from": EventRole.SUBJECT, "to": EventRole.DESTINATION})
    (entry,), more = _entry(
        suggestion,
        citation,
        editor,
        changes,
        case=case,
        kind=kind,
        actors=actors,
        title=cast.title(kind),
        employment=made,
    )
    return (made, entry), (*notices, *more)


def _employment(
    who: Person,
    where: Employer,
    joined: bool,  # noqa: FBT001 - one of two kinds of move
    text: str,
    not_after: date | None,
    citation: Citation,
    editor: "User",
    changes: Changes,
) -> tuple[Employment, tuple[Notice, ...]]:
    """The employment on record that the report can be about, else a new draft."""
    name = "start" if joined else "end"
    told = dates.parse(text, not_after)
    standing = changes.employment or _standing(who, where, name, told)
    if standing is not None and (
        standing.publication_state != PublicationState.DRAFT or getattr(standing, f"{name}_text")
    ):
        link(fact=standing, citations=[citation])
        if getattr(standing, f"{name}_text") or not text:
            return standing, ()
        message = f"This employment is not a draft: its {name} was cited and not filled in."
        return standing, (Notice("record_unchanged", f"{name}_text", message),)
    one = standing or Employment(person=who, employer=where, end_state=EndState.UNKNOWN)
    setattr(one, f"{name}_text", text)
    setattr(one, f"{name}_not_after", not_after)
    if not joined:
        one.end_state = EndState.ENDED
    saved = save_employment(employment=one, citations=[citation], editor=editor)
    return saved.record, saved.warnings


def _in_one_group(cast: Cast, told: dates.PartialDate) -> tuple[Employer, Employer] | None:
    """Where somebody was and is, if both can have belonged to one group then: nobody was left."""
    before, after = cast.employers["from"], cast.employers["to"]
    if before is None or after is None:
        return None
    groups = Groups.around([before.pk, after.pk], Viewer(sees_unpublished=True))
    shared = groups.common(before.pk, after.pk, Period.of(told))
    return None if shared is None else (before, after)


def _service(
    who: Person, before: Employer, after: Employer, citation: Citation, editor: "User", changes: Changes
) -> tuple[Employment, tuple[Notice, ...]]:
    """The employment in which somebody changed their role, else a new draft; it neither begins nor ends by that."""
    told = f"{before} and {after} can have belonged to one group then: taken as a change of role, not as a departure."
    notice = Notice("within_group", "kind", told)
    places = Employer.objects.filter(pk__in=[before.pk, after.pk])
    above = [entity for place in places if (entity := legal_entity(place, ALWAYS)) is not None]
    here = Q(employer__in=[before, after, *above]) | Q(unit__in=[before, after])
    rows = Employment.objects.filter(here, person=who).exclude(publication_state=PublicationState.WITHDRAWN)
    standing = changes.employment or rows.order_by("start_lo", "pk").last()
    if standing is not None:
        link(fact=standing, citations=[citation])
        return standing, (notice,)
    entity = legal_entity(after, ALWAYS)
    unit = after if after.kind in UNITS else None
    one = Employment(person=who, employer=entity or after, unit=unit if entity else None, end_state=EndState.UNKNOWN)
    saved = save_employment(employment=one, citations=[citation], editor=editor)
    return saved.record, (notice, *saved.warnings)


def _standing(who: Person, where: Employer, name: str, told: dates.PartialDate) -> Employment | None:
    """The person's employment there whose start or end is the one reported, as far as dates can tell."""
    rows = Employment.objects.filter(person=who, employer=where).exclude(publication_state=PublicationState.WITHDRAWN)
    for row in rows.order_by("start_lo", "pk").select_for_update(of=("self",)):
        here = row.partial(name)
        apart = (here.lo and told.hi and here.lo > told.hi) or (here.hi and told.lo and here.hi < told.lo)
        other = row.partial("end" if name == "start" else "start")
        backwards = (name == "start" and other.hi and told.lo and told.lo > other.hi) or (
            name == "end" and other.lo and told.hi and told.hi < other.lo
        )
        if not apart and not backwards:
            return row
    return None


def person(suggestion: Suggestion, citation: Citation, editor: "User", changes: Changes) -> Made:
    """A draft person under the name found."""
    one = Person(display_name=changes.name or suggestion.payload["text"])
    saved = save_person(person=one, citations=[citation], editor=editor)
    return (saved.record,), saved.warnings


def employer(suggestion: Suggestion, citation: Citation, editor: "User", changes: Changes) -> Made:
    """A draft employer under the name found."""
    one = Employer(display_name=changes.name or suggestion.payload["text"])
    saved = save_employer(employer=one, citations=[citation], editor=editor)
    return (saved.record,), saved.warnings


def remember(suggestion: Suggestion, record: models.Model) -> None:
    """Note on the suggestion what it made."""
    if isinstance(record, Event):
        suggestion.made_event = record
    elif isinstance(record, Employment):
        suggestion.made_employment = record


def _case(suggestion: Suggestion, changes: Changes) -> Case | None:
    case = changes.case or suggestion.case
    while case is not None and case.merged_into is not None:
        case = case.merged_into
    return case


def _when(payload: Mapping[str, Any], changes: Changes) -> tuple[str, date | None]:
    """The partial date, and the day of the report that it cannot lie after."""
    told = payload["date"]
    not_after = date.fromisoformat(told["not_after"]) if told["not_after"] else None
    text = told["edtf"] if changes.occurred is None else changes.occurred
    try:
        dates.parse(text, not_after)
    except ValidationError as error:
        raise ValidationError({"occurred": error.messages}) from error
    return text, not_after
