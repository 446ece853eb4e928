"""Copies told from own stories: the measure, its bounds, and the recall and wrong merges that are promised."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linking import copytrial
from linking.copies import Overlap, Sample, overlap, sample_of
from linking.registry import read_articles
from tests.linking.conftest import DATA

ROOT = Path(__file__).parents[2]
# Letters, so that the same words make no shingle twice.
WORDS = [f"{one}{two}{three}" for one in "abcdefghijklmno" for two in "prstu" for three in "aeiouy"]


def between(text: str, other: str) -> Overlap:
    whole = sample_of(other)
    return overlap(sample_of(text), whole.hashes, whole.rate)


@pytest.fixture(scope="module")
def report() -> dict[str, Any]:
    return copytrial.report(read_articles([DATA / "articles_dev.jsonl"]))


@pytest.mark.parametrize("texts", ["digests", "longer"])
@pytest.mark.parametrize("alteration", [name for name in copytrial.ALTERATIONS if "furniture" not in name])
def test_altered_copies_are_recognised(report: dict[str, Any], texts: str, alteration: str) -> None:
    found = report[texts]["recall"][alteration]

    assert found["0.30"] >= 0.95
    assert min(found["by_language"].values()) >= 0.95


@pytest.mark.parametrize("texts", ["digests", "longer"])
def test_page_furniture_around_a_copy_does_not_hide_it(report: dict[str, Any], texts: str) -> None:
    assert report[texts]["recall"]["furniture"]["0.30"] >= 0.95
    assert report[texts]["recall"]["tail_cut_headline_furniture"]["0.30"] >= 0.95


@pytest.mark.parametrize(("texts", "pairs"), [("digests", 1200), ("longer", 20)])
def test_own_stories_on_one_event_are_not_merged(report: dict[str, Any], texts: str, pairs: int) -> None:
    own = report[texts]["own_stories"]

    assert own["pairs_about_one_case"] >= pairs
    assert own["wrong_merges"]["0.30"] <= 0.002
    assert own["wrong_merges_of_different_cases"]["0.30"] <= 0.0005


def test_a_brief_copied_into_a_review_does_not_make_the_review_its_copy() -> None:
    brief = " ".join(WORDS[:80])
    review = " ".join(WORDS[80:]) + " " + brief

    assert between(brief, review).is_copy()
    assert not between(review, brief).is_copy()


def test_texts_of_one_outlet_share_furniture_and_need_more_in_common() -> None:
    furniture = " ".join(WORDS[:60])
    first, second = furniture + " " + " ".join(WORDS[100:160]), furniture + " " + " ".join(WORDS[200:260])

    found = between(second, first)

    assert found.is_copy()
    assert not found.is_copy(same_outlet=True)
    assert between(first, first).is_copy(same_outlet=True)


def test_common_shingles_count_neither_for_nor_against() -> None:
    furniture, own = " ".join(WORDS[:30]), " ".join(WORDS[100:140])
    kept = sample_of(f"{furniture} {own}")

    found = overlap(kept, sample_of(own).hashes, 1, common=sample_of(furniture).hashes)

    # Three shingles begin in the furniture and end in the text: those are neither's.
    assert found == Overlap(shared=37, compared=40)


def test_a_line_that_comes_again_and_again_counts_once() -> None:
    once, often = sample_of("read more about this here"), sample_of("read more about this here\n" * 500)

    assert once.hashes < often.hashes
    assert len(often.hashes) == 5  # as many as ways to begin within the line


def test_traditional_and_simplified_characters_are_one_text() -> None:
    simplified, traditional = "法院认为这份竞业限制协议有效并驳回上诉", "法院認為這份競業限制協議有效並駁回上訴"

    assert between(traditional, simplified) == Overlap(14, 14)


@pytest.mark.parametrize("text", ["", " ", "one two three", "竞业限制", "!!! ... ???"])
def test_what_is_too_short_has_no_sample_and_is_no_copy(text: str) -> None:
    kept = sample_of(text)

    assert kept == Sample(frozenset(), 1)
    assert not between(text, text).is_copy()
    assert between(text, text).share == 0


def test_a_short_text_keeps_all_it_has() -> None:
    kept = sample_of(" ".join(WORDS[:30]))

    assert kept.rate == 1
    assert len(kept.hashes) == 27


@pytest.mark.parametrize(
    "text",
    [
        "".join(chr(0x4E00 + (at * 7919 + at // 20000) % 20000) for at in range(1_000_000)),
        " ".join(f"{at * 7919 % 1_000_003}" for at in range(140_000)),
        "x" * 1_000_000,
        "竞" * 1_000_000,
        "e\u0301\u200b" * 330_000,
    ],
    ids=["chinese", "words", "one-word", "one-character", "marks"],
)
def test_a_megabyte_keeps_a_bounded_sample(text: str) -> None:
    assert len(sample_of(text).hashes) < 2048


def test_a_part_is_found_in_a_text_sampled_more_coarsely() -> None:
    whole = " ".join(f"{one}{two}" for one in WORDS[:60] for two in WORDS[:60])
    part = whole[: len(whole) // 4]

    assert sample_of(part).rate <= sample_of(whole).rate
    assert between(part, whole).share > 0.9


def test_samples_are_the_same_in_every_process() -> None:
    text = "Amélie Placeholder left Kestrelworks, 去年七月加入示例公司担任工程师 and was sued in Nowhere County"
    code = f"from linking.copies import sample_of; print(sorted(sample_of({text!r}).hashes))"

    said = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }

    assert said == {f"{sorted(sample_of(text).hashes)}\n"}


@given(st.text(max_size=400))
def test_any_text_stands_in_itself_and_its_hashes_fit_a_bigint(text: str) -> None:
    kept = sample_of(text)

    found = overlap(kept, kept.hashes, kept.rate)

    assert found.shared == found.compared == len(kept.hashes)
    assert all(-(2**63) <= one < 2**63 for one in kept.hashes)
