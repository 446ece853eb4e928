"""Web, worker and beat come up together and end together."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.conftest import Servers
from tracker.embedded.processes import is_alive

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.mark.slow
def test_the_site_comes_up_and_ends_with_one_signal(own_servers: Servers) -> None:
    environment = own_servers.environment
    port = free_port()
    subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity=0"], cwd=ROOT, env=environment, check=True)
    command = [sys.executable, "-u", "manage.py", "serve", f"--port={port}"]

    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as site:
        try:
            assert site.stdout is not None
            assert any(line.startswith(f"http://127.0.0.1:{port}") for line in site.stdout)
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/ready", timeout=30) as answer:
                assert json.load(answer)["status"] == "ok"
            pids = [entry["pid"] for entry in json.loads(own_servers.places.record.read_text())]
            assert len(pids) == 4

            site.send_signal(signal.SIGINT)

            assert site.wait(60) == 0
            assert not any(is_alive(pid) for pid in pids)
        finally:
            site.kill()


@pytest.mark.slow
def test_a_taken_port_is_named(own_servers: Servers) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        command = [sys.executable, "manage.py", "serve", f"--port={port}"]
        done = subprocess.run(
            command, cwd=ROOT, env=own_servers.environment, capture_output=True, text=True, check=False
        )

    assert done.returncode == 1
    assert f"port {port} of 127.0.0.1 is taken" in done.stderr
    assert "Traceback" not in done.stderr
