"""How the site finds out what somebody may do: one question to the database, where Django's own backend asks two."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.db import connection

# In one row: an editor has some hundred rights, and each page asks.
_RIGHTS = """
    SELECT coalesce(array_agg(kind.app_label || '.' || permission.codename), '{}')
    FROM auth_permission permission JOIN django_content_type kind ON kind.id = permission.content_type_id
    WHERE permission.id IN (
        SELECT permission_id FROM auth_user_user_permissions WHERE user_id = %(user)s
        UNION ALL
        SELECT held.permission_id
        FROM auth_group_permissions held JOIN auth_user_groups joined ON joined.group_id = held.group_id
        WHERE joined.user_id = %(user)s)
"""


class Rights(ModelBackend):
    """Names, passwords and rights are Django's; the rights of users and of their groups are read together.

    Kept with the user who was read, and so asked once in a request.
    """

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        """Rights as ``app.codename``; none on single records."""
        if user_obj.is_superuser or user_obj.is_anonymous or not user_obj.is_active or obj is not None:
            return super().get_all_permissions(user_obj, obj)
        known: set[str] | None = getattr(user_obj, "rights_read", None)
        if known is None:
            with connection.cursor() as cursor:
                cursor.execute(_RIGHTS, {"user": user_obj.pk})
                known = set(cursor.fetchone()[0])
            user_obj.rights_read = known
        return known
