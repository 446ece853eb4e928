"""The base of names and cases as a file, so that a worker starts with a load and not with a build.

The file says which code wrote it, of which database, and up to where it had read. One of other code, of another
database, cut short or damaged is none: whoever finds no file builds.
"""

import fcntl
import json
import logging
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connection

import linking
from articles.registry.changes import Mark
from linking.candidates import CaseIndex
from linking.mentions import Scanner

logger = logging.getLogger(__name__)
_FORMAT = b"registry-1\n"
_DIGEST = 32


@dataclass(frozen=True, slots=True)
class Base:
    """Names and cases without the changes since, and up to where they were read."""

    mark: Mark
    scanner: Scanner
    cases: CaseIndex


def path() -> Path:
    """Where the file of this process's database is kept."""
    return Path(settings.CACHE_DIR) / f"registry-{quote(str(connection.settings_dict['NAME']), safe='')}"


def save(base: Base) -> bool:
    """Write the file, at once or not at all; False where the folder cannot be written to."""
    parts = [base.scanner.dump(), base.cases.dump()]
    head = {
        "code": code(),
        "snapshot": base.mark.snapshot,
        "database": base.mark.database,
        "sizes": [len(part) for part in parts],
    }
    body = json.dumps(head).encode() + b"\n" + b"".join(parts)
    try:
        path().parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path().parent, prefix="registry-", delete=False) as file:
            file.write(_FORMAT + blake2b(body, digest_size=_DIGEST).digest() + body)
        Path(file.name).replace(path())
    except OSError as error:
        logger.warning("names and cases were not saved under %s: %s", settings.CACHE_DIR, error.strerror)
        return False
    return True


def load() -> Base | None:
    """What was saved, or None where there is no whole file of this code. Its mark says whose database it is."""
    try:
        data = path().read_bytes()
        return _read(memoryview(data))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError) as error:
        logger.info("the saved names and cases are of no use and made again: %s", error)
        return None


def _read(data: memoryview) -> Base:
    start = len(_FORMAT) + _DIGEST
    body = data[start:]
    if (
        bytes(data[: len(_FORMAT)]) != _FORMAT
        or blake2b(body, digest_size=_DIGEST).digest() != data[start - _DIGEST : start]
    ):
        raise ValueError("of another format, cut short or damaged")
    end = bytes(body[:4096]).index(b"\n")
    head = json.loads(bytes(body[:end]))
    if head["code"] != code():
        raise ValueError("written by other code")
    names, cases = head["sizes"]
    parts = bytes(body[end + 1 : end + 1 + names]), bytes(body[end + 1 + names : end + 1 + names + cases])
    return Base(Mark(head["snapshot"], head["database"]), Scanner.load(parts[0]), CaseIndex.load(parts[1]))


@cache
def code() -> str:
    """A digest of the sources and tables of ``linking``: other code makes other variants of a name."""
    here = Path(linking.__file__).parent
    digest = blake2b(digest_size=16)
    for file in sorted(one for one in here.rglob("*") if one.suffix in (".py", ".json", ".txt")):
        digest.update(f"{file.relative_to(here)}\n".encode() + file.read_bytes())
    return digest.hexdigest()


@contextmanager
def alone() -> Iterator[None]:
    """Wait for other processes of this folder that build or load just now; without a folder nobody is waited for."""
    try:
        path().parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(f"{path()}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError:
        yield
        return
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
