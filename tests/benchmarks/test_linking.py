"""The benchmark measures what it says: figures by hand, and a run of a small size."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from benchmarks.linking.figures import quality
from benchmarks.linking.search import tokens
from linking.forms import Document
from linking.registry import LabelledArticle

ROOT = Path(__file__).parents[2]


def article(name: str, *gold: str) -> LabelledArticle:
    return LabelledArticle(name, Document(""), frozenset(gold), name)


def test_quality_is_taken_at_the_best_threshold() -> None:
    articles = [article("a", "x"), article("b", "y", "z"), article("c")]
    candidates = {"a": [("x", 5.0), ("w", 1.0)], "b": [("y", 2.0), ("w", 3.0)], "c": [("x", 1.5)]}

    found = quality(articles, candidates)

    # Best first: x right, w wrong, y right, x wrong, w wrong; three were asked for.
    assert found == {
        "top1": 0.5,
        "max_f1": pytest.approx(4 / 6, abs=1e-4),
        "recall_at_p99": pytest.approx(1 / 3, abs=1e-4),
    }


def test_equal_scores_are_on_one_side_of_a_threshold() -> None:
    found = quality([article("a", "x")], {"a": [("x", 1.0), ("w", 1.0)]})

    assert found["recall_at_p99"] == 0.0


def test_the_search_sees_words_and_pairs_of_characters() -> None:
    assert tokens("Velmorix — 样例科技 42") == ["velmorix", "样例", "例科", "科技", "42"]


def test_a_run_of_a_small_size_writes_report_and_plot(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "benchmarks.linking", "run", "--sizes", "40", "80", "--articles", "40",
         "--repetitions", "1", "--database-up-to", "0", "--output", str(tmp_path),
         "--folder", str(tmp_path / "worlds")],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    report = json.loads((tmp_path / "linking.json").read_text(encoding="utf-8"))

    assert [part["cases"] for part in report["sizes"]] == [40, 80]
    assert report["ratios"]["new_name_over_rebuild"] > 0
    for part in report["sizes"]:
        assert part["quality"]["linking"]["top1"] > 0.9
        assert part["quality"]["linking"]["recall_at_p99"] > part["quality"]["search"]["recall_at_p99"]
        assert all(rate["best"] >= rate["median"] > 0 for rate in part["articles_per_s"].values())
    assert report["ratios"]["cases"] == 80
    assert ElementTree.parse(tmp_path / "linking.svg").getroot().tag.endswith("svg")  # noqa: S314 - our own file
