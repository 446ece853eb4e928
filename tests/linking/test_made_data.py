"""The made disputes and articles: their format, their split, and that no name of the development set is in them."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from linking.fold import fold, fold_name
from linking.registry import first_day, last_day, read_articles, read_lines, read_registry

DATA = Path(__file__).parents[1] / "data" / "linking"
MADE = DATA / "made"
ARTICLES = {split: MADE / f"articles_{split}.jsonl" for split in ("train", "test")}
NEGATIVE_KINDS = {"same-entity-other-subject", "other-dispute", "general-law", "clean-move-or-leave", "fiction"}
CASE_FIELDS = set(json.loads((DATA / "cases_dev.jsonl").read_text(encoding="utf-8").splitlines()[0]))
ARTICLE_FIELDS = set(json.loads((DATA / "articles_dev.jsonl").read_text(encoding="utf-8").splitlines()[0]))


def cases() -> list[dict[str, Any]]:
    return read_lines([MADE / "cases.jsonl"])


def articles(split: str) -> list[dict[str, Any]]:
    return read_lines([ARTICLES[split]])


def whole(article: dict[str, Any]) -> str:
    return f"{article['title']}\n{article['text']}"


def names(case: dict[str, Any]) -> list[str]:
    return [
        name
        for who in case["persons"] + case["organizations"]
        if who["role"] != "court"
        for name in (who["name"], *who["aliases"], *who.get("aliases_unseen", ()), *who.get("weak_aliases", ()))
    ]


def test_cases_have_the_development_sets_format() -> None:
    made = cases()

    assert {frozenset(case) for case in made} == {frozenset(CASE_FIELDS)}
    assert len({case["id"] for case in made}) == len(made)
    assert {case["split"] for case in made} == set(ARTICLES)
    assert {related for case in made for related in case["related"]} <= {case["id"] for case in made}
    assert [case["id"] for case in made if case["filed"] and not first_day(case["filed"])] == []
    assert read_registry([MADE / "cases.jsonl"]).cards


@pytest.mark.parametrize("split", sorted(ARTICLES))
def test_articles_have_the_development_sets_format(split: str) -> None:
    made = articles(split)

    assert {frozenset(article) for article in made} == {frozenset(ARTICLE_FIELDS)}
    assert len({article["id"] for article in made}) == len(made)
    assert {article["dup_of"] for article in made} - {None} <= {article["id"] for article in made}
    assert [article["id"] for article in made if article["date"] and not last_day(article["date"])] == []
    assert [a["id"] for a in made if a["negative_kind"] not in (NEGATIVE_KINDS if not a["gold"] else {None})] == []
    assert len(read_articles([ARTICLES[split]])) == len(made)


@pytest.mark.parametrize("split", sorted(ARTICLES))
def test_labels_point_at_cases_of_the_same_split(split: str) -> None:
    known = {case["id"] for case in cases() if case["split"] == split}

    labelled = {label for article in articles(split) for label in article["gold"]}

    assert labelled - known == set()
    assert known - labelled == set()


@pytest.mark.parametrize("split", sorted(ARTICLES))
def test_labelled_names_stand_in_the_text(split: str) -> None:
    missing = [
        (article["id"], name)
        for article in articles(split)
        for name in article["gold_persons"] + article["gold_orgs"]
        if name not in whole(article)
    ]

    assert missing == []


@pytest.mark.parametrize("split", sorted(ARTICLES))
def test_languages_lengths_and_negatives_are_as_described(split: str) -> None:
    made = articles(split)
    languages = [article["lang"].split("-")[0] for article in made]

    assert set(languages) == {"en", "fr", "zh"}
    assert min(languages.count(language) for language in ("en", "fr", "zh")) >= len(made) // 6
    assert {article["lang"] for article in made if article["lang"].startswith("zh")} == {"zh-Hans", "zh-Hant"}
    assert 0.4 <= sum(not article["gold"] for article in made) / len(made) <= 0.5
    assert {article["negative_kind"] for article in made} == {None, *NEGATIVE_KINDS}
    assert min(len(article["text"]) for article in made) >= 200
    assert sum(len(article["text"]) >= 1500 for article in made) >= len(made) // 3


def test_aliases_are_shown_by_a_linked_article_and_the_unseen_by_none() -> None:
    texts: dict[str, str] = {case["id"]: "" for case in cases()}
    for split in ARTICLES:
        for article in articles(split):
            for label in article["gold"]:
                texts[label] += "\n" + fold(article["title"]).text + "\n" + fold(article["text"]).text

    wrong = [
        (case["id"], alias)
        for case in cases()
        for who in case["persons"] + case["organizations"]
        for field, seen in (("aliases", True), ("aliases_unseen", False))
        for alias in who.get(field, ())
        if (fold_name(alias) in texts[case["id"]]) is not seen
    ]

    assert wrong == []


def test_no_name_of_the_development_set_occurs() -> None:
    registered = read_lines([DATA / "cases_dev.jsonl", DATA / "case_of_the_seed.jsonl"])
    known = {name for case in registered for name in names(case)}
    pattern = re.compile("|".join(rf"\b{re.escape(name)}\b" if name.isascii() else re.escape(name) for name in known))

    found = [(case["id"], name) for case in cases() for name in names(case) if pattern.search(name)]
    found += [(a["id"], hit) for split in ARTICLES for a in articles(split) for hit in pattern.findall(whole(a))]

    assert found == []


def test_no_person_or_employer_belongs_to_both_splits() -> None:
    by_split: dict[str, set[str]] = {"train": set(), "test": set()}
    for case in cases():
        by_split[case["split"]].update(fold_name(name) for name in names(case))

    assert by_split["train"] & by_split["test"] == set()
