"""Words of disputes, of moves and of other news, and words by which places are named: a second, small automaton.

The words stand in `tables/vocabulary.json`, by topic and language, already thought of as folded: without accents,
with a space for a hyphen. Latin entries match from the start of a word on, so that a stem is enough; an entry that
ends in a space matches the whole word only. Courts and places stand in `tables/places.json`, by jurisdiction.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from linking.automaton import Automaton
from linking.fold import SPACED, SPACELESS, fold
from linking.forms import Field
from linking.page import Page
from linking.tables import table

DISPUTE = frozenset(
    {"suit", "noncompete", "secrets", "nonsolicit", "nopoach", "antitrust", "criminal", "arbitration", "order"}
)
STRONG = frozenset({"noncompete", "secrets", "nonsolicit", "nopoach", "criminal", "arbitration"})
ACTION = frozenset({"suit", "criminal", "arbitration", "order", "settlement"})  # somebody took a step
SUBJECTS = frozenset({"noncompete", "secrets", "nonsolicit", "nopoach", "criminal"})
HARMLESS = "nothing"  # what begins like a word of a dispute and is none: hearing aids, a clinical trial


class Word(NamedTuple):
    """A word of the vocabulary in a document: its topic, offsets in the field, and the sentence it stands in."""

    topic: str
    start: int
    end: int
    field: Field
    sentence: int
    text: str


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry of the table: its topic, its language, and whether only the whole word counts."""

    topic: str
    language: str
    whole: bool


@lru_cache(maxsize=1)
def _machine() -> tuple[Automaton, tuple[tuple[_Entry, ...], ...], tuple[frozenset[str], ...]]:
    """The automaton, each pattern's entries, and the jurisdictions of which it names a court or a place."""
    codes: dict[str, set[str]] = {}
    for code, some in table("places").items():
        for word in some:
            codes.setdefault(fold(word).text, set()).add(code)
    entries: dict[str, set[_Entry]] = {}
    for topic, languages in table("vocabulary").items():
        for language, words in languages.items():
            for word in words:
                entry = fold(word).text
                entries.setdefault(entry.strip(), set()).add(_Entry(topic, language, entry.endswith(" ")))
    patterns = sorted(entries.keys() | codes.keys())
    ordered = (
        sorted(entries.get(one, ()), key=lambda entry: (entry.topic, entry.language, entry.whole)) for one in patterns
    )
    places = tuple(frozenset(codes.get(one, ())) for one in patterns)
    return Automaton.build(patterns), tuple(tuple(some) for some in ordered), places


@lru_cache(maxsize=64)
def _meant(language: str) -> tuple[tuple[tuple[str, bool], ...], ...]:
    """For each pattern the topics that count in a language, each with whether only the whole word does.

    Those of the document's own language, and English in the scripts of East Asia; all of them where the language is not
    known. A word may mean another thing next door: "suit" follows in French, and the characters that indict in Japanese
    sue in Chinese.
    """
    known = {language, "en"} if language in ("zh", "ja", "ko") else {language}
    _, entries, _ = _machine()
    return tuple(
        tuple((one.topic, one.whole) for one in some if not language or one.language in known) for some in entries
    )


def places_in(folded: str) -> set[str]:
    """Jurisdictions of which a folded text names a court or a place; a state's country is not added."""
    automaton, _, places = _machine()
    return set().union(*(places[number] for _, _, number in automaton.matches(folded)))


def words_of(page: Page) -> tuple[list[Word], set[str]]:
    """Every word of the vocabulary in title and text, in order, of words that start together the longest per topic; and
    what `places_in` says of both."""
    automaton, _, places = _machine()
    meant = _meant(page.language)
    found: list[Word] = []
    numbers: set[int] = set()
    fields: tuple[Field, ...] = ("title", "text")
    for field in fields:
        folded = page.folded[field]
        text, shape = folded.text, page.shapes[field]
        best: dict[tuple[int, str], int] = {}
        for start, end, number in automaton.matches(text):
            numbers.add(number)
            if start and shape[start - 1] == SPACED and shape[start] != SPACELESS:
                continue
            for topic, whole in meant[number]:
                if whole and end < len(text) and text[end].isalnum():
                    continue
                if end > best.get((start, topic), 0):
                    best[start, topic] = end
        harmless = {start: end for (start, topic), end in best.items() if topic == HARMLESS}
        original = page.string(field)
        for (start, topic), end in sorted(best.items()):
            if harmless and end <= harmless.get(start, 0):
                continue
            begin, stop = folded.start(start), folded.end(end)
            found.append(Word(topic, begin, stop, field, page.sentence_at(field, begin), original[begin:stop].strip()))
    return found, set().union(*(places[number] for number in numbers))
