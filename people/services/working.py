"""Employments. A job move is two of them: one that ended and one that began."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import transaction

from facts.models import Citation
from facts.outcomes import Saved
from facts.services import save
from people import checks
from people.models import Employment

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def save_employment(
    *, employment: Employment, citations: Iterable[Citation] = (), editor: "User | None" = None
) -> Saved[Employment]:
    """Save an employment. Raises ``ValidationError`` per field; overlaps and doubtful orders come back as warnings."""
    return save(employment, check=checks.check_employment, citations=citations, editor=editor)
