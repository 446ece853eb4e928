"""Deciding many suggestions of the list at once, after a page that says how many."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.http import HttpRequest, HttpResponse

from articles.choices import SuggestionState
from articles.models import Suggestion
from facts.admin.forms import in_words, reason_of
from facts.admin.verbs import Verb

# One page of a decision that a person can answer for.
MOST = 500
_SHOWN = 10


def ask_or_do(admin: Any, request: HttpRequest, queryset: Any, verb: Verb) -> HttpResponse | None:
    """The page that asks, with the number; once it is confirmed, do it to those in the versions that were seen."""
    if "confirmed" in request.POST:
        _do(request, verb)
        return None
    rows = list(queryset.filter(state__in=(SuggestionState.OPEN, SuggestionState.UNSURE))[: MOST + 1])
    if not rows:
        messages.warning(request, "None of those selected is open. Nothing was changed.")
        return None
    if len(rows) > MOST:
        messages.error(request, f"At most {MOST} at once: narrow the list down. Nothing was changed.")
        return None
    open_ones = Suggestion.objects.open().count()
    context = {
        "title": f"{verb.label} {len(rows)} suggestion{'' if len(rows) == 1 else 's'}?",
        "verb": verb,
        "rows": rows,
        "shown": rows[:_SHOWN],
        "staying": open_ones - sum(row.state == SuggestionState.OPEN for row in rows),
        "reason": reason_of(request.POST),
        "checkbox": ACTION_CHECKBOX_NAME,
    }
    return admin.page(request, "articles/admin/many.html", context)


def _do(request: HttpRequest, verb: Verb) -> None:
    """Each by itself: one that is refused holds none of the others back. All of them are one deed."""
    seen = dict(each.partition(":")[::2] for each in request.POST.getlist("seen"))
    keys = [key for key in (_key(each) for each in seen) if key is not None]
    done = 0
    for row in Suggestion.objects.filter(pk__in=keys).select_related("case").order_by("case", "pk"):
        row.version = int(seen[str(row.pk)]) if seen[str(row.pk)].isdigit() else 0
        try:
            with transaction.atomic():
                verb.run(row, request.user, reason_of(request.POST))
                connection.check_constraints()
        except (ValidationError, IntegrityError) as error:
            messages.error(request, f"{row}: {in_words(error)}")
        else:
            done += 1
    if done:
        messages.success(request, f"{verb.done}: {done}. It can be taken back on the review page.")


def _key(given: str) -> UUID | None:
    try:
        return UUID(given)
    except ValueError:
        return None
