"""`manage.py verify_history`: is the history what it was when it was sealed?"""

from __future__ import annotations

import json
from argparse import ArgumentParser
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from facts.services import seal_history
from facts.verifying import verify_history

SHOWN = 50


class Command(BaseCommand):
    """Verifies the chain over the history; exit code 1 where anything disagrees."""

    help = "Compares every history row with the chain of digests. Keep the head it prints away from this server."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to compare with, and how to print."""
        parser.add_argument(
            "--head",
            action="append",
            default=[],
            metavar="NUMBER:HEAD",
            help="a head that was kept elsewhere, as printed before; may be given more than once",
        )
        parser.add_argument("--seal", action="store_true", help="first seal everything that is committed")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print counts, the head and the faults."""
        known = dict(map(_head, options["head"]))
        if options["seal"]:
            seal_history(settled_after=timedelta(0))
        found = verify_history(known_heads=known)
        if options["json"]:
            self.stdout.write(json.dumps(asdict(found)))
        else:
            self.stdout.write(f"{found.rows} rows in {found.blocks} blocks, {found.erased} erased.")
            self.stdout.write(f"Head: {found.blocks}:{found.head}")
            for fault in found.faults[:SHOWN]:
                row = "" if fault.row is None else f" row {fault.row}"
                block = f" (block {fault.block})" if fault.block else ""
                self.stdout.write(f"- {fault.table}{row}{block}: {fault.what}".replace("- :", "-").replace("-  ", "- "))
        if found.faults:
            raise CommandError(f"{len(found.faults)} faults: the history is not what was sealed.", returncode=1)


def _head(text: str) -> tuple[int, str]:
    number, _, head = text.partition(":")
    if not number.isdigit() or len(head) != 64 or set(head) - set("0123456789abcdef"):
        raise CommandError("--head: accepted is NUMBER:HEAD as this command prints it, such as 12:3f…, 64 hex digits.")
    return int(number), head
