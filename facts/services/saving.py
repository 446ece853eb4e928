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

    ``check`` validates across rows and raises ``ValidationError`` with messages per field; what it returns is worth a
    look but does not block. Whoever last changed a record that is not published counts as its author: publishing an
    accusation takes another editor.
    """
    created = record._state.adding  # noqa: SLF001 - Django documents this attribute
    notices = check(record)
    if editor is not None and isinstance(record, Publishable) and not record.is_published and _changed(record):
        record.drafted_by = editor
    record.save()
    link_to = tuple(citations)
    if link_to:
        link(fact=record, citations=link_to)
    return Saved(record, created, notices)


def _changed(record: models.Model) -> bool:
    """Would saving write anything new? One query."""
    stored = type(record)._base_manager.filter(pk=record.pk).values().first()
    return stored is None or any(getattr(record, name) != value for name, value in stored.items())
