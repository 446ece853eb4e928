"""The site's three programs as they run on one machine, for `manage.py serve` and the demo."""

from __future__ import annotations

import socket
import sys
import urllib.error
import urllib.request

from tracker.embedded.errors import EmbeddedError
from tracker.embedded.supervisor import Program

HOST = "127.0.0.1"
PORT = 8000


def web(*, port: int) -> Program:
    """The site, on this machine's own address alone."""
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", HOST, "--port", str(port)]
    # Each thread keeps a database connection, so their number is small; further requests wait in line.
    command += [
        "--workers",
        "1",
        "--blocking-threads",
        "4",
        "--backpressure",
        "64",
        "--no-ws",
        "--log-level",
        "warning",
    ]
    return Program("web", [*command, "tracker.wsgi:application"])


def worker(*, concurrency: int = 2) -> Program:
    """The queue's worker."""
    command = [sys.executable, "-m", "celery", "--app", "tracker", "--quiet", "worker", "--loglevel", "WARNING"]
    # Asked to end, it lets running tasks finish; supervisors ask with SIGTERM, Celery listens for SIGQUIT.
    return Program("worker", [*command, "--concurrency", str(concurrency)], {"REMAP_SIGTERM": "SIGQUIT"})


def beat() -> Program:
    """The queue's clock."""
    command = [sys.executable, "-m", "celery", "--app", "tracker", "--quiet", "beat", "--loglevel", "WARNING"]
    return Program("beat", [*command, "--pidfile="])


def check_port(port: int) -> None:
    """Raise EmbeddedError where something else listens there already."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise EmbeddedError(f"port {port} of {HOST} is taken ({error.strerror}): name another with PORT") from None


def site_answers(port: int) -> bool:
    """Whether the site answers."""
    try:
        with urllib.request.urlopen(f"http://{HOST}:{port}/health/live", timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False
