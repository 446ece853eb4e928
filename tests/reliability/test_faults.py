"""Real processes, really killed: each article is linked in the end, none twice, none lost."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest

from tests.articles.world import STORY
from tests.reliability.conftest import Site
from tracker.embedded.processes import is_alive

pytestmark = pytest.mark.slow
COUNT = 200
LINKED = "SELECT count(*) FROM articles_article WHERE state = 'linked'"


def send(site: Site, folder: Path, count: int = COUNT) -> Path:
    """Take in so many different articles by the command; each is about the one dispute of the world."""
    file = folder / "many.jsonl"
    lines = [
        json.dumps(
            {
                "text": f"{STORY}\n\nEdition {number}.",
                "url": f"https://news.example/{number}",
                "published": "2025-08-11",
            }
        )
        for number in range(count)
    ]
    file.write_text("\n".join(lines))
    done = site.manage("ingest", "--bulk", str(file))
    assert (done.returncode, done.stdout) == (0, f"{file}: {count} created\n"), done.stderr
    return file


def linked(site: Site) -> int:
    return site.value(LINKED)


def all_is_well(site: Site, count: int = COUNT) -> None:
    """Every article once, linked once, with what one reading finds; nothing failed, nothing held."""
    assert site.value("SELECT count(*) FROM articles_article") == count
    assert linked(site) == count
    assert site.value("SELECT count(*) FROM articles_article WHERE lease_until IS NOT NULL") == 0
    assert site.value("SELECT count(*) FROM articles_articleevidence") == count
    per_article = "SELECT count(*) FROM articles_suggestion WHERE kind = 'case' GROUP BY article_id"
    assert site.value(f"SELECT count(*) FROM ({per_article} HAVING count(*) = 1) one") == count  # noqa: S608
    different = "SELECT count(*) FROM articles_mention GROUP BY article_id"
    assert site.value(f"SELECT count(DISTINCT counted) FROM ({different}) AS per(counted)") == 1  # noqa: S608


def test_killed_workers_lose_and_double_nothing(site: Site, tmp_path: Path) -> None:
    send(site, tmp_path)
    site.start("beat")

    for threshold in (1, COUNT // 3):
        site.start("worker")
        site.wait(lambda: linked(site) >= threshold, f"{threshold} articles are linked")  # noqa: B023 - called at once
        site.kill("worker")
        assert linked(site) < COUNT, "the worker was killed too late to show anything"
    site.start("worker")

    site.wait(lambda: linked(site) == COUNT, "every article is linked")
    all_is_well(site)


def test_a_killed_broker_with_a_full_queue_loses_nothing(site: Site, tmp_path: Path) -> None:
    send(site, tmp_path)
    site.kill_broker()
    site.servers.valkey.ensure()
    site.start("worker")
    site.start("beat")
    site.wait(lambda: linked(site) >= 1, "the first article is linked")

    site.kill_broker()
    site.servers.valkey.ensure()

    site.wait(lambda: linked(site) == COUNT, "every article is linked")
    all_is_well(site)


def test_a_broker_that_lost_every_message_loses_no_article(site: Site, tmp_path: Path) -> None:
    send(site, tmp_path, 30)
    site.servers.valkey.stop()
    for file in site.servers.places.valkey_data.rglob("*.aof"):
        file.unlink()
    for file in site.servers.places.valkey_data.rglob("*.manifest"):
        file.unlink()
    site.servers.valkey.ensure()

    site.start("worker")
    site.start("beat")

    site.wait(lambda: linked(site) == 30, "every article is linked")
    all_is_well(site, 30)


def test_articles_are_taken_in_without_a_broker_and_linked_when_it_is_back(site: Site, tmp_path: Path) -> None:
    site.servers.valkey.stop()

    send(site, tmp_path, 30)
    assert linked(site) == 0
    site.servers.valkey.ensure()
    site.start("worker")
    site.start("beat")

    site.wait(lambda: linked(site) == 30, "every article is linked")
    all_is_well(site, 30)


def test_a_restarted_database_between_two_kills_loses_nothing(site: Site, tmp_path: Path) -> None:
    file = send(site, tmp_path)
    site.start("worker")
    site.start("beat")
    site.wait(lambda: linked(site) >= 1, "the first article is linked")

    site.servers.postgres.stop()
    site.servers.postgres.ensure()
    site.kill("worker")
    site.start("worker")
    site.wait(lambda: linked(site) == COUNT, "every article is linked")

    all_is_well(site)
    again = site.manage("ingest", "--bulk", str(file))
    assert again.stdout == f"{file}: {COUNT} known_url\n"
    all_is_well(site)


def test_a_command_waits_for_the_worker_and_prints_what_it_found(site: Site, tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text(STORY)
    site.start("worker")

    done = site.manage("ingest", str(story), "--published", "2025-08-11", "--json")

    assert done.returncode == 0, done.stderr
    assert [link["title"] for link in json.loads(done.stdout)["links"]] == [
        "Fictive Robotics v. Sampleton (non-compete)"
    ]


def test_without_a_worker_the_command_says_so(site: Site, tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text(STORY)

    done = site.manage("ingest", str(story), "--json", "--wait", "1")

    assert done.returncode == 3
    assert "celery -A tracker worker" in done.stderr
    assert site.value("SELECT count(*) FROM articles_article WHERE state = 'received'") == 1


def test_the_reading_child_ends_with_its_worker(site: Site, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<!DOCTYPE html><html lang='en'><body><article><p>" + STORY * 3 + "</p></article></body></html>")
    site.start("worker")
    done = site.manage("ingest", str(page))
    assert done.returncode == 0, done.stderr
    readers = [
        int(one.parent.name)
        for one in Path("/proc").glob("[0-9]*/cmdline")
        if b"articles/extract/reader.py" in one.read_bytes() and _belongs(int(one.parent.name), site)
    ]
    assert readers

    site.kill("worker")

    deadline = time.monotonic() + 30
    while any(is_alive(pid) for pid in readers):
        assert time.monotonic() < deadline, "the reading child outlived its worker"


def _belongs(pid: int, site: Site) -> bool:
    """Whether a process is a descendant of this site's worker."""
    while pid > 1:
        if pid == site.running["worker"].pid:
            return True
        pid = int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    return os.getpid() == 0
