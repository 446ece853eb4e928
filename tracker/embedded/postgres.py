"""PostgreSQL, started and stopped. Two roles: the owner migrates, the application's role cannot alter or drop."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from tracker.embedded.binaries import postgres_binary
from tracker.embedded.errors import EmbeddedError
from tracker.embedded.identity import as_server_user, give_to_server_user
from tracker.embedded.places import Places

SUPERUSER = "postgres"
OWNER = "tracker_owner"
APPLICATION = "tracker_app"
DATABASE = "tracker"
# After kill -9 of the main process its children hold shared memory for a moment, and the first starts fail.
START_ATTEMPTS = 3
PAUSE_BETWEEN_STARTS = 1.0
START_TIMEOUT = 60
# Built into the server, so that it sorts and folds alike on every machine; --no-locale would break lower('É').
LOCALE = ("--locale=C.UTF-8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--encoding=UTF8")


@dataclass(frozen=True)
class Postgres:
    """One PostgreSQL. `durable=False` trades safety after a power cut, not after a kill, for speed: tests only."""

    places: Places
    durable: bool = True

    def ensure(self) -> None:
        """Start it where it does not run, adopt it where it does; roles and database are there afterwards.

        Raises EmbeddedError with the last lines of the log where it does not come up.
        """
        with self.places.lock("postgres"):
            if not self.answers():
                self._initialise()
                self._start()
            self._provision()

    def answers(self) -> bool:
        """Whether it accepts connections."""
        try:
            self._connect("postgres").close()
        except psycopg.OperationalError:
            return False
        return True

    def runs(self) -> bool:
        """Whether its main process is there, ready or not."""
        if not (self.places.postgres_data / "PG_VERSION").exists():
            return False
        return self._control("status").returncode == 0

    def stop(self) -> bool:
        """End it, rolling back what is open; False where it did not run."""
        if not self.places.postgres_data.exists():
            return False
        with self.places.lock("postgres"):
            if not self.runs():
                return False
            ended = self._control("stop", "--mode=fast", "--wait", f"--timeout={START_TIMEOUT}")
            if ended.returncode != 0:
                raise EmbeddedError(f"PostgreSQL does not stop: {ended.stderr.strip()}")
            return True

    def main_pid(self) -> int | None:
        """The main process's id, or None where it does not run."""
        if not self.runs():
            return None
        return int((self.places.postgres_data / "postmaster.pid").read_text().split("\n", 1)[0])

    def _initialise(self) -> None:
        data = self.places.postgres_data
        if (data / "PG_VERSION").exists():
            return
        prefix = as_server_user()
        # Made beside its place and renamed when complete: a killed starter leaves nothing half made.
        fresh = data.with_suffix(".new")
        shutil.rmtree(fresh, ignore_errors=True)
        give_to_server_user(fresh)
        options = ["--username", SUPERUSER, "--auth=trust", *LOCALE, *([] if self.durable else ["--no-sync"])]
        made = self._run([*prefix, str(postgres_binary("initdb")), "--pgdata", str(fresh), *options])
        if made.returncode != 0:
            raise EmbeddedError(f"PostgreSQL's data directory cannot be made: {(made.stderr or made.stdout).strip()}")
        fresh.rename(data)

    def _start(self) -> None:
        for attempt in range(START_ATTEMPTS):
            if self._comes_up():
                return
            if attempt + 1 < START_ATTEMPTS:
                time.sleep(PAUSE_BETWEEN_STARTS)
        raise EmbeddedError(f"PostgreSQL does not start; {self.places.postgres_log} ends with:\n{self._log_tail()}")

    def _comes_up(self) -> bool:
        if self.runs():
            # It recovers, or another tool started it: starting again would be an error, so wait for its answer.
            deadline = time.monotonic() + START_TIMEOUT
            while time.monotonic() < deadline and self.runs():
                if self.answers():
                    return True
                time.sleep(0.1)
            return False
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.places.sockets),
            "unix_socket_permissions": "0700",
            "max_connections": "100",
            "timezone": "UTC",
            "log_timezone": "UTC",
            # Commits stay synchronous: a killed process must cost no row, in tests above all.
            **({} if self.durable else {"fsync": "off", "full_page_writes": "off"}),
        }
        options = " ".join(f"-c {shlex.quote(f'{name}={value}')}" for name, value in settings.items())
        log = f"--log={self.places.postgres_log}"
        started = self._control("start", "--wait", f"--timeout={START_TIMEOUT}", log, f"--options={options}")
        return started.returncode == 0

    def _provision(self) -> None:
        with self._connect("postgres") as connection:
            roles = {row[0] for row in connection.execute("SELECT rolname FROM pg_roles")}
            # The owner makes test databases, too.
            for role, rights in ((OWNER, "LOGIN CREATEDB"), (APPLICATION, "LOGIN")):
                if role not in roles:
                    connection.execute(sql.SQL("CREATE ROLE {} {}").format(sql.Identifier(role), sql.SQL(rights)))
            if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone() is None:
                command = sql.SQL("CREATE DATABASE {} OWNER {}")
                connection.execute(command.format(sql.Identifier(DATABASE), sql.Identifier(OWNER)))

    def _connect(self, database: str) -> psycopg.Connection:
        return psycopg.connect(
            self.places.database_url(SUPERUSER, database), autocommit=True, connect_timeout=START_TIMEOUT
        )

    def _control(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [str(postgres_binary("pg_ctl")), "--pgdata", str(self.places.postgres_data), *arguments]
        return self._run([*as_server_user(), *command])

    def _run(self, command: list[str]) -> subprocess.CompletedProcess[str]:
        # Its own session: Ctrl-C in the terminal of the first starter must not end a server that others use.
        return subprocess.run(  # noqa: S603 - the programs are the wheel's, the arguments our own
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            cwd="/",
            start_new_session=True,
            check=False,
        )

    def _log_tail(self, lines: int = 10) -> str:
        log: Path = self.places.postgres_log
        return "\n".join(log.read_text(errors="replace").splitlines()[-lines:]) if log.exists() else "(no log)"
