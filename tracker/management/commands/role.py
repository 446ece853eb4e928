"""Roles at the command line: who has which, and giving one."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser

from tracker.roles import ROLES, give_role, role_of

NONE = "none"


class Command(BaseCommand):
    """For scripts, and for users that were there before roles. The admin's page of users does the same."""

    help = 'Say who has which role (no arguments), or give a user one: manage.py role NAME "Senior editor"|none.'

    def add_arguments(self, parser: CommandParser) -> None:
        """Whom, and what."""
        parser.add_argument("name", nargs="?", help="the user's name")
        parser.add_argument("role", nargs="?", help=f"one of: {', '.join(ROLES)}, {NONE}; letter case does not matter")

    def handle(self, *args: Any, **options: Any) -> None:
        """List or give."""
        name, wanted = options["name"], options["role"]
        if name is None:
            for user in User.objects.filter(is_active=True).prefetch_related("groups").order_by("username"):
                role = role_of(user) or NONE
                self.stdout.write(f"{user.username}: {role}{', superuser' if user.is_superuser else ''}")
            return
        if wanted is None:
            raise CommandError(f"role: say which: {', '.join(ROLES)}, {NONE}")
        known = {role.lower(): role for role in ROLES} | {NONE: ""}
        if wanted.lower() not in known:
            raise CommandError(f"role: accepted are {', '.join(ROLES)}, {NONE}")
        found = User.objects.filter(username=name).first()
        if found is None:
            raise CommandError(f"name: there is no user {name!r}")
        give_role(user=found, role=known[wanted.lower()])
        self.stdout.write(f"{name}: {known[wanted.lower()] or NONE}")
