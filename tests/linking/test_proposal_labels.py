"""The labelled events stand in their articles, in the accepted forms, and were chosen as their README says."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from hashlib import sha256
from typing import Any

import pytest

from facts.dates import parse
from linking.registry import last_day
from tests.linking.conftest import DATA

HALVES = ("open", "held", "fresh")
MADE2_HALVES = ("made2_open", "made2_held")
PUBLIC_FILES = tuple(sorted(one.stem for one in (DATA / "proposals").glob("public*.jsonl")))
FILES = (*HALVES, "made_open", *MADE2_HALVES, "made3_held", *PUBLIC_FILES)
KINDS = {
    *("joined", "left", "legal_action", "complaint_filed", "arbitration_applied", "counterclaim", "settlement"),
    *("withdrawal", "injunction_sought", "injunction_granted", "injunction_denied", "ruling", "charges_filed"),
}
ASSERTIONS = {"alleged", "party_stated", "reported", "officially_recorded", "found"}
FIELDS = {"kind", "persons", "from", "to", "date", "assertion", "spans"}
MOST = {"en": 36, "fr": 16, "zh": 20}
MADE_MOST = {"en": 20, "fr": 25, "zh": 25}
MADE2_MOST = {"en": 36, "fr": 32, "zh": 32}
MADE3_MOST = {"en": 24, "fr": 20, "zh": 20}
MADE2_MOVED = 3  # Chinese articles about none that went from the held half to the open one


def lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DATA / name).read_text(encoding="utf-8").splitlines()]


REAL = {article["id"]: article for article in lines("articles_dev.jsonl")}
MADE = {article["id"]: article for article in lines("made/articles_train.jsonl")}
MADE2 = {article["id"]: article for article in lines("made2/articles.jsonl")}
MADE3 = {article["id"]: article for article in lines("made3/articles.jsonl")}
PUBLIC = {
    article["id"]: article
    for one in sorted(DATA.glob("public*/articles_*.jsonl"))
    for article in lines(f"{one.parent.name}/{one.name}")
}
ARTICLES = REAL | MADE | MADE2 | MADE3 | PUBLIC


def labels(name: str) -> list[dict[str, Any]]:
    return lines(f"proposals/{name}.jsonl")


def language(article: dict[str, Any]) -> str:
    return str(article["lang"]).split("-")[0]


def number(name: str) -> int:
    return int(sha256(name.encode()).hexdigest(), 16)


def groups(some: list[dict[str, Any]]) -> dict[str, str]:
    """The group of each article: the smallest case that it shares with others, be it through them, else itself."""
    group = {case: case for one in some for case in one["gold"]}
    for _ in group:  # joins the groups of an article's cases until nothing changes any more
        for one in some:
            smallest = min((group[case] for case in one["gold"]), default="")
            group |= dict.fromkeys(one["gold"], smallest)
    return {one["id"]: group[one["gold"][0]] if one["gold"] else one["id"] for one in some}


def chosen() -> dict[str, set[str]]:
    """Both halves by the rule of the README, and what they leave."""
    some = sorted(
        (one for one in REAL.values() if not one["dup_of"] and language(one) in MOST),
        key=lambda one: number(one["id"]),
    )
    of = groups(some)
    halves: dict[str, set[str]] = {"open": set(), "held": set()}
    taken: Counter[tuple[str, str]] = Counter()
    shared: Counter[tuple[str, str]] = Counter()

    def take(half: str, one: dict[str, Any]) -> None:
        if taken[half, language(one)] < MOST[language(one)] and one["id"] not in halves["open"] | halves["held"]:
            halves[half].add(one["id"])
            taken[half, language(one)] += 1
            shared[of[one["id"]], language(one)] += 1

    for one in some:
        if shared[of[one["id"]], language(one)] < 5:
            take("held" if number(of[one["id"]]) % 2 else "open", one)
    for one in some:
        if not one["gold"]:
            take("held", one)
    for one in some:
        if number(of[one["id"]]) % 2:
            take("held", one)
    return halves | {"fresh": {one["id"] for one in some} - halves["open"] - halves["held"]}


def first(made: dict[str, dict[str, Any]], most: dict[str, int]) -> list[dict[str, Any]]:
    """Of made articles, copies left out, the first of each language in the order of the SHA-256 of their ids."""
    some = sorted((one for one in made.values() if not one["dup_of"]), key=lambda one: number(one["id"]))
    return [one for tongue, many in most.items() for one in [one for one in some if language(one) == tongue][:many]]


def chosen_made2() -> dict[str, set[str]]:
    """Both halves of the later made articles by the rule of the README."""
    of = groups(list(MADE2.values()))
    taken = first(MADE2, MADE2_MOST)
    held = [one for one in taken if number(of[one["id"]]) % 2]
    moved = [one["id"] for one in held if language(one) == "zh" and not one["gold"]][:MADE2_MOVED]
    kept = {one["id"] for one in held} - set(moved)
    return {"made2_open": {one["id"] for one in taken} - kept, "made2_held": kept}


@pytest.mark.parametrize("half", HALVES)
def test_the_articles_are_those_of_the_stated_rule(half: str) -> None:
    found = [label["article"] for label in labels(half)]

    assert found == sorted(chosen()[half])


@pytest.mark.parametrize(
    ("name", "made", "most"), [("made_open", MADE, MADE_MOST), ("made3_held", MADE3, MADE3_MOST)], ids=["made", "made3"]
)
def test_the_made_articles_are_those_of_the_stated_rule(
    name: str, made: dict[str, dict[str, Any]], most: dict[str, int]
) -> None:
    found = [label["article"] for label in labels(name)]

    assert found == sorted(one["id"] for one in first(made, most))


@pytest.mark.parametrize("half", MADE2_HALVES)
def test_the_later_made_articles_are_those_of_the_stated_rule(half: str) -> None:
    found = [label["article"] for label in labels(half)]

    assert sorted(found) == sorted(chosen_made2()[half])


@pytest.mark.parametrize("name", PUBLIC_FILES)
def test_the_public_articles_are_all_those_of_their_language(name: str) -> None:
    part, tongue = name.replace("_open", "").split("_")
    told = labels(name)

    assert [one["article"] for one in told] == [one["id"] for one in lines(f"{part}/articles_{tongue}.jsonl")]
    assert {one["language"] for one in told} == {language(PUBLIC[one["article"]]) for one in told} == {tongue}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("open", MOST),
        ("held", {"en": 36, "fr": 10, "zh": 20}),
        ("fresh", {"en": 34, "fr": 5, "zh": 18}),
        ("made_open", MADE_MOST),
        ("made2_open", {"en": 18, "fr": 18, "zh": 14}),
        ("made2_held", {"en": 18, "fr": 14, "zh": 18}),
        ("made3_held", MADE3_MOST),
    ],
)
def test_the_languages_are_as_many_as_told(name: str, expected: dict[str, int]) -> None:
    told = labels(name)

    assert Counter(label["language"] for label in told) == expected
    assert all(label["language"] == language(ARTICLES[label["article"]]) for label in told)


@pytest.mark.parametrize("name", FILES)
def test_every_event_is_in_the_accepted_form(name: str) -> None:
    for label in labels(name):
        for event in label["events"]:
            kinds = {event["kind"], *event.get("or_kinds", ())}

            assert FIELDS <= set(event) <= {*FIELDS, "or_kinds", "details", "optional"}, label["article"]
            assert kinds <= KINDS, label["article"]
            assert event["assertion"] in ASSERTIONS, label["article"]
            assert set(event.get("details", ())) <= {"amount", "court", "docket"}, label["article"]
            assert event["persons"] or event["from"] or event["to"] or event.get("details"), label["article"]


@pytest.mark.parametrize("name", FILES)
def test_every_string_and_span_stands_in_its_article(name: str) -> None:
    for label in labels(name):
        article = ARTICLES[label["article"]]
        for event in label["events"]:
            firms = [firm for firm in (event["from"], event["to"]) if firm]

            assert event["spans"], article["id"]
            for span in event["spans"]:
                assert article["text"][span["start"] : span["end"]] == span["quote"] != "", article["id"]
            for party in (*event["persons"], *firms):
                assert party in article["text"] or party in article["title"], (article["id"], party)
            for detail in event.get("details", {}).values():
                assert detail in article["text"], (article["id"], detail)


@pytest.mark.parametrize("name", FILES)
def test_every_date_is_accepted_and_no_later_than_its_article(name: str) -> None:
    for label in labels(name):
        published = last_day(ARTICLES[label["article"]]["date"])
        for event in label["events"]:
            lo, hi = (date.fromisoformat(end) if end else None for end in (event["date"]["lo"], event["date"]["hi"]))
            told = parse(event["date"]["edtf"], not_after=published)

            assert (lo, hi) == ((told.lo, told.hi) if told.text else (None, published)), label["article"]
