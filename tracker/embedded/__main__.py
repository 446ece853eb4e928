"""python -m tracker.embedded start|stop|status - the embedded servers by hand; works without any settings."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from tracker.embedded.errors import EmbeddedError
from tracker.embedded.places import Places
from tracker.embedded.postgres import Postgres
from tracker.embedded.supervisor import end_recorded
from tracker.embedded.valkey import Valkey

ROOT = Path(__file__).resolve().parent.parent.parent


def main(arguments: list[str] | None = None) -> int:
    """Exit code 0, or 1 with a sentence; `status` gives 3 where not both run."""
    parser = argparse.ArgumentParser(prog="python -m tracker.embedded", description=__doc__)
    parser.add_argument("action", choices=("start", "stop", "status"))
    action = parser.parse_args(arguments).action
    places = Places(Path(os.environ.get("TRACKER_LOCAL_DIR") or ROOT / ".local").absolute())
    try:
        return {"start": start, "stop": stop, "status": status}[action](places)
    except EmbeddedError as error:
        print(error, file=sys.stderr)
        return 1


def start(places: Places) -> int:
    """Start both and say where they are."""
    Postgres(places).ensure()
    Valkey(places).ensure()
    print(f"DATABASE_URL={places.database_url('tracker_app')}\nREDIS_URL={places.redis_url()}")
    return 0


def stop(places: Places) -> int:
    """End the site's programs and both servers; nothing to end is no error."""
    if end_recorded(places):
        print("web, worker, beat: stopped")
    for name, ended in (("Valkey", Valkey(places).stop()), ("PostgreSQL", Postgres(places).stop())):
        print(f"{name}: {'stopped' if ended else 'was not running'}")
    return 0


def status(places: Places) -> int:
    """Say what runs."""
    pids = {"PostgreSQL": Postgres(places).main_pid(), "Valkey": Valkey(places).main_pid()}
    for name, pid in pids.items():
        print(f"{name}: {f'runs as process {pid}' if pid else 'is not running'}")
    return 0 if all(pids.values()) else 3


if __name__ == "__main__":
    raise SystemExit(main())
