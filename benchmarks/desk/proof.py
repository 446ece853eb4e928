"""`python -m benchmarks.desk.proof REPORT`: fail where a report of the desk bears out less than is promised."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

MOST = 3.0  # times that a page may take at the largest size what it takes at the smallest


def broken(report: Mapping[str, Any]) -> list[str]:
    """What does not hold of a page's statements and time whatever the size, and of editors at once: a sentence each."""
    found = []
    sizes = list(report["sizes"].values())
    for page, ratio in report["ratios"]["pages"].items():
        queries = {size["pages"][page]["queries"] for size in sizes}
        if len(queries) > 1:
            found.append(f"{page}: {' or '.join(map(str, sorted(queries)))} statements, depending on the size")
        if ratio > MOST:
            found.append(f"{page}: {ratio} times as long at the largest size as at the smallest, {MOST:g} at most")
    at_once = report["at_once"]
    wrong = (one for one in ("doubled", "lost", "left_open", "deadlocks") if at_once[one])
    return [*found, *(f"editors at once: {at_once[one]} {one.replace('_', ' ')}" for one in wrong)]


def main(argv: Sequence[str]) -> int:
    """Print what does not hold; 1 where there is anything."""
    (path,) = argv
    faults = broken(json.loads(Path(path).read_text(encoding="utf-8")))
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
