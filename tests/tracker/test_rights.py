"""Rights of users and of their groups are what Django says, in one query."""

from __future__ import annotations

import pytest
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Permission, User
from pytest_django import DjangoAssertNumQueries

from tests.users import a_user
from tracker.roles import EDITOR, SENIOR

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ["", EDITOR, SENIOR])
def test_they_are_those_of_djangos_own_backend(role: str) -> None:
    user = a_user("somebody", role)
    user.user_permissions.add(Permission.objects.get(codename="add_user"))

    found = User.objects.get(pk=user.pk).get_all_permissions()

    assert found == ModelBackend().get_all_permissions(User.objects.get(pk=user.pk))
    assert "auth.add_user" in found


def test_they_are_asked_once(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    user = User.objects.get(pk=a_user("somebody", EDITOR).pk)

    with django_assert_num_queries(1):
        assert user.has_perm("cases.change_case")
        assert not user.has_perm("auth.add_user")


def test_who_left_has_none_and_superusers_have_all() -> None:
    gone, chief = a_user("gone", SENIOR), User.objects.create_superuser("chief")
    User.objects.filter(pk=gone.pk).update(is_active=False)

    assert User.objects.get(pk=gone.pk).get_all_permissions() == set()
    assert len(chief.get_all_permissions()) == Permission.objects.count()
