"""Article text for reading: escaped, with the places that matter marked."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe


@dataclass(frozen=True)
class Place:
    """Characters ``start`` to ``end`` of a text; ``label`` is said behind them, so that colour alone says nothing."""

    start: int
    end: int
    label: str = ""


def marked(text: str, places: Iterable[Place]) -> SafeString:
    """The text as HTML with each place in a ``<mark>``.

    Places outside the text are left out, and of overlapping ones the first and longest is shown.
    """
    pieces: list[str] = []
    at = 0
    for place in sorted(places, key=lambda each: (each.start, -each.end)):
        if place.start < at or not place.start < place.end <= len(text):
            continue
        pieces.append(conditional_escape(text[at : place.start]))
        label = format_html(" <small>{}</small>", place.label) if place.label else ""
        pieces.append(format_html("<mark>{}{}</mark>", text[place.start : place.end], label))
        at = place.end
    pieces.append(conditional_escape(text[at:]))
    inner = mark_safe("".join(pieces))  # noqa: S308 - every piece was escaped above
    return format_html('<div class="text">{}</div>', inner)
