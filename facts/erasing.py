"""Finding every place where somebody's names stand, in whatever table and spelling, and taking them out.

Every table is read, so that no room is forgotten. A model may have a say, without anything on this floor knowing it:

- ``take_names_out(mask)``: changes the row's own columns; what it leaves loses the names text by text;
- ``goes_with_names``: True where a row says nothing but the name: it is deleted with it;
- ``naming(bearers)``, a class method: keys of rows that name one of the bearers otherwise than by a spelling.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any
from urllib.parse import quote, urlsplit

import pghistory.models
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models, transaction
from psycopg import sql

REMOVED = "[name removed]"
BLOT = "█"
# Whoever works here is not on record there, and what a session holds ends with it.
_NOT_RECORDS = frozenset({"auth", "sessions", "contenttypes"})
# The application may only add to these: their reasons name requests, and no people.
_SEALED = frozenset({"facts.historyblock", "facts.historyerasure", "facts.historyshape", "facts.sealedrow"})
# A spelling is found across spaces, hyphens, points and apostrophes: in a text, a slug, an address.
_BETWEEN = r"(?:[\W_]{1,3}|%20)"
_CJK = re.compile("[\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3]")
_AROUND = 60
_BATCH = 500


@dataclass(frozen=True)
class Mask:
    """The spellings of one bearer: ``texts``; ``bearers`` are the keys of the records of ``bearing`` that bear them."""

    texts: tuple[str, ...]
    bearing: type[models.Model]
    bearers: frozenset[Any]

    @property
    def pattern(self) -> re.Pattern[str]:
        """Finds every spelling, longest first."""
        return _pattern(self.texts)

    def finds(self, value: Any) -> bool:
        """Does a column's value, however nested, hold one of the names?"""
        return any(self.pattern.search(text) for text in _strings(value))

    def text(self, value: str) -> str:
        """The text with a mark in place of each name."""
        return self.pattern.sub(REMOVED, value)

    def blot(self, value: str) -> str:
        """The text with each name blotted out, as long as before: places in it stay where they are."""
        return self.pattern.sub(lambda found: BLOT * len(found.group()), value)

    def nested(self, value: Any) -> Any:
        """A JSON value or list with marks in place of the names, keys of objects included."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, list):
            return [self.nested(each) for each in value]
        if isinstance(value, dict):
            return {self.text(name): self.nested(each) for name, each in value.items()}
        return value

    def also(self, texts: Iterable[str]) -> "Mask":
        """With more spellings, such as how one article calls the bearer."""
        return replace(self, texts=(*self.texts, *texts))


@cache
def _pattern(texts: tuple[str, ...]) -> re.Pattern[str]:
    found: set[str] = set()
    for text in texts:
        words = re.findall(r"[^\W_]+", text)
        if not words:
            continue
        spelled = _BETWEEN.join(map(re.escape, words))
        found.add(spelled if _CJK.search(text) else rf"(?<![^\W_]){spelled}(?![^\W_])")
        if not text.isascii():
            found |= {re.escape(quote(text)), re.escape(json.dumps(text)[1:-1])}
    if not found:
        raise ValueError("a mask needs a spelling")
    return re.compile("|".join(sorted(found, key=len, reverse=True)), re.IGNORECASE)


def _likes(texts: Iterable[str]) -> list[str]:
    """Patterns for the database, wider than the mask: what they find is looked at again."""
    found: set[str] = set()
    for text in texts:
        words = re.findall(r"[^\W_]+", text)
        found.add(f"%{'%'.join(words)}%")
        if not text.isascii():
            percent = quote(text).replace("%", r"\%")
            escaped = "%".join(f"u{ord(letter):04x}" for letter in "".join(words))
            found |= {f"%{percent}%", f"%{escaped}%"}
    return sorted(found)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from _strings(each)
    elif isinstance(value, dict):
        for name, each in value.items():
            yield name
            yield from _strings(each)


def text_columns(model: Any) -> tuple[Any, ...]:
    """Fields that can hold a name: texts, lists of texts, and JSON; not words of a fixed list."""
    found = []
    for field in model._meta.concrete_fields:
        base = field.base_field if isinstance(field, ArrayField) else field
        if field.name.startswith("pgh_"):
            continue
        if isinstance(base, (models.CharField, models.TextField, models.JSONField)) and not base.choices:
            found.append(field)
    return tuple(found)


def is_history(model: type[models.Model]) -> bool:
    return issubclass(model, pghistory.models.Event)


def tables() -> list[type[models.Model]]:
    """Every table with columns that can hold a name, in the order of their labels."""
    listed = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label not in _NOT_RECORDS
        and model._meta.label_lower not in _SEALED
        and model._meta.managed
        and not model._meta.proxy
    ]
    return sorted((model for model in listed if text_columns(model)), key=lambda model: model._meta.label_lower)


@dataclass(frozen=True)
class Place:
    """A row in which a name stands; ``columns`` are those that hold it (none: the row names the bearer by itself)."""

    row: Any
    columns: tuple[str, ...]
    excerpt: str

    @property
    def model(self) -> type[models.Model]:
        return type(self.row)

    @property
    def id(self) -> str:
        """Such as ``cases.event:0192…``."""
        return f"{self.row._meta.label_lower}:{self.row.pk}"


def places(mask: Mask, *, within: Iterable[type[models.Model]] | None = None) -> Iterator[Place]:
    """Every row that holds a name, table by table. Reads whole tables: for rare deeds, never for a page of readers.

    Rows of others who are called the same are left out: those of another bearer, and those that point at another one
    and at none of these.
    """
    likes = _likes(mask.texts)
    for model in tables() if within is None else within:
        keys = set(_keys(model, likes))
        naming = getattr(model, "naming", None)
        named = set(naming(mask.bearers)) if naming is not None else set()
        listed = sorted(keys | named, key=str)
        for at in range(0, len(listed), _BATCH):
            for row in model._base_manager.filter(pk__in=listed[at : at + _BATCH]).order_by("pk"):
                columns = tuple(field.name for field in text_columns(model) if mask.finds(_value(row, field)))
                if (columns or row.pk in named) and not of_others(row, mask):
                    yield Place(row, columns, _excerpt(row, columns, mask))


def _keys(model: type[models.Model], likes: list[str]) -> list[Any]:
    columns = sql.SQL(", ").join(
        sql.SQL("{}::text").format(sql.Identifier(str(field.column))) for field in text_columns(model)
    )
    keys = sql.SQL(", ").join(sql.Identifier(str(field.column)) for field in model._meta.pk_fields)
    query = sql.SQL("SELECT {} FROM {} WHERE concat_ws(' ', {}) ILIKE ANY(%s)").format(
        keys, sql.Identifier(model._meta.db_table), columns
    )
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        # As text: whoever adds a context to statements reads them.
        cursor.execute(query.as_string(), [likes])
        # A key of several columns is a tuple.
        return [key[0] if len(key) == 1 else key for key in cursor.fetchall()]


def _value(row: Any, field: Any) -> Any:
    return getattr(row, field.attname)


def of_others(row: models.Model, mask: Mask) -> bool:
    """Is it another bearer's own row, or does it point at other bearers alone?"""
    if isinstance(row, mask.bearing):
        return row.pk not in mask.bearers
    pointers = [getattr(row, each.attname) for each in row._meta.concrete_fields if each.related_model is mask.bearing]
    named = [key for key in pointers if key is not None]
    return bool(named) and not any(key in mask.bearers for key in named)


def _excerpt(row: Any, columns: tuple[str, ...], mask: Mask) -> str:
    for field in text_columns(type(row)):
        if field.name not in columns:
            continue
        for text in _strings(_value(row, field)):
            found = mask.pattern.search(text)
            if found is not None:
                first, last = max(0, found.start() - _AROUND), found.end() + _AROUND
                cut = ("…" if first else "") + text[first:last] + ("…" if last < len(text) else "")
                return " ".join(cut.split())
    return ""


def take_out(row: Any, mask: Mask) -> None:
    """Take the names out of a row's columns, as its model says and then from every text; it is not saved."""
    own = getattr(row, "take_names_out", None)
    if own is not None:
        own(mask)
    for field in text_columns(type(row)):
        value = _value(row, field)
        if not mask.finds(value):
            continue
        if isinstance(field, models.SlugField):
            plain = mask.pattern.sub("removed", value).strip("-")
            value = f"{plain[: (field.max_length or 50) - 13]}-{str(row.pk)[-12:]}"
        elif isinstance(field, models.URLField) or field.name.endswith("url"):
            value = _origin(value) + (f"#{row.pk}" if field.unique or _is_unique(row, field.name) else "")
        elif isinstance(value, str):
            value = mask.text(value)[: field.max_length]
        else:
            value = mask.nested(value)
        setattr(row, field.attname, value)


def _is_unique(row: Any, name: str) -> bool:
    return any(isinstance(rule, models.UniqueConstraint) and rule.fields == (name,) for rule in row._meta.constraints)


def _origin(url: str) -> str:
    """Of an address that names somebody, the site."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/" if parts.scheme and parts.netloc else ""
