"""Each event once: of several tellings the fullest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from linking.dates import bounds
from linking.forms import Proposal

# What a suit is called before or after it is told how it began.
_SUITS = ("complaint_filed", "arbitration_applied", "injunction_sought", "counterclaim")
_OF_MOVES = frozenset({"joined", "left"})
# Steps that headlines tell by the firms alone: a telling with people says who is meant.
_BY_FIRMS_FIRST = frozenset({"complaint_filed", "charges_filed", "counterclaim"})


def once(
    made: Sequence[tuple[Proposal, str]],
    described: Sequence[Proposal] = (),
    claimed: Sequence[Proposal] = (),
    *,
    firms_first: bool = False,
) -> tuple[Proposal, ...]:
    """Proposals in order of the text; of tellings of one event the one whose date says most, then the first, with the
    amount, court and docket of the others where it has none. Beside each stands the instance that ruled: rulings of
    two instances are two events.

    With `firms_first`, as in Chinese, whose reports begin with the firms and name the people later, a suit between
    firms is the one told with people. Of `described`, told of people without their names, none stays beside a telling
    with names. A "legal action" beside a suit told in full says nothing more; nor does one inside the clause on what
    became of it, unless it is among `claimed`.
    """
    best: dict[int, Proposal] = {}
    ruled: dict[int, set[str]] = {}
    for proposal, instance in made:
        twin = next(
            (
                place
                for place, one in best.items()
                if _same(one, proposal) and not _another_instance(instance, ruled[place] - {"", instance})
            ),
            None,
        )
        ruled.setdefault(len(best) if twin is None else twin, set()).add(instance)
        if twin is None:
            best[len(best)] = proposal
        else:
            first, other = (proposal, best[twin]) if _width(proposal) < _width(best[twin]) else (best[twin], proposal)
            best[twin] = replace(first, details={**other.details, **first.details})
    bare = [one for one in best.values() if firms_first and one.kind in _BY_FIRMS_FIRST and one.person is None]
    for place, one in best.items():
        for other in bare:
            if _names(one, other):  # what the firms' telling says of the day and the sum holds for the people's
                date = other.date if _width(other) < _width(one) else one.date
                best[place] = replace(best[place], date=date, details={**other.details, **one.details})
    kept = [
        one
        for one in best.values()
        if not ((one in described or one in bare) and any(_names(other, one) for other in best.values()))
        and not (
            one.kind == "legal_action"
            and any(_tells_more(other, one, claimed=one in claimed) for other in best.values())
        )
    ]
    # Sorting is stable: events of one sentence keep the order in which it tells them.
    return tuple(sorted(kept, key=lambda one: (one.start, one.end)))


def _another_instance(instance: str, others: set[str]) -> bool:
    """Whether a ruling of an instance is another one than those of `others`: "court" may be any but the arbiters."""
    if instance == "court":
        return others == {"arbiters"}
    return bool(instance and others - (set() if instance == "arbiters" else {"court"}))


def _names(other: Proposal, one: Proposal) -> bool:
    """Whether another telling of the same kind by the same firm says who is meant."""
    if other.kind != one.kind or other.person is None or other.from_ != one.from_ or _apart(one, other):
        return False
    return one.to is None or other.to is None or one.to == other.to


def _tells_more(other: Proposal, one: Proposal, *, claimed: bool) -> bool:
    """Whether a step says what a bare "legal action" leaves open: how it began, or what became of it there and then."""
    if other.kind == one.kind or other.kind in _OF_MOVES or not _party(one, other):
        return False
    return other.kind in _SUITS or (other.start == one.start and not claimed)


def _same(one: Proposal, other: Proposal) -> bool:
    if one.kind != other.kind or one.person != other.person:
        return False
    if one.kind in _OF_MOVES:
        end = "to" if one.kind == "joined" else "from_"
        return bool(getattr(one, end) == getattr(other, end))
    return _party(one, other) and not _apart(one, other)


def _party(one: Proposal, other: Proposal) -> bool:
    """Whether both may be about the same dispute: no person and no firm speaks against it."""
    if one.person != other.person:
        return False
    pairs = ((one.from_, other.from_), (one.to, other.to))
    return all(mine is None or theirs is None or mine == theirs for mine, theirs in pairs)


def _apart(one: Proposal, other: Proposal) -> bool:
    """Whether two told dates exclude each other."""
    if not (one.date.text and other.date.text):
        return False
    (low, high), (first, last) = bounds(one.date.edtf), bounds(other.date.edtf)
    return bool((low and last and low > last) or (high and first and high < first))


def _width(proposal: Proposal) -> int:
    low, high = proposal.date.lo, proposal.date.hi
    return (high - low).days if low and high else 10**6
