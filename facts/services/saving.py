"""One way in which every record is saved: checked whole, written once, cited, its warnings handed back."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models, transaction

from facts.choices import PublicationState
from facts.models import Citation, Mergeable, Publishable
from facts.outcomes import Notice, Saved
from facts.services.citing import link

if TYPE_CHECKING:
    from django.contrib.auth.models import User

M = TypeVar("M", bound=models.Model)

_SECOND_EDITOR = (
    "This accuses a named person and was changed while published: readers do not see it until an editor other than "
    "the author of the change publishes it."
)


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
    accusation takes another editor. A published accusation that comes to say something else goes to review. A row
    with ``part_of`` (``whole_of``) is part of what that record says: whoever writes it is that record's author.
    """
    created = record._state.adding  # noqa: SLF001 - Django documents this attribute
    whole = whole_of(record) if editor is not None else None
    says_more = whole is not None and (created or _changed(record))
    notices = check(record)
    _points_at_what_stands(record)
    if editor is not None and isinstance(record, Publishable) and not record.is_published and _changed(record):
        record.drafted_by = editor
    record.save()
    link_to = tuple(citations)
    if link_to:
        link(fact=record, citations=link_to)
    notices = (*notices, *back_to_review(record=record, editor=editor))
    if whole is not None and says_more:
        notices = (*notices, *part_changed(whole=whole, editor=editor))
    return Saved(record, created, notices)


def whole_of(row: models.Model) -> Publishable | None:
    """The record of which a row is part of what it says: what the row's ``part_of`` (a path of keys, as in lookups)
    leads to."""
    path = getattr(row, "part_of", "")
    whole: Any = row
    for name in path.split("__") if path else ():
        whole = getattr(whole, name)
    return whole if path else None


@transaction.atomic
def part_changed(*, whole: Publishable, editor: "User | None") -> tuple[Notice, ...]:
    """A row that is part of what ``whole`` says was added, changed or removed.

    Of a draft the editor counts as the author from now on, since publishing an accusation takes another one than
    whoever wrote it. Of what was published see ``back_to_review``.
    """
    if whole.is_published:
        return back_to_review(record=whole, editor=editor)
    if editor is not None and whole.drafted_by_id != editor.pk:
        whole.drafted_by = editor
        whole.save(update_fields=["drafted_by"])
    return ()


@transaction.atomic
def back_to_review(*, record: models.Model, editor: "User | None") -> tuple[Notice, ...]:
    """Has the database taken back what ``record`` holds as published (``facts.publication``)? Then name the author.

    For every service after it wrote a record or rows that are part of what it says. With an editor the record is in
    review, else a draft that somebody must submit; the notice tells so. One query, none where it was not published.
    """
    if not isinstance(record, Publishable) or not record.is_published:
        return ()
    stored = type(record)._base_manager.filter(pk=record.pk).values_list("publication_state", flat=True).get()
    if stored == PublicationState.PUBLISHED:
        return ()
    record.publication_state, record.drafted_by = stored, editor
    if editor is not None:
        record.publication_state = PublicationState.IN_REVIEW
        record.save(update_fields=["publication_state", "drafted_by"])
    return (Notice("second_editor", "publication_state", _SECOND_EDITOR),)


def _points_at_what_stands(record: models.Model) -> None:
    """Nothing hangs on a record that was merged away: readers would never see it, and unmerging would not know of it.

    An older version that is restored may name one. A query for each pointer that was not read before.
    """
    for field in record._meta.concrete_fields:
        target: Any = field.related_model
        if field.name == "merged_into" or not isinstance(target, type) or not issubclass(target, Mergeable):
            continue
        named: Any = getattr(record, field.name)
        if named is not None and named.merged_into_id is not None:
            message = f"“{named}” was merged into “{named.merged_into}”: choose that one."
            raise ValidationError({field.name: [message]})


def _changed(record: models.Model) -> bool:
    """Would saving write anything new? One query."""
    stored = type(record)._base_manager.filter(pk=record.pk).values().first()
    return stored is None or any(getattr(record, name) != value for name, value in stored.items())
