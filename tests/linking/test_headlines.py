"""Lists of other stories' headlines in a text tell of nothing; lists of what happened do."""

from __future__ import annotations

from linking.forms import Document
from linking.page import Page
from linking.proposals.headlines import headlines_in

STORY = "Velmorix a assigné Odette Specimen."


def _left_out(text: str) -> list[str]:
    page = Page(Document(text, "", "fr", None))
    return [text[page.sentences[one].start : page.sentences[one].end] for one in sorted(headlines_in(page))]


def test_lines_with_dashes_and_no_stop_are_headlines() -> None:
    items = ["- Trandelle recrute", "- Velmorix et Trandelle trouvent un accord", "- Ce que gagne un associé"]

    assert _left_out("\n".join([STORY, *items, STORY])) == items


def test_headlines_in_one_line_are_left_out() -> None:
    line = "- Trandelle recrute - Velmorix et Trandelle trouvent un accord - Combien gagne un associé ?"

    assert _left_out(f"{STORY} Fin.\n{line}\n{STORY}") == [line]


def test_a_list_of_what_happened_is_read() -> None:
    told = ["- Le 3 mai 2019, Velmorix assigne Trandelle", "- En 2020, le tribunal la déboute", "- En 2021, appel"]
    sentences = ["- Odette Specimen part.", "- Velmorix l'assigne.", "- Le juge tranche."]

    assert _left_out("\n".join([STORY, *told, STORY, *sentences])) == []


def test_two_dashes_make_no_list() -> None:
    assert _left_out(f"{STORY}\n- Trandelle recrute\n- Ce que gagne un associé\n{STORY}") == []
