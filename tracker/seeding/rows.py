"""One object of a seed file, read field by field, so that every mistake is reported with its file, key and field."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError


class SeedError(Exception):
    """A seed file says something that cannot be loaded. ``file``, ``key`` and ``field`` say where."""

    def __init__(self, file: str, key: str, field: str, message: str) -> None:
        self.file, self.key, self.field, self.message = file, key, field, message
        super().__init__(": ".join(part for part in (file, key, field, message) if part))


class Row:
    """A JSON object. A field nobody asked for is an error in ``finish``: it is misspelt, or nobody reads it."""

    def __init__(self, data: object, *, file: str, key: str = "") -> None:
        if not isinstance(data, dict):
            raise SeedError(file, key, "", "a JSON object is expected")
        self._data: dict[str, Any] = data
        self._read: set[str] = set()
        self.file, self.key = file, key

    def error(self, field: str, message: str) -> SeedError:
        return SeedError(self.file, self.key, field, message)

    def refused(self, error: ValidationError) -> SeedError:
        """A service's refusal as an error of this row, with the first field it names."""
        if not hasattr(error, "error_dict"):
            return self.error("", " ".join(error.messages))
        field, messages = next(iter(error.message_dict.items()))
        return self.error("" if field == NON_FIELD_ERRORS else field, " ".join(messages))

    def has(self, field: str) -> bool:
        return field in self._data

    def value(self, field: str, default: Any = None) -> Any:
        """Whatever stands there, unchecked."""
        self._read.add(field)
        return self._data.get(field, default)

    def text(self, field: str, default: str | None = None) -> str:
        """A string without outer white space; required where there is no default."""
        value = self.value(field, default)
        if not isinstance(value, str) or (default is None and not value.strip()):
            raise self.error(field, "a text is required")
        return value.strip()

    def texts(self, field: str) -> list[str]:
        value = self.value(field, [])
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            raise self.error(field, "a list of texts is expected")
        return [item.strip() for item in value]

    def truth(self, field: str) -> bool | None:
        value = self.value(field)
        if value is not None and not isinstance(value, bool):
            raise self.error(field, "true, false or null is expected")
        return value

    def number(self, field: str) -> int | None:
        value = self.value(field)
        if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
            raise self.error(field, "a whole number or null is expected")
        return value

    def amount(self, field: str) -> Decimal | None:
        """Money or a percentage: a whole number, or a text such as ``"4.5"``, as binary fractions are not exact."""
        value = self.value(field)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | str):
            raise self.error(field, 'a whole number or a text such as "953500.50" is expected')
        try:
            return Decimal(value)
        except InvalidOperation as error:
            raise self.error(field, f"“{value}” is not an amount") from error

    def day(self, field: str) -> date | None:
        value = self.value(field)
        if value is None:
            return None
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError) as error:
            raise self.error(field, f"“{value}” is not a day (YYYY-MM-DD)") from error

    def partial(self, field: str, column: str = "") -> dict[str, Any]:
        """The two typed columns of a partial date, written as ``"2024-07"`` or
        ``{"date": "[..2024-11]", "not_after": "2024-11-13"}``.
        """
        value, name = self.value(field, ""), column or field
        if isinstance(value, str):
            return {f"{name}_text": value, f"{name}_not_after": None}
        inner = Row(value, file=self.file, key=f"{self.key}, {field}")
        columns = {f"{name}_text": inner.text("date", ""), f"{name}_not_after": inner.day("not_after")}
        inner.finish()
        return columns

    def rows(self, field: str, *, named_by: Iterable[str] = ()) -> list[Row]:
        """The objects of a list. In errors they go by the first of ``named_by`` that they have, or by number."""
        value = self.value(field, [])
        if not isinstance(value, list):
            raise self.error(field, "a list is expected")
        return [
            Row(item, file=self.file, key=f"{self.key}, {field} {_name(item, number, named_by)}".lstrip(", "))
            for number, item in enumerate(value, start=1)
        ]

    def finish(self) -> None:
        """Refuse what nobody read."""
        unknown = sorted(set(self._data) - self._read)
        if unknown:
            raise self.error(unknown[0], f"unknown field; known here: {', '.join(sorted(self._read))}")


def _name(item: object, number: int, named_by: Iterable[str]) -> str:
    if isinstance(item, Mapping):
        for field in named_by:
            if isinstance(item.get(field), str):
                return f"“{item[field]}”"
    return str(number)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A JSON object whose keys are said once; Python's reader would keep the last of two in silence."""
    data = dict(pairs)
    if len(data) < len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"“{next(name for name in names if names.count(name) > 1)}” is said twice")
    return data


def read(path: Path, *, under: Path) -> Row:
    """The object that a file holds. Raises ``SeedError`` naming the file where it cannot be read."""
    file = path.relative_to(under).as_posix()
    try:
        data = json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=_once)
    except OSError as error:
        raise SeedError(file, "", "", f"cannot be read ({error.strerror})") from error
    except ValueError as error:  # broken JSON and broken UTF-8 alike
        raise SeedError(file, "", "", f"is not JSON in UTF-8 ({error})") from error
    return Row(data, file=file)
