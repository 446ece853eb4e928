"""Files for imports, and the way of one through the services."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import User

from facts import services
from facts.exchange import commas, workbooks
from facts.exchange.sheets import sheet_of
from facts.exchange.written import exportable, keys_of, written
from facts.models import Import

SOURCE = {
    "source_form": "summarised",
    "source_text": "The paper reports it.",
    "source_url": "https://gazette.example/one",
    "source_publisher": "Example Gazette",
    "source_published_on": "2025-01",
}


def as_csv(*rows: dict[str, str], columns: Sequence[str] = ()) -> bytes:
    """A file with these rows; columns that a row does not name are blank."""
    names = list(columns) or list(dict.fromkeys(name for row in rows for name in row))
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, names, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def exported(sheet: str, form: str = "csv") -> bytes:
    """All records of a kind, as they are exported."""
    described = sheet_of(sheet)
    rows = written(described, keys_of(exportable(described, described.model._default_manager.all())))
    if form == "csv":
        return "".join(commas.write(rows)).encode()
    to = io.BytesIO()
    workbooks.write(rows, sheet, to)
    return to.getvalue()


def read_csv(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def an_editor(name: str = "importer") -> User:
    return User.objects.get_or_create(username=name)[0]


def taken(sheet: str, content: bytes, **given: Any) -> Import:
    """A file that was taken in and checked."""
    values = {"file_name": f"{sheet}.csv", "encoding": "utf-8", "reason": "A list of ours.", **given}
    row = services.start_import(sheet=sheet, content=content, requested_by=an_editor(), **values)
    services.work_on_import(import_id=row.pk)
    row.refresh_from_db()
    return row


def saved(row: Import, by: User | None = None, request_id: str = "") -> Import:
    """A checked file that was confirmed and worked on."""
    services.confirm_import(row=row, digest=row.digest, by=by or an_editor(), request_id=request_id)
    services.work_on_import(import_id=row.pk)
    row.refresh_from_db()
    return row


def imported(sheet: str, content: bytes, **given: Any) -> Import:
    row = taken(sheet, content, **given)
    assert row.state == "ready", row.report["errors"]
    return saved(row)


def errors(row: Import) -> list[tuple[int, str]]:
    """Where something is wrong."""
    return [(one["row"], one["column"]) for one in row.report["errors"]]


def changes(row: Import) -> list[list[Any]]:
    return [change for record in row.report["records"] for change in record["changes"]]
