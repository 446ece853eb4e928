"""Lists of the largest tables are narrowed by what an index knows, and ask no query that reads every row for it."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib import admin
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import Article, Deed, Mention, Suggestion
from cases.models import Agreement, Case, Decision, Event, Proceeding
from facts.admin.narrowing import values_of, years_of
from facts.models import Citation
from people.models import Employment, Person
from tests.admin import desk

# What grows with the news and with the disputes.
LARGE: tuple[Any, ...] = (
    *(Article, Suggestion, Mention, Deed, Citation),
    *(Case, Event, Proceeding, Decision, Employment, Person),
)


@pytest.mark.parametrize("model", LARGE, ids=lambda model: model.__name__)
def test_a_list_reads_no_column_of_all_rows(at_desk: Client, model: Any) -> None:
    desk.world()
    with CaptureQueriesContext(connection) as queries:
        answer = at_desk.get(reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"))

    assert answer.status_code == 200
    asked = [query["sql"] for query in queries.captured_queries]
    assert [sql for sql in asked if "DISTINCT" in sql or "GROUP BY" in sql] == []


def test_what_is_offered_has_an_index() -> None:
    lacking = []
    for model, page in admin.site._registry.items():  # noqa: SLF001 - all of them
        for narrowed in page.list_filter:
            column = getattr(narrowed, "column", "")
            firsts = [index.fields[0] for index in model._meta.indexes if index.fields and index.condition is None]
            ordered = [str(getattr(each, "name", "")) for index in model._meta.indexes for each in index.expressions]
            if column and column not in [*firsts, *ordered]:
                lacking.append(f"{model.__name__}.{column}")

    assert lacking == []


def test_years_and_words_of_a_column(db: None) -> None:
    for day in ("1914", "2021-05", "2021-12-31", "2023-01-01", ""):
        desk.event(desk.case(f"Case of {day}"), occurred_text=day, language="fr" if day == "1914" else "en")

    assert years_of(Event, "occurred_lo") == [2023, 2021, 1914]
    assert values_of(Event, "language") == ["en", "fr"]
    assert (years_of(Agreement, "signed_lo"), values_of(Article, "language")) == ([], [])


def test_entries_are_listed_by_year_and_language(at_desk: Client) -> None:
    told = {
        day: desk.event(desk.case(f"Case of {day}"), occurred_text=day, language=language)
        for day, language in (("2021-05", "en"), ("2021-06", "fr"), ("2023", "en"))
    }
    page = reverse("admin:cases_event_changelist")

    def found(**query: str) -> set[Any]:
        return set(at_desk.get(page, query).context["cl"].queryset)

    assert found(year="2021") == {told["2021-05"], told["2021-06"]}
    assert found(year="2021", language="fr") == {told["2021-06"]}
    assert found(year="1999") == found(year="x") == set(told.values())
