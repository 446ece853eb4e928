"""The same modules, compiled: where a translation to C lies ready, Python takes it instead of the sources.

`make compile` makes it (`linking/compile.py`) of the modules named here, those that an article's way goes through. It
counts only where it was made of the very sources that lie here: whoever changes one of them runs the sources again
until it is made anew. Answers are the same either way.

The environment's `LINKING_COMPILED` may say `off` (run the sources) or `on` (ImportError where there is no translation
of these sources); without it the translation is taken where there is one.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Mapping, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import EXTENSION_SUFFIXES, ModuleSpec
from importlib.util import spec_from_file_location
from pathlib import Path
from types import ModuleType

ROOM = Path(__file__).parent
SUFFIX = EXTENSION_SUFFIXES[0]  # ".cpython-311-x86_64-linux-gnu.so": of this Python on this kind of machine
FOLDER = ROOM / "_compiled" / SUFFIX.strip(".").split(".")[0]
DIGEST = "sources.sha256"
SWITCH = "LINKING_COMPILED"

# By their names inside the room. Left out: what runs once in a process or never on a site, `forms`, whose values others
# make and copy, and modules that look for files beside themselves.
MODULES = (
    "bounds",
    "candidates",
    "dockets",
    "evidence.card",
    "evidence.document",
    "evidence.standing",
    "evidence.years",
    "fold",
    "furniture",
    "layers",
    "mentions",
    "nameindex",
    "page",
    "rank",
    "signals.finding",
    "signals.firms",
    "signals.glance",
    "signals.hope",
    "signals.papers",
    "signals.people",
    "signals.siblings",
    "signals.surnames",
    "signals.table",
    "signals.wording",
    "sounds",
    "strangers",
    "vocabulary",
)
SHARED = "linking__mypyc"  # where the code of all of them is


def source_of(module: str) -> Path:
    """The file of one of `MODULES`."""
    return ROOM.joinpath(*module.split(".")).with_suffix(".py")


def digest() -> str:
    """What the sources of all of `MODULES` are, as a hash."""
    found = hashlib.sha256()
    for module in MODULES:
        source = source_of(module).read_bytes()
        found.update(f"{module} {len(source)}\n".encode() + source)
    return found.hexdigest()


def fresh(folder: Path = FOLDER) -> bool:
    """Whether a translation lies there that was made of the sources as they are."""
    try:
        return (folder / DIGEST).read_text(encoding="ascii") == digest()
    except OSError:
        return False


class Compiled(MetaPathFinder):
    """Finds the compiled modules of a folder before Python looks for their sources."""

    def __init__(self, folder: Path) -> None:
        self.files: Mapping[str, Path] = {
            SHARED: folder / (SHARED + SUFFIX),
            **{f"linking.{module}": folder / (module + SUFFIX) for module in MODULES},
        }

    def find_spec(
        self, fullname: str, _path: Sequence[str] | None, _target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Where a module is, or None where it is none of these."""
        file = self.files.get(fullname)
        return None if file is None else spec_from_file_location(fullname, file)


def in_use() -> bool:
    """Whether this process runs compiled modules."""
    return any(isinstance(one, Compiled) for one in sys.meta_path)


def take() -> None:
    """Make this process import the compiled modules, as the environment says. ImportError as in the module's text."""
    told = os.environ.get(SWITCH, "")
    if told not in ("", "on", "off"):
        raise ImportError(f"{SWITCH}={told!r}: it may be on, off or empty")
    if told == "off" or in_use():
        return
    if fresh():
        sys.meta_path.insert(0, Compiled(FOLDER))
    elif told == "on":
        raise ImportError(f"{SWITCH}=on, and {FOLDER} holds no translation of these sources: run make compile")
