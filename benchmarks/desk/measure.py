"""The measurements: pages at each size in turns, decisions beside a bare view in turns, and eight editors at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from itertools import cycle, islice
from statistics import median
from time import perf_counter
from typing import Any

from django.contrib.auth.models import User
from django.db import connection
from django.urls import reverse

from articles.models import Suggestion
from benchmarks.desk.atonce import at_once
from benchmarks.desk.browser import Browser, Form
from benchmarks.desk.stock import a_copy, stock, using
from cases.models import Case
from people.models import Name

REVIEW = "admin:articles_suggestion_review"
# Requests of one page in one round, after one that is not counted.
_REPEATED = 5
# Y, Shift+Y, N and U, as often as an editor presses them.
_PRESSED = ("accept", "accept_only", "accept", "none", "accept", "accept_only", "accept", "unsure")


def report(*, cases: Sequence[int], world: int, rounds: int, decisions: int, items: int) -> dict[str, Any]:
    """Make the stocks and measure; the smallest one is what the others are compared with."""
    sizes = sorted(set(cases))
    with ExitStack() as copies:
        names = {size: copies.enter_context(a_copy(stock(size, world))) for size in sizes}
        pages = _pages(names, rounds)
        decided = {size: _decisions(name, decisions) for size, name in names.items()}
        together = at_once(names[sizes[-1]], items)
        stored = {size: _stored(name) for size, name in names.items()}
    first, last = sizes[0], sizes[-1]
    return {
        "sizes": {str(size): {"stored": stored[size], "pages": pages[size], "decide": decided[size]} for size in sizes},
        "ratios": {
            "pages": {
                page: round(pages[last][page]["ms"] / figures["ms"], 2) for page, figures in pages[first].items()
            },
            "decide": {str(size): decided[size]["ratio"] for size in sizes},
        },
        "at_once": together,
    }


def _stored(name: str) -> dict[str, int]:
    with using(name), connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT count(*) FROM cases_case), (SELECT count(*) FROM articles_article), "
            "(SELECT count(*) FROM people_person), pg_database_size(current_database()) / 1048576"
        )
        return dict(zip(("cases", "articles", "people", "mb"), cursor.fetchone(), strict=True))


# --- pages ---


def _pages(names: Mapping[int, str], rounds: int) -> dict[int, dict[str, Any]]:
    """Of each page at each size the median in milliseconds and the number of its queries."""
    took: dict[int, dict[str, list[float]]] = {size: defaultdict(list) for size in names}
    queries: dict[int, dict[str, int]] = {size: {} for size in names}
    for _ in range(rounds):
        for size, name in names.items():
            with using(name):
                browser = Browser(User.objects.get(username="editor0"))
                for page, (path, query) in _addresses().items():
                    browser.get(path, **query)
                    with _counted() as counted:
                        browser.get(path, **query)
                    queries[size][page] = len(counted)
                    took[size][page] += [_timed(lambda: browser.get(path, **query))[1] for _ in range(_REPEATED)]  # noqa: B023
    return {
        size: {
            page: {"ms": round(median(times), 2), "queries": queries[size][page]} for page, times in took[size].items()
        }
        for size in names
    }


def _addresses() -> dict[str, tuple[str, dict[str, str]]]:
    """What is asked for; the records are those of the world that every stock begins with."""
    first = Case.objects.order_by("created_at", "pk")
    case = first.filter(jurisdiction="US-CA")[0]
    cases = reverse("admin:cases_case_changelist")
    person = Name.objects.filter(person__participations__case=case, script="Latn").order_by("pk")[0]
    employer = Name.objects.filter(employer__participations__case=case, script="Latn").order_by("pk")[0]
    choices = reverse("admin:autocomplete")
    return {
        "review screen": (reverse(REVIEW), {}),
        "case change form": (reverse("admin:cases_case_change", args=[case.pk]), {}),
        "case list": (cases, {}),
        "case list, published": (cases, {"publication_state__exact": "published"}),
        "case list, one status": (cases, {"status__exact": "alleged"}),
        "case list, one jurisdiction": (cases, {"jurisdiction": "US-CA"}),
        "case list, not merged": (cases, {"merged": "no"}),
        "case list, one year": (cases, {"year": str(case.opened_lo.year if case.opened_lo else 2020)}),
        "case list, all filters": (
            cases,
            {
                "publication_state__exact": "draft",
                "status__exact": case.status,
                "jurisdiction": "US-CA",
                "merged": "no",
            },
        ),
        "case list, searched": (cases, {"q": person.text}),
        "autocomplete of people": (choices, _field("cases", "participant", "person", person.folded.split()[-1][:3])),
        "autocomplete of employers": (choices, _field("cases", "participant", "employer", employer.folded[:3])),
        "autocomplete of cases": (choices, _field("cases", "event", "case", person.folded.split()[-1][:5])),
    }


def _field(app: str, model: str, field: str, term: str) -> dict[str, str]:
    return {"app_label": app, "model_name": model, "field_name": field, "term": term}


# --- decisions ---


def _decisions(name: str, count: int) -> dict[str, Any]:
    """Decide and show the next, in turns with the bare view, on a copy of a stock."""
    review = reverse(REVIEW)
    took: dict[str, list[float]] = defaultdict(list)
    queries: dict[str, list[int]] = defaultdict(list)
    floors: list[float] = []
    with using(name):
        keys = cycle(Suggestion.objects.exclude(state="open").order_by("pk").values_list("pk", flat=True)[:200])
        browser = Browser(User.objects.get(username="editor0"))
        page = browser.get(review)
        token = [("csrfmiddlewaretoken", Form(page, "review").value("csrfmiddlewaretoken"))]
        warming = len(_PRESSED)
        # Of a small stock something is left for the eight editors.
        count = min(count, Suggestion.objects.filter(state="open").values("article").distinct().count())
        for number, verb in enumerate(islice(cycle(_PRESSED), warming + count)):
            form = Form(page, "review")
            if not form.value("item"):
                break
            do = verb if form.value("candidate") else "none"
            fields = [*form.fields, ("do", do)]
            key = next(keys)
            if number < warming:
                browser.post(f"/bare/{key}/", token)
                with _counted() as counted:
                    page = browser.post(review, fields)
                queries[do].append(len(counted))
                continue
            floors.append(_timed(lambda: browser.post(f"/bare/{key}/", token))[1])  # noqa: B023
            page, spent = _timed(lambda: browser.post(review, fields))  # noqa: B023
            took[do].append(spent)
        with _counted() as counted:
            browser.post(f"/bare/{next(keys)}/", token)
    if not floors:
        raise ValueError(f"{name}: too few open articles for a decision that is measured; take more cases")
    floor, everything = median(floors), sorted(spent for times in took.values() for spent in times)
    return {
        "bare_ms": round(floor, 2),
        "bare_queries": len(counted),
        "ms": round(median(everything), 2),
        "ms_p95": round(everything[int(0.95 * len(everything))], 2),
        "ratio": round(median(everything) / floor, 2),
        "by_verb": {
            verb: {
                "ms": round(median(times), 2),
                "ratio": round(median(times) / floor, 2),
                "decisions": len(times),
                "queries": sorted(set(queries[verb])),
            }
            for verb, times in sorted(took.items())
        },
    }


def _timed(work: Callable[[], Any]) -> tuple[Any, float]:
    start = perf_counter()
    done = work()
    return done, (perf_counter() - start) * 1e3


@contextmanager
def _counted() -> Iterator[list[str]]:
    """The statements that are run meanwhile."""
    ran: list[str] = []

    def note(execute: Any, statement: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001 - Django's
        ran.append(statement)
        return execute(statement, params, many, context)

    with connection.execute_wrapper(note):
        yield ran
