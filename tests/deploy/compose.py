"""The compose file as an engine reads it: variables put in, anchors resolved; and what the image sets beside it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
COMPOSE = ROOT / "docker-compose.yml"
DOCKERFILE = ROOT / "Dockerfile"

# ${NAME:?what is missing}, ${NAME:-default}, ${NAME}, and $$ for a dollar sign.
_VARIABLE = re.compile(r"\$(?:(?P<dollar>\$)|\{(?P<name>\w+)(?::(?P<kind>[?-])(?P<rest>[^}]*))?\})")


class MissingVariableError(Exception):
    """A variable without default has no value; the message is the file's own."""


def read(environment: Mapping[str, str]) -> dict[str, Any]:
    """The file with its variables replaced. Raises MissingVariableError."""

    def value(match: re.Match[str]) -> str:
        if match["dollar"]:
            return "$"
        given = environment.get(match["name"], "")
        if not given and match["kind"] == "?":
            raise MissingVariableError(match["rest"])
        return given or (match["rest"] or "" if match["kind"] == "-" else "")

    def resolved(node: Any) -> Any:
        if isinstance(node, dict):
            return {key: resolved(inner) for key, inner in node.items()}
        if isinstance(node, list):
            return [resolved(inner) for inner in node]
        return _VARIABLE.sub(value, node) if isinstance(node, str) else node

    loaded: dict[str, Any] = resolved(yaml.safe_load(COMPOSE.read_text()))
    return loaded


def variables() -> dict[str, bool]:
    """Every variable of the file, and whether it must be given."""
    found: dict[str, bool] = {}
    for match in _VARIABLE.finditer(COMPOSE.read_text()):
        if match["name"]:
            found[match["name"]] = found.get(match["name"], False) or match["kind"] == "?"
    return found


def image_entrypoint() -> list[str]:
    """What the image runs before a service's command."""
    found = re.findall(r"^ENTRYPOINT (\[.*\])$", DOCKERFILE.read_text(), re.MULTILINE)
    entrypoint: list[str] = json.loads(found[-1])
    return entrypoint


def image_environment() -> dict[str, str]:
    """What the last stage of the image sets, PATH left out."""
    last = DOCKERFILE.read_text().rsplit("\nFROM ", 1)[1].replace("\\\n", " ")
    lines = re.findall(r"^ENV (.*)$", last, re.MULTILINE)
    pairs = dict(re.findall(r'(\w+)=("[^"]*"|\S+)', " ".join(lines)))
    return {name: value.strip('"') for name, value in pairs.items() if name != "PATH"}
