"""What the page of one employer shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, Q

from cases.choices import ParticipantRole
from cases.models import Case, Participant
from facts.sources import Source, source_of
from facts.visibility import Viewer
from people.groups import BELOW
from people.models import Employer, EmployerCitation, EmployerRelation, Employment, EmploymentCitation, Name
from web.names import NAME_ORDER
from web.pages.sources import cited, sources_of
from web.visible import naming_only_visible

# An employer may have more than a page can hold; the number of all is always shown.
LONGEST_LIST = 50
ROLES = (
    (ParticipantRole.FORMER_EMPLOYER, "As the former employer"),
    (ParticipantRole.NEW_EMPLOYER, "As the new employer"),
    (ParticipantRole.OTHER, "In another role"),
)


@dataclass(frozen=True)
class Listed:
    """The first rows of a list, and how many there are in all."""

    label: str
    total: int
    rows: list[Any]


@dataclass(frozen=True)
class EmployerPage:
    """`relations_to` are those in which this employer is the target, e.g. its labs and brands; `in_a_group`: something
    stands above or below it.
    """

    employer: Employer
    names: list[Name]
    relations: list[EmployerRelation]
    relations_to: list[EmployerRelation]
    disputes: list[Listed]
    employments: Listed
    sources: list[Source]

    @property
    def in_a_group(self) -> bool:
        return any(relation.kind in BELOW for relation in (*self.relations, *self.relations_to))


def employer_page(employer: Employer, *, viewer: Viewer) -> EmployerPage:
    """Read it; the number of queries is fixed."""
    visible = Employer.objects.visible_to(viewer)
    relations = list(
        EmployerRelation.objects.filter(Q(source=employer, target__in=visible) | Q(target=employer, source__in=visible))
        .select_related("source", "target")
        .order_by("kind", "since_lo", "pk")
    )
    employments = Employment.objects.visible_to(viewer).filter(Q(employer=employer) | Q(unit=employer))
    shown = employments.select_related("person", "employer").prefetch_related(
        Prefetch("unit", visible), cited(EmploymentCitation)
    )
    links = EmployerCitation.objects.filter(fact=employer).select_related("citation").order_by("pk")
    return EmployerPage(
        employer=employer,
        names=list(employer.names.order_by(*NAME_ORDER)),
        relations=[relation for relation in relations if relation.source_id == employer.pk],
        relations_to=[relation for relation in relations if relation.target_id == employer.pk],
        disputes=[_disputes(employer, role, label, viewer) for role, label in ROLES],
        employments=Listed(
            label="People on record",
            total=employments.count(),
            rows=[
                (employment, sources_of(employment))
                for employment in shown.order_by("-start_lo", "person__display_name", "pk")[:LONGEST_LIST]
            ],
        ),
        sources=[source_of(link.citation) for link in links],
    )


def _disputes(employer: Employer, role: str, label: str, viewer: Viewer) -> Listed:
    cases = Case.objects.visible_to(viewer).live().involving(employer=employer, role=role)
    participants = naming_only_visible(Participant.objects.select_related("person", "employer"), viewer)
    rows = cases.newest_first().prefetch_related(Prefetch("participants", participants.order_by("role", "pk")))
    return Listed(label, cases.count(), list(rows[:LONGEST_LIST]))
