"""Proceeding: one case file before one body; and who stands in it in which role."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from cases import accusing, choices, conflicts, revision
from cases.models.case import Case
from cases.querysets import ProceedingQuerySet
from facts import dates, history, publication
from facts.models import CitationLink, Record
from people.models import Employer, Person

# ECLI (Council conclusions 2011/C 127/01): country, court code, year, ordinal of at most 25 characters. Great
# Britain is GB.
ECLI = r"^ECLI:[A-Z]{2}:[A-Z][A-Z0-9]{0,6}:[0-9]{4}:[A-Z0-9.]{1,25}$"


@history.track()
class Tribunal(Record):
    """A body that hears disputes. Its own table: a tribunal is not an employer."""

    slug = models.SlugField(max_length=160, unique=True)
    name = models.CharField(max_length=300)
    local_name = models.CharField(max_length=300, blank=True, help_text="In its own language and script.")
    forum_type = models.CharField(max_length=24, choices=choices.ForumType)
    jurisdiction = models.CharField(max_length=10, blank=True)
    courtlistener_id = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["name", "jurisdiction"], name="tribunal_name_once_per_jurisdiction")
        ]

    def __str__(self) -> str:
        return self.name


@history.track()
class Proceeding(Record, dates.Dated):
    """``docket_raw`` is what stands in the source and is never altered; the rest of the docket is derived from it."""

    partial_dates = ("filed", "closed")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="proceedings")
    forum_type = models.CharField(max_length=24, choices=choices.ForumType)
    stage = models.CharField(max_length=16, choices=choices.Stage, default=choices.Stage.UNKNOWN)
    tribunal = models.ForeignKey(Tribunal, null=True, blank=True, on_delete=models.PROTECT, related_name="proceedings")
    docket_raw = models.CharField(max_length=200, blank=True)
    docket_norm = models.CharField(max_length=200, blank=True, editable=False)
    docket_scheme = models.CharField(
        max_length=12, choices=choices.DocketScheme, default=choices.DocketScheme.NONE, editable=False
    )
    docket_parts = models.JSONField(default=dict, blank=True, editable=False)
    docket_tokens = ArrayField(models.CharField(max_length=200), default=list, editable=False)
    ecli = models.CharField(max_length=60, blank=True)
    neutral_citations = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    citation_conflict = models.BooleanField(
        default=False, editable=False, help_text="One decision is cited under two numbers of one court. Derived."
    )
    filed_text = dates.text_column("filed")
    filed_lo = dates.bound_column()
    filed_hi = dates.bound_column()
    filed_not_after = dates.not_after_column()
    closed_text = dates.text_column("closed")
    closed_lo = dates.bound_column()
    closed_hi = dates.bound_column()
    closed_not_after = dates.not_after_column()
    status = models.CharField(max_length=14, choices=choices.ProceedingStatus, default=choices.ProceedingStatus.UNKNOWN)
    predecessor = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="successors")
    predecessor_kind = models.CharField(max_length=20, choices=choices.PredecessorKind, blank=True)
    anonymised = models.BooleanField(default=False, help_text="Sealed or anonymised by the tribunal.")

    objects = ProceedingQuerySet.as_manager()

    class Meta:
        triggers: ClassVar = [revision.below(revision.OF_CASE), conflicts.OF_PROCEEDINGS]
        ordering: ClassVar = [F("filed_lo").asc(nulls_last=True), "pk"]
        indexes: ClassVar = [
            GinIndex(fields=["docket_tokens"], name="proceeding_docket_gin"),
            models.Index(fields=["id"], condition=Q(citation_conflict=True), name="proceeding_citation_conflict"),
            # What lists are narrowed to (``facts.admin.narrowing``).
            models.Index(fields=["filed_lo"], name="proceeding_year"),
        ]
        constraints: ClassVar = [
            dates.ordered("proceeding", "filed"),
            dates.ordered("proceeding", "closed"),
            models.CheckConstraint(
                name="proceeding_docket_needs_a_tribunal",
                condition=Q(docket_raw="") | Q(tribunal__isnull=False),
                violation_error_message="A docket number needs its tribunal: numbers repeat across courts.",
            ),
            # A number that was not recognised cannot tell two proceedings apart.
            models.UniqueConstraint(
                fields=["tribunal", "docket_norm"],
                condition=~Q(docket_norm="") & ~Q(docket_scheme=choices.DocketScheme.UNRECOGNISED),
                name="proceeding_docket_once_per_tribunal",
            ),
            models.UniqueConstraint(fields=["ecli"], condition=~Q(ecli=""), name="proceeding_ecli_once"),
            models.CheckConstraint(name="proceeding_ecli_form", condition=Q(ecli="") | Q(ecli__regex=ECLI)),
            models.CheckConstraint(name="proceeding_not_its_own_predecessor", condition=~Q(predecessor=F("id"))),
            models.CheckConstraint(
                name="proceeding_predecessor_has_a_kind",
                condition=Q(predecessor__isnull=True, predecessor_kind="")
                | (Q(predecessor__isnull=False) & ~Q(predecessor_kind="")),
            ),
            models.CheckConstraint(
                name="proceeding_filed_before_closed",
                condition=Q(filed_lo=None) | Q(closed_hi=None) | Q(filed_lo__lte=F("closed_hi")),
            ),
        ]

    def __str__(self) -> str:
        where = str(self.tribunal) if self.tribunal_id else self.get_forum_type_display()
        return f"{where}, {self.docket_raw}" if self.docket_raw else where

    @classmethod
    def against_merging(cls, survivor: Any, absorbed: Any) -> list[str]:
        """One case is one action: two numbers of one stage, or of one tribunal, are two actions.

        Unless one is on record as following the other (an appeal, a transfer).
        """
        if not isinstance(survivor, Case):
            return []
        numbered = cls.objects.exclude(docket_scheme__in=[choices.DocketScheme.NONE, choices.DocketScheme.UNRECOGNISED])
        numbered = numbered.select_related("tribunal")
        mine, theirs = list(numbered.filter(case=survivor)), list(numbered.filter(case=absorbed))
        return [
            f"“{one}” and “{two}” are two actions: relate the cases, or say first that one follows the other."
            for one in mine
            for two in theirs
            if one.pk != two.predecessor_id and two.pk != one.predecessor_id and one.is_another_action(two)
        ]

    def is_another_action(self, other: "Proceeding") -> bool:
        """Do the docket numbers of two proceedings belong to different actions?"""
        if self.docket_norm == other.docket_norm:
            return self.tribunal_id != other.tribunal_id
        one_unknown = choices.Stage.UNKNOWN in (self.stage, other.stage)
        return self.stage == other.stage or (one_unknown and self.tribunal_id == other.tribunal_id)


@history.track()
class Party(Record, dates.Dated):
    """Someone in a proceeding. ``placeholder`` stands for a party the tribunal does not name."""

    partial_dates = ("since", "until")
    part_of = "proceeding__case"

    proceeding = models.ForeignKey(Proceeding, on_delete=models.CASCADE, related_name="parties")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="party_rows")
    employer = models.ForeignKey(Employer, null=True, blank=True, on_delete=models.PROTECT, related_name="party_rows")
    placeholder = models.CharField(max_length=200, blank=True, help_text="E.g. “State prosecutor” or “Chen X”.")
    identified_because = models.TextField(
        blank=True, help_text="For editors only: why a person is named whom the tribunal leaves unnamed."
    )
    role = models.CharField(max_length=16, choices=choices.PartyRole)
    side = models.CharField(max_length=10, choices=choices.Side)
    counsel = models.JSONField(default=list, blank=True)
    since_text = dates.text_column("since")
    since_lo = dates.bound_column()
    since_hi = dates.bound_column()
    since_not_after = dates.not_after_column()
    until_text = dates.text_column("until")
    until_lo = dates.bound_column()
    until_hi = dates.bound_column()
    until_not_after = dates.not_after_column()

    class Meta:
        triggers: ClassVar = [
            publication.second_editor_below("cases_case", accusing.CASE_OF_PARTY, accuses=accusing.CASE_BY_PARTY),
            revision.below(revision.OF_PROCEEDING),
        ]
        verbose_name_plural = "parties"
        constraints: ClassVar = [
            dates.ordered("party", "since"),
            dates.ordered("party", "until"),
            models.CheckConstraint(
                name="party_is_exactly_one",
                condition=Q(person__isnull=False, employer__isnull=True, placeholder="")
                | Q(person__isnull=True, employer__isnull=False, placeholder="")
                | (Q(person__isnull=True, employer__isnull=True) & ~Q(placeholder="")),
                violation_error_message="A party is one person, one employer or one placeholder.",
            ),
            models.CheckConstraint(name="party_role_known", condition=Q(role__in=choices.PartyRole.values)),
            models.CheckConstraint(name="party_side_known", condition=Q(side__in=choices.Side.values)),
            models.UniqueConstraint(fields=["proceeding", "person", "role"], name="party_person_once_per_role"),
            models.UniqueConstraint(fields=["proceeding", "employer", "role"], name="party_employer_once_per_role"),
        ]

    def __str__(self) -> str:
        return f"{self.person or self.employer or self.placeholder} ({self.get_role_display().lower()})"

    @classmethod
    def against_merging(cls, survivor: Any, absorbed: Any) -> list[str]:
        """Nobody sues themselves: who stands on both sides of one proceeding is two."""
        if isinstance(survivor, Case):
            return []
        who = "person" if isinstance(survivor, Person) else "employer"
        sides = [choices.Side.CLAIMANT, choices.Side.RESPONDENT]
        against = cls.objects.filter(proceeding=OuterRef("proceeding"), side__in=sides, **{who: absorbed})
        against = against.exclude(side=OuterRef("side"))
        rows = cls.objects.filter(Exists(against), side__in=sides, **{who: survivor})
        rows = rows.exclude(role=choices.PartyRole.COUNTERCLAIMANT).select_related("proceeding__tribunal")
        return [f"They stand on opposite sides of “{row.proceeding}”." for row in rows]


@history.track()
class ProceedingCitation(CitationLink):
    fact = models.ForeignKey(Proceeding, on_delete=models.CASCADE, related_name="citation_links")

    class Meta:
        triggers: ClassVar = [revision.below(revision.of_fact("cases_proceeding"))]
        constraints: ClassVar = [models.UniqueConstraint(fields=["fact", "citation"], name="proceedingcitation_once")]


@history.track()
class PartyCitation(CitationLink):
    fact = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="citation_links")

    class Meta:
        triggers: ClassVar = [revision.below(revision.of_fact_in_proceeding("cases_party"))]
        constraints: ClassVar = [models.UniqueConstraint(fields=["fact", "citation"], name="partycitation_once")]
