"""Citations as a page shows them: quoted words and our own summaries are never mixed up."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch

from facts.models import CitationLink
from facts.sources import Source, source_of


def cited(links: type[CitationLink], path: str = "citation_links") -> Prefetch[Any]:
    """Prefetch of a record's citation links with their citations, oldest source first."""
    queryset: Any = links._default_manager.select_related("citation")
    return Prefetch(path, queryset.order_by("citation__published_lo", "pk"))


def sources_of(*records: Any) -> list[Source]:
    """The citations of records with prefetched links, each once, in the order met."""
    met: dict[Any, Source] = {}
    for record in records:
        for link in record.citation_links.all():
            met.setdefault(link.citation_id, source_of(link.citation))
    return list(met.values())
