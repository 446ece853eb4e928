"""What the review screen shows: an article with its marks, what is proposed of it, and what was said before."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import get_language

from articles import services
from articles.admin.marked import Place, Quoted, marked
from articles.admin.review.forms import WantedForm, forms_of
from articles.models import ReviewLease
from articles.reviews import Item, item_of, standing_of
from articles.services import ItemRefusedError
from articles.services.reviewing import UNDO


@dataclass(frozen=True)
class Said:
    """A line for the editor; ``kind`` is success, warning or error, and is said in words too."""

    kind: str
    text: str


class Screen:
    """What one editor is shown in one request.

    ``typed`` is what comes back into the form as it was sent, ``refusal`` what a service found wrong with it.
    """

    def __init__(self, admin: Any, request: HttpRequest) -> None:
        self.admin, self.request = admin, request
        self.editor: Any = request.user
        self.said: list[Said] = []
        self.filter = WantedForm(request.GET)
        self.wanted = self.filter.wanted()
        self.typed: QueryDict | None = None
        self.refusal: ItemRefusedError | None = None

    def item(self, article: UUID) -> Item:
        """An article with all that is proposed of it, in the words of the editor's language."""
        return item_of(article, get_language() or "en")

    def page(
        self, item: Item | None, lease: ReviewLease | None, *, over: bool = False, holder: str | None = None
    ) -> HttpResponse:
        """The whole page; without an item it says that nothing waits.

        ``over``: the editor's time with the item has ended; ``holder`` is who has it now, if anybody.
        """
        site = self.admin.admin_site
        now = timezone.now()
        standing = standing_of(self.editor, undone_from=now - UNDO)
        self.filter.offer(standing.sources)
        context: dict[str, Any] = {
            # What the site's frame needs; its side bar of all pages would be half the time of this one.
            "site_title": site.site_title,
            "site_header": site.site_header,
            "site_url": site.site_url,
            "has_permission": True,
            "is_popup": False,
            "is_nav_sidebar_enabled": False,
            "opts": self.admin.opts,
            "title": "Review",
            "said": self.said,
            "standing": standing,
            "undo_until": standing.last.created_at + UNDO if standing.last else None,
            "lease": lease,
            "over": over,
            "holder": holder,
            "filter": self.filter,
            "filtered": self.wanted != services.Wanted(),
            "may_merge": self.editor.has_perm("facts.merge") and merge_page() is not None,
            "query": f"?{self.request.GET.urlencode()}" if self.request.GET else "",
        }
        if item is not None:
            context |= self._of(item)
        answer = TemplateResponse(self.request, "articles/admin/review.html", context)
        # Behind "back" stands what was decided since.
        answer.headers["Cache-Control"] = "no-store"
        return answer

    def _of(self, item: Item) -> dict[str, Any]:
        edits = forms_of(item, self.typed)
        if self.refusal is not None and self.refusal.suggestion in edits:
            edits[self.refusal.suggestion].refuse(self.refusal.error)
        typed = self.typed or QueryDict()
        keys = [str(each.suggestion.pk) for each in item.candidates or item.proposed]
        chosen = typed.get("chosen", "")
        return {
            "item": item,
            "chosen": chosen if chosen in keys else next(iter(keys), ""),
            "also": typed.getlist("also"),
            "together": typed.getlist("with"),
            "note": typed.get("reason", ""),
            "proposed": [(each, edits[each.suggestion.pk]) for each in item.proposed],
            "links": len(item.candidates) + len(item.further),
            "title_marked": self._marked(item, "title"),
            "text_marked": self._marked(item, "text"),
        }

    def _marked(self, item: Item, field: str) -> Any:
        places = []
        for mention in item.mentions:
            if mention.field == field:
                who = str(mention.person or mention.employer or "")
                kind = "employer" if mention.employer_id else mention.kind
                label = f"[{kind}]" if who == mention.text else f"[{kind}: {who}]"
                places.append(Place(mention.start, mention.end, label))
        quotes = [
            Quoted(span["start"], span["end"], number)
            for number, each in enumerate(item.candidates, start=1)
            for span in each.suggestion.spans
            if span["field"] == field
        ]
        return marked(getattr(item.article, field), places, quotes)


def merge_page() -> str | None:
    """Where cases are merged, if that can be done here."""
    try:
        return reverse("admin:cases_case_merge")
    except NoReverseMatch:
        return None
