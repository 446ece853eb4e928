"""Words for reading disputes. What hangs below a hidden record is hidden with it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from cases import choices
from facts.choices import CONTRADICTED, PublicationState, Verification
from facts.querysets import M, PublishableQuerySet, related_to, rows_of
from people import spelling
from people.groups import Period
from people.models import Employer, Name, Person

SHOWN = PublicationState.PUBLISHED
# Public, or asked to be.
_OFFERED = (PublicationState.IN_REVIEW, PublicationState.PUBLISHED)
# Personal data of what is over is not kept in public without a look at whether it still has to be: every two years.
LOOKED_AT_EVERY = timedelta(days=730)
# Statutes and thresholds move on 1 January and 1 July.
VERIFIED_EVERY = timedelta(days=180)
CHANGES_AHEAD = timedelta(days=90)


def _can_lie_in(period: Period) -> Q:
    """Can a case have been opened in a period?"""
    from_ = Q() if period.lo == date.min else Q(opened_hi=None) | Q(opened_hi__gte=period.lo)
    to = Q() if period.hi == date.max else Q(opened_lo=None) | Q(opened_lo__lte=period.hi)
    return from_ & to


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
        # Each way by an index; an "or" over these tables would be asked of every case.
        ways = (
            self.model._default_manager.filter(tokens__contains=tokens).values("pk"),
            participants.filter(person__in=names.exclude(person=None).values("person")).values("case"),
            participants.filter(employer__in=names.exclude(employer=None).values("employer")).values("case"),
            proceedings.filter(docket_tokens__contains=tokens).values("case"),
        )
        first, *others = (way.order_by() for way in ways)
        return self.filter(pk__in=first.union(*others))

    def of_group(self, members: Mapping[UUID, Iterable[Period]], *, on: date | None = None) -> Any:
        """Cases with a participant among ``members`` in a period in which the case can have been opened, or on a day.

        A case of which nothing says when it was opened is found with any member: no day can be excluded.
        """
        participants = rows_of(self.model, "participants").filter(case=OuterRef("pk"))
        together: dict[Period, list[UUID]] = defaultdict(list)
        for employer, periods in members.items():
            for period in periods:
                if on is None or period.lo <= on <= period.hi:
                    together[period].append(employer)
        found = Q(pk__in=[])
        for period, employers in together.items():
            opened = Q() if on is not None else _can_lie_in(period)
            found |= Q(Exists(participants.filter(employer__in=employers))) & opened
        return self.filter(found)

    def newest_first(self) -> Any:
        return self.order_by(F("opened_lo").desc(nulls_last=True), "-pk")

    def contradicted(self) -> Any:
        """A source of the case itself contradicts or retracts it; neither withdrawn nor merged."""
        return self.live().filter(verification__in=CONTRADICTED).exclude(publication_state=PublicationState.WITHDRAWN)

    def single_source_accusations(self) -> Any:
        """Published or in review, about a named person, resting on one root source."""
        named = rows_of(self.model, "participants").filter(case=OuterRef("pk"), person__isnull=False)
        told = self.live().filter(verification=Verification.SINGLE_SOURCE, publication_state__in=_OFFERED)
        return told.filter(Exists(named))

    def review_due(self, *, now: datetime) -> Any:
        """Published and closed, and not looked at since two years: last reviewed, else published, before that."""
        before = now - LOOKED_AT_EVERY
        long_ago = Q(reviewed_on__lt=before.date()) | Q(reviewed_on=None, published_at__lt=before)
        return self.filter(long_ago, publication_state=SHOWN, merged_into=None, status__in=choices.CLOSED)


class ProceedingQuerySet(models.QuerySet[M, M]):
    def in_conflict(self) -> Any:
        """With a decision cited under two numbers, or on record beside another tribunal where the same action began."""
        rows: Any = self.model._default_manager.order_by()
        numbered = rows.filter(citation_conflict=True)
        return self.filter(pk__in=numbered.values("pk").union(_told_otherwise(self.model)))


def _told_otherwise(model: type[models.Model]) -> Any:
    """Keys of rows that others of their case tell otherwise (``cases.conflicts``)."""
    conflicts: Any = model._meta.apps.get_model("cases", "Conflict")
    return conflicts.objects.filter(table=model._meta.model_name).values("record")


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

    def standing(self) -> Any:
        """Not withdrawn."""
        return self.exclude(publication_state=PublicationState.WITHDRAWN)

    def undated(self) -> Any:
        """Without a date, and not withdrawn."""
        return self.standing().filter(occurred_text="")

    def single_source_accusations(self) -> Any:
        """Published or in review, saying more of a named person than that they moved, resting on one root source."""
        named = rows_of(related_to(self.model, "case"), "participants").filter(
            case=OuterRef("case"), person__isnull=False
        )
        told = self.filter(verification=Verification.SINGLE_SOURCE, publication_state__in=_OFFERED)
        return told.exclude(kind__in=choices.WITHOUT_ACCUSATION).filter(Exists(named))

    def in_conflict(self) -> Any:
        """A source contradicts or retracts them, or another entry tells the same step otherwise."""
        rows: Any = self.model._default_manager.order_by()
        contradicted = rows.filter(verification__in=CONTRADICTED).standing()
        return self.filter(pk__in=contradicted.values("pk").union(_told_otherwise(self.model)))


class NoteQuerySet(models.QuerySet[M, M]):
    def shown(self) -> Any:
        """Those that readers see."""
        return self.filter(shown_at__isnull=False)

    def waiting(self) -> Any:
        """Those that an editor has still to show."""
        return self.filter(shown_at=None)


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


class _CanFall(models.Func):
    """Can one of the scheduled changes in a column fall between two days? ``first`` and ``last`` are ISO 8601.

    A change says its date as a year, a month or a day, and is compared as far as it says it.
    """

    output_field = models.BooleanField()
    template = (
        "EXISTS (SELECT 1 FROM jsonb_array_elements(%(expressions)s) change"
        " CROSS JOIN LATERAL rtrim(change ->> 'date', '~?') AS told"
        " WHERE told >= left('%(first)s', length(told)) AND told <= left('%(last)s', length(told)))"
    )


class RuleVersionQuerySet(PublishableQuerySet[M]):
    def in_force_on(self, day: date) -> Any:
        return self.filter(
            Q(effective_from=None) | Q(effective_from__lte=day), Q(effective_to=None) | Q(effective_to__gte=day)
        )

    def to_verify(self, *, day: date) -> Any:
        """In force, and verified for the last time more than 180 days ago, or never."""
        old = Q(verified_on=None) | Q(verified_on__lt=day - VERIFIED_EVERY)
        return self.in_force_on(day).filter(old).exclude(publication_state=PublicationState.WITHDRAWN)

    def changing_soon(self, *, day: date) -> Any:
        """Versions that begin or end within 90 days, or have a scheduled change that can fall there."""
        until = day + CHANGES_AHEAD
        begins = Q(effective_from__gt=day, effective_from__lte=until)
        ends = Q(effective_to__gte=day, effective_to__lt=until)
        told = _CanFall("scheduled_changes", first=day.isoformat(), last=until.isoformat())
        announced = Q(told) & (Q(effective_to=None) | Q(effective_to__gte=day))
        return self.filter(begins | ends | announced).exclude(publication_state=PublicationState.WITHDRAWN)

    def for_covenant(self, *, jurisdiction: str, kind: str = choices.CovenantKind.NON_COMPETE) -> Any:
        return self.filter(rule__jurisdiction=jurisdiction, rule__covenant_kind=kind)
