"""The form of a rule, and how its pattern is made an expression."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Kinds, pattern, stay.
Row = tuple[tuple[str, ...], str, bool]


@dataclass(frozen=True, slots=True)
class Rule:
    """`kinds`: what a hit states. `stay`: the person was there and went on, so that both a joining and a leaving
    follow."""

    kinds: tuple[str, ...]
    pattern: re.Pattern[str]
    stay: bool = False


_MARK = re.compile(r"\{([PED]):(\w+)\}")
_ARTICLES = r"(?:(?:the|le|la|les|l'|d'|du|de la|des|its|rival|arch rival|competitor|start ?up|giant) ?){0,3}"


def compiled(pattern: str, words: dict[str, str]) -> re.Pattern[str]:
    for name, value in words.items():
        pattern = pattern.replace("{" + name + "}", value)
    pattern = pattern.replace("{app}", r"(?:,? ?\([^<>()]{0,60}\)|, [^<>,]{0,90}(?:<[EUD]\d+>[^<>,]{0,50}){0,3},)?")
    pattern = pattern.replace("{gap}", r"[^<>.;:]{0,40}?")

    def mark(hit: re.Match[str]) -> str:
        kind, name = hit.groups()
        kinds = {"P": "[PU]", "E": "[EU]", "D": "D"}[kind]
        body = rf"<{kinds}(?P<{name}>\d+)>"
        # "X's fund" is not X: a person's mark with a possessive behind it fills no slot.
        return _ARTICLES + body + r"(?:'s|')?" if kind == "E" else body + r"(?!'s? )"

    return re.compile(_MARK.sub(mark, pattern))
