"""How the queue stands, for the bar above an item. Three queries whatever is open."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Count, Min, Q

from articles.models import Deed, Suggestion

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True)
class Standing:
    """``articles`` wait with ``suggestions``, the oldest since ``oldest``; ``decided`` deeds of this editor since they
    logged in; ``last`` is the deed that can be taken back.
    """

    articles: int
    suggestions: int
    oldest: datetime | None
    decided: int
    last: Deed | None


def standing_of(editor: "User", *, undone_from: datetime) -> Standing:
    """``undone_from``: older deeds are not taken back any more."""
    waiting = Suggestion.objects.open().aggregate(
        articles=Count("article", distinct=True), suggestions=Count("pk"), oldest=Min("created_at")
    )
    mine = Deed.objects.filter(editor=editor, undone_at=None)
    since = Q(created_at__gte=editor.last_login) if editor.last_login else Q()
    last = mine.filter(created_at__gte=undone_from).order_by("-created_at", "-pk").first()
    return Standing(**waiting, decided=mine.filter(since).count(), last=last)
