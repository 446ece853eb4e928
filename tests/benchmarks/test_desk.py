"""The benchmark of the desk measures what it says, at a small size."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.desk.proof import broken, main
from tests.conftest import ROOT, base_environment
from tests.servers import end_servers


@pytest.mark.slow
def test_a_run_of_a_small_size_counts_the_queries_and_loses_nothing(tmp_path: Path) -> None:
    try:
        subprocess.run(
            [sys.executable, "-m", "benchmarks.desk", "--cases", "200", "600", "--world", "200", "--rounds", "1",
             "--decisions", "4", "--items", "10", "--output", str(tmp_path), "--folder", str(tmp_path / "servers")],
            cwd=ROOT, env=base_environment(), check=True, capture_output=True,
        )  # fmt: skip
    finally:
        end_servers(tmp_path / "servers")
    report = json.loads((tmp_path / "desk.json").read_text(encoding="utf-8"))

    small, large = report["sizes"]["200"], report["sizes"]["600"]
    assert (small["stored"]["articles"], large["stored"]["articles"]) == (1000, 3000)
    assert large["stored"]["people"] == 3 * small["stored"]["people"]
    queries = {page: figures["queries"] for page, figures in small["pages"].items()}
    assert queries == {page: figures["queries"] for page, figures in large["pages"].items()}
    found = report["at_once"]
    assert (found["articles"], found["decided"]) == (10, found["suggestions"])
    assert (found["doubled"], found["lost"], found["left_open"], found["deadlocks"]) == (0, 0, 0, 0)
    assert [fault for fault in broken(report) if "times as long" not in fault] == []


def test_what_a_report_does_not_bear_out_is_told() -> None:
    sizes = {str(size): {"pages": {"list": {"queries": 7}, "form": {"queries": size}}} for size in (10, 20)}
    report = {
        "sizes": sizes,
        "ratios": {"pages": {"list": 3.5, "form": 1.0}},
        "at_once": {"doubled": 0, "lost": 2, "left_open": 0, "deadlocks": 0},
    }

    assert broken(report) == [
        "list: 3.5 times as long at the largest size as at the smallest, 3 at most",
        "form: 10 or 20 statements, depending on the size",
        "editors at once: 2 lost",
    ]


def test_the_report_that_is_on_record_bears_out_what_is_promised() -> None:
    assert main([str(ROOT / "docs" / "benchmarks" / "desk.json")]) == 0
