"""What an editor can do to a record beyond changing it: one list of verbs for the bar of actions and for buttons."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from facts.admin.base import RecordAdmin
from facts.admin.forms import ReasonForm, in_words, reason_of


@dataclass(frozen=True)
class Verb:
    """``run(record, editor, reason)`` calls one service and raises ``ValidationError`` where it refuses.

    ``done`` is said after a success; ``offered`` decides whether a record's own page has the button; ``right`` is the
    permission that its service asks for beyond changing the record: without it nothing is offered.
    """

    name: str
    label: str
    done: str
    run: Callable[[Any, Any, str], object]
    offered: Callable[[Any], bool] = lambda _: True
    right: str = ""


class VerbsAdmin(RecordAdmin):
    """A page with verbs. ``saves`` is False where nothing on it can be changed but by a verb."""

    verbs: tuple[Verb, ...] = ()
    saves = True
    reason_label = "Reason (kept in the history):"
    action_form = ReasonForm

    def get_actions(self, request: HttpRequest) -> Any:
        actions = super().get_actions(request)
        # Lists opened as a chooser (popups) have no actions, nor have those who may only look.
        if "_popup" not in request.GET and self.has_change_permission(request):
            for verb in self._allowed(request):
                actions[verb.name] = (_action(verb), verb.name, verb.label)
        return actions

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        record = kwargs.get("obj")
        if record is not None and self.has_change_permission(request, record):
            context["verbs"] = [(verb.name, verb.label) for verb in self._allowed(request) if verb.offered(record)]
            context["reason_label"] = self.reason_label
        if not self.saves and record is not None:
            context |= {"show_save": False, "show_save_and_continue": False, "show_save_and_add_another": False}
        return super().render_change_form(request, context, *args, **kwargs)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: Any) -> None:
        if self.saves or not change:
            super().save_related(request, form, formsets, change)
            return
        for formset in formsets:
            # Nothing to save, and Django asks each what it saved.
            formset.save(commit=False)

    def _allowed(self, request: HttpRequest) -> list[Verb]:
        return [verb for verb in self.verbs if not verb.right or request.user.has_perm(verb.right)]

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """A button of a verb saves what was typed, then does what it says."""
        verb = next((verb for verb in self.verbs if f"_verb_{verb.name}" in request.POST), None)
        if verb is None:
            return super().response_change(request, obj)
        self.do(request, verb, [obj])
        return HttpResponseRedirect(request.get_full_path())

    def do(self, request: HttpRequest, verb: Verb, records: Iterable[Any]) -> None:
        """Do ``verb`` to each record by itself: one that is refused holds none of the others back."""
        done = 0
        for record in records:
            try:
                with transaction.atomic():
                    verb.run(record, request.user, reason_of(request.POST))
                    connection.check_constraints()
            except (ValidationError, IntegrityError) as error:
                messages.error(request, f"{record}: {in_words(error)}")
            else:
                done += 1
        if done:
            messages.success(request, f"{verb.done}: {done}.")


def _action(verb: Verb) -> Callable[[Any, HttpRequest, Any], None]:
    def act(admin: VerbsAdmin, request: HttpRequest, queryset: Any) -> None:
        admin.do(request, verb, queryset)

    return act
