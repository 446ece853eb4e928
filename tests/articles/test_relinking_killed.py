"""A process that links articles again is killed for real: the next one goes on, nothing is lost, nothing is doubled."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from hashlib import sha256

import pytest
from django.utils import timezone

from articles import services
from articles.choices import ArticleState, RelinkState
from articles.models import Article, ArticleTerms, RelinkItem, RelinkJob, Suggestion
from tests.articles.world import STORY, a_world
from tests.conftest import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

COUNT = 350
# Far beyond what any wait here takes; reaching it means that something is lost.
PATIENCE = 300.0


def stored(count: int) -> None:
    """Articles as they stand after an upgrade: linked by an older engine, before there were terms."""
    then = timezone.now()
    texts = [f"{STORY} {number}" for number in range(count)]
    Article.objects.bulk_create(
        Article(
            text=text,
            text_sha256=sha256(text.encode()).hexdigest(),
            language="en",
            state=ArticleState.LINKED,
            engine="0+old",
            linked_at=then,
        )
        for text in texts
    )


def wait(condition: Callable[[], bool], process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert process.poll() is None, "it ended before it was killed"
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_a_killed_process_is_taken_over(process_environment: dict[str, str]) -> None:
    world = a_world()
    stored(COUNT)
    command = [sys.executable, "manage.py", "relink", "--case", world.case.slug, "--inline"]
    process = subprocess.Popen(command, cwd=ROOT, env=process_environment, stdout=subprocess.DEVNULL)
    wait(lambda: RelinkJob.objects.filter(done__gt=0).exists(), process)

    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    job = RelinkJob.objects.get()
    halfway = job.done
    RelinkJob.objects.update(lease_until=None)
    while services.work_on(job_id=job.pk):
        pass

    job.refresh_from_db()
    assert 0 < halfway < COUNT
    assert (job.state, job.total, job.done, job.failed) == (RelinkState.DONE, COUNT, COUNT, 0)
    assert not RelinkItem.objects.exists()
    assert not Article.objects.filter(engine="0+old").exists()
    assert ArticleTerms.objects.filter(complete=True).count() == COUNT
    assert Suggestion.objects.filter(kind="case", case=world.case).count() == COUNT
