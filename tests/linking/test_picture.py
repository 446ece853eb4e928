from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from linking.model import WEIGHTS
from linking.picture import reliability

PICTURE = Path(__file__).parents[2] / "docs" / "images" / "linking-reliability.svg"
SVG = "{http://www.w3.org/2000/svg}"


def test_every_bin_is_a_dot_where_it_belongs() -> None:
    report = {"calibration": {"ece": 0.1, "reliability": [[0.0, 1.0, 4], [1.0, 0.0, 1]]}}

    drawn = ElementTree.fromstring(reliability(report))  # noqa: S314 - our own text

    low, high = drawn.findall(f"{SVG}circle")
    assert float(low.attrib["cx"]) < float(high.attrib["cx"])
    assert float(low.attrib["cy"]) < float(high.attrib["cy"])
    assert float(low.attrib["r"]) > float(high.attrib["r"])


def test_the_picture_in_the_documentation_is_that_of_the_weights_that_ship() -> None:
    report = json.loads(WEIGHTS.read_text(encoding="utf-8"))["report"]

    assert PICTURE.read_text(encoding="utf-8") == reliability(report)


@pytest.mark.parametrize("report", [{}, {"calibration": {}}, {"calibration": None}])
def test_a_report_without_calibration_is_refused(report: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="run fit first"):
        reliability(report)
