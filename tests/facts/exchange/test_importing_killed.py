"""A worker that saves a file is killed for real: nothing is half saved, and the next one saves it once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from facts import services
from facts.choices import ImportState
from facts.models import Citation, Import
from people.models import Person
from tests.conftest import ROOT
from tests.facts.exchange.files import SOURCE, an_editor, as_csv, taken

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

COUNT = 250
# Far beyond what any wait here takes; reaching it means that something is lost.
PATIENCE = 300.0
_WORK = "import django, sys; django.setup(); from facts import services; services.work_on_import(import_id=sys.argv[1])"


def test_a_killed_worker_saves_nothing_and_the_next_one_everything(process_environment: dict[str, str]) -> None:
    rows = [{"display_name": f"Sample {number}", **SOURCE} for number in range(COUNT)]
    row = taken("people", as_csv(*rows))
    services.confirm_import(row=row, digest=row.digest, by=an_editor())
    process = subprocess.Popen([sys.executable, "-c", _WORK, str(row.pk)], cwd=ROOT, env=process_environment)
    deadline = time.monotonic() + PATIENCE
    # Its progress is seen while its one transaction is still open.
    while not Import.objects.filter(state=ImportState.SAVING, done__gt=0).exists():
        assert process.poll() is None, "it ended before it was killed"
        assert time.monotonic() < deadline
        time.sleep(0.01)

    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    row.refresh_from_db()
    halfway, found = row.done, Person.objects.count()
    services.work_on_import(import_id=row.pk)
    held = Import.objects.get().state
    Import.objects.update(lease_until=None)
    services.work_on_import(import_id=row.pk)

    row.refresh_from_db()
    assert 0 < halfway < COUNT
    assert (found, held) == (0, ImportState.SAVING)
    assert (row.state, row.done) == (ImportState.DONE, COUNT)
    assert Person.objects.count() == COUNT
    assert Citation.objects.count() == 1


def test_one_that_is_killed_again_and_again_is_given_up() -> None:
    row = taken("people", as_csv({"display_name": "Ada Sample", **SOURCE}))
    services.confirm_import(row=row, digest=row.digest, by=an_editor())
    Import.objects.update(state=ImportState.SAVING, attempts=3, lease_until=None, next_attempt_at=None)

    assert services.waiting_imports() == []

    row.refresh_from_db()
    assert row.state == ImportState.FAILED
    assert not Person.objects.exists()
    services.check_again(row=row)
    assert services.waiting_imports() == []
    Import.objects.update(next_attempt_at=None)
    assert services.waiting_imports() == [row.pk]
