"""Past decisions judged anew by two models: what a change of weights would have won and lost.

A decision is an editor's verdict on one article and one case. A model agrees with it where it suggests an accepted case
or does not suggest a rejected one. Names and cases are those of now, for both models alike.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from linking.candidates import candidates_of
from linking.engine import Engine
from linking.evidence import Evidence, gather
from linking.forms import CaseCard, Document
from linking.model import Model
from linking.page import Page
from linking.rank import judge_evidence


@dataclass(frozen=True, slots=True)
class Judged:
    """A document and what an editor said of it: the cases accepted and the cases rejected."""

    article: str
    document: Document
    accepted: frozenset[str]
    rejected: frozenset[str]


@dataclass(frozen=True, slots=True)
class Change:
    """A decision of which two models think differently; None: the model does not suggest the case."""

    article: str
    case: str
    accepted: bool
    before: float | None
    after: float | None


@dataclass(slots=True)
class Comparison:
    """How many decisions each model agrees with, what changes, and the automatic links that an editor had rejected."""

    decisions: int = 0
    agrees_before: int = 0
    agrees_after: int = 0
    wrong_automatic_before: int = 0
    wrong_automatic_after: int = 0
    wins: list[Change] = field(default_factory=list)
    losses: list[Change] = field(default_factory=list)


def compare(engine: Engine, judged: Iterable[Judged], candidate: Model) -> Comparison:
    """Judge every document with the engine's model and with `candidate`."""
    found = Comparison()
    for one in judged:
        evidence, cards = _read(engine, one.document)
        before = {match.case: match for match in judge_evidence(evidence, cards, engine.labels, engine.model)}
        after = {match.case: match for match in judge_evidence(evidence, cards, engine.labels, candidate)}
        for case in sorted(one.accepted | one.rejected):
            right = case in one.accepted
            agreed, agrees = (case in before) == right, (case in after) == right
            found.decisions += 1
            found.agrees_before += agreed
            found.agrees_after += agrees
            if not right:
                found.wrong_automatic_before += case in before and before[case].automatic
                found.wrong_automatic_after += case in after and after[case].automatic
            if agreed != agrees:
                change = Change(
                    one.article,
                    case,
                    right,
                    before[case].probability if case in before else None,
                    after[case].probability if case in after else None,
                )
                (found.wins if agrees else found.losses).append(change)
    return found


def _read(engine: Engine, document: Document) -> tuple[Evidence, list[CaseCard]]:
    page = Page(document)
    mentions = engine.scanner.scan(page)
    cards = sorted(candidates_of(engine.cases, mentions, page), key=lambda card: card.case)
    return gather(page, mentions), cards
