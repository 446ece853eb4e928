"""Linking: what the engine read in an article, saved as mentions and suggestions.

An open suggestion that is made again is refreshed, one that is no longer made is superseded, one that an editor judged
is never touched: a rejected pair of article and case does not come back.
"""

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from articles import registry
from articles.choices import ArticleState, SuggestionKind, SuggestionState
from articles.models import Article, Mention, Suggestion
from articles.registry import Registry
from articles.services import claims
from articles.services.claims import Claim
from linking.forms import Document, EntityRef, Proposal, ProposedDate, Reading, Reason, Span, Unknown

logger = logging.getLogger(__name__)

MOVES = frozenset({"joined", "left"})
_UNKNOWN_KINDS = {
    "person": SuggestionKind.NEW_PERSON,
    "employer": SuggestionKind.NEW_EMPLOYER,
    "case": SuggestionKind.NEW_CASE,
}
_LONGEST_KEY = 200
_LONGEST_MENTION = 400
_OPEN = (SuggestionState.OPEN, SuggestionState.SUPERSEDED)
# Columns of a suggestion that the engine fills, compared and refreshed together.
_ENGINES = ("case_id", "probability", "automatic", "reasons", "contradictions", "spans", "payload", "engine")


@dataclass
class _Made:
    """What the engine makes of one article."""

    mentions: list[Mention] = field(default_factory=list)
    suggestions: dict[tuple[str, str], Suggestion] = field(default_factory=dict)


def link(*, ids: Iterable[UUID]) -> int:
    """Link those of the read articles that nobody else holds; returns how many were saved.

    One article that the engine stumbles over is given back alone; the others of the batch are saved.
    """
    mine = claims.claim(ids=ids, state=ArticleState.READ)
    if not mine:
        return 0
    made: dict[UUID, _Made] = {}
    failed: list[Claim] = []
    problem: Exception | None = None
    try:
        known = registry.current()
        articles = Article.objects.in_bulk([one.article_id for one in mine])
        for one in mine:
            try:
                made[one.article_id] = _read(articles[one.article_id], known)
            except Exception as error:  # noqa: BLE001 - raised again below, once the others are saved
                logger.warning("linking article %s failed: %s", one.article_id, type(error).__name__)
                failed.append(one)
                problem = error
        saved = _save([one for one in mine if one.article_id in made], made, known)
    except Exception:
        claims.release(claims=mine)
        raise
    if problem is not None:
        claims.release(claims=failed)
        raise problem
    return saved


def _read(article: Article, known: Registry) -> _Made:
    document = Document(article.text, article.title, article.language, article.published_on)
    reading = known.engine.read(document)
    return _Made(_mentions(article, reading), _suggestions(article, reading))


@transaction.atomic
def _save(mine: Sequence[Claim], made: Mapping[UUID, _Made], known: Registry) -> int:
    held = claims.held(mine)
    if not held:
        return 0
    Mention.objects.filter(article__in=held).delete()
    Mention.objects.bulk_create([one for article in held for one in made[article].mentions], batch_size=1000)
    _refresh({(article, *key): one for article in held for key, one in made[article].suggestions.items()}, held)
    now = timezone.now()
    Article.objects.filter(pk__in=held).update(
        state=ArticleState.LINKED,
        engine=known.engine.version[:40],
        linked_at=now,
        updated_at=now,
        attempts=0,
        lease_until=None,
        next_attempt_at=None,
    )
    return len(held)


def _refresh(made: Mapping[tuple[UUID, str, str], Suggestion], held: set[UUID]) -> None:
    # Locked: an editor who is deciding right now is waited for, and what was decided is then left alone.
    standing = {
        (one.article_id, one.kind, one.key): one
        for one in Suggestion.objects.filter(article__in=held).order_by("pk").select_for_update()
    }
    new = [one for key, one in made.items() if key not in standing]
    Suggestion.objects.bulk_create(new, batch_size=500)
    now = timezone.now()
    changed: list[Suggestion] = []
    for key, old in standing.items():
        if old.state not in _OPEN:
            continue
        fresh = made.get(key)
        before = [getattr(old, name) for name in _ENGINES] + [old.state]
        if fresh is None:
            old.state = SuggestionState.SUPERSEDED
        else:
            old.state = SuggestionState.OPEN
            for name in _ENGINES:
                setattr(old, name, getattr(fresh, name))
        if before != [getattr(old, name) for name in _ENGINES] + [old.state]:
            old.updated_at = now
            old.version += 1
            changed.append(old)
    if changed:
        Suggestion.objects.bulk_update(changed, [*_ENGINES, "state", "updated_at", "version"], batch_size=500)


def _mentions(article: Article, reading: Reading) -> list[Mention]:
    rows = []
    for one in reading.mentions:
        if one.end - one.start > _LONGEST_MENTION:
            continue
        rows.append(
            Mention(
                article=article,
                field=one.field,
                start=one.start,
                end=one.end,
                text=one.text,
                kind=one.kind,
                person_id=one.entity if one.kind == "person" else None,
                employer_id=one.entity if one.kind == "employer" else None,
            )
        )
    return rows


def _suggestions(article: Article, reading: Reading) -> dict[tuple[str, str], Suggestion]:
    made: dict[tuple[str, str], Suggestion] = {}

    def add(kind: SuggestionKind, key: str, **columns: Any) -> None:
        # The same thing said twice keeps its place by its order in the text.
        number, numbered = 1, key
        while (kind.value, numbered) in made:
            number += 1
            numbered = f"{key}#{number}"
        one = Suggestion(article=article, kind=kind, key=numbered, engine=reading.engine[:40], **columns)
        made[kind.value, numbered] = one

    for match in reading.matches:
        add(
            SuggestionKind.CASE,
            match.case,
            case_id=UUID(match.case),
            probability=match.probability,
            automatic=match.automatic,
            reasons=_reasons(match.reasons),
            contradictions=_reasons(match.contradictions),
            spans=_spans(match.spans),
        )
    for proposal in reading.proposals:
        kind = SuggestionKind.MOVE if proposal.kind in MOVES else SuggestionKind.EVENT
        add(
            kind,
            _key_of(proposal),
            case_id=UUID(proposal.case) if proposal.case is not None else None,
            spans=[{"field": "text", "start": proposal.start, "end": proposal.end, "quote": proposal.quote}],
            payload=payload_of(proposal),
        )
    for unknown in reading.unknowns:
        add(
            _UNKNOWN_KINDS[unknown.kind],
            _short(unknown.text),
            reasons=_reasons(unknown.reasons),
            spans=[{"field": "text", "start": unknown.start, "end": unknown.end, "quote": _quote(article, unknown)}],
            payload={"text": unknown.text},
        )
    return made


def _quote(article: Article, unknown: Unknown) -> str:
    return article.text[unknown.start : unknown.end]


def _reasons(reasons: Iterable[Reason]) -> list[dict[str, Any]]:
    return [{"code": one.code, "params": dict(one.params)} for one in reasons]


def _spans(spans: Iterable[Span]) -> list[dict[str, Any]]:
    return [{"field": one.field, "start": one.start, "end": one.end, "quote": one.quote} for one in spans]


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_KEY - 10 else sha256(text.encode()).hexdigest()


def _key_of(proposal: Proposal) -> str:
    """Who, what, from where, to where: another date or another sentence about it is the same proposal."""
    refs = (proposal.person, proposal.from_, proposal.to, *proposal.parties)
    parts = [proposal.kind, *(ref.id or ref.name if ref is not None else "" for ref in refs)]
    return f"{proposal.kind}:{sha256(chr(0).join(parts).encode()).hexdigest()[:40]}"


def payload_of(proposal: Proposal) -> dict[str, Any]:
    """A proposal as JSON; refs are ``{id, name}`` with a null id for what is not on record."""
    return {
        "kind": proposal.kind,
        "person": _ref(proposal.person),
        "from": _ref(proposal.from_),
        "to": _ref(proposal.to),
        "parties": [_ref(party) for party in proposal.parties],
        "date": _date(proposal.date),
        "assertion": proposal.assertion,
        "start": proposal.start,
        "end": proposal.end,
        "quote": proposal.quote,
        "case": proposal.case,
        "details": dict(proposal.details),
    }


def _ref(ref: EntityRef | None) -> dict[str, str | None] | None:
    return None if ref is None else {"id": ref.id, "name": ref.name}


def _date(when: ProposedDate) -> dict[str, str | None]:
    def iso(day: date | None) -> str | None:
        return None if day is None else day.isoformat()

    return {
        "edtf": when.edtf,
        "lo": iso(when.lo),
        "hi": iso(when.hi),
        "text": when.text,
        "not_after": iso(when.not_after),
    }
