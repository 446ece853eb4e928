"""What the page of one dispute shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch, Q

from cases.choices import ClaimKind, ParticipantRole
from cases.models import (
    Agreement,
    AgreementCitation,
    Case,
    CaseCitation,
    CaseRelation,
    Claim,
    Covenant,
    CovenantCitation,
    Decision,
    DecisionCitation,
    JurisdictionRule,
    Participant,
    ParticipantCitation,
    Party,
    Proceeding,
    ProceedingCitation,
    Relief,
)
from cases.notes import Note, notes_of
from cases.timeline import Entry, timeline_of
from cases.wording import wording_level
from facts.choices import WordingLevel
from facts.sources import Source, source_of
from facts.visibility import Viewer
from web.pages.gaps import gaps
from web.pages.sources import cited, sources_of
from web.pages.terms import Terms, terms_of
from web.visible import naming_only_visible

# One sentence per level, the strongest that the record allows.
WORDING = {
    WordingLevel.ALLEGED: "What follows is alleged. No report of its own and no decision on record establishes it.",
    WordingLevel.REPORTED: "What follows is reported by the sources named. No finding of a tribunal is on record.",
    WordingLevel.ADMITTED: "Part of what follows is admitted by the party concerned; each entry says which.",
    WordingLevel.FOUND: "Part of what follows was found by a tribunal and stands; each entry says how it is known.",
    WordingLevel.OVERTURNED: "A finding on record was set aside later. What it found is no longer established.",
}


@dataclass(frozen=True)
class Step:
    """One proceeding with its decisions; sources of both."""

    proceeding: Proceeding
    sources: list[Source]


@dataclass(frozen=True)
class CasePage:
    """`unknown` are sentences; `related` are pairs of the relation's label and the other case."""

    case: Case
    jurisdiction: str
    level: WordingLevel
    wording: str
    participants: list[Participant]
    terms: list[Terms]
    steps: list[Step]
    entries: list[Entry]
    related: list[tuple[str, Case]]
    notes: list[Note]
    sources: list[Source]
    unknown: list[str] = field(default_factory=list)

    @property
    def claims(self) -> list[str]:
        """What the dispute is about, in words."""
        return [str(ClaimKind(kind).label) for kind in self.case.claim_kinds]


def case_page(case: Case, *, viewer: Viewer) -> CasePage:
    """Read it; the number of queries does not grow with the record."""
    level = wording_level(case)
    rows = naming_only_visible(Participant.objects.filter(case=case), viewer)
    participants = list(
        rows.select_related("person", "employer").prefetch_related(cited(ParticipantCitation)).order_by("role", "pk")
    )
    terms = _terms(case, viewer)
    steps = _steps(case, viewer)
    notes = notes_of(case, viewer)
    entries = timeline_of(case, viewer, notes=notes)
    links = CaseCitation.objects.filter(fact=case).select_related("citation")
    own = [source_of(link.citation) for link in links.order_by("citation__published_lo", "pk")]
    sources = {source.id: source for source in [*own, *sources_of(*participants)]}
    return CasePage(
        case=case,
        jurisdiction=_jurisdiction(case.jurisdiction),
        level=level,
        wording=WORDING[level],
        participants=participants,
        terms=terms,
        steps=steps,
        entries=entries,
        related=_related(case, viewer),
        notes=notes.get(None, []),
        sources=list(sources.values()),
        unknown=gaps(
            case=case,
            roles={participant.role for participant in participants},
            covenants=[covenant for term in terms for covenant, _ in term.covenants],
            proceedings=[step.proceeding for step in steps],
            entries=entries,
        ),
    )


def _terms(case: Case, viewer: Viewer) -> list[Terms]:
    """Agreements with a covenant that the case is about, and those between its people and their former employers."""
    former = Participant.objects.filter(case=case, role=ParticipantRole.FORMER_EMPLOYER).values("employer")
    people = Participant.objects.filter(case=case, person__isnull=False).values("person")
    named = Covenant.objects.filter(cases=case).values("agreement")
    covenants = Covenant.objects.prefetch_related(cited(CovenantCitation)).order_by("kind", "pk")
    agreements = (
        Agreement.objects.visible_to(viewer)
        .filter(Q(pk__in=named) | Q(person__in=people, employer__in=former))
        .select_related("employer")
        .prefetch_related(cited(AgreementCitation), Prefetch("covenants", covenants))
        .order_by("signed_lo", "slug")
    )
    return terms_of(agreements, viewer)


def _steps(case: Case, viewer: Viewer) -> list[Step]:
    parties: Any = naming_only_visible(Party.objects.select_related("person", "employer"), viewer, placeholders=True)
    proceedings = (
        Proceeding.objects.filter(case=case)
        .select_related("tribunal", "predecessor__tribunal")
        .prefetch_related(
            cited(ProceedingCitation),
            Prefetch("parties", parties.order_by("side", "role", "pk")),
            Prefetch("claims", Claim.objects.order_by("kind", "pk")),
            Prefetch("reliefs", Relief.objects.order_by("kind", "pk")),
            Prefetch("decisions", Decision.objects.prefetch_related(cited(DecisionCitation))),
        )
    )
    return [Step(each, sources_of(each, *each.decisions.all())) for each in proceedings]


def _related(case: Case, viewer: Viewer) -> list[tuple[str, Case]]:
    visible = Case.objects.visible_to(viewer)
    relations = (
        CaseRelation.objects.filter(Q(first=case, second__in=visible) | Q(second=case, first__in=visible))
        .select_related("first", "second")
        .order_by("kind", "pk")
    )
    return [
        (relation.get_kind_display(), relation.second if relation.first_id == case.pk else relation.first)
        for relation in relations
    ]


def _jurisdiction(code: str) -> str:
    """The name that the rules know it by, else its code."""
    name = JurisdictionRule.objects.filter(jurisdiction=code).values_list("name", flat=True).first()
    return name or code
