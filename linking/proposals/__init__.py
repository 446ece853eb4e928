"""Events and moves that a document states, and names nobody knows yet: proposals for an editor, never facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from linking.evidence import Evidence
from linking.forms import CaseCard, Match, Proposal, Unknown


def propose(
    evidence: Evidence, matches: Sequence[Match], cards: Mapping[str, CaseCard], names: Mapping[str, str]
) -> tuple[tuple[Proposal, ...], tuple[Unknown, ...]]:
    """Proposals in order of the text, and unknown names with their evidence."""
    return (), ()
