"""`manage.py token create`: a client's key, shown once."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from facts.choices import Scope
from facts.services import issue_token

LONGEST_DAYS = 730


class Command(BaseCommand):
    """Makes access tokens."""

    help = "Makes an access token for the API and prints its secret once; only its hash is kept."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One action so far: create."""
        actions = parser.add_subparsers(dest="action", required=True)
        create = actions.add_parser("create", help="make a token and print its secret")
        create.add_argument("--user", required=True, help="login of its owner")
        create.add_argument(
            "--scope",
            action="append",
            choices=Scope.values,
            help="may be given more than once; read where none is given",
        )
        create.add_argument("--days", type=int, default=90, help=f"valid for so many days, 1-{LONGEST_DAYS}")
        create.add_argument("--name", default="command line", help="what it is for")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the secret on standard output, what it is on standard error."""
        if not 1 <= options["days"] <= LONGEST_DAYS:
            raise CommandError(f"--days: accepted is a whole number from 1 to {LONGEST_DAYS}.")
        users = get_user_model().objects
        owner = users.filter(username=options["user"], is_active=True).first()
        if owner is None:
            raise CommandError(f"--user: there is no active user “{options['user']}”.")
        try:
            token, secret = issue_token(
                user=owner,
                name=options["name"],
                scopes=options["scope"] or [Scope.READ],
                expires_at=timezone.now() + timedelta(days=options["days"]),
            )
        except ValidationError as error:
            raise CommandError("; ".join(error.messages)) from error
        self.stderr.write(f"{token} for {owner}, {', '.join(token.scopes)}, until {token.expires_at:%Y-%m-%d}:")
        self.stdout.write(secret)
