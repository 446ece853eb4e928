"""Proceedings and what stands in them: dockets, order in time, parties, decisions, relief."""

from django.core.exceptions import ValidationError

from cases import dockets, neutral
from cases.choices import DocketScheme, ForumType, PartyRole, PredecessorKind, Side, Stage
from cases.models import Claim, Decision, DecisionCitation, Party, Proceeding, Relief
from facts.dates import PartialDate
from facts.outcomes import Notice
from people import spelling
from people.choices import EmployerKind
from people.groups import Period, legal_entity

CLAIMANT_ROLES = (
    PartyRole.CLAIMANT,
    PartyRole.PLAINTIFF,
    PartyRole.APPLICANT,
    PartyRole.APPELLANT,
    PartyRole.COUNTERCLAIMANT,
    PartyRole.PROSECUTOR,
)
RESPONDENT_ROLES = (PartyRole.RESPONDENT, PartyRole.DEFENDANT, PartyRole.APPELLEE, PartyRole.ACCUSED)
# These follow an earlier proceeding in time.
LATER = (PredecessorKind.APPEAL_FROM, PredecessorKind.FOLLOWS_ARBITRATION, PredecessorKind.REMANDED)


def in_order(earlier: PartialDate, later: PartialDate) -> bool | None:
    """True: certainly in order; False: certainly not; None: the dates are too coarse to say, or one is missing."""
    if earlier.lo and later.hi and later.hi < earlier.lo:
        return False
    if earlier.hi and later.lo and earlier.hi <= later.lo:
        return True
    return None


def _order(earlier: PartialDate, later: PartialDate, field: str, message: str) -> tuple[Notice, ...]:
    order = in_order(earlier, later)
    if order is False:
        raise ValidationError({field: [message]})
    if order is None and earlier.text and later.text:
        return (Notice("order_uncertain", field, f"The dates are too coarse to tell. {message}"),)
    return ()


def check_proceeding(proceeding: Proceeding) -> tuple[Notice, ...]:
    """Docket, stage and place among the other proceedings."""
    notices = list(_check_docket(proceeding))
    proceeding.full_clean()
    before = proceeding.predecessor
    if before is not None:
        seen = {proceeding.pk}
        at: Proceeding | None = before
        while at is not None:
            if at.pk in seen:
                raise ValidationError({"predecessor": ["Proceedings would follow each other in a circle."]})
            seen.add(at.pk)
            at = at.predecessor
        if proceeding.predecessor_kind in LATER:
            message = f"It cannot have been filed before {before}."
            notices += _order(before.partial("filed"), proceeding.partial("filed"), "filed_text", message)
    if proceeding.anonymised:
        named = Party.objects.filter(proceeding=proceeding.pk, person__isnull=False, identified_because="").count()
        if named:
            message = f"{named} of its parties are named people without a reason on record; readers do not see them."
            notices.append(Notice("named_in_anonymised", "anonymised", message))
    if proceeding.stage == Stage.ENFORCEMENT and before is not None and not before.decisions.exists():
        raise ValidationError({"stage": ["Enforcement needs a decision in the proceeding it follows."]})
    return tuple(notices)


def _check_docket(proceeding: Proceeding) -> list[Notice]:
    docket = dockets.read(proceeding.docket_raw)
    proceeding.ecli = dockets.read_ecli(proceeding.ecli)
    if docket.norm and proceeding.tribunal_id is None:
        raise ValidationError(
            {"tribunal": ["A docket number needs its tribunal: the same number stands in several courts."]}
        )
    notices = []
    if docket.scheme == DocketScheme.UNRECOGNISED:
        message = "Not a form we know; kept as written, and not used to find the same proceeding again."
        notices.append(Notice("docket_unrecognised", "docket_raw", message))
        return notices
    if docket.scheme == DocketScheme.PRC_LABOUR and proceeding.forum_type != ForumType.LABOUR_ARBITRATION:
        message = "This is the number of a labour arbitration: is the forum “labour arbitration”?"
        notices.append(Notice("docket_of_labour_arbitration", "forum_type", message))
    elif docket.stage is not None and proceeding.stage == Stage.UNKNOWN:
        notices.append(Notice("stage_in_docket", "stage", f"The number says: {docket.stage.label.lower()}."))
    elif docket.stage is not None and proceeding.stage != docket.stage:
        raise ValidationError(
            {"stage": [f"“{docket.parts.get('kind', '')}” in the docket number means {docket.stage.label.lower()}."]}
        )
    if docket.norm:
        standing = Proceeding.objects.filter(tribunal=proceeding.tribunal_id, docket_norm=docket.norm)
        same = standing.exclude(docket_scheme=DocketScheme.UNRECOGNISED).exclude(pk=proceeding.pk).first()
        if same is not None:
            raise ValidationError(
                {"docket_raw": [f"{same} is on record already, in the case “{same.case}”: use that proceeding."]}
            )
    return notices


def check_party(party: Party) -> tuple[Notice, ...]:
    """Fixed, neutral roles; nobody on both sides; a unit cannot stand before a tribunal."""
    if party.role not in PartyRole.values:
        raise ValidationError({"role": [f"Accepted: {', '.join(PartyRole.values)}."]})
    if not party.side:
        in_role = PartyRole(party.role)
        party.side = (
            Side.CLAIMANT
            if in_role in CLAIMANT_ROLES
            else Side.RESPONDENT
            if in_role in RESPONDENT_ROLES
            else Side.OTHER
        )
    party.full_clean()
    notices = _check_unnamed(party)
    if party.employer is not None and party.employer.kind != EmployerKind.COMPANY:
        owner = legal_entity(party.employer, Period.of(party.proceeding.partial("filed")))
        hint = f" Is {owner} meant?" if owner is not None else ""
        raise ValidationError(
            {
                "employer": [
                    f"A {party.employer.get_kind_display().lower()} cannot be a party; its legal entity can.{hint}"
                ]
            }
        )
    others = Party.objects.filter(proceeding=party.proceeding_id).exclude(pk=party.pk)
    same = others.filter(person=party.person_id) if party.person_id else others.filter(employer=party.employer_id)
    if party.placeholder or party.side == Side.OTHER:
        return notices
    opposite = same.exclude(side__in=[party.side, Side.OTHER]).first()
    if opposite is not None and PartyRole.COUNTERCLAIMANT not in (party.role, opposite.role):
        field = "person" if party.person_id else "employer"
        raise ValidationError({field: ["Claimant and respondent cannot be the same."]})
    return notices


def _check_unnamed(party: Party) -> tuple[Notice, ...]:
    """Whom a tribunal leaves unnamed is a placeholder; naming them from elsewhere takes an editor's reason."""
    if party.person_id is not None and party.proceeding.anonymised and not party.identified_because.strip():
        message = (
            "The tribunal leaves its parties unnamed: store a placeholder such as “Chen X”, or say why this person is "
            "named. Readers do not see the name either way."
        )
        raise ValidationError({"identified_because": [message]})
    if spelling.is_masked(party.placeholder) and not party.proceeding.anonymised:
        message = "This looks like a name made anonymous by the tribunal: is the proceeding anonymised?"
        return (Notice("masked_party", "placeholder", message),)
    return ()


def check_claim(claim: Claim) -> tuple[Notice, ...]:
    """The parties of a claim stand in its proceeding."""
    claim.full_clean()
    for field in ("by", "against"):
        party = getattr(claim, field)
        if party is not None and party.proceeding_id != claim.proceeding_id:
            raise ValidationError({field: ["This party stands in another proceeding."]})
    return ()


def check_decision(decision: Decision) -> tuple[Notice, ...]:
    """A decision is not earlier than its filing."""
    decision.full_clean()
    filed = decision.proceeding.partial("filed")
    notices = _order(filed, decision.partial("decided"), "decided_text", "A decision cannot precede the filing.")
    if decision.overturned_by is not None and decision.overturned_by.proceeding.case_id != decision.proceeding.case_id:
        raise ValidationError({"overturned_by": ["This decision belongs to another case."]})
    return (*notices, *_decided_twice(decision))


def _decided_twice(decision: Decision) -> tuple[Notice, ...]:
    """One ruling that two sources number differently is one decision with two sources."""
    if not decision.decided_text:
        return ()
    same = Decision.objects.filter(
        proceeding=decision.proceeding_id, kind=decision.kind, decided_text=decision.decided_text
    )
    if not same.exclude(pk=decision.pk).exists():
        return ()
    message = "Another of that day is on record. If it is the same, cite the source for that one, with its number."
    return (Notice("decided_twice", "decided_text", message),)


def check_decision_citation(link: DecisionCitation) -> tuple[Notice, ...]:
    """A number of a known series names one decision; on another one it is pointed out."""
    link.full_clean()
    number = neutral.read(link.cited_as)
    other = DecisionCitation.objects.filter(cited_norm=number.norm).exclude(cited_series="").exclude(fact=link.fact_id)
    if not number.series or not other.exists():
        return ()
    return (Notice("number_of_another", "cited_as", "Another decision on record is cited under this number."),)


def check_relief(relief: Relief) -> tuple[Notice, ...]:
    """Relief granted or refused names its decision, of the same proceeding or a later one of the same case."""
    if relief.granted is not None and relief.decision_id is None:
        raise ValidationError({"decision": ["Relief granted or refused needs the decision."]})
    relief.full_clean()
    if relief.decision is not None and relief.decision.proceeding.case_id != relief.proceeding.case_id:
        raise ValidationError({"decision": ["This decision belongs to another case."]})
    return ()
