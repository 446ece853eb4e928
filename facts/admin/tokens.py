"""Access tokens: the secret is shown once, on the page that answers the form, and stands nowhere else."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

from facts import services
from facts.admin.forms import RecordForm
from facts.admin.verbs import Verb, VerbsAdmin
from facts.choices import Scope
from facts.models import AccessToken

# A token acts with its owner's rights: those of others are for whoever keeps the users.
KEEPS_USERS = "auth.change_user"

REVOKE = Verb(
    "revoke",
    "Revoke",
    "Revoked",
    lambda token, *_: services.revoke_token(token=token),
    lambda token: token.revoked_at is None,
)


class TokenForm(RecordForm):
    scopes = forms.MultipleChoiceField(choices=Scope.choices, widget=forms.CheckboxSelectMultiple)


@admin.register(AccessToken)
class AccessTokenAdmin(VerbsAdmin):
    list_display = ("name", "prefix", "user", "scopes", "state", "expires_at", "last_used_at")
    list_filter = ("revoked_at", "expires_at")
    search_fields = ("name", "prefix", "user__username")
    ordering = ("-created_at", "-pk")
    autocomplete_fields = ("user",)
    relations = ("user",)
    verbs = (REVOKE,)
    saves = False
    makes = True

    def get_queryset(self, request: HttpRequest) -> Any:
        """Whoever does not keep the users sees and makes tokens of their own only."""
        tokens = super().get_queryset(request)
        return tokens if request.user.has_perm(KEEPS_USERS) else tokens.filter(user=request.user.pk)

    def get_form(self, request: HttpRequest, obj: Any = None, change: Any = False, **kwargs: Any) -> Any:  # noqa: FBT002
        if obj is None:
            kwargs["form"] = TokenForm
        return super().get_form(request, obj, change=change, **kwargs)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return ("user", "name", "scopes", "expires_at")
        return ("user", "name", "prefix", "scopes", "state", "expires_at", "revoked_at", "last_used_at", "created_at")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return () if obj is None else self.get_fields(request, obj)

    def get_field_queryset(self, db: str | None, db_field: Any, request: HttpRequest) -> Any:
        """Nobody makes one in another's name but who keeps the users."""
        users = super().get_field_queryset(db, db_field, request)
        if db_field.name == "user" and not request.user.has_perm(KEEPS_USERS):
            users = db_field.remote_field.model._default_manager.filter(pk=request.user.pk)
        return users

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"user": request.user.pk, **super().get_changeform_initial_data(request)}

    def make(self, request: HttpRequest, form: Any) -> AccessToken:
        token, secret = services.issue_token(**form.cleaned_data)
        request.secret = secret  # type: ignore[attr-defined]
        return token

    def response_add(
        self, request: HttpRequest, obj: AccessToken, post_url_continue: str | None = None
    ) -> HttpResponse:
        """The secret goes into this one answer: a message would be kept in a cookie or session."""
        context = {
            "title": "Token made",
            "token": obj,
            "secret": request.secret,  # type: ignore[attr-defined]
        }
        response = self.page(request, "facts/admin/token_made.html", context)
        add_never_cache_headers(response)
        return response

    @admin.display(description="state")
    def state(self, token: AccessToken) -> str:
        if token.revoked_at is not None:
            return "revoked"
        return "expired" if token.expires_at <= timezone.now() else "live"
