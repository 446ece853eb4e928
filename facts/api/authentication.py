"""Who asks: a token in the Authorization header, else the session of somebody logged in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework import authentication, exceptions, permissions

from facts.choices import Scope
from facts.models import AccessToken
from facts.services import note_use
from facts.tokens import token_of
from facts.visibility import PUBLIC, Viewer

if TYPE_CHECKING:
    from django.contrib.auth.models import User

KEYWORD = "Bearer"


class TokenAuthentication(authentication.BaseAuthentication):
    """``Authorization: Bearer <secret>`` (RFC 6750). A token that is not good is 401, never an anonymous request."""

    def authenticate(self, request: Any) -> tuple[User, AccessToken] | None:
        """The token's owner and the token; None where the header names no bearer token."""
        keyword, _, secret = request.headers.get("Authorization", "").partition(" ")
        if keyword.lower() != KEYWORD.lower():
            return None
        token = token_of(secret.strip())
        if token is None:
            raise exceptions.AuthenticationFailed("This token is unknown, expired or revoked.", "invalid_token")
        note_use(token=token)
        return token.user, token

    def authenticate_header(self, request: Any) -> str:
        """The challenge of a 401."""
        failed = request.headers.get("Authorization")
        return f'{KEYWORD} realm="api"' + (', error="invalid_token"' if failed else "")


class TokenScheme(OpenApiAuthenticationExtension):
    target_class = TokenAuthentication
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        """As OpenAPI names it."""
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "A token made by `manage.py token create` or in the admin; scopes: "
            + ", ".join(f"`{scope.value}` ({scope.label.lower()})" for scope in Scope)
            + ".",
        }


def viewer_of(request: Any) -> Viewer:
    """The viewer of a request. A token sees what is not published by its scope and its owner's right together."""
    if isinstance(request.auth, AccessToken) and Scope.EDIT not in request.auth.scopes:
        return PUBLIC
    return Viewer.of_user(request.user)


class ReadsForAll(permissions.BasePermission):
    """Reading what is published needs no key; what a viewer may see is decided by the querysets."""

    def has_permission(self, request: Any, view: Any) -> bool:
        """Safe methods only; one that the view does not know is left to be refused as such."""
        return request.method in permissions.SAFE_METHODS or request.method not in view.allowed_methods


class MaySendArticles(ReadsForAll):
    """Reading for all; writing with a token of scope ``ingest``, or logged in with the right to add articles."""

    message = "Sending articles needs a token with the scope “ingest”."
    code = "scope_missing"

    def has_permission(self, request: Any, view: Any) -> bool:
        """Whether this request may pass."""
        if super().has_permission(request, view):
            return True
        if isinstance(request.auth, AccessToken):
            return Scope.INGEST in request.auth.scopes
        return bool(request.user.is_authenticated and request.user.has_perm("articles.add_article"))
