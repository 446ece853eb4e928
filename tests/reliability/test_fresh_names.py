"""A name saved by one process is known to another at its next article; nothing is restarted."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.articles.world import STORY
from tests.reliability.conftest import Site

pytestmark = pytest.mark.slow
_SETUP = "import django; django.setup(); "


def send(site: Site, file: Path, text: str) -> None:
    """Take in one article by the command and wait until the worker has linked it."""
    before = site.value("SELECT count(*) FROM articles_article WHERE state = 'linked'")
    file.write_text(text)
    done = site.manage("ingest", str(file), "--published", "2025-08-11")
    assert done.returncode == 0, done.stderr
    assert site.value("SELECT count(*) FROM articles_article WHERE state = 'linked'") == before + 1


def mentions(site: Site, name: str) -> int:
    return site.value("SELECT count(*) FROM articles_mention WHERE text = %s", name)


def test_a_running_worker_knows_a_name_that_was_saved_just_now(site: Site, tmp_path: Path) -> None:
    site.start("worker")
    worker = site.running["worker"]
    send(site, tmp_path / "before.txt", f"{STORY}\n\nNovella Mintname was not there.")
    unknown = mentions(site, "Novella Mintname")

    saving = "from tests.records import a_person; a_person('Novella Mintname')"
    saved = site.run("-c", _SETUP + saving)
    send(site, tmp_path / "after.txt", f"{STORY}\n\nNovella Mintname was there.")

    assert saved.returncode == 0, saved.stderr
    assert (unknown, mentions(site, "Novella Mintname")) == (0, 1)
    assert site.running["worker"] is worker
    assert worker.poll() is None
    assert list((site.servers.places.local / "cache").glob("registry-tracker"))
