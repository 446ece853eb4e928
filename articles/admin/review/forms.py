"""What an editor may put right of a proposed entry on the review screen, and what is to be looked at."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError

from articles.choices import SuggestionKind
from articles.models import Suggestion
from articles.reviews import Item, Proposed
from articles.services import Changes, Wanted
from cases.choices import EventKind
from cases.models import Case, Event
from facts import dates
from facts.admin.widgets import PlainInput, PlainSelect
from facts.choices import Assertion
from people.models import Employer, Employment, Person

LANGUAGES = (("", "any language"), ("en", "English"), ("fr", "French"), ("zh", "Chinese"))
_ENTRIES = (SuggestionKind.EVENT, SuggestionKind.MOVE)
_WHO = (("person", "person"), ("from", "from_employer"), ("to", "to_employer"))
_NEW = ("", "a new entry")


class WantedForm(forms.Form):
    """Which articles come before the editor. What is not understood is left out."""

    kind = forms.ChoiceField(choices=[("", "anything"), *SuggestionKind.choices], required=False, widget=PlainSelect)
    language = forms.ChoiceField(choices=LANGUAGES, required=False, widget=PlainSelect)
    source = forms.ChoiceField(required=False, widget=PlainSelect)
    automatic = forms.BooleanField(required=False, label="Above the automatic threshold only")

    def offer(self, sources: Sequence[tuple[str, str]]) -> None:
        self.fields["source"].choices = [("", "any source"), *sources]  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        """Without looking a source up."""
        data = {name: self.data.get(name, "") for name in self.fields}
        known = {name: {key for key, _ in self.fields[name].choices} for name in ("kind", "language")}  # type: ignore[attr-defined]
        return Wanted(
            kind=data["kind"] if data["kind"] in known["kind"] else "",
            language=data["language"] if data["language"] in known["language"] else "",
            source=_key(data["source"]),
            automatic=bool(data["automatic"]),
        )


class ProposedForm(forms.Form):
    """A proposed entry, move, person or employer, as it would be saved. Nothing is asked of the database."""

    def __init__(self, data: Any, item: Item, proposed: Proposed) -> None:
        self.proposed = proposed
        suggestion = proposed.suggestion
        super().__init__(data, prefix=f"s-{suggestion.pk}", initial=_initial(suggestion))
        payload = suggestion.payload
        if suggestion.kind in _ENTRIES:
            self._entry_fields(item, payload, suggestion)
        elif suggestion.kind in (SuggestionKind.NEW_PERSON, SuggestionKind.NEW_EMPLOYER):
            self.fields["name"] = forms.CharField(max_length=200, widget=PlainInput)
        # The boxes of one entry are read out with its words, not one by one without them.
        for name, field in self.fields.items():
            if name != "join":
                field.widget.attrs["aria-describedby"] = f"words-{suggestion.pk}"

    def _entry_fields(self, item: Item, payload: dict[str, Any], suggestion: Suggestion) -> None:
        if suggestion.kind == SuggestionKind.EVENT:
            self.fields["kind"] = forms.ChoiceField(choices=EventKind.choices, widget=PlainSelect)
        self.fields["occurred"] = forms.CharField(
            max_length=32,
            required=False,
            widget=PlainInput,
            label="Date",
            help_text=f"Accepted: {dates.ACCEPTED_FORMS}; empty for unknown.",
        )
        self.fields["assertion"] = forms.ChoiceField(choices=Assertion.choices, widget=PlainSelect, label="Known as")
        self.fields["title"] = forms.CharField(
            max_length=300,
            required=False,
            widget=PlainInput,
            help_text="Neutral words; empty: made of the kind and the names.",
        )
        for ref, field in _WHO:
            told = payload.get(ref)
            if told or ref == "person":
                self.fields[field] = forms.ChoiceField(
                    choices=_people(item, told) if ref == "person" else _employers(item, told),
                    required=False,
                    widget=PlainSelect,
                    label=_label(ref, suggestion.kind),
                )
        self.fields["case"] = forms.ChoiceField(choices=_cases(item, suggestion), required=False, widget=PlainSelect)
        self.fields["join"] = forms.ChoiceField(
            choices=[_NEW, *((near.key, f"Join: {near.title}") for near in self.proposed.nearby)], required=False
        )

    def changes(self, chosen: Case | None) -> Changes:
        """What is to be saved differently from what was proposed. ``chosen``: the case that the article is linked to.

        Raises ``ValidationError`` per field of the service.
        """
        if not self.is_valid():
            raise ValidationError({name: list(messages) for name, messages in self.errors.items()})
        data = self.cleaned_data
        given: dict[str, Any] = {name: data[name] for name in ("kind", "title", "assertion", "name") if data.get(name)}
        if "occurred" in data and data["occurred"] != self.initial["occurred"]:
            given["occurred"] = data["occurred"]
        for field, model in (("person", Person), ("from_employer", Employer), ("to_employer", Employer)):
            if data.get(field):
                given[field] = _found(model.objects.live(), data[field], field)
        if data.get("case"):
            given["case"] = _found(Case.objects.live(), data["case"], "case")
        elif "case" in data and self.proposed.suggestion.case_id is None and chosen is not None:
            given["case"] = chosen
        what, _, key = str(data.get("join", "")).partition(":")
        if what == "event":
            given["event"] = _found(Event.objects.all(), key, "join")
        elif what == "employment":
            given["employment"] = _found(Employment.objects.all(), key, "join")
        return Changes(**given)

    def refuse(self, error: ValidationError) -> None:
        """Show what the service refused at its field."""
        told = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
        self.is_valid()
        for field, messages in told.items():
            mine = {"employment": "join", "event": "join"}.get(field, field)
            if mine in self.fields:
                known = set(self.errors.get(mine, ()))
                fresh = [message for message in messages if message not in known]
                if fresh:
                    self.add_error(mine, fresh)
            else:
                self.add_error(None, messages)


def forms_of(item: Item, data: Any) -> dict[UUID, ProposedForm]:
    """A form for each proposed one; bound to what was typed where that page was sent."""
    return {
        each.suggestion.pk: ProposedForm(
            data if data is not None and (each.is_new_case or _sent(data, each.suggestion.pk)) else None, item, each
        )
        for each in item.proposed
    }


def _sent(data: Any, key: UUID) -> bool:
    return any(name.startswith(f"s-{key}-") for name in data)


def _initial(suggestion: Suggestion) -> dict[str, Any]:
    payload = suggestion.payload
    kind = payload.get("kind")
    return {
        "kind": kind if kind in EventKind.values else EventKind.OTHER,
        "occurred": (payload.get("date") or {}).get("edtf", ""),
        "assertion": payload.get("assertion", ""),
        "name": payload.get("text", ""),
        "join": "",
    }


def _label(ref: str, kind: str) -> str:
    if ref == "person":
        return "Person"
    if kind == SuggestionKind.MOVE:
        return "Left" if ref == "from" else "Joined"
    return "Former employer" if ref == "from" else "New employer"


def _as_proposed(told: Any) -> tuple[str, str]:
    if not told:
        return "", "nobody"
    return "", told["name"] if told["id"] else f"{told['name']} (not on record)"


def _people(item: Item, told: Any) -> list[tuple[str, str]]:
    others = {str(each.person_id): str(each.person) for each in item.mentions if each.person_id}
    return _choices(others, told)


def _employers(item: Item, told: Any) -> list[tuple[str, str]]:
    others = {str(each.employer_id): str(each.employer) for each in item.mentions if each.employer_id}
    return _choices(others, told)


def _choices(others: dict[str, str], told: Any) -> list[tuple[str, str]]:
    if told and told["id"]:
        others.pop(told["id"], None)
    return [_as_proposed(told), *others.items()]


def _cases(item: Item, suggestion: Suggestion) -> list[tuple[str, str]]:
    cases = {str(each.case.pk): each.case.title for each in item.candidates}
    cases |= {str(each.case_id): str(each.case) for each in item.linked}
    if suggestion.case_id:
        cases.pop(str(suggestion.case_id), None)
        return [("", str(suggestion.case)), *cases.items()]
    return [("", "the case chosen above" if item.candidates else "none"), *cases.items()]


def _found(rows: Any, key: str, field: str) -> Any:
    record = rows.filter(pk=_key(key)).first()
    if record is None:
        raise ValidationError({field: ["It is no longer on record: choose again."]})
    return record


def _key(given: str) -> UUID | None:
    try:
        return UUID(given)
    except ValueError:
        return None
