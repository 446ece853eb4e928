"""Finding people and employers by any of their names: in any script and order, and by the beginning of a word."""

from functools import reduce
from operator import and_, or_
from typing import Any

from django.contrib import messages
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest

from facts.admin.base import RecordAdmin
from people import spelling
from people.models import Name

# Shorter pieces cannot use the index of trigrams; names in Han script are found by their characters and pairs.
_SHORTEST = 3


def names_like(query: str) -> "QuerySet[Name]":
    """Names that hold every token of ``query``, or every piece of it somewhere: lists are shown while one types."""
    tokens = spelling.query_tokens(query)
    if not tokens:
        return Name.objects.none()
    pieces = [piece for piece in spelling.folded(query).split() if len(piece) >= _SHORTEST]
    found = Q(tokens__contains=tokens)
    if pieces and len(pieces) == len(spelling.folded(query).split()):
        found = found | reduce(and_, (Q(folded__contains=piece) for piece in pieces))
    return Name.objects.filter(found)


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
        plain, repeats = super().get_search_results(request, queryset, search_term)
        named = names_like(search_term)
        return queryset.filter(Q(pk__in=plain.order_by().values("pk")) | self.bears(named)), repeats

    def bears(self, named: "QuerySet[Name]") -> Q:
        """The condition that a row has to do with one of these names."""
        lookups = [(lookup, "person_id") for lookup in self.people_at]
        lookups += [(lookup, "employer_id") for lookup in self.employers_at]
        return reduce(or_, (Q(Exists(named.filter(**{owner: OuterRef(lookup)}))) for lookup, owner in lookups))


def choosable(request: HttpRequest, queryset: "QuerySet[Any]") -> "QuerySet[Any]":
    """Nobody chooses a row that was merged away; lists show it."""
    if request.resolver_match is None or request.resolver_match.url_name != "autocomplete":
        return queryset
    merges = any(field.name == "merged_into" for field in queryset.model._meta.fields)
    return queryset.filter(merged_into=None) if merges else queryset
