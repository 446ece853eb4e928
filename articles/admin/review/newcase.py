"""A case opened from an article: the stock form, filled in with what the article names."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from articles import services
from articles.models import Article, Mention
from cases.admin.dispute import CaseAdmin, ParticipantInline
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


class CaseOfArticle(CaseAdmin):
    """The page of a new case, beside the registered one: it knows the article and links it on saving."""

    def __init__(self, model: Any, admin_site: Any, article: Article) -> None:
        super().__init__(model, admin_site)
        self.article = article

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        request.participants = _participants(self.article)  # type: ignore[attr-defined]
        context = {"title": "New case", "subtitle": f"from the article “{self.article}”", **(extra_context or {})}
        return super().add_view(request, form_url, context)

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        """Who it is about; what hangs on a case comes once it stands."""
        return (ParticipantsOfArticle,)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        names = [str(each.get("label")) for each in request.participants]  # type: ignore[attr-defined]
        return {
            "title": " v. ".join(names[:1] + names[-1:] if len(names) > 1 else names)[:300],
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
