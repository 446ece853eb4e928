"""The benchmark of the desk measures what it says, at a small size."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

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
