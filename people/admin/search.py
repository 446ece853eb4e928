"""Finding people and employers by any of their names: in any script and order, and by the beginning of a word."""

from functools import reduce
from operator import and_
from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from facts.admin.base import RecordAdmin
from people import spelling
from people.models import Name

# Shorter pieces cannot use the index of trigrams; names in Han script are found by their characters and pairs.
_SHORTEST = 3


# So many choices of each way of finding them are looked at while somebody types: whoever sees more types on.
MOST_CHOICES = 100


def names_like(query: str) -> "list[QuerySet[Name]]":
    """Names that hold every word of ``query``; names that hold every piece of it somewhere: lists are shown while one
    types.
    """
    tokens = spelling.query_tokens(query)
    if not tokens:
        return []
    pieces = spelling.folded(query).split()
    whole = Name.objects.filter(tokens__contains=tokens)
    if not pieces or any(len(piece) < _SHORTEST for piece in pieces):
        return [whole]
    return [whole, Name.objects.filter(reduce(and_, (Q(folded__contains=piece) for piece in pieces)))]


class NamedAdmin(RecordAdmin):
    """A page whose search also finds rows by names.

    ``people_at`` and ``employers_at`` are the lookups from a row to its people and employers (``pk`` for the person or
    employer itself).
    """

    people_at: tuple[str, ...] = ()
    employers_at: tuple[str, ...] = ()

    def get_search_results(
        self, request: HttpRequest, queryset: "QuerySet[Any]", search_term: str
    ) -> "tuple[QuerySet[Any], bool]":
        queryset = choosable(request, queryset)
        if not search_term.strip():
            return queryset, False
        if len(search_term) > 200 or "\x00" in search_term:
            messages.warning(request, "A search has at most 200 characters and no control characters.")
            return queryset.none(), False
        plain, _ = super().get_search_results(request, queryset, search_term)
        ways = [plain, *self.found(search_term)]
        for named in names_like(search_term):
            ways += self.bearing(named)
        most = MOST_CHOICES if choosing(request) else None
        # Each way is answered by an index. Conditions joined by "or" over several tables would be asked of every row.
        first, *others = (choosable(request, way).order_by().values("pk")[:most] for way in ways)
        return queryset.filter(pk__in=first.union(*others)), False

    def bearing(self, named: "QuerySet[Name]") -> "list[QuerySet[Any]]":
        """Rows that have to do with one of these names, each way of having to do with it by itself."""
        rows, people, employers = self.model._default_manager, owners(named, "person"), owners(named, "employer")
        return [
            *(rows.filter(**{f"{lookup}__in": people}) for lookup in self.people_at),
            *(rows.filter(**{f"{lookup}__in": employers}) for lookup in self.employers_at),
        ]

    def found(self, term: str) -> "list[QuerySet[Any]]":
        """Rows that a search finds in further ways."""
        return []


def owners(named: "QuerySet[Name]", whose: str) -> "QuerySet[Any]":
    """The keys of the people or employers (``whose``: ``person`` or ``employer``) with these names."""
    return named.exclude(**{whose: None}).values(whose)


def choosable(request: HttpRequest, queryset: "QuerySet[Any]") -> "QuerySet[Any]":
    """Nobody chooses a row that was merged away; lists show it."""
    if not choosing(request):
        return queryset
    merges = any(field.name == "merged_into" for field in queryset.model._meta.fields)
    return queryset.filter(merged_into=None) if merges else queryset


def choosing(request: HttpRequest) -> bool:
    """Whether somebody types into a field of a form."""
    return request.resolver_match is not None and request.resolver_match.url_name == "autocomplete"
