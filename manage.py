#!/usr/bin/env python
"""Django's commands for this project. Embedded servers start by themselves where no URL is set."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run the command named in sys.argv."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
