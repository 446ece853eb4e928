"""The servers of one test run: a PostgreSQL and a Valkey of its own, started by the first test that needs them.

`DATABASE_URL` and `REDIS_URL`, where set, are used instead. Two runs at once do not meet; what a killed run left is
removed by the next.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from tracker.embedded.places import Places
from tracker.embedded.postgres import Postgres
from tracker.embedded.processes import is_alive, start_time
from tracker.embedded.valkey import Valkey

RUNS = Path(__file__).resolve().parent.parent / ".local" / "tests"
# Set by the run's first process and inherited by those it starts.
MARK = "TRACKER_TEST_RUN"


def join_run() -> str:
    """Name this run's directory in the environment, once for all its processes; returns this process's own name."""
    if MARK not in os.environ:
        name = f"{os.getpid()}-{start_time(os.getpid())}"
        os.environ[MARK] = name
        os.environ["TRACKER_LOCAL_DIR"] = str(RUNS / name)
        remove_dead_runs()
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    return f"test-{os.environ[MARK]}-{worker}"


def remove_dead_runs() -> None:
    """End servers of runs whose first process is gone, and remove their data."""
    if not RUNS.is_dir():
        return
    for directory in RUNS.iterdir():
        pid, _, started = directory.name.partition("-")
        alive = pid.isdigit() and is_alive(int(pid)) and start_time(int(pid)) == started
        if not alive:
            end_servers(directory)


def end_servers(directory: Path) -> None:
    """Stop the pair of servers that lives in a directory, and remove it."""
    places = Places(directory)
    Valkey(places).stop()
    Postgres(places).stop()
    shutil.rmtree(directory, ignore_errors=True)
    shutil.rmtree(places.sockets, ignore_errors=True)
