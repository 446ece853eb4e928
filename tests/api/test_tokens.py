"""Who asks: tokens, their scopes and their owners' rights."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from facts.models import AccessToken
from facts.services import revoke_token
from tests.records import a_case

CASES = "/api/v1/cases/"


def asking(secret: str) -> Any:
    return Client(raise_request_exception=False).get(CASES, headers={"authorization": f"Bearer {secret}"})


def test_a_token_that_is_not_good_is_refused_and_not_taken_for_nobody(token: Callable[..., Any]) -> None:
    expired, revoked, orphan = token("read"), token("read"), token("read", user=User.objects.create_user("leaver"))
    AccessToken.objects.filter(pk=expired.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    revoke_token(token=revoked)
    User.objects.filter(username="leaver").update(is_active=False)

    for secret in (expired.secret, revoked.secret, orphan.secret, "nct_unknown", "", "x" * 5000, "nct_\ud800"):
        answer = asking(secret.encode("utf-8", "surrogatepass").decode("latin-1"))
        assert answer.status_code == 401, secret
        assert answer["WWW-Authenticate"] == 'Bearer realm="api", error="invalid_token"'
        assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("scopes", "may_see", "sees"),
    [(["edit"], True, True), (["edit"], False, False), (["read"], True, False), (["ingest"], True, False)],
)
def test_drafts_need_the_scope_and_the_owners_right(
    token: Callable[..., Any], db: None, scopes: list[str], may_see: bool, sees: bool
) -> None:
    a_case("Draft matter")
    owner = None if may_see else User.objects.create_user("plain")

    answer = asking(token(*scopes, user=owner).secret)

    assert (len(answer.json()["results"]) == 1) is sees
    assert answer["Cache-Control"] == ("private, no-store" if sees else "private, no-cache")


def test_what_everybody_sees_may_be_kept_if_asked_about(client: Client, db: None) -> None:
    answer = client.get(CASES)

    assert answer["Cache-Control"] == "no-cache"
    assert {"Authorization", "Cookie"} <= set(answer["Vary"].split(", "))


def test_an_editor_who_is_logged_in_sees_drafts(client: Client, editor: User) -> None:
    a_case("Draft matter")
    client.force_login(editor)

    answer = client.get(CASES)

    assert len(answer.json()["results"]) == 1
    assert answer["Cache-Control"] == "private, no-store"


def test_use_is_noted_at_most_once_a_minute(token: Callable[..., Any], django_assert_num_queries: Any) -> None:
    row = token("read")

    def used(ago: timedelta) -> Any:
        before = timezone.now() - ago
        AccessToken.objects.filter(pk=row.pk).update(last_used_at=before)
        return before

    with django_assert_num_queries(3):  # token, note, list
        asking(row.secret)
    assert AccessToken.objects.get(pk=row.pk).last_used_at is not None

    before = used(timedelta(seconds=30))
    with django_assert_num_queries(2):
        asking(row.secret)
    assert AccessToken.objects.get(pk=row.pk).last_used_at == before

    before = used(timedelta(seconds=61))
    asking(row.secret)
    assert AccessToken.objects.get(pk=row.pk).last_used_at > before
