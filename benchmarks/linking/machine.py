"""What a figure was measured on, and holding the process to one core."""

from __future__ import annotations

import os
import platform
import re
from importlib.metadata import version
from pathlib import Path

LIBRARIES = ("daachorse", "numpy", "rjieba", "tantivy")


def one_core() -> int:
    """Keep this process, and those it starts, on the last core it may use; returns its number."""
    core = max(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {core})
    return core


def machine() -> dict[str, object]:
    """CPU, cores, memory in MB, and versions."""
    described = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    model = re.search(r"model name\s*:\s*(.+)", described)
    total = re.search(r"MemTotal:\s*(\d+)", Path("/proc/meminfo").read_text(encoding="utf-8"))
    return {
        "cpu": model.group(1) if model else platform.processor(),
        "cores": os.cpu_count(),
        "memory_mb": int(total.group(1)) // 1024 if total else None,
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        **{name: version(name) for name in LIBRARIES},
    }


def resident_mb() -> float:
    """Memory that this process holds now, in MB."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    found = re.search(r"VmRSS:\s*(\d+)", status)
    return round(int(found.group(1)) / 1024, 1) if found else 0.0
