"""Until when the covenants on record restrain, by their words and the rule of the place; read for whoever looks.

Only what the viewer may see goes in: a day of leaving that is not published is not told by way of a window.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from uuid import UUID

from django.utils import timezone

from cases import rules
from cases.choices import CovenantKind, Trigger
from cases.models import Agreement, Covenant, RuleVersion
from cases.windows import GardenLeave, Window
from facts.dates import UNKNOWN
from facts.visibility import Viewer
from people.models import Employment
from people.moves import groups_of, last_of_service

# These alone restrain from working for others after the employment.
RESTRAINING = (CovenantKind.NON_COMPETE, CovenantKind.NON_SOLICIT_CUSTOMER, CovenantKind.NON_DEALING)


def windows_of(agreements: Iterable[Agreement], viewer: Viewer) -> dict[UUID, Window]:
    """Windows by covenant, of those that run from the end of employment. The covenants are prefetched.

    Who went on within the employer's group did not stop: no restraint runs from that. Three queries, however many
    agreements; none where there are none.
    """
    listed = [agreement for agreement in agreements if any(map(_counts, agreement.covenants.all()))]
    if not listed:
        return {}
    ends = _last_employments(listed, viewer)
    asked = {code for one in listed for each in one.covenants.all() for code in rules.places(_law(one, each)) if code}
    versions = RuleVersion.objects.visible_to(viewer).filter(rule__jurisdiction__in=asked).select_related("rule")
    known = list(versions.order_by("effective_from"))
    return {
        covenant.pk: _window(agreement, covenant, ends.get((agreement.person_id, agreement.employer_id)), known)
        for agreement in listed
        for covenant in agreement.covenants.all()
        if _counts(covenant)
    }


def _counts(covenant: Covenant) -> bool:
    return covenant.kind in RESTRAINING and covenant.trigger == Trigger.END_OF_EMPLOYMENT


def _law(agreement: Agreement, covenant: Covenant) -> str:
    return covenant.governing_law or agreement.governing_law


def _last_employments(agreements: Iterable[Agreement], viewer: Viewer) -> Mapping[tuple[UUID, UUID], Employment]:
    """By person and employer: the employment with which the work there ended, as far as its end is on record."""
    pairs = {(one.person_id, one.employer_id) for one in agreements}
    rows = list(Employment.objects.visible_to(viewer).filter(person__in={person for person, _ in pairs}))
    groups = groups_of(rows, viewer)
    of: dict[UUID, list[Employment]] = defaultdict(list)
    for row in rows:
        of[row.person_id].append(row)
    found = {pair: last_of_service(of[pair[0]], pair[1], groups) for pair in pairs}
    return {pair: last for pair, last in found.items() if last is not None}


def _window(
    agreement: Agreement, covenant: Covenant, employment: Employment | None, known: Iterable[RuleVersion]
) -> Window:
    end = employment.partial("end") if employment is not None else UNKNOWN
    applied = rules.applicable(
        jurisdiction=_law(agreement, covenant),
        kind=covenant.kind,
        agreement_date=agreement.partial("signed"),
        termination_date=end,
        on=timezone.localdate(),
        known=known,
    )
    return rules.window_of(covenant, end=end, version=applied.version, leave=_leave_of(employment))


def _leave_of(employment: Employment | None) -> GardenLeave | None:
    if employment is None or not employment.garden_leave_from_text:
        return None
    return GardenLeave(employment.partial("garden_leave_from"), employment.partial("garden_leave_to"))
