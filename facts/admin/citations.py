"""Citations: made by the services that check them, seen with what they are cited for."""

from typing import Any, cast

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from facts import services
from facts.admin.base import LockedAdmin, RecordAdmin
from facts.admin.forms import RecordForm
from facts.admin.narrowing import by_value, by_year
from facts.choices import CitationForm
from facts.models import Citation, CitationLink

_SOURCE = (
    "source_kind",
    "url",
    "publisher",
    "title",
    "language",
    "published_text",
    "retrieved_at",
    "derived_from",
    "stance",
    "sample",
)


class CitationAddForm(RecordForm):
    """A quote is copied out of the text it stands in, so that its place and the text's hash are computed."""

    whole_text = forms.CharField(
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "class": "vLargeTextField"}),
        help_text="For a quote: the whole text it is taken from. Only its hash is kept.",
    )

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        quote, text = cleaned.get("quote", ""), cleaned.get("whole_text", "").replace("\r\n", "\n")
        if cleaned.get("form") == CitationForm.QUOTED:
            quote = quote.replace("\r\n", "\n").strip()
            found = text.count(quote) if quote else 0
            if not quote:
                self.add_error("quote", "A quoted citation needs the words it quotes.")
            elif found == 0:
                self.add_error("quote", "These words do not stand in the whole text as written here.")
            elif found > 1:
                self.add_error("quote", f"These words stand in the text {found} times: quote more, to make them one.")
            cleaned |= {"quote": quote, "whole_text": text}
        elif quote:
            self.add_error("quote", "A summarised citation has no quote.")
        return cleaned

    def _post_clean(self) -> None:
        """Without the model's own rules: a new citation is built and checked by its service."""

    def made(self) -> Citation:
        """The citation, made by its service. Raises ``ValidationError``."""
        data = self.cleaned_data
        source = {name: data[name] for name in _SOURCE if name != "published_text"}
        source["published"] = data["published_text"]
        if data["form"] == CitationForm.QUOTED:
            start = data["whole_text"].index(data["quote"])
            return services.quote(text=data["whole_text"], start=start, end=start + len(data["quote"]), **source)
        return services.summarise(summary=data["summary"], **source)


def uses() -> list[tuple[str, type[models.Model]]]:
    """(Name of the reverse relation, link table) of everything a citation can be cited for."""
    return [
        (cast("str", relation.get_accessor_name()), cast("type[models.Model]", relation.related_model))
        for relation in cast("Any", Citation._meta.related_objects)
        if isinstance(relation.related_model, type) and issubclass(relation.related_model, CitationLink)
    ]


@admin.register(Citation)
class CitationAdmin(RecordAdmin):
    list_display = ("__str__", "form", "source_kind", "publisher", "published_text", "language", "stance", "sample")
    list_filter = ("form", "source_kind", "stance", "sample", by_value("language"), by_year("published_lo"))
    search_fields = ("publisher", "title", "url", "quote", "summary")
    ordering = ("-pk",)
    autocomplete_fields = ("derived_from",)
    relations = ("derived_from",)
    makes = True

    def get_form(self, request: HttpRequest, obj: Any = None, change: Any = False, **kwargs: Any) -> Any:  # noqa: FBT002
        if obj is None:
            kwargs["form"] = CitationAddForm
        return super().get_form(request, obj, change=change, **kwargs)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return [
                (None, {"fields": ("form", "summary", "quote", "whole_text")}),
                ("Source", {"fields": _SOURCE}),
            ]
        said = ("quote", "quote_start", "quote_end", "text_sha256") if obj.form == CitationForm.QUOTED else ("summary",)
        return [
            (None, {"fields": ("form", *said)}),
            ("Source", {"fields": _SOURCE}),
            ("Use", {"fields": ("cited_for",)}),
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """What was quoted, and from which text, never changes."""
        return () if obj is None else ("form", "quote", "quote_start", "quote_end", "text_sha256", "cited_for")

    def make(self, request: HttpRequest, form: Any) -> Citation:
        made: Citation = form.made()
        return made

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or not any(getattr(obj, name).exists() for name, _ in uses()))

    @admin.display(description="cited for")
    def cited_for(self, citation: Citation) -> str | SafeString:
        """One query per kind of fact: what this citation supports, with links."""
        found: list[tuple[str, str, object]] = []
        for name, link in uses():
            fact = cast("Any", link._meta.get_field("fact")).related_model
            page = f"admin:{fact._meta.label_lower.replace('.', '_')}_change"
            keys = getattr(citation, name).values_list("fact_id", flat=True)[:100]
            found.extend((reverse(page, args=[key]), str(fact._meta.verbose_name), key) for key in keys)
        if not found:
            return "nothing yet"
        return format_html("<ul>{}</ul>", format_html_join("", '<li><a href="{}">{} {}</a></li>', found))


class CitationLinkAdmin(LockedAdmin):
    """A link by itself. It is made and ended on the page of what is cited; this page is for looking things up."""

    list_display = ("fact", "citation", "created_at")
    search_fields = ("citation__publisher", "citation__title", "citation__url")
    ordering = ("-created_at", "-pk")
    relations = ("citation",)

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Left out of the index, which would be links by half."""
        return False


def links_admin(*relations: str) -> type[CitationLinkAdmin]:
    """The page of a link table whose facts need ``relations`` for their labels."""
    joined = ("citation", "fact", *(f"fact__{relation}" for relation in relations))
    return type("LinkAdmin", (CitationLinkAdmin,), {"relations": joined, "__module__": __name__})
