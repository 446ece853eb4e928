"""The made-up world for benchmarks has what docs/benchmarks/README.md says of it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from statistics import fmean

import pytest

from linking.registry import read_articles, read_registry
from linking.synth import BENCHMARK, World, make_world, write_world


@pytest.fixture(scope="module")
def world() -> World:
    return make_world(1000, 600, 3, BENCHMARK)


def test_articles_are_as_long_as_real_ones(world: World) -> None:
    sizes = [len(article["text"].encode()) for article in world.articles]

    assert min(sizes) < 400
    assert 9_000 < max(sizes) < 18_000
    assert 3_000 < fmean(sizes) < 4_000


def test_shares_of_negatives_siblings_and_homonyms(world: World) -> None:
    negatives = fmean(not article["gold"] for article in world.articles)
    pairs = Counter(tuple(firm["id"] for firm in case["organizations"]) for case in world.cases)
    siblings = sum(count - 1 for count in pairs.values()) / len(world.cases)
    names = Counter(case["persons"][0]["name"] for case in world.cases)

    assert 0.2 < negatives < 0.3
    assert 0.05 < siblings < 0.11
    assert len({case["persons"][0]["id"] for case in world.cases}) == len(world.cases)
    assert 0.01 < sum(count - 1 for count in names.values()) / len(world.cases) < 0.06


def test_padding_repeats_no_text_and_is_about_no_case(world: World) -> None:
    paragraphs = [line for article in world.articles for line in article["text"].split("\n")]

    assert len(set(paragraphs)) > 0.98 * len(paragraphs)
    assert {article["lang"] for article in world.articles} == {"en", "fr", "zh"}


def test_the_same_seed_makes_the_same_world_and_people_of_one_name_stay_two(world: World, tmp_path: Path) -> None:
    again = make_world(1000, 600, 3, BENCHMARK)
    write_world(world, tmp_path)
    registry = read_registry([tmp_path / "cases.jsonl"])

    assert again == world
    assert len(read_articles([tmp_path / "articles.jsonl"])) == 600
    assert len({role.entity for card in registry.cards for role in card.roles if role.role == "mover"}) == 1000
