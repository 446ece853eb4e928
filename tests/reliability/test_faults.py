"""Real processes, really killed: each article is linked in the end, none twice, none lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.articles.world import STORY
from tests.reliability.conftest import Site
from tracker.embedded.processes import is_alive

pytestmark = pytest.mark.slow
COUNT = 200
LINKED = "SELECT count(*) FROM articles_article WHERE state = 'linked'"


def send(site: Site, folder: Path, count: int = COUNT) -> Path:
    """Take in so many different articles by the command; each is about the one dispute of the world.

    They are of one outlet and have so many words of their own that none is a copy of another.
    """
    file = folder / "many.jsonl"
    lines = [
        json.dumps(
            {
                "text": f"{STORY}\n\n" + " ".join(f"word{number}of{place}" for place in range(40)),
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


def test_kills_and_restarts_lose_and_double_nothing(site: Site, tmp_path: Path) -> None:
    """Broker killed with a full queue, worker killed at work, database restarted, broker killed again."""
    file = send(site, tmp_path)
    site.kill_broker()
    site.servers.valkey.ensure()
    site.start("beat")
    site.start("worker")
    site.wait(lambda: linked(site) >= 1, "the first article is linked")

    site.kill("worker")
    assert linked(site) < COUNT, "the worker was killed too late to show anything"
    site.start("worker")
    site.wait(lambda: linked(site) >= COUNT // 3, "a third is linked")
    site.servers.postgres.stop()
    site.kill_broker()
    site.servers.postgres.ensure()
    site.servers.valkey.ensure()

    site.wait(lambda: linked(site) == COUNT, "every article is linked")
    all_is_well(site)
    again = site.manage("ingest", "--bulk", str(file))
    assert again.stdout == f"{file}: {COUNT} known_url\n"
    all_is_well(site)


def test_without_a_broker_articles_are_taken_in_and_linked_when_one_is_back(site: Site, tmp_path: Path) -> None:
    """The same holds for a broker that comes back empty: no message tells of these articles, only their rows do."""
    site.servers.valkey.stop()

    send(site, tmp_path, 30)
    assert linked(site) == 0
    site.servers.valkey.ensure()
    site.start("worker")
    site.start("beat")

    site.wait(lambda: linked(site) == 30, "every article is linked")
    all_is_well(site, 30)


def test_a_command_waits_for_the_worker_and_the_workers_child_ends_with_it(site: Site, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    paragraphs = "".join(f"<p>{part}</p>" for part in STORY.split("\n\n"))
    page.write_text(f"<!DOCTYPE html><html lang='en'><body><article>{paragraphs}</article></body></html>")
    site.start("worker")

    done = site.manage("ingest", str(page), "--published", "2025-08-11", "--json")
    readers = children_reading(site)
    site.kill("worker")

    assert done.returncode == 0, done.stderr
    titles = [link["title"] for link in json.loads(done.stdout)["links"]]
    assert titles == ["Fictive Robotics v. Sampleton (non-compete)"]
    assert readers
    site.wait(lambda: not any(is_alive(pid) for pid in readers), "the reading child is gone")


def test_without_a_worker_the_command_says_so(site: Site, tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text(STORY)

    done = site.manage("ingest", str(story), "--json", "--wait", "1")

    assert done.returncode == 3
    assert "celery -A tracker worker" in done.stderr
    assert site.value("SELECT count(*) FROM articles_article WHERE state = 'received'") == 1


def children_reading(site: Site) -> list[int]:
    """The processes below this site's worker that read pages."""
    parents = {}
    readers = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            if b"articles/extract/reader.py" in (entry / "cmdline").read_bytes():
                readers.append(int(entry.name))
        except OSError:  # it ended meanwhile
            continue

    def above(pid: int) -> set[int]:
        found = set()
        while (pid := parents.get(pid, 0)) > 1:
            found.add(pid)
        return found

    return [pid for pid in readers if site.running["worker"].pid in above(pid)]
