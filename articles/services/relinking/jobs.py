"""Jobs: asked for, claimed, finished step by step, cancelled, taken up again.

A claim raises ``attempts`` and sets a lease; a step saves only where both still match, and everything it did with it. A
worker that was killed, or that was thought dead and comes back, leaves no trace.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from articles.choices import RELINK_ACTIVE, RelinkKind, RelinkState
from articles.finding import Target
from articles.models import RelinkJob
from articles.services.claims import MAX_ATTEMPTS, backoff

GAVE_UP = f"{MAX_ATTEMPTS} attempts ended without an answer: the process was killed or an error occurred."


class Lost(Exception):  # noqa: N818 - it names what happened to the claim
    """The job is somebody else's by now, or was cancelled: what was done for it is not saved."""


@dataclass(frozen=True)
class Held:
    """The right to do one step of a job."""

    job_id: UUID
    attempts: int
    lease_until: datetime

    def rows(self) -> Any:
        """The job's row as long as the claim holds."""
        return RelinkJob.objects.active().filter(pk=self.job_id, attempts=self.attempts, lease_until=self.lease_until)


@transaction.atomic
def start_job(
    *, kind: RelinkKind, target: str, targets: Iterable[Target] = (), requested_by: User | None = None
) -> RelinkJob:
    """Ask for articles to be linked again. ``targets`` is empty for all articles and for those of another engine, whose
    ``target`` is the version that linked them, or empty for any but the present one."""
    return RelinkJob.objects.create(
        kind=kind,
        target=target[:400],
        targets=sorted({str(one) for one in targets}),
        requested_by=requested_by,
        next_attempt_at=timezone.now() + backoff(0),
    )


def claim_job(*, job_id: UUID) -> Held | None:
    """Claim the next step of a job; None where somebody holds it, or it has ended."""
    now = timezone.now()
    until = now + timedelta(seconds=settings.LEASE_SECONDS)
    with transaction.atomic():
        free = RelinkJob.objects.active().filter(Q(lease_until=None) | Q(lease_until__lte=now), pk=job_id)
        job = free.filter(attempts__lt=MAX_ATTEMPTS).select_for_update(skip_locked=True).first()
        if job is None:
            return None
        job.attempts, job.lease_until, job.state = job.attempts + 1, until, RelinkState.RUNNING
        job.started_at = job.started_at or now
        job.save(update_fields=["attempts", "lease_until", "state", "started_at", "updated_at"])
    return Held(job_id, job.attempts, until)


def finish_step(held: Held, **changes: Any) -> None:
    """Save a step and give the job free for the next one. Within the transaction of what the step did; raises ``Lost``
    where the claim no longer holds."""
    now = timezone.now()
    free = {"attempts": 0, "lease_until": None, "next_attempt_at": now + backoff(0), "updated_at": now}
    if not held.rows().update(**(free | changes)):
        raise Lost


def release_job(held: Held, error: Exception) -> None:
    """Give a job back after an error: it is tried again later, each time later, and at last given up."""
    held.rows().update(
        lease_until=None,
        next_attempt_at=timezone.now() + backoff(held.attempts),
        error=f"{type(error).__name__}: {error}"[:2000],
    )


@transaction.atomic
def waiting_jobs() -> list[UUID]:
    """Jobs that wait without a worker, for the sweeper; those that failed too often are given up.

    Each one found is left alone for its backoff. Two sweepers at once do not meet.
    """
    now = timezone.now()
    waiting = RelinkJob.objects.waiting(now=now)
    spent = list(
        waiting.filter(attempts__gte=MAX_ATTEMPTS).select_for_update(skip_locked=True).values_list("pk", "error")
    )
    for pk, error in spent:
        RelinkJob.objects.filter(pk=pk).update(
            state=RelinkState.FAILED,
            error=f"{GAVE_UP} {error}".strip(),
            finished_at=now,
            lease_until=None,
            updated_at=now,
        )
    rows = waiting.filter(attempts__lt=MAX_ATTEMPTS).order_by(F("next_attempt_at").asc(nulls_first=True), "pk")
    found = list(rows.select_for_update(skip_locked=True).values_list("pk", "attempts"))
    for pk, attempts in found:
        RelinkJob.objects.filter(pk=pk).update(next_attempt_at=now + backoff(attempts))
    return [pk for pk, _ in found]


@transaction.atomic
def cancel_job(*, job: RelinkJob) -> RelinkJob:
    """Stop a job. What it has linked stays linked; what a worker is doing for it right now is not saved."""
    locked = RelinkJob.objects.select_for_update().get(pk=job.pk)
    if locked.state in RELINK_ACTIVE:
        locked.state, locked.finished_at, locked.lease_until = RelinkState.CANCELLED, timezone.now(), None
        locked.save()
    return locked


@transaction.atomic
def retry_job(*, job: RelinkJob) -> RelinkJob:
    """Take up a failed or cancelled job where it stopped. Others are returned as they are."""
    locked = RelinkJob.objects.select_for_update().get(pk=job.pk)
    if locked.state in (RelinkState.FAILED, RelinkState.CANCELLED):
        locked.state, locked.finished_at, locked.attempts, locked.error = RelinkState.QUEUED, None, 0, ""
        locked.next_attempt_at = timezone.now() + backoff(0)
        locked.save()
    return locked
