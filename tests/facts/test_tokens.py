from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils import timezone

from facts.services import issue_token, revoke_token
from facts.tokens import token_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner() -> User:
    return User.objects.create(username="owner")


def in_days(days: int) -> datetime:
    return timezone.now() + timedelta(days=days)


def test_a_secret_is_found_again_and_never_stored(owner: User) -> None:
    token, secret = issue_token(user=owner, name="client", scopes=["read"], expires_at=in_days(1))

    assert token_of(secret) == token
    assert secret not in str(vars(token))
    assert token_of(secret + "x") is None
    assert token_of("") is None


def test_expired_revoked_and_orphaned_tokens_are_dead(owner: User) -> None:
    token, secret = issue_token(user=owner, name="client", scopes=["read"], expires_at=in_days(1))
    type(token).objects.update(expires_at=in_days(-1))
    assert token_of(secret) is None

    token, secret = issue_token(user=owner, name="client", scopes=["read"], expires_at=in_days(1))
    revoke_token(token=token)
    assert token_of(secret) is None

    _, secret = issue_token(user=owner, name="client", scopes=["read"], expires_at=in_days(1))
    User.objects.update(is_active=False)
    assert token_of(secret) is None


def test_wrong_input_is_named_field_by_field(owner: User) -> None:
    with pytest.raises(ValidationError) as refused:
        issue_token(user=owner, name=" ", scopes=["write"], expires_at=in_days(-1))

    assert set(refused.value.message_dict) == {"name", "scopes", "expires_at"}
