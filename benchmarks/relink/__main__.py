"""`python -m benchmarks.relink`: find the stored articles of new names and cases, beside one indexed look-up.

On a PostgreSQL of its own under `.local/benchmarks/relink`, which keeps the articles for the next run.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence

from benchmarks.frame import run


def main(argv: Sequence[str] | None = None) -> int:
    """Make the articles, measure, write the report."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.relink", description=__doc__)
    parser.add_argument("--articles", type=int, default=200_000)
    parser.add_argument("--targets", type=int, default=100)
    parser.add_argument("--repetitions", type=int, default=3)
    report = run("relink", parser, argv)
    print(json.dumps({name: found["ratio"]["address"] for name, found in report["finding"].items()}, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
