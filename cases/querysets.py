"""Words for reading disputes. What hangs below a hidden record is hidden with it."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from cases import choices
from facts.choices import PublicationState
from facts.querysets import M, PublishableQuerySet, rows_of
from people import spelling
from people.models import Employer, Name, Person

SHOWN = PublicationState.PUBLISHED


class CaseQuerySet(PublishableQuerySet[M]):
    def live(self) -> Any:
        """Not merged into another case."""
        return self.filter(merged_into=None)

    def published(self) -> Any:
        return super().published().filter(merged_into=None)

    def involving(self, *, person: Person | None = None, employer: Employer | None = None, role: str = "") -> Any:
        """Cases with this participant, in ``role`` where one is named."""
        if person is None and employer is None:
            raise ValueError("involving() needs a person or an employer")
        wanted = {
            **({"person": person} if person is not None else {"employer": employer}),
            **({"role": role} if role else {}),
        }
        participants = rows_of(self.model, "participants")
        return self.filter(Exists(participants.filter(case=OuterRef("pk"), **wanted)))

    def about(self, query: str, *, published_only: bool = True) -> Any:
        """Cases found by words of the title, a docket number, or any name of a participant, in any order and script.

        ``published_only`` keeps the names of unpublished people and employers from finding a published case.
        """
        tokens = spelling.query_tokens(query)
        if not tokens:
            return self.none()
        names = Name.objects.filter(tokens__contains=tokens)
        if published_only:
            names = names.filter(Q(person__publication_state=SHOWN) | Q(employer__publication_state=SHOWN))
        participants = rows_of(self.model, "participants")
        proceedings = rows_of(self.model, "proceedings")
        named = participants.filter(case=OuterRef("pk")).filter(
            Q(person__in=names.values("person")) | Q(employer__in=names.values("employer"))
        )
        numbered = proceedings.filter(case=OuterRef("pk"), docket_tokens__contains=tokens)
        return self.filter(Q(tokens__contains=tokens) | Exists(named) | Exists(numbered))

    def newest_first(self) -> Any:
        return self.order_by(F("opened_lo").desc(nulls_last=True), "-pk")


class EventQuerySet(PublishableQuerySet[M]):
    def published(self) -> Any:
        """Published events; those of a case only where the case is published too."""
        return (
            super()
            .published()
            .filter(
                Q(case=None) | Q(case__publication_state=SHOWN, case__merged_into=None),
                Q(employment=None) | Q(case__isnull=False) | Q(employment__publication_state=SHOWN),
            )
        )


class DecisionQuerySet(models.QuerySet[M]):
    def standing(self) -> Any:
        """Neither named as overturned, nor reversed or sent back by a decision that stands in an appeal from it."""
        appeals = self.model._default_manager.filter(
            disposition__in=choices.SET_ASIDE,
            overturned_by=None,
            proceeding__predecessor=OuterRef("proceeding"),
            proceeding__predecessor_kind=choices.PredecessorKind.APPEAL_FROM,
        )
        return self.filter(~Exists(appeals), overturned_by=None)

    def in_conflict(self) -> Any:
        """Cited under two numbers of one series (``cases.neutral``)."""
        links = rows_of(self.model, "citation_links")
        other = links.filter(fact=OuterRef("fact"), cited_series=OuterRef("cited_series"))
        other = other.exclude(cited_norm=OuterRef("cited_norm"))
        two = links.filter(Exists(other), fact=OuterRef("pk")).exclude(cited_series="")
        return self.filter(Exists(two))


class AgreementQuerySet(PublishableQuerySet[M]):
    def published(self) -> Any:
        return (
            super()
            .published()
            .filter(person__publication_state=SHOWN, employer__publication_state=SHOWN, person__merged_into=None)
        )


class RuleVersionQuerySet(PublishableQuerySet[M]):
    def in_force_on(self, day: date) -> Any:
        return self.filter(
            Q(effective_from=None) | Q(effective_from__lte=day), Q(effective_to=None) | Q(effective_to__gte=day)
        )

    def for_covenant(self, *, jurisdiction: str, kind: str = choices.CovenantKind.NON_COMPETE) -> Any:
        return self.filter(rule__jurisdiction=jurisdiction, rule__covenant_kind=kind)
