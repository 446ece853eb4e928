"""How dates, sources and addresses are written in answers."""

from __future__ import annotations

from collections.abc import Mapping
from threading import local
from typing import Any
from urllib.parse import urlencode

from django.db.models import Prefetch
from django.urls import reverse
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from facts import choices, dates
from facts.api.codes import CodeField, name_vocabularies
from facts.sources import source_of

name_vocabularies(choices)

VERSION = "v1"


def address(
    request: Any, collection: str, *keys: Any, action: str = "detail", query: Mapping[str, str] | None = None
) -> str:
    """The absolute address of one record of a collection, by slug or id, or of the collection's list."""
    path = reverse(f"{VERSION}:{collection}-{action}", args=keys)
    if query:
        path = f"{path}?{urlencode(query)}"
    return str(request.build_absolute_uri(path)) if request is not None else path


class RecordSerializer(serializers.ModelSerializer[Any]):
    """A model's columns as they are, choices as code and label. Subclasses list their fields; all are read only."""

    serializer_choice_field = CodeField

    def build_standard_field(self, field_name: str, model_field: Any) -> Any:
        """A code that may be blank is null in answers; columns that nobody edits lose that otherwise."""
        field_class, options = super().build_standard_field(field_name, model_field)
        if field_class is CodeField and model_field.blank:
            options["allow_blank"] = True
        return field_class, options

    def get_fields(self) -> dict[str, Any]:
        """Every field is read only, whatever its column would take."""
        fields = super().get_fields()
        for field in fields.values():
            field.read_only = True
            field.required = False
        return fields


class _Prepared(local):
    """This thread's serializers, by class."""

    def __init__(self) -> None:
        self.of: dict[type[Any], Any] = {}


_prepared = _Prepared()


def represent(serializer: type[serializers.Serializer[Any]], row: Any, context: dict[str, Any]) -> dict[str, Any]:
    """What ``serializer`` shows of ``row``.

    A tree of serializers is built once per thread and not, as the REST framework does, once per answer: building it
    cost several times what it takes to fill.
    """
    tree = _prepared.of.get(serializer)
    if tree is None:
        tree = _prepared.of[serializer] = serializer()
    tree._context = context  # noqa: SLF001 - where nested fields look for it
    shown: dict[str, Any] = tree.to_representation(row)
    return shown


@extend_schema_field({"type": "string", "format": "uri"})
class AddressField(serializers.Field[Any, Any, Any, Any]):
    """The API's address of a record: of the row itself, or of the one that a foreign key names (``source``).

    With ``filters`` the address of the collection's list, filtered by this parameter to the row.
    """

    def __init__(
        self, collection: str, *, by: str = "slug", action: str = "detail", filters: str = "", **kwargs: Any
    ) -> None:
        self.collection = collection
        self.by = by
        self.action = action
        self.filters = filters
        super().__init__(read_only=True, **{"source": "*", **kwargs})

    def to_representation(self, value: Any) -> str:
        """The absolute address."""
        request, key = self.context.get("request"), str(getattr(value, self.by))
        if self.filters:
            return address(request, self.collection, action="list", query={self.filters: key})
        return address(request, self.collection, key, action=self.action)


class TextOrNull(serializers.CharField):
    """A text column; empty is null."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(allow_null=True, **kwargs)

    def to_representation(self, value: Any) -> str | None:  # type: ignore[override]
        """The text, or null."""
        return str(value) if value else None


class PartialDateSerializer(serializers.Serializer[Any]):
    """A date as exactly as it is known."""

    edtf = serializers.CharField(
        source="text", help_text="As the source has it, in a subset of EDTF level 1 (ISO 8601-2): 2024, 2024-07~ …"
    )
    lo = serializers.DateField(allow_null=True, help_text="First day it can mean; null: unbounded.")
    hi = serializers.DateField(allow_null=True, help_text="Last day it can mean; null: unbounded.")
    precision = serializers.ChoiceField(choices=["year", "month", "day", "range"])
    label = serializers.SerializerMethodField(  # type: ignore[assignment]
        help_text="In English words, at its own precision."
    )

    def get_label(self, value: dates.PartialDate) -> str:
        """English words."""
        return dates.display(value.text)


@extend_schema_field(PartialDateSerializer(allow_null=True))
class PartialDateField(serializers.Field[Any, Any, Any, Any]):
    """A partial date of a ``Dated`` row, by the field's own name; null where nothing is known."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(read_only=True, source="*", **kwargs)

    def to_representation(self, value: dates.Dated) -> Any:
        """``{"edtf", "lo", "hi", "precision", "label"}`` or null."""
        partial = value.partial(str(self.field_name))
        if not partial.text:
            return None
        return {
            "edtf": partial.text,
            "lo": partial.lo.isoformat() if partial.lo else None,
            "hi": partial.hi.isoformat() if partial.hi else None,
            "precision": partial.precision,
            "label": dates.display(partial.text),
        }


class SourceSerializer(serializers.Serializer[Any]):
    """A source and what it says: verbatim (``quote`` with its place in the text) or summarised in our own words."""

    id = serializers.UUIDField()
    form = CodeField(choices=choices.CitationForm.choices)
    source_kind = CodeField(choices=choices.SourceKind.choices)
    url = serializers.CharField(help_text="Where it can be read; empty where it is not online.")
    publisher = serializers.CharField()
    title = serializers.CharField()
    language = serializers.CharField(help_text="BCP 47; empty where it was not recorded.")
    published_on = TextOrNull(help_text="EDTF, as exactly as it is known.")
    quote = TextOrNull(help_text="Verbatim, at most 500 characters.")
    start = serializers.IntegerField(allow_null=True, help_text="Characters from the start of the text quoted from.")
    end = serializers.IntegerField(allow_null=True)
    content_sha256 = TextOrNull(help_text="SHA-256 of the whole text quoted from, as UTF-8.")
    summary = TextOrNull(help_text="Our own words, never the source's; not to be shown in quotation marks.")
    stance = CodeField(choices=choices.Stance.choices)
    sample = serializers.BooleanField(help_text="Sample text, not an outlet's.")


class LinkedSources(serializers.ListSerializer[Any]):
    """The citations behind ``citation_links``, which are prefetched with them."""

    def to_representation(self, data: Any) -> list[Any]:
        """One source per link."""
        return super().to_representation([source_of(link.citation) for link in data.all()])


def sources() -> Any:
    """The field ``sources`` of a record: what it rests on."""
    return LinkedSources(child=SourceSerializer(), source="citation_links", read_only=True)


def cited(links: Any) -> Prefetch[Any]:
    """What ``sources()`` reads: a link table's rows with their citations, oldest source first."""
    rows = links.objects.select_related("citation").order_by("citation__published_lo", "citation__pk")
    return Prefetch("citation_links", rows)
