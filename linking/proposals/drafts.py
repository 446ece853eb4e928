"""What a wording says before it is settled whom it means: a draft, by numbers of a scene's items."""

from __future__ import annotations

from dataclasses import dataclass

MOVES = frozenset({"joined", "left"})


@dataclass(frozen=True, slots=True)
class Draft:
    """A kind with its places, `at` and `end` in the marked sentence, `verb` where its verb begins.

    `people`: who moved or is acted against. `actor`: the firm that acts, or who answers; `against`: the firm acted
    against; `source`, `goal`: employers left and joined. `described`: the words for whoever is acted against without
    a name ("two former engineers"); `anaphor`: the actor is "it" or "the company". `stay`: the person was there and
    went on. `court`: a tribunal acts, so that the actor is the one it acts for.
    `claim`: what is claimed has a clause of its own.
    `remains`: somebody is told to stay with an employer, which may be the one that was always there.
    `post`: only a post is told, which may be the one that was left.
    """

    kind: str
    at: int
    end: int
    verb: int
    people: tuple[int, ...] = ()
    actor: int | None = None
    against: int | None = None
    source: int | None = None
    goal: int | None = None
    described: str = ""
    anaphor: bool = False
    stay: bool = False
    court: bool = False
    post: bool = False
    remains: bool = False
    claim: bool = False
