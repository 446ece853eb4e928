"""The installer's decisions; the installation itself is run by whoever runs these tests."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tracker import bootstrap

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("version", [(2, 7, 18), (3, 6, 15), (3, 10, 13)])
def test_an_old_python_is_named(version: tuple[int, ...]) -> None:
    with pytest.raises(bootstrap.InstallError, match=r"is too old: 3\.11 or newer .* make install PYTHON="):
        bootstrap.check_python(version)


@pytest.mark.parametrize("version", [(3, 11, 2), (3, 11, 7), (3, 14, 0)])
def test_a_new_python_will_do(version: tuple[int, ...]) -> None:
    bootstrap.check_python(version)


def test_one_package_is_taken_from_the_lock_with_its_hashes() -> None:
    lock = (ROOT / "requirements-dev.txt").read_text()

    block = bootstrap.locked_block(lock, "uv")

    assert block.startswith("uv==")
    assert "--hash=sha256:" in block
    assert block.count("==") == 1


def test_a_package_that_is_not_locked_is_named() -> None:
    with pytest.raises(bootstrap.InstallError, match=r"uv is not locked.*make lock"):
        bootstrap.locked_block("uvloop==1 \\\n    --hash=sha256:00\n", "uv")


def test_another_lock_is_another_installation(tmp_path: Path) -> None:
    for name in bootstrap.LOCKS:
        (tmp_path / name).write_text("a==1\n")
    before = bootstrap.fingerprint(str(tmp_path))

    (tmp_path / "requirements-dev.txt").write_text("a==2\n")

    assert bootstrap.fingerprint(str(tmp_path)) != before


def test_an_environment_moved_or_missing_is_not_usable(tmp_path: Path) -> None:
    assert not bootstrap.usable(str(tmp_path / "bin" / "python"))
    assert not bootstrap.usable(sys.executable.replace(".venv", "elsewhere"))


def test_this_environment_is_usable() -> None:
    if Path(sys.prefix) != Path(bootstrap.VENV):
        pytest.skip("the tests run from another environment")

    assert bootstrap.usable(bootstrap.VENV_PYTHON)


@pytest.mark.parametrize("name", ["requirements", "requirements-embedded", "requirements-dev", "requirements-compile"])
def test_every_direct_dependency_has_a_purpose_and_a_locked_hash(name: str) -> None:
    lines = (ROOT / f"{name}.in").read_text().splitlines()
    direct = [line for line in lines if line and not line.startswith(("#", "-"))]
    lock = (ROOT / f"{name}.txt").read_text()

    assert direct
    for line in direct:
        package, _, purpose = line.partition("#")
        wanted = package.split(">")[0].split("=")[0].split("[")[0].strip().lower()
        assert len(purpose.split()) >= 1, line
        assert "--hash=sha256:" in bootstrap.locked_block(lock, wanted)


def test_locks_name_no_host() -> None:
    for name in bootstrap.LOCKS:
        assert "://" not in (ROOT / name).read_text()


def test_make_lists_its_targets() -> None:
    done = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True)

    for target in ("install", "demo", "stop", "run", "test", "check", "format", "lock"):
        assert f"make {target} " in done.stdout
