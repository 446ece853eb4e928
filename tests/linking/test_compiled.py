"""Compiled modules: taken where they were made of these very sources, and then of the same opinion in everything."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from linking import compiled

ROOT = Path(__file__).parents[2]


def run(module: str, switch: str) -> subprocess.CompletedProcess[str]:
    """Run a module in a process of its own, with `LINKING_COMPILED` as told."""
    return subprocess.run(
        [sys.executable, "-m", module],
        cwd=ROOT,
        env={**os.environ, compiled.SWITCH: switch},
        capture_output=True,
        text=True,
        check=False,
    )


def test_compiled_modules_say_what_their_sources_say() -> None:
    if not compiled.fresh():
        if os.environ.get("CI"):
            pytest.fail("make compile comes before the tests")
        pytest.skip("linking is not compiled: make compile")

    plain, fast = run("tests.linking.answers", "off"), run("tests.linking.answers", "on")

    assert plain.returncode == fast.returncode == 0, plain.stderr + fast.stderr
    assert len(plain.stdout.split()) > 1000
    assert fast.stdout == plain.stdout


def test_every_module_that_is_compiled_is_there_and_has_no_twin_of_its_name() -> None:
    sources = [compiled.source_of(module) for module in compiled.MODULES]

    assert all(source.is_file() for source in sources)
    assert len(set(sources)) == len(sources)


def test_a_translation_of_other_sources_does_not_count(tmp_path: Path) -> None:
    nowhere = compiled.fresh(tmp_path)
    (tmp_path / compiled.DIGEST).write_text("0" * 64)
    other = compiled.fresh(tmp_path)
    (tmp_path / compiled.DIGEST).write_text(compiled.digest())

    assert (nowhere, other, compiled.fresh(tmp_path)) == (False, False, True)


def test_compiled_modules_are_found_by_their_names_and_others_are_not(tmp_path: Path) -> None:
    finder = compiled.Compiled(tmp_path)

    found = finder.find_spec("linking.signals.table", None)

    assert found is not None
    assert found.origin == str(tmp_path / f"signals.table{compiled.SUFFIX}")
    assert finder.find_spec("linking.forms", None) is None
    assert finder.find_spec("mentions", None) is None


def test_a_switch_that_says_something_else_is_refused() -> None:
    done = run("linking.compiled", "yes")

    assert done.returncode != 0
    assert "LINKING_COMPILED='yes': it may be on, off or empty" in done.stderr
