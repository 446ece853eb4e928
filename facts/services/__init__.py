"""Writing what every fact needs: citations, publication, merges, tokens."""

from facts.services.citing import link, quote, summarise
from facts.services.merging import lift_distinction, merge, tell_apart, unmerge
from facts.services.publishing import hold, publish, release, submit, withdraw
from facts.services.saving import save
from facts.services.tokens import issue_token, note_use, revoke_token

__all__ = [
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
    "submit",
    "summarise",
    "tell_apart",
    "unmerge",
    "withdraw",
]
