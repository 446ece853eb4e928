"""Issuing and revoking access tokens."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from facts import tokens
from facts.choices import Scope
from facts.models import AccessToken

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def issue_token(*, user: "User", name: str, scopes: Iterable[str], expires_at: datetime) -> tuple[AccessToken, str]:
    """Make a token for ``user``. Returns the row and the secret, which is shown once and kept nowhere.

    Raises ``ValidationError`` per field for unknown scopes or a date of expiry in the past.
    """
    wanted = sorted(set(scopes))
    errors = {}
    if not wanted or not set(wanted) <= set(Scope.values):
        errors["scopes"] = [f"One or more of: {', '.join(Scope.values)}."]
    if expires_at <= timezone.now():
        errors["expires_at"] = ["The date of expiry must lie in the future."]
    if not name.strip():
        errors["name"] = ["A name says what the token is for."]
    if errors:
        raise ValidationError(errors)
    secret = tokens.new_secret()
    token = AccessToken.objects.create(
        user=user,
        name=name.strip(),
        digest=tokens.digest(secret),
        prefix=secret[:12],
        scopes=wanted,
        expires_at=expires_at,
    )
    return token, secret


@transaction.atomic
def revoke_token(*, token: AccessToken) -> AccessToken:
    """End a token now. Revoking twice keeps the first time."""
    token.revoked_at = token.revoked_at or timezone.now()
    token.save(update_fields=["revoked_at", "updated_at"])
    return token


# Often enough to see which tokens are in use, rarely enough not to write on every read.
USE_NOTED_EVERY = timedelta(minutes=1)


def note_use(*, token: AccessToken) -> None:
    """Remember that a token was used, at most once a minute."""
    now = timezone.now()
    if token.last_used_at is None or token.last_used_at <= now - USE_NOTED_EVERY:
        AccessToken.objects.filter(pk=token.pk).update(last_used_at=now)
