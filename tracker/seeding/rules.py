"""Jurisdictions' rules on restraints, in versions."""

from __future__ import annotations

from cases.choices import CovenantKind, RuleSelector
from cases.models import JurisdictionRule, RuleVersion
from cases.services import save_rule_version
from facts.outcomes import Saved
from tracker.seeding.keeping import Keeper
from tracker.seeding.rows import Row


def load_rules(keeper: Keeper, file: Row) -> None:
    """``jurisdictions.json``: a version is found again by the day from which it applies."""
    for row in file.rows("jurisdictions", named_by=["jurisdiction"]):
        versions = row.rows("versions", named_by=["effective_from"])
        rule = keeper.keep(
            row,
            JurisdictionRule,
            by={
                "jurisdiction": row.text("jurisdiction"),
                "covenant_kind": row.text("covenant_kind", CovenantKind.NON_COMPETE),
            },
            values={"name": row.text("name")},
            save=lambda record, _: _save_rule(record),
        )
        for entry in versions:
            keeper.keep(
                entry,
                RuleVersion,
                by={"rule": rule, "effective_from": entry.day("effective_from")},
                values={
                    "effective_to": entry.day("effective_to"),
                    "selected_by": entry.text("selected_by", RuleSelector.AGREEMENT_DATE),
                    "enforceability": entry.text("enforceability"),
                    "duration_rule": entry.text("duration_rule"),
                    "excess_effect": entry.text("excess_effect"),
                    "max_duration_months": entry.number("max_duration_months"),
                    "max_duration_days": entry.number("max_duration_days"),
                    "compensation_required": entry.truth("compensation_required"),
                    "compensation_rule": entry.text("compensation_rule", ""),
                    "salary_threshold": entry.value("salary_threshold"),
                    "covered_roles": entry.text("covered_roles", ""),
                    "notice_rules": entry.text("notice_rules", ""),
                    "mandatory_local_law": entry.truth("mandatory_local_law"),
                    "authorities": entry.value("authorities", []),
                    "local_overrides": entry.value("local_overrides", []),
                    "scheduled_changes": entry.value("scheduled_changes", []),
                    "unverified_points": entry.texts("unverified_points"),
                    "notes": entry.text("notes", ""),
                    "confidence": entry.text("confidence"),
                    "verified_on": entry.day("verified_on"),
                },
                save=lambda version, _: save_rule_version(version=version),
            )
    file.finish()


def _save_rule(rule: JurisdictionRule) -> Saved[JurisdictionRule]:
    rule.full_clean()
    rule.save()
    return Saved(rule)
