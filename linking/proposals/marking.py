"""Marks in place of the names and dates of a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from linking.dates import LEANING, Found, anchored, find_dates
from linking.evidence import Evidence
from linking.fold import fold
from linking.forms import EntityRef
from linking.proposals.marks import Item, Scene
from linking.proposals.strange import is_place, names_nobody, without_opening
from linking.strangers import WIDE_NAME, strangers_in

_OF = re.compile(r"(?:\b(?:of|at|for|in|from|near|the|de|du|des|chez|a|au|pour|la|le|les) |d')$")
ANCHOR_REACH = 3  # sentences back in which the year that 同年 means may have been told
# "P, aujourd'hui chez E": no day, but how things stand now.
_AS_THINGS_STAND = re.compile(r"(?:, |\b(?:est|is|travaille|exerce|occupe|dirige|officie) )$")
_NOWADAYS = re.compile(r"(?:aujourd['’]hui|today)\Z", re.IGNORECASE)


def with_unknown(text: str, start: int, end: int, known: Sequence[Item]) -> list[Item]:
    """The names of a sentence with those nobody knows, in order."""
    taken = [(item.start, item.end) for item in known]
    strangers = [
        Item("U", first, last, EntityRef(None, text[first:last]), text=text[first:last])
        for first, last in (without_opening(text, *span) for span in strangers_in(text, start, end, taken, WIDE_NAME))
        if not is_place(text[first:last]) and not names_nobody(text, first, last)
    ]
    return sorted([*known, *strangers], key=lambda item: item.start)


def others(scene: Scene) -> bool:
    """Whether a sentence names somebody nobody knows."""
    return any(not _OF.search(scene.marked[: hit.start()]) for hit in re.finditer(r"<U\d+>", scene.marked))


def marked(evidence: Evidence, number: int, names: Sequence[Item]) -> Scene:
    """A sentence with marks for its names and its dates."""
    page = evidence.page
    sentence = page.sentences[number]
    original = page.document.text
    folded = fold(original[sentence.start : sentence.end])
    items = list(names)
    for found in _dates(evidence, number, folded.text):
        start = sentence.start + folded.start(found.start)
        end = sentence.start + folded.end(found.end)
        nowadays = _NOWADAYS.match(original[start:end]) and _AS_THINGS_STAND.search(
            original[max(0, start - 12) : start]
        )
        if not nowadays and not any(item.start < end and start < item.end for item in items):
            items.append(Item("D", start, end, edtf=found.edtf, text=original[start:end]))
    items.sort(key=lambda item: item.start)
    parts: list[str] = []
    place = sentence.start
    for count, item in enumerate(items):
        parts.append(_plain(original[place : item.start]))
        parts.append(f"<{item.kind}{count}>")
        place = item.end
    parts.append(_plain(original[place : sentence.end]))
    return Scene(number, sentence.start, sentence.end, "".join(parts), items, None)


def _dates(evidence: Evidence, number: int, folded: str) -> list[Found]:
    """The dates of a sentence; Chinese ones may lean on one before them, at most `ANCHOR_REACH` sentences back."""
    page = evidence.page
    published = page.document.published_on
    found = find_dates(folded, published)
    if page.language != "zh" or not (found or LEANING.search(folded)):
        return found
    before = ""
    if LEANING.search(folded):
        for one in range(number - 1, max(page.first_of_text, number - ANCHOR_REACH) - 1, -1):
            sentence = page.sentences[one]
            text = fold(page.document.text[sentence.start : sentence.end]).text
            with_year = [day.edtf for day in find_dates(text, published) if "年" in text[day.start : day.end]]
            if with_year:
                before = with_year[-1]
                break
    return anchored(folded, found, before, published)


def _plain(text: str) -> str:
    return fold(text).text.replace("<", " ").replace(">", " ")
