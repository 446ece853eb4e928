"""One article as it comes before an editor, with everything that is open of it. A fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from articles.choices import JUDGED, SuggestionKind, SuggestionState
from articles.models import Article, Mention, Suggestion
from articles.reviews.nearby import Nearby, nearby_events, nearby_jobs
from articles.sentences import told
from cases.models import Case, Event
from cases.models.event import TIMELINE_ORDER
from facts import dates
from facts.compiled import compiled
from people.models import Employment

MOST_CANDIDATES = 5
LAST_ENTRIES = 3
# The columns that the screen shows.
_OF_ARTICLES = ("title", "text", "url", "language", "published_on", "sample", "source__name")
_OF_MENTIONS = (
    *("field", "start", "end", "text", "kind", "person", "employer", "article"),
    *("person__display_name", "person__disambiguator", "employer__display_name"),
)
_OF_SUGGESTIONS = (
    *("article", "kind", "case", "probability", "automatic", "reasons", "contradictions", "spans", "payload"),
    *("engine", "state", "version", "case__title", "case__status", "case__jurisdiction", "case__publication_state"),
)
_OF_JOBS = (
    *("person__display_name", "person__disambiguator", "employer__display_name"),
    *("start_text", "start_lo", "end_text", "end_lo", "publication_state"),
)
_OF_EVENTS = ("case", "kind", "occurred_text", "occurred_lo", "occurred_hi", "title", "publication_state", "sequence")
# A count over a join would group by every column, the text included.
_COPIES = RawSQL("(SELECT count(*) FROM articles_article copy WHERE copy.root_id = articles_article.id)", ())
_CITED = RawSQL("(SELECT count(*) FROM cases_eventcitation cited WHERE cited.fact_id = cases_event.id)", ())
_JOB_CITED = RawSQL(
    "(SELECT count(*) FROM people_employmentcitation cited WHERE cited.fact_id = people_employment.id)", ()
)
_PEOPLE = RawSQL(
    "ARRAY(SELECT person_id FROM cases_eventactor actor WHERE actor.event_id = cases_event.id"
    " AND person_id IS NOT NULL)",
    (),
)
_NAMED = RawSQL(
    "ARRAY(SELECT coalesce(person_id, employer_id) FROM cases_eventactor actor WHERE actor.event_id = cases_event.id)",
    (),
)
# No case has so many entries; a bound on what one page reads.
_MOST_EVENTS = 2000


@dataclass(frozen=True)
class Judgement:
    """What was decided of this very pair before, and by whom."""

    state: str
    who: str
    when: str
    note: str


@dataclass(frozen=True)
class Candidate:
    """A case that the article may be about. ``share`` is the probability in percent."""

    suggestion: Suggestion
    case: Case
    share: int
    reasons: tuple[str, ...]
    contradictions: tuple[str, ...]
    entries: tuple[str, ...]
    earlier: tuple[Judgement, ...]


@dataclass(frozen=True)
class Proposed:
    """An entry or move to be made, or somebody unknown, with the words it rests on."""

    suggestion: Suggestion
    quote: str
    reasons: tuple[str, ...]
    nearby: tuple[Nearby, ...]

    @property
    def is_entry(self) -> bool:
        return self.suggestion.kind in (SuggestionKind.EVENT, SuggestionKind.MOVE)

    @property
    def is_new_case(self) -> bool:
        return self.suggestion.kind == SuggestionKind.NEW_CASE


@dataclass(frozen=True)
class Item:
    """``candidates`` are at most five, the likeliest first; ``further`` are the rest. ``linked`` are cases that the
    article is about already.
    """

    article: Article
    copies: int
    mentions: Sequence[Mention]
    candidates: tuple[Candidate, ...]
    further: tuple[Suggestion, ...]
    proposed: tuple[Proposed, ...]
    linked: tuple[Suggestion, ...]

    @property
    def open(self) -> list[Suggestion]:
        """All that is open, as it was seen."""
        return [
            *(each.suggestion for each in self.candidates),
            *self.further,
            *(each.suggestion for each in self.proposed),
        ]


def item_of(article: UUID, language: str = "en") -> Item:
    """Read an article for review. ``Article.DoesNotExist`` where it is gone."""
    articles: list[Any] = _article(article)
    if not articles:
        raise Article.DoesNotExist
    found, mentions, rows = articles[0], _mentions(article), _suggestions(article)
    waiting = [row for row in rows if row.state == SuggestionState.OPEN]
    links = sorted(
        (row for row in waiting if row.kind == SuggestionKind.CASE), key=lambda row: (-(row.probability or 0), row.pk)
    )
    shown, further = links[:MOST_CANDIDATES], links[MOST_CANDIDATES:]
    others = [row for row in waiting if row.kind != SuggestionKind.CASE]
    linked = [row for row in rows if row.kind == SuggestionKind.CASE and row.state == SuggestionState.ACCEPTED]
    cases = {row.case_id for row in (*shown, *others, *linked) if row.case_id}
    events = _events(cases)
    entries = [row for row in others if row.kind in (SuggestionKind.EVENT, SuggestionKind.MOVE)]
    jobs = _jobs(entries)
    earlier = _earlier(shown)
    titles = _titles((*shown, *others))
    return Item(
        found,
        found.others,
        mentions,
        tuple(_candidate(row, events, earlier, titles, language) for row in shown),
        tuple(further),
        tuple(_proposed(row, shown, linked, events, jobs, titles, language) for row in others),
        tuple(linked),
    )


@compiled
def _article(article: UUID) -> QuerySet[Article]:
    articles = Article.objects.filter(pk=article).select_related("source")
    return articles.annotate(others=_COPIES).only(*_OF_ARTICLES)


@compiled
def _mentions(article: UUID) -> QuerySet[Mention]:
    return Mention.objects.filter(article=article).select_related("person", "employer").only(*_OF_MENTIONS)


@compiled
def _suggestions(article: UUID) -> QuerySet[Suggestion]:
    rows = Suggestion.objects.filter(article=article).exclude(state=SuggestionState.SUPERSEDED)
    return rows.select_related("case").only(*_OF_SUGGESTIONS).order_by("created_at", "pk")


def _events(cases: Iterable[UUID]) -> dict[UUID, list[Event]]:
    """The entries that stand of each case in the order of its timeline.

    ``cited``: how often; ``named``: who takes part; ``people``: which of them are people.
    """
    by_case: dict[UUID, list[Event]] = defaultdict(list)
    for event in _events_of(list(cases)):
        by_case[event.case_id].append(event)  # type: ignore[index]
    return by_case


@compiled
def _events_of(cases: Sequence[UUID]) -> QuerySet[Event]:
    counted = Event.objects.standing().annotate(cited=_CITED, named=_NAMED, people=_PEOPLE)
    rows: QuerySet[Event] = counted.filter(case__in=cases).order_by(*TIMELINE_ORDER)
    return rows.only(*_OF_EVENTS)[:_MOST_EVENTS]


def _jobs(rows: Iterable[Suggestion]) -> list[Employment]:
    people = {
        row.payload["person"]["id"] for row in rows if row.kind == SuggestionKind.MOVE and row.payload.get("person")
    }
    return _jobs_of([UUID(key) for key in people if key])


@compiled
def _jobs_of(people: Sequence[UUID]) -> QuerySet[Employment]:
    found = Employment.objects.filter(person__in=people).select_related("person", "employer")
    jobs: QuerySet[Employment] = found.annotate(cited=_JOB_CITED).only(*_OF_JOBS).in_order()
    return jobs


def _earlier(rows: Iterable[Suggestion]) -> dict[UUID, list[Judgement]]:
    """Decisions on the pairs that were opened again since, oldest first."""
    found: dict[UUID, list[Judgement]] = defaultdict(list)
    events: Any = Suggestion.pgh_event_model  # type: ignore[attr-defined]
    # Judged and opened again: that is the third version at least.
    again = [row.pk for row in rows if row.version > 2]
    if not again:
        return found
    steps = events.objects.filter(pgh_obj__in=again, state__in=JUDGED).order_by("pgh_id")
    for step in steps.select_related("decided_by"):
        when = step.decided_at.strftime("%Y-%m-%d %H:%M") if step.decided_at else ""
        said = Judgement(str(step.get_state_display()).lower(), str(step.decided_by or "somebody"), when, step.note)
        found[step.pgh_obj_id].append(said)
    return found


def _titles(rows: Iterable[Suggestion]) -> dict[str, str]:
    """Titles of the cases that reasons name by key."""
    keys = {
        UUID(reason["params"]["case"])
        for row in rows
        for reason in (*row.reasons, *row.contradictions)
        if "case" in (reason.get("params") or {})
    }
    if not keys:
        return {}
    return {str(pk): title for pk, title in Case.objects.filter(pk__in=keys).values_list("pk", "title")}


def _candidate(
    row: Suggestion,
    events: Mapping[UUID, Sequence[Event]],
    earlier: Mapping[UUID, Sequence[Judgement]],
    titles: Mapping[str, str],
    language: str,
) -> Candidate:
    case = row.case
    if case is None:
        raise LookupError("a link without a case")
    last = list(events.get(case.pk, ()))[-LAST_ENTRIES:]
    return Candidate(
        row,
        case,
        round(100 * (row.probability or 0)),
        tuple(told(reason, language, titles=titles) for reason in row.reasons),
        tuple(told(reason, language, titles=titles) for reason in row.contradictions),
        tuple(_told_of(event) for event in last),
        tuple(earlier.get(row.pk, ())),
    )


def _told_of(event: Event) -> str:
    """An entry in one line; what readers do not see is said."""
    state = "" if event.is_published else f" ({event.get_publication_state_display().lower()})"
    return f"{dates.display(event.occurred_text)}: {event.title}{state}"


def _proposed(
    row: Suggestion,
    shown: Sequence[Suggestion],
    linked: Sequence[Suggestion],
    events: Mapping[UUID, Sequence[Event]],
    jobs: Sequence[Employment],
    titles: Mapping[str, str],
    language: str,
) -> Proposed:
    nearby: list[Nearby] = []
    if row.kind in (SuggestionKind.EVENT, SuggestionKind.MOVE):
        where = [row.case_id] if row.case_id else [each.case_id for each in (*shown, *linked)]
        near = [event for case in where if case is not None for event in events.get(case, ())]
        nearby = nearby_events(row.payload, near)
    if row.kind == SuggestionKind.MOVE:
        nearby = [*nearby_jobs(row.payload, jobs), *nearby]
    return Proposed(
        row,
        str(row.spans[0]["quote"]) if row.spans else str(row.payload.get("quote", "")),
        tuple(told(reason, language, titles=titles) for reason in row.reasons),
        tuple(nearby),
    )
