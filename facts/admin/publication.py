"""Publishing, and taking back what was published."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest

from facts import services
from facts.admin.verbs import Verb, VerbsAdmin
from facts.choices import PublicationState as State

_SHOWN = ("publication_state", "published_at", "published_by", "drafted_by")
# What may come before readers. From legal hold a record goes by way of a draft.
_OUT_OF_SIGHT = (State.DRAFT, State.IN_REVIEW, State.RESTRICTED, State.WITHDRAWN)


def _verb(
    name: str, label: str, done: str, service: Callable[..., object], *states: State, right: str = services.PUBLISH
) -> Verb:
    """``states``: those from which it is offered."""
    return Verb(
        name,
        label,
        done,
        lambda record, editor, reason: service(record=record, editor=editor, reason=reason),
        lambda record: record.publication_state in states,
        right,
    )


SUBMIT = _verb("submit", "Submit for review", "Submitted for review", services.submit, State.DRAFT, right="")
PUBLISH = _verb("publish", "Publish", "Published", services.publish, *_OUT_OF_SIGHT)
RESTRICT = _verb("restrict", "Restrict (names off)", "Restricted", services.restrict, State.PUBLISHED)
HOLD = _verb("hold", "Put under legal hold", "Put under legal hold", services.hold, *_OUT_OF_SIGHT, State.PUBLISHED)
RELEASE = _verb("release", "Lift the legal hold", "Hold lifted, draft again", services.release, State.LEGAL_HOLD)
WITHDRAW = _verb("withdraw", "Withdraw", "Withdrawn", services.withdraw, State.PUBLISHED, State.LEGAL_HOLD)


class PublishableAdmin(VerbsAdmin):
    """A record with a publication state: it changes by verbs only, with a reason where one is required."""

    verbs: tuple[Verb, ...] = (SUBMIT, PUBLISH, RESTRICT, HOLD, RELEASE, WITHDRAW)
    reason_label = "Reason (required for a restriction, a hold, its end, and a withdrawal; kept in the history):"

    def get_view_on_site_url(self, obj: Any = None) -> str | None:
        """Only where readers find a page."""
        if obj is None or not obj.is_published or getattr(obj, "merged_into_id", None) is not None:
            return None
        return super().get_view_on_site_url(obj)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return (*super().get_readonly_fields(request, obj), *_SHOWN)

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related(*self.relations, "published_by", "drafted_by")

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: Any) -> None:
        """Rows below a published accusation are part of what it says: changed, they send it to a second editor."""
        super().save_related(request, form, formsets, change)
        editor: Any = request.user
        for notice in services.back_to_review(record=form.instance, editor=editor) if change else ():
            messages.warning(request, notice.message)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """The state in a group of its own, below what an editor types."""
        fieldsets = super().get_fieldsets(request, obj)
        own = [
            (name, {**options, "fields": [field for field in options["fields"] if field not in _SHOWN]})
            for name, options in fieldsets
        ]
        return own if obj is None else [*own, ("Publication", {"fields": _SHOWN})]
