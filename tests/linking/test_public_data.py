"""The form of the labelled digests of public pages: `tests/data/linking/public/`, `public2/` and `public3/`."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest

from tests.linking.conftest import DATA

PARTS = {"public": "dev", "public2": "dev", "public3": "test"}
LANGUAGES = ("en", "fr", "zh")
SETS = [(part, language) for part in PARTS for language in LANGUAGES]


def lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DATA / name).read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(("part", "language"), SETS)
def test_articles_are_about_known_cases_and_have_a_public_page(part: str, language: str) -> None:
    cases = {case["id"]: case for case in lines(f"{part}/cases_{language}.jsonl")}
    articles = lines(f"{part}/articles_{language}.jsonl")

    assert {case for article in articles for case in article["gold"]} <= set(cases)
    assert all(article["lang"].startswith(language) for article in articles)
    assert all(article["url"] is None or article["url"].startswith(("http://", "https://")) for article in articles)
    assert {record["split"] for record in (*cases.values(), *articles)} == {PARTS[part]}
    assert all(article["negative_kind"] for article in articles if not article["gold"])


@pytest.mark.parametrize(("part", "language"), SETS)
def test_names_that_matter_stand_in_the_article(part: str, language: str) -> None:
    for article in lines(f"{part}/articles_{language}.jsonl"):
        told = f"{article['title']}\n{article['text']}"

        assert [name for name in (*article["gold_persons"], *article["gold_orgs"]) if name not in told] == []


def test_every_article_is_told_once() -> None:
    articles = [article for part, language in SETS for article in lines(f"{part}/articles_{language}.jsonl")]
    known = lines("articles_dev.jsonl")

    ids = Counter(article["id"] for article in (*articles, *known))
    texts = Counter(article["text"] for article in articles)

    assert {name: count for name, count in ids.items() if count > 1} == {}
    assert {text[:60]: count for text, count in texts.items() if count > 1} == {}
    assert {article["url"] for article in articles} & {article["url"] for article in known if article["url"]} == set()
