"""How the site finds out what somebody may do: one question to the database, where Django's own backend asks two."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Permission


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
            columns = ("content_type__app_label", "codename")
            own = Permission.objects.filter(user=user_obj).order_by().values_list(*columns)
            of_groups = Permission.objects.filter(group__user=user_obj).order_by().values_list(*columns)
            known = {f"{app}.{codename}" for app, codename in own.union(of_groups)}
            user_obj.rights_read = known
        return known
