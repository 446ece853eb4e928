"""What must hold of people and their working lives beyond one row. Errors name the field; notices are worth a look."""

from itertools import pairwise

from django.core.exceptions import ValidationError
from django.utils import timezone

from facts.outcomes import Notice
from facts.visibility import Viewer
from people import moves, spelling
from people.choices import UNITS, EndState, RelationKind
from people.models import Employer, EmployerRelation, Employment, Name, Person, RightsRequest
from people.models.rights import LONGEST_EXTENSION, due_date

# Overlaps shorter than this are how months on paper meet in life.
OVERLAP_DAYS = 31


def check_person(person: Person) -> tuple[Notice, ...]:
    """A second live person of one spelling needs a disambiguator on both (domain rule: same-name persons)."""
    person.full_clean()
    if spelling.is_masked(person.display_name):
        message = (
            "This looks like a name that was made anonymous: a party is then stored as a placeholder, and who it is "
            "is not looked up elsewhere. If it is a whole name, give a disambiguator."
        )
        if not person.disambiguator:
            raise ValidationError({"display_name": [message]})
    for other in namesakes(person):
        if not person.disambiguator or not other.disambiguator:
            raise ValidationError(
                {
                    "disambiguator": [
                        f"Another person is called {other.display_name} ({other.slug}): both need a disambiguator, "
                        "e.g. “speech researcher”."
                    ]
                }
            )
    return ()


def namesakes(person: Person) -> list[Person]:
    """Other live people whose display name has the same words, in any order."""
    key = spelling.tokens(person.display_name)
    same = Person.objects.live().exclude(pk=person.pk).named(person.display_name)
    return [other for other in same if spelling.tokens(other.display_name) == key]


def check_employer(employer: Employer) -> tuple[Notice, ...]:
    """A row's own rules."""
    employer.full_clean()
    return ()


def check_name(name: Name) -> tuple[Notice, ...]:
    """A name has letters, is not said twice of one bearer, and shared names are pointed out."""
    name.text = spelling.tidy(name.text)
    if not spelling.query_tokens(name.text):
        raise ValidationError({"text": ["A name needs at least one letter, character or digit."]})
    name.derive()
    name.full_clean()
    notices = []
    same = Name.objects.filter(folded=name.folded).exclude(pk=name.pk)
    bearers = same.filter(person__isnull=False) if name.person_id else same.filter(employer__isnull=False)
    bearers = bearers.exclude(person=name.person) if name.person_id else bearers.exclude(employer=name.employer)
    if bearers.exists():
        notices.append(Notice("shared_name", "text", f"“{name.text}” is also a name of another record."))
    if not spelling.is_plain(name.text):
        notices.append(
            Notice("odd_characters", "text", "The name holds invisible, bidirectional or mixed-script characters.")
        )
    return tuple(notices)


def check_relation(relation: EmployerRelation) -> tuple[Notice, ...]:
    """No cycle within one kind."""
    relation.full_clean()
    seen, frontier = {relation.source_id}, [relation.target_id]
    while frontier:
        at = frontier.pop()
        if at in seen:
            kind = RelationKind(relation.kind).label.lower()
            raise ValidationError({"target": [f"“{kind}” would run in a circle."]})
        seen.add(at)
        frontier += EmployerRelation.objects.filter(source=at, kind=relation.kind).values_list("target", flat=True)
    return ()


def check_employment(employment: Employment) -> tuple[Notice, ...]:
    """Order of the dates, the unit's place, and overlaps with the person's other employments."""
    if employment.end_state not in EndState.values:
        raise ValidationError({"end_state": ["Required: ongoing, ended or unknown; blank does not mean still there."]})
    employment.full_clean()
    start, end = employment.partial("start"), employment.partial("end")
    notices = []
    if start.hi and end.lo and start.hi > end.lo and start.text != end.text:
        notices.append(Notice("start_may_follow_end", "start_text", "The start may lie after the end."))
    elif start.text and start.text == end.text and start.precision != "day":
        notices.append(Notice("same_period", "end_text", f"Start and end lie in the same {start.precision}."))
    notice, last = employment.partial("notice_given"), end
    if notice.lo and last.hi and notice.lo > last.hi:
        raise ValidationError({"notice_given_text": ["Notice cannot be given wholly after the employment ended."]})
    _check_garden_leave(employment)
    if employment.unit is not None:
        if employment.unit.kind not in UNITS:
            raise ValidationError({"unit": ["A unit is of the kind unit, lab or brand."]})
        if not EmployerRelation.objects.filter(source=employment.unit, target=employment.employer).exists():
            message = f"{employment.unit} is not on record as a part of {employment.employer}."
            notices.append(Notice("unit_elsewhere", "unit", message))
    return (*notices, *_overlaps(employment), *_role_changes(employment))


def _role_changes(employment: Employment) -> list[Notice]:
    """A change within a group of companies is pointed out: it is no departure, and opens no restraint by itself."""
    others = Employment.objects.filter(person=employment.person_id).exclude(pk=employment.pk).select_related("employer")
    rows = moves.in_time([*others, employment])
    groups = moves.groups_of(rows, Viewer(sees_unpublished=True))
    return [
        Notice(
            "within_group",
            "employer",
            f"{earlier.employer} and {later.employer} can have belonged to one group then: that is a change of role, "
            "not a departure, and opens no restraint by itself.",
        )
        for earlier, later in pairwise(rows)
        if employment.pk in (earlier.pk, later.pk) and moves.within(earlier, later, groups) is not None
    ]


def _check_garden_leave(employment: Employment) -> None:
    """Leave lies between notice and the end of employment. Raises ``ValidationError`` where it certainly does not."""
    in_turn = [
        ("notice_given", "Garden leave cannot begin before notice is given."),
        ("garden_leave_from", "Garden leave cannot end before it begins."),
        ("garden_leave_to", "Garden leave cannot outlast the employment."),
        ("end", ""),
    ]
    for (earlier, message), (later, _) in pairwise(in_turn):
        first, second = employment.partial(earlier), employment.partial(later)
        if first.lo and second.hi and first.lo > second.hi:
            field = earlier if later == "end" else later
            raise ValidationError({f"{field}_text": [message]})
    begins, end = employment.partial("garden_leave_from"), employment.partial("end")
    if begins.lo and end.hi and begins.lo > end.hi:
        raise ValidationError({"garden_leave_from_text": ["Garden leave cannot begin after the employment ended."]})


def _overlaps(employment: Employment) -> list[Notice]:
    """Overlap is legal (garden leave, secondment, part-time) and worth asking about.

    Only what is certain counts as an overlap: the latest start against the earliest end. Dates that merely touch within
    their precision are noted as that.
    """
    notices = []
    mine, until = employment.partial("start"), employment.partial("end")
    others = Employment.objects.filter(person=employment.person_id).exclude(pk=employment.pk).select_related("employer")
    for other in others:
        theirs, theirs_until = other.partial("start"), other.partial("end")
        begin = max((day for day in (mine.hi, theirs.hi) if day is not None), default=None)
        ends = [day for day in (until.lo, theirs_until.lo) if day is not None]
        if mine.hi is None or theirs.hi is None or begin is None or not ends:
            continue
        finish = min(ends)
        days = (finish - begin).days
        if days > OVERLAP_DAYS:
            notices.append(
                Notice(
                    "overlap",
                    "start_text",
                    f"Overlaps the employment at {other.employer} by at least {days} days: garden leave, secondment, "
                    "part-time, or a wrong date?",
                )
            )
        elif {mine.text, until.text} & {theirs.text, theirs_until.text} - {""}:
            message = f"Touches the employment at {other.employer}; no overlap is claimed."
            notices.append(Notice("same_month", "start_text", message))
    return notices


def check_request(request: RightsRequest) -> tuple[Notice, ...]:
    """Days in order, the identity checked in some way, an extension told in time (GDPR Art. 12(3))."""
    request.requester = " ".join(request.requester.split())
    today = timezone.localdate()
    errors: dict[str, list[str]] = {}
    for name in ("received_on", "identity_checked_on", "extension_told_on"):
        day = getattr(request, name)
        if day is not None and day > today:
            errors[name] = ["This lies in the future."]
    if request.identity_checked_on is not None and not request.identity_how.strip():
        errors["identity_how"] = ["Say how the identity was checked."]
    if request.extension_months and request.received_on is not None:
        told, first = request.extension_told_on, due_date(request.received_on)
        if told is None or not request.received_on <= told <= first:
            errors["extension_told_on"] = [f"The requester is told of an extension by {first}, with the reason."]
        if not request.extension_reason.strip():
            errors["extension_reason"] = ["An extension needs the reason that was told."]
        if request.extension_months > LONGEST_EXTENSION:
            errors["extension_months"] = [f"At most {LONGEST_EXTENSION} months."]
    if errors:
        raise ValidationError(errors)
    if request.received_on is not None:
        request.due_on = due_date(request.received_on, request.extension_months)
    request.full_clean()
    if request.is_open and request.due_on < today:
        return (Notice("overdue", "due_on", f"The answer was due on {request.due_on}."),)
    return ()
