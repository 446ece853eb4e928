"""Words of disputes, of moves and of other news: a second, small automaton.

The words stand in `tables/vocabulary.json`, by topic and language, already thought of as folded: without accents, with a
space for a hyphen. Latin entries match from the start of a word on, so that a stem is enough; an entry that ends in a
space matches whole words only.
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
def _machine() -> tuple[Automaton, tuple[tuple[str, ...], ...]]:
    table = json.loads((Path(__file__).parent / "tables" / "vocabulary.json").read_text(encoding="utf-8"))
    topics: dict[str, set[str]] = {}
    for topic, languages in table.items():
        for words in languages.values():
            for word in words:
                topics.setdefault(fold(word).text, set()).add(topic)
    patterns = sorted(topics)
    return Automaton(patterns), tuple(tuple(sorted(topics[pattern])) for pattern in patterns)


def words_of(page: Page) -> list[Word]:
    """Every word of the vocabulary in title and text, in order; of words that start together the longest per topic."""
    automaton, topics = _machine()
    found: list[Word] = []
    fields: tuple[Field, ...] = ("title", "text")
    for field in fields:
        folded = page.folded[field]
        text = folded.text + " "  # so that an entry ending in a space matches at the very end
        best: dict[tuple[int, str], int] = {}
        for start, end, number in automaton.matches(text):
            if start and not is_spaceless(text[start]) and text[start - 1].isalnum() and not is_spaceless(text[start - 1]):
                continue
            for topic in topics[number]:
                if end > best.get((start, topic), 0):
                    best[start, topic] = end
        for (start, topic), end in sorted(best.items()):
            last = min(end, len(folded.text))
            begin, stop = folded.start(start), folded.end(last)
            found.append(
                Word(topic, begin, stop, field, page.sentence_at(field, begin), page.string(field)[begin:stop].strip())
            )
    return found
