"""Access tokens: how a secret is made and found again. Only its SHA-256 is stored (OWASP ASVS 5.0, V11)."""

import hashlib
import secrets

from django.utils import timezone

from facts.models import AccessToken

# 32 random bytes need no slow hash: there is nothing to guess.
SECRET_BYTES = 32
PREFIX = "nct_"


def new_secret() -> str:
    """A new secret of 47 characters that starts with ``nct_``, so that leaked ones can be searched for."""
    return PREFIX + secrets.token_urlsafe(SECRET_BYTES)


def digest(secret: str) -> str:
    """SHA-256 of the secret, as 64 hexadecimal characters."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def token_of(secret: str) -> AccessToken | None:
    """The live token behind a secret: not expired, not revoked, its owner active; else None."""
    if not secret.startswith(PREFIX):
        return None
    return (
        AccessToken.objects.select_related("user")
        .filter(
            digest=digest(secret),
            revoked_at=None,
            expires_at__gt=timezone.now(),
            user__is_active=True,
        )
        .first()
    )
