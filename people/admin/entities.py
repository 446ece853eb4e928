"""People and employers, with their names."""

from typing import Any

from django.contrib import admin

from facts.admin.exchange import ExchangeAdmin
from facts.admin.inlines import Below, Rows, cited_for
from facts.admin.merging import MergingAdmin
from facts.admin.narrowing import PartFilter
from facts.admin.publication import PublishableAdmin
from facts.outcomes import Saved
from people import candidates, services
from people.admin.search import NamedAdmin
from people.exchange import EMPLOYERS, PEOPLE
from people.models import (
    Employer,
    EmployerCitation,
    EmployerRelation,
    Employment,
    Name,
    Person,
    PersonCitation,
)


class NameInline(Rows):
    model = Name
    part = "names"
    fields = ("text", "kind", "language", "weak", "script")
    readonly_fields = ("script",)

    def write(self, row: Any, *, editor: Any) -> Saved[Any]:
        return services.add_name(name=row, editor=editor)


class EmploymentsOfPerson(Below):
    model = Employment
    fk_name = "person"
    fields = ("employer", "unit", "title", "start_text", "end_text", "end_state", "publication_state")
    readonly_fields = fields
    relations = ("person", "employer", "unit")


class RelationInline(Rows):
    """What this employer is of others; what others are of it is shown below."""

    model = EmployerRelation
    fk_name = "source"
    fields = ("kind", "target", "since_text", "until_text")
    autocomplete_fields = ("target",)
    relations = ("source", "target")

    def write(self, row: Any, *, editor: Any) -> Saved[Any]:
        return services.relate_employers(relation=row, editor=editor)


class RelationsToInline(Below):
    model = EmployerRelation
    fk_name = "target"
    fields = ("source", "kind", "since_text", "until_text")
    readonly_fields = fields
    relations = ("source", "target")
    verbose_name_plural = "relations of others to it"


# Names on one page of likely doubles.
DOUBLES = 50


class DoublesAdmin(MergingAdmin):
    """Records with names: likely doubles share one."""

    def likely_doubles(self, record: Any) -> list[Any]:
        return candidates.doubles_of(record)

    def doubles(self, page: int) -> tuple[list[tuple[Any, Any, str]], bool]:
        found = candidates.doubles(self.model, page=page, size=DOUBLES)
        return [(pair.one, pair.two, " · ".join(pair.names)) for pair in found.pairs], found.more


class MergedFilter(PartFilter):
    """Merged rows stay for redirects."""

    title = "merged"
    parameter_name = "merged"
    parts = {
        "no": ("Live", lambda rows: rows.live()),
        "yes": ("Merged into another", lambda rows: rows.exclude(merged_into=None)),
    }


@admin.register(Person)
class PersonAdmin(NamedAdmin, DoublesAdmin, ExchangeAdmin, PublishableAdmin):
    sheet = PEOPLE
    list_display = ("display_name", "disambiguator", "slug", "public_role", "publication_state", "updated_at")
    list_filter = ("publication_state", "public_role", MergedFilter, ("created_at", admin.DateFieldListFilter))
    search_fields = ("display_name", "slug", "disambiguator", "=wikidata_id")
    people_at = ("pk",)
    readonly_fields = ("merged_into",)
    relations = ("merged_into",)
    fieldsets = (
        (None, {"fields": ("display_name", "slug", "disambiguator", "family_first", "wikidata_id")}),
        ("Why this person is named", {"fields": ("public_role", "notability_reason", "rights_note")}),
        ("Merged", {"fields": ("merged_into",)}),
    )
    inlines = (NameInline, EmploymentsOfPerson, cited_for(PersonCitation))
    below = ("names", "employments", "citation_links")
    add_below = (
        ("people_employment", "person", "Add employment"),
        ("cases_agreement", "person", "Add agreement"),
    )

    def write(self, record: Person, *, editor: Any, **parts: list[Any]) -> Saved[Any]:
        return services.save_person(person=record, editor=editor, **parts)


@admin.register(Employer)
class EmployerAdmin(NamedAdmin, DoublesAdmin, ExchangeAdmin, PublishableAdmin):
    sheet = EMPLOYERS
    list_display = ("display_name", "kind", "jurisdiction", "slug", "publication_state", "updated_at")
    list_filter = ("publication_state", "kind", "jurisdiction", MergedFilter, ("created_at", admin.DateFieldListFilter))
    search_fields = ("display_name", "slug", "=registration_id", "=wikidata_id")
    employers_at = ("pk",)
    readonly_fields = ("merged_into",)
    relations = ("merged_into",)
    fieldsets = (
        (None, {"fields": ("display_name", "slug", "kind", "jurisdiction", "registration_id", "wikidata_id")}),
        ("Merged", {"fields": ("merged_into",)}),
    )
    inlines = (NameInline, RelationInline, RelationsToInline, cited_for(EmployerCitation))
    below = ("names", "relations", "relations_to", "citation_links")
    add_below = (("people_employment", "employer", "Add employment"),)

    def write(self, record: Employer, *, editor: Any, **parts: list[Any]) -> Saved[Any]:
        return services.save_employer(employer=record, editor=editor, **parts)
