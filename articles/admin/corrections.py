"""What an editor puts right of a suggestion before accepting it."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect

from articles import services
from articles.choices import SuggestionKind
from articles.models import Mention, Suggestion
from cases.choices import EventKind
from cases.models import Case, Event
from facts import dates
from facts.admin.forms import RecordForm
from facts.choices import Assertion
from people.models import Employer, Employment, Person

_KEPT = "Empty: as proposed."

# What an editor may put right before accepting, by kind of suggestion.
CHANGES: dict[str, tuple[str, ...]] = {
    SuggestionKind.CASE: (),
    SuggestionKind.EVENT: (
        "case",
        "event",
        "person",
        "from_employer",
        "to_employer",
        "kind",
        "title",
        "description",
        "occurred",
        "assertion",
    ),
    SuggestionKind.MOVE: (
        "person",
        "from_employer",
        "to_employer",
        "employment",
        "occurred",
        "case",
        "event",
        "title",
        "assertion",
    ),
    SuggestionKind.NEW_PERSON: ("name",),
    SuggestionKind.NEW_EMPLOYER: ("name",),
    SuggestionKind.NEW_CASE: ("case",),
}


def _choice(queryset: Any, model: Any, field: str, help_text: str) -> forms.ModelChoiceField:
    """An autocomplete over ``queryset``, asked for through the foreign key ``model.field``."""
    widget = AutocompleteSelect(model._meta.get_field(field), admin.site)
    return forms.ModelChoiceField(queryset, required=False, widget=widget, help_text=help_text)


class DecisionForm(RecordForm):
    """Corrections, and the version of the suggestion that the editor looked at."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    change_case = _choice(Case.objects.live(), Suggestion, "case", _KEPT)
    change_event = _choice(
        Event.objects.all(), Suggestion, "made_event", "The entry on record that this repeats: it is cited once more."
    )
    change_employment = _choice(
        Employment.objects.select_related("person", "employer"),
        Suggestion,
        "made_employment",
        "The employment on record that this repeats: it is cited once more.",
    )
    change_person = _choice(Person.objects.live(), Mention, "person", _KEPT)
    change_from_employer = _choice(Employer.objects.live(), Mention, "employer", _KEPT)
    change_to_employer = _choice(Employer.objects.live(), Mention, "employer", _KEPT)
    change_kind = forms.ChoiceField(choices=[("", "as proposed"), *EventKind.choices], required=False)
    change_title = forms.CharField(max_length=300, required=False, help_text="Neutral words. " + _KEPT)
    change_description = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 3}))
    change_occurred = forms.CharField(
        max_length=32, required=False, help_text=f"{_KEPT} Accepted: {dates.ACCEPTED_FORMS}; “unknown” for no date."
    )
    change_assertion = forms.ChoiceField(choices=[("", "as proposed"), *Assertion.choices], required=False)
    change_name = forms.CharField(max_length=200, required=False, help_text=_KEPT)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = name.removeprefix("change_").replace("_", " ").capitalize()
        if "seen" in self.fields:
            self.fields["seen"].initial = self.instance.version

    def changes(self) -> services.Changes:
        """What was put right."""
        given = {
            name.removeprefix("change_"): value
            for name, value in self.cleaned_data.items()
            if name.startswith("change_") and value
        }
        if given.get("occurred") == "unknown":
            given["occurred"] = ""
        return services.Changes(**given)
