"""What waits, in numbers, on the desk's first page: each number is a link to the list of exactly these rows.

A room says what it counts (``Line``) and in which group; the top floor puts the groups of all rooms on the page.
Whoever may not open a list is not shown its number.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.contrib.admin import AdminSite
from django.db import models
from django.http import HttpRequest
from django.urls import reverse

from facts.admin.narrowing import PartFilter, Rows

# Counting ends here: beyond it the number says no more to an editor, and would cost more the more there is.
MOST = 1_000


class QueueFilter(PartFilter):
    """What is to be done in a list."""

    title = "to be looked at"
    parameter_name = "queue"


@dataclass(frozen=True)
class Line:
    """One number. ``query`` is what the address of the list takes, ``rows`` the same as a queryset; at most ``most``
    are counted.
    """

    label: str
    model: type[models.Model]
    query: Mapping[str, str]
    rows: Rows
    most: int = MOST

    @classmethod
    def of_part(cls, label: str, model: type[models.Model], narrowed: type[PartFilter], name: str) -> "Line":
        """What a part of the list holds."""
        return cls(label, model, {narrowed.parameter_name: name}, narrowed.parts[name][1])

    @classmethod
    def where(cls, label: str, model: type[models.Model], **lookups: str) -> "Line":
        """What the list's own filters find, e.g. ``state__exact="failed"``."""
        return cls(label, model, lookups, lambda rows: rows.filter(**lookups))

    def counted(self, site: AdminSite, request: HttpRequest) -> "Figure":
        """The number. One query, which ends at ``most``."""
        rows = self.rows(site.get_model_admin(self.model).get_queryset(request))
        count = rows.order_by()[: self.most + 1].count()
        return Figure(self.label, count, self.most, address(self.model, self.query))


@dataclass(frozen=True)
class Figure:
    """A number and the address of its list. ``count`` is ``most + 1`` where there are more than ``most``."""

    label: str
    count: int
    most: int
    url: str

    def __str__(self) -> str:
        return f"{self.most:,}+" if self.count > self.most else f"{self.count:,}"


@dataclass(frozen=True)
class Group:
    """Numbers that belong together; ``about`` says in a sentence or two what is counted."""

    title: str
    about: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Shown:
    """A group as one user sees it."""

    title: str
    about: str
    figures: list[Figure] = field(default_factory=list)


def address(model: type[models.Model], query: Mapping[str, str]) -> str:
    """The address of a list."""
    page = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    return f"{page}?{urlencode(query)}" if query else page


def may_list(site: AdminSite, request: HttpRequest, model: type[models.Model]) -> bool:
    """May the user open the list of a table?"""
    return site.get_model_admin(model).has_view_permission(request)


def shown(site: AdminSite, request: HttpRequest, groups: Iterable[Group]) -> list[Shown]:
    """What the user may see of the groups: one query per line, whatever is on record."""
    found = []
    for group in groups:
        lines = [line for line in group.lines if may_list(site, request, line.model)]
        if lines:
            found.append(Shown(group.title, group.about, [line.counted(site, request) for line in lines]))
    return found
