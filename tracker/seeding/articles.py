"""Sample articles: texts of our own about public facts. They carry no outlet's address and are labelled as samples."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tracker.seeding.places import SEEDS
from tracker.seeding.rows import read


@dataclass(frozen=True)
class SampleArticle:
    """``language`` in BCP 47; ``text`` as it stands in the file at ``path``."""

    path: Path
    title: str
    language: str
    published_on: date
    text: str


def sample_articles(seeds: Path = SEEDS) -> list[SampleArticle]:
    """The samples that ``articles.json`` lists, in its order. Raises ``SeedError`` naming file, key and field."""
    folder = seeds / "articles"
    listed = read(seeds / "articles.json", under=seeds)
    articles = []
    for row in listed.rows("articles", named_by=["file"]):
        path = folder / row.text("file")
        published_on = row.day("published_on")
        if published_on is None:
            raise row.error("published_on", "a day (YYYY-MM-DD) is required")
        if row.truth("sample") is not True:
            raise row.error("sample", "must be true: these are texts of our own, never an outlet's")
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise row.error("file", f"cannot be read as UTF-8 ({error})") from error
        articles.append(SampleArticle(path, row.text("title"), row.text("language"), published_on, text))
        row.finish()
    listed.finish()
    return articles
