"""Files of records on their way in: taken, checked in full, confirmed as seen, saved in one transaction or not at all.

Importing never publishes and never removes. Everything goes through the rooms' own services, so that what holds for a
form holds for a file.
"""

from facts.services.importing.jobs import (
    CHECKED,
    KEPT_DAYS,
    cancel_import,
    check_again,
    confirm_import,
    empty_old_imports,
    start_import,
    waiting_imports,
)
from facts.services.importing.work import work_on_import

__all__ = [
    "CHECKED",
    "KEPT_DAYS",
    "cancel_import",
    "check_again",
    "confirm_import",
    "empty_old_imports",
    "start_import",
    "waiting_imports",
    "work_on_import",
]
