#!/usr/bin/env python
"""Django's commands for this project. Embedded servers start by themselves where no URL is set."""

import os
import sys

from django.core.management import execute_from_command_line

from tracker.embedded.errors import EmbeddedError
from tracker.env import WrongEnvironment


def main() -> int:
    """Run the command named in sys.argv; a machine that is not ready gets a sentence and no traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    try:
        execute_from_command_line(sys.argv)
    except (EmbeddedError, WrongEnvironment) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
