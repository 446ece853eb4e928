"""Tables: words, places, characters. Those made from public data carry the name of their source in NOTICE."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


@cache
def table(name: str) -> Any:
    """The content of a JSON table."""
    return json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))


@cache
def words(name: str) -> frozenset[str]:
    """A list of words from `words.json`, where each list is one line."""
    return frozenset(table("words")[name].split())
