"""Rules of jurisdictions and their versions."""

from typing import Any

from django.contrib import admin

from cases import services
from cases.admin.queues import RuleQueues
from cases.models import JurisdictionRule, RuleVersion
from facts.admin.base import RecordAdmin
from facts.admin.inlines import Below
from facts.admin.publication import PublishableAdmin
from facts.outcomes import Saved


class VersionsBelow(Below):
    model = RuleVersion
    fields = ("effective_from", "effective_to", "enforceability", "duration_rule", "confidence", "publication_state")
    readonly_fields = fields
    relations = ("rule",)


@admin.register(JurisdictionRule)
class JurisdictionRuleAdmin(RecordAdmin):
    list_display = ("name", "jurisdiction", "covenant_kind")
    list_filter = ("covenant_kind",)
    search_fields = ("name", "=jurisdiction")
    inlines = (VersionsBelow,)
    below = ("versions",)
    add_below = (("cases_ruleversion", "rule", "Add version"),)


@admin.register(RuleVersion)
class RuleVersionAdmin(PublishableAdmin):
    list_display = (
        "rule",
        "effective_from",
        "effective_to",
        "enforceability",
        "duration_rule",
        "max_duration_months",
        "confidence",
        "verified_on",
        "publication_state",
    )
    list_filter = (RuleQueues, "publication_state", "enforceability", "duration_rule", "confidence")
    search_fields = ("rule__name", "=rule__jurisdiction", "notes")
    date_hierarchy = "effective_from"
    autocomplete_fields = ("rule",)
    relations = ("rule",)

    def write(self, record: RuleVersion, *, editor: Any, **parts: list[Any]) -> Saved[Any]:
        return services.save_rule_version(version=record)
