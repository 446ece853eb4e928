from __future__ import annotations

import hashlib
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from cases.models import JurisdictionRule, RuleVersion
from facts.models import Citation, Publishable
from facts.services import quote, summarise
from tests.records import (
    a_case,
    a_citation,
    a_person,
    an_agreement,
    an_employer,
    an_employment,
    an_event,
    shown,
)

pytestmark = pytest.mark.django_db
TEXT = "据报道,甲公司申请劳动仲裁。 The firm applied for arbitration."


def test_a_quote_is_what_stands_at_its_offsets() -> None:
    citation = quote(text=TEXT, start=4, end=14, url="https://news.example/1")

    assert citation.quote == TEXT[4:14]
    assert citation.text_sha256 == hashlib.sha256(TEXT.encode()).hexdigest()


@pytest.mark.parametrize(
    ("start", "end", "field"),
    [(-1, 4, "quote_start"), (4, 4, "quote_start"), (0, 999, "quote_start"), (14, 15, "quote")],
)
def test_a_span_outside_the_text_or_without_words_is_refused(start: int, end: int, field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        quote(text=TEXT, start=start, end=end, url="https://news.example/1")

    assert field in refused.value.message_dict
    assert not Citation.objects.exists()


def test_a_quote_has_at_most_500_characters() -> None:
    assert quote(text="a" * 600, start=0, end=500, publisher="Synthetic Daily").quote_end == 500
    with pytest.raises(ValidationError, match="at most 500"):
        quote(text="a" * 600, start=0, end=501, publisher="Synthetic Daily")


def test_a_summary_needs_words_and_a_source() -> None:
    with pytest.raises(ValidationError):
        summarise(summary="", url="https://news.example/1")
    with pytest.raises(ValidationError, match="URL or a publisher"):
        summarise(summary="Said so.")


def test_the_database_itself_refuses_a_quote_that_is_longer_than_its_span() -> None:
    citation = quote(text=TEXT, start=0, end=5, url="https://news.example/1")

    with pytest.raises(IntegrityError, match="citation_quoted_is_verbatim_and_placed"), transaction.atomic():
        Citation.objects.filter(pk=citation.pk).update(quote="more than five characters")


def check_now() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def publish_behind_the_services(record: Any) -> None:
    type(record).objects.filter(pk=record.pk).update(publication_state="published")
    check_now()


def take_citations_away(record: Any) -> None:
    record.citation_links.all().delete()
    check_now()


@pytest.mark.parametrize("make", [a_case, a_person])
def test_the_database_itself_refuses_to_publish_without_a_citation(make: object) -> None:
    assert callable(make)
    record = make()

    with pytest.raises(IntegrityError, match="needs at least one citation"), transaction.atomic():
        publish_behind_the_services(record)


def test_every_publishable_model_has_the_rule_and_its_last_citation_stays() -> None:
    publishable: list[Any] = [model for model in apps.get_models() if issubclass(model, Publishable)]

    assert len(publishable) > 5
    for model in publishable:
        if hasattr(model, "citation_links"):
            triggers = {trigger.name for trigger in model._meta.triggers}
            below = model._meta.get_field("citation_links").related_model
            assert "published_needs_citation" in triggers, model
            assert "last_citation_stays" in {trigger.name for trigger in below._meta.triggers}, model


@pytest.mark.parametrize(
    "make",
    [
        a_case,
        a_person,
        an_employer,
        an_agreement,
        lambda: an_employment().record,
        lambda: an_event(kind="departure").record,
    ],
)
def test_sql_cannot_publish_without_a_citation_nor_take_the_last(make: Any) -> None:
    record = make()
    table = record._meta.db_table
    publishing = f"UPDATE {table} SET publication_state = 'published' WHERE id = %s"  # noqa: S608 - names of ours

    def run(statement: str) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, [record.pk])
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    with pytest.raises(IntegrityError, match="needs at least one citation"):
        run(publishing)
    record.citation_links.create(citation=a_citation())
    run(publishing)
    with pytest.raises(IntegrityError, match="needs at least one citation"):
        run(f"DELETE FROM {table}citation WHERE fact_id = %s")  # noqa: S608


def test_sql_cannot_publish_a_rule_without_an_authority() -> None:
    rule = JurisdictionRule.objects.create(jurisdiction="ZZ", name="Nowhere")
    version = RuleVersion.objects.create(
        rule=rule,
        selected_by="agreement_date",
        enforceability="restricted",
        duration_rule="hard_cap",
        excess_effect="void_beyond",
        confidence="secondary",
    )

    with pytest.raises(IntegrityError, match="ruleversion_published_needs_authority"), transaction.atomic():
        RuleVersion.objects.filter(pk=version.pk).update(publication_state="published")


def test_the_last_citation_of_a_published_record_stays() -> None:
    case = shown(a_case())
    case.citation_links.create(citation=a_citation())
    case.citation_links.first().delete()
    check_now()

    with pytest.raises(IntegrityError, match="needs at least one citation"), transaction.atomic():
        take_citations_away(case)
