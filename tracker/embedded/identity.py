"""Which user a server runs as. PostgreSQL refuses root, so root hands it to a user without rights."""

from __future__ import annotations

import os
import pwd
import shutil
from pathlib import Path

from tracker.embedded.errors import EmbeddedError

# The user "nobody" of most Unix systems.
UNPRIVILEGED = 65534


def server_uid() -> int:
    """The user id that PostgreSQL gets."""
    return UNPRIVILEGED if os.geteuid() == 0 else os.geteuid()


def as_server_user() -> list[str]:
    """What to put before a PostgreSQL command; empty unless this is root.

    Raises EmbeddedError where PostgreSQL could not run: no passwd entry, or root without setpriv.
    """
    uid = server_uid()
    try:
        pwd.getpwuid(uid)
    except KeyError:
        raise EmbeddedError(
            f"user id {uid} has no entry in /etc/passwd, and PostgreSQL needs one: "
            f"run as a user that has one, or set DATABASE_URL to a server of yours"
        ) from None
    if os.geteuid() != 0:
        return []
    setpriv = shutil.which("setpriv", path=os.environ.get("PATH", "") + ":/usr/bin:/bin")
    if setpriv is None:
        raise EmbeddedError(
            "PostgreSQL does not run as root, and setpriv (package util-linux) is missing: "
            "install it, run as another user, or set DATABASE_URL"
        )
    # The capability lets the user reach binaries and data under a home that only root may enter. Without
    # no_setuid_fixup the kernel drops it when the user changes, and initdb reports an "invalid binary".
    return [
        setpriv,
        f"--reuid={uid}",
        f"--regid={uid}",
        "--clear-groups",
        "--inh-caps=+dac_override",
        "--securebits=+no_setuid_fixup",
        "--ambient-caps=+dac_override",
    ]


def give_to_server_user(directory: Path) -> None:
    """Make a fresh directory that PostgreSQL will own."""
    directory.mkdir(mode=0o700, exist_ok=True)
    if os.geteuid() == 0:
        os.chown(directory, UNPRIVILEGED, UNPRIVILEGED)
