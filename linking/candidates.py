"""Which cases may an article be about: found through composite keys, the rarest first.

Keys stay short because single employers are none of them: a person who moved (`m:`), another person (`x:`), two
employers (`p:`), an employer with a person known by a short or weak form only (`w:`), a docket (`d:`), the day of a
decision that is part of a title (`t:`). `keys_of_case` is what an index stores for a case; `keys_of_mentions` what a
document asks for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from itertools import combinations
from typing import Protocol

from linking.dockets import days_in, dockets_in, normal_docket
from linking.fold import fold
from linking.forms import CaseCard, Document, Mention
from linking.page import Page

CARDS_LIMIT = 48  # cards that are judged; rarer keys come first, so that what is cut is what says least
KEYS_LIMIT = 400  # keys a document may ask for: a page that lists a thousand firms stays cheap
EMPLOYERS_LIMIT = 12  # employers of a case, and of a document, that make pairs
POSTING_LIMIT = 200  # cards behind one key: a longer list says too little to be read


class CandidateSource(Protocol):
    """Where cards come from: an index in memory, or a database that stores `keys_of_case` rows."""

    def cards(self, keys: Sequence[str], limit: int = CARDS_LIMIT) -> Sequence[CaseCard]:
        """Cards filed under any of the keys, at most `limit`; of the keys, those with fewer cards first."""
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


def keys_of_mentions(mentions: Iterable[Mention], document: Document | Page) -> list[str]:
    """Every key that a document asks for, those that say most first: dockets, people, days, then employers in pairs."""
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
    keys += [f"w:{firm}|{person}" for person in [*shadows, *people] for firm in frequent]
    keys += [pair_key(one, other) for one, other in combinations(frequent, 2)]
    return list(dict.fromkeys(keys))[:KEYS_LIMIT]


class CaseIndex:
    """Cards in memory, filed under their keys. Safe to share between threads: a change makes a new index, which shares
    all but what changed since the first."""

    def __init__(self, cards: Iterable[CaseCard]) -> None:
        self._cards: dict[str, CaseCard] = {card.case: card for card in sorted(cards, key=lambda card: card.case)}
        filed: dict[str, list[str]] = defaultdict(list)
        for card in self._cards.values():
            for key in keys_of_case(card):
                filed[key].append(card.case)
        self._filed: Mapping[str, Sequence[str]] = dict(filed)
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
        after = copy(self)
        after._new_cards = {**self._new_cards, **now}  # noqa: SLF001 - its own
        after._new_filed = {**self._new_filed, **{key: sorted(one) for key, one in postings.items()}}  # noqa: SLF001
        return after

    @property
    def changes(self) -> int:
        """How many cases changed since the first index was built: beyond some number a new one is due."""
        return len(self._new_cards)

    def get(self, case: str) -> CaseCard | None:
        """The card of a case, or None."""
        return self._new_cards[case] if case in self._new_cards else self._cards.get(case)

    def cards(self, keys: Sequence[str], limit: int = CARDS_LIMIT) -> Sequence[CaseCard]:
        """Cards filed under any of the keys, at most `limit`, those under rarer keys first."""
        found: dict[str, CaseCard] = {}
        for posting in sorted(filter(None, map(self._posting, keys)), key=len):
            if len(posting) > POSTING_LIMIT:
                break
            for case in posting:
                card = self.get(case)
                if card is not None:
                    found[case] = card
                if len(found) >= limit:
                    return list(found.values())
        return list(found.values())

    def _posting(self, key: str) -> Sequence[str]:
        """The cases filed under a key, in order of their ids."""
        return self._new_filed[key] if key in self._new_filed else self._filed.get(key, ())
