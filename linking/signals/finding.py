"""What a signal takes and gives."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass
from typing import NamedTuple

from linking.evidence import Evidence, Standing
from linking.fold import fold
from linking.forms import Reason
from linking.vocabulary import Word


class Finding(NamedTuple):
    """A signal's answer: its value, and the reason an editor reads (none for a signal that only tempers others)."""

    value: float
    reason: Reason | None = None


NOTHING = Finding(0.0)
NONE: frozenset[str] = frozenset()  # topics of a sentence without any


@dataclass(frozen=True, slots=True)
class Look:
    """One case held against one document: what every signal is given. `names` has a name to show for each entity."""

    evidence: Evidence
    standing: Standing
    names: Mapping[str, str]

    def name(self, entity: str) -> str:
        """The name to show for an entity."""
        return self.names.get(entity, entity)

    def firm_sentences(self) -> set[int]:
        """Numbers of the sentences that name an employer of the case."""
        firms = (*self.standing.former, *self.standing.new)
        return {number for entity in firms for number in self.evidence.sentences_of(entity)}


Signal = Callable[[Look], Finding]


def reach(sentences: Set[int]) -> set[int]:
    """Sentences and their neighbours."""
    return {one for number in sentences for one in (number - 1, number, number + 1)}


def caption_of(evidence: Evidence, standing: Standing) -> str:
    """The parties of the case as the document cites them, "A v. B", or an empty string."""
    if not evidence.captions:
        return ""
    title = fold(standing.card.title).text
    return next((f"{one} / {two}" for one, two in sorted(evidence.captions) if one in title and two in title), "")


def docket_of(look: Look) -> str:
    """A docket of the case that the document cites, in its normal form, or an empty string."""
    if not look.evidence.dockets:
        return ""
    return next((docket for docket in look.standing.facts.dockets if docket in look.evidence.dockets), "")


def words_among(evidence: Evidence, topics: frozenset[str]) -> str:
    """Up to four words of some topics, as they stand in the document."""
    return told_by(word for word in evidence.words if word.topic in topics)


def told_by(words: Iterable[Word]) -> str:
    """Up to four different words, as they stand in the document."""
    return ", ".join(list(dict.fromkeys(word.text for word in words))[:4])
