"""What an accepted suggestion makes: a citation, and the draft it is cited for.

Drafts only, even inside a published case; a record that is published gets the citation and keeps its words.
"""

import urllib.parse
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models

from articles.models import Article, Suggestion
from cases.choices import EventKind, EventRole
from cases.models import Case, Event, EventActor
from cases.services import save_event
from facts import dates
from facts.choices import Assertion, PublicationState
from facts.models import MAX_QUOTE, Citation
from facts.outcomes import Notice
from facts.services import link, quote
from people.choices import EndState
from people.models import Employer, Employment, Person
from people.services import save_employer, save_employment, save_person

if TYPE_CHECKING:
    from django.contrib.auth.models import User

R = TypeVar("R", Person, Employer)
Made = tuple[tuple[models.Model, ...], tuple[Notice, ...]]

_EVENT_OF_MOVE = {"joined": EventKind.JOINS, "left": EventKind.DEPARTURE}
# Characters between two sentences that are quoted as one.
_GAP = 2
# Published under this name where neither an outlet nor an address is known.
UNNAMED_PUBLISHER = "Text handed in, outlet not known"


@dataclass(frozen=True)
class Changes:
    """What the editor corrected before accepting; empty fields keep what is proposed.

    ``occurred`` is a partial date (``facts.dates``), ``""`` for unknown, None for the proposed one. ``event`` and
    ``employment``: the record on file that the proposal repeats; it gets the citation, and nothing new is made.
    """

    case: Case | None = None
    person: Person | None = None
    from_employer: Employer | None = None
    to_employer: Employer | None = None
    kind: str = ""
    title: str = ""
    description: str = ""
    occurred: str | None = None
    assertion: str = ""
    name: str = ""
    event: Event | None = None
    employment: Employment | None = None


def citation_of(suggestion: Suggestion) -> Citation:
    """Quote the article where the suggestion found it. Raises ``ValidationError`` on ``quote`` where that is gone."""
    article = suggestion.article
    for span in suggestion.spans:
        whole = article.text if span["field"] == "text" else article.title
        if whole[span["start"] : span["end"]] != span["quote"]:
            raise ValidationError({"quote": ["The article's text is gone or changed: link it again."]})
    whole, start, end = _best_quote(article, suggestion.spans)
    return quote(
        text=whole,
        start=start,
        end=end,
        url=article.url,
        publisher=_publisher(article),
        title=article.title,
        language=article.language,
        published=article.published_on.isoformat() if article.published_on else "",
        sample=article.sample,
    )


def _best_quote(article: Article, spans: Iterable[Mapping[str, Any]]) -> tuple[str, int, int]:
    """The text quoted from and the offsets: sentences that follow each other are one quote, the longest is taken.

    The headline is quoted only where nothing else is.
    """
    texts = [(span["start"], span["end"]) for span in spans if span["field"] == "text"]
    titles = [(span["start"], span["end"]) for span in spans if span["field"] == "title"]
    if not texts:
        if not titles:
            raise ValidationError({"quote": ["The suggestion quotes nothing of the article."]})
        return (article.title, *titles[0])
    headline = len(article.title) if article.title and article.text.startswith(article.title) else 0
    told = sorted(one for one in texts if one[0] >= headline) or sorted(texts)
    runs = [told[0]]
    for start, end in told[1:]:
        before = runs[-1]
        if start - before[1] <= _GAP and end - before[0] <= MAX_QUOTE:
            runs[-1] = (before[0], max(end, before[1]))
        else:
            runs.append((start, end))
    best = max(runs, key=lambda run: run[1] - run[0])
    return (article.text, *best)


def _publisher(article: Article) -> str:
    if article.source is not None:
        return article.source.name
    if article.url:
        return (urllib.parse.urlsplit(article.url).hostname or "").removeprefix("www.")[:200]
    return "" if article.sample else UNNAMED_PUBLISHER


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
    cast = _Cast(payload, changes)
    kind = changes.kind or payload["kind"]
    if kind not in EventKind.values:
        kind = EventKind.OTHER
    actors = cast.actors({"person": EventRole.SUBJECT, "from": EventRole.ACTOR, "to": EventRole.DESTINATION})
    return _entry(suggestion, citation, editor, changes, case=case, kind=kind, actors=actors, title=cast.title(kind))


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
    cast = _Cast(payload, changes)
    joined = payload["kind"] == "joined"
    person_, employer_ = cast.needed_person(), cast.needed_employer("to" if joined else "from")
    text, not_after = _when(payload, changes)
    made, notices = _employment(person_, employer_, joined, text, not_after, citation, editor, changes)
    case = _case(suggestion, changes)
    if case is None:
        return (made,), notices
    kind = _EVENT_OF_MOVE[payload["kind"]]
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


class _Cast:
    """Who a proposal names: records where they are on file or were chosen, else names alone."""

    def __init__(self, payload: Mapping[str, Any], changes: Changes) -> None:
        self.names = {name: payload[name]["name"] for name in ("person", "from", "to") if payload[name]}
        self.person = changes.person or _on_record(Person, payload["person"])
        self.employers = {
            "from": changes.from_employer or _on_record(Employer, payload["from"]),
            "to": changes.to_employer or _on_record(Employer, payload["to"]),
        }
        self.parties = [
            (_on_record(Person, ref), _on_record(Employer, ref)) for ref in payload["parties"] if ref and ref["id"]
        ]

    def needed_person(self) -> Person:
        if self.person is None:
            message = f"“{self.names.get('person', '')}” is not on record: choose a person, or create one first."
            raise ValidationError({"person": [message]})
        return self.person

    def needed_employer(self, name: str) -> Employer:
        found = self.employers[name]
        if found is None:
            message = f"“{self.names.get(name, '')}” is not on record: choose an employer, or create one first."
            raise ValidationError({f"{name}_employer": [message]})
        return found

    def actors(self, roles: Mapping[str, EventRole]) -> list[EventActor]:
        """Rows for everyone on record, each once."""
        rows = [EventActor(person=self.person, role=roles["person"])] if self.person else []
        rows += [EventActor(employer=one, role=roles[name]) for name, one in self.employers.items() if one]
        named = {row.person_id or row.employer_id for row in rows}
        for who, firm in self.parties:
            one = who or firm
            if one is not None and one.pk not in named:
                named.add(one.pk)
                rows.append(EventActor(person=who, employer=firm, role=EventRole.SUBJECT))
        return rows

    def title(self, kind: str) -> str:
        """Who and what, without a verb that could take a side; an editor may word it better."""
        label = EventKind(kind).label
        shown = {
            "person": self.person.display_name if self.person else self.names.get("person", ""),
            **{name: one.display_name if one else self.names.get(name, "") for name, one in self.employers.items()},
        }
        if kind == EventKind.JOINS:
            parts = [shown["person"], shown["to"]]
        elif kind == EventKind.DEPARTURE:
            parts = [shown["person"], shown["from"]]
        else:
            parts = [shown["from"], shown["person"]]
        told = " – ".join(part for part in parts if part)
        return f"{label}: {told}"[:300] if told else label


def _on_record(model: type[R], ref: Mapping[str, str | None] | None) -> R | None:
    """The record that a ref names, or the one it was merged into."""
    if ref is None or not ref["id"]:
        return None
    rows: Any = model
    found: Any = rows.objects.filter(pk=ref["id"]).first()
    while found is not None and found.merged_into is not None:
        found = found.merged_into
    result: R | None = found
    return result
