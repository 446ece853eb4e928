"""An editor decides about a suggestion. The row is locked, so two editors never decide the same one.

Every decision belongs to the deed of its history context, by which it can be taken back (``reviewing.undoing``).

Accepting copies what is needed into the floors below: a quoted citation with offsets and hash, and the draft it is
cited for. The article can be purged later, and nothing is missing.
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pghistory
from django.core.exceptions import ValidationError
from django.db import connection, models, transaction
from django.utils import timezone

from articles.choices import JUDGED, SuggestionKind, SuggestionState
from articles.models import Article, Suggestion
from articles.services import copying, making
from articles.services.making import Changes
from facts.keys import uuid7
from facts.models import Citation
from facts.outcomes import Notice

if TYPE_CHECKING:
    from django.contrib.auth.models import User

NO_CHANGES = Changes()
# What a decision writes into a suggestion.
_DECIDED = (
    *("state", "decided_by", "decided_at", "note", "version"),
    *("citation", "made_event", "made_employment", "updated_at"),
)


@dataclass(frozen=True)
class Decided:
    """The judged suggestion; of an accepted one the citation made of the article, the records it is cited for (a case,
    an event, an employment, a person or an employer), and what the editor should look at again.
    """

    suggestion: Suggestion
    citation: Citation | None = None
    records: tuple[models.Model, ...] = ()
    warnings: tuple[Notice, ...] = field(default=())


@transaction.atomic
def accept_suggestion(
    *, suggestion: Suggestion, editor: "User", changes: Changes = NO_CHANGES, note: str = "", version: int | None = None
) -> Decided:
    """Accept: cite the article, and save what it proposes as a draft.

    The citation derives from the one made first of the same story, copies included: they are one source. A link cites
    the case. An event becomes a draft entry of its case. A move becomes a draft employment (or joins the
    one on record) and, where it belongs to a case, a draft entry. A new person or employer becomes a draft. A new case
    needs ``changes.case``, opened by the editor beforehand. Names that are not on record need a choice in ``changes``.

    ``version``: the one the editor saw; where the engine or another editor was faster, nothing is done. Raises
    ``ValidationError`` per field, with the code ``already_decided`` or ``changed`` on ``state`` in those two cases.
    """
    copying.lock_citing()
    article = Article.objects.select_for_update(no_key=True).only("pk", "root_id").get(pk=suggestion.article_id)
    locked = _locked(suggestion, version)
    with pghistory.context(editor=editor.pk, reason=note) as context:
        note_deed(editor, context.id)
        return accept_locked(locked, copying.source_of(article), editor, changes, note)


def accept_locked(locked: Suggestion, source: Citation | None, editor: "User", changes: Changes, note: str) -> Decided:
    """Accept a locked row that may be decided, within the caller's transaction, history context and lock of its
    article. ``source``: the citation that stands for its story already (``copying.source_of``)."""
    citation = making.citation_of(locked, derived_from=source)
    locked.citation = citation
    made, warnings = _made(locked, citation, editor, changes)
    for record in made:
        if locked.kind in (SuggestionKind.EVENT, SuggestionKind.MOVE):
            making.remember(locked, record)
    return Decided(_judged(locked, SuggestionState.ACCEPTED, editor, note), citation, made, warnings)


@transaction.atomic
def reject_suggestion(*, suggestion: Suggestion, editor: "User", note: str = "", version: int | None = None) -> Decided:
    """Reject: the engine never proposes the same again. Raises as ``accept_suggestion`` does."""
    return _without_trace(suggestion, SuggestionState.REJECTED, editor, note, version)


@transaction.atomic
def set_aside(*, suggestion: Suggestion, editor: "User", note: str = "", version: int | None = None) -> Decided:
    """Unsure: out of the queue, kept for another look."""
    return _without_trace(suggestion, SuggestionState.UNSURE, editor, note, version)


@transaction.atomic
def reopen(*, suggestion: Suggestion, editor: "User", note: str = "") -> Decided:
    """Back into the queue: a rejected or unsure one. What an accepted one made is edited or withdrawn as a record."""
    locked = Suggestion.objects.select_for_update().get(pk=suggestion.pk)
    if locked.state not in (SuggestionState.REJECTED, SuggestionState.UNSURE):
        raise ValidationError({"state": ["Only a rejected or unsure suggestion can be reopened."]})
    locked.state, locked.decided_by, locked.decided_at, locked.note = SuggestionState.OPEN, None, None, note
    locked.version += 1
    with pghistory.context(editor=editor.pk, reason=note):
        locked.save()
    return Decided(locked)


def _without_trace(
    suggestion: Suggestion, state: SuggestionState, editor: "User", note: str, version: int | None
) -> Decided:
    locked = _locked(suggestion, version)
    with pghistory.context(editor=editor.pk, reason=note) as context:
        note_deed(editor, context.id)
        return Decided(_judged(locked, state, editor, note))


def _locked(suggestion: Suggestion, version: int | None) -> Suggestion:
    """The row, with everything that deciding reads of it."""
    read = ("article__source", "found_in__source", "case", "decided_by")
    locked = Suggestion.objects.select_for_update(of=("self",)).select_related(*read).get(pk=suggestion.pk)
    check_open(locked, version)
    return locked


def check_open(locked: Suggestion, version: int | None) -> None:
    """Raise ``ValidationError`` where a row was decided, or is not as the editor saw it."""
    # An unsure one is set aside for another look, so it may be decided still.
    if locked.state in JUDGED and locked.state != SuggestionState.UNSURE:
        when = locked.decided_at.strftime("%Y-%m-%d %H:%M UTC") if locked.decided_at else ""
        who = f" by {locked.decided_by}" if locked.decided_by else ""
        message = f"Already decided: {locked.get_state_display().lower()}{who}, {when}."
        raise ValidationError({"state": [ValidationError(message, code="already_decided")]})
    if locked.state == SuggestionState.SUPERSEDED:
        message = "The engine no longer makes this suggestion."
        raise ValidationError({"state": [ValidationError(message, code="changed")]})
    if version is not None and locked.version != version:
        message = "The suggestion changed since it was shown: look again."
        raise ValidationError({"state": [ValidationError(message, code="changed")]})


def note_deed(editor: "User", context: UUID) -> None:
    """All that is decided in one history context is one deed."""
    given: dict[str, Any] = {"id": uuid7(), "now": timezone.now(), "context": context, "editor": editor.pk}
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO articles_deed (id, created_at, updated_at, context, editor_id) "
            "VALUES (%(id)s, %(now)s, %(now)s, %(context)s, %(editor)s) ON CONFLICT DO NOTHING",
            given,
        )


def _judged(locked: Suggestion, state: SuggestionState, editor: "User", note: str) -> Suggestion:
    locked.state, locked.decided_by, locked.decided_at, locked.note = state, editor, timezone.now(), note
    locked.version += 1
    locked.save(update_fields=_DECIDED)
    return locked


def _made(
    locked: Suggestion, citation: Citation, editor: "User", changes: Changes
) -> tuple[tuple[models.Model, ...], tuple[Notice, ...]]:
    makers: dict[str, Any] = {
        SuggestionKind.CASE: making.case_link,
        SuggestionKind.EVENT: making.event,
        SuggestionKind.MOVE: making.move,
        SuggestionKind.NEW_PERSON: making.person,
        SuggestionKind.NEW_EMPLOYER: making.employer,
        SuggestionKind.NEW_CASE: making.case_link,
    }
    made: tuple[tuple[models.Model, ...], tuple[Notice, ...]] = makers[locked.kind](locked, citation, editor, changes)
    return made
