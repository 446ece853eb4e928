"""Writing what every fact needs: citations, publication, tokens."""

from facts.services.citing import link, quote, summarise
from facts.services.publishing import hold, publish, release, submit, withdraw
from facts.services.saving import save
from facts.services.tokens import issue_token, note_use, revoke_token

__all__ = [
    "hold",
    "issue_token",
    "link",
    "note_use",
    "publish",
    "quote",
    "release",
    "revoke_token",
    "save",
    "submit",
    "summarise",
    "withdraw",
]
