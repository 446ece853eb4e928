"""Jobs that link stored articles again: how far they are; stopped and taken up again here."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from articles import services, tasks
from articles.admin.queue import soon
from articles.choices import RELINK_ACTIVE, RelinkState
from articles.models import RelinkJob
from facts.admin.verbs import Verb, VerbsAdmin


def _cancel(job: RelinkJob, *_: Any) -> None:
    services.cancel_job(job=job)


def _retry(job: RelinkJob, *_: Any) -> None:
    if services.retry_job(job=job).state == RelinkState.QUEUED:
        soon(tasks.relink, job.pk)


@admin.register(RelinkJob)
class RelinkJobAdmin(VerbsAdmin):
    """Made by changes of names and cases, and by ``manage.py relink``; nothing on it is edited."""

    list_display = ("__str__", "state", "progress", "requested_by", "created_at", "finished_at")
    list_filter = ("state", "kind")
    search_fields = ("target",)
    ordering = ("-created_at", "-pk")
    relations = ("requested_by",)
    fields = (
        "kind",
        "target",
        "state",
        "progress",
        "total",
        "done",
        "changed",
        "failed",
        "error",
        "requested_by",
        "created_at",
        "started_at",
        "found_at",
        "finished_at",
        "attempts",
        "lease_until",
        "next_attempt_at",
    )
    readonly_fields = fields
    verbs = (
        Verb("cancel", "Cancel", "Cancelled", _cancel, lambda job: job.state in RELINK_ACTIVE),
        Verb(
            "retry",
            "Take up again",
            "Taken up again",
            _retry,
            lambda job: job.state in (RelinkState.FAILED, RelinkState.CANCELLED),
        ),
    )
    saves = False

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Any]":
        return super().get_queryset(request).defer("targets")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
