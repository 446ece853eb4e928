"""Entity tags (RFC 9110, section 8.8.3): strong, made of the answer's own bytes.

A counter of changes would tell the public that something unpublished changed; bytes tell nothing but themselves. So
that a client that has the newest bytes need not have them built again, a process remembers which tag a state of the
database led to: one cheap read gives the state, and where its tag is known the answer is 304.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock

# A tag and its key take about half a kilobyte.
REMEMBERED = 20_000


def tag_of(body: bytes) -> str:
    """The strong tag of these bytes, quotation marks included."""
    return f'"{hashlib.sha256(body).hexdigest()[:32]}"'


class TagMemory:
    """State -> tag of the bytes it led to; the longest unused are forgotten."""

    def __init__(self, size: int = REMEMBERED) -> None:
        self._size = size
        self._tags: OrderedDict[Hashable, str] = OrderedDict()
        self._lock = Lock()

    def get(self, state: Hashable) -> str | None:
        """The tag, or None where this process has not built this state's answer."""
        with self._lock:
            tag = self._tags.get(state)
            if tag is not None:
                self._tags.move_to_end(state)
            return tag

    def remember(self, state: Hashable, tag: str) -> None:
        """Note the tag of an answer that was just built."""
        with self._lock:
            self._tags[state] = tag
            self._tags.move_to_end(state)
            if len(self._tags) > self._size:
                self._tags.popitem(last=False)


MEMORY = TagMemory()
