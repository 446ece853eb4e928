"""Suggestions: what the engine proposes, why, and the editor's word on it."""

from typing import Any
from uuid import UUID

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from articles import services
from articles.admin.corrections import CHANGES, DecisionForm
from articles.admin.many import ask_or_do
from articles.admin.marked import Place, marked
from articles.admin.review import ReviewPages
from articles.choices import SuggestionState
from articles.models import Suggestion
from articles.sentences import told
from cases.models import Case
from facts import dates
from facts.admin.forms import RefusedError, reason_of
from facts.admin.narrowing import by_value
from facts.admin.verbs import Verb

_OPEN = (SuggestionState.OPEN, SuggestionState.UNSURE)


class StateFilter(admin.SimpleListFilter):
    """Open ones unless others are asked for."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        others = [choice for choice in SuggestionState.choices if choice[0] != SuggestionState.OPEN]
        return [*others, ("judged", "Decided: accepted, rejected or unsure"), ("all", "All")]

    def choices(self, changelist: Any) -> Any:
        """Django's first choice, without the parameter, is what is open."""
        for at, choice in enumerate(super().choices(changelist)):
            yield choice | {"display": SuggestionState.OPEN.label} if at == 0 else choice

    def queryset(self, request: HttpRequest, queryset: "QuerySet[Any]") -> "QuerySet[Any]":
        rows: Any = queryset
        if self.value() == "all" or request.resolver_match is None:
            return rows
        return rows.judged() if self.value() == "judged" else rows.filter(state=self.value() or SuggestionState.OPEN)


def _is_open(suggestion: Suggestion) -> bool:
    return suggestion.state in _OPEN


def _accept(suggestion: Suggestion, editor: Any, reason: str) -> None:
    services.accept_suggestion(suggestion=suggestion, editor=editor, note=reason, version=suggestion.version)


def _reject(suggestion: Suggestion, editor: Any, reason: str) -> None:
    services.reject_suggestion(suggestion=suggestion, editor=editor, note=reason, version=suggestion.version)


def _set_aside(suggestion: Suggestion, editor: Any, reason: str) -> None:
    services.set_aside(suggestion=suggestion, editor=editor, note=reason, version=suggestion.version)


def _reopen(suggestion: Suggestion, editor: Any, reason: str) -> None:
    services.reopen(suggestion=suggestion, editor=editor, note=reason)


ACCEPT = Verb("accept", "Accept", "Accepted; what was made of it is a draft", _accept, _is_open)
REJECT = Verb("reject", "Reject", "Rejected; it is not proposed again", _reject, _is_open)
UNSURE = Verb("unsure", "Unsure", "Set aside", _set_aside, lambda suggestion: suggestion.state == SuggestionState.OPEN)
REOPEN = Verb(
    "reopen",
    "Reopen",
    "Open again",
    _reopen,
    lambda suggestion: suggestion.state in (SuggestionState.REJECTED, SuggestionState.UNSURE),
)


@admin.register(Suggestion)
class SuggestionAdmin(ReviewPages):
    form = DecisionForm
    list_display = ("__str__", "kind", "article", "case", "share", "words", "state", "created_at")
    list_filter = (
        StateFilter,
        "kind",
        "automatic",
        ("created_at", admin.DateFieldListFilter),
        ("decided_at", admin.DateFieldListFilter),
        by_value("engine"),
    )
    search_fields = ("article__title", "article__url", "case__title", "case__slug")
    ordering = ("created_at", "pk")
    relations = ("article__source", "found_in", "case", "decided_by", "made_event", "made_employment")
    verbs = (ACCEPT, REJECT, UNSURE, REOPEN)
    saves = False
    restores = False
    reason_label = "Note (kept with the decision):"

    def has_add_permission(self, request: HttpRequest) -> bool:
        """The engine makes them."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A rejected one is how the engine remembers."""
        return False

    def get_actions(self, request: HttpRequest) -> Any:
        """Accepting and rejecting many asks first, with the number."""
        actions = super().get_actions(request)
        for verb in (ACCEPT, REJECT):
            if verb.name in actions:
                actions[verb.name] = (_asked(verb), verb.name, f"{verb.label}…")
        return actions

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Any]":
        """Lists do without the texts."""
        rows = super().get_queryset(request).select_related("made_employment__person", "made_employment__employer")
        return rows.defer("article__text", "found_in__text")

    # --- reading ---

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return []
        articles = ("article", "found_in") if obj.found_in_id else ("article",)
        fieldsets: list[tuple[str | None, dict[str, Any]]] = [
            (None, {"fields": ("kind", *articles, "case", "share", "automatic", "proposed")}),
            ("Why", {"fields": ("reasons_told", "contradictions_told", "engine")}),
            ("Where it stands", {"fields": ("title_marked", "text_marked")}),
            ("Decision", {"fields": ("state", "decided_by", "decided_at", "note", "made_event", "made_employment")}),
        ]
        if _is_open(obj):
            wanted = tuple(f"change_{name}" for name in CHANGES[obj.kind])
            fieldsets[0][1]["fields"] = (*fieldsets[0][1]["fields"], "seen")
            if wanted:
                fieldsets.insert(1, ("Put right before accepting", {"fields": wanted}))
        return fieldsets

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        shown = [field for _, options in self.get_fieldsets(request, obj) for field in options["fields"]]
        return [field for field in shown if field != "seen" and not field.startswith("change_")]

    @admin.display(description="probability", ordering="probability")
    def share(self, suggestion: Suggestion) -> str:
        return "" if suggestion.probability is None else f"{suggestion.probability:.0%}"

    @admin.display(description="words quoted")
    def words(self, suggestion: Suggestion) -> str:
        quote = str(suggestion.spans[0]["quote"]) if suggestion.spans else ""
        return quote if len(quote) <= 120 else f"{quote[:119]}…"

    @admin.display(description="reasons for")
    def reasons_told(self, suggestion: Suggestion) -> SafeString:
        return _sentences(suggestion.reasons)

    @admin.display(description="reasons against")
    def contradictions_told(self, suggestion: Suggestion) -> SafeString:
        return _sentences(suggestion.contradictions)

    @admin.display(description="title of the article")
    def title_marked(self, suggestion: Suggestion) -> SafeString:
        return marked(suggestion.quoted_article.title, _places(suggestion, "title"))

    @admin.display(description="text of the article")
    def text_marked(self, suggestion: Suggestion) -> SafeString:
        return marked(suggestion.quoted_article.text, _places(suggestion, "text"))

    @admin.display(description="proposed")
    def proposed(self, suggestion: Suggestion) -> str | SafeString:
        lines = _proposal(suggestion.payload)
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}: {}</li>", lines)) if lines else "the link"

    # --- deciding ---

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: Any) -> None:
        """A decision with what was put right; what the service refuses is shown at its field."""
        verb = self._pressed(request)
        if verb is None:
            return
        given = {"suggestion": form.instance, "editor": request.user, "note": reason_of(request.POST)}
        seen = form.cleaned_data.get("seen")
        try:
            if verb is ACCEPT:
                decided = services.accept_suggestion(**given, version=seen, changes=form.changes())
            elif verb is REJECT:
                decided = services.reject_suggestion(**given, version=seen)
            elif verb is UNSURE:
                decided = services.set_aside(**given, version=seen)
            else:
                decided = services.reopen(**given)
        except ValidationError as error:
            raise _at_its_field(error) from error
        for notice in decided.warnings:
            messages.warning(request, f"{notice.field.replace('_', ' ')}: {notice.message}")
        messages.success(request, f"{verb.done}.")
        for record in decided.records:
            page = reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk])
            messages.info(
                request,
                format_html('{}: <a href="{}">{}</a>', str(record._meta.verbose_name).capitalize(), page, record),
            )

    def _pressed(self, request: HttpRequest) -> Verb | None:
        return next((verb for verb in self.verbs if f"_verb_{verb.name}" in request.POST), None)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Back to what is still open."""
        return HttpResponseRedirect(reverse("admin:articles_suggestion_changelist"))


def _asked(verb: Verb) -> Any:
    def act(admin: Any, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        return ask_or_do(admin, request, queryset, verb)

    return act


def _at_its_field(error: ValidationError) -> RefusedError:
    refusal = RefusedError.of(error)
    fields = {f"change_{name}" for names in CHANGES.values() for name in names}
    return RefusedError(
        {f"change_{field}" if f"change_{field}" in fields else field: said for field, said in refusal.errors.items()}
    )


def _places(suggestion: Suggestion, field: str) -> list[Place]:
    return [Place(span["start"], span["end"]) for span in suggestion.spans if span["field"] == field]


def _sentences(reasons: list[dict[str, Any]]) -> SafeString:
    """Stored reasons as sentences; cases that they name by key are named by title (one query)."""
    keys = {UUID(reason["params"]["case"]) for reason in reasons if "case" in (reason.get("params") or {})}
    titles = {str(pk): title for pk, title in Case.objects.filter(pk__in=keys).values_list("pk", "title")}
    language = get_language() or "en"
    said = [(told(reason, language, titles=titles),) for reason in reasons]
    return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", said or [("none",)]))


def _proposal(payload: dict[str, Any]) -> list[tuple[str, str]]:
    """What is proposed, in lines of (what, value)."""
    lines = [("kind", str(payload["kind"]).replace("_", " "))] if payload.get("kind") else []
    if payload.get("text"):
        lines.append(("name", str(payload["text"])))
    for key in ("person", "from", "to"):
        ref = payload.get(key)
        if ref:
            lines.append((key, ref["name"] if ref["id"] else f"{ref['name']} (not on record)"))
    when = payload.get("date")
    if when:
        bound = f", not after {when['not_after']}" if when.get("not_after") else ""
        lines.append(("date", f"{dates.display(when['edtf'])}{bound}"))
    if payload.get("assertion"):
        lines.append(("known as", str(payload["assertion"]).replace("_", " ")))
    if payload.get("quote"):
        lines.append(("words", f"“{payload['quote']}”"))
    return lines
