"""Names and cases as the linking engine wants them, kept in each process and brought up to date by what changed.

``current()`` is the registry as the database has it now. ``changes_since(mark)`` says which people, employers and cases
changed, for whoever else keeps something that is made of them.
"""

from articles.registry.changes import Changes, Mark, changes_since, prune
from articles.registry.holding import Registry, current, preload
from articles.registry.reading import read_all

__all__ = ["Changes", "Mark", "Registry", "changes_since", "current", "preload", "prune", "read_all"]
