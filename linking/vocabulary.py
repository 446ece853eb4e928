"""Words of disputes, of moves and of other news: a second, small automaton.

The words stand in `tables/vocabulary.json`, by topic and language, already thought of as folded: without accents, with a
space for a hyphen. Latin entries match from the start of a word on, so that a stem is enough; an entry that ends in a
space matches the whole word only.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from linking.automaton import Automaton
from linking.fold import fold, is_spaceless
from linking.forms import Field
from linking.page import Page

DISPUTE = frozenset({"suit", "noncompete", "secrets", "nonsolicit", "nopoach", "criminal", "arbitration", "order"})
STRONG = frozenset({"noncompete", "secrets", "nonsolicit", "nopoach", "criminal", "arbitration"})
SUBJECTS = frozenset({"noncompete", "secrets", "nonsolicit", "nopoach", "criminal"})


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the vocabulary in a document: its topic, offsets in the field, and the sentence it stands in."""

    topic: str
    start: int
    end: int
    field: Field
    sentence: int
    text: str


@lru_cache(maxsize=1)
def _machine() -> tuple[Automaton, tuple[tuple[tuple[bool, tuple[str, ...]], ...], ...]]:
    """The automaton, and for each pattern its entries: whether only the whole word counts, and its topics."""
    table = json.loads((Path(__file__).parent / "tables" / "vocabulary.json").read_text(encoding="utf-8"))
    topics: dict[str, set[str]] = {}
    for topic, languages in table.items():
        for words in languages.values():
            for word in words:
                topics.setdefault(fold(word).text, set()).add(topic)
    entries = sorted(topics)
    words = [(entry.endswith(" "), tuple(sorted(topics[entry]))) for entry in entries]
    patterns: dict[str, list[tuple[bool, tuple[str, ...]]]] = {}
    for entry, word in zip(entries, words, strict=True):
        patterns.setdefault(entry.strip(), []).append(word)
    return Automaton(list(patterns)), tuple(tuple(some) for some in patterns.values())


def words_of(page: Page) -> list[Word]:
    """Every word of the vocabulary in title and text, in order; of words that start together the longest per topic."""
    automaton, entries = _machine()
    found: list[Word] = []
    fields: tuple[Field, ...] = ("title", "text")
    for field in fields:
        folded = page.folded[field]
        text = folded.text
        best: dict[tuple[int, str], int] = {}
        for start, end, number in automaton.matches(text):
            if (
                start
                and not is_spaceless(text[start])
                and text[start - 1].isalnum()
                and not is_spaceless(text[start - 1])
            ):
                continue
            inside = end < len(text) and text[end].isalnum()
            for whole, named in entries[number]:
                for topic in named if not (whole and inside) else ():
                    if end > best.get((start, topic), 0):
                        best[start, topic] = end
        for (start, topic), end in sorted(best.items()):
            begin, stop = folded.start(start), folded.end(end)
            found.append(
                Word(topic, begin, stop, field, page.sentence_at(field, begin), page.string(field)[begin:stop].strip())
            )
    return found
