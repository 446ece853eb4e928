"""A document made ready to be read: folded once, cut into sentences, its language known."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from linking.dockets import cites, days_in, dockets_in, numbers_of
from linking.fold import Folded, fold, han_count, inside_words, shapes
from linking.forms import Document, Field, Span
from linking.tables import words

SENTENCE_LIMIT = 1500  # characters: what goes on longer is cut, so that no reader meets a sentence without end
QUOTE_LIMIT = 500  # characters: the length that a citation may have

# Each begins with the set of characters that may end a sentence, so that others are passed over quickly.
_END = re.compile(
    r"[.!?…。！？；\n;](?:(?<=[.!?…])[.!?…]{0,5}[\"'”’»)\]]{0,4}(?=\s)|(?<=[。！？；])[。！？；]*[」』”’）]*|(?<=\n)\n*|(?<=;)\s)"
)
_END_OR_BAR = re.compile(rf"{_END.pattern}|\s\|\s")
# A full stop behind these, or behind a single capital, ends no sentence.
_ABBREVIATIONS = words("abbreviations")
_TAILS = frozenset(word[-2:] for word in _ABBREVIATIONS if len(word) > 1)
_BEFORE_ABBREVIATION = re.compile(r"[\s(“\"«'’.]")
# ... unless what follows plainly begins a new one.
_OPENER = re.compile(
    r"\s+(?:The|A|An|It|Its|He|She|They|His|Her|In|On|At|But|And|This|That|Judge|Le|La|Les|Il|Elle|Ils|Un|Une|En|Selon|Mais|Ce|Cette)\s"
)
_OPENED_AFTER = ("Inc", "Corp", "Ltd", "Co", "Cos", "avr", "déc", "nov", "oct", "sept")  # "sept" is seven as well
_OUTSIDE = " \t\n\r\u00a0|"


class Sentence(NamedTuple):
    """A sentence by its offsets into a field of the document, outer spaces left out."""

    field: Field
    start: int
    end: int


def cut(text: str) -> list[tuple[int, int]]:
    """Sentences of a text as (start, end), in order, none empty."""
    found: list[tuple[int, int]] = []
    begin = 0
    for hit in (_END_OR_BAR if "|" in text else _END).finditer(text):
        start, end = hit.span()
        if end - start == 1 and text[start] == ".":
            likely = text[start - 2 : start] in _TAILS or not text[start - 2 : start - 1].isalnum()
            if likely and _abbreviated(text[max(begin, start - 12) : start], text, end):
                continue
            if text[end + 1 : end + 2].islower():
                continue
        elif text[start:end] in ("...", "…") and text[end + 1 : end + 2].islower():
            continue  # "Mme X... a été engagée"
        if text[begin] == " ":
            begin += 1
        if end - begin > SENTENCE_LIMIT or text[begin] in _OUTSIDE or text[end - 1] in _OUTSIDE:
            _add(text, begin, end, found)
        else:
            found.append((begin, end))
        begin = end
    _add(text, begin, len(text), found)
    return found


def _abbreviated(before: str, text: str, end: int) -> bool:
    """Whether a full stop that ends at `end` belongs to the word before it. `before`: up to twelve characters."""
    word = _BEFORE_ABBREVIATION.split(before)[-1]
    if word not in _ABBREVIATIONS and not (len(word) == 1 and "A" <= word <= "Z"):
        return False
    return not (before.endswith(_OPENED_AFTER) and _OPENER.match(text[end : end + 20]))


def _add(text: str, start: int, end: int, found: list[tuple[int, int]]) -> None:
    while start < end and text[start] in _OUTSIDE:
        start += 1
    while start < end and text[end - 1] in _OUTSIDE:
        end -= 1
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
    han = han_count(sample)
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


# Of each text: normal forms of dockets, and full calendar days, in order.
Cited = tuple[tuple[list[str], list[date]], ...]


def cited_in(texts: Iterable[str]) -> Cited:
    """What folded texts cite, those left out that cite nothing."""
    near = (numbers_of(text) for text in texts if cites(text))
    return tuple((list(dockets_in(text)), list(days_in(text))) for text in near)


class Page:
    """A document with what every reader of it needs, each found out once, when it is asked for.

    Sentences are numbered through: the title's first, if there is one.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.folded: dict[Field, Folded] = {"title": fold(document.title), "text": fold(document.text)}
        # What is found out when it is asked: None until then.
        self._known_shapes: dict[Field, bytes] | None = None
        self._known_language: str | None = None
        self._known_sentences: list[Sentence] | None = None
        self._known_cut: dict[Field, list[tuple[int, int]]] | None = None
        self._known_starts: dict[Field, list[int]] | None = None
        self._known_cited: Cited | None = None

    @property
    def shapes(self) -> dict[Field, bytes]:
        """Of each character of the folded title and text what `linking.fold.shapes` says."""
        if self._known_shapes is None:
            self._known_shapes = {field: shapes(folded.text) for field, folded in self.folded.items()}
        return self._known_shapes

    def inside_words(self, field: Field) -> bytes:
        """For each offset between two characters of a folded field, both ends included, whether it lies inside of a
        word of a script with spaces between words (1) or not (0)."""
        return inside_words(self.shapes[field])

    @property
    def language(self) -> str:
        """Two letters: what the document says, else a guess."""
        if self._known_language is None:
            told = self.document.language.replace("_", "-").split("-")[0].lower()
            self._known_language = told or guess_language(self.document.text or self.document.title)
        return self._known_language

    @property
    def sentences(self) -> list[Sentence]:
        """All sentences, in order."""
        if self._known_sentences is None:
            self._known_sentences = [
                Sentence(field, start, end) for field, spans in self._cut.items() for start, end in spans
            ]
        return self._known_sentences

    def sentence(self, number: int) -> Sentence:
        """One of them."""
        first = self.first_of_text
        if number < first:
            return Sentence("title", *self._cut["title"][number])
        return Sentence("text", *self._cut["text"][number - first])

    @property
    def size(self) -> int:
        """How many sentences there are."""
        return len(self._cut["title"]) + len(self._cut["text"])

    @property
    def first_of_text(self) -> int:
        """The number of the first sentence of the text."""
        return len(self._cut["title"])

    @property
    def _cut(self) -> dict[Field, list[tuple[int, int]]]:
        if self._known_cut is None:
            self._known_cut = {"title": cut(self.document.title), "text": cut(self.document.text)}
        return self._known_cut

    @property
    def _starts(self) -> dict[Field, list[int]]:
        if self._known_starts is None:
            self._known_starts = {field: [start for start, _ in spans] for field, spans in self._cut.items()}
        return self._known_starts

    @property
    def cited(self) -> Cited:
        """The dockets and days of the title, and of the text, where they hold any."""
        if self._known_cited is None:
            self._known_cited = cited_in(folded.text for folded in self.folded.values())
        return self._known_cited

    def string(self, field: Field) -> str:
        """The untouched text of a field."""
        return self.document.title if field == "title" else self.document.text

    def sentence_at(self, field: Field, offset: int) -> int:
        """The number of the sentence that holds an offset (the nearest one before it between sentences)."""
        place = max(0, bisect_right(self._starts[field], offset) - 1)
        return place if field == "title" else place + self.first_of_text

    def span(self, number: int) -> Span:
        """A sentence as a quotation, cut at a space to `QUOTE_LIMIT` characters."""
        one = self.sentence(number)
        end = one.end
        if end - one.start > QUOTE_LIMIT:
            space = self.string(one.field).rfind(" ", one.start, one.start + QUOTE_LIMIT)
            end = space if space > one.start + QUOTE_LIMIT // 2 else one.start + QUOTE_LIMIT
        return Span(one.start, end, self.string(one.field)[one.start : end], one.field)
