"""Marked text: everything escaped, nothing lost, whatever the places are."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from articles.admin.marked import Place, Quoted, marked

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


@given(
    text=st.text(max_size=30),
    places=PLACES,
    quotes=st.lists(st.builds(Quoted, st.integers(-3, 40), st.integers(-3, 40), st.integers(1, 5)), max_size=5),
)
def test_quotes_may_overlap_anything(text: str, places: list[Place], quotes: list[Quoted]) -> None:
    html = marked(text, places, quotes)

    bare = re.sub(r'<mark>|</mark>|<span class="quoted" data-of="[1-5 ]+">|</span>', "", html)
    assert bare == marked(text, [])
    assert html.count("<mark>") == marked(text, places).count("<mark>")


def test_a_quote_around_a_name_goes_through_it() -> None:
    html = marked("abcdef", [Place(2, 4, "x")], [Quoted(1, 3, 1), Quoted(2, 6, 2)])

    said = re.sub(r'<span class="quoted" data-of="([^"]*)">(.*?)</span>', r"{\1:\2}", html)
    assert said == '<div class="text">a{1:b}<mark>{1 2:c}{2:d} <small>x</small></mark>{2:ef}</div>'
