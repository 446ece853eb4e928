"""web, worker, beat and migrate, run natively as they stand in the compose file, with the image's own entry point.

Only addresses differ: the servers are this test's own, and the site listens on a free port of this machine.
"""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import psycopg
import pytest

from tests.conftest import Servers
from tests.deploy import compose
from tests.deploy.test_files import SECRETS
from tracker.embedded.binaries import postgres_binary
from tracker.embedded.postgres import SUPERUSER

pytestmark = pytest.mark.slow
HOST = SECRETS["ALLOWED_HOSTS"]
DEADLINE = 180.0


@dataclass(frozen=True)
class Site:
    """A copy of the sources, as the image has them, and what its services are given."""

    sources: Path
    services: dict[str, Any]
    port: int
    addresses: dict[str, str]

    def environment(self, name: str) -> dict[str, str]:
        """The image's environment and the service's; of this process's nothing but the path."""
        given = compose.image_environment() | self.services[name]["environment"]
        # What the file gives is replaced and never added, so that a forgotten variable is seen.
        given |= {key: value for key, value in self.addresses.items() if key in given}
        path = f"{Path(sys.executable).parent}:/usr/local/bin:/usr/bin:/bin"
        return given | {"PATH": path, "WEB_HOST": "127.0.0.1", "WEB_PORT": str(self.port)}

    def command(self, words: list[str]) -> list[str]:
        return [word.replace("/app/", f"{self.sources}/") for word in words]

    def run(self, name: str, words: list[str]) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(words), env=self.environment(name), cwd="/", capture_output=True, text=True, check=False
        )

    def once(self, name: str, *words: str) -> subprocess.CompletedProcess[str]:
        """Run the image with these words, in a service's environment, to its end."""
        return self.run(name, [*compose.image_entrypoint(), *words])

    def health(self, name: str) -> subprocess.CompletedProcess[str]:
        test = self.services[name]["healthcheck"]["test"]
        assert test[0] == "CMD"
        return self.run(name, test[1:])

    @contextmanager
    def started(self, name: str, log: Path) -> Iterator[subprocess.Popen[bytes]]:
        """A service as it stands in the file; ended by SIGTERM as an engine does, or killed where that fails."""
        words = self.command([*compose.image_entrypoint(), *self.services[name]["command"]])
        with log.open("wb") as output:
            process = subprocess.Popen(
                words, env=self.environment(name), cwd="/", stdout=output, stderr=output, start_new_session=True
            )
        try:
            yield process
            process.send_signal(signal.SIGTERM)
            assert process.wait(timeout=60) == 0, log.read_text()
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()

    def await_health(self, name: str, process: subprocess.Popen[bytes], log: Path) -> None:
        """Ask as often as it takes; each question takes its time by itself."""
        deadline = time.monotonic() + DEADLINE
        while (checked := self.health(name)).returncode != 0:
            assert process.poll() is None, log.read_text()
            assert time.monotonic() < deadline, f"{checked.stderr}\n{log.read_text()}"

    def get(self, path: str) -> tuple[int, str]:
        """Ask the site as the proxy in front of it does."""
        headers = {"Host": HOST, "X-Forwarded-Proto": "https"}
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310 - our own address
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def address(servers: Servers, role: str, password: str) -> str:
    return f"postgresql:///tracker?{urlencode({'host': servers.places.sockets, 'user': role, 'password': password})}"


@pytest.fixture
def site(clone: Path, own_servers: Servers, tmp_path: Path) -> Site:
    """An empty PostgreSQL with the roles that the database's container makes, and a Valkey; nothing runs yet."""
    places = own_servers.places
    with psycopg.connect(places.database_url(SUPERUSER, "postgres"), autocommit=True) as connection:
        connection.execute("DROP DATABASE tracker")
        connection.execute("DROP ROLE tracker_app, tracker_owner")
    described = compose.read(SECRETS)["services"]
    made = subprocess.run(
        [str(clone / "docker" / "roles.sh")],
        env={
            **described["db"]["environment"],
            "PATH": f"{postgres_binary('psql').parent}:/usr/bin:/bin",
            "PGHOST": str(places.sockets),
            "POSTGRES_USER": SUPERUSER,
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    local = tmp_path / "local"
    local.mkdir()
    addresses = {
        "DATABASE_URL": address(own_servers, "tracker_app", SECRETS["TRACKER_APP_PASSWORD"]),
        "DATABASE_OWNER_URL": address(own_servers, "tracker_owner", SECRETS["TRACKER_OWNER_PASSWORD"]),
        "REDIS_URL": places.redis_url(),
        "TRACKER_LOCAL_DIR": str(local),
    }
    return Site(clone, described, free_port(), addresses)


def test_the_services_run_as_they_stand_in_the_file(site: Site, tmp_path: Path) -> None:
    built = site.once("web", "static")
    assert built.returncode == 0, built.stderr
    assert site.health("web").returncode == site.health("beat").returncode == 1

    migrated = site.once("migrate", *site.services["migrate"]["command"])

    assert migrated.returncode == 0, migrated.stderr
    with ExitStack() as running:
        logs = {name: tmp_path / f"{name}.log" for name in ("web", "worker", "beat")}
        started = {name: running.enter_context(site.started(name, log)) for name, log in logs.items()}
        for name, process in started.items():
            site.await_health(name, process, logs[name])
        status, page = site.get("/")
        assert status == 200
        sheet = re.search(r'href="(/static/web/site\.[0-9a-f]+\.css)"', page)
        assert sheet is not None
        assert site.get(sheet[1])[0] == 200
        assert site.get("/cases/nothing-here")[0] == 404
    assert site.health("web").returncode == 1


def test_the_application_cannot_migrate(site: Site) -> None:
    refused = site.once("web", "migrate")

    assert refused.returncode != 0
    assert "permission denied" in refused.stderr


def test_an_unknown_word_is_refused(clone: Path) -> None:
    refused = subprocess.run(
        [str(clone / "docker" / "entrypoint.sh"), "shell"], capture_output=True, text=True, check=False
    )

    assert refused.returncode == 64
    assert "web, worker, beat, migrate" in refused.stderr
