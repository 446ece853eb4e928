"""Events of a timeline."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import transaction

from cases import checks
from cases.models import Event, EventActor
from facts.models import Citation
from facts.outcomes import Saved
from facts.services import back_to_review, part_changed, save

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def save_event(
    *,
    event: Event,
    actors: Iterable[EventActor] = (),
    citations: Iterable[Citation] = (),
    editor: "User | None" = None,
) -> Saved[Event]:
    """Save an event with who took part in it. A new one is a draft. Raises ``ValidationError`` per field."""
    saved = save(event, check=checks.check_event, citations=citations, editor=editor)
    added = False
    for actor in actors:
        added |= EventActor.objects.get_or_create(
            event=event, person=actor.person, employer=actor.employer, role=actor.role
        )[1]
    after = part_changed(whole=event, editor=editor) if added else back_to_review(record=event, editor=editor)
    notices = (*checks.check_move(event), *after)
    return Saved(event, saved.created, (*saved.warnings, *notices))
