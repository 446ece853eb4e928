"""Article text for reading: escaped, with the places that matter marked."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString, mark_safe


@dataclass(frozen=True)
class Place:
    """Characters ``start`` to ``end`` of a text; ``label`` is said behind them, so that colour alone says nothing."""

    start: int
    end: int
    label: str = ""


@dataclass(frozen=True)
class Quoted:
    """Characters ``start`` to ``end`` that speak for the candidate with this number."""

    start: int
    end: int
    number: int


def marked(text: str, places: Iterable[Place], quotes: Iterable[Quoted] = ()) -> SafeString:
    """The text as HTML with each place in a ``<mark>``.

    Places outside the text are left out, and of overlapping ones the first and longest is shown. Quotes may overlap
    anything: what belongs to one stands in ``<span class="quoted" data-of="1 3">`` with the candidates' numbers, so
    that the page can show those of the chosen one.
    """
    shown = _apart(places, len(text))
    of = [quote for quote in quotes if 0 <= quote.start < quote.end <= len(text)]
    ends = {0, len(text)}
    for start, end in [*((place.start, place.end) for place in shown), *((quote.start, quote.end) for quote in of)]:
        ends |= {start, end}
    opened = {place.start for place in shown}
    closed = {place.end: place for place in shown}
    pieces: list[str] = []
    cuts = sorted(ends)
    for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True):
        if start in closed:
            label = closed[start].label
            pieces.append(f" <small>{escape(label)}</small></mark>" if label else "</mark>")
        if start in opened:
            pieces.append("<mark>")
        if start == end:
            continue
        numbers = sorted({quote.number for quote in of if quote.start <= start and end <= quote.end})
        piece = escape(text[start:end])
        if numbers:
            piece = f'<span class="quoted" data-of="{" ".join(map(str, numbers))}">{piece}</span>'
        pieces.append(piece)
    return mark_safe(f'<div class="text">{"".join(pieces)}</div>')  # noqa: S308 - every piece was escaped above


def _apart(places: Iterable[Place], length: int) -> list[Place]:
    """Those within the text that do not overlap an earlier and longer one."""
    kept: list[Place] = []
    for place in sorted(places, key=lambda each: (each.start, -each.end)):
        if place.start >= (kept[-1].end if kept else 0) and place.start < place.end <= length:
            kept.append(place)
    return kept
