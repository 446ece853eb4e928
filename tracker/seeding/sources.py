"""Citations out of ``seeds/sources.json``: a source is described once, what is cited from it stands beside the fact."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import ValidationError

from facts.choices import CitationForm, SourceKind, Stance
from facts.models import Citation
from facts.services import summarise
from tracker.seeding.rows import Row

# Quotation marks would pass our own words off as the outlet's. Apostrophes inside words are no marks.
QUOTATION_MARKS = frozenset('"“”„‟«»‹›「」『』〝〞')


class Sources:
    """Makes each citation once and hands it out again wherever the same words are cited from the same source."""

    def __init__(self, described: Row) -> None:
        sources = described.value("sources", {})
        described.finish()
        self._rows = {key: Row(data, file=described.file, key=key) for key, data in sources.items()}
        self._made: dict[tuple[str, str, str, str], Citation] = {
            (row.url, row.publisher, row.summary, row.stance): row
            for row in Citation.objects.filter(form=CitationForm.SUMMARISED, sample=False).order_by("pk")
        }

    def cited(self, row: Row) -> list[Citation]:
        """The citations that stand beside a fact: ``[{"source": KEY, "summary": OUR WORDS}]``."""
        return [self._citation(entry) for entry in row.rows("citations", named_by=["source"])]

    def _citation(self, entry: Row) -> Citation:
        key, summary, stance = entry.text("source"), entry.text("summary"), entry.text("stance", Stance.SUPPORTS)
        entry.finish()
        if key not in self._rows:
            raise entry.error("source", f"“{key}” is not described in sources.json")
        if QUOTATION_MARKS & set(summary):
            raise entry.error("summary", "is our own words and takes no quotation marks")
        described = self._described(self._rows[key])
        known = (described["url"], described["publisher"], summary, stance)
        if known not in self._made:
            try:
                self._made[known] = summarise(
                    summary=summary,
                    stance=stance,
                    url=described["url"],
                    publisher=described["publisher"],
                    title=described["title"],
                    language=described["language"],
                    published=described["published"],
                    source_kind=described["source_kind"],
                )
            except ValidationError as error:
                raise self._rows[key].refused(error) from error
        return self._made[known]

    @staticmethod
    def _described(source: Row) -> Mapping[str, str]:
        fields = {
            "url": source.text("url", ""),
            "publisher": source.text("publisher"),
            "title": source.text("title", ""),
            "language": source.text("language"),
            "published": source.text("published", ""),
            "source_kind": source.text("kind", SourceKind.PRESS),
        }
        source.finish()
        return fields
