"""Runs the site's programs (web, worker, beat) together: all end with it, and one that ends by itself is started again.

What runs is written to a record with each process's start time. A supervisor that was killed is thereby found by the
next one, which ends what is left; a process that merely has the same id is left alone.
"""

from __future__ import annotations

import ctypes
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from tracker.embedded.errors import EmbeddedError
from tracker.embedded.places import Places
from tracker.embedded.processes import is_alive, start_time

# Asked to end, a program may finish what it does; after this many seconds it is killed.
GRACE = 35.0
# A program that ends again and again is a mistake and no accident.
MOST_RESTARTS = 5
RESTART_WINDOW = 60.0
PR_SET_PDEATHSIG = 1


@dataclass(frozen=True)
class Program:
    """One program: its name, its command line, and what its environment has beyond the supervisor's own."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass
class _Running:
    program: Program
    process: subprocess.Popen[bytes]
    started: list[float]


class Supervisor:
    """Use as a context manager: on leaving, by whatever way, every program it started has ended."""

    def __init__(self, places: Places, *, logs: bool) -> None:
        """`logs`: each program writes to its own file under `places.logs`; otherwise to this terminal."""
        self.places = places
        self.logs = logs
        self.running: dict[str, _Running] = {}

    def __enter__(self) -> Supervisor:
        self.places.create()
        end_recorded(self.places)
        self._write_record()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self, program: Program) -> None:
        """Start a program in a process group of its own; its end is not this one's."""
        self.running[program.name] = _Running(program, self._spawn(program), [time.monotonic()])
        self._write_record()

    def wait_until(self, condition: Callable[[], bool], *, what: str, timeout: float) -> None:
        """Wait for a condition. Raises EmbeddedError where the time (seconds) is over or a program has ended."""
        deadline = time.monotonic() + timeout
        while not condition():
            for one in self.running.values():
                if one.process.poll() is not None:
                    raise EmbeddedError(f"{one.program.name} has ended ({self._end_of(one)}) before {what}")
            if time.monotonic() > deadline:
                raise EmbeddedError(f"after {timeout:.0f} seconds still not {what}")
            time.sleep(0.05)

    def run(self) -> None:
        """Watch over the programs until interrupted; raises EmbeddedError where one does not stay up."""
        while True:
            # Sleeps until any child ends; collecting it is left to its Popen object.
            os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOWAIT)
            for one in list(self.running.values()):
                if one.process.poll() is not None:
                    self._restart(one)

    def stop(self) -> None:
        """End every program: asked at first, killed where that does not help."""
        for one in self.running.values():
            _signal(one.process.pid, signal.SIGTERM)
        deadline = time.monotonic() + GRACE
        for one in self.running.values():
            with suppress(subprocess.TimeoutExpired):
                one.process.wait(max(0.0, deadline - time.monotonic()))
            # The group, too: a program may leave children behind.
            _signal_group(one.process.pid, signal.SIGKILL)
            one.process.wait()
        self.running.clear()
        self.places.record.unlink(missing_ok=True)

    def _restart(self, one: _Running) -> None:
        now = time.monotonic()
        one.started = [moment for moment in one.started if now - moment < RESTART_WINDOW] + [now]
        if len(one.started) > MOST_RESTARTS:
            raise EmbeddedError(f"{one.program.name} does not stay up ({self._end_of(one)})")
        print(f"{one.program.name} has ended ({self._end_of(one)}); started again", file=sys.stderr, flush=True)
        _signal_group(one.process.pid, signal.SIGKILL)
        one.process = self._spawn(one.program)
        self._write_record()

    def _spawn(self, program: Program) -> subprocess.Popen[bytes]:
        parent = os.getpid()

        def end_with_parent() -> None:
            # Linux alone can do this; elsewhere the record serves.
            if sys.platform == "linux":
                ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
                if os.getppid() != parent:
                    os._exit(1)

        environment = {**os.environ, **program.environment}
        output = open(self._log(program), "ab") if self.logs else None  # noqa: SIM115 - closed below, the child has its own
        try:
            return subprocess.Popen(  # noqa: S603 - the commands are the project's own
                list(program.command),
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
                preexec_fn=end_with_parent,  # safe: this process has one thread
            )
        finally:
            if output is not None:
                output.close()

    def _log(self, program: Program) -> Path:
        self.places.logs.mkdir(mode=0o700, exist_ok=True)
        return self.places.logs / f"{program.name}.log"

    def _end_of(self, one: _Running) -> str:
        code = one.process.returncode
        reason = f"signal {-code}" if code is not None and code < 0 else f"exit code {code}"
        if not self.logs:
            return reason
        tail = self._log(one.program).read_text(errors="replace").splitlines()[-8:]
        return "\n".join([f"{reason}, see {self._log(one.program)}", *tail])

    def _write_record(self) -> None:
        pids = [os.getpid(), *(one.process.pid for one in self.running.values())]
        record = [{"pid": pid, "started": start_time(pid)} for pid in pids]
        fresh = self.places.record.with_suffix(".new")
        fresh.write_text(json.dumps(record))
        fresh.replace(self.places.record)


def end_recorded(places: Places) -> bool:
    """End what the record names: a supervisor elsewhere, or what a killed one left. False where nothing was there.

    Raises EmbeddedError where something does not end, even killed.
    """
    try:
        record = json.loads(places.record.read_text())
        entries = [(int(entry["pid"]), str(entry["started"])) for entry in record]
    except FileNotFoundError:
        return False
    except (OSError, ValueError, KeyError, TypeError):
        places.record.unlink(missing_ok=True)
        return False
    alive = [pid for pid, started in entries if _is_still(pid, started) and pid != os.getpid()]
    # The supervisor stands first: it ends the others in order, if it is there.
    for pid in alive:
        _signal(pid, signal.SIGTERM)
    deadline = time.monotonic() + GRACE
    while any(is_alive(pid) for pid in alive) and time.monotonic() < deadline:
        time.sleep(0.05)
    for pid in alive:
        if is_alive(pid):
            _signal_group(pid, signal.SIGKILL)
    deadline = time.monotonic() + GRACE
    while any(is_alive(pid) for pid in alive):
        if time.monotonic() > deadline:
            raise EmbeddedError(f"processes {alive} of an earlier start do not end")
        time.sleep(0.05)
    places.record.unlink(missing_ok=True)
    return bool(alive)


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """Within the block, SIGTERM and a closed terminal end this process as Ctrl-C does: by way of its clean-up."""

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    previous = {number: signal.signal(number, interrupt) for number in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)


def _is_still(pid: int, started: str) -> bool:
    return is_alive(pid) and start_time(pid) == started


def _signal(pid: int, number: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, number)


def _signal_group(pid: int, number: int) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, number)
