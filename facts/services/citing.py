"""Making citations and saying what they are cited for."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction

from facts.choices import CitationForm, SourceKind, Stance
from facts.models import MAX_QUOTE, Citation


def _made(citation: Citation) -> Citation:
    citation.full_clean()
    citation.save(force_insert=True)
    return citation


@transaction.atomic
def summarise(
    *,
    summary: str,
    url: str = "",
    publisher: str = "",
    title: str = "",
    language: str = "",
    published: str = "",
    source_kind: str = SourceKind.PRESS,
    stance: str = Stance.SUPPORTS,
    derived_from: Citation | None = None,
    retrieved_at: datetime | None = None,
    sample: bool = False,
) -> Citation:
    """Cite a source in our own words. ``published`` is a partial date (``facts.dates``).

    Raises ``ValidationError`` with a list of messages per field.
    """
    return _made(
        Citation(
            form=CitationForm.SUMMARISED,
            summary=summary.strip(),
            url=url,
            publisher=publisher,
            title=title,
            language=language,
            published_text=published,
            source_kind=source_kind,
            stance=stance,
            derived_from=derived_from,
            retrieved_at=retrieved_at,
            sample=sample,
        )
    )


@transaction.atomic
def quote(
    *,
    text: str,
    start: int,
    end: int,
    url: str = "",
    publisher: str = "",
    title: str = "",
    language: str = "",
    published: str = "",
    source_kind: str = SourceKind.PRESS,
    stance: str = Stance.SUPPORTS,
    derived_from: Citation | None = None,
    retrieved_at: datetime | None = None,
    sample: bool = False,
) -> Citation:
    """Cite ``text[start:end]`` verbatim, at most 500 characters, with the SHA-256 of the whole text.

    Raises ``ValidationError`` with a list of messages per field: a quote that is not in the text cannot be made.
    """
    if not 0 <= start < end <= len(text):
        raise ValidationError({"quote_start": [f"The span {start}-{end} is not within the text (0-{len(text)})."]})
    if end - start > MAX_QUOTE:
        raise ValidationError({"quote": [f"A quote has at most {MAX_QUOTE} characters, this one {end - start}."]})
    if not text[start:end].strip():
        raise ValidationError({"quote": ["A quote needs words."]})
    return _made(
        Citation(
            form=CitationForm.QUOTED,
            quote=text[start:end],
            quote_start=start,
            quote_end=end,
            text_sha256=hashlib.sha256(text.encode()).hexdigest(),
            url=url,
            publisher=publisher,
            title=title,
            language=language,
            published_text=published,
            source_kind=source_kind,
            stance=stance,
            derived_from=derived_from,
            retrieved_at=retrieved_at,
            sample=sample,
        )
    )


def link(*, fact: models.Model, citations: Iterable[Citation]) -> None:
    """Cite ``citations`` for ``fact``; what is cited for it already stays as it is."""
    rows: Any = fact._meta.get_field("citation_links").related_model
    links = [rows(fact=fact, citation=citation) for citation in citations]
    rows.objects.bulk_create(links, ignore_conflicts=True)
