"""Plainly synthetic users with roles, as the users' page makes them."""

from __future__ import annotations

from django.contrib.auth.models import User

from tracker.roles import SENIOR, give_role


def a_user(name: str, role: str = "") -> User:
    """Without a role it has no rights at all."""
    return give_role(user=User.objects.create_user(name, password="plainly made up"), role=role)


def a_senior(name: str) -> User:
    """Somebody who may publish."""
    return a_user(name, SENIOR)
