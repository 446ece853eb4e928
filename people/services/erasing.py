"""Erasing who somebody is: looked at before, confirmed by a second editor, done in one deed, and proved."""

from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone

from facts.erasing import Mask, Place, is_history, places
from facts.services import Erased, erase_history, take_names_out
from people import slugs, spelling
from people.choices import RightsKind, RightsState
from people.models import Name, Person, RightsRequest
from people.services.rights import open_request

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.contrib.auth.models import User

# Beyond changing requests: the second editor's.
CONFIRM = "people.confirm_erasure"
# Shorter pieces of a name stand in words that are no names.
_SHORTEST = {True: 3, False: 2}


@dataclass(frozen=True)
class ErasurePlan:
    """Where somebody's names stand: ``places`` in records, ``history`` counts places there by table.

    ``namesakes``: others on record bear one of the names, so that a place may speak of them.
    """

    mask: Mask
    places: list[Place]
    history: dict[str, int]
    namesakes: list[Person] = field(default_factory=list)

    @property
    def digest(self) -> str:
        """The same as long as the same places hold the names."""
        lines = sorted(f"{place.id} {' '.join(place.columns)}" for place in self.places)
        return sha256("\n".join(lines).encode()).hexdigest()


def mask_of(person: Person) -> Mask:
    """Every spelling of a person and of whoever was merged into them; weak ones are too common to be looked for."""
    family = [person]
    for one in family:
        family += Person.objects.filter(merged_into=one)
    names = Name.objects.filter(person__in=family, weak=False).values_list("text", flat=True)
    written = {spelling.tidy(text) for text in (*names, *(one.display_name for one in family))}
    forms = {form for text in written for form in (text, spelling.folded(text), slugs.of(text))}
    kept = sorted(form for form in forms if len(form) >= _SHORTEST[form.isascii()])
    return Mask(tuple(kept), Person, frozenset(one.pk for one in family))


def plan_erasure(person: Person) -> ErasurePlan:
    """Read where the names of ``person`` stand. Reads every table once; writes nothing."""
    mask = mask_of(person)
    found: list[Place] = []
    history: dict[str, int] = {}
    for place in places(mask):
        if is_history(place.model):
            events: Any = place.model
            kind = str(events.pgh_tracked_model._meta.verbose_name)
            history[kind] = history.get(kind, 0) + 1
        else:
            found.append(place)
    same = Name.objects.filter(folded__in=[spelling.folded(text) for text in mask.texts], person__isnull=False)
    others = Person.objects.filter(pk__in=same.exclude(person__in=mask.bearers).values("person")).order_by("pk")
    return ErasurePlan(mask, found, history, list(others))


@transaction.atomic
def prepare_erasure(*, request: RightsRequest, spared: "Collection[str]", editor: "User") -> RightsRequest:
    """Hand an erasure to a second editor. ``spared``: ids of places that speak of somebody else of that name.

    Raises ``ValidationError`` on ``kind``, ``person``, ``identity_checked_on`` or ``state``.
    """
    request = open_request(request)
    _erasable(request)
    request.spared = sorted(set(spared))
    request.prepared_by, request.prepared_at = editor, timezone.now()
    request.state, request.handled_by = RightsState.IN_PROGRESS, request.handled_by or editor
    request.save()
    return request


@transaction.atomic
def confirm_erasure(*, request: RightsRequest, seen: str, editor: "User") -> Erased:
    """Do what another editor prepared: take every name of the person out of every table and out of the history.

    ``seen`` is the digest of the plan that this editor looked at: where the places changed since, nothing is done. What
    is left of the person is a key without a name. Raises ``ValidationError`` on ``confirmed_by``, ``seen`` or as
    ``prepare_erasure`` does, and on ``erasure`` where a name would still stand somewhere.
    """
    request = open_request(request)
    _erasable(request)
    if not editor.has_perm(CONFIRM):
        raise ValidationError({"confirmed_by": ["Confirming an erasure takes a right of its own."]})
    if request.prepared_by_id is None:
        raise ValidationError({"confirmed_by": ["Nobody has prepared this erasure."]})
    if request.prepared_by_id == editor.pk:
        raise ValidationError({"confirmed_by": ["Another editor than the one who prepared it must confirm it."]})
    assert request.person is not None  # noqa: S101 - asked above
    plan = plan_erasure(request.person)
    if plan.digest != seen:
        raise ValidationError({"seen": ["The places changed since they were shown: look again."]})
    request.confirmed_by = editor
    request.save()
    why = f"Rights request {request.pk}"
    erased = take_names_out(
        mask=plan.mask,
        by=editor,
        reason=why,
        spared=request.spared,
        erase_history=lambda model, key, columns: erase_history(
            model=model, key=key, columns=[*columns], reason=why, door="people_erase_history"
        ),
        erase_context=lambda context: _erase_context(context, why),
    )
    request.refresh_from_db()
    request.requester, request.erased_at = "", timezone.now()
    request.state, request.closed_on = RightsState.ANSWERED, timezone.localdate()
    request.outcome = request.outcome or _told(erased)
    request.save()
    return erased


def _erasable(request: RightsRequest) -> None:
    if request.kind != RightsKind.ERASURE:
        raise ValidationError({"kind": ["This is no request for erasure."]})
    if request.person_id is None:
        raise ValidationError({"person": ["Say first which person on record it concerns."]})
    if request.identity_checked_on is None:
        raise ValidationError({"identity_checked_on": ["The identity of the requester is checked first."]})


def _erase_context(context: UUID, why: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT people_erase_context(%s, %s)", [context, why])


def _told(erased: Erased) -> str:
    return (
        f"Erased: the names were taken out of {erased.changed} records and {erased.history} history rows, and "
        f"{erased.deleted} rows of names and mentions were deleted."
    )
