"""The seed files themselves: what every fact in them must have, before any database hears of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tracker.seeding.articles import sample_articles
from tracker.seeding.places import SEEDS
from tracker.seeding.sources import QUOTATION_MARKS

FILES = sorted(SEEDS.rglob("*.json"))
CASES = sorted((SEEDS / "cases").glob("*.json"))
DEVELOPMENT = Path(__file__).parent.parent / "data" / "linking"


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def objects(value: Any) -> Iterator[dict[str, Any]]:
    """Every object in ``value``, outermost first."""
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from objects(inner)


def slugs(file: str, key: str) -> set[str]:
    return {row["slug"] for row in read(SEEDS / file)[key]}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_our_own_words_take_no_quotation_marks(path: Path) -> None:
    for row in objects(read(path)):
        for field in ("summary", "title", "description", "notability_reason"):
            assert not QUOTATION_MARKS & set(str(row.get(field) or "")), row


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_case_and_every_event_in_it_is_cited(path: Path) -> None:
    case = read(path)

    assert path.stem == case["slug"]
    assert case["citations"]
    assert case["events"]
    for part in ("events", "employments", "proceedings"):
        for row in case.get(part, ()):
            assert row.get("citations"), row
    for row in objects(case.get("proceedings", [])):
        if "disposition" in row:
            assert row["citations"], row


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_whoever_a_case_names_is_described(path: Path) -> None:
    people, employers = slugs("people.json", "people"), slugs("employers.json", "employers")
    cases = {other.stem for other in CASES}

    for row in objects(read(path)):
        assert row.get("person", "zhou-chang") in people
        assert row.get("employer", "alibaba") in employers
        assert row.get("case", path.stem) in cases


def test_every_source_is_used_and_every_used_one_is_described() -> None:
    used = {row["source"] for path in FILES for row in objects(read(path)) if "source" in row}

    assert used == set(read(SEEDS / "sources.json")["sources"])


@pytest.mark.parametrize(("key", "source"), read(SEEDS / "sources.json")["sources"].items())
def test_a_source_says_who_published_it(key: str, source: dict[str, str]) -> None:
    assert source["publisher"], key
    assert source["language"], key
    if "url" in source:
        assert urlsplit(source["url"]).scheme in ("http", "https"), key


def test_no_misprint_is_entered_as_a_name() -> None:
    """Spellings that only a misprint or a machine translation shows."""
    corrupt = set()
    for path in (DEVELOPMENT / "cases_dev.jsonl", DEVELOPMENT / "case_of_the_seed.jsonl"):
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            for who in (*record["persons"], *record["organizations"]):
                corrupt |= set(who.get("corrupt_forms") or ())

    entered = {
        name["text"]
        for file, key in (("people.json", "people"), ("employers.json", "employers"))
        for row in read(SEEDS / file)[key]
        for name in row["names"]
    }

    assert corrupt
    assert not corrupt & entered


def test_bare_surnames_and_nicknames_are_weak() -> None:
    for row in read(SEEDS / "people.json")["people"]:
        full = row["display_name"].split()
        for name in row["names"]:
            if name["text"] == full[-1] != row["display_name"] or name.get("kind") == "nickname":
                assert name.get("weak"), name


def test_titles_are_neutral() -> None:
    for path in CASES:
        assert re.search(r"\(.+\)$", read(path)["title"]), "a title ends with what the case is about"


def test_sample_articles_are_labelled_and_ours() -> None:
    articles = sample_articles()

    assert {article.language for article in articles} == {"fr", "en", "zh"}
    for article in articles:
        assert re.search(r"sample text|texte d'exemple|示例文本", article.text, re.IGNORECASE), article.path
        assert "http" not in article.text
        assert article.text.startswith(article.title)
    french = next(article for article in articles if article.language == "fr")
    assert french.published_on.isoformat() == "2025-08-11"
