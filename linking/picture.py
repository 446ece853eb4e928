"""A picture of calibration as SVG: what was said against what was right, drawn from a weights file's report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

SIDE, EDGE = 320, 44  # pixels of the square, and round it
GRAY, BLUE = "#8a8f98", "#1f5fa8"


def reliability(report: Mapping[str, Any]) -> str:
    """An SVG of a report's `calibration`: one dot for each bin of probability, its area grows with the candidates in
    it; the diagonal is perfect. ValueError where the report holds no calibration.
    """
    try:
        bins, error = report["calibration"]["reliability"], report["calibration"]["ece"]
    except (KeyError, TypeError) as missing:
        raise ValueError("the weights file holds no report of calibration; run fit first") from missing
    most = max((size for _, _, size in bins), default=1)
    whole = SIDE + 2 * EDGE
    drawn = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole} {whole}" width="{whole}" height="{whole}" '
        'font-family="sans-serif" font-size="12" role="img">',
        f"<title>Reliability: expected calibration error {error:.3f}</title>",
        f'<rect width="{whole}" height="{whole}" fill="white"/>',
        f'<rect x="{EDGE}" y="{EDGE}" width="{SIDE}" height="{SIDE}" fill="none" stroke="{GRAY}"/>',
        f'<line x1="{_x(0)}" y1="{_y(0)}" x2="{_x(1)}" y2="{_y(1)}" stroke="{GRAY}" stroke-dasharray="4 4"/>',
    ]
    for tenth in (0, 0.5, 1):
        drawn.append(f'<text x="{_x(tenth)}" y="{_y(0) + 16}" text-anchor="middle">{tenth:g}</text>')
        drawn.append(f'<text x="{_x(0) - 6}" y="{_y(tenth) + 4}" text-anchor="end">{tenth:g}</text>')
    for chance, right, size in bins:
        radius = 3 + 11 * (size / most) ** 0.5
        drawn.append(
            f'<circle cx="{_x(chance)}" cy="{_y(right)}" r="{radius:.1f}" fill="{BLUE}" fill-opacity="0.6">'
            f"<title>said {chance:.2f}, right {right:.2f}, {size} candidates</title></circle>"
        )
    drawn += [
        f'<text x="{whole / 2:g}" y="{whole - 8}" text-anchor="middle">probability said</text>',
        f'<text x="14" y="{whole / 2:g}" text-anchor="middle" transform="rotate(-90 14 {whole / 2:g})">'
        "share that was right</text>",
        f'<text x="{EDGE}" y="{EDGE - 14}">expected calibration error {error:.3f}</text>',
        "</svg>",
    ]
    return "\n".join(drawn) + "\n"


def _x(share: float) -> float:
    return round(EDGE + SIDE * share, 1)


def _y(share: float) -> float:
    return round(EDGE + SIDE * (1 - share), 1)
