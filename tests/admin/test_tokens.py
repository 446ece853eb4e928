"""Access tokens: the secret is shown once and opens what it should; nobody makes one in another's name."""

from __future__ import annotations

import re
from typing import Any

from django.test import Client
from django.urls import reverse

from facts.models import AccessToken
from facts.tokens import token_of
from tests.admin import desk
from tests.admin.forms import errors_of, page, press, send

ADD = "admin:facts_accesstoken_add"
TYPED = {"name": "A client", "scopes": ["read", "ingest"], "expires_at_0": "2999-01-01", "expires_at_1": "00:00:00"}


def test_the_secret_is_shown_once_and_works(at_desk: Client, chief: Any) -> None:
    answer = send(at_desk, reverse(ADD), user=str(chief.pk), **TYPED)

    html = answer.content.decode()
    secret = re.search(r'id="secret">([^<]+)<', html)
    assert secret is not None
    found = token_of(secret[1])
    assert found is not None
    assert (found.user, found.scopes) == (chief, ["ingest", "read"])
    assert "no-store" in answer.headers["Cache-Control"]
    assert all(secret[1] not in str(cookie) for cookie in at_desk.cookies.values())
    assert secret[1] not in at_desk.get(page(found)).content.decode()


def test_what_is_wrong_is_said_at_its_field(at_desk: Client, chief: Any) -> None:
    past = TYPED | {"expires_at_0": "2001-01-01"}

    late = send(at_desk, reverse(ADD), user=str(chief.pk), **past)
    unknown = send(at_desk, reverse(ADD), user=str(chief.pk), **TYPED | {"scopes": ["everything"]})

    assert any("must lie in the future" in error for error in errors_of(late))
    assert any("everything" in error for error in errors_of(unknown))
    assert not AccessToken.objects.exists()


def test_a_revoked_token_opens_nothing(at_desk: Client, chief: Any) -> None:
    html = send(at_desk, reverse(ADD), user=str(chief.pk), **TYPED).content.decode()
    secret = html.partition('id="secret">')[2].partition("<")[0]

    press(at_desk, AccessToken.objects.get(), "revoke")

    assert token_of(secret) is None


def test_an_editor_makes_tokens_of_their_own_only(client: Client, chief: Any) -> None:
    editor = desk.editor(apps=("facts",))
    client.force_login(editor)

    refused = send(client, reverse(ADD), user=str(chief.pk), **TYPED)
    send(client, reverse(ADD), user=str(editor.pk), **TYPED)

    assert any("valid choice" in error for error in errors_of(refused))
    assert AccessToken.objects.get().user == editor


def test_an_editor_sees_no_others_token(client: Client, chief: Any) -> None:
    theirs = desk.world()["facts.accesstoken"]
    client.force_login(desk.editor(apps=("facts",)))

    assert list(client.get(page(theirs, "changelist")).context["cl"].queryset) == []
    assert client.get(page(theirs)).status_code == 302
