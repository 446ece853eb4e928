"""Roles: every table has a place in them, every installation has their groups, users get one by page or command."""

from __future__ import annotations

import itertools
from io import StringIO

import pghistory.models
import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission, User
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from tests.admin.forms import errors_of, send
from tests.users import a_user
from tracker.roles import (
    ADMINISTRATOR,
    EDITOR,
    FILES,
    KEPT,
    NEWS,
    PRIVATE,
    READER,
    RECORDS,
    REQUESTS,
    RIGHTS,
    ROLES,
    SENIOR,
    apply_roles,
    differences,
    give_role,
    holds,
    role_of,
)

ROOMS = ("facts", "people", "cases", "articles")
TABLES = [
    model._meta.label_lower
    for room in ROOMS
    for model in apps.get_app_config(room).get_models()
    if not issubclass(model, pghistory.models.Event)
]
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("table", TABLES)
def test_every_table_has_one_place(table: str) -> None:
    lists = {"RECORDS": RECORDS, "NEWS": NEWS, "KEPT": KEPT, "FILES": FILES, "PRIVATE": PRIVATE}
    lists["REQUESTS"] = REQUESTS

    found = [name for name, tables in lists.items() if table in tables]

    assert len(found) == 1, f"{table} is in {found}: put it into one of {', '.join(lists)} in tracker/roles.py"


def test_every_right_is_a_permission_that_exists_and_stands_once() -> None:
    names = [name for right in RIGHTS for name in right.names]
    rows = Permission.objects.values_list("content_type__app_label", "codename")

    assert set(names) - {f"{app}.{codename}" for app, codename in rows} == set()
    assert len(names) == len(set(names))


def test_each_role_has_what_the_one_before_has_and_more() -> None:
    assert [len(holds(role)) for role in ROLES] == sorted({len(holds(role)) for role in ROLES})
    for lower, higher in itertools.pairwise(ROLES):
        assert holds(lower) < holds(higher)


def test_who_decides_what_readers_see() -> None:
    for right in ("facts.publish", "facts.merge", "facts.publish_by_merging", "people.confirm_erasure"):
        assert right not in holds(EDITOR)
        assert right in holds(SENIOR)
    assert not any(".add_" in name or ".change_" in name or ".delete_" in name for name in holds(READER))
    assert not any(".delete_" in name or "user" in name or "token" in name for name in holds(SENIOR))


def test_a_migrated_database_has_the_groups() -> None:
    assert differences() == []
    assert set(Group.objects.values_list("name", flat=True)) == set(ROLES)


def test_what_was_changed_by_hand_is_noticed_and_put_back_and_members_stay() -> None:
    ada = a_user("ada", EDITOR)
    Group.objects.get(name=EDITOR).permissions.set(Permission.objects.filter(codename="publish"))
    Group.objects.get(name=SENIOR).delete()
    out = StringIO()

    call_command("check", databases=["default"], stdout=out, stderr=out)
    apply_roles()

    told = out.getvalue()
    assert "The group “Editor” lacks articles.add_article" in told
    assert "The group “Editor” has facts.publish, which tracker/roles.py does not give it." in told
    assert "The group “Senior editor” is missing." in told
    assert told.count("tracker.W001") == 3
    assert differences() == []
    assert role_of(ada) == EDITOR


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("command", ["migrate", "flush"])
def test_the_commands_that_make_and_empty_tables_make_the_groups(command: str) -> None:
    Group.objects.all().delete()

    call_command(command, verbosity=0, interactive=False)

    assert differences() == []


def test_only_a_role_opens_the_desk() -> None:
    user = a_user("ada", EDITOR)
    assert (user.is_staff, role_of(user)) == (True, EDITOR)

    give_role(user=user, role=READER)
    assert (user.is_staff, role_of(User.objects.get(pk=user.pk))) == (True, READER)

    give_role(user=user, role="")
    assert (user.is_staff, user.groups.count()) == (False, 0)
    with pytest.raises(ValidationError, match="One of: Reader, Editor"):
        give_role(user=user, role="Owner")


def test_a_role_by_command() -> None:
    a_user("ada")
    User.objects.create_superuser("root")
    out = StringIO()

    call_command("role", "ada", "senior EDITOR", stdout=out)
    call_command("role", stdout=out)

    assert out.getvalue().splitlines() == ["ada: Senior editor", "ada: Senior editor", "root: none, superuser"]
    for words, told in ((["ada", "owner"], "accepted are Reader"), (["ada"], "say which"), (["bo", "none"], "no user")):
        with pytest.raises(CommandError, match=told):
            call_command("role", *words)


# --- the users' page ---


@pytest.fixture
def at_users(client: Client) -> Client:
    client.force_login(a_user("keeper", ADMINISTRATOR))
    return client


def test_a_user_is_made_with_a_role(at_users: Client) -> None:
    secret = "plainly made up 1"

    answer = send(
        at_users, reverse("admin:auth_user_add"), username="ada", password1=secret, password2=secret, role=EDITOR
    )

    ada = User.objects.get(username="ada")
    assert errors_of(answer) == []
    assert (role_of(ada), ada.is_staff, ada.is_superuser) == (EDITOR, True, False)
    assert Client().login(username="ada", password=secret)


def test_a_role_is_changed_and_taken_away(at_users: Client) -> None:
    ada = a_user("ada", READER)
    page = reverse("admin:auth_user_change", args=[ada.pk])

    send(at_users, page, role=SENIOR)
    assert role_of(User.objects.get(pk=ada.pk)) == SENIOR
    assert list(at_users.get(page).context["adminform"].form["role"].value()) == list(SENIOR)

    send(at_users, page, role="")
    assert not User.objects.get(pk=ada.pk).is_staff


def test_nobody_makes_a_superuser_by_the_page_or_takes_one_over(at_users: Client) -> None:
    ada, root = a_user("ada", EDITOR), User.objects.create_superuser("root", password="plainly made up")

    send(at_users, reverse("admin:auth_user_change", args=[ada.pk]), is_superuser="on", role=EDITOR)
    taken = at_users.post(reverse("admin:auth_user_password_change", args=[root.pk]), {"password1": "x"})

    assert not User.objects.get(pk=ada.pk).is_superuser
    assert taken.status_code == 403
    assert at_users.post(reverse("admin:auth_user_change", args=[root.pk]), {"username": "x"}).status_code == 403


def test_a_group_says_in_words_what_it_may(at_users: Client) -> None:
    group = Group.objects.get(name=EDITOR)

    html = at_users.get(reverse("admin:auth_group_change", args=[group.pk])).content.decode()

    assert "decide suggestions" in html
    assert "publish, restrict" not in html
    assert 'name="_save"' not in html
