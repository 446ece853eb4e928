"""One way in which every record is saved: checked whole, written once, cited, its warnings handed back."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeVar

from django.db import models, transaction

from facts.models import Citation, Publishable
from facts.outcomes import Notice, Saved
from facts.services.citing import link

if TYPE_CHECKING:
    from django.contrib.auth.models import User

M = TypeVar("M", bound=models.Model)


@transaction.atomic
def save(
    record: M,
    *,
    check: Callable[[M], tuple[Notice, ...]],
    citations: Iterable[Citation] = (),
    editor: "User | None" = None,
) -> Saved[M]:
    """Check and save a new or changed record.

    ``check`` validates across rows and raises ``ValidationError`` with messages per field; what it returns is worth
    a look
    but does not block. A new publishable record notes who drafted it.
    """
    created = record._state.adding  # noqa: SLF001 - Django documents this attribute
    if created and editor is not None and isinstance(record, Publishable):
        record.drafted_by = editor
    notices = check(record)
    record.save()
    link_to = tuple(citations)
    if link_to:
        link(fact=record, citations=link_to)
    return Saved(record, created, notices)
