"""Many articles out of JSON lines: every line is checked before one is saved, and all mistakes are told at once."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from tqdm import tqdm

from articles import services
from articles.models import Source
from articles.outcomes import Ingested

MOST_PROBLEMS = 1000
_TEXTS = ("text", "url", "title", "language", "source")
ACCEPTED = "text, url, title, language, source (a slug), published (YYYY-MM-DD), sample (true or false)"


class WrongLines(Exception):  # noqa: N818 - it names the file, not the program
    """A file with mistakes; ``problems`` holds a sentence for each, with file, line and field."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__(f"{len(problems)} mistakes")
        self.problems = list(problems)


@dataclass(frozen=True)
class Line:
    """One article of a file, checked."""

    text: str | None
    url: str
    title: str
    language: str
    source: Source | None
    published_on: date | None
    sample: bool


def read(path: Path) -> list[Line]:
    """Read and check a file (UTF-8, one JSON object a line, empty lines left out).

    Raises ``WrongLines`` with every mistake, ``OSError`` where the file cannot be read.
    """
    sources = {source.slug: source for source in Source.objects.all()}
    lines: list[Line] = []
    problems: list[str] = []
    for number, raw in enumerate(path.read_bytes().split(b"\n"), start=1):
        if not raw.strip():
            continue
        try:
            lines.append(_line(raw, sources))
        except ValidationError as error:
            problems += [
                f"{path}:{number}: {name}: {message}"
                for name, messages in error.message_dict.items()
                for message in messages
            ]
        if len(problems) >= MOST_PROBLEMS:
            problems.append(f"{path}: more than {MOST_PROBLEMS} mistakes; the rest was not checked")
            break
    if problems:
        raise WrongLines(problems)
    return lines


def ingest_all(lines: Sequence[Line], *, quiet: bool = False) -> Iterator[Ingested]:
    """Take in checked lines one by one, with a bar; a second time they are all known."""
    for line in tqdm(lines, unit=" articles", disable=quiet):
        yield services.ingest(
            text=line.text,
            url=line.url,
            title=line.title,
            source=line.source,
            published_on=line.published_on,
            language=line.language,
            sample=line.sample,
        )


def _line(raw: bytes, sources: dict[str, Source]) -> Line:
    try:
        record = json.loads(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ValidationError({"line": [f"Byte {error.start} is not UTF-8."]}) from error
    except (ValueError, RecursionError) as error:
        raise ValidationError({"line": [f"This is not JSON ({error})."]}) from error
    if not isinstance(record, dict):
        raise ValidationError({"line": ["A JSON object is expected."]})
    errors = _wrong_fields(record, sources)
    published = None
    if record.get("published"):
        try:
            published = date.fromisoformat(str(record["published"]))
        except ValueError:
            errors["published"] = [f"“{str(record['published'])[:40]}” is no day. Accepted: YYYY-MM-DD."]
    if errors:
        raise ValidationError(errors)
    line = Line(
        text=record.get("text"),
        url=record.get("url") or "",
        title=record.get("title") or "",
        language=record.get("language") or "",
        source=sources[record["source"]] if record.get("source") else None,
        published_on=published,
        sample=bool(record.get("sample", False)),
    )
    services.check(
        text=line.text, url=line.url, title=line.title, published_on=line.published_on, language=line.language
    )
    return line


def _wrong_fields(record: dict[str, Any], sources: dict[str, Source]) -> dict[str, list[str]]:
    errors: dict[str, list[str]] = {}
    for name in sorted(set(record) - {*_TEXTS, "published", "sample"}):
        errors[name[:40]] = [f"This field is not known. Accepted: {ACCEPTED}."]
    for name in _TEXTS:
        if not isinstance(record.get(name), str | None):
            errors[name] = ["Accepted: a text."]
    if not isinstance(record.get("sample", False), bool):
        errors["sample"] = ["Accepted: true or false."]
    if "source" not in errors and record.get("source") and record["source"] not in sources:
        errors["source"] = [f"No source “{record['source'][:40]}” is on record."]
    return errors
