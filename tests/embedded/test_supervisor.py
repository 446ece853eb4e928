"""Programs end with their supervisor, whatever ends it; one that ends by itself is started again."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import base_environment
from tracker.embedded.errors import EmbeddedError
from tracker.embedded.places import Places
from tracker.embedded.processes import is_alive, start_time
from tracker.embedded.supervisor import Program, Supervisor, end_recorded

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.slow

# Watches over a program that has a child of its own, as the queue's worker has.
SCRIPT = """
import sys
from pathlib import Path
from tracker.embedded.places import Places
from tracker.embedded.supervisor import Program, Supervisor, ended_by_signals
parent = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import time; time.sleep(600)'])"
with ended_by_signals(), Supervisor(Places(Path(sys.argv[1])), logs=True) as supervisor:
    try:
        supervisor.start(Program("one", [sys.executable, "-c", parent]))
        supervisor.start(Program("two", [sys.executable, "-c", "import time; time.sleep(600)"]))
        print("up", flush=True)
        supervisor.run()
    except KeyboardInterrupt:
        print("ending", flush=True)
"""


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < deadline, "waited for 30 seconds"
        time.sleep(0.02)


@pytest.fixture
def places(tmp_path: Path) -> Places:
    places = Places(tmp_path / "local")
    places.create()
    return places


@pytest.fixture
def supervisor(places: Places) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", SCRIPT, str(places.local)]
    with subprocess.Popen(command, cwd=ROOT, env=base_environment(), stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "up\n"
        yield process
        process.kill()
    end_recorded(places)


def recorded(places: Places) -> list[int]:
    return [entry["pid"] for entry in json.loads(places.record.read_text())]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_programs_end_with_it(supervisor: subprocess.Popen[str], places: Places, number: int) -> None:
    pids = recorded(places)
    assert len(pids) == 3

    supervisor.send_signal(number)

    assert supervisor.wait(30) == 0
    assert not any(is_alive(pid) for pid in pids)
    assert not places.record.exists()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child of its parent's death")
def test_programs_end_when_it_is_killed(supervisor: subprocess.Popen[str], places: Places) -> None:
    pids = recorded(places)

    supervisor.kill()
    supervisor.wait()

    until(lambda: not any(is_alive(pid) for pid in pids))


def test_the_next_start_ends_what_a_killed_one_left(places: Places) -> None:
    command = [sys.executable, "-c", "import time; time.sleep(600)"]
    with subprocess.Popen(command, start_new_session=True) as left_over:
        places.record.write_text(json.dumps([{"pid": left_over.pid, "started": start_time(left_over.pid)}]))

        with Supervisor(places, logs=True):
            assert not is_alive(left_over.pid)


def test_a_process_that_merely_has_the_same_id_is_left_alone(places: Places) -> None:
    command = [sys.executable, "-c", "import time; time.sleep(600)"]
    with subprocess.Popen(command, start_new_session=True) as stranger:
        places.record.write_text(json.dumps([{"pid": stranger.pid, "started": "1"}]))

        assert not end_recorded(places)
        assert stranger.poll() is None
        stranger.kill()


@pytest.mark.parametrize("text", ["", "{", "[1]", '[{"pid": "x"}]', "null"])
def test_a_broken_record_is_no_obstacle(places: Places, text: str) -> None:
    places.record.write_text(text)

    assert not end_recorded(places)
    assert not places.record.exists()


def test_a_program_that_ends_is_started_again(supervisor: subprocess.Popen[str], places: Places) -> None:
    before = recorded(places)

    os.kill(before[2], signal.SIGKILL)

    until(lambda: recorded(places)[2] != before[2])
    assert is_alive(recorded(places)[2])
    assert recorded(places)[:2] == before[:2]


def test_a_program_that_does_not_stay_up_is_an_error_with_its_last_words(places: Places) -> None:
    hopeless = Program("hopeless", [sys.executable, "-c", "raise SystemExit('cannot go on')"])

    with Supervisor(places, logs=True) as supervisor:
        supervisor.start(hopeless)
        with pytest.raises(EmbeddedError, match="hopeless") as caught:
            supervisor.run()

    assert "cannot go on" in str(caught.value)


def test_waiting_ends_when_a_program_does(places: Places) -> None:
    with Supervisor(places, logs=True) as supervisor:
        supervisor.start(Program("brief", [sys.executable, "-c", ""]))
        with pytest.raises(EmbeddedError, match=r"brief has ended .* before"):
            supervisor.wait_until(lambda: False, what="the sun rises", timeout=30)


def test_a_program_that_does_not_listen_is_killed(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.embedded.supervisor.GRACE", 0.2)
    code = (
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(600)"
    )
    with Supervisor(places, logs=True) as supervisor:
        supervisor.start(Program("deaf", [sys.executable, "-c", code]))
        supervisor.wait_until(lambda: "deaf" in (places.logs / "deaf.log").read_text(), what="deaf", timeout=30)
        pid = supervisor.running["deaf"].process.pid

    assert not is_alive(pid)
