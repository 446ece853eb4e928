"""Lists of other stories' headlines in the midst of a text: they tell of other articles."""

from __future__ import annotations

import re

from linking.page import Page

LEAST = 3  # headlines that make a list
_ITEM = re.compile(r"[-–•·▶►>*] ?(?=[^\W\d_])")
_STOPS = re.compile(r"[.;:][\"”’»)]?$")
# "- One - Another - A third", in one line.
_WITHIN = re.compile(r"(?:^|\s)[-–•·▶►] (?=[A-ZÀ-ÖØ-Þ«“\"])")
_DAY = re.compile(r"\b(?:19|20)\d\d\b")


def headlines_in(page: Page) -> set[int]:
    """The numbers of the sentences that are items of a list of headlines, or hold such a list: three or more that begin
    with a dash or a bullet and end without a stop. What tells a year is no headline but a chronicle."""
    found: set[int] = set()
    run: list[int] = []
    for number in range(page.first_of_text, len(page.sentences) + 1):
        text = ""
        if number < len(page.sentences):
            one = page.sentences[number]
            text = page.document.text[one.start : one.end]
        if len(_WITHIN.findall(text)) >= LEAST and not _DAY.search(text):
            found.add(number)
        if _ITEM.match(text) and not _STOPS.search(text) and not _DAY.search(text):
            run.append(number)
            continue
        if len(run) >= LEAST:
            found.update(run)
        run = []
    return found
