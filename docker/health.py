"""Is the program of this container well? health.py web|worker|beat: exit 0, or 1 with a sentence."""  # noqa: INP001

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

# Beat writes its schedule every three minutes at the latest while its clock runs.
BEAT_SILENCE = 600.0
TIMEOUT = 5.0


def web() -> str:
    """Asks the site itself whether database, migrations and broker are there."""
    host = os.environ["ALLOWED_HOSTS"].split(",")[0].strip().lstrip(".")
    address = f"http://127.0.0.1:{os.environ.get('WEB_PORT', '8000')}/health/ready"
    request = urllib.request.Request(address, headers={"Host": "localhost" if host == "*" else host})
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT):  # noqa: S310 - the address is our own
            return ""
    except (urllib.error.URLError, OSError) as error:
        return f"the site is not ready: {error}"


def worker() -> str:
    """Asks this container's worker by way of the broker."""
    name = f"worker@{os.uname().nodename}"
    command = ["celery", "--app", "tracker", "inspect", "ping", "--destination", name, "--timeout", str(TIMEOUT)]
    asked = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own
    return "" if asked.returncode == 0 else f"the worker does not answer: {(asked.stderr or asked.stdout).strip()}"


def beat() -> str:
    """Looks at the file that beat writes."""
    directory = Path(os.environ.get("TRACKER_LOCAL_DIR") or ".local")
    written = [file.stat().st_mtime for file in directory.glob("beat-schedule*")]
    if not written:
        return f"beat has written no schedule to {directory}"
    silence = time.time() - max(written)
    return "" if silence < BEAT_SILENCE else f"beat has been silent for {silence:.0f} seconds"


def main(arguments: list[str]) -> int:
    """Exit code."""
    checks = {"web": web, "worker": worker, "beat": beat}
    if len(arguments) != 1 or arguments[0] not in checks:
        print(f"health.py: say one of {', '.join(checks)}", file=sys.stderr)
        return 64
    problem = checks[arguments[0]]()
    if problem:
        print(problem, file=sys.stderr)
    return 1 if problem else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
