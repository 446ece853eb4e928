"""Agreements and covenants."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import transaction

from cases import checks
from cases.models import Agreement, Covenant
from facts.models import Citation
from facts.outcomes import Saved
from facts.services import save
from people import slugs

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def save_agreement(
    *, agreement: Agreement, citations: Iterable[Citation] = (), editor: "User | None" = None
) -> Saved[Agreement]:
    """Save an agreement. Raises ``ValidationError`` per field."""
    if not agreement.slug:
        agreement.slug = slugs.free(Agreement, f"{agreement.person.display_name} {agreement.employer.display_name}")
    return save(agreement, check=checks.check_agreement, citations=citations, editor=editor)


@transaction.atomic
def save_covenant(*, covenant: Covenant, citations: Iterable[Citation] = ()) -> Saved[Covenant]:
    """Save a covenant as it stands on paper; what the law says of its length comes back as a warning."""
    return save(covenant, check=checks.check_covenant, citations=citations)
