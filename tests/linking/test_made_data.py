"""The made disputes and articles: their format, their parts, no name of the development set, no sentence told twice."""

import json
import re
from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from linking.fold import fold, fold_name
from linking.registry import first_day, last_day, read_articles, read_lines, read_registry

DATA = Path(__file__).parents[1] / "data" / "linking"
ARTICLES = {
    "train": DATA / "made" / "articles_train.jsonl",
    "test": DATA / "made" / "articles_test.jsonl",
    "made2": DATA / "made2" / "articles.jsonl",
    "made3": DATA / "made3" / "articles.jsonl",
    "made4": DATA / "made4" / "articles.jsonl",
}
CASES = {part: path.with_name("cases.jsonl") for part, path in ARTICLES.items()}
# How long the articles of a part are, as its README says: from, to, and for which share of them.
LENGTHS = {
    "train": (1500, None, 1 / 3),
    "test": (1500, None, 1 / 3),
    "made2": (600, 3000, 2 / 3),
    "made3": (600, None, 0.4),
    "made4": (1500, 6000, 1 / 3),
}
# Which share of a part is about none: `made4` follows the development set, the others have more.
NEGATIVES = {"train": (0.4, 0.5), "test": (0.4, 0.5), "made2": (0.4, 0.5), "made3": (0.4, 0.5), "made4": (0.2, 0.32)}
# A sentence from this length on is nobody's by chance; a Chinese character says about what three Latin letters do.
OWN_SENTENCE = {"en": 48, "fr": 48, "zh": 16}
REPEATED = {"made2": 0, "made3": 2, "made4": 2}  # sentences of an article that another has as well
LETTERS = {"en": 1, "fr": 1, "zh": 3}
NEGATIVE_KINDS = {"same-entity-other-subject", "other-dispute", "general-law", "clean-move-or-leave", "fiction"}
CASE_FIELDS = set(json.loads((DATA / "cases_dev.jsonl").read_text(encoding="utf-8").splitlines()[0]))
ARTICLE_FIELDS = set(json.loads((DATA / "articles_dev.jsonl").read_text(encoding="utf-8").splitlines()[0]))


def cases(part: str) -> list[dict[str, Any]]:
    made = read_lines([CASES[part]])
    return made if part in ("made2", "made3", "made4") else [case for case in made if case["split"] == part]


def every_case() -> list[dict[str, Any]]:
    return [case for part in ARTICLES for case in cases(part)]


def articles(part: str) -> list[dict[str, Any]]:
    return read_lines([ARTICLES[part]])


def whole(article: dict[str, Any]) -> str:
    return f"{article['title']}\n{article['text']}"


def names(case: dict[str, Any]) -> list[str]:
    return [
        name
        for who in case["persons"] + case["organizations"]
        if who["role"] != "court"
        for name in (who["name"], *who["aliases"], *who.get("aliases_unseen", ()), *who.get("weak_aliases", ()))
    ]


def sentences(article: dict[str, Any]) -> set[str]:
    found = {sentence.strip() for sentence in re.split(r"[.!?。！？；\n]", whole(article).casefold())}
    return {sentence for sentence in found if len(sentence) >= OWN_SENTENCE[article["lang"].split("-")[0]]}


@pytest.mark.parametrize("path", sorted(set(CASES.values())), ids=lambda path: path.parent.name)
def test_cases_have_the_development_sets_format(path: Path) -> None:
    made = read_lines([path])

    assert {frozenset(case) for case in made} == {frozenset(CASE_FIELDS)}
    assert len({case["id"] for case in made}) == len(made)
    assert {case["split"] for case in made} <= {"train", "test"}
    assert {related for case in made for related in case["related"]} <= {case["id"] for case in made}
    assert [case["id"] for case in made if case["filed"] and not first_day(case["filed"])] == []
    assert read_registry([path]).cards


def test_no_id_is_given_twice() -> None:
    made = [case["id"] for case in every_case()]
    told = [article["id"] for part in ARTICLES for article in articles(part)]

    assert len(set(made)) == len(made)
    assert len(set(told)) == len(told)


@pytest.mark.parametrize("part", sorted(ARTICLES))
def test_articles_have_the_development_sets_format(part: str) -> None:
    made = articles(part)

    assert {frozenset(article) for article in made} == {frozenset(ARTICLE_FIELDS)}
    assert {article["dup_of"] for article in made} - {None} <= {article["id"] for article in made}
    assert [article["id"] for article in made if article["date"] and not last_day(article["date"])] == []
    assert [a["id"] for a in made if a["negative_kind"] not in (NEGATIVE_KINDS if not a["gold"] else {None})] == []
    assert len(read_articles([ARTICLES[part]])) == len(made)


@pytest.mark.parametrize("part", sorted(ARTICLES))
def test_labels_point_at_cases_of_the_same_part(part: str) -> None:
    known = {case["id"] for case in cases(part)}

    labelled = {label for article in articles(part) for label in article["gold"]}

    assert labelled - known == set()
    assert known - labelled == set()


@pytest.mark.parametrize("part", sorted(ARTICLES))
def test_labelled_names_stand_in_the_text(part: str) -> None:
    missing = [
        (article["id"], name)
        for article in articles(part)
        for name in article["gold_persons"] + article["gold_orgs"]
        if name not in whole(article)
    ]

    assert missing == []


@pytest.mark.parametrize("part", sorted(ARTICLES))
def test_languages_lengths_and_negatives_are_as_described(part: str) -> None:
    made = articles(part)
    shortest, longest, share = LENGTHS[part]
    languages = [article["lang"].split("-")[0] for article in made]

    assert set(languages) == {"en", "fr", "zh"}
    assert min(languages.count(language) for language in ("en", "fr", "zh")) >= len(made) // 6
    assert {article["lang"] for article in made if article["lang"].startswith("zh")} == {"zh-Hans", "zh-Hant"}
    fewest, most = NEGATIVES[part]
    assert fewest <= sum(not article["gold"] for article in made) / len(made) <= most
    assert {article["negative_kind"] for article in made} == {None, *NEGATIVE_KINDS}
    assert min(len(article["text"]) * LETTERS[article["lang"][:2]] for article in made) >= 200
    assert sum(shortest <= len(a["text"]) <= (longest or len(a["text"])) for a in made) >= int(len(made) * share)


def test_aliases_are_shown_by_a_linked_article_and_the_unseen_by_none() -> None:
    texts: dict[str, str] = {case["id"]: "" for case in every_case()}
    for part in ARTICLES:
        for article in articles(part):
            for label in article["gold"]:
                texts[label] += "\n" + fold(article["title"]).text + "\n" + fold(article["text"]).text

    wrong = [
        (case["id"], alias)
        for case in every_case()
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

    found = [(case["id"], name) for case in every_case() for name in names(case) if pattern.search(name)]
    found += [
        (article["id"], hit.group())
        for part in ARTICLES
        for article in articles(part)
        for hit in pattern.finditer(whole(article))
        if not re.search(r"[A-Z]\w+ $", whole(article)[: hit.start()])  # "Town Hall" is nobody's surname
    ]

    assert found == []


def test_no_person_or_employer_belongs_to_two_parts() -> None:
    by_part = {part: {fold_name(name) for case in cases(part) for name in names(case)} for part in ARTICLES}
    # Firms called by a word, and masks, are anybody's.
    shared = {
        name for part in by_part.values() for name in part if (name.isascii() and name.isalpha()) or name.endswith("某")
    }

    assert {name for one, two in combinations(by_part.values(), 2) for name in one & two} <= shared


@pytest.mark.parametrize("part", sorted(REPEATED))
def test_every_sentence_is_told_once_and_none_is_a_cases_own(part: str) -> None:
    elsewhere = {
        sentence
        for other in ARTICLES
        if other != part
        for article in articles(other)
        for sentence in sentences(article)
    }
    elsewhere |= {case["status"].casefold().strip(".。") for case in every_case()}
    made = articles(part)
    told_by = {sentence: article["id"] for article in reversed(made) for sentence in sentences(article)}

    copied = [
        (article["id"], sentence)
        for article in made
        for sentence in sentences(article)
        if sentence in elsewhere or told_by[sentence] not in (article["id"], article["dup_of"])
    ]

    # Outlets repeat a line about themselves.
    assert max(Counter(article for article, _ in copied).values(), default=0) <= REPEATED[part]
