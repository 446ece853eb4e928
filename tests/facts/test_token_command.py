"""`manage.py token create`."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.utils import timezone

from facts.models import AccessToken
from facts.tokens import token_of


def test_the_secret_is_printed_once_and_works(db: None) -> None:
    User.objects.create_user("reader")
    out, told = StringIO(), StringIO()

    call_command("token", "create", "--user", "reader", "--scope", "read", "--scope", "ingest", stdout=out, stderr=told)

    token = token_of(out.getvalue().strip())
    assert token is not None
    assert token.scopes == ["ingest", "read"]
    assert timedelta(days=89) < token.expires_at - timezone.now() <= timedelta(days=90)
    assert out.getvalue().strip() not in told.getvalue()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--user", "nobody"], "--user: there is no active user “nobody”."),
        (["--user", "reader", "--days", "0"], "--days: accepted is a whole number from 1 to 730."),
        (["--user", "reader", "--scope", "everything"], "invalid choice: 'everything'"),
    ],
)
def test_what_cannot_be_is_said(db: None, arguments: list[str], says: str) -> None:
    User.objects.create_user("reader")

    with pytest.raises(CommandError, match=says.replace("(", r"\(")):
        call_command("token", "create", *arguments)

    assert not AccessToken.objects.exists()
