"""Imports as jobs: asked for, claimed, confirmed, cancelled, taken up again, and emptied some days later."""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from facts.choices import IMPORT_ACTIVE, ImportState
from facts.exchange.sheets import sheets
from facts.exchange.tables import MAX_BYTES
from facts.models import Import

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MAX_ATTEMPTS = 3
# Files hold personal data: no longer than it takes to look into what went wrong.
KEPT_DAYS = 7
GAVE_UP = f"{MAX_ATTEMPTS} attempts ended without an answer: the process was killed or an error occurred."
CHECKED = (ImportState.READY, ImportState.REFUSED, ImportState.FAILED)
_AT_WORK = {ImportState.QUEUED: ImportState.CHECKING, ImportState.CONFIRMED: ImportState.SAVING}


class Lost(Exception):  # noqa: N818 - it names what happened to the claim
    """The import is somebody else's by now, or was cancelled: what was done for it is not saved."""


def lease() -> timedelta:
    return timedelta(seconds=settings.LEASE_SECONDS)


def backoff(attempts: int) -> timedelta:
    """How long a row that failed so many times is left alone."""
    return timedelta(seconds=settings.SWEEP_SECONDS * 2**attempts)


@dataclass(frozen=True)
class Held:
    """The right to do one step of an import."""

    import_id: UUID
    claim: UUID

    def rows(self) -> Any:
        """The import's row as long as the claim holds."""
        return Import.objects.active().filter(pk=self.import_id, claim=self.claim)

    def save(self, **changes: Any) -> None:
        """Save something of the step. Raises ``Lost`` where the claim no longer holds."""
        if not self.rows().update(updated_at=timezone.now(), **changes):
            raise Lost

    def end(self, state: ImportState, **changes: Any) -> None:
        """Save how the step ended. Raises ``Lost`` where the claim no longer holds."""
        free = {"claim": None, "lease_until": None, "attempts": 0, "error": ""}
        waiting = state in IMPORT_ACTIVE
        when = {"next_attempt_at": timezone.now() if waiting else None, "ended_at": None if waiting else timezone.now()}
        self.save(state=state, **(free | when | changes))


@transaction.atomic
def start_import(
    *, sheet: str, content: bytes, file_name: str, encoding: str, reason: str, requested_by: User, request_id: str = ""
) -> Import:
    """Take a file in, to be checked. Nothing of it is read yet. Raises ``ValidationError`` per field."""
    errors: dict[str, list[str]] = {}
    if sheet not in sheets():
        errors["sheet"] = [f"Accepted: {', '.join(sheets())}."]
    if not content:
        errors["content"] = ["The file is empty."]
    if len(content) > MAX_BYTES:
        errors["content"] = [f"The file has {len(content):,} bytes; at most {MAX_BYTES:,} are accepted: divide it."]
    if not reason.strip():
        errors["reason"] = ["Required: what the file is and where it comes from. It is kept in the history."]
    if errors:
        raise ValidationError(errors)
    return Import.objects.create(
        sheet=sheet,
        content=content,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        file_name=file_name[-200:],
        encoding=encoding,
        reason=reason.strip()[:500],
        requested_by=requested_by,
        request_id=request_id,
        next_attempt_at=timezone.now() + backoff(0),
    )


def claim_import(*, import_id: UUID) -> Held | None:
    """Claim the next step of an import; None where somebody holds it, or there is nothing to do."""
    now = timezone.now()
    with transaction.atomic():
        free = Import.objects.active().filter(Q(lease_until=None) | Q(lease_until__lte=now), pk=import_id)
        found = free.filter(attempts__lt=MAX_ATTEMPTS).select_for_update(skip_locked=True, of=("self",)).light().first()
        if found is None:
            return None
        held = Held(import_id, uuid.uuid4())
        found.claim, found.attempts, found.lease_until = held.claim, found.attempts + 1, now + lease()
        found.state, found.done = _AT_WORK.get(ImportState(found.state), found.state), 0
        found.save(update_fields=["claim", "attempts", "lease_until", "state", "done", "updated_at"])
    return held


def release_import(held: Held, error: Exception) -> None:
    """Give an import back after an error: it is tried again later, each time later, and at last given up."""
    row = held.rows().light().first()
    if row is not None:
        said = f"{type(error).__name__}: {error}"[:2000]
        held.rows().update(
            claim=None, lease_until=None, next_attempt_at=timezone.now() + backoff(row.attempts), error=said
        )


@transaction.atomic
def waiting_imports() -> list[UUID]:
    """Imports that wait without a worker, for the sweeper; those that failed too often are given up."""
    now = timezone.now()
    free = Import.objects.active().filter(
        Q(lease_until=None) | Q(lease_until__lte=now), Q(next_attempt_at=None) | Q(next_attempt_at__lte=now)
    )
    free = free.select_for_update(skip_locked=True, of=("self",)).light()
    for spent in free.filter(attempts__gte=MAX_ATTEMPTS):
        spent.state, spent.ended_at, spent.claim, spent.lease_until = ImportState.FAILED, now, None, None
        spent.error = f"{GAVE_UP} {spent.error}".strip()
        spent.save(update_fields=["state", "ended_at", "claim", "lease_until", "error", "updated_at"])
    found = []
    for row in free.filter(attempts__lt=MAX_ATTEMPTS).order_by(F("next_attempt_at").asc(nulls_first=True), "pk"):
        row.next_attempt_at = now + backoff(row.attempts)
        row.save(update_fields=["next_attempt_at", "updated_at"])
        found.append(row.pk)
    return found


def _locked(row: Import) -> Import:
    locked: Import = Import.objects.select_for_update(of=("self",)).light().get(pk=row.pk)
    return locked


def _refuse(row: Import, message: str) -> ValidationError:
    return ValidationError({"state": [f"{row.get_state_display()}. {message}"]})


@transaction.atomic
def confirm_import(*, row: Import, digest: str, by: User, request_id: str = "") -> Import:
    """Have saved what the report says, and nothing else: ``digest`` is that of the report that was looked at.

    Raises ``ValidationError`` on ``state`` where it was decided already, or where another report stands by now.
    """
    row = _locked(row)
    if row.state != ImportState.READY:
        raise _refuse(row, "It cannot be confirmed.")
    if not digest or row.digest != digest:
        raise _refuse(row, "It was checked again meanwhile: look at the report once more.")
    row.state, row.confirmed_by, row.request_id = ImportState.CONFIRMED, by, request_id
    return _queued(row)


@transaction.atomic
def check_again(*, row: Import) -> Import:
    """Compare a file anew with what stands by now; also one that was given up."""
    row = _locked(row)
    if row.state not in CHECKED or row.emptied_at is not None:
        raise _refuse(row, "It cannot be checked again.")
    row.state, row.digest = ImportState.QUEUED, ""
    return _queued(row)


def _queued(row: Import) -> Import:
    row.attempts, row.claim, row.lease_until, row.ended_at, row.said, row.error = 0, None, None, None, "", ""
    row.next_attempt_at = timezone.now() + backoff(0)
    row.save(
        update_fields=[
            "state",
            "digest",
            "confirmed_by",
            "request_id",
            "attempts",
            "claim",
            "lease_until",
            "ended_at",
            "said",
            "error",
            "next_attempt_at",
            "updated_at",
        ]
    )
    return row


@transaction.atomic
def cancel_import(*, row: Import) -> Import:
    """Drop a file. What a worker is doing for it right now is not saved. Others than open ones stay as they are."""
    row = _locked(row)
    if row.is_active or row.state in (ImportState.READY, ImportState.REFUSED):
        row.state, row.ended_at, row.claim, row.lease_until = ImportState.CANCELLED, timezone.now(), None, None
        row.save(update_fields=["state", "ended_at", "claim", "lease_until", "updated_at"])
    return row


def empty_old_imports() -> int:
    """Remove the files, and what reports tell of records, of imports that nothing happened to for ``KEPT_DAYS``.

    One that still waits to be confirmed is cancelled by that. Returns how many.
    """
    now = timezone.now()
    old = Import.objects.filter(emptied_at=None, updated_at__lt=now - timedelta(days=KEPT_DAYS))
    old.filter(state=ImportState.READY).update(state=ImportState.CANCELLED, ended_at=now)
    return old.exclude(state__in=IMPORT_ACTIVE).update(content=None, report={}, emptied_at=now)
