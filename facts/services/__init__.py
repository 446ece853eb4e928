"""Writing what every fact needs: citations, publication, merges, tokens."""

from facts.services.citing import link, quote, summarise
from facts.services.erasing import Erased, take_names_out
from facts.services.importing import (
    CHECKED,
    KEPT_DAYS,
    cancel_import,
    check_again,
    confirm_import,
    empty_old_imports,
    start_import,
    waiting_imports,
    work_on_import,
)
from facts.services.merging import check_merge, lift_distinction, merge, tell_apart, unmerge
from facts.services.publishing import PUBLISH, hold, publish, release, restrict, submit, withdraw
from facts.services.saving import back_to_review, part_changed, save, whole_of
from facts.services.sealing import erase_history, seal_history
from facts.services.tokens import issue_token, note_use, revoke_token
from facts.services.undoing import take_back

__all__ = [
    "CHECKED",
    "KEPT_DAYS",
    "PUBLISH",
    "Erased",
    "back_to_review",
    "cancel_import",
    "check_again",
    "check_merge",
    "confirm_import",
    "empty_old_imports",
    "erase_history",
    "hold",
    "issue_token",
    "lift_distinction",
    "link",
    "merge",
    "note_use",
    "part_changed",
    "publish",
    "quote",
    "release",
    "restrict",
    "revoke_token",
    "save",
    "seal_history",
    "start_import",
    "submit",
    "summarise",
    "take_back",
    "take_names_out",
    "tell_apart",
    "unmerge",
    "waiting_imports",
    "whole_of",
    "withdraw",
    "work_on_import",
]
