"""`python -m benchmarks.desk`: the desk's pages at several sizes, and a decision beside a bare view.

On a PostgreSQL of its own under `.local/benchmarks/desk`, which keeps the stocks for the next run.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence

from benchmarks.frame import run


def main(argv: Sequence[str] | None = None) -> int:
    """Make the stocks, measure, write the report."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.desk", description=__doc__)
    parser.add_argument("--cases", type=int, nargs="+", default=[1_000, 20_000, 100_000], metavar="N")
    parser.add_argument("--world", type=int, default=1_000, help="cases that are made one by one, and then multiplied")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument(
        "--decisions", type=int, default=200, help="of one editor at each size, at most as many as articles wait"
    )
    parser.add_argument("--items", type=int, default=2_000, help="articles that eight editors decide at once")
    report = run("desk", parser, argv, settings="benchmarks.desk.settings")
    shown = {"pages": report["ratios"]["pages"], "decide": report["ratios"]["decide"], "at_once": report["at_once"]}
    print(json.dumps(shown, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
