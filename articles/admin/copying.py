"""Copies at the desk: where else a report was printed, what its root's links are, what is a story of its own."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from articles.choices import SuggestionState
from articles.models import Article, OwnStory, Suggestion
from facts.admin.base import LockedAdmin
from facts.admin.inlines import Below


def share_of(article: Article) -> str:
    """How much of a copy's text stands in the other texts of its story; empty where the whole text is the same."""
    return "" if article.root_share is None else f"{article.root_share:.0%}"


def links_of_root(article: Article) -> SafeString:
    """A copy is not judged: what is decided of its root holds for it."""
    rows = Suggestion.objects.links().filter(article=article.root_id).exclude(state=SuggestionState.SUPERSEDED)
    lines = [
        (reverse("admin:articles_suggestion_change", args=[row.pk]), row.case, row.get_state_display().lower())
        for row in rows.select_related("case").likeliest_first()
    ]
    said = format_html_join("", '<li><a href="{}">{}</a>: {}</li>', lines)
    return format_html("<ul>{}</ul>", said or "none")


class CopiesBelow(Below):
    """Other outlets' copies: the same source at one more address."""

    model = Article
    fk_name = "root"
    fields = ("url", "source", "published_on", "share")
    readonly_fields = fields
    relations = ("source",)
    verbose_name = "copy"
    verbose_name_plural = "copies"
    ordering = ("published_on", "created_at")

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Any]":
        return super().get_queryset(request).defer("text")

    @admin.display(description="of its text in the story")
    def share(self, article: Article) -> str:
        return share_of(article)


@admin.register(OwnStory)
class OwnStoryAdmin(LockedAdmin):
    """Articles of which an editor said that they are no copies."""

    list_display = ("article", "reason", "editor", "created_at")
    search_fields = ("article__title", "article__url", "reason")
    ordering = ("-created_at", "-pk")
    relations = ("article", "editor")

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Any]":
        return super().get_queryset(request).defer("article__text")
