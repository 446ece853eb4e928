"""Endpoints of cases, timelines, agreements and rules of jurisdictions."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch
from django.http import HttpResponseBase
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from cases.api import covenants, rows, serializers, timeline
from cases.filters import AgreementFilter, CaseFilter, RuleFilter
from cases.models import Agreement, Case, JurisdictionRule, RuleVersion
from cases.notes import notes_of
from cases.timeline import timeline_of
from facts.api.fields import address, represent
from facts.api.identity import condition
from facts.api.paging import Order
from facts.api.schema import CONDITIONAL, KEY, MOVED, NOT_MODIFIED, described, problem_responses
from facts.api.views import RecordViewSet


@described("cases", "case")
class CaseViewSet(RecordViewSet):
    """Disputes: who they are about, what is asked, what was decided, and on which sources that rests."""

    model = Case
    collection = "cases"
    list_serializer = serializers.CaseSerializer
    detail_serializer = serializers.CaseDetailSerializer
    filterset_class = CaseFilter
    orders = {
        "opened": Order("opened_lo", date.fromisoformat, nullable=True),
        "title": Order("title"),
        "published_at": Order("published_at", datetime.fromisoformat, nullable=True),
    }
    default_order = "-opened"
    own_parameters = {"timeline": timeline.PARAMETERS}

    def rows(self, *, detail: bool) -> Any:
        """Cases with whom they are about; one case with everything below it."""
        cases = Case.objects.visible_to(self.viewer).live()
        if self.action == "timeline":
            return cases
        return cases.prefetch_related(*(rows.case_parts(self.viewer) if detail else [rows.participants(self.viewer)]))

    def fingerprint(self, key: str) -> Hashable:
        """One read."""
        state = rows.timeline_state if self.action == "timeline" else rows.case_state
        return state(self.viewer, condition(Case, key))

    @extend_schema(
        operation_id="get_case_timeline",
        summary="Timeline of a case",
        tags=["cases"],
        parameters=[KEY, CONDITIONAL, *timeline.DESCRIBED],
        responses={
            200: timeline.TimelineSerializer,
            **NOT_MODIFIED,
            **MOVED,
            **problem_responses(400, 404, 410),
        },
        filters=False,
    )
    @action(detail=True, pagination_class=None, filterset_class=None)
    def timeline(self, request: Request, key: str, **kwargs: Any) -> HttpResponseBase:
        """What happened, in order: each entry with its date as exactly as it is known, and the sources it rests on."""
        known = self.unless_known(key)
        if known is not None:
            return known
        case = self.found(key)
        notes = notes_of(case, self.viewer)
        page = timeline.page(timeline_of(case, self.viewer, notes=notes), case.pk, request.query_params)
        following = None
        if page.cursor is not None:
            query = request.query_params.copy()
            query["cursor"] = page.cursor
            following = request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
        body = {
            "case_id": case.pk,
            "case_url": address(request, "cases", case.slug),
            "next": following,
            "notes": notes.get(None, []),
            "results": page.entries,
        }
        link = {"Link": f'<{following}>; rel="next"'} if following else None
        shown = represent(timeline.TimelineSerializer, body, self.get_serializer_context())
        return Response(shown, headers=link)


@described("agreements", "agreement")
class AgreementViewSet(RecordViewSet):
    """What people signed with employers, as far as it is known to exist, with each covenant."""

    model = Agreement
    collection = "agreements"
    list_serializer = covenants.AgreementSerializer
    detail_serializer = covenants.AgreementDetailSerializer
    filterset_class = AgreementFilter
    orders = {
        "signed": Order("signed_lo", date.fromisoformat, nullable=True),
        "slug": Order("slug"),
        "published_at": Order("published_at", datetime.fromisoformat, nullable=True),
    }
    default_order = "-signed"

    def rows(self, *, detail: bool) -> Any:
        """Agreements with their two parties; one agreement with covenants and sources."""
        agreements = Agreement.objects.visible_to(self.viewer).select_related("person", "employer")
        return agreements.prefetch_related(*rows.agreement_parts(self.viewer)) if detail else agreements


@described("jurisdictions", "jurisdiction_rule", key="Id (UUID).")
class RuleViewSet(RecordViewSet):
    """Rules of jurisdictions on restrictive covenants, version by version. General information, not legal advice."""

    model = JurisdictionRule
    collection = "jurisdictions"
    list_serializer = covenants.RuleSerializer
    detail_serializer = covenants.RuleSerializer
    filterset_class = RuleFilter
    orders = {"jurisdiction": Order("jurisdiction"), "name": Order("name")}
    default_order = "jurisdiction"

    def rows(self, *, detail: bool) -> Any:
        """Rules with a version that the viewer may see, with those versions."""
        versions = RuleVersion.objects.visible_to(self.viewer)
        return JurisdictionRule.objects.filter(Exists(versions.filter(rule=OuterRef("pk")))).prefetch_related(
            Prefetch("versions", versions)
        )
