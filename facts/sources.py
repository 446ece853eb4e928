"""What a reader needs of a citation, as plain values: the same on a page, in the API and in an export."""

from dataclasses import dataclass
from uuid import UUID

from facts.choices import CitationForm
from facts.models import Citation


@dataclass(frozen=True)
class Source:
    """``quote`` is verbatim; ``summary`` is our own words and never shown in quotation marks. One of the two is set."""

    id: UUID
    form: str
    source_kind: str
    url: str
    publisher: str
    title: str
    language: str
    published_on: str
    quote: str
    start: int | None
    end: int | None
    content_sha256: str
    summary: str
    stance: str
    sample: bool


def source_of(citation: Citation) -> Source:
    """The values of a citation that a reader needs."""
    return Source(
        id=citation.pk,
        form=citation.form,
        source_kind=citation.source_kind,
        url=citation.url,
        publisher=citation.publisher,
        title=citation.title,
        language=citation.language,
        published_on=citation.published_text,
        quote=citation.quote,
        start=citation.quote_start,
        end=citation.quote_end,
        content_sha256=citation.text_sha256,
        summary=citation.summary if citation.form == CitationForm.SUMMARISED else "",
        stance=citation.stance,
        sample=citation.sample,
    )
