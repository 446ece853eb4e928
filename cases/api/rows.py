"""What a viewer may see of a case: whoever is hidden leaves no row, no id and no count."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Prefetch, Q, TextField, Value
from django.db.models.functions import Cast, Concat

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
    Participant,
    Party,
    Proceeding,
    Relief,
    Tribunal,
)
from facts.api.fields import cited
from facts.models import Citation
from facts.visibility import Viewer
from people.models import Employer, Person


def naming(rows: Any, viewer: Viewer, *, nobody: bool = False) -> Any:
    """Rows whose person or employer ``viewer`` may see; with ``nobody`` those that name neither, too."""
    seen = Q(person__in=Person.objects.visible_to(viewer)) | Q(employer__in=Employer.objects.visible_to(viewer))
    if nobody:
        seen |= Q(person=None, employer=None)
    return rows.filter(seen).select_related("person", "employer")


def participants(viewer: Viewer) -> Prefetch[Any]:
    """Who a case is about."""
    return Prefetch("participants", naming(Participant.objects.order_by("role", "pk"), viewer))


def case_parts(viewer: Viewer) -> list[Prefetch[Any]]:
    """All that one case's answer shows."""
    proceedings = Proceeding.objects.select_related("tribunal").prefetch_related(
        Prefetch("parties", naming(Party.objects.order_by("side", "pk"), viewer, nobody=True)),
        Prefetch("claims", Claim.objects.order_by("pk")),
        Prefetch("reliefs", Relief.objects.order_by("pk")),
        Prefetch(
            "decisions",
            Decision.objects.order_by(F("decided_lo").asc(nulls_last=True), "pk").prefetch_related(
                cited(DecisionCitation)
            ),
        ),
    )
    others = Case.objects.visible_to(viewer)
    relations = CaseRelation.objects.order_by("pk")
    return [
        participants(viewer),
        Prefetch("proceedings", proceedings),
        Prefetch("covenants", _covenants(viewer).select_related("agreement")),
        Prefetch("relations_first", relations.filter(second__in=others).select_related("second")),
        Prefetch("relations_second", relations.filter(first__in=others).select_related("first")),
        cited(CaseCitation),
    ]


def agreement_parts(viewer: Viewer) -> list[Prefetch[Any]]:
    """All that one agreement's answer shows."""
    competitors = Employer.objects.visible_to(viewer).order_by("display_name", "pk")
    decisions = Decision.objects.filter(proceeding__case__in=Case.objects.visible_to(viewer))
    covenants = Covenant.objects.order_by("kind", "pk").prefetch_related(
        Prefetch("named_competitors", competitors), Prefetch("decided_by", decisions), cited(CovenantCitation)
    )
    return [Prefetch("covenants", covenants), cited(AgreementCitation)]


def case_state(viewer: Viewer, where: Q) -> Hashable:
    """What a case's answer depends on, in one read; None where the viewer does not see it.

    ``revision`` stands for all that lies below the case. What it does not watch is named beside it: tribunals,
    siblings, covenants with their agreements, and sources of decisions.
    """
    agreements = Agreement.objects.visible_to(viewer)
    siblings = Q(relations_first__second=OuterRef("pk")) | Q(relations_second__first=OuterRef("pk"))
    watched = {
        "tribunals": Tribunal.objects.filter(proceedings__case=OuterRef("pk")),
        "siblings": Case.objects.visible_to(viewer).filter(siblings),
        "covenants": _covenants(viewer).filter(cases=OuterRef("pk")),
        "agreements": agreements.filter(covenants__cases=OuterRef("pk")),
        "sources": Citation.objects.filter(decisioncitations__fact__proceeding__case=OuterRef("pk")),
    }
    found: Hashable = (
        Case.objects.visible_to(viewer)
        .live()
        .filter(where)
        .values_list("pk", "revision", *[_changes(rows) for rows in watched.values()])
        .first()
    )
    return repr(found) if found is not None else None


def timeline_state(viewer: Viewer, where: Q) -> Hashable:
    """What a timeline depends on, in one read: its events, their people, employers and sources raise the revision."""
    found: Hashable = Case.objects.visible_to(viewer).live().filter(where).values_list("pk", "revision").first()
    return found


def _covenants(viewer: Viewer) -> Any:
    return Covenant.objects.filter(agreement__in=Agreement.objects.visible_to(viewer)).order_by("kind", "pk")


def _changes(rows: Any) -> ArraySubquery:
    text = TextField()
    change = Concat(Cast("pk", text), Value("@"), Cast("updated_at", text), output_field=text)
    return ArraySubquery(rows.order_by().values(change=change).distinct().order_by("change"))
