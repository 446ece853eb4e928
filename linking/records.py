"""Names and cards written out as records of `cases.jsonl`: the way back from what `linking.registry` reads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from linking.forms import CaseCard, NameEntry, Role

# Plain words that `linking.registry` reads as these roles.
_WORDS: Mapping[tuple[str, Role], str] = {
    ("persons", "mover"): "defendant",
    ("persons", "other"): "named",
    ("organizations", "former_employer"): "former-employer",
    ("organizations", "new_employer"): "new-employer",
    ("organizations", "other"): "named",
}


def records_of(names: Iterable[NameEntry], cards: Iterable[CaseCard]) -> Iterator[dict[str, Any]]:
    """One record a card, with every name of everybody in it. Entities keep their identifiers.

    A record has one docket: of several the first is written. A day of opening that is only known to lie between two is
    written as the year or the month both share, or not at all.
    """
    known: dict[str, list[NameEntry]] = defaultdict(list)
    for entry in names:
        known[entry.entity].append(entry)
    for card in cards:
        groups: dict[str, list[dict[str, Any]]] = {"persons": [], "organizations": []}
        for role in card.roles:
            entries = known.get(role.entity, [])
            strong = [entry.text for entry in entries if not entry.weak]
            if not strong:
                continue
            group = "persons" if entries[0].kind == "person" else "organizations"
            groups[group].append(
                {
                    "id": role.entity,
                    "name": strong[0],
                    "aliases_unseen": strong[1:],
                    "weak_aliases": [entry.text for entry in entries if entry.weak],
                    "role": _WORDS.get((group, role.role), "named"),
                }
            )
        yield {
            "id": card.case,
            "title": card.title,
            "kind": "; ".join(card.claim_kinds),
            **groups,
            "court": card.forum,
            "docket": card.dockets[0] if card.dockets else None,
            "filed": _partial(card.opened_lo, card.opened_hi),
            "jurisdiction": card.jurisdiction,
            "related": list(card.related),
        }


def _partial(low: date | None, high: date | None) -> str | None:
    if low is None or high is None or low.year != high.year:
        return None
    if low == high:
        return low.isoformat()
    return f"{low:%Y-%m}" if low.month == high.month else f"{low:%Y}"
