"""What the demo's editors do: accept one link and one proposed entry of it, then publish them."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import models

from articles.choices import SuggestionKind, SuggestionState
from articles.models import Article, Suggestion
from articles.services import accept_suggestion
from cases.models import Case, Event
from facts.services import publish
from tracker.demo.accounts import Accounts


@dataclass(frozen=True)
class Choice:
    """The link and the entry that the demo accepts."""

    link: Suggestion
    entry: Suggestion

    @property
    def case(self) -> Case:
        if self.link.case is None:
            raise LookupError("a link without a case")
        return self.link.case


def choose(articles: list[Article]) -> Choice | None:
    """The likeliest link with a proposed entry of its case in the same article; what an earlier run accepted stays
    chosen.

    None where nothing was linked, or nothing was proposed for what was.
    """
    usable = (SuggestionState.OPEN, SuggestionState.ACCEPTED)
    links = Suggestion.objects.filter(
        article__in=articles, kind=SuggestionKind.CASE, state__in=usable, case__publication_state="published"
    ).select_related("case", "article")
    for link in links.order_by("-probability", "pk"):
        entries = Suggestion.objects.filter(
            article=link.article, case=link.case, kind=SuggestionKind.EVENT, state__in=usable
        )
        chosen_before = models.Case(models.When(state=SuggestionState.ACCEPTED, then=0), default=1)
        entry = entries.order_by(chosen_before, "pk").first()
        if entry is not None:
            return Choice(link, entry)
    return None


def accept(choice: Choice, accounts: Accounts) -> Event | None:
    """The first editor accepts both; what is accepted already stays. The entry is a draft then."""
    for suggestion in (choice.link, choice.entry):
        suggestion.refresh_from_db()
        if suggestion.state == SuggestionState.OPEN:
            accept_suggestion(suggestion=suggestion, editor=accounts.editor)
    choice.entry.refresh_from_db()
    return choice.entry.made_event


def publish_entry(event: Event, accounts: Accounts) -> str:
    """The second editor publishes. Returns what the first editor was told when trying it alone, empty if it was out."""
    refused = ""
    try:
        publish(record=event, editor=accounts.editor)
    except ValidationError as error:
        refused = " ".join(error.messages)
    publish(record=event, editor=accounts.second, reason="Checked against the quoted source.")
    return refused
