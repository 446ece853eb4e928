"""The registry that this process holds: brought up to date before each batch of articles, its base made anew aside.

A change costs what it changes: it goes into a small layer above the base (``linking.layers``). When the layers have
grown, a thread makes a new base while articles are read with the old one, saves it, and leaves it to be taken over.
"""

import gc
import logging
import threading
from dataclasses import dataclass, field
from functools import cache

from django.conf import settings
from django.db import DatabaseError, connection, connections

from articles.registry import saved
from articles.registry.changes import Changes, Mark, changes_since
from articles.registry.reading import Read, read_all, read_changed
from articles.registry.saved import Base
from linking.candidates import CaseIndex
from linking.engine import Engine, settle
from linking.mentions import Scanner
from linking.model import Model, read_model

logger = logging.getLogger(__name__)

# Beyond so many changed names or cases, or this share of the base, a new base is made aside.
MOST_CHANGES = 5_000
MOST_SHARE = 0.02
# With more than this share of the base changed at once, reading all is no slower.
MOST_AT_ONCE = 0.25
FEW = 1_000


@dataclass(frozen=True, slots=True)
class Registry:
    """An engine over the names and cases of one moment. ``mark`` says of which, ``base`` when its base was read."""

    mark: Mark
    base: Mark
    engine: Engine
    cases: CaseIndex

    @property
    def overgrown(self) -> bool:
        """Whether a new base is due."""
        names, cases = self.engine.scanner, self.cases
        return names.changes > max(MOST_CHANGES, MOST_SHARE * names.size) or cases.changes > max(
            MOST_CHANGES, MOST_SHARE * cases.size
        )


@dataclass(slots=True)
class _Held:
    """What is held of one database. ``fresh`` is a new base that waits to be taken over; ``work`` the thread that makes
    one."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    registry: Registry | None = None
    fresh: Base | None = None
    work: threading.Thread | None = None


# By the database's name.
HELD: dict[str, _Held] = {}
_lock = threading.Lock()


def current() -> Registry:
    """The registry as the database has it now: one query where nothing changed, a few more for what changed."""
    held = _of_this_database()
    with held.lock:
        _takeover(held)
        known, changes = _nearest(held)
        if known is not None and not changes:
            return known
        if known is None or _far_behind(known, changes):
            now = over(_built(changes))
        else:
            now = changed(known, read_changed(changes), changes.until)
        # What this transaction wrote itself may be rolled back, and then nothing would tell.
        if not changes.uncommitted:
            held.registry = now
            if now.overgrown and held.work is None:
                held.work = threading.Thread(target=_renew, args=(held, now.base), name="registry", daemon=True)
                held.work.start()
        return now


def preload() -> None:
    """Have names and cases in memory before a worker forks, so that its processes share them; save them where no file
    is of use.

    A database that is not there or not migrated yet is logged: the first article will need it anyway. What is loaded is
    taken out of the garbage collector's sight, which would look through all of it while it is made and write to every
    page of it afterwards.
    """
    held = _of_this_database()
    collecting = gc.isenabled()
    gc.disable()
    try:
        with saved.alone():
            if (found := saved.load()) is None or _outdated(found):
                found = _built(changes_since(Mark()))
                saved.save(found)
            held.registry = over(found)
        current()
    except DatabaseError as error:
        logger.warning("names and cases are not loaded yet: %s", type(error).__name__)
    finally:
        connections.close_all()
        settle()
        if collecting:
            gc.enable()


def changed(known: Registry, read: Read, until: Mark) -> Registry:
    """The registry with what was read of the changed entities and cases; ``known`` stays as it is."""
    scanner, cases = known.engine.scanner, known.cases
    if read.names or read.nameless:
        scanner = scanner.with_changes(read.names, read.nameless)
    if read.cards or read.cardless:
        cases = cases.with_changes(read.cards, read.cardless)
    return Registry(until, known.base, Engine(scanner, cases, known.engine.model), cases)


def _of_this_database() -> _Held:
    with _lock:
        return HELD.setdefault(str(connection.settings_dict["NAME"]), _Held())


def _nearest(held: _Held) -> tuple[Registry | None, Changes]:
    """What is held or saved, and what changed since. The saved one counts where nothing is held or too much changed."""
    known, changes = held.registry, Changes(Mark(), everything=True)
    if known is not None:
        changes = changes_since(known.mark)
        if not _far_behind(known, changes):
            return known, changes
    found = saved.load()
    if found is not None:
        loaded, missing = over(found), changes_since(found.mark)
        if not _far_behind(loaded, missing):
            return loaded, missing
    return (known, changes) if known is not None else (None, changes_since(Mark()))


def _far_behind(known: Registry, changes: Changes) -> bool:
    """Whether reading all is no slower than reading what changed, or nobody knows what changed."""
    return changes.everything or changes.size > max(FEW, MOST_AT_ONCE * known.engine.scanner.size)


def _outdated(found: Base) -> bool:
    """Whether a saved base is not worth starting with: a new one would soon be due."""
    missing = changes_since(found.mark)
    return missing.everything or missing.size > MOST_CHANGES // 2


def _built(changes: Changes) -> Base:
    read = read_all()
    return Base(changes.until, Scanner(read.names), CaseIndex(read.cards))


@cache
def enabled_model() -> Model:
    """The weights in force: those of the release, unless the environment names others."""
    return read_model(settings.LINKING_WEIGHTS)


def over(base: Base) -> Registry:
    """A registry with nothing but a base."""
    return Registry(base.mark, base.mark, Engine(base.scanner, base.cases, enabled_model()), base.cases)


def _takeover(held: _Held) -> None:
    """Put the new base in the old one's place. It was read a while ago: what changed since is asked for as always."""
    if held.fresh is not None:
        held.registry, held.fresh = over(held.fresh), None
    if held.work is not None and not held.work.is_alive():
        held.work = None


def _renew(held: _Held, old: Mark) -> None:
    """Make a new base, or load the one that another process made meanwhile."""
    try:
        with saved.alone():
            found = saved.load()
            if found is None or found.mark == old or _outdated(found):
                found = _built(changes_since(Mark()))
                saved.save(found)
        held.fresh = found
    except Exception:
        logger.exception("a new base of names and cases was not made; the old one goes on")
    finally:
        connections.close_all()
