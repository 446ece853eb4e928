"""Publication: draft -> in review -> published; restricted, legal hold, withdrawn."""

from typing import TYPE_CHECKING, Any, Literal, TypeVar

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from facts.choices import PublicationState
from facts.models import Publishable

if TYPE_CHECKING:
    from django.contrib.auth.models import User

P = TypeVar("P", bound=Publishable)

# Whoever decides what readers see. Submitting takes only the right to change the record.
PUBLISH = "facts.publish"


def _locked(record: P) -> P:
    model: type[Any] = type(record)
    locked: P = model.objects.select_for_update(of=("self",)).get(pk=record.pk)
    return locked


def _set(record: P, state: PublicationState, *, editor: "User | None", reason: str) -> P:
    record.publication_state = state
    with pghistory.context(reason=reason, editor=editor.pk if editor is not None else None):
        record.save(update_fields=["publication_state", "published_at", "published_by", "updated_at"])
    return record


def _refuse(message: str) -> ValidationError:
    return ValidationError({"publication_state": [message]})


def _allowed(editor: "User", deed: str) -> None:
    if not editor.has_perm(PUBLISH):
        raise _refuse(f"{deed} takes the right to publish.")


def _allowed_for(editor: "User", deed: str, reason: str) -> None:
    _allowed(editor, deed)
    if not reason.strip():
        raise ValidationError({"reason": [f"{deed} needs a reason."]})


@transaction.atomic
def submit(*, record: P, editor: "User", reason: str = "") -> P:
    """Hand a draft to a second editor. The one who submits counts as its author."""
    record = _locked(record)
    if record.publication_state != PublicationState.DRAFT:
        raise _refuse("Only a draft can be submitted for review.")
    record.drafted_by = editor
    record.save(update_fields=["drafted_by"])
    return _set(record, PublicationState.IN_REVIEW, editor=editor, reason=reason)


@transaction.atomic
def publish(*, record: P, editor: "User | None", reason: str = "", reviewed: Literal["", "seed"] = "") -> P:
    """Publish a record.

    Needs a citation of either form (the database checks it again at commit). A record that accuses a named person
    (``record.accuses_a_person()``) needs another editor than the one who drafted it. ``reviewed="seed"`` publishes what
    the repository itself holds, reviewed when it was committed; it takes no editor. An editor needs the right
    ``PUBLISH``, as for ``hold``, ``release``, ``restrict`` and ``withdraw``.

    Raises ``ValidationError`` on ``publication_state``.
    """
    record = _locked(record)
    if record.publication_state == PublicationState.PUBLISHED:
        return record
    if record.publication_state == PublicationState.LEGAL_HOLD:
        raise _refuse("A record under legal hold cannot be published before the hold is lifted.")
    if (editor is None) != (reviewed == "seed"):
        raise _refuse("Publishing needs an editor.")
    if editor is not None:
        _allowed(editor, "Publishing")
    if not record.has_source():
        raise _refuse("At least one citation, quoted or summarised, that supports this is needed before publication.")
    against = record.against_publishing()
    if against:
        raise _refuse(against)
    if editor is not None and record.accuses_a_person():
        if record.drafted_by_id is None:
            raise _refuse("This accuses a named person and has no recorded author: submit it for review first.")
        if record.drafted_by_id == editor.pk:
            raise _refuse("This accuses a named person: an editor other than its author must publish it.")
    record.published_at = timezone.now()
    record.published_by = editor
    return _set(record, PublicationState.PUBLISHED, editor=editor, reason=reason or reviewed)


@transaction.atomic
def hold(*, record: P, editor: "User", reason: str) -> P:
    """Take a record out of sight while its lawfulness is examined. A reason is required."""
    _allowed_for(editor, "A legal hold", reason)
    return _set(_locked(record), PublicationState.LEGAL_HOLD, editor=editor, reason=reason)


@transaction.atomic
def restrict(*, record: P, editor: "User", reason: str) -> P:
    """Take out of sight what was rightly published and is no longer needed. A reason is required.

    Unlike ``withdraw`` it is not for good: the address answers 404, and the record can be published again. GDPR
    Art. 5(1)(e): people are named no longer than the purpose takes.
    """
    _allowed_for(editor, "A restriction", reason)
    record = _locked(record)
    if record.publication_state != PublicationState.PUBLISHED:
        raise _refuse("Only a published record can be restricted.")
    return _set(record, PublicationState.RESTRICTED, editor=editor, reason=reason)


@transaction.atomic
def withdraw(*, record: P, editor: "User", reason: str) -> P:
    """Take a published record back for good; its address then answers 410. A reason is required."""
    _allowed_for(editor, "A withdrawal", reason)
    record = _locked(record)
    if record.publication_state not in (PublicationState.PUBLISHED, PublicationState.LEGAL_HOLD):
        raise _refuse("Only a published record, or one under legal hold, can be withdrawn.")
    return _set(record, PublicationState.WITHDRAWN, editor=editor, reason=reason)


@transaction.atomic
def release(*, record: P, editor: "User", reason: str) -> P:
    """Lift a legal hold: the record is a draft again. A reason is required."""
    _allowed_for(editor, "Lifting a hold", reason)
    record = _locked(record)
    if record.publication_state != PublicationState.LEGAL_HOLD:
        raise _refuse("Only a record under legal hold can be released.")
    return _set(record, PublicationState.DRAFT, editor=editor, reason=reason)
