"""Filters of articles."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Exists, OuterRef

from articles import choices
from articles.models import Article, Suggestion
from cases.models import Case
from facts.filters import Day, Key, RecordFilter, standing


class ArticleFilter(RecordFilter):
    """Which articles."""

    case = Key(method="of_case", label="Id or slug of a case that cites it.")
    source = django_filters.CharFilter(field_name="source__slug", max_length=120, label="Slug of the outlet or feed.")
    language = django_filters.CharFilter(max_length=16, label="BCP 47, e.g. fr or zh-Hans.")
    published_from = Day(field_name="published_on", lookup_expr="gte", label="Published on this day or later.")
    published_to = Day(field_name="published_on", lookup_expr="lte", label="Published on this day or earlier.")

    class Meta:
        model = Article
        fields: list[str] = []

    def of_case(self, queryset: Any, name: str, value: str) -> Any:
        """Articles whose link to a case that the viewer may see was accepted."""
        cases = standing(Case.objects, value, self.viewer)
        links = Suggestion.objects.links().filter(state=choices.SuggestionState.ACCEPTED, case__in=cases)
        return queryset.filter(Exists(links.filter(article=OuterRef("pk"))))
