"""Everybody who can knock at the site's doors, and whether they are let in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client

from facts.services import issue_token
from tests.house.listed import ROLES, SCOPES
from tests.users import a_user
from tracker.roles import ADMINISTRATOR, EDITOR, READER, SENIOR

GROUPS = dict(zip(ROLES, (READER, EDITOR, SENIOR, ADMINISTRATOR), strict=True))


class Unwritten:
    """Middleware that leaves pages of templates unwritten: whether one is shown is decided before, by its view."""

    def __init__(self, get_response: Any) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> Any:
        return self.get_response(request)

    def process_template_response(self, request: Any, response: Any) -> Any:
        if request.path.startswith("/admin/"):
            response.content = b""
        return response


class Caller:
    """One of ``CALLERS``; what a request writes is taken back after it. A token's owner has the role ``owned_by``."""

    def __init__(self, name: str, *, owned_by: str = EDITOR) -> None:
        self.name = name
        self.user: User | None = None
        headers = {}
        if name in ROLES:
            self.user = a_user(f"{name} of tests", GROUPS[name])
        elif name in SCOPES:
            owner = a_user(f"owner of {name}", owned_by)
            until = datetime.now(UTC) + timedelta(days=1)
            _, secret = issue_token(user=owner, name="A client", scopes=[name], expires_at=until)
            headers = {"authorization": f"Bearer {secret}"}
        self.client = Client(headers=headers)
        if self.user is not None:
            self.client.force_login(self.user)

    @contextmanager
    def trying(self) -> Iterator[Client]:
        """Whatever is done within is taken back, logging out as well."""
        name = settings.SESSION_COOKIE_NAME
        before = self.client.cookies[name].value if name in self.client.cookies else None
        with transaction.atomic():
            yield self.client
            transaction.set_rollback(True)
        if before is not None:
            self.client.cookies[name] = before

    def ask(self, method: str, path: str, data: Any = None) -> Any:
        """The answer to a request; redirects are not followed."""
        with self.trying() as client:
            return getattr(client, method.lower())(path, data or {})


def everybody(*names: str) -> list[Caller]:
    return [Caller(name) for name in names]


def is_let_in(answer: Any) -> bool:
    """Whether an answer shows or does what was asked for; wrong data of those who may send some is their own affair."""
    if answer.status_code in (301, 302, 308):
        return not answer["Location"].startswith(("/admin/login/", "/admin/?")) and answer["Location"] != "/admin/"
    return answer.status_code not in (401, 403, 404, 405, 410)


def to_login(answer: Any) -> bool:
    return answer.status_code == 302 and answer["Location"].startswith("/admin/login/")
