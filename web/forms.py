"""What the search page takes from an address."""

from __future__ import annotations

from django import forms

from people import spelling
from web.search import KINDS, LAST_PAGE

LONGEST_QUERY = 200


class SearchForm(forms.Form):
    """`q` words, `in` one kind of record or all, `page` from 1. Every message names the field and what is accepted."""

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

    @property
    def messages(self) -> list[str]:
        """All messages, in the order of the fields."""
        return [str(message) for messages in self.errors.values() for message in messages]
