"""What the engine says of one article, as mentions and suggestions that are not saved yet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

from articles.choices import SuggestionKind
from articles.models import Article, Mention, Suggestion
from articles.registry import Registry
from linking.forms import Document, EntityRef, Proposal, ProposedDate, Reading, Reason, Span, Unknown
from linking.forms import Mention as Found

MOVES = frozenset({"joined", "left"})
_UNKNOWN_KINDS = {
    "person": SuggestionKind.NEW_PERSON,
    "employer": SuggestionKind.NEW_EMPLOYER,
    "case": SuggestionKind.NEW_CASE,
}
_LONGEST_KEY = 200
_LONGEST_MENTION = 400


@dataclass
class Made:
    """What the engine makes of one article."""

    mentions: list[Mention] = field(default_factory=list)
    suggestions: dict[tuple[str, str], Suggestion] = field(default_factory=dict)


def read(article: Article, known: Registry) -> Made:
    """Read an article against the names and cases of one moment; of a copy the names alone."""
    document = Document(article.text, article.title, article.language, article.published_on)
    if article.root_id is not None:
        return Made(_mentions(article, known.engine.names_in(document)))
    reading = known.engine.read(document)
    return Made(_mentions(article, reading.mentions), _suggestions(article, reading))


def _mentions(article: Article, mentions: Iterable[Found]) -> list[Mention]:
    rows = []
    for one in mentions:
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
            payload=_payload(proposal),
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
    return _hashed(proposal.kind, [ref.id or ref.name if ref is not None else "" for ref in refs])


def key_told(payload: Mapping[str, Any], stands_for: Mapping[str, str]) -> str:
    """The key that a proposal kept as ``payload`` has now: records that were merged count as their survivors."""
    refs = (payload["person"], payload["from"], payload["to"], *payload["parties"])
    named = [
        stands_for.get(ref["id"], ref["id"]) if ref and ref["id"] else (ref["name"] if ref else "") for ref in refs
    ]
    return _hashed(payload["kind"], named)


def _hashed(kind: str, named: Iterable[str]) -> str:
    return f"{kind}:{sha256(chr(0).join([kind, *named]).encode()).hexdigest()[:40]}"


def _payload(proposal: Proposal) -> dict[str, Any]:
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
