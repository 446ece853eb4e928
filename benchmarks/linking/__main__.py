"""`python -m benchmarks.linking run`: measure every size in a process of its own, and write the report and its plot."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.linking.machine import machine, one_core
from benchmarks.linking.measure import load, measure
from benchmarks.linking.plot import draw
from linking.compiled import SWITCH

ROOT = Path(__file__).parents[2]
LIKE_THE_IMAGE = {"GLIBC_TUNABLES": "glibc.malloc.hugetlb=1"}


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.linking", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser("run", help="measure all sizes, write linking.json and linking.svg")
    run.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000], metavar="CASES")
    run.add_argument(
        "--database-up-to",
        type=int,
        default=10_000,
        metavar="CASES",
        help="larger sizes are not saved in a database (0: none)",
    )
    run.add_argument("--output", type=Path, default=ROOT / "docs" / "benchmarks")
    one = commands.add_parser("measure", help="measure one size, print JSON")
    one.add_argument("size", type=int)
    for command in (run, one):
        command.add_argument("--articles", type=int, default=1000)
        command.add_argument("--repetitions", type=int, default=5)
        command.add_argument("--folder", type=Path, default=ROOT / ".local" / "benchmarks")
    commands.add_parser("load", help="what a fresh process holds").add_argument("folder", type=Path)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; raises where a part of it fails."""
    options = _arguments().parse_args(argv)
    if options.command == "load":
        print(json.dumps(load(options.folder)))
        return 0
    one_core()
    if options.command == "measure":
        folder = options.folder / str(options.size)
        print(json.dumps(measure(options.size, options.articles, options.repetitions, folder)))
        return 0
    more = ["--articles", str(options.articles), "--repetitions", str(options.repetitions)]
    parts: list[dict[str, Any]] = []
    for size in options.sizes:
        print(f"{size} cases ...", file=sys.stderr, flush=True)
        part = _in_a_process("benchmarks.linking", "measure", str(size), *more, "--folder", str(options.folder))
        if size <= options.database_up_to:
            saved = _in_a_process("benchmarks.linking.database", str(options.folder / str(size)))
            part["articles_per_s"]["saved"] = saved
        parts.append(part)
    # The largest size once more as Python runs the sources where nothing was compiled.
    largest = ["measure", str(options.sizes[-1]), *more, "--folder", str(options.folder)]
    parts[-1]["articles_per_s_not_compiled"] = _in_a_process("benchmarks.linking", *largest, compiled="off")[
        "articles_per_s"
    ]
    report = {"ratios": ratios(parts), "machine": machine(), "repetitions": options.repetitions, "sizes": parts}
    options.output.mkdir(parents=True, exist_ok=True)
    written = json.dumps(report, ensure_ascii=False, indent=2) + "\n"
    (options.output / "linking.json").write_text(written, encoding="utf-8")
    (options.output / "linking.svg").write_text(draw(report), encoding="utf-8")
    print(json.dumps(report["ratios"], indent=2))
    return 0


def _in_a_process(module: str, *arguments: str, compiled: str = "on") -> dict[str, Any]:
    done = subprocess.run(  # noqa: S603 - ourselves
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        env={**os.environ, **LIKE_THE_IMAGE, SWITCH: compiled},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    printed: dict[str, Any] = json.loads(done.stdout)
    return printed


def ratios(parts: Sequence[dict[str, Any]]) -> dict[str, float]:
    """What counts: figures of one run divided by each other. The best of the repetitions on both sides."""
    first, last = parts[0], parts[-1]

    def rate(part: dict[str, Any], way: str, told: str = "articles_per_s") -> float:
        return float(part[told][way]["best"])

    plain = "articles_per_s_not_compiled"

    return {
        "cases": last["cases"],
        "linked_over_search": round(rate(last, "linked") / rate(last, "search"), 2),
        "linked_over_search_not_compiled": round(rate(last, "linked", plain) / rate(last, "search", plain), 2),
        "read_over_search": round(rate(last, "read") / rate(last, "search"), 2),
        "slower_than_smallest_size": round(rate(first, "linked") / rate(last, "linked"), 2),
        "fold_and_scan_over_bare_scan": last["scan"]["ratio"],
        "new_name_over_rebuild": last["new_name"]["share_of_a_rebuild"],
        "recall_at_p99_linking": last["quality"]["linking"]["recall_at_p99"],
        "recall_at_p99_search": last["quality"]["search"]["recall_at_p99"],
    }


if __name__ == "__main__":
    sys.exit(main())
