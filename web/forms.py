"""What the search page takes from an address."""

from __future__ import annotations

from django import forms

from people import spelling
from web.search import KINDS, LAST_PAGE

LONGEST_QUERY = 200


class SearchForm(forms.Form):
    """`q` words, `in` one kind of record or all, `page` from 1; `group_of` an employer by slug or id, `group_on` a day.

    Every message names the field and what is accepted.
    """

    q = forms.CharField(
        required=False,
        max_length=LONGEST_QUERY,
        error_messages={"max_length": f"q: at most {LONGEST_QUERY} characters."},
    )
    page = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=LAST_PAGE,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), f"page: a whole number from 1 to {LAST_PAGE}."
        ),
    )

    group_of = forms.CharField(
        required=False,
        max_length=LONGEST_QUERY,
        error_messages={"max_length": f"group_of: at most {LONGEST_QUERY} characters."},
    )
    group_on = forms.DateField(
        required=False,
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": "group_on: a day as YYYY-MM-DD, e.g. 2024-07-18."},
    )

    def __init__(self, data: dict[str, str]) -> None:
        super().__init__(data)
        # Not an attribute of the class: "in" is a word of the language.
        self.fields["in"] = forms.ChoiceField(
            required=False,
            choices=[(name, name) for name in KINDS],
            error_messages={"invalid_choice": f"in: one of {', '.join(KINDS)}."},
        )

    def clean_q(self) -> str:
        """Refuse a query that holds no letter and no digit: nothing could be looked up."""
        query: str = spelling.tidy(self.cleaned_data["q"])
        if query and not spelling.query_tokens(query):
            raise forms.ValidationError("q: at least one letter, digit or Chinese, Japanese or Korean character.")
        return query

    def clean(self) -> dict[str, object] | None:
        """A group is looked for among disputes, and a day goes with a group."""
        cleaned = super().clean() or {}
        if cleaned.get("group_on") and not cleaned.get("group_of"):
            self.add_error("group_on", "group_on: goes with group_of, the slug or id of an employer.")
        if cleaned.get("group_of"):
            if cleaned.get("in") not in ("", "disputes"):
                self.add_error("in", "in: disputes, or nothing, with group_of.")
            cleaned["in"] = "disputes"
        return cleaned

    @property
    def messages(self) -> list[str]:
        """All messages, in the order of the fields."""
        return [str(message) for messages in self.errors.values() for message in messages]
