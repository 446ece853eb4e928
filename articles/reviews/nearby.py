"""Entries that stand on record near a proposed one, so that a second report joins the first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from facts import dates
from people.models import Employment

MOST = 4
# A day off is likely another report of the same step, a year off is not.
_NEAR = (timedelta(days=7), timedelta(days=45), timedelta(days=200))
_NOBODY = UUID(int=0)
_MOVES = {"joined": "joins", "left": "departure"}


@dataclass(frozen=True)
class Nearby:
    """An entry or employment on record. ``key`` is ``event:<id>`` or ``employment:<id>``; ``why`` says what agrees."""

    key: str
    when: str
    what: str
    title: str
    state: str
    cited: int
    case: UUID | None
    why: tuple[str, ...] = field(default=())


def nearby_events(payload: Mapping[str, Any], events: Iterable[Any]) -> list[Nearby]:
    """The likeliest first, at most ``MOST``. ``events`` carry ``cited``, the number of their citations, and ``named``,
    the keys of who takes part, of whom ``people`` are people. Somebody else's move is no report of this one.
    """
    moved = _MOVES.get(str(payload.get("kind")))
    kind = moved or payload.get("kind")
    named = _named(payload)
    mover = UUID((payload.get("person") or {}).get("id") or str(_NOBODY)) if moved else _NOBODY
    ranked = []
    for event in events:
        if mover != _NOBODY and event.people and mover not in event.people:
            continue
        same_kind = event.kind == kind
        apart = _apart(payload, event.occurred_lo, event.occurred_hi)
        shared = len(named.intersection(event.named))
        score = 3 * same_kind + (0 if apart is None else sum(apart <= near for near in _NEAR)) + min(shared, 2)
        why = [*(["same kind"] if same_kind else []), *_told(apart), *(["same people or employers"] if shared else [])]
        # Another kind near in time is another report of it at most where the same are named; a move is only a move.
        near = apart is not None and apart <= _NEAR[1] and shared and not moved
        if same_kind or near:
            ranked.append((score, event, tuple(why)))
    ranked.sort(key=lambda each: (-each[0], str(each[1].pk)))
    return [
        Nearby(
            f"event:{event.pk}",
            dates.display(event.occurred_text),
            str(event.get_kind_display()),
            event.title,
            str(event.get_publication_state_display()).lower(),
            event.cited,
            event.case_id,
            why,
        )
        for _, event, why in ranked[:MOST]
    ]


def nearby_jobs(payload: Mapping[str, Any], jobs: Sequence[Employment]) -> list[Nearby]:
    """Employments of the same person at the employer that was joined or left."""
    person = (payload.get("person") or {}).get("id")
    employer = (payload.get("to" if payload.get("kind") == "joined" else "from") or {}).get("id")
    return [
        Nearby(
            f"employment:{job.pk}",
            f"{dates.display(job.start_text)} to {dates.display(job.end_text)}",
            "Employment",
            str(job),
            str(job.get_publication_state_display()).lower(),
            job.cited,  # type: ignore[attr-defined]
            None,
            ("same person and employer",),
        )
        for job in jobs
        if (str(job.person_id), str(job.employer_id)) == (person, employer)
    ][:MOST]


def _named(payload: Mapping[str, Any]) -> set[UUID]:
    refs = [payload.get(name) for name in ("person", "from", "to")] + list(payload.get("parties") or ())
    return {UUID(ref["id"]) for ref in refs if ref and ref["id"]}


def _apart(payload: Mapping[str, Any], lo: date | None, hi: date | None) -> timedelta | None:
    """How far apart two partial dates lie at least; None where one of them says nothing."""
    when = payload.get("date") or {}
    told_lo, told_hi = (date.fromisoformat(when[end]) if when.get(end) else None for end in ("lo", "hi"))
    first, last = told_lo or told_hi, told_hi or told_lo
    here_first, here_last = lo or hi, hi or lo
    if first is None or last is None or here_first is None or here_last is None:
        return None
    return max(here_first - last, first - here_last, timedelta())


def _told(apart: timedelta | None) -> list[str]:
    if apart is None:
        return []
    if not apart:
        return ["same date"]
    return [f"{apart.days} days apart"] if apart <= _NEAR[2] else []
