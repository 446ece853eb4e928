"""Neutral paragraphs that make an article as long as real ones are: towns, clubs and weather, with names among them.

Two of five names in them are of nobody the registry knows (some 30 % of all names in an article); the others are
of firms and people of other cases, told about without any quarrel.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from math import exp
from pathlib import Path
from string import Formatter
from typing import Any

from linking.synth.names import firm, person

SMALLEST, LARGEST = 200, 17_000  # bytes of UTF-8
# A log-normal length, cut to the range above, with a mean of about 3.5 KB.
_MIDDLE, _SPREAD = 7.75, 0.92
_UNKNOWN = 0.4  # share of the padding's names that are of nobody known
_BEYOND = 10**7  # numbers of unknown names, away from those of the registry

Spell = Callable[[Mapping[str, Any]], str]


@lru_cache(maxsize=1)
def _table() -> Mapping[str, Mapping[str, Sequence[str]]]:
    table: Mapping[str, Mapping[str, Sequence[str]]] = json.loads(
        Path(__file__).with_name("padding.json").read_text(encoding="utf-8")
    )
    return table


def a_length(chance: random.Random) -> int:
    """Bytes that an article is to have."""
    return int(min(LARGEST, max(SMALLEST, exp(chance.gauss(_MIDDLE, _SPREAD)))))


def paragraph(chance: random.Random, language: str, cases: Sequence[Mapping[str, Any]], spelled: Spell) -> str:
    """Three to six sentences in one language."""
    table = _table()[language]
    sentences = [
        _sentence(chance, template, language, cases, spelled)
        for template in chance.sample(table["sentences"], chance.randint(3, 6))
    ]
    return ("" if language == "zh" else " ").join(sentences)


def _sentence(
    chance: random.Random, template: str, language: str, cases: Sequence[Mapping[str, Any]], spelled: Spell
) -> str:
    table = _table()[language]
    parts: list[str] = []
    for text, name, _, _ in Formatter().parse(template):
        parts.append(text)
        if name == "firm":
            known = chance.random() >= _UNKNOWN
            number = _BEYOND + chance.randint(0, _BEYOND)
            parts.append(spelled(chance.choice(cases)["organizations"][0] if known else firm(chance, number)))
        elif name == "person":
            known = chance.random() >= _UNKNOWN
            number = _BEYOND + chance.randint(0, _BEYOND)
            parts.append(spelled(chance.choice(cases)["persons"][0] if known else person(chance, number, wide=True)))
        elif name == "number":
            parts.append(str(chance.randint(3, 990)))
        elif name:
            parts.append(chance.choice(table[name]))
    return "".join(parts)
