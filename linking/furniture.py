"""What stands on a page beside its article: menus, links to other articles, tickers, comments, notes about authors.

A name there says nothing about the article. Such lines give themselves away by their form: short lines without the end
of a sentence, several in a row, or below a heading such as "Read more". Where a page is all short lines nothing is
taken for furniture, since there would be nothing left to read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from linking.fold import fold, han_count
from linking.page import Page
from linking.tables import table

PROSE_WIDTH = 140  # from here on a line is a paragraph, however it ends
SENTENCE_WIDTH = 60  # from here on a line with a full stop inside is one
SHORTEST = 20  # from here on a line that ends with a full stop is a sentence; headlines and menus do not
HAN_WIDTH = 2.5  # a Han character says as much as so many Latin letters
HEADING_WIDTH = 60  # a heading of furniture is no longer than this
HEAD = 30  # so far into a line the colon of a heading stands
RUN = 3  # so many short lines in a row are a list
LEAST_PROSE = 0.3  # share of a page's width below which short lines are how it is written

_SENTENCE_END = re.compile(r"[.…。][\"'”’»)\]」』）]*$")
# "A v. B" is no two sentences. It begins with what may end one, so that all else is passed over quickly.
_STOP = re.compile(r"[。.!?](?:(?<=。)|(?:(?<=[!?])|(?<=\.)(?<![ \u00a0][A-Za-z]\.)(?<! vs\.)) [A-ZÀ-Ý“\"«])")
# what stands between the entries of a menu, or before one of a list
_MENU = re.compile(r"[|｜·•»›▶▷▸►◆■]|(?<=\s)[–—/](?=\s)|》《|》、《")
_MENU_MARK = re.compile(r"[|｜·•»›▶▷▸►◆■–—/》]")  # what each of those begins with: most lines hold none
_COLON = re.compile(r"[:：]")
_COUNT = re.compile(r"[ (\[]*\d+[)\] 条则个]*$")
_LINE = re.compile(r"[^\n]+")
_ITEM = re.compile(r"[-–—•·»](?<!\S.)(?=\s)")  # before an entry of a list that was run into one line


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the text by its offsets; `prose` where it is written in sentences."""

    start: int
    end: int
    width: float
    prose: bool
    heading: str  # links, note, comments: what stands below it; menu: a row of links; empty: nothing of the kind


def furniture_of(page: Page) -> frozenset[int]:
    """Numbers of the sentences that are page furniture; the headline's never are."""
    return frozenset(_run_together(page) | _in_lines(page))


def _run_together(page: Page) -> set[int]:
    """Furniture in a page without lines: entries between bars, several in a row, and lists whose marks of entries stand
    within what reads like one sentence."""
    text = page.document.text
    found: set[int] = set()
    listed = _ITEM.search(text) is not None
    if not listed and "|" not in text:
        return found
    run: list[int] = []
    opened = True  # whether a bar, or nothing at all, stands before the sentence
    for number in range(page.first_of_text, page.size):
        start, end = page.sentences[number].start, page.sentences[number].end
        said = text[start:end]
        if listed and _ITEM.match(said) and len(_ITEM.findall(said)) >= RUN:
            found.add(number)
        following = page.sentences[number + 1].start if number + 1 < page.size else len(text)
        closed = "|" in text[end:following]
        if opened and closed and end - start < PROSE_WIDTH and not _SENTENCE_END.search(said):
            run.append(number)
        else:
            _close(run, found)
        opened = closed
    _close(run, found)
    return found


def _in_lines(page: Page) -> set[int]:
    """Furniture in a page of lines."""
    text = page.document.text
    if "\n" not in text:
        return set()
    if all(map(_plain, text.split("\n"))):
        return set()
    lines = [_line(text, *hit.span()) for hit in _LINE.finditer(text) if hit.group().strip()]
    total = sum(line.width for line in lines)
    if len(lines) < RUN or sum(line.width for line in lines if line.prose) < LEAST_PROSE * total:
        return set()
    beside = _beside(text, lines)
    if not beside:
        return set()
    found: set[int] = set()
    place = 0
    for number in range(page.first_of_text, len(page.sentences)):
        while place < len(lines) - 1 and lines[place].end <= page.sentences[number].start:
            place += 1
        if place in beside:
            found.add(number)
    return found


def _plain(line: str) -> bool:
    """Whether a line is written in sentences and no heading, or is empty."""
    said = line.strip()
    if len(said) > HEADING_WIDTH and _STOP.search(said) and not _COLON.search(said, 0, HEAD):
        return True  # by far the most lines
    if not said:
        return True
    found = _line(line, 0, len(line))
    return found.prose and not found.heading


def _line(text: str, start: int, end: int) -> _Line:
    said = text[start:end].strip()
    width = len(said) + (HAN_WIDTH - 1) * han_count(said)
    if _MENU_MARK.search(said) and len(_MENU.findall(said)) >= RUN - 1 and not _STOP.search(said):
        return _Line(start, end, width, prose=False, heading="menu")
    prose = width >= PROSE_WIDTH or (width >= SENTENCE_WIDTH and bool(_STOP.search(said)))
    prose = prose or (width > SHORTEST and bool(_SENTENCE_END.search(said)))
    # "Read more: a headline" is one line, however long the headline
    head = said if width <= HEADING_WIDTH else _COLON.split(said, 1)[0] if _COLON.search(said, 0, HEAD) else ""
    heading = _heading(head)
    return _Line(start, end, width, prose and not (heading and width < PROSE_WIDTH), heading)


def _heading(said: str) -> str:
    if not said:
        return ""
    plain = fold(said).text.strip(" :>»#*-|·\"'[]()")
    bare = _COUNT.sub("", plain)
    counted, plain = bare != plain, bare
    for kind, head in _heads().get(plain[:1], ()):
        if kind == "counted" and not counted:
            continue
        if plain.startswith(head) and not plain[len(head) :][:1].isalnum():
            return "comments" if kind == "counted" else kind
    return ""


@cache
def _heads() -> dict[str, list[tuple[str, str]]]:
    """(kind, folded heading) in the order of the table, by the first character."""
    found: dict[str, list[tuple[str, str]]] = {}
    for kind, heads in table("furniture").items():
        for head in heads:
            folded = fold(head).text
            found.setdefault(folded[:1], []).append((kind, folded))
    return found


def _beside(text: str, lines: list[_Line]) -> set[int]:
    """Places of the lines that are furniture."""
    found: set[int] = set()
    run: list[int] = []
    below = ""
    for place, line in enumerate(lines):
        if line.heading == "menu":
            found.add(place)
            continue
        if line.heading:
            below = line.heading
        if below == "comments" and place >= len(lines) // 3:
            found.update(range(place, len(lines)))
            break
        if line.prose and not line.heading:
            if below == "note" and lines[place - 1].heading and place > len(lines) // 2:
                found.add(place)
            _close(run, found)
            below = ""
            continue
        if below or line.heading:
            found.add(place)
        if not _continues(text, lines, place):
            run.append(place)
    _close(run, found)
    return found


def _close(run: list[int], found: set[int]) -> None:
    if len(run) >= RUN:
        found.update(run)
    run.clear()


def _continues(text: str, lines: list[_Line], place: int) -> bool:
    """Whether a line was only wrapped: it or the next one begins in the middle of a sentence."""
    here = text[lines[place].start : lines[place].end].strip()
    if here[:1].islower():
        return True
    if place + 1 == len(lines):
        return False
    return text[lines[place + 1].start : lines[place + 1].end].strip()[:1].islower()
