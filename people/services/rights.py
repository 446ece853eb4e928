"""Handling requests of people concerned, from receipt to the answer."""

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from facts.outcomes import Saved
from facts.services import save
from people import checks
from people.choices import RightsState
from people.models import RightsRequest

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def save_request(*, request: RightsRequest, editor: "User | None" = None) -> Saved[RightsRequest]:
    """Save a request as it came, or what was found out since; the last day for an answer follows from it.

    Raises ``ValidationError`` per field.
    """
    if request.identity_checked_on is None:
        request.identity_checked_by = None
    elif request.identity_checked_by_id is None:
        request.identity_checked_by = editor
    return save(request, check=checks.check_request, editor=editor)


@transaction.atomic
def start_request(*, request: RightsRequest, editor: "User") -> RightsRequest:
    """Take a request on: whoever does so handles it. Also from another editor."""
    request = open_request(request)
    request.state, request.handled_by = RightsState.IN_PROGRESS, editor
    request.save(update_fields=["state", "handled_by", "updated_at"])
    return request


@transaction.atomic
def answer_request(*, request: RightsRequest, editor: "User") -> RightsRequest:
    """Close a request that was met; its ``outcome`` says what was told. Raises ``ValidationError`` per field."""
    return _close(request, RightsState.ANSWERED, editor)


@transaction.atomic
def refuse_request(*, request: RightsRequest, editor: "User") -> RightsRequest:
    """Close a request that was refused; ``outcome`` tells the reasons and the way to complain (Art. 12(4)).

    Raises ``ValidationError`` on ``refusal_ground`` or ``outcome``.
    """
    if not request.refusal_ground:
        raise ValidationError({"refusal_ground": ["A refusal needs its ground."]})
    return _close(request, RightsState.REFUSED, editor)


@transaction.atomic
def withdraw_request(*, request: RightsRequest, editor: "User") -> RightsRequest:
    """Close a request that the requester took back."""
    return _close(request, RightsState.WITHDRAWN, editor)


@transaction.atomic
def forget_requester(*, request: RightsRequest) -> RightsRequest:
    """Empty what is known of whoever asked, once the request is closed; no history holds it."""
    request = RightsRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if request.is_open:
        raise ValidationError({"requester": ["The requester is forgotten once the request is closed."]})
    request.requester = ""
    request.save(update_fields=["requester", "updated_at"])
    return request


def open_request(request: RightsRequest) -> RightsRequest:
    """The request, held for this transaction. Raises ``ValidationError`` on ``state`` where it is closed."""
    held: RightsRequest = RightsRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if not held.is_open:
        raise ValidationError({"state": [f"This request is closed since {held.closed_on}."]})
    return held


def _close(request: RightsRequest, state: RightsState, editor: "User") -> RightsRequest:
    request = open_request(request)
    if not request.outcome.strip():
        raise ValidationError({"outcome": ["Say what was told to the requester."]})
    request.state, request.closed_on = state, timezone.localdate()
    request.handled_by = request.handled_by or editor
    request.save(update_fields=["state", "closed_on", "handled_by", "updated_at"])
    return request
