"""A pair of servers and processes of the site that these tests may kill."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import pytest

from tests.conftest import ROOT, Servers
from tests.servers import end_servers
from tracker.embedded.places import Places
from tracker.embedded.postgres import Postgres
from tracker.embedded.valkey import Valkey

# What takes minutes in production takes seconds here; the ratios are the same.
SHORT = {
    "LEASE_SECONDS": "2",
    "SWEEP_SECONDS": "1",
    "TASK_TIME_LIMIT": "40",
    "VISIBILITY_TIMEOUT": "60",
    "LOG_LEVEL": "ERROR",
}
# Far beyond what any wait here takes; reaching it means that something is lost.
PATIENCE = 300.0
_WORLD = "import django; django.setup(); from tests.articles.world import a_world; a_world()"


@dataclass
class Site:
    """Servers with a migrated database, and programs on top; what ends by itself is started again, as in production."""

    servers: Servers
    logs: Path
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        return self.servers.environment | SHORT | {"REMAP_SIGTERM": "SIGQUIT"}

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *command], cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False
        )

    def manage(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self.run("manage.py", *arguments)

    def start(self, name: str) -> None:
        """Start `worker` or `beat` in a process group of its own."""
        celery = ["-m", "celery", "--app", "tracker", "--quiet"]
        program = {
            "worker": ["worker", "--loglevel", "ERROR", "--concurrency", "2"],
            "beat": ["beat", "--loglevel", "ERROR", "--pidfile=", "--max-interval", "1"],
        }[name]
        with open(self.logs / f"{name}.log", "ab") as log:
            self.running[name] = subprocess.Popen(
                [sys.executable, *celery, *program],
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def kill(self, name: str) -> None:
        """kill -9 of a program with all its children, as when a machine dies."""
        process = self.running.pop(name)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def keep_up(self) -> None:
        for name, process in list(self.running.items()):
            if process.poll() is not None:
                self.kill(name)
                self.start(name)

    def kill_broker(self) -> None:
        pid = self.servers.valkey.main_pid()
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        self.wait(lambda: not self.servers.valkey.answers(), "the broker is gone")

    def value(self, statement: str, *parameters: object) -> int:
        """One number of the database."""
        with psycopg.connect(self.servers.places.database_url("tracker_owner"), autocommit=True) as connection:
            row = connection.execute(statement.encode(), parameters).fetchone()
        assert row is not None
        return int(row[0])

    def wait(self, condition: Callable[[], bool], what: str) -> None:
        """Wait for a condition, keeping programs up meanwhile."""
        deadline = time.monotonic() + PATIENCE
        while not condition():
            if time.monotonic() > deadline:
                tails = {log.name: log.read_text(errors="replace")[-3000:] for log in self.logs.glob("*.log")}
                raise AssertionError(f"still not after {PATIENCE:.0f} s: {what}; logs end with {tails}")
            self.keep_up()
            time.sleep(0.01)

    def stop(self) -> None:
        for name in list(self.running):
            self.kill(name)


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    """Servers of this module's own, migrated, with the synthetic world in them."""
    places = Places(tmp_path_factory.mktemp("reliability") / "servers")
    made = Servers(places, Postgres(places, durable=False), Valkey(places))
    try:
        made.postgres.ensure()
        made.valkey.ensure()
        site = Site(made, places.local)
        for command in (["manage.py", "migrate", "--verbosity", "0"], ["-c", _WORLD]):
            done = site.run(*command)
            assert done.returncode == 0, done.stderr
        yield made
    finally:
        end_servers(places.local)


@pytest.fixture
def site(servers: Servers, tmp_path: Path) -> Iterator[Site]:
    """The site over the module's servers, with no article and an empty queue."""
    made = Site(servers, tmp_path)
    servers.postgres.ensure()
    servers.valkey.ensure()
    made.value("WITH gone AS (DELETE FROM articles_suggestion RETURNING 1) SELECT count(*) FROM gone")
    tables = "articleshingle articleterms relinkitem relinkjob mention articleevidence articleaddress article"
    for table in tables.split():
        made.value(f"WITH gone AS (DELETE FROM articles_{table} RETURNING 1) SELECT count(*) FROM gone")  # noqa: S608
    try:
        yield made
    finally:
        made.stop()
