"""The report as a picture: articles a second over the number of cases, both axes logarithmic."""

from __future__ import annotations

from collections.abc import Mapping
from math import log10
from typing import Any
from xml.sax.saxutils import escape

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 720, 420, 70, 190, 50, 60
_LINES = (
    ("linked", "linking: to the case", "#1b6ca8"),
    ("read", "linking: with proposals", "#7fb2d6"),
    ("saved", "linking: with the database", "#2e8b57"),
    ("search", "BM25 (tantivy)", "#c05a1c"),
)


def draw(report: Mapping[str, Any]) -> str:
    """An SVG of a report."""
    sizes = report["sizes"]
    lines = {
        key: [(part["cases"], part["articles_per_s"][key]["best"]) for part in sizes if key in part["articles_per_s"]]
        for key, _, _ in _LINES
    }
    rates = [rate for points in lines.values() for _, rate in points]
    low, high = log10(min(rates)) - 0.1, log10(max(rates)) + 0.1
    first, last = log10(sizes[0]["cases"]), log10(sizes[-1]["cases"])

    def x(cases: float) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * ((log10(cases) - first) / (last - first) if last > first else 0.5)

    def y(rate: float) -> float:
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (log10(rate) - low) / (high - low)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif">',
        "<style>text { font-size: 13px } .note { fill: #555 } .head { font-size: 16px }</style>",
        '<rect width="100%" height="100%" fill="white"/>',
        f'<text x="{LEFT}" y="24" class="head">Articles a second on one core</text>',
        f'<text x="{LEFT}" y="{HEIGHT - 12}" class="note">cases known; {escape(_named(report["machine"]))}</text>',
    ]
    for part in sizes:
        place = x(part["cases"])
        parts.append(f'<line x1="{place}" y1="{TOP}" x2="{place}" y2="{HEIGHT - BOTTOM}" stroke="#eee"/>')
        parts.append(f'<text x="{place}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{part["cases"]:,}</text>')
    for power in range(6):
        for rate in (10**power, 2 * 10**power, 5 * 10**power):
            if low <= log10(rate) <= high:
                parts.append(
                    f'<line x1="{LEFT}" y1="{y(rate):.1f}" x2="{WIDTH - RIGHT}" y2="{y(rate):.1f}" stroke="#eee"/>'
                )
                parts.append(f'<text x="{LEFT - 8}" y="{y(rate) + 4:.1f}" text-anchor="end">{rate:,}</text>')
    for key, label, colour in _LINES:
        points = lines[key]
        if not points:
            continue
        path = " ".join(f"{x(cases):.1f},{y(rate):.1f}" for cases, rate in points)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2.5"/>')
        parts += [f'<circle cx="{x(one):.1f}" cy="{y(rate):.1f}" r="4" fill="{colour}"/>' for one, rate in points]
        end = y(points[-1][1])
        parts.append(f'<text x="{WIDTH - RIGHT + 12}" y="{end + 4:.1f}" fill="{colour}">{escape(label)}</text>')
    return "\n".join([*parts, "</svg>", ""])


def _named(machine: Mapping[str, Any]) -> str:
    return f"{machine['cpu']}, Python {machine['python']}"
