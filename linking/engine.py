"""The whole way of one document: fold, names, candidates, judgement, proposals."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Mapping

from linking.candidates import CandidateSource, candidates_of
from linking.evidence import gather
from linking.forms import Document, Match, Mention, NameEntry, Reading
from linking.mentions import Scanner
from linking.model import Model, default_model
from linking.page import Page
from linking.proposals import propose
from linking.rank import judge_evidence

ENGINE = "2"  # raised with every change of behaviour that the weights' version does not tell


# Objects made and not yet freed before the garbage collector looks for rings among them. Reading a document makes
# thousands and leaves none behind: with Python's 700 the collector runs several times for each and finds nothing.
YOUNG = 20_000


def settle() -> None:
    """For a process that has loaded its names and cases and will read many documents: take what there is out of the
    garbage collector's sight, which would look through it again and again, and let it run seldom from now on."""
    gc.freeze()
    gc.set_threshold(YOUNG, *gc.get_threshold()[1:])


class Engine:
    """Reads documents against a set of names and a source of case cards. Safe to share between threads: nothing
    changes."""

    def __init__(
        self, names: Iterable[NameEntry] | Scanner, cases_source: CandidateSource, model: Model | None = None
    ) -> None:
        self.scanner = names if isinstance(names, Scanner) else Scanner(names)
        self.cases = cases_source
        self.model = model or default_model()
        self.labels: Mapping[str, str] = self.scanner.labels

    @property
    def version(self) -> str:
        """What a stored match was made by."""
        return f"{ENGINE}+{self.model.version}"

    def names_in(self, document: Document) -> tuple[Mention, ...]:
        """The known names of a document that is not judged, such as a copy: weak forms, which need a case, are left
        out."""
        return _worth_showing(self.scanner.scan(Page(document)), (), {})

    def read(self, document: Document) -> Reading:
        """Everything that can be said of a document. The outcome depends on nothing but the document, names and
        cards."""
        page = Page(document)
        mentions = self.scanner.scan(page)
        cards = candidates_of(self.cases, mentions, page)
        evidence = gather(page, mentions)
        matches = judge_evidence(evidence, cards, self.labels, self.model)
        shown = _worth_showing(mentions, matches, {card.case: {role.entity for role in card.roles} for card in cards})
        if len(shown) < len(mentions):
            evidence = gather(page, shown, evidence)
        proposals, unknowns = propose(evidence, matches, {card.case: card for card in cards}, self.labels)
        return Reading(shown, matches, proposals, unknowns, self.version)


def _worth_showing(
    mentions: tuple[Mention, ...], matches: tuple[Match, ...], roles: Mapping[str, set[str]]
) -> tuple[Mention, ...]:
    """Weak forms are evidence for a match or nothing: those of no matched case are left out."""
    matched = set().union(*(roles[match.case] for match in matches)) if matches else set()
    return tuple(one for one in mentions if one.form != "weak" or matched & set(one.entities))
