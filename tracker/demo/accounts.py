"""The demo's people: an editor who accepts, a second one who publishes, and a login for the admin."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.contrib.auth.models import User
from django.utils import timezone

from facts.choices import Scope
from facts.models import AccessToken
from facts.services import issue_token, revoke_token
from tracker.roles import SENIOR, give_role

TOKEN_NAME = "demo client"  # noqa: S105 - a name, no secret


@dataclass(frozen=True)
class Accounts:
    """``password`` opens the admin as ``admin``; ``secret`` is a token of the editor with the scopes read and edit."""

    editor: User
    second: User
    admin: User
    password: str
    secret: str


def accounts(local: Path) -> Accounts:
    """Find or make them. The password is made once and kept under ``local``, readable by its owner alone."""
    password = _password(local / "demo-password")
    editor, second = _user("demo-editor"), _user("demo-second-editor")
    admin = _user("admin")
    if not (admin.is_superuser and admin.check_password(password)):
        admin.is_staff = admin.is_superuser = True
        admin.set_password(password)
        admin.save()
    for token in AccessToken.objects.filter(user=editor, name=TOKEN_NAME, revoked_at=None):
        # Secrets are kept nowhere, so an earlier run's token is of no use to anybody.
        revoke_token(token=token)
    until = timezone.now() + timedelta(days=1)
    _, secret = issue_token(user=editor, name=TOKEN_NAME, scopes=[Scope.READ, Scope.EDIT], expires_at=until)
    return Accounts(editor, second, admin, password, secret)


def _user(name: str) -> User:
    user, created = User.objects.get_or_create(username=name)
    if created:
        user.set_unusable_password()
        user.save()
    # Both may publish: what one of them is refused is the rule of two editors.
    return give_role(user=user, role=SENIOR)


def _password(path: Path) -> str:
    if path.exists():
        return path.read_text().strip()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    password = secrets.token_urlsafe(12)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(password + "\n")
    return password
