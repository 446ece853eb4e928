"""manage.py decisions: write out what editors decided, for `python -m linking fit` to learn from."""

import json
from argparse import ArgumentParser
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.decisions import decided_articles
from articles.registry import read_all
from linking.records import records_of


class Command(BaseCommand):
    """Labelled articles in the format of linking.registry. They hold whole texts and names: keep them on this site."""

    help = (
        "Writes articles on whose links everything is decided, and all cases, as labelled data: "
        "python -m linking fit --cases ... DIR/cases.jsonl --articles ... DIR/articles.jsonl=2"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to."""
        parser.add_argument("folder", type=Path, help="gets cases.jsonl and articles.jsonl; made if it is not there")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write both files, and say how much they hold."""
        folder: Path = options["folder"]
        known = read_all()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            cases = _write(folder / "cases.jsonl", records_of(known.names, known.cards))
            articles = _write(
                folder / "articles.jsonl",
                (
                    {
                        "id": one.article,
                        "lang": one.document.language,
                        "date": one.document.published_on and one.document.published_on.isoformat(),
                        "title": one.document.title,
                        "text": one.document.text,
                        "gold": sorted(one.accepted),
                    }
                    for one in decided_articles()
                ),
            )
        except OSError as error:
            raise CommandError(f"folder: {error}") from error
        self.stdout.write(f"{articles} decided articles and {cases} cases written to {folder}.")


def _write(file: Path, records: Iterable[Mapping[str, Any]]) -> int:
    lines = [json.dumps(record, ensure_ascii=False) for record in records]
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return len(lines)
