"""Writing what every fact needs: citations, publication, merges, tokens."""

from facts.services.citing import link, quote, summarise
from facts.services.merging import check_merge, lift_distinction, merge, tell_apart, unmerge
from facts.services.publishing import PUBLISH, hold, publish, release, submit, withdraw
from facts.services.saving import back_to_review, save
from facts.services.sealing import erase_history, seal_history
from facts.services.tokens import issue_token, note_use, revoke_token
from facts.services.undoing import take_back

__all__ = [
    "PUBLISH",
    "back_to_review",
    "check_merge",
    "erase_history",
    "hold",
    "issue_token",
    "lift_distinction",
    "link",
    "merge",
    "note_use",
    "publish",
    "quote",
    "release",
    "revoke_token",
    "save",
    "seal_history",
    "submit",
    "summarise",
    "take_back",
    "tell_apart",
    "unmerge",
    "withdraw",
]
