"""The side of the worker: one child process, kept for many pages, killed where a page takes too much.

The child is a plain program (``articles.extract.reader``) that imports no Django: what a hostile page could do there,
it does without settings or database at hand.
"""

import atexit
import json
import os
import selectors
import struct
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO, Any, Literal, cast

from articles.choices import FailureCode
from articles.outcomes import Unreadable

# A page of 10 MB takes a few seconds; one that takes longer was made to.
SECONDS = 20.0
_READER = Path(__file__).with_name("reader.py")
# What the child says of a page it could read no text from.
_CODES = {
    "too_deep": FailureCode.TOO_DEEP,
    "no_text": FailureCode.NO_TEXT,
    "broken_encoding": FailureCode.BROKEN_ENCODING,
    "too_large": FailureCode.TOO_LARGE,
}


@dataclass(frozen=True)
class Extracted:
    """What a page says of its article. ``published_on`` and ``language`` where the page tells them."""

    text: str
    title: str = ""
    language: str = ""
    published_on: date | None = None


class _Child:
    """The child process and whose it is: a forked worker must not talk to its parent's child."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.process: subprocess.Popen[bytes] | None = None
        self.owner = 0

    def ask(self, request: bytes) -> bytes:
        """Send one request and return the answer. Raises ``TimeoutError``, or ``EOFError`` where the child died."""
        with self.lock:
            process = self._running()
            try:
                return _exchange(process, request, time.monotonic() + SECONDS)
            except BaseException:
                # A time limit of the queue may strike here, too: half an exchange would spoil the next one.
                self._end()
                raise

    def _running(self) -> subprocess.Popen[bytes]:
        if self.process is None or self.owner != os.getpid() or self.process.poll() is not None:
            self._end()
            # -I: neither the working directory nor the environment decides what is imported.
            command = [sys.executable, "-I", str(_READER)]
            environment = {"LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"}
            self.process = subprocess.Popen(  # noqa: S603 - the program is our own
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment,
                start_new_session=True,
            )
            self.owner = os.getpid()
        return self.process

    def _end(self) -> None:
        process, self.process = self.process, None
        if process is None or self.owner != os.getpid():
            return
        process.kill()
        with suppress(OSError):
            process.communicate()

    def close(self) -> None:
        """End the child with its worker."""
        with self.lock:
            self._end()


_child = _Child()
atexit.register(_child.close)
# A fork while another thread holds the lock would leave the copy locked for good.
os.register_at_fork(after_in_child=lambda: setattr(_child, "lock", threading.Lock()))


def extract(body: bytes, *, content_type: str = "", url: str = "") -> Extracted:
    """Read a page. Raises ``Unreadable``: nested too deeply, no text in it, or more work than a page is worth."""
    answer = ask(body, kind="page", content_type=content_type, url=url)
    return Extracted(answer["text"], answer["title"], answer["language"], day_of(answer["date"]))


def ask(body: bytes, *, kind: Literal["page", "feed"], content_type: str, url: str) -> dict[str, Any]:
    """The child's answer about a document. Raises ``Unreadable`` where it has a reason, or died over its limits."""
    head = json.dumps({"kind": kind, "content_type": content_type, "url": url}).encode()
    request = struct.pack("!II", len(head), len(body)) + head + body
    try:
        answer: dict[str, Any] = json.loads(_child.ask(request))
    except (OSError, EOFError) as error:
        # Over its limits of memory or time: nothing that a second attempt would cure.
        raise Unreadable(FailureCode.NO_TEXT, "Reading it took more time or memory than allowed.") from error
    code = _CODES.get(answer.get("code", ""))
    if code is not None:
        raise Unreadable(code, answer.get("detail", ""))
    return answer


def day_of(text: str) -> date | None:
    """A day written as YYYY-MM-DD, else None."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _exchange(process: subprocess.Popen[bytes], request: bytes, deadline: float) -> bytes:
    """Write and read at once, so that neither side waits for a full pipe, until the deadline."""
    # PIPE was asked for at the start, so both ends are there.
    writer, reader = cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)
    to, out = writer.fileno(), reader.fileno()
    os.set_blocking(to, False)
    os.set_blocking(out, False)
    unsent, answer = memoryview(request), bytearray()
    with selectors.DefaultSelector() as waiting:
        waiting.register(to, selectors.EVENT_WRITE)
        waiting.register(out, selectors.EVENT_READ)
        while True:
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError
            for key, _ in waiting.select(left):
                if key.fd == to:
                    unsent = unsent[os.write(to, unsent[: 1 << 16]) :]
                    if not unsent:
                        waiting.unregister(to)
                    continue
                piece = os.read(out, 1 << 16)
                if not piece:
                    raise EOFError
                answer += piece
                if len(answer) >= 4 and len(answer) >= 4 + struct.unpack("!I", answer[:4])[0]:
                    return bytes(answer[4:])
