"""Users and what their roles hold. A user gets one role here; what it holds is written in tracker/roles.py alone."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth import admin as stock
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group, User
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from tracker.roles import RIGHTS, ROLES, give_role, role_of

admin.site.unregister([User, Group])


def _role() -> forms.ChoiceField:
    return forms.ChoiceField(
        choices=[("", "None: no access to the desk"), *((role, role) for role in ROLES)],
        required=False,
        help_text="Each role has what the one before it has, and more; see Groups.",
    )


class NewUserForm(AdminUserCreationForm):
    role = _role()


class UserForm(UserChangeForm):
    role = _role()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "role" in self.fields:
            self.fields["role"].initial = role_of(self.instance)


@admin.register(User)
class UserAdmin(stock.UserAdmin):
    """Django's page with a role in place of loose rights. Nobody is deleted: history names users by their key."""

    form = UserForm
    add_form = NewUserForm
    list_display = ("username", "role", "is_active", "last_login")
    list_filter = ("is_active", "groups", "is_superuser")
    filter_horizontal = ()
    readonly_fields = ("is_superuser", "last_login", "date_joined")
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("At the desk", {"fields": ("role", "is_active", "is_superuser")}),
        ("Personal", {"fields": ("first_name", "last_name", "email")}),
        ("When", {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = (
        (None, {"classes": ("wide",), "fields": ("username", "usable_password", "password1", "password2", "role")}),
    )

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Any]":
        return super().get_queryset(request).prefetch_related("groups")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever could give a superuser another password would be one."""
        above = obj is not None and obj.is_superuser and not request.user.is_superuser
        return super().has_change_permission(request, obj) and not above

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Made inactive instead."""
        return False

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: Any) -> None:
        super().save_related(request, form, formsets, change)
        give_role(user=form.instance, role=form.cleaned_data["role"])

    @admin.display(description="role")
    def role(self, user: User) -> str:
        return f"{role_of(user)}, superuser".removeprefix(", ") if user.is_superuser else role_of(user) or "none"


@admin.register(Group)
class RoleAdmin(admin.ModelAdmin):
    """Looked at: changes are made in tracker/roles.py, and reach the database with the next deployment."""

    search_fields = ("name",)
    ordering = ("pk",)
    list_display = ("name", "members")
    fields = ("name", "rights", "members")

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Any]":
        return super().get_queryset(request).prefetch_related("user_set")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description="may")
    def rights(self, group: Group) -> str | SafeString:
        if group.name not in ROLES:
            return "a group of this site's own"
        upto = ROLES[: ROLES.index(group.name) + 1]
        said = [(right.words,) for right in RIGHTS if right.role in upto]
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", said))

    @admin.display(description="who")
    def members(self, group: Group) -> str:
        return ", ".join(sorted(str(user) for user in group.user_set.all())) or "nobody"
