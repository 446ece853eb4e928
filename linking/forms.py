"""The plain values that cross the border of this room.

Offsets are counted in characters (code points) of the field they name, never in bytes and never in a normalised copy:
for every `Mention`, `Span` and `Proposal`, `document.<field>[start:end]` is the quoted text itself.
All values are frozen; none of them refers to a database row. `entity` and `case` are opaque identifiers of the caller.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

EntityKind = Literal["person", "employer"]
Role = Literal["mover", "former_employer", "new_employer", "other"]
Field = Literal["text", "title"]
Form = Literal["full", "short", "weak"]


@dataclass(frozen=True, slots=True)
class NameEntry:
    """One name of one known person or employer. `weak` names (nicknames, bare surnames) never match alone.

    `employer_kind` is company, unit, lab, brand or group, or empty where it is not known.
    """

    entity: str
    kind: EntityKind
    text: str
    weak: bool = False
    employer_kind: str = ""


@dataclass(frozen=True, slots=True)
class CaseRole:
    """An entity and the plain role it has in a case, whatever it is called in court."""

    entity: str
    role: Role


@dataclass(frozen=True, slots=True)
class CaseCard:
    """What the engine may know of one case. `opened_lo`/`opened_hi` bound the day on which it was opened.

    `claim_kinds` are plain words such as non-compete, trade-secret, non-solicit, no-poach; `jurisdiction` is an ISO
    3166 code ("CN", "US-WA"); `forum` is free text (a court's name or `criminal_court`); `related` names sibling
    cases.
    """

    case: str
    title: str
    roles: tuple[CaseRole, ...] = ()
    dockets: tuple[str, ...] = ()
    claim_kinds: tuple[str, ...] = ()
    jurisdiction: str = ""
    forum: str = ""
    opened_lo: date | None = None
    opened_hi: date | None = None
    related: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """An article as it stands. `language` is a BCP 47 tag or empty (then it is guessed from the script)."""

    text: str
    title: str = ""
    language: str = ""
    published_on: date | None = None


class Mention(NamedTuple):
    """A known name in a document.

    `entities` holds every entity that bears the name, sorted; `entity` is the only one of them, or None where it is a
    homonym that the document does not settle. `form`: `full` name; `short` form that a full name elsewhere in the
    document explains (a surname, a title and a surname); `weak` form that nothing in the document explains.
    """

    start: int
    end: int
    text: str
    kind: EntityKind
    entity: str | None
    entities: tuple[str, ...]
    field: Field = "text"
    form: Form = "full"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why, or why not, as a code of `linking.reasons.CATALOGUE` with JSON-serialisable parameters."""

    code: str
    params: Mapping[str, str | int | float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Span:
    """A quotation: `quote == getattr(document, field)[start:end]`."""

    start: int
    end: int
    quote: str
    field: Field = "text"


@dataclass(frozen=True, slots=True)
class Match:
    """A case that the document is about, with its probability in [0, 1].

    `automatic` says that both gates are open: the probability is above the automatic threshold, and there is evidence
    of a person or a docket that no other candidate shares as strongly.
    """

    case: str
    probability: float
    reasons: tuple[Reason, ...] = ()
    contradictions: tuple[Reason, ...] = ()
    spans: tuple[Span, ...] = ()
    automatic: bool = False


@dataclass(frozen=True, slots=True)
class EntityRef:
    """A known entity (`id` set), or a name that the registry does not hold (`id` None)."""

    id: str | None
    name: str


@dataclass(frozen=True, slots=True)
class ProposedDate:
    """A partial date.

    `edtf` is in the accepted subset (YYYY, YYYY-MM, YYYY-MM-DD with ~ or ?, [A..B], [A..], [..B]) or empty where the
    document says nothing at all. `lo` and `hi` are its day bounds, `hi` cut to `not_after`: the day of publication
    for what is reported as past. `text` is the wording the date was read from, empty where it was inferred.
    """

    edtf: str = ""
    lo: date | None = None
    hi: date | None = None
    text: str = ""
    not_after: date | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """An event or a move that the document states; an editor decides about it.

    `kind` joined / left: `person` moved, `to` is the employer joined, `from_` the employer left (either may be None).
    Any other kind is a step in a dispute: `person` is the one who changed employer, whoever takes the step, and None
    where only firms are named; `from_` is the old employer (the claimant as a rule), `to` the new one, between firms
    the one acted against. `parties` holds the firms, a parent among them. `quote == document.text[start:end]`.
    `assertion` is one of alleged, party_stated, reported, officially_recorded, found. `case` is the linked case it
    belongs to, or None. `details` holds what else the sentence says: amount, court, docket.
    """

    kind: str
    person: EntityRef | None
    from_: EntityRef | None
    to: EntityRef | None
    date: ProposedDate
    assertion: str
    start: int
    end: int
    quote: str
    case: str | None = None
    parties: tuple[EntityRef, ...] = ()
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unknown:
    """Evidence of a person, an employer or a case that the registry does not hold. Never created by the engine."""

    kind: Literal["person", "employer", "case"]
    text: str
    start: int
    end: int
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read in one document. `matches` is sorted by falling probability; empty means abstention."""

    mentions: tuple[Mention, ...]
    matches: tuple[Match, ...]
    proposals: tuple[Proposal, ...]
    unknowns: tuple[Unknown, ...]
    engine: str
