"""Who a proposal names."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.core.exceptions import ValidationError

from articles.services.making.changes import Changes
from cases.choices import EventKind, EventRole
from cases.models import EventActor
from people.models import Employer, Person

R = TypeVar("R", Person, Employer)


class Cast:
    """Who a proposal names: records where they are on file or were chosen, else names alone."""

    def __init__(self, payload: Mapping[str, Any], changes: Changes) -> None:
        self.names = {name: payload[name]["name"] for name in ("person", "from", "to") if payload[name]}
        self.person = changes.person or _on_record(Person, payload["person"])
        self.employers = {
            "from": changes.from_employer or _on_record(Employer, payload["from"]),
            "to": changes.to_employer or _on_record(Employer, payload["to"]),
        }
        self.parties = [
            (_on_record(Person, ref), _on_record(Employer, ref)) for ref in payload["parties"] if ref and ref["id"]
        ]

    def needed_person(self) -> Person:
        """The person on record; ``ValidationError`` on ``person`` where there is none."""
        if self.person is None:
            message = f"“{self.names.get('person', '')}” is not on record: choose a person, or create one first."
            raise ValidationError({"person": [message]})
        return self.person

    def needed_employer(self, name: str) -> Employer:
        """The employer ``from`` or ``to`` on record; ``ValidationError`` on ``from_employer`` or ``to_employer``."""
        found = self.employers[name]
        if found is None:
            message = f"“{self.names.get(name, '')}” is not on record: choose an employer, or create one first."
            raise ValidationError({f"{name}_employer": [message]})
        return found

    def actors(self, roles: Mapping[str, EventRole]) -> list[EventActor]:
        """Rows for everyone on record, each once."""
        rows = [EventActor(person=self.person, role=roles["person"])] if self.person else []
        rows += [EventActor(employer=one, role=roles[name]) for name, one in self.employers.items() if one]
        named = {row.person_id or row.employer_id for row in rows}
        for who, firm in self.parties:
            one = who or firm
            if one is not None and one.pk not in named:
                named.add(one.pk)
                rows.append(EventActor(person=who, employer=firm, role=EventRole.SUBJECT))
        return rows

    def title(self, kind: str) -> str:
        """Who and what, without a verb that could take a side; an editor may word it better."""
        label = EventKind(kind).label
        shown = {
            "person": self.person.display_name if self.person else self.names.get("person", ""),
            **{name: one.display_name if one else self.names.get(name, "") for name, one in self.employers.items()},
        }
        if kind == EventKind.JOINS:
            parts = [shown["person"], shown["to"]]
        elif kind == EventKind.DEPARTURE:
            parts = [shown["person"], shown["from"]]
        elif kind == EventKind.ROLE_CHANGE:
            parts = [shown["person"], shown["from"], shown["to"]]
        else:
            parts = [shown["from"], shown["person"] or shown["to"]]
        told = " – ".join(part for part in parts if part)
        return f"{label}: {told}"[:300] if told else label


def _on_record(model: type[R], ref: Mapping[str, str | None] | None) -> R | None:
    """The record that a ref names, or the one it was merged into."""
    if ref is None or not ref["id"]:
        return None
    rows: Any = model
    found: Any = rows.objects.filter(pk=ref["id"]).first()
    while found is not None and found.merged_into is not None:
        found = found.merged_into
    result: R | None = found
    return result
