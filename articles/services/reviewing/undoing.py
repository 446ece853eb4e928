"""Taking back an editor's last decision: what it made goes, and the suggestions are open again."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from articles.models import Deed, Mention, ReviewLease, ReviewSkip, Suggestion
from articles.services import copying
from articles.services.reviewing.queue import LEASE, lock_article
from cases.models import Case
from facts.services import take_back

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# How long a decision can be taken back.
UNDO = timedelta(minutes=30)
# What a decision writes into a suggestion.
_DECIDED = (
    "state",
    "case_id",
    "decided_by_id",
    "decided_at",
    "note",
    "citation_id",
    "made_event_id",
    "made_employment_id",
)


@dataclass(frozen=True)
class TakenBack:
    """What is open again, the article it belongs to, and how many records were removed and restored."""

    reopened: tuple[Suggestion, ...]
    article: UUID
    removed: int
    restored: int


@transaction.atomic
def undo_decision(*, editor: "User", deed: UUID | None = None, now: datetime | None = None) -> TakenBack:
    """Take back the editor's last decision, or only ``deed`` if that is it.

    Drafts, citations and links that it made are removed, a draft that it completed is as before, and the suggestions
    stand as they stood; history keeps both steps. The article is the editor's again where nobody else has it. Raises
    ``ValidationError`` on ``undo``: nothing to take back, too long ago, taken back already, or something was built on
    it since.
    """
    now = now or timezone.now()
    copying.lock()
    last = _last(editor, deed, now)
    events: Any = Suggestion.pgh_event_model  # type: ignore[attr-defined]
    keys = set(events.objects.filter(pgh_context=last.context).values_list("pgh_obj", flat=True))
    articles = sorted(set(Suggestion.objects.filter(pk__in=keys).values_list("article", flat=True)))
    if not articles:
        raise _refused("What was decided is no longer on record.")
    for article in articles:
        lock_article(article)
    rows = list(Suggestion.objects.filter(pk__in=keys).order_by("pk").select_for_update())
    with pghistory.context(editor=editor.pk, reason="Taken back"):
        reopened = tuple(row for row in rows if _as_before(row, last.context))
        _forget_proposals(last.context)
        removed, restored = take_back(context=last.context, but_not=[Suggestion], made_again=[Mention])
    last.undone_at = now
    last.save(update_fields=["undone_at", "updated_at"])
    _have(editor, articles[0], now)
    return TakenBack(reopened, articles[0], removed, restored)


def _last(editor: "User", deed: UUID | None, now: datetime) -> Deed:
    """The deed to take back, locked: two who press at once take back one."""
    mine = Deed.objects.filter(editor=editor).select_for_update()
    last = mine.filter(undone_at=None).order_by("-created_at", "-pk").first()
    if deed is not None and (last is None or last.pk != deed):
        asked = mine.filter(pk=deed).first()
        if asked is not None and asked.undone_at is not None:
            raise _refused("It was taken back already.")
        raise _refused("Another decision of yours is newer: that one is taken back first.")
    if last is None:
        raise _refused("There is nothing of yours to take back.")
    if last.created_at < now - UNDO:
        minutes = int(UNDO.total_seconds() // 60)
        raise _refused(f"Your last decision is older than {minutes} minutes: change or withdraw what it made instead.")
    return last


def _as_before(row: Suggestion, context: UUID) -> bool:
    """Put a suggestion back as it stood before ``context``; False where that made it, and it goes."""
    events: Any = Suggestion.pgh_event_model  # type: ignore[attr-defined]
    steps = list(events.objects.filter(pgh_obj=row.pk).order_by("pgh_id"))
    places = [at for at, step in enumerate(steps) if step.pgh_context_id == context]
    if places[-1] != len(steps) - 1:
        raise _refused(f"“{row}” was decided again or moved since.")
    if steps[places[0]].pgh_label == "insert":
        row.delete()
        return False
    before = steps[places[0] - 1]
    for column in _DECIDED:
        setattr(row, column, getattr(before, column))
    row.version += 1
    row.save()
    return True


def _forget_proposals(context: UUID) -> None:
    """Of a case that goes, what the engine proposed meanwhile and nobody judged goes too."""
    events: Any = Case.pgh_event_model  # type: ignore[attr-defined]
    opened = events.objects.filter(pgh_context=context, pgh_label="insert").values("pgh_obj")
    Suggestion.objects.open().filter(case__in=opened).delete()


def _have(editor: "User", article: UUID, now: datetime) -> None:
    """The article is the editor's again, unless somebody has it by now; it no longer comes last for them."""
    ReviewSkip.objects.filter(editor=editor, article=article).delete()
    others = ReviewLease.objects.filter(article=article, until__gt=now).exclude(editor=editor)
    if not others.exists():
        ReviewLease.objects.filter(editor=editor).exclude(article=article).delete()
        values = {"editor": editor, "until": now + LEASE}
        ReviewLease.objects.update_or_create(article_id=article, defaults=values)


def _refused(message: str) -> ValidationError:
    return ValidationError({"undo": [message]}, code="undo")
