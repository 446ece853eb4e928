"""`python -m benchmarks.copies`: look up the stories of texts among 200,000 stored ones, beside one indexed look-up.

On a PostgreSQL of its own under `.local/benchmarks/copies`, which keeps the stock for the next run.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence

from benchmarks.frame import run


def main(argv: Sequence[str] | None = None) -> int:
    """Make the stock, measure, write the report."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.copies", description=__doc__)
    parser.add_argument("--articles", type=int, default=200_000)
    parser.add_argument("--texts", type=int, default=200)
    report = run("copies", parser, argv)
    print(json.dumps({name: found["ratio"] for name, found in report["lookup"].items()}, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
