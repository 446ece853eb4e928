"""Valkey, started and stopped. Append-only and without eviction: what the queue accepted must not be lost."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from tracker.embedded.binaries import valkey_server
from tracker.embedded.errors import EmbeddedError
from tracker.embedded.places import Places
from tracker.embedded.processes import is_alive

T = TypeVar("T")
START_TIMEOUT = 30
# One for the site, the others for tests that run side by side.
DATABASES = 64


@dataclass(frozen=True)
class Valkey:
    """One Valkey."""

    places: Places

    def ensure(self) -> None:
        """Start it where it does not run. Raises EmbeddedError with the last lines of its log where it fails."""
        with self.places.lock("valkey"):
            if not self.answers():
                self._start()

    def answers(self) -> bool:
        """Whether it takes commands; while it still reads its data it does not."""
        return self._ask(lambda client: bool(client.ping())) is True

    def main_pid(self) -> int | None:
        """Its process id, asked of the server itself, or None where none listens."""
        return self._ask(lambda client: int(client.info("server")["process_id"]))

    def stop(self) -> bool:
        """End it, data written out; False where it did not run."""
        if not self.places.local.exists():
            return False
        with self.places.lock("valkey"):
            pid = self.main_pid()
            if pid is None:
                return False
            os.kill(pid, signal.SIGTERM)
            self._wait(lambda: not is_alive(pid), "does not stop")
            return True

    def _start(self) -> None:
        if self.main_pid() is None:
            self._launch()
        self._wait(lambda: self.answers() or self._died(), "does not start")
        if self._died():
            raise EmbeddedError(f"Valkey does not start; its log ends with:\n{self._log_tail()}")

    def _launch(self) -> None:
        data, socket = self.places.valkey_data, self.places.valkey_socket
        data.mkdir(mode=0o700, exist_ok=True)
        for left_over in (socket, self.places.valkey_pid):
            left_over.unlink(missing_ok=True)
        options = {
            "port": "0",
            "unixsocket": str(socket),
            "unixsocketperm": "700",
            "dir": str(data),
            "databases": str(DATABASES),
            "appendonly": "yes",
            "appendfsync": "everysec",
            "maxmemory-policy": "noeviction",
            "save": "",
            "logfile": str(self.places.valkey_log),
            "pidfile": str(self.places.valkey_pid),
            "daemonize": "yes",
        }
        command = [str(valkey_server())]
        for name, value in options.items():
            command += [f"--{name}", value]
        # It leaves the terminal's process group by itself; what it says before that is a mistake in the options.
        started = subprocess.run(  # noqa: S603 - the program is the wheel's, the arguments our own
            command, stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace", cwd="/", check=False
        )
        if started.returncode != 0:
            raise EmbeddedError(f"Valkey does not start: {(started.stderr or started.stdout).strip()}")

    def _died(self) -> bool:
        try:
            return not is_alive(int(self.places.valkey_pid.read_text()))
        except (OSError, ValueError):
            return False  # it has not yet said who it is

    def _wait(self, condition: Callable[[], bool], failure: str) -> None:
        deadline = time.monotonic() + START_TIMEOUT
        while not condition():
            if time.monotonic() > deadline:
                raise EmbeddedError(f"Valkey {failure}; its log ends with:\n{self._log_tail()}")
            time.sleep(0.02)

    def _ask(self, question: Callable[[redis.Redis], T]) -> T | None:
        # No retry: absence is an answer here, and the caller starts the server then.
        client = redis.Redis(
            unix_socket_path=str(self.places.valkey_socket), socket_timeout=5, retry=Retry(NoBackoff(), 0)
        )
        try:
            return question(client)
        except redis.exceptions.ConnectionError:
            return None
        except redis.exceptions.TimeoutError:
            raise EmbeddedError("Valkey listens and does not answer: see " + str(self.places.valkey_log)) from None
        finally:
            client.close()

    def _log_tail(self, lines: int = 10) -> str:
        log = self.places.valkey_log
        return "\n".join(log.read_text(errors="replace").splitlines()[-lines:]) if log.exists() else "(no log)"
