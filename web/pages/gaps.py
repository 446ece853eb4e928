"""What is not known of a dispute, in sentences: a gap that is not named reads as an answer."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from cases.choices import CompensationBasis, CovenantKind, ForumType, ParticipantRole, ProceedingStatus
from cases.models import Case, Covenant, Proceeding
from cases.timeline import Entry

# These alone are compensated and limited by an area; of a confidentiality clause nobody expects it.
RESTRAINTS = (CovenantKind.NON_COMPETE, CovenantKind.NON_SOLICIT_CUSTOMER, CovenantKind.NON_DEALING)
TERMS = ("length", "area", "compensation")
BODIES = {
    ForumType.COURT: "court",
    ForumType.CRIMINAL_COURT: "criminal court",
    ForumType.LABOUR_ARBITRATION: "labour arbitration body",
    ForumType.COMMERCIAL_ARBITRATION: "arbitral tribunal",
    ForumType.REGULATOR: "authority",
}
ENDED = (
    ProceedingStatus.DECIDED,
    ProceedingStatus.SETTLED,
    ProceedingStatus.WITHDRAWN,
    ProceedingStatus.DISMISSED,
    ProceedingStatus.TRANSFERRED,
)


def missing_terms(covenant: Covenant) -> list[str]:
    """Which of TERMS a restraint leaves open; of other covenants nothing is missed."""
    if covenant.kind not in RESTRAINTS:
        return []
    known = {
        "length": covenant.duration_value is not None,
        "area": bool(covenant.territory),
        "compensation": covenant.compensation_basis != CompensationBasis.UNKNOWN,
    }
    return [term for term in TERMS if not known[term]]


def gaps(
    *,
    case: Case,
    roles: Collection[str],
    covenants: Sequence[Covenant],
    proceedings: Sequence[Proceeding],
    entries: Sequence[Entry],
) -> list[str]:
    """Sentences, from what the dispute is about to how well it is sourced; proceedings have their decisions fetched."""
    found = [
        *_of_the_people(roles),
        *_of_the_agreement(covenants),
        *_of_the_procedure(proceedings),
        *_of_the_timeline(entries),
    ]
    if not case.opened_text:
        found.append("When the dispute began.")
    return found


def _of_the_people(roles: Collection[str]) -> list[str]:
    wanted = {
        ParticipantRole.MOVER: "Who moved: nobody is named here.",
        ParticipantRole.FORMER_EMPLOYER: "The former employer.",
        ParticipantRole.NEW_EMPLOYER: "The new employer, if there is one.",
    }
    return [sentence for role, sentence in wanted.items() if role not in roles]


def _of_the_agreement(covenants: Sequence[Covenant]) -> list[str]:
    if not covenants:
        return ["The agreement: its wording, length, area and compensation."]
    missing = {term for covenant in covenants for term in missing_terms(covenant)}
    return [f"The {term} of the restraint." for term in TERMS if term in missing]


def _of_the_procedure(proceedings: Sequence[Proceeding]) -> list[str]:
    if not proceedings:
        return ["Whether a proceeding before a court, an arbitrator or an authority was opened."]
    found = []
    for proceeding in proceedings:
        body = BODIES[ForumType(proceeding.forum_type)]
        where = str(proceeding.tribunal) if proceeding.tribunal else f"the {body}"
        if proceeding.tribunal is None:
            found.append(f"Which {body} it is before.")
        elif not proceeding.docket_raw:
            found.append(f"The docket number before {where}.")
        if proceeding.status not in ENDED and not proceeding.decisions.all():
            found.append(f"The outcome before {where}.")
    return list(dict.fromkeys(found))


def _of_the_timeline(entries: Sequence[Entry]) -> list[str]:
    if not entries:
        return ["The course of events: no entry of a timeline is published."]
    found = []
    undated = sum(1 for entry in entries if not entry.date_text)
    if undated:
        found.append(f"The date of {undated} of {len(entries)} entries.")
    if all(entry.verification in ("single_source", "unverified") for entry in entries):
        found.append("A second, independent source for any entry of the timeline.")
    return found
