"""Working through what is open, article by article: taking one, deciding it, taking the decision back."""

from articles.services.reviewing.items import (
    Choice,
    ItemRefusedError,
    Settled,
    Verb,
    decide_and_take,
    decide_item,
    hold_for_new_case,
    link_new_case,
)
from articles.services.reviewing.queue import (
    ANYTHING,
    LEASE,
    LeaseEndedError,
    Wanted,
    own_lease,
    put_off,
    release,
    take,
    take_next,
    take_over,
)
from articles.services.reviewing.undoing import UNDO, TakenBack, undo_decision

__all__ = [
    "ANYTHING",
    "LEASE",
    "UNDO",
    "Choice",
    "ItemRefusedError",
    "LeaseEndedError",
    "Settled",
    "TakenBack",
    "Verb",
    "Wanted",
    "decide_and_take",
    "decide_item",
    "hold_for_new_case",
    "link_new_case",
    "own_lease",
    "put_off",
    "release",
    "take",
    "take_next",
    "take_over",
    "undo_decision",
]
