"""Agreements with their covenants, and cases with their participants and proceedings, as tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Q

from cases import dockets
from cases.models import Agreement, Case, Covenant, Participant, Proceeding, Tribunal
from cases.services import add_participant, save_agreement, save_case, save_covenant, save_proceeding
from facts.exchange.cells import canonical
from facts.exchange.columns import Column, Reference, References, column, partial, shown
from facts.exchange.references import slugs
from facts.exchange.sheets import SOURCES, STATE, Part, Sheet
from facts.models import Citation
from facts.outcomes import Saved
from people.exchange import employers_called, people_called


def tribunals_called(texts: Iterable[str]) -> dict[str, list[Any]]:
    """The tribunals that each text may mean: by slug, else by name in either language."""
    asked = list(texts)
    found = Tribunal.objects.filter(Q(slug__in=asked) | Q(name__in=asked) | Q(local_name__in=asked))
    answers: dict[str, list[Any]] = {}
    for text in asked:
        by_slug = [one for one in found if one.slug == text]
        answers[text] = by_slug or [one for one in found if text in (one.name, one.local_name)]
    return answers


def _person(name: str, *, required: bool = False) -> Reference:
    return Reference(name, "person", "slug or name of a person", required, None, what="person", found_by=people_called)


def _employer(name: str, *, required: bool = False) -> Reference:
    accepted = "slug or name of an employer"
    return Reference(name, "employer", accepted, required, None, what="employer", found_by=employers_called)


def _find_agreements(asked: Sequence[Mapping[str, str]]) -> list[Any]:
    """By person, employer, instrument and day of signing."""
    people = people_called({cells["person"] for cells in asked})
    employers = employers_called({cells["employer"] for cells in asked})
    standing: dict[Any, list[Agreement]] = defaultdict(list)
    wanted = [one.pk for each in people.values() for one in each]
    for agreement in Agreement.objects.filter(person__in=wanted).order_by("pk"):
        standing[agreement.person_id, agreement.employer_id].append(agreement)
    answers: list[Any] = []
    for cells in asked:
        person, employer = people[cells["person"]], employers[cells["employer"]]
        if len(person) != 1 or len(employer) != 1:
            # The columns say themselves what is wrong with them.
            answers.append(None)
            continue
        between = standing[person[0].pk, employer[0].pk]
        told = (cells["instrument"] or "unknown", cells["signed"])
        answers.append(_only([one for one in between if (one.instrument, one.signed_text) == told], "agreements"))
    return answers


def _find_cases(asked: Sequence[Mapping[str, str]]) -> list[Any]:
    """By title."""
    titles = {cells["title"] for cells in asked}
    standing: dict[str, list[Case]] = defaultdict(list)
    for case in Case.objects.live().filter(title__in=titles).order_by("pk"):
        standing[case.title].append(case)
    return [_only(standing[cells["title"]], "cases") for cells in asked]


def _only(found: Sequence[Any], what: str) -> Any:
    if len(found) > 1:
        return f"Several {what} on record are this one: give the slug of one ({slugs(found)})."
    return found[0] if found else None


def _save_agreement(agreement: Any, _: Sequence[Any], citations: Sequence[Citation], editor: Any) -> Saved[Any]:
    return save_agreement(agreement=agreement, citations=citations, editor=editor)


def _save_case(case: Any, people: Sequence[Any], citations: Sequence[Citation], editor: Any) -> Saved[Any]:
    return save_case(case=case, participants=people, citations=citations, editor=editor)


def _id(name: str) -> Column:
    """The id of a row: for readers of the table and, where two rows would be alike, for the one that is meant."""
    return Column(name, "pk", "the id that an export gives; blank for a new one")


COVENANTS = Part(
    name="covenant",
    model=Covenant,
    parent="agreement",
    columns=(
        _id("covenant_id"),
        column(Covenant, "kind", name="covenant_kind"),
        column(Covenant, "duration_value"),
        column(Covenant, "duration_unit"),
        column(Covenant, "trigger"),
        column(Covenant, "garden_leave_setoff"),
        column(Covenant, "territory"),
        column(Covenant, "activities"),
        References(
            "named_competitors",
            "named_competitors",
            "slugs or names of employers, parted by |",
            blank=(),
            what="employer",
            found_by=employers_called,
        ),
        column(Covenant, "compensation_basis"),
        column(Covenant, "compensation_percent"),
        column(Covenant, "compensation_amount"),
        column(Covenant, "compensation_currency"),
        column(Covenant, "compensation_period"),
        column(Covenant, "penalty_amount"),
        column(Covenant, "penalty_currency"),
        column(Covenant, "governing_law", name="covenant_governing_law"),
        column(Covenant, "status", name="covenant_status"),
        column(Covenant, "status_as_of"),
    ),
    rows=lambda agreement: sorted(agreement.covenants.all(), key=lambda covenant: covenant.pk),
    key=lambda covenant: (covenant.kind, canonical(covenant.territory)),
    save=lambda covenant, _: save_covenant(covenant=covenant),
    identity="covenant_id",
)

AGREEMENTS = Sheet(
    name="agreements",
    model=Agreement,
    columns=(
        column(Agreement, "slug"),
        _person("person", required=True),
        shown("person_name", lambda agreement: agreement.person),
        _employer("employer", required=True),
        shown("employer_name", lambda agreement: agreement.employer),
        column(Agreement, "instrument"),
        column(Agreement, "existence"),
        *partial("signed"),
        column(Agreement, "governing_law"),
        column(Agreement, "dispute_forum"),
        column(Agreement, "forum_text"),
        STATE,
    ),
    natural=("person", "employer"),
    told_by=("instrument", "signed"),
    parts=(COVENANTS, SOURCES),
    find=_find_agreements,
    save=_save_agreement,
    joins=("person", "employer"),
    prefetches=("covenants__named_competitors",),
    names_off=("person", "employer"),
    beyond="sources of single covenants, and the decisions about them",
)

PARTICIPANTS = Part(
    name="participant",
    model=Participant,
    parent="case",
    columns=(
        column(Participant, "role", name="participant_role"),
        _person("participant_person"),
        _employer("participant_employer"),
        shown("participant_name", lambda row: row.person or row.employer),
        column(Participant, "description", name="participant_description"),
    ),
    rows=lambda case: sorted(case.participants.all(), key=lambda row: row.pk),
    key=lambda row: (row.role, row.person_id, row.employer_id),
    save=lambda row, _: add_participant(participant=row),
    joined=True,
)

PROCEEDINGS = Part(
    name="proceeding",
    model=Proceeding,
    parent="case",
    columns=(
        _id("proceeding_id"),
        column(Proceeding, "forum_type"),
        column(Proceeding, "stage"),
        Reference(
            "tribunal",
            "tribunal",
            "slug or name of a tribunal",
            blank=None,
            what="tribunal",
            found_by=tribunals_called,
        ),
        shown("tribunal_name", lambda row: row.tribunal),
        column(Proceeding, "docket_raw", name="docket"),
        column(Proceeding, "ecli"),
        *partial("filed"),
        *partial("closed"),
        column(Proceeding, "status", name="proceeding_status"),
        column(Proceeding, "anonymised"),
    ),
    rows=lambda case: sorted(case.proceedings.all(), key=lambda row: row.pk),
    key=lambda row: (
        ("docket", row.tribunal_id, dockets.read(row.docket_raw).norm or row.docket_raw)
        if row.docket_raw
        else ("stage", row.forum_type, row.stage, row.tribunal_id)
    ),
    save=lambda row, editor: save_proceeding(proceeding=row, editor=editor),
    identity="proceeding_id",
)

CASES = Sheet(
    name="cases",
    model=Case,
    columns=(
        column(Case, "slug"),
        column(Case, "title", required=True),
        column(Case, "summary"),
        column(Case, "status"),
        column(Case, "claim_kinds"),
        column(Case, "jurisdiction"),
        *partial("opened"),
        column(Case, "reviewed_on"),
        STATE,
    ),
    natural=("title",),
    told_by=(),
    parts=(PARTICIPANTS, PROCEEDINGS, SOURCES),
    find=_find_cases,
    save=_save_case,
    joins=("merged_into",),
    prefetches=("participants__person", "participants__employer", "proceedings__tribunal"),
    names_off=("participants__person", "participants__employer"),
    beyond=(
        "the timeline, covenants at issue, related cases; parties, claims, decisions and reliefs of proceedings, and "
        "which proceeding one follows; sources of single participants and proceedings"
    ),
)
