"""Addresses made of names: readable, ASCII, unique."""

from typing import Any

from django.db import models
from django.utils.text import slugify
from pypinyin import lazy_pinyin

from facts.keys import uuid7

MAX_LENGTH = 100


def of(text: str) -> str:
    """A slug of at most 100 characters. Han characters are read as pinyin; what has no reading is left out."""
    return slugify(" ".join(lazy_pinyin(text, errors=lambda rest: rest)))[:MAX_LENGTH].strip("-")


def free(model: type[models.Model], text: str) -> str:
    """A slug no row of ``model`` has: the plain one, else with a number, for names without Latin letters
    the key's end.
    """
    base = of(text) or str(uuid7())[-12:]
    rows: Any = model
    taken = set(rows.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    if base not in taken:
        return base
    number = 2
    while f"{base}-{number}" in taken:
        number += 1
    return f"{base}-{number}"
