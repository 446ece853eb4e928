"""A case opened from an article: the stock form, filled in with what the article names."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from articles import services
from articles.choices import SuggestionState
from articles.models import Article, Mention, Suggestion
from cases.admin.dispute import CaseAdmin, CaseForm, ParticipantInline
from facts.admin.forms import RecordForm
from facts.outcomes import Saved


class FilledIn(RecordForm):
    """A row that comes filled in is saved as it is: nothing needs to be changed in it first."""

    def has_changed(self) -> bool:
        return bool(self.initial) or super().has_changed()


class ParticipantsOfArticle(ParticipantInline):
    form = FilledIn

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        return len(request.participants)  # type: ignore[attr-defined]


class NewCaseForm(CaseForm):
    """``linked`` holds the cases that the article was linked to when the page was opened.

    Two editors, or one who presses twice, would else open one dispute as two cases.
    """

    article: Article
    linked = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        # Whoever saves at the same moment waits here, and sees the link afterwards.
        services.hold_for_new_case(article=self.article.pk)
        seen = set(self.data.get("linked", "").split())
        new = [row for row in links_of(self.article) if str(row.case_id) not in seen]
        if new:
            sent: Any = self.data
            self.data = again = sent.copy()
            again["linked"] = _keys(links_of(self.article))
            told = "; ".join(f"“{row.case}” (by {row.decided_by})" for row in new)
            self.add_error(
                None,
                f"Since this page was opened the article was linked to {told}. Nothing is saved yet: if that is the "
                "same dispute, leave this page; if this is another one, save again.",
            )
        return cleaned


class CaseOfArticle(CaseAdmin):
    """The page of a new case, beside the registered one: it knows the article and links it on saving."""

    form = NewCaseForm

    def __init__(self, model: Any, admin_site: Any, article: Article) -> None:
        super().__init__(model, admin_site)
        self.article = article

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        request.participants = _participants(self.article)  # type: ignore[attr-defined]
        context = {"title": "New case", "subtitle": f"from the article “{self.article}”", **(extra_context or {})}
        return super().add_view(request, form_url, context)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        (name, first), *others = super().get_fieldsets(request, obj)
        return [(name, {**first, "fields": (*first["fields"], "linked")}), *others]

    def get_form(self, request: HttpRequest, obj: Any = None, change: Any = False, **kwargs: Any) -> Any:  # noqa: FBT002 - Django's
        form = super().get_form(request, obj, change, **kwargs)
        # The class is made for this request.
        form.article = self.article
        return form

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        """Who it is about; what hangs on a case comes once it stands."""
        return (ParticipantsOfArticle,)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        names = [str(each.get("label")) for each in request.participants]  # type: ignore[attr-defined]
        return {
            "title": " v. ".join(names[:1] + names[-1:] if len(names) > 1 else names)[:300],
            "linked": _keys(links_of(self.article)),
            **super().get_changeform_initial_data(request),
        }

    def get_formset_kwargs(self, request: HttpRequest, obj: Any, inline: Any, prefix: str) -> dict[str, Any]:
        given: dict[str, Any] = super().get_formset_kwargs(request, obj, inline, prefix)
        rows = [{name: value for name, value in row.items() if name != "label"} for row in request.participants]  # type: ignore[attr-defined]
        return {**given, "initial": rows}

    def write(self, record: Any, *, editor: Any, **parts: list[Any]) -> Saved[Any]:
        saved = super().write(record, editor=editor, **parts)
        services.link_new_case(editor=editor, article=self.article.pk, case=saved.record)
        return saved

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        messages.success(request, f"Case opened as a draft and the article linked to it: {obj}.")
        return HttpResponseRedirect(reverse("admin:articles_suggestion_review"))


def links_of(article: Article) -> "QuerySet[Suggestion]":
    """What the article, or the story that it copies, is linked to by editors."""
    accepted = Suggestion.objects.of(article).links().filter(state=SuggestionState.ACCEPTED)
    rows: QuerySet[Suggestion] = accepted.select_related("case", "decided_by").order_by("decided_at", "pk")
    return rows


def _keys(rows: "QuerySet[Suggestion]") -> str:
    return " ".join(str(row.case_id) for row in rows)


def _participants(article: Article) -> list[dict[str, Any]]:
    """Who is named, most often first: employers and people in the plainest role. The editor says who left whom."""
    rows: Iterable[Mention] = Mention.objects.filter(article=article).select_related("person", "employer")
    counted: dict[tuple[str, Any], int] = {}
    for row in rows:
        who = ("employer", row.employer) if row.employer is not None else ("person", row.person)
        if who[1] is not None:
            counted[who] = counted.get(who, 0) + 1
    firms = sorted((who for who in counted if who[0] == "employer"), key=lambda who: -counted[who])[:2]
    people = sorted((who for who in counted if who[0] == "person"), key=lambda who: -counted[who])[:2]
    roles = ["former_employer", "new_employer"]
    return [
        *({"role": role, "employer": firm.pk, "label": firm} for role, (_, firm) in zip(roles, firms, strict=False)),
        *({"role": "mover", "person": one.pk, "label": one} for _, one in people),
    ]
