"""Which cases may an article be about: found through composite keys, the rarest first.

Keys stay short because single employers are none of them: a person who moved (`m:`), another person (`x:`), two
employers (`p:`), an employer with a person known by a short or weak form only (`w:`), a docket (`d:`), the day of a
decision that is part of a title (`t:`). `keys_of_case` is what an index stores for a case; `keys_of_mentions` what a
document asks for.
"""

from __future__ import annotations

import json
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, combinations
from typing import Any, Protocol

from linking.dockets import days_in, dockets_in, normal_docket
from linking.fold import fold
from linking.forms import CaseCard, CaseRole, Document, Mention
from linking.page import Page

FORMAT = b"linking-cases-1\n"
CARDS_LIMIT = 48  # cards that are judged; rarer keys come first, so that what is cut is what says least
KEYS_LIMIT = 400  # keys a document may ask for: a page that lists a thousand firms stays cheap
EMPLOYERS_LIMIT = 12  # employers of a case, and of a document, that make pairs
POSTING_LIMIT = 200  # cards behind one key: a longer list says too little to be read


class CandidateSource(Protocol):
    """Where cards come from: an index in memory, or a database that stores `keys_of_case` rows."""

    def cards(
        self, keys: Sequence[str], limit: int = CARDS_LIMIT, in_full: Callable[[], Sequence[str]] | None = None
    ) -> Sequence[CaseCard]:
        """Cards filed under any of the keys, at most `limit`; of the keys, those with fewer cards first.

        `in_full` tells more keys, which lead to no other cards but do so with fewer cards behind each: they are asked
        where something is cut.
        """
        ...


def pair_key(one: str, other: str) -> str:
    """The key of two employers, whichever is named first."""
    low, high = sorted((one, other))
    return f"p:{low}|{high}"


def keys_of_case(card: CaseCard) -> set[str]:
    """Every key under which a case is filed."""
    keys = {f"d:{normal_docket(docket)}" for docket in card.dockets if docket.strip()}
    title = fold(card.title).text
    keys |= {f"d:{docket}" for docket in dockets_in(title)}
    keys |= {f"t:{day.isoformat()}" for day in days_in(title)}
    people = [role.entity for role in card.roles if role.role in ("mover", "other")]
    employers = [role.entity for role in card.roles if role.role in ("former_employer", "new_employer")]
    others = [role.entity for role in card.roles if role.role == "other"]
    for role in card.roles:
        if role.role in ("mover", "other"):
            keys.add(f"{'m' if role.role == 'mover' else 'x'}:{role.entity}")
    firms = sorted(set(employers))[:EMPLOYERS_LIMIT]
    keys |= {pair_key(one, other) for one, other in combinations(firms, 2)}
    keys |= {pair_key(one, other) for one in firms for other in others if one != other}
    keys |= {f"w:{firm}|{person}" for firm in firms for person in people}
    return keys


def candidates_of(source: CandidateSource, mentions: Sequence[Mention], page: Page) -> Sequence[CaseCard]:
    """The cards that a document may be about."""
    return source.cards(
        keys_of_mentions(mentions, page), in_full=lambda: keys_of_mentions(mentions, page, in_full=True)
    )


def keys_of_mentions(mentions: Iterable[Mention], document: Document | Page, *, in_full: bool = False) -> list[str]:
    """The keys that a document asks for, those that say most first: dockets, people, days, then employers in pairs.

    Somebody named in full is asked for beside employers only `in_full`: each of those cases is filed under the person
    alone as well.
    """
    page = document if isinstance(document, Page) else Page(document)
    people: dict[str, None] = {}
    shadows: dict[str, None] = {}
    firms: dict[str, int] = {}
    for mention in mentions:
        for entity in mention.entities:
            if mention.kind == "employer":
                firms[entity] = firms.get(entity, 0) + (3 if mention.field == "title" else 1)
            elif mention.form == "weak":
                shadows[entity] = None
            else:
                people[entity] = None
    keys: list[str] = []
    for dockets, days in page.cited:
        keys += [f"d:{docket}" for docket in dockets]
        keys += [f"t:{day.isoformat()}" for day in days]
    keys += [f"m:{person}" for person in people] + [f"x:{person}" for person in people]
    frequent = sorted(firms, key=lambda firm: (-firms[firm], firm))[:EMPLOYERS_LIMIT]
    narrowed = [*shadows, *people] if in_full else shadows
    keys += [f"w:{firm}|{person}" for person in narrowed for firm in frequent]
    keys += [pair_key(one, other) for one, other in combinations(frequent, 2)]
    return list(dict.fromkeys(keys))[:KEYS_LIMIT]


@dataclass(frozen=True, slots=True, eq=False)
class FiledCards:
    """Cards in order of their cases, and the keys of each.

    `first[k]` to `first[k + 1]` are the places in `filed` of the key with number k; `filed` numbers `cards`.
    """

    cards: Sequence[CaseCard]
    number: Mapping[str, int]
    keys: Mapping[str, int]
    first: array[int]
    filed: array[int]

    @classmethod
    def of(cls, cards: Iterable[CaseCard]) -> FiledCards:
        """From cards in any order; of two with one case the last counts."""
        last = {card.case: card for card in cards}
        ordered = [last[case] for case in sorted(last)]
        postings: dict[str, list[int]] = defaultdict(list)
        for place, card in enumerate(ordered):
            for key in keys_of_case(card):
                postings[key].append(place)
        keys = sorted(postings)
        first, filed = array("I", [0]), array("I")
        for key in keys:
            filed.extend(postings[key])
            first.append(len(filed))
        return cls._numbered(ordered, keys, first, filed)

    @classmethod
    def _numbered(cls, cards: list[CaseCard], keys: list[str], first: array[int], filed: array[int]) -> FiledCards:
        number = {card.case: place for place, card in enumerate(cards)}
        return cls(cards, number, {key: place for place, key in enumerate(keys)}, first, filed)

    def get(self, case: str) -> CaseCard | None:
        """The card of a case, or None."""
        place = self.number.get(case)
        return None if place is None else self.cards[place]

    def places(self, key: str) -> Sequence[int]:
        """The places in `cards` of the cases filed under a key, in order."""
        place = self.keys.get(key)
        return () if place is None else self.filed[self.first[place] : self.first[place + 1]]

    def posting(self, key: str) -> Sequence[str]:
        """The cases filed under a key, in order."""
        return [self.cards[number].case for number in self.places(key)]

    def dump(self) -> bytes:
        """As bytes: a line of JSON with each part's size, then the parts."""
        cards = json.dumps([_as_list(card) for card in self.cards], ensure_ascii=False, separators=(",", ":")).encode()
        keys = json.dumps(list(self.keys), ensure_ascii=False, separators=(",", ":")).encode()
        parts = [cards, keys, self.first.tobytes(), self.filed.tobytes()]
        return FORMAT + json.dumps([len(part) for part in parts]).encode() + b"\n" + b"".join(parts)

    @classmethod
    def load(cls, data: bytes) -> FiledCards:
        """From `dump()`; ValueError where the bytes are of another format or cut short."""
        if not data.startswith(FORMAT):
            raise ValueError("not saved cases of this version")
        head, _, body = data[len(FORMAT) :].partition(b"\n")
        sizes = json.loads(head)
        if sum(sizes) != len(body):
            raise ValueError("saved cases were cut short")
        ends = list(accumulate(sizes))
        cards, keys, first, filed = (body[end - size : end] for size, end in zip(sizes, ends, strict=True))
        return cls._numbered(
            [_from_list(one) for one in json.loads(cards)], json.loads(keys), array("I", first), array("I", filed)
        )


def _as_list(card: CaseCard) -> list[Any]:
    """A card as JSON, its fields in order."""
    opened = [day.isoformat() if day else None for day in (card.opened_lo, card.opened_hi)]
    roles = [[role.entity, role.role] for role in card.roles]
    told = [card.dockets, card.claim_kinds, card.jurisdiction, card.forum]
    return [card.case, card.title, roles, *told, *opened, card.related]


def _from_list(fields: list[Any]) -> CaseCard:
    case, title, roles, dockets, kinds, jurisdiction, forum, lo, hi, related = fields
    opened_lo, opened_hi = (date.fromisoformat(day) if day else None for day in (lo, hi))
    parties = tuple(CaseRole(entity, role) for entity, role in roles)
    told = (tuple(dockets), tuple(kinds), jurisdiction, forum)
    return CaseCard(case, title, parties, *told, opened_lo, opened_hi, tuple(related))


class CaseIndex:
    """Cards in memory, filed under their keys. Safe to share between threads: a change makes a new index, which shares
    all but what changed since the first."""

    def __init__(self, cards: Iterable[CaseCard] | FiledCards) -> None:
        """From cards in any order, or from what `dump` saved, loaded by `FiledCards.load`."""
        self._base = cards if isinstance(cards, FiledCards) else FiledCards.of(cards)
        # What changed since: a card or None where it is gone, and the whole posting of every key that this concerns.
        self._new_cards: Mapping[str, CaseCard | None] = {}
        self._new_filed: Mapping[str, Sequence[str]] = {}

    def with_changes(self, cards: Iterable[CaseCard], removed: Iterable[str] = ()) -> CaseIndex:
        """The index after a change, the same as one built anew but at the cost of the change: `cards` are those that
        are new or different, `removed` the cases that have none any more. Unknown cases may be removed."""
        now: dict[str, CaseCard | None] = dict.fromkeys(removed)
        now.update((card.case, card) for card in cards)
        postings: dict[str, set[str]] = {}
        for case, card in now.items():
            before = self.get(case)
            old, new = (keys_of_case(one) if one is not None else set() for one in (before, card))
            for key in old ^ new:
                posting = postings.setdefault(key, set(self._posting(key)))
                if key in new:
                    posting.add(case)
                else:
                    posting.discard(case)
        after = CaseIndex(self._base)
        after._new_cards = {**self._new_cards, **now}
        after._new_filed = {**self._new_filed, **{key: sorted(one) for key, one in postings.items()}}
        return after

    def dump(self) -> bytes:
        """The first index as bytes, for workers that are to load and not to file. Changes since are not saved."""
        return self._base.dump()

    @classmethod
    def load(cls, data: bytes) -> CaseIndex:
        """An index from `dump()`; ValueError where the bytes are of another format or cut short."""
        return cls(FiledCards.load(data))

    @property
    def size(self) -> int:
        """How many cases the first index held."""
        return len(self._base.cards)

    @property
    def changes(self) -> int:
        """How many cases changed since the first index was built: beyond some number a new one is due."""
        return len(self._new_cards)

    def get(self, case: str) -> CaseCard | None:
        """The card of a case, or None."""
        return self._new_cards[case] if case in self._new_cards else self._base.get(case)

    def cards(
        self, keys: Sequence[str], limit: int = CARDS_LIMIT, in_full: Callable[[], Sequence[str]] | None = None
    ) -> Sequence[CaseCard]:
        """Cards filed under any of the keys, at most `limit`, those under rarer keys first; `in_full` as in
        `CandidateSource`."""
        found, cut = self._cards(keys, limit)
        return self._cards(in_full(), limit)[0] if cut and in_full is not None else found

    def _cards(self, keys: Iterable[str], limit: int) -> tuple[list[CaseCard], bool]:
        """Cards, and whether there may be more."""
        postings = self._postings(keys)
        postings.sort(key=len)
        found: dict[str, CaseCard] = {}
        for posting in postings:
            if len(posting) > POSTING_LIMIT:
                return list(found.values()), True
            for one in posting:
                card = self.get(one) if isinstance(one, str) else self._now(self._base.cards[one])
                if card is not None:
                    found[card.case] = card
                    if len(found) >= limit:
                        return list(found.values()), True
        return list(found.values()), False

    def _postings(self, keys: Iterable[str]) -> list[Sequence[str] | Sequence[int]]:
        """The cases filed under each key that has any: their places in the first index, or their ids where this changed
        since."""
        changed, place_of = self._new_filed, self._base.keys.get
        first, filed = self._base.first, self._base.filed
        found: list[Sequence[str] | Sequence[int]] = []
        for key in keys:
            if key in changed:
                if changed[key]:
                    found.append(changed[key])
                continue
            place = place_of(key)
            if place is not None:
                found.append(filed[first[place] : first[place + 1]])
        return found

    def _now(self, card: CaseCard) -> CaseCard | None:
        """What became of a card of the first index."""
        return self._new_cards.get(card.case, card) if self._new_cards else card

    def _posting(self, key: str) -> Sequence[str]:
        """The cases filed under a key, in order of their ids."""
        return self._new_filed[key] if key in self._new_filed else self._base.posting(key)
