"""Keyset pages: a cursor says after which row to go on, so that a deep page costs what the first costs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core import signing
from django.db.models import F, Q
from rest_framework.pagination import BasePagination
from rest_framework.response import Response

from facts.api.problems import WrongParameter

DEFAULT_LIMIT = 50
MOST = 200
_SIGNER = signing.Signer(salt="facts.api.paging")


@dataclass(frozen=True)
class Order:
    """One column to order by; rows without a value come last either way, ties go by id in the same direction.

    ``read`` turns the text that a cursor holds into the column's value: ``date.fromisoformat`` for days.
    """

    column: str
    read: Callable[[str], Any] = str
    nullable: bool = False


@dataclass(frozen=True)
class _Place:
    """Where a page starts: behind (or, backwards, before) the row with this value and id."""

    value: Any
    pk: str
    backwards: bool


def whole_number(name: str, text: str, *, least: int, most: int) -> int:
    """A parameter as a number; WrongParameter naming what is accepted otherwise."""
    if not (text.isascii() and text.isdigit() and len(text) <= 9 and least <= int(text) <= most):
        raise WrongParameter(name, f"Accepted: a whole number from {least} to {most}.")
    return int(text)


class KeysetPagination(BasePagination):
    """``limit``, ``cursor``, ``order`` and ``count=only``. The view says its ``orders`` (name -> Order) and its
    ``default_order``.
    """

    parameters = ("limit", "cursor", "order", "count")

    def paginate_queryset(self, queryset: Any, request: Any, view: Any = None) -> list[Any]:
        """The rows of the page that the request asks for."""
        given = request.query_params
        self.request = request
        self.limit = whole_number("limit", given.get("limit", str(DEFAULT_LIMIT)), least=1, most=MOST)
        name = given.get("order", view.default_order)
        if name.removeprefix("-") not in view.orders:
            known = ", ".join(f"{known}, -{known}" for known in view.orders)
            raise WrongParameter("order", f"Accepted: {known}.", "unknown_order")
        self.name = name
        self.order: Order = view.orders[name.removeprefix("-")]
        self.descending = name.startswith("-")
        place = self._read(given["cursor"]) if "cursor" in given else None
        backwards = place is not None and place.backwards
        if place is not None:
            queryset = queryset.filter(self._beyond(place))
        rows = list(self._ordered(queryset, backwards=backwards)[: self.limit + 1])
        more = len(rows) > self.limit
        rows = rows[: self.limit]
        if backwards:
            rows.reverse()
        self.has_next = bool(rows) if backwards else more
        self.has_previous = more if backwards else place is not None and bool(rows)
        self.rows = rows
        return rows

    def get_paginated_response(self, data: Any) -> Response:
        """``{"next", "previous", "results"}`` and the same addresses as a Link header (RFC 8288)."""
        links = {
            "next": self._address(self.rows[-1], backwards=False) if self.has_next else None,
            "previous": self._address(self.rows[0], backwards=True) if self.has_previous else None,
        }
        relations = {"next": "next", "previous": "prev"}
        header = ", ".join(f'<{links[name]}>; rel="{rel}"' for name, rel in relations.items() if links[name])
        return Response({**links, "results": data}, headers={"Link": header} if header else None)

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """A page, or the answer to ``count=only``."""
        link = {"type": ["string", "null"], "format": "uri"}
        return {
            "oneOf": [
                {
                    "type": "object",
                    "required": ["next", "previous", "results"],
                    "properties": {"next": link, "previous": link, "results": schema},
                },
                {
                    "type": "object",
                    "required": ["count"],
                    "properties": {"count": {"type": "integer", "minimum": 0}},
                    "description": "With `count=only`.",
                },
            ]
        }

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        """The parameters as OpenAPI describes them."""
        orders = [sign + name for name in view.orders for sign in ("", "-")]
        described: list[tuple[str, dict[str, Any], str]] = [
            (
                "limit",
                {"type": "integer", "minimum": 1, "maximum": MOST, "default": DEFAULT_LIMIT},
                "Rows on a page.",
            ),
            ("cursor", {"type": "string"}, "From `next` or `previous` of another page; not to be taken apart."),
            (
                "order",
                {"type": "string", "enum": orders, "default": view.default_order},
                "With `-`: the other way round. Rows without a value come last.",
            ),
            ("count", {"type": "string", "enum": ["only"]}, "`only`: how many there are, and no rows."),
        ]
        return [
            {"name": name, "in": "query", "required": False, "schema": schema, "description": text}
            for name, schema, text in described
        ]

    def _ordered(self, queryset: Any, *, backwards: bool) -> Any:
        column = F(self.order.column)
        falling = self.descending != backwards
        nulls: dict[str, bool] = {}
        if self.order.nullable:
            nulls = {"nulls_first" if backwards else "nulls_last": True}
        by = column.desc(**nulls) if falling else column.asc(**nulls)
        return queryset.order_by(by, "-pk" if falling else "pk")

    def _beyond(self, place: _Place) -> Q:
        column = self.order.column
        way = "lt" if self.descending != place.backwards else "gt"
        if place.value is None:
            tied = Q(**{f"{column}__isnull": True}) & Q(**{f"pk__{way}": place.pk})
            return tied | Q(**{f"{column}__isnull": False}) if place.backwards else tied
        tied = Q(**{column: place.value}) & Q(**{f"pk__{way}": place.pk})
        beyond = Q(**{f"{column}__{way}": place.value}) | tied
        if self.order.nullable and not place.backwards:
            beyond |= Q(**{f"{column}__isnull": True})
        return beyond

    def _address(self, row: Any, *, backwards: bool) -> str:
        value = getattr(row, self.order.column)
        text = value.isoformat() if isinstance(value, date) else value
        cursor = _SIGNER.sign_object([self.name, text, str(row.pk), int(backwards)])
        query = self.request.query_params.copy()
        query["cursor"] = cursor
        return str(self.request.build_absolute_uri(f"{self.request.path}?{query.urlencode()}"))

    def _read(self, cursor: str) -> _Place:
        try:
            name, text, pk, backwards = _SIGNER.unsign_object(cursor)
        except (signing.BadSignature, ValueError) as error:
            raise WrongParameter(
                "cursor", "This is no cursor of ours: follow `next` or `previous` of a page.", "bad_cursor"
            ) from error
        if name != self.name:
            raise WrongParameter("cursor", f"This cursor belongs to order={name}.", "bad_cursor")
        return _Place(None if text is None else self.order.read(text), pk, bool(backwards))


def wants_count(query: Mapping[str, str]) -> bool:
    """Whether ``count=only`` is asked for; WrongParameter for any other value."""
    if "count" not in query:
        return False
    if query["count"] != "only":
        raise WrongParameter("count", "Accepted: only.")
    return True
