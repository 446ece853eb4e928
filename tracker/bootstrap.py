"""Builds .venv from the locked requirements. Standard library only: it runs before anything is installed.

Kept readable for Python 3.6, so that an interpreter that is too old gets a sentence and not a SyntaxError.
"""

import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

OLDEST = (3, 11)
LOCKS = ("requirements.txt", "requirements-embedded.txt", "requirements-dev.txt")
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
STAMP = os.path.join(VENV, ".installed")
VENV_PYTHON = os.path.join(VENV, "bin", "python")


class InstallError(Exception):
    """What the user must do, in one sentence."""


def check_python(version):
    # type: (tuple[int, ...]) -> None
    """Refuse an interpreter older than the code; `version` as in sys.version_info."""
    if tuple(version[:2]) < OLDEST:
        raise InstallError(
            "Python {}.{} is too old: {}.{} or newer is needed. Name one with: make install PYTHON=python3.11".format(
                version[0], version[1], OLDEST[0], OLDEST[1]
            )
        )


def fingerprint(root):
    # type: (str) -> str
    """What is to be installed: the locks."""
    digest = hashlib.sha256()
    for name in LOCKS:
        with open(os.path.join(root, name), "rb") as lock:
            digest.update(lock.read())
    return digest.hexdigest()


def locked_block(text, package):
    # type: (str, str) -> str
    """The lines of one package in a locked file, hashes included, so that it can be installed alone and verified."""
    found = re.search(r"^{}==.*(?:\n[ \t]+.*)*".format(re.escape(package)), text, flags=re.MULTILINE)
    if found is None:
        raise InstallError("{} is not locked in requirements-dev.txt: run make lock".format(package))
    return found.group(0) + "\n"


def environment():
    # type: () -> dict[str, str]
    """The environment of the installers."""
    env = dict(os.environ)
    # The machine's own certificates count, too: a company's proxy is often known to them alone. One switch, two names.
    env.setdefault("UV_SYSTEM_CERTS", "1")
    env.setdefault("UV_NATIVE_TLS", "1")
    env.setdefault("PIP_DISABLE_PIP_VERSION_CHECK", "1")
    env.setdefault("PIP_ROOT_USER_ACTION", "ignore")
    if not os.path.isdir(env.get("HOME", "")):
        # Without a home there is no place for a cache; both installers want one.
        env["UV_NO_CACHE"] = "1"
        env["PIP_NO_CACHE_DIR"] = "1"
        env["HOME"] = ROOT
    return env


def run(*command):
    # type: (*str) -> bool
    """Run a command with its output shown; True where it succeeded."""
    return subprocess.call(command, cwd=ROOT, env=environment()) == 0


def create_venv():
    # type: () -> None
    """An empty .venv, with pip where the interpreter can give one."""
    shutil.rmtree(VENV, ignore_errors=True)
    try:
        import ensurepip  # noqa: F401 - Debian packs it apart from the interpreter
        import venv
    except ImportError:
        uv = shutil.which("uv")
        if uv and run(uv, "venv", "--quiet", "--python", sys.executable, VENV):
            return
        raise InstallError(
            "This Python cannot make virtual environments. On Debian: apt-get install python{}.{}-venv".format(
                *sys.version_info[:2]
            )
        ) from None
    venv.EnvBuilder(with_pip=True, symlinks=True).create(VENV)


def find_uv():
    # type: () -> str | None
    """uv from PATH, else the locked one installed into .venv, else None."""
    found = shutil.which("uv")
    if found:
        return found
    own = os.path.join(VENV, "bin", "uv")
    if os.path.exists(own):
        return own
    with open(os.path.join(ROOT, "requirements-dev.txt")) as lock:
        block = locked_block(lock.read(), "uv")
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as only_uv:
        only_uv.write(block)
        only_uv.flush()
        run(VENV_PYTHON, "-m", "pip", "install", "--quiet", "--no-deps", "--require-hashes", "-r", only_uv.name)
    return own if os.path.exists(own) else None


def install_packages():
    # type: () -> str
    """Install exactly what is locked, hashes checked; returns the installer's name."""
    uv = find_uv()
    sync = ["pip", "sync", "--quiet", "--require-hashes", "--python", VENV_PYTHON]
    if os.environ.get("PYTHONDONTWRITEBYTECODE"):
        # Where Python may not keep what it compiles, every start of every process would compile all of it again.
        sync.append("--compile-bytecode")
    if uv and run(uv, *sync, *LOCKS):
        return "uv"
    print("uv cannot be had: pip does it, which takes about a minute longer", flush=True)
    pip = [VENV_PYTHON, "-m", "pip", "install", "--quiet", "--no-compile", "--no-deps", "--require-hashes"]
    for name in LOCKS:
        pip += ["-r", name]
    if run(*pip):
        return "pip"
    raise InstallError("The packages could not be installed; the reason stands above.")


def usable(venv_python):
    # type: (str) -> bool
    """Whether .venv's interpreter is there, new enough and still in the place it was made for."""
    question = "import sys; print(sys.version_info >= {}, sys.prefix, sep='\\n')".format(OLDEST)
    try:
        answer = subprocess.check_output([venv_python, "-c", question], stderr=subprocess.DEVNULL).decode().split("\n")
    except (OSError, subprocess.CalledProcessError):
        return False
    return answer[:2] == ["True", VENV]


def install():
    # type: () -> None
    """Bring .venv to what the locks say; nothing to do where it already is.

    An environment that works is kept, whichever interpreter asks: processes may be running from it.
    """
    wanted = fingerprint(ROOT)
    place_and_locks = "{}\n{}\n".format(VENV, wanted)
    kept = usable(VENV_PYTHON)
    if kept and os.path.exists(STAMP):
        with open(STAMP) as file:
            if file.read() == place_and_locks:
                return
    started = time.monotonic()
    if not kept:
        create_venv()
    installer = install_packages()
    with open(STAMP + ".new", "w") as file:
        file.write(place_and_locks)
    os.replace(STAMP + ".new", STAMP)
    print(".venv is ready ({}, {:.0f} s)".format(installer, time.monotonic() - started), flush=True)


def main():
    # type: () -> int
    """Exit code 0 where .venv is as locked, 1 with a sentence where it cannot be."""
    place = os.open(ROOT, os.O_RDONLY)
    try:
        check_python(sys.version_info[:3])
        # Two `make install` at once: the second waits and finds the work done.
        fcntl.flock(place, fcntl.LOCK_EX)
        install()
    except (InstallError, OSError) as error:
        print("make install: {}".format(error), file=sys.stderr)
        return 1
    finally:
        os.close(place)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
