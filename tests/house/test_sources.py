"""Rules of the house that neither ruff nor import contracts can see, read from the sources."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("tracker", "web", "alerts", "articles", "cases", "people", "facts", "linking")
# What a client's values are called, here and in the libraries.
GIVEN = frozenset(
    {"request", "GET", "POST", "data", "query_params", "validated_data", "cleaned_data", "params", "kwargs", "given"}
)
WEB_MODULES = ("django.http", "django.shortcuts", "django.views", "django.contrib.messages")


def sources() -> list[Path]:
    return [path for room in ROOMS for path in (ROOT / room).rglob("*.py") if "migrations" not in path.parts]


def imported(tree: ast.AST) -> Iterator[str]:
    """Every module that a source imports, and every name of it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def uses_of_signals(tree: ast.AST) -> list[str]:
    modules = ("django.dispatch", "django.db.models.signals", "django.core.signals", "django.test.signals")
    return [name for name in imported(tree) if name.startswith(modules)]


def filters_by_given_names(tree: ast.AST) -> list[int]:
    """Lines that hand a client's mapping to a queryset: it could read any column of any joined table."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("filter", "exclude", "get", "order_by")
        and any(keyword.arg is None and is_given(keyword.value) for keyword in node.keywords)
    ]


def is_given(value: ast.expr) -> bool:
    """Whether an expression is made of what a client sent, going by its names."""
    names = {node.attr for node in ast.walk(value) if isinstance(node, ast.Attribute)}
    names |= {node.id for node in ast.walk(value) if isinstance(node, ast.Name)}
    return bool(names & GIVEN)


def in_layer(path: Path, *layers: str) -> bool:
    """Whether a source is, or lies in, a layer such as services.py or services/."""
    return path.relative_to(ROOT).with_suffix("").parts[1] in layers


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_source_keeps_the_rules_of_the_house(path: Path) -> None:
    tree = ast.parse(path.read_text())

    assert path.stem not in ("utils", "helpers", "common", "misc"), "a module is named after its idea"
    assert uses_of_signals(tree) == [], "signals act at a distance: call the service"
    assert filters_by_given_names(tree) == [], "name the fields of a filter"
    assert len(path.read_text().splitlines()) <= 330, "near 300 lines a module becomes a folder of the same name"
    if len(path.relative_to(ROOT).parts) > 1 and in_layer(path, "services", "models", "querysets"):
        assert [name for name in imported(tree) if name.startswith(WEB_MODULES)] == [], "HTTP stays in the faces"


@pytest.mark.parametrize(
    ("rule", "line"),
    [
        (uses_of_signals, "from django.db.models.signals import post_save"),
        (uses_of_signals, "from django.dispatch import receiver"),
        (filters_by_given_names, "Case.objects.filter(**request.GET.dict())"),
        (filters_by_given_names, "Case.objects.visible_to(user).exclude(a=1, **given)"),
    ],
)
def test_a_planted_violation_is_seen(rule: object, line: str) -> None:
    assert callable(rule)
    assert rule(ast.parse(line))
