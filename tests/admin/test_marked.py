"""Marked text: everything escaped, nothing lost, whatever the places are."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from articles.admin.marked import Place, marked

PLACES = st.lists(st.builds(Place, st.integers(-3, 40), st.integers(-3, 40), st.just("")), max_size=6)


@given(text=st.text(max_size=30), places=PLACES)
def test_without_its_tags_it_is_the_text_again(text: str, places: list[Place]) -> None:
    html = marked(text, places)

    inner = re.fullmatch(r'<div class="text">(.*)</div>', html, re.S)
    assert inner is not None
    bare = inner[1].replace("<mark>", "").replace("</mark>", "")
    assert "<" not in bare
    assert bare == marked(text, []).removeprefix('<div class="text">').removesuffix("</div>")


def test_of_overlapping_places_the_first_and_longest_is_shown() -> None:
    html = marked("abcdef", [Place(1, 2), Place(1, 4, "x"), Place(3, 6), Place(5, 6), Place(4, 99)])

    assert html == '<div class="text">a<mark>bcd <small>x</small></mark>e<mark>f</mark></div>'
