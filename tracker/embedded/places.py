"""Where the embedded servers keep data, sockets and logs. Computing a place touches nothing."""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import stat
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tracker.embedded.errors import EmbeddedError

# A socket's whole path has room in sun_path: 108 bytes on Linux, 104 on macOS, the closing zero included.
LONGEST_SOCKET = 103
POSTGRES_SOCKET = ".s.PGSQL.5432"
# PostgreSQL reads its socket directories as a list with quoting rules of its own; plain names need none.
PLAIN_PATH = re.compile(r"[A-Za-z0-9._/+@-]+")


@dataclass(frozen=True)
class Places:
    """The directory of one pair of servers, and all that lies in it."""

    local: Path

    @property
    def postgres_data(self) -> Path:
        """PostgreSQL's data directory."""
        return self.local / "postgres"

    @property
    def postgres_log(self) -> Path:
        """What PostgreSQL says."""
        return self.local / "postgres.log"

    @property
    def valkey_data(self) -> Path:
        """Valkey's append-only files."""
        return self.local / "valkey"

    @property
    def valkey_log(self) -> Path:
        """What Valkey says."""
        return self.local / "valkey.log"

    @property
    def logs(self) -> Path:
        """What web, worker and beat say."""
        return self.local / "logs"

    @property
    def record(self) -> Path:
        """Which of the site's programs run."""
        return self.local / "running.json"

    @property
    def valkey_pid(self) -> Path:
        """Who Valkey is, as it says at its start."""
        return self.local / "valkey.pid"

    @property
    def valkey_socket(self) -> Path:
        """Valkey's socket."""
        return self.sockets / "valkey.sock"

    @property
    def sockets(self) -> Path:
        """The sockets' directory: under `local`, or a short one where that path is too long or has odd characters."""
        near = self.local / "run"
        path = str(near / POSTGRES_SOCKET)
        if len(os.fsencode(path)) <= LONGEST_SOCKET and PLAIN_PATH.fullmatch(path):
            return near
        # Not tempfile.gettempdir(): two starters with different TMPDIR must meet at the same place.
        name = hashlib.sha256(os.fsencode(self.local)).hexdigest()[:12]
        return Path(f"/tmp/tracker-{os.geteuid()}-{name}")  # noqa: S108 - owner and mode are checked in create()

    def database_url(self, role: str, database: str = "tracker") -> str:
        """The URL of a database for one role."""
        query = urllib.parse.urlencode({"host": str(self.sockets), "user": role})
        return f"postgresql:///{database}?{query}"

    def redis_url(self, database: int = 0) -> str:
        """The URL of one of Valkey's numbered databases."""
        return f"unix://{self.valkey_socket}?db={database}"

    def create(self) -> None:
        """Make the directories, for this user alone. Raises EmbeddedError where they are another user's."""
        for directory in (self.local, self.sockets):
            try:
                directory.mkdir(mode=0o700, parents=True, exist_ok=True)
            except OSError as error:
                raise EmbeddedError(f"{directory} cannot be made ({error.strerror}): set TRACKER_LOCAL_DIR") from error
            self._check_owner(directory)

    def _check_owner(self, directory: Path) -> None:
        found = directory.lstat()
        if not stat.S_ISDIR(found.st_mode):
            raise EmbeddedError(f"{directory} is not a directory: remove it")
        if found.st_uid != os.geteuid():
            raise EmbeddedError(
                f"{directory} belongs to user {found.st_uid}, this is user {os.geteuid()}: run as that user, "
                f"remove the directory, or set TRACKER_LOCAL_DIR to one of your own"
            )
        if found.st_mode & 0o077:
            directory.chmod(0o700)

    @contextmanager
    def lock(self, name: str) -> Iterator[None]:
        """One process at a time starts or stops a server; the others wait. The lock ends with its process."""
        self.create()
        handle = os.open(self.local / f"{name}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)
