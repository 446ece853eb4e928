"""Labels and proposals laid side by side, and the figures made of it. All names are made up."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from linking.events_measures import errors, report, table, wilson
from linking.events_trial import LabelledEvent, Pair, Verdict, align, dates_meet, details_agree, read_labels, same
from linking.forms import Document, EntityRef, Mention, Proposal, ProposedDate
from linking.registry import LabelledArticle
from tests.linking.conftest import DATA

ROOT = Path(__file__).parents[2]
ODETTE, GUSTAV = EntityRef("p", "Odette Specimen"), EntityRef("q", "Gustav Placeholder")
VELMORIX, TRANDELLE, QUORVIA = EntityRef("a", "Velmorix"), EntityRef("b", "Trandelle"), EntityRef("c", "Quorvia")
JULY = ProposedDate("2024-07", date(2024, 7, 1), date(2024, 7, 31))
SUIT = LabelledEvent(
    ("complaint_filed",), ("Odette Specimen",), "Velmorix", None, JULY, "reported", ((0, 40),), optional=False
)
MOVE = LabelledEvent(("joined",), ("Odette Specimen",), "Velmorix", "Trandelle", JULY, "reported", ((50, 90),))


def proposal(kind: str, person: EntityRef | None = ODETTE, **more: Any) -> Proposal:
    given: dict[str, Any] = {"from_": VELMORIX, "to": None, "date": JULY, "assertion": "reported"}
    return Proposal(kind, person, start=0, end=40, quote="x" * 40, **given | more)


def outcome(events: list[LabelledEvent], proposals: list[Proposal]) -> list[tuple[str | None, str | None, float]]:
    """(best kind of the label, kind of the proposal, credit) of each pair."""
    return [
        (
            pair.label.kinds[0] if pair.label else None,
            pair.proposal.kind if pair.proposal else None,
            pair.credit,
        )
        for pair in align(events, proposals)
    ]


def test_kind_and_person_make_a_pair() -> None:
    pairs = outcome([SUIT, MOVE], [proposal("joined", to=TRANDELLE), proposal("complaint_filed")])

    assert pairs == [("complaint_filed", "complaint_filed", 1.0), ("joined", "joined", 1.0)]


@pytest.mark.parametrize(
    "other",
    [
        proposal("settlement"),
        proposal("complaint_filed", GUSTAV),
        proposal("complaint_filed", from_=QUORVIA),
    ],
)
def test_another_kind_person_or_firm_makes_none(other: Proposal) -> None:
    assert outcome([SUIT], [other]) == [("complaint_filed", None, 0.0), (None, other.kind, 0.0)]


def test_a_firm_that_only_one_side_gives_does_not_part_them() -> None:
    assert outcome([SUIT], [proposal("complaint_filed", from_=None, to=TRANDELLE)])[0][2] == 1.0


def test_one_label_takes_one_proposal() -> None:
    first, second = proposal("complaint_filed"), proposal("complaint_filed", date=ProposedDate())

    assert outcome([SUIT], [first, second]) == [
        ("complaint_filed", "complaint_filed", 1.0),
        (None, "complaint_filed", 0.0),
    ]


@pytest.mark.parametrize(
    ("label", "said", "credit"),
    [
        ("complaint_filed", "legal_action", 0.5),
        ("legal_action", "complaint_filed", 0.5),
        ("arbitration_applied", "legal_action", 0.5),
        ("complaint_filed", "arbitration_applied", 0.0),
        ("settlement", "legal_action", 0.0),
    ],
)
def test_a_step_less_or_more_exact_is_half_right(label: str, said: str, credit: float) -> None:
    assert outcome([replace(SUIT, kinds=(label,))], [proposal(said)])[0][2] == credit


def test_the_exact_kind_goes_before_the_half_right_one() -> None:
    pairs = outcome([SUIT], [proposal("legal_action"), proposal("complaint_filed")])

    assert pairs == [("complaint_filed", "complaint_filed", 1.0), (None, "legal_action", 0.0)]


def test_an_optional_label_is_neither_missed_nor_wrong() -> None:
    optional = replace(SUIT, optional=True)

    assert outcome([optional], []) == []
    assert outcome([optional], [proposal("complaint_filed")]) == []


def test_an_unnamed_person_is_matched_by_nobody_named() -> None:
    unnamed = replace(SUIT, persons=())

    assert outcome([unnamed], [proposal("complaint_filed")])[0][2] == 0.0
    assert outcome([unnamed], [proposal("complaint_filed", None)])[0][2] == 1.0


def test_a_suit_against_two_is_one_event() -> None:
    both = replace(SUIT, persons=("Odette Specimen", "Gustav Placeholder"))

    pairs = outcome([both], [proposal("complaint_filed"), proposal("complaint_filed", GUSTAV)])

    assert pairs == [("complaint_filed", "complaint_filed", 1.0)]


def test_a_move_told_in_one_breath_is_one_event() -> None:
    breath = replace(MOVE, kinds=("joined", "left"))

    pairs = outcome([breath], [proposal("joined", to=TRANDELLE), proposal("left")])

    assert pairs == [("joined", "joined", 1.0)]


def test_names_are_the_same_by_string_or_by_what_the_document_shows() -> None:
    renamed = EntityRef("a", "Velmorix")
    mention = Mention(0, 9, "Oldmorix", "employer", "a", ("a",))

    assert same("Specimen", ODETTE, ())
    assert not same("Speci", ODETTE, ())
    assert same("范例欣", EntityRef("p", "範例欣"), ())
    assert same("Oldmorix", renamed, [mention])
    assert not same("Oldmorix", renamed, [mention._replace(entities=("b",))])
    assert not same("", ODETTE, ())


def test_open_ends_of_dates_meet_whatever_lies_on_their_side() -> None:
    before_july = ProposedDate("[..2024-06]", None, date(2024, 6, 30))

    assert dates_meet(JULY, ProposedDate())
    assert dates_meet(JULY, ProposedDate("2024", date(2024, 1, 1), date(2024, 12, 31)))
    assert not dates_meet(JULY, before_july)
    assert not dates_meet(before_july, JULY)


@pytest.mark.parametrize(
    ("part", "whole", "interval"),
    # R. G. Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
    [(81, 263, (0.2553, 0.3662)), (15, 148, (0.0624, 0.1605)), (0, 20, (0.0, 0.1611)), (1, 29, (0.0061, 0.1718))],
)
def test_the_interval_is_wilsons(part: int, whole: int, interval: tuple[float, float]) -> None:
    assert wilson(part, whole) == pytest.approx(interval, abs=0.00005)


def test_nothing_counted_says_nothing() -> None:
    assert wilson(0, 0) == (0.0, 1.0)


def verdict(name: str, language: str, pairs: list[Pair], *, stated: bool = True) -> Verdict:
    article = LabelledArticle(name, Document("x" * 100, "", language), frozenset(), name)
    return Verdict(article, tuple(pairs), stated, sum(pair.proposal is not None for pair in pairs))


def test_figures_are_counted_strictly_and_leniently() -> None:
    right, half = proposal("complaint_filed"), proposal("legal_action", to=TRANDELLE, assertion="alleged")
    verdicts = [
        verdict("one", "en", [Pair(SUIT, right, 1.0), Pair(MOVE, None)]),
        verdict("two", "fr", [Pair(SUIT, half, 0.5), Pair(None, proposal("joined"))]),
        verdict("three", "fr", [], stated=False),
        verdict("four", "en", [Pair(replace(MOVE, kinds=("appeal_filed",)), None)]),
    ]

    figures = report(verdicts)

    strict, lenient = figures["strict"], figures["lenient"]
    assert (strict["all"]["right"], strict["all"]["proposed"], strict["all"]["labelled"]) == (1, 3, 4)
    assert (strict["all"]["precision"], strict["all"]["recall"], strict["all"]["f1"]) == (0.3333, 0.25, 0.2857)
    assert (lenient["all"]["precision"], lenient["all"]["recall"]) == (0.5, 0.375)
    assert strict["known_kinds"]["labelled"] == 3
    assert strict["by_language"]["fr"]["precision"] == 0.0
    assert lenient["by_language"]["fr"]["precision"] == 0.25
    assert set(strict["by_kind"]) == {"complaint_filed", "joined", "legal_action", "appeal_filed"}
    assert figures["kinds_not_known"] == ["appeal_filed"]
    assert (figures["articles_without_events"], figures["silent_on_them"]) == (1, 1)


def test_what_matched_proposals_say_is_counted_where_somebody_says_it() -> None:
    undated = replace(SUIT, date=ProposedDate("", None, date(2025, 1, 20)))
    later = ProposedDate("[2024-08..]", date(2024, 8, 1), None)
    pairs = [
        Pair(
            replace(SUIT, details={"court": "Suffolk Superior Court"}), proposal("complaint_filed", to=TRANDELLE), 1.0
        ),
        Pair(SUIT, proposal("complaint_filed", date=later, from_=None, assertion="alleged"), 1.0),
        Pair(undated, proposal("complaint_filed", date=later), 1.0),
    ]

    matched = report([verdict("one", "en", pairs)])["matched"]

    assert {name: (value["share"], value["n"]) for name, value in matched.items()} == {
        "date_exact": (0.5, 2),
        "date_overlap": (0.6667, 3),
        "assertion": (0.6667, 3),
        "from": (0.6667, 3),
        "to": (0.0, 1),
        "amount": (None, 0),
        "court": (0.0, 1),
        "docket": (None, 0),
    }


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("$5 million", "$ 5 million", True),
        ("Superior Court", "Suffolk Superior Court", True),
        ("15.22億元", "15.22亿元", True),
        ("24-cv-1", None, False),
        ("", "", False),
        ("$5 million", "$6 million", False),
    ],
)
def test_details_agree_where_the_words_do(one: str | None, other: str | None, agree: bool) -> None:
    assert details_agree(one, other) is agree


def test_the_table_shows_every_row_and_the_errors_every_miss() -> None:
    pairs = [Pair(SUIT, proposal("legal_action"), 0.5), Pair(MOVE, None), Pair(None, proposal("left", to=QUORVIA))]
    verdicts = [verdict("one", "en", pairs)]

    drawn = table(report(verdicts))
    told = errors(verdicts)

    assert "| all | 0.00 (0.00-0.66) | 0.00 (0.00-0.66) | 0.00 | 0 / 2 / 2 | 0.25 | 0.25 |" in drawn
    assert "| left | 0.00 (0.00-0.79) | - | 0.00 | 0 / 1 / 0 | 0.00 | - |" in drawn
    assert [(one["kind"], one["error"]) for one in told] == [
        ("legal_action", "half right"),
        ("joined", "missed"),
        ("left", "wrong"),
    ]
    assert told[2]["proposal"] == ["left", "Odette Specimen", "Velmorix", "Quorvia", "2024-07"]


EVENT = {
    "kind": "joined",
    "persons": ["Odette Specimen"],
    "from": None,
    "to": "Trandelle",
    "date": {"edtf": "2024-07", "lo": "2024-07-01", "hi": "2024-07-31"},
    "assertion": "reported",
    "spans": [{"start": 0, "end": 39, "quote": "Odette Specimen joined Trandelle in July."}],
}


def test_labels_are_read_as_they_are_written(tmp_path: Path) -> None:
    file = tmp_path / "labels.jsonl"
    file.write_text(json.dumps({"article": "one", "events": [EVENT | {"or_kinds": ["left"]}]}), encoding="utf-8")

    (event,) = read_labels([file])["one"]

    assert event == replace(MOVE, kinds=("joined", "left"), from_=None, spans=((0, 39),))


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([{"article": "one"}], "with article and events"),
        ([{"article": "one", "events": []}] * 2, "labelled twice"),
        ([{"article": "one", "events": [{"kind": "joined"}]}], "wrong or missing: 'date'"),
        ([{"article": "one", "events": [EVENT | {"date": EVENT["date"] | {"edtf": "July"}}]}], "a date is YYYY"),  # type: ignore[operator]
        ([{"article": "one", "events": [EVENT]}], "not among the articles: one"),
    ],
)
def test_a_broken_or_foreign_label_is_named(tmp_path: Path, lines: list[dict[str, Any]], message: str) -> None:
    labels, articles = tmp_path / "labels.jsonl", tmp_path / "articles.jsonl"
    labels.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    articles.write_text("", encoding="utf-8")

    done = command("--cases", str(articles), "--articles", str(articles), "--labels", str(labels))

    assert done.returncode == 2
    assert message in done.stderr


def test_the_command_measures_the_labelled_half() -> None:
    labels = DATA / "proposals" / "open.jsonl"
    cases = [str(DATA / "cases_dev.jsonl"), str(DATA / "case_of_the_seed.jsonl")]

    done = command("--cases", *cases, "--articles", str(DATA / "articles_dev.jsonl"), "--labels", str(labels))

    figures = json.loads(done.stdout)
    assert figures["articles"] == 72
    assert figures["strict"]["all"]["precision"] >= 0.9
    assert figures["strict"]["all"]["labelled"] == 89
    assert set(figures["strict"]["by_language"]) == {"en", "fr", "zh"}
    assert "errors" not in figures
    assert "| all |" in done.stderr


def command(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "linking", "proposals", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
