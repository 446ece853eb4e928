"""The import contracts of pyproject.toml hold, and each catches what it is for: violations are planted in a small house
of the same rooms, whose contracts are the project's own."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("tracker", "web", "articles", "cases", "people", "facts", "linking")
FLOORS = "Rooms import only from the floors below"
INSIDE = "Inside a room: faces, tasks, services, readers, models"
PLAIN = "linking/ is plain Python"
QUIET = "Services and models know neither the API nor the queue"
EMBEDDED = "The supervisor of embedded servers knows nothing of Django"
CIRCLES = "No circles between siblings"


def lint(directory: Path) -> tuple[int, dict[str, bool]]:
    """Run the contracts of a directory's pyproject.toml: the exit code, and which contract is kept."""
    program = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run(
        [program, "--no-cache"], cwd=directory, env={"PYTHONPATH": str(directory), "COLUMNS": "200"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    kept = {}
    for line in done.stdout.splitlines():
        for verdict in (" KEPT", " BROKEN"):
            if line.endswith(verdict):
                kept[line.removesuffix(verdict)] = verdict == " KEPT"
    assert kept, done.stdout + done.stderr
    return done.returncode, kept


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A house of empty rooms under the project's contracts."""
    (tmp_path / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text())
    for room in ROOMS:
        (tmp_path / room).mkdir()
        (tmp_path / room / "__init__.py").touch()
    for room in ROOMS[1:-1]:
        for module in ("urls", "admin", "api", "views", "tasks", "services", "models", "querysets", "choices"):
            (tmp_path / room / f"{module}.py").touch()
    (tmp_path / "cases" / "timeline.py").touch()
    for module in ("settings", "env"):
        (tmp_path / "tracker" / f"{module}.py").touch()
    for package in ("tracker/embedded", "tracker/database"):
        (tmp_path / package).mkdir()
        (tmp_path / package / "__init__.py").touch()
    return tmp_path


def test_the_project_keeps_every_contract() -> None:
    code, kept = lint(ROOT)

    assert [name for name, is_kept in kept.items() if not is_kept] == []
    assert code == 0


def test_every_contract_is_known_here() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]

    assert {contract["name"] for contract in contracts} == {FLOORS, INSIDE, PLAIN, QUIET, EMBEDDED, CIRCLES}


def test_the_empty_house_keeps_every_contract(house: Path) -> None:
    code, kept = lint(house)

    assert code == 0
    assert all(kept.values())


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("linking/fold.py", "import facts", FLOORS),
        ("facts/dates.py", "from people import models", FLOORS),
        ("people/services.py", "from cases.models import x", FLOORS),
        ("cases/timeline.py", "import articles.services", FLOORS),
        ("articles/services.py", "def later():\n    from web import views", FLOORS),
        ("web/views.py", "import tracker.urls", FLOORS),
        ("cases/models.py", "from cases import services", INSIDE),
        ("cases/querysets.py", "from cases import models", INSIDE),
        ("cases/services.py", "from cases import tasks", INSIDE),
        ("articles/services.py", "from articles import api", INSIDE),
        ("people/tasks.py", "from people import admin", INSIDE),
        ("cases/timeline.py", "from cases import services", INSIDE),
        ("facts/choices.py", "from facts import querysets", INSIDE),
        ("linking/rank.py", "from django.db import models", PLAIN),
        ("linking/rank.py", "import celery", PLAIN),
        ("articles/services.py", "import celery", QUIET),
        ("cases/models.py", "from rest_framework import serializers", QUIET),
        ("tracker/embedded/postgres.py", "from django.conf import settings", EMBEDDED),
        ("tracker/embedded/postgres.py", "from tracker.env import x", EMBEDDED),
    ],
)
def test_a_planted_violation_is_caught(house: Path, module: str, line: str, contract: str) -> None:
    (house / module).write_text(line + "\n")

    code, kept = lint(house)

    assert code != 0
    assert kept[contract] is False


def test_a_planted_circle_is_caught(house: Path) -> None:
    (house / "linking" / "mentions.py").write_text("from linking import rank\n")
    (house / "linking" / "rank.py").write_text("def late():\n    from linking import mentions\n")

    code, kept = lint(house)

    assert code != 0
    assert kept[CIRCLES] is False
