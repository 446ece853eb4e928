"""The benchmark of finding stored articles measures what it says, at a small size."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, base_environment
from tests.servers import end_servers


@pytest.mark.slow
def test_a_run_of_a_small_size_finds_the_articles_and_writes_its_report(tmp_path: Path) -> None:
    try:
        subprocess.run(
            [sys.executable, "-m", "benchmarks.relink", "--articles", "300", "--targets", "6", "--repetitions", "1",
             "--output", str(tmp_path), "--folder", str(tmp_path / "servers")],
            cwd=ROOT, env=base_environment(), check=True, capture_output=True,
        )  # fmt: skip
    finally:
        end_servers(tmp_path / "servers")
    report = json.loads((tmp_path / "relink.json").read_text(encoding="utf-8"))

    firm = report["finding"]["firm in 10.0% of the articles"]
    assert report["articles"] == 300
    assert (firm["candidates_mean"], firm["share_meant"]) == (30, 1)
    assert report["finding"]["new name of a person"]["candidates_mean"] > 0
    assert report["reading"]["made"] == 300
