"""A document made ready to be read: folded once, cut into sentences, its language known."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from linking.fold import Folded, fold, is_han
from linking.forms import Document, Field, Span
from linking.tables import words

SENTENCE_LIMIT = 1500  # characters: what goes on longer is cut, so that no reader meets a sentence without end
QUOTE_LIMIT = 500  # characters: the length that a citation may have

_END = re.compile(r"[.!?…]{1,6}[\"'”’»)\]]{0,4}(?=\s)|[。！？；]+[」』”’）]*|\n+|\s\|\s|;\s")
# A full stop behind these ends no sentence.
_ABBREVIATION = re.compile(
    r"(?:^|[\s(“\"«'’.])(?:[A-Z]|M|Mr|Mrs|Ms|Mme|Mlle|Dr|Prof|Me|St|Ste|Jr|Sr|No|Nos|no|n|v|vs|c|art|al|cf|p|pp|env|etc|approx|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|janv|févr|juill|Inc|Corp|Ltd|Co|Cos|Bros|Civ|Cass|Soc|soc|com|Ch|ch|Wash|Cal|U\.S|N\.Y)$"
)
# ... unless what follows plainly begins a new one.
_OPENER = re.compile(
    r"\s+(?:The|A|An|It|Its|He|She|They|His|Her|In|On|At|But|And|This|That|Judge|Le|La|Les|Il|Elle|Ils|Un|Une|En|Selon|Mais|Ce|Cette)\s"
)
_FIRM_END = re.compile(r"(?:Inc|Corp|Ltd|Co|Cos)$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence by its offsets into a field of the document, outer spaces left out."""

    field: Field
    start: int
    end: int


def cut(text: str) -> list[tuple[int, int]]:
    """Sentences of a text as (start, end), in order, none empty."""
    found: list[tuple[int, int]] = []
    begin = 0
    for hit in _END.finditer(text):
        if text[hit.start()] == "." and hit.end() - hit.start() == 1:
            before = text[max(begin, hit.start() - 12) : hit.start()]
            if _ABBREVIATION.search(before) and not (
                _FIRM_END.search(before) and _OPENER.match(text[hit.end() : hit.end() + 20])
            ):
                continue
            if text[hit.end() : hit.end() + 2].strip()[:1].islower():
                continue
        _add(text, begin, hit.end(), found)
        begin = hit.end()
    _add(text, begin, len(text), found)
    return found


def _add(text: str, start: int, end: int, found: list[tuple[int, int]]) -> None:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip(" \t\n\r\u00a0|"))
    right = len(piece.rstrip(" \t\n\r\u00a0|"))
    start, end = start + left, start + right
    while end - start > SENTENCE_LIMIT:
        space = text.rfind(" ", start + SENTENCE_LIMIT // 2, start + SENTENCE_LIMIT)
        middle = space if space > 0 else start + SENTENCE_LIMIT
        found.append((start, middle))
        start = middle + (space > 0)
    if end > start:
        found.append((start, end))


_WORDS = {language: words(f"small_words_{language}") for language in ("en", "fr", "es", "de", "pt")}


def guess_language(text: str) -> str:
    """A two-letter guess by script and small words; empty where nothing speaks for any language."""
    sample = text[:4000]
    kana = sum(0x3040 <= ord(char) < 0x3100 for char in sample)
    hangul = sum(0xAC00 <= ord(char) < 0xD7A4 for char in sample)
    han = sum(map(is_han, sample))
    if hangul * 5 > len(sample):
        return "ko"
    if kana * 20 > len(sample):
        return "ja"
    if (han + kana) * 8 > len(sample):
        return "zh"
    said = re.findall(r"[a-zà-ÿ]+", sample.lower())
    counts = {language: sum(word in known for word in said) for language, known in _WORDS.items()}
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] else ""


class Page:
    """A document with what every reader of it needs. Sentences are numbered through: the title's first, if there is
    one."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.folded: dict[Field, Folded] = {"title": fold(document.title), "text": fold(document.text)}
        self.sentences: list[Sentence] = [Sentence("title", start, end) for start, end in cut(document.title)]
        self.first_of_text = len(self.sentences)
        self.sentences += [Sentence("text", start, end) for start, end in cut(document.text)]
        self._starts: dict[Field, list[int]] = {
            "title": [one.start for one in self.sentences[: self.first_of_text]],
            "text": [one.start for one in self.sentences[self.first_of_text :]],
        }

    @cached_property
    def language(self) -> str:
        """Two letters: what the document says, else a guess."""
        told = self.document.language.replace("_", "-").split("-")[0].lower()
        return told or guess_language(self.document.text or self.document.title)

    def string(self, field: Field) -> str:
        """The untouched text of a field."""
        return self.document.title if field == "title" else self.document.text

    def sentence_at(self, field: Field, offset: int) -> int:
        """The number of the sentence that holds an offset (the nearest one before it between sentences)."""
        place = max(0, bisect_right(self._starts[field], offset) - 1)
        return place if field == "title" else place + self.first_of_text

    def span(self, number: int) -> Span:
        """A sentence as a quotation, cut at a space to `QUOTE_LIMIT` characters."""
        one = self.sentences[number]
        end = one.end
        if end - one.start > QUOTE_LIMIT:
            space = self.string(one.field).rfind(" ", one.start, one.start + QUOTE_LIMIT)
            end = space if space > one.start + QUOTE_LIMIT // 2 else one.start + QUOTE_LIMIT
        return Span(one.start, end, self.string(one.field)[one.start : end], one.field)
