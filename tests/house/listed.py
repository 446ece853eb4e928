"""Every route of the URLconf, and the lists in ``routes/`` that say who is let in.

A line: the route's name (its pattern where it has none), then for GET and for POST who is let in: ``anyone``, the
lowest role (``reader``, ``editor``, ``senior``, ``administrator``), the scope of a token, several parted by commas,
``anonymous`` (whoever is not logged in, and nobody else), ``nobody``, or the status that everybody gets.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

FOLDER = Path(__file__).parent / "routes"
ANYONE = "anyone"
NOBODY = "nobody"
ANONYMOUS = "anonymous"
ROLES = ("reader", "editor", "senior", "administrator")
SCOPES = ("read", "ingest", "edit")
CALLERS = (ANONYMOUS, *ROLES, *SCOPES)


@dataclass(frozen=True)
class Route:
    """``label`` stands in the lists; ``parameters`` are those that an address of it needs."""

    label: str
    name: str
    template: str
    parameters: tuple[str, ...]


@dataclass(frozen=True)
class Line:
    """What a list says of a route."""

    get: str
    post: str


def routes() -> list[Route]:
    """All but Django's own redirects of older addresses, which lead to a listed page and show nothing."""
    return list(_below(get_resolver(), "", (), ()))


def _below(
    resolver: URLResolver, template: str, spaces: tuple[str, ...], parameters: tuple[str, ...]
) -> Iterator[Route]:
    for pattern in resolver.url_patterns:
        known = (*parameters, *_parameters(pattern.pattern))
        if isinstance(pattern, URLResolver):
            inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from _below(pattern, template + str(pattern.pattern), inner, known)
        elif not _leads_to_change(pattern):
            name = ":".join((*spaces, pattern.name)) if pattern.name else ""
            whole = template + str(pattern.pattern)
            yield Route(name or whole, name, whole, known)


def _parameters(pattern: Any) -> tuple[str, ...]:
    return tuple(getattr(pattern, "converters", None) or pattern.regex.groupindex)


def _leads_to_change(pattern: URLPattern) -> bool:
    given = getattr(pattern.callback, "view_initkwargs", None) or {}
    return not pattern.name and str(given.get("pattern_name", "")).endswith("_change")


def listed() -> dict[str, Line]:
    """The lines of all lists. Raises ``ValueError`` for a line that is not one, and for a route that stands twice."""
    found: dict[str, Line] = {}
    for path in sorted(FOLDER.glob("*.txt")):
        for number, text in enumerate(path.read_text().splitlines(), start=1):
            words = text.partition("#")[0].split()
            if not words:
                continue
            if len(words) != 3 or not all(map(_is_cell, words[1:])):
                raise ValueError(f"{path.name}:{number}: a line is: ROUTE GET POST ({', '.join(_CELLS)}, or a status)")
            if words[0] in found:
                raise ValueError(f"{path.name}:{number}: {words[0]} stands twice")
            found[words[0]] = Line(*words[1:])
    return found


_CELLS = (ANYONE, ANONYMOUS, *ROLES, *SCOPES, NOBODY)


def _is_cell(cell: str) -> bool:
    return (cell.isdigit() and len(cell) == 3) or set(cell.split(",")) <= set(_CELLS)


def file_of(route: Route) -> str:
    """The list that a route belongs to."""
    space, _, name = route.name.rpartition(":")
    if space == "v1":
        return "api.txt"
    room = name.partition("_")[0]
    return f"{room}.txt" if space == "admin" and (FOLDER / f"{room}.txt").exists() else "site.txt"


def let_in(cell: str) -> set[str]:
    """The callers that a cell lets in; not for a status."""
    found: set[str] = set()
    for word in cell.split(","):
        if word == ANYONE:
            found |= {*CALLERS}
        elif word in ROLES:
            found |= {*ROLES[ROLES.index(word) :]}
        elif word in (ANONYMOUS, *SCOPES):
            found.add(word)
    return found


def cell_of(callers: set[str], asked: set[str]) -> str:
    """The cell that lets in these callers of those who asked; their names where no cell does."""
    found = next((cell for cell in _CELLS if let_in(cell) & asked == callers), None)
    return found or "+".join(caller for caller in CALLERS if caller in callers)
