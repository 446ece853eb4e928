"""Windows of restraint. The expected results were worked out by hand, with their inputs, in the table below."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cases.windows import Length, window
from facts.dates import parse

EXAMPLES = json.loads((Path(__file__).parent.parent / "data" / "windows.json").read_text())


def length(months: int | None, days: int | None) -> Length | None:
    return Length(months=months or 0, days=days or 0) if months or days else None


@pytest.mark.parametrize("example", EXAMPLES, ids=[example["case"] for example in EXAMPLES])
def test_the_window_and_the_days_left(example: dict[str, Any]) -> None:
    given, expected = example["input"], example["window"]
    not_after = date.fromisoformat(given["not_after"]) if given["not_after"] else None

    computed = window(
        end=parse(given["end"], not_after),
        duration=length(given["months"], given["days"]),
        cap=length(given["cap_months"], given["cap_days"]),
        excess_effect=given["excess_effect"],
    )

    assert list(computed.flags) == expected["flags"]
    assert computed.basis == expected.get("basis", expected.get("status"))
    for name in ("starts", "last_day"):
        if name in expected:
            assert [day.isoformat() for day in getattr(computed, name)] == expected[name]
    for day, (state, left) in example["on"].items():
        assert computed.on(date.fromisoformat(day)) == (state, tuple(left) if left else None)
