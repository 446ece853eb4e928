"""Whether a process is still there, and the same one: ids are used again, so its start time tells it apart."""

from __future__ import annotations

import os
from pathlib import Path


def is_alive(pid: int) -> bool:
    """Whether a process of this id is there and has not ended; one that waits to be collected has ended."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return _stat(pid)[:1] != ["Z"]


def start_time(pid: int) -> str:
    """When it started, in the system's own ticks; empty where the system does not say (no /proc)."""
    fields = _stat(pid)
    return fields[19] if len(fields) > 19 else ""


def _stat(pid: int) -> list[str]:
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return []
    # The second field is the program's name in brackets and may hold anything, brackets and blanks included.
    return text.rpartition(")")[2].split()
