"""`python -m linking.compile`: translate the modules named in `linking.compiled` to C and compile them, with mypyc.

Needs a C compiler, Python's headers and what requirements-compile.txt holds, and takes about a minute. Nothing is done
where a translation of the same sources lies ready.
"""

from __future__ import annotations

import shutil
import sys
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory

from mypyc.build import mypycify
from setuptools import Distribution

from linking.compiled import DIGEST, FOLDER, MODULES, ROOM, SUFFIX, digest, fresh, source_of

# Types of what the modules import are taken as they come: `make check` is what checks them.
_MYPY = ("--ignore-missing-imports", "--follow-imports=silent", "--config-file=")


def compile_into(folder: Path) -> None:
    """Make the translation. SystemExit where mypyc or the compiler refuses; `folder` is then what it was."""
    made_of = digest()
    with TemporaryDirectory() as made:
        work = Path(made)
        shutil.copytree(ROOM, work / "linking", ignore=shutil.ignore_patterns("_compiled", "__pycache__"))
        sources = [str(source_of(module).relative_to(ROOM.parent)) for module in MODULES]
        with chdir(work):  # mypyc names modules by their place below the folder that it runs in
            extensions = mypycify([*_MYPY, *sources], group_name="linking", target_dir="c", debug_level="0")
            build = Distribution({"name": "linking", "ext_modules": extensions}).get_command_obj("build_ext")
            build.build_lib, build.build_temp = "lib", "temp"
            build.ensure_finalized()
            build.run()
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for file in (work / "lib").rglob(f"*{SUFFIX}"):
            shutil.copy(file, folder / ".".join(file.relative_to(work / "lib").parts).removeprefix("linking."))
        # Last: what was copied in part counts for nothing.
        (folder / DIGEST).write_text(made_of, encoding="ascii")


def main() -> int:
    """Compile unless that is done."""
    if fresh():
        print(f"{FOLDER} is up to date")
        return 0
    compile_into(FOLDER)
    print(f"{len(MODULES)} modules are compiled in {FOLDER}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
