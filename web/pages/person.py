"""What the page of one person shows."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Prefetch
from django.db.models.functions import Coalesce

from cases.models import Agreement, AgreementCitation, Case, Covenant, CovenantCitation, Participant
from facts.sources import Source, source_of
from facts.visibility import Viewer
from people.models import Employer, Employment, EmploymentCitation, Name, Person, PersonCitation
from people.moves import changed_within
from web.names import NAME_ORDER
from web.pages.sources import cited, sources_of
from web.pages.terms import Terms, terms_of


@dataclass(frozen=True)
class PersonPage:
    """Employments stand in the order of their earliest start, each with its sources and, where somebody came to it by a
    change of role within a group of companies, that group.
    """

    person: Person
    names: list[Name]
    employments: list[tuple[Employment, list[Source], Employer | None]]
    agreements: list[Terms]
    participations: list[Participant]
    sources: list[Source]


def person_page(person: Person, *, viewer: Viewer) -> PersonPage:
    """Read it; the number of queries is fixed."""
    employers = Employer.objects.visible_to(viewer)
    employments = list(
        Employment.objects.visible_to(viewer)
        .filter(person=person)
        # One whose start is not known stands where its end does, not behind all others.
        .order_by(Coalesce("start_lo", "start_hi", "end_lo", "end_hi").asc(nulls_last=True), "end_lo", "pk")
        .select_related("employer")
        .prefetch_related(Prefetch("unit", employers), cited(EmploymentCitation))
    )
    covenants = Covenant.objects.prefetch_related(cited(CovenantCitation)).order_by("kind", "pk")
    groups = changed_within(employments, viewer)
    agreements = (
        Agreement.objects.visible_to(viewer)
        .filter(person=person)
        .select_related("employer")
        .prefetch_related(cited(AgreementCitation), Prefetch("covenants", covenants))
        .order_by("signed_lo", "slug")
    )
    participations = (
        Participant.objects.filter(person=person, case__in=Case.objects.visible_to(viewer))
        .select_related("case")
        .order_by("-case__opened_lo", "pk")
    )
    links = PersonCitation.objects.filter(fact=person).select_related("citation").order_by("pk")
    return PersonPage(
        person=person,
        names=list(person.names.order_by(*NAME_ORDER)),
        employments=[(employment, sources_of(employment), groups.get(employment.pk)) for employment in employments],
        agreements=terms_of(agreements, viewer),
        participations=list(participations),
        sources=[source_of(link.citation) for link in links],
    )
