"""Which version of a jurisdiction's rule applies to a covenant, and what it says of the length on paper."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cases.choices import CapFlag, CovenantKind, DurationRule, ExcessEffect, RuleSelector
from cases.models import Covenant, RuleVersion
from cases.windows import GardenLeave, Length, Window, exceeds, window
from facts.dates import PartialDate


@dataclass(frozen=True)
class Applied:
    """``versions`` holds more than one where the deciding date is too coarse to choose between them."""

    versions: tuple[RuleVersion, ...]
    by: str

    @property
    def version(self) -> RuleVersion | None:
        return self.versions[0] if len(self.versions) == 1 else None


def applicable(
    *,
    jurisdiction: str,
    kind: str = CovenantKind.NON_COMPETE,
    agreement_date: PartialDate,
    termination_date: PartialDate,
    on: date,
    known: Iterable[RuleVersion] | None = None,
) -> Applied:
    """Versions whose own selector date falls into their time. A US state falls back to its country, never to another
    state.

    Each version names the date that picks it (agreement, end of employment, or enforcement, for which ``on`` stands).
    ``known``: versions that were read before, with their rules, oldest first; then nothing is queried.
    """
    dates = {
        RuleSelector.AGREEMENT_DATE: (agreement_date.lo, agreement_date.hi),
        RuleSelector.TERMINATION_DATE: (termination_date.lo, termination_date.hi),
        RuleSelector.ENFORCEMENT_DATE: (on, on),
    }
    for code in places(jurisdiction):
        if known is None:
            versions = list(RuleVersion.objects.for_covenant(jurisdiction=code, kind=kind).order_by("effective_from"))
        else:
            versions = [
                one for one in known if (one.rule.jurisdiction, one.rule.covenant_kind) == (code, CovenantKind(kind))
            ]
        fitting = []
        for version in versions:
            lo, hi = dates[RuleSelector(version.selected_by)]
            after_start = version.effective_from is None or hi is None or hi >= version.effective_from
            before_end = version.effective_to is None or lo is None or lo <= version.effective_to
            if after_start and before_end:
                fitting.append(version)
        if versions:
            return Applied(tuple(fitting), code)
    return Applied((), "")


def places(jurisdiction: str) -> tuple[str, ...]:
    """Whose rules are asked, in this order: US-CA, then US."""
    return tuple(dict.fromkeys((jurisdiction, jurisdiction.split("-", maxsplit=1)[0])))


def cap_of(version: RuleVersion | None) -> Length | None:
    """The statutory limit of a version as a length; None where it has no number."""
    if version is None:
        return None
    if version.max_duration_days is not None:
        return Length(days=version.max_duration_days)
    return Length(months=version.max_duration_months) if version.max_duration_months is not None else None


def cap_flag(covenant: Covenant, version: RuleVersion | None) -> CapFlag:
    """What the law of the place says of the length on paper. Four outcomes, all from data."""
    if version is None:
        return CapFlag.NONE
    if version.duration_rule == DurationRule.VOID:
        return CapFlag.VOID_BY_STATUTE
    cap, duration = cap_of(version), Length.of(covenant.duration_value, covenant.duration_unit)
    if cap is None or duration is None or not exceeds(duration, cap):
        return CapFlag.NONE
    if version.excess_effect == ExcessEffect.PRESUMED_UNREASONABLE or version.duration_rule == DurationRule.PRESUMPTION:
        return CapFlag.ABOVE_PRESUMPTION
    return CapFlag.EXCEEDS_CAP


def window_of(
    covenant: Covenant, *, end: PartialDate, version: RuleVersion | None, leave: GardenLeave | None = None
) -> Window:
    """The restrained window of a recorded covenant under a version of the rule; ``leave`` was before ``end``."""
    if version is not None and version.duration_rule == DurationRule.VOID:
        return Window("void_as_recorded", flags=("void_by_statute",))
    return window(
        end=end,
        duration=Length.of(covenant.duration_value, covenant.duration_unit),
        cap=cap_of(version) if version is None or version.duration_rule != DurationRule.PRESUMPTION else None,
        excess_effect=version.excess_effect if version is not None else ExcessEffect.NOT_APPLICABLE,
        leave=leave,
        set_off=covenant.garden_leave_setoff,
    )
