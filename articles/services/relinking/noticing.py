"""From changes of names and cases to jobs, however they came to be: the log tells, nobody has to announce anything."""

from collections import Counter
from collections.abc import Collection, Mapping
from uuid import UUID

from django.db import transaction

from articles import registry
from articles.choices import ArticleState, RelinkKind, RelinkState
from articles.finding import Kind, Target
from articles.models import Article, RelinkJob, RelinkMark
from articles.registry import Changes, Mark
from articles.services.relinking.jobs import start_job

_ROW = 1


@transaction.atomic
def notice_changes() -> RelinkJob | None:
    """Have the articles linked again that the changes since the last call concern.

    However many changes there are, they make one job; as long as that has not begun, later ones are added to it. Where
    nobody knows what changed (the first call, a restored database), everything is linked again. Two callers at once do
    not meet.
    """
    RelinkMark.objects.bulk_create([RelinkMark(pk=_ROW, snapshot=Mark().snapshot)], ignore_conflicts=True)
    row = RelinkMark.objects.select_for_update(skip_locked=True).filter(pk=_ROW).first()
    if row is None:
        return None
    changes = registry.changes_since(Mark(row.snapshot, row.database))
    row.snapshot, row.database = changes.until.snapshot, changes.until.database
    row.save()
    return _job_for(changes)


def _job_for(changes: Changes) -> RelinkJob | None:
    if changes.everything:
        if not Article.objects.filter(state__in=[ArticleState.READ, ArticleState.LINKED]).exists():
            return None
        return _queued(RelinkKind.ALL) or start_job(kind=RelinkKind.ALL, target="It is not known what changed")
    targets = _targets(changes)
    if not targets:
        return None
    waiting = _queued(RelinkKind.CHANGES)
    if waiting is None:
        return start_job(kind=RelinkKind.CHANGES, target=_told(targets), targets=targets)
    together = {*map(Target.parse, waiting.targets), *targets}
    waiting.targets, waiting.target = sorted(map(str, together)), _told(together)
    waiting.save()
    return waiting


def _targets(changes: Changes) -> set[Target]:
    by_kind: Mapping[Kind, frozenset[str]] = {
        "person": changes.people,
        "employer": changes.employers,
        "case": changes.cases,
    }
    return {Target(kind, UUID(one)) for kind, ids in by_kind.items() for one in ids}


def _told(targets: Collection[Target]) -> str:
    """How many of what, in words."""
    counts = Counter(one.kind for one in targets)
    words: Mapping[Kind, tuple[str, str]] = {
        "person": ("person", "people"),
        "employer": ("employer", "employers"),
        "case": ("case", "cases"),
    }
    return ", ".join(f"{counts[kind]} {words[kind][counts[kind] > 1]}" for kind in words if counts[kind])


def _queued(kind: RelinkKind) -> RelinkJob | None:
    """A job of its own making that has not begun, locked, so that it does not begin meanwhile."""
    mine = RelinkJob.objects.filter(kind=kind, state=RelinkState.QUEUED, requested_by=None, started_at=None)
    return mine.select_for_update(skip_locked=True).order_by("pk").first()
