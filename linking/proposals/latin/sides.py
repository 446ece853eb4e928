# ruff: noqa: E501 - a pattern is read in one line
"""Who is who where a tribunal decides between firms and the sentence names no person."""

from __future__ import annotations

import re

from linking.proposals.drafts import Draft
from linking.proposals.latin.places import draft_of
from linking.proposals.marks import Scene
from linking.proposals.steps import Hit

# "Found B liable for luring away a team of A brokers": B lost.
_LIABLE = re.compile(
    r"(?: that)? (?:the |rival )*<E(\d+)>(?: ?\([^()]*\))? (?:was |were |had been |is |not )*(?:liable|guilty|in breach|responsible)\b"
)
_LURED = re.compile(r"\b(?:luring|raiding|poaching|hiring|stealing|taking|misappropriating)\b[^<>;.]{0,60}<E(\d+)>")
# "A TRO limiting B's access", "claims that B raided its staff": whom an order or a claim is about.
_FIRM_HELD = re.compile(
    r"\b(?:(?:limit|barr|prevent|block|stopp|prohibit|restrain|forbidd|enjoin)ing|(?:limits|limited|bars|barred|prevents|prevented|blocks|blocked|stops|stopped|prohibits|prohibited)|"
    r"(?:claims?|allegations?|accusations?|argument) (?:that|against)|(?:suit|lawsuit|complaint|case) accusing) (?:rival |competitor |the )*<E(\d+)>"
)
# The owner of secrets, or of the staff that left, is the claimant.
_OWNER = re.compile(
    r"<E(\d+)>(?:'s?)? (?:trade secrets?|secrets|confidential|proprietary|know ?-?how)\b|\b(?:former|ex|onetime) <E(\d+)>(?:'s?)? (?:brokers|employees|engineers|traders|executives|staff|workers|advisers|advisors|salespeople|producers|people|bankers|researchers|scientists|lawyers|recruiters)\b"
)
_BY_FIRM = re.compile(r"\b(?:by|for|favou?r of|with|cleared) (?:(?:the |its |rival |competitor )*)<E(\d+)>")


def between_firms(
    scene: Scene, hit: Hit, end: int, actor: int | None, described: str
) -> tuple[int | None, int | None, str]:
    """Claimant, rival and staff described, where a court decides between firms and nobody is named."""
    marked = scene.marked
    held = _FIRM_HELD.search(marked, hit.verb, end)
    if held is not None and actor is not None and scene.items[int(held.group(1))].ref != scene.items[actor].ref:
        return actor, int(held.group(1)), ""
    owner = _OWNER.search(marked, hit.verb, end) if hit.row.kind == "ruling" else None
    if owner is None:
        return actor, None, described
    claimant = int(owner.group(1) or owner.group(2))
    other = next(
        (
            int(one.group(1))
            for one in _BY_FIRM.finditer(marked, hit.verb, end)
            if scene.items[int(one.group(1))].ref != scene.items[claimant].ref
        ),
        None,
    )
    if other is None and actor is not None and scene.items[actor].ref != scene.items[claimant].ref:
        other = actor
    return claimant, other, described or ("" if other is not None else owner.group(0))


def found_liable(scene: Scene, hit: Hit, end: int) -> Draft | None:
    """ "Found B liable for luring away A's brokers": B lost, and A is whose staff or secrets it was about."""
    lost = _LIABLE.match(scene.marked, hit.tail, end) if hit.row.kind == "ruling" else None
    if lost is None:
        return None
    about = _LURED.search(scene.marked, lost.end(), end) or _OWNER.search(scene.marked, lost.end(), end)
    owner = int(next(one for one in about.groups() if one)) if about is not None else None
    return draft_of(hit, against=int(lost.group(1)), actor=owner, court=True)
