"""Deciding what is open of one article: several suggestions at once, all of them or none."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal
from uuid import UUID

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from articles.choices import SuggestionKind, SuggestionState
from articles.models import Article, ReviewLease, ReviewSkip, Suggestion
from articles.services import copying
from articles.services.deciding import (
    NO_CHANGES,
    Decided,
    accept_locked,
    accept_suggestion,
    check_open,
    note_deed,
)
from articles.services.making import Changes
from articles.services.reviewing.queue import (
    ANYTHING,
    Wanted,
    behind,
    given_back,
    held,
    lease_next,
    lease_of,
    lock_article,
    release,
    take_next,
)
from cases.models import Case
from facts.bulk import unasked
from facts.compiled import compiled
from facts.models import Citation

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Verb = Literal["accept", "reject", "unsure"]
# Said of a link that an editor made without the engine.
BY_HAND = "editor"
_LONGEST_QUOTE = 300
# What deciding reads of a suggestion and its case.
_DECIDING = (
    *("article", "found_in", "kind", "key", "case", "spans", "payload", "state", "version", "citation", "decided_by"),
    *("decided_at", "note", "made_event", "made_employment"),
    *("case__title", "case__merged_into", "case__publication_state"),
)
_WITHOUT_TRACE = {"reject": SuggestionState.REJECTED, "unsure": SuggestionState.UNSURE}


@dataclass(frozen=True)
class Choice:
    """What to do with a suggestion, in the version that the editor saw."""

    suggestion: UUID
    version: int
    verb: Verb
    changes: Changes = NO_CHANGES


class ItemRefusedError(Exception):
    """One of the choices was refused, and nothing was decided. ``error`` is per field."""

    def __init__(self, suggestion: UUID, error: ValidationError) -> None:
        super().__init__(str(suggestion))
        self.suggestion = suggestion
        self.error = error


@dataclass(frozen=True)
class Settled:
    """What was decided, and how much of the article is still open."""

    decided: tuple[Decided, ...]
    left: int


@transaction.atomic
def decide_item(
    *,
    editor: "User",
    article: UUID,
    choices: Sequence[Choice],
    note: str = "",
    stay: bool = False,
    now: datetime | None = None,
) -> Settled:
    """Do all ``choices`` or none. The editor must have the article.

    Afterwards the article is given back; what is still open of it comes to this editor after everything else. With
    ``stay`` they keep it while anything is open. Raises ``LeaseEndedError``, or ``ItemRefusedError`` with what
    ``accept_suggestion`` and the others raise.
    """
    return _decided(editor, article, choices, note, now or timezone.now(), stay=stay)


def decide_and_take(
    *,
    editor: "User",
    article: UUID,
    choices: Sequence[Choice],
    note: str = "",
    stay: bool = False,
    wanted: Wanted = ANYTHING,
    now: datetime | None = None,
) -> tuple[Settled, ReviewLease | None]:
    """``decide_item``, and ``take_next`` in the same transaction, so that a disk is waited for once.

    Nothing is taken where the editor keeps the article. Raises what ``decide_item`` raises; nothing is taken then.
    """
    now = now or timezone.now()
    with transaction.atomic():
        settled = _decided(editor, article, choices, note, now, stay=stay)
        if stay and settled.left:
            return settled, None
        found, leased = lease_next(editor, wanted, now)
    if found is None or leased:
        return settled, lease_of(editor, found, now)
    # Somebody was faster. Trying again inside would hold that lease's row while it waits for another.
    return settled, take_next(editor=editor, wanted=wanted, now=now)


def _decided(
    editor: "User", article: UUID, choices: Sequence[Choice], note: str, now: datetime, *, stay: bool
) -> Settled:
    if any(choice.verb == "accept" for choice in choices):
        copying.lock_citing()
    locked = lock_article(article)
    # Undone with the rest where a choice is refused.
    (held if stay else given_back)(editor, article, now)
    keys = {choice.suggestion for choice in choices}
    rows = _locked(locked, keys)
    for choice in choices:
        _checked(choice, rows)
    # What a link makes has nothing that an editor typed: the database alone checks it, in a third of the statements.
    only_links = all(row.kind == SuggestionKind.CASE for key, row in rows.items() if key in keys)
    with (
        unasked() if only_links else nullcontext(),
        pghistory.context(editor=editor.pk, reason=note) as context,
    ):
        if choices:
            note_deed(editor, context.id)
        # Suggestions stand at the root alone: where none of them cites it, nothing of the story is cited.
        cited = any(row.citation_id for row in rows.values())
        done: list[Decided] = []
        for choice in _in_order(choices, rows):
            if choice.verb == "accept":
                source = copying.source_of(locked) if cited or done else None
                done.append(_accept(choice, rows, source, editor, note))
        for verb, state in _WITHOUT_TRACE.items():
            done += _judge([rows[choice.suggestion] for choice in choices if choice.verb == verb], state, editor, note)
    left = sum(row.state == SuggestionState.OPEN for row in rows.values())
    if not left:
        ReviewSkip.objects.filter(article=article).delete()
        if stay:
            release(editor=editor, article=article)
    elif not stay:
        behind(editor, article, now)
    return Settled(tuple(done), left)


def _locked(article: Article, keys: set[UUID]) -> dict[UUID, Suggestion]:
    """What is asked for, and what else is open of the article or cites it, locked in the order of their keys."""
    found = {row.pk: row for row in _to_decide(article.pk, list(keys))}
    for row in found.values():
        row.article = article
    return found


@compiled
def _to_decide(article: UUID, keys: Sequence[UUID]) -> QuerySet[Suggestion]:
    wanted = Q(pk__in=keys) | Q(state=SuggestionState.OPEN) | Q(citation__isnull=False)
    rows = Suggestion.objects.filter(wanted, article=article).select_related("case").only(*_DECIDING)
    return rows.order_by("pk").select_for_update(of=("self",))


def _in_order(choices: Iterable[Choice], rows: Mapping[UUID, Suggestion]) -> list[Choice]:
    """By case, so that two editors who cite two articles for the same cases lock these in one order."""

    def case_of(choice: Choice) -> str:
        given = choice.changes.case.pk if choice.changes.case is not None else None
        row = rows.get(choice.suggestion)
        return str(given or (row.case_id if row is not None else None) or "")

    return sorted(choices, key=lambda choice: (case_of(choice), str(choice.suggestion)))


def _checked(choice: Choice, rows: Mapping[UUID, Suggestion]) -> None:
    row = rows.get(choice.suggestion)
    try:
        if row is None:
            raise ValidationError({"state": [ValidationError("It is no longer on record.", code="changed")]})
        check_open(row, choice.version)
    except ValidationError as error:
        raise ItemRefusedError(choice.suggestion, error) from error


def _accept(
    choice: Choice, rows: Mapping[UUID, Suggestion], source: Citation | None, editor: "User", note: str
) -> Decided:
    try:
        return accept_locked(rows[choice.suggestion], source, editor, choice.changes, note)
    except ValidationError as error:
        raise ItemRefusedError(choice.suggestion, error) from error


def _judge(rows: Sequence[Suggestion], state: SuggestionState, editor: "User", note: str) -> list[Decided]:
    """What makes nothing is written for all rows at once; each has its row of history."""
    if not rows:
        return []
    now = timezone.now()
    columns: dict[str, Any] = {"state": state, "decided_by": editor, "decided_at": now, "note": note}
    Suggestion.objects.filter(pk__in=[row.pk for row in rows]).update(
        **columns, version=F("version") + 1, updated_at=now
    )
    for row in rows:
        row.state = state
    return [Decided(row) for row in rows]


def hold_for_new_case(*, article: UUID) -> None:
    """Nobody else links the article until the caller's transaction ends. Locks in the order of every decision."""
    copying.lock_citing()
    lock_article(article)


@transaction.atomic
def link_new_case(*, editor: "User", article: UUID, case: Case, note: str = "", now: datetime | None = None) -> Decided:
    """Link an article to a case that an editor opened for it, and cite the article for it.

    What the engine noticed of an unknown dispute is accepted with it. The quotation is what the engine found for that,
    else for its first suggestion, else the beginning of the text. The article is given back as after any decision.
    """
    now = now or timezone.now()
    hold_for_new_case(article=article)
    noticed = list(
        Suggestion.objects.filter(article=article, state=SuggestionState.OPEN, kind=SuggestionKind.NEW_CASE)
        .order_by("pk")
        .select_for_update()
    )
    link, _ = Suggestion.objects.get_or_create(
        article_id=article,
        kind=SuggestionKind.CASE,
        key=str(case.pk),
        defaults={"case": case, "probability": 1.0, "engine": BY_HAND, "spans": _spans(article, noticed)},
    )
    with pghistory.context(editor=editor.pk, reason=note) as context:
        note_deed(editor, context.id)
        decided = accept_suggestion(suggestion=link, editor=editor, note=note)
        for one in noticed:
            one.state, one.case, one.decided_by, one.decided_at = SuggestionState.ACCEPTED, case, editor, now
            one.note, one.version = note, one.version + 1
            one.save()
    release(editor=editor, article=article)
    if Suggestion.objects.open().filter(article=article).exists():
        behind(editor, article, now)
    return decided


def _spans(article: UUID, noticed: Iterable[Suggestion]) -> list[dict[str, Any]]:
    for one in (*noticed, *Suggestion.objects.open().filter(article=article).likeliest_first()):
        if one.spans:
            return list(one.spans)
    text = Article.objects.values_list("text", flat=True).get(pk=article)
    words = text[:_LONGEST_QUOTE].rstrip()
    return [{"field": "text", "start": 0, "end": len(words), "quote": words}]
