"""How an entry of a timeline is written, and the pages of one timeline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core import signing
from drf_spectacular.utils import OpenApiParameter, extend_schema_field
from rest_framework import serializers

from cases import choices
from cases.timeline import Entry
from facts.api.codes import CodeField, name_vocabularies
from facts.api.fields import AddressField, SourceSerializer, TextOrNull
from facts.api.paging import MOST, whole_number
from facts.api.problems import WrongParameter
from facts.choices import Assertion, PublicationState

name_vocabularies(choices)

PARAMETERS = ("limit", "cursor")
DESCRIBED = [
    OpenApiParameter(
        "limit", {"type": "integer", "minimum": 1, "maximum": MOST, "default": MOST}, description="Entries on a page."
    ),
    OpenApiParameter("cursor", str, description="From `next` of another page; not to be taken apart."),
]
_SIGNER = signing.Signer(salt="cases.api.timeline")


class PersonInEntry(serializers.Serializer[Any]):
    """A person in an entry."""

    id = serializers.UUIDField()
    slug = serializers.CharField()
    name = serializers.CharField()
    role = CodeField(choices=choices.EventRole.choices)
    url = AddressField("people")


class EmployerInEntry(PersonInEntry):
    """An employer in an entry."""

    url = AddressField("employers")


class AmountSerializer(serializers.Serializer[Any]):
    """A sum of money."""

    amount = serializers.DecimalField(max_digits=18, decimal_places=2)
    currency = serializers.CharField(help_text="ISO 4217.")


class NoteSerializer(serializers.Serializer[Any]):
    """A correction, or the reply of somebody concerned: made elsewhere (``cited``) or received (``received_on``)."""

    id = serializers.UUIDField()
    kind = CodeField(choices=choices.NoteKind.choices)
    text = serializers.CharField()
    by = serializers.CharField(help_text="Who replied; empty for a correction, and where they are not named here.")
    received_on = serializers.DateField(allow_null=True)
    cited = SourceSerializer(source="source", allow_null=True)
    noted_at = serializers.DateTimeField()


class EntrySerializer(serializers.Serializer[Any]):
    """One entry: something that happened, is said to have happened, or is scheduled."""

    id = serializers.UUIDField()
    case_id = serializers.UUIDField()
    proceeding_id = serializers.UUIDField(allow_null=True)
    kind = CodeField(choices=choices.EventKind.choices)
    date = serializers.DateField(source="lo", allow_null=True, help_text="First day it can have been.")
    date_end = serializers.DateField(source="hi", allow_null=True, help_text="Last day it can have been.")
    date_precision = serializers.ChoiceField(choices=["year", "month", "day", "range", "unknown"])
    date_text = TextOrNull(help_text="EDTF, as exactly as the source has it.")
    date_words = serializers.CharField(help_text="In English words, at its own precision.")
    date_role = CodeField(choices=choices.DateRole.choices)
    scheduled = serializers.BooleanField(help_text="Announced, not yet past.")
    assertion = CodeField(choices=Assertion.choices)
    set_aside = serializers.BooleanField(help_text="Told as found, by a decision that no longer stands.")
    verification = serializers.ChoiceField(
        choices=["unverified", "single_source", "corroborated", "official_record", "disputed", "retracted"],
        help_text="Reprints of one report count once.",
    )
    status = CodeField(choices=PublicationState.choices)
    title = serializers.CharField()
    description = serializers.CharField()
    language = serializers.CharField()
    people = PersonInEntry(many=True)
    employers = EmployerInEntry(many=True)
    amounts = serializers.SerializerMethodField()
    sources = SourceSerializer(many=True)
    notes = NoteSerializer(many=True, help_text="Corrections and replies beside this entry, oldest first.")
    sequence = serializers.IntegerField(help_text="Order within one day.")
    recorded_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()

    @extend_schema_field(AmountSerializer(many=True))
    def get_amounts(self, entry: Entry) -> list[dict[str, str]]:
        """Sums of money, as decimal text with an ISO 4217 currency."""
        if entry.amount is None:
            return []
        return [{"amount": f"{entry.amount:f}", "currency": entry.currency}]


class TimelineSerializer(serializers.Serializer[Any]):
    """A page of a timeline, earliest first; entries without a day come last."""

    case_id = serializers.UUIDField()
    case_url = serializers.URLField()
    next = serializers.URLField(allow_null=True)
    notes = NoteSerializer(many=True, help_text="Corrections and replies about the case as a whole.")
    results = EntrySerializer(many=True)


@dataclass(frozen=True)
class Page:
    """Some entries, and the cursor behind the last of them; None where nothing follows."""

    entries: list[Entry]
    cursor: str | None


def page(entries: list[Entry], case: UUID, query: Any) -> Page:
    """The page that ``limit`` and ``cursor`` ask for. Raises WrongParameter."""
    limit = whole_number("limit", query.get("limit", str(MOST)), least=1, most=MOST)
    start = 0
    if "cursor" in query:
        last = _read(query["cursor"], case)
        start = next((at for at, entry in enumerate(entries) if _place(entry) > last), len(entries))
    shown = entries[start : start + limit]
    more = start + limit < len(entries)
    return Page(shown, _SIGNER.sign_object([str(case), _place(shown[-1])]) if more else None)


def _place(entry: Entry) -> list[str]:
    # As the timeline is ordered (TIMELINE_ORDER); an entry without any day comes after every day.
    by = entry.hi or entry.lo
    earliest = entry.lo.isoformat() if entry.lo else ""
    return [by.isoformat() if by else "~", earliest, f"{entry.sequence:09}", str(entry.id)]


def _read(cursor: str, case: UUID) -> list[str]:
    try:
        owner, place = _SIGNER.unsign_object(cursor)
    except (signing.BadSignature, ValueError) as error:
        raise WrongParameter("cursor", "This is no cursor of ours: follow `next` of a page.", "bad_cursor") from error
    if owner != str(case):
        raise WrongParameter("cursor", "This cursor belongs to another case.", "bad_cursor")
    return [str(part) for part in place]
