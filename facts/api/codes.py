"""Closed vocabularies in answers: ``{"code": …, "label": …}``; the code is stable, the label is for people."""

from __future__ import annotations

from types import ModuleType
from typing import Any

from django.db.models import TextChoices
from drf_spectacular.extensions import OpenApiSerializerFieldExtension
from drf_spectacular.plumbing import ResolvedComponent
from rest_framework import serializers

_names: dict[tuple[str, ...], str] = {}


def name_vocabularies(module: ModuleType, *, prefix: str = "") -> None:
    """Give every vocabulary of a ``choices`` module its class's name in the API's description.

    ``prefix`` tells apart two rooms' vocabularies of one name.
    """
    for name, found in vars(module).items():
        if isinstance(found, type) and issubclass(found, TextChoices) and found.__module__.startswith(module.__name__):
            _names.setdefault(tuple(found.values), name if name.startswith(prefix) else prefix + name)


class CodeField(serializers.ChoiceField):
    """A choice of a model, read only. Nothing chosen is null."""

    def to_representation(self, value: Any) -> Any:
        """``{"code", "label"}``; null for an empty value."""
        if value in ("", None):
            return None
        return {"code": str(value), "label": str(self.choices.get(value, value))}


class CodeFieldSchema(OpenApiSerializerFieldExtension):
    """Two components per vocabulary: the codes, and a code with its label."""

    target_class = CodeField

    def map_serializer_field(self, auto_schema: Any, direction: str) -> Any:
        """A reference to the vocabulary."""
        choices = {key: label for key, label in self.target.choices.items() if key != ""}
        name = _names.get(tuple(choices))
        if name is None:
            raise LookupError(
                f"no vocabulary has the codes {tuple(choices)}: name_vocabularies() was not called for it"
            )
        codes = _component(
            auto_schema,
            f"{name}Code",
            {
                "type": "string",
                "enum": list(choices),
                "description": "\n".join(f"* `{code}`: {label}" for code, label in choices.items()),
            },
        )
        reference = _component(
            auto_schema,
            name,
            {
                "type": "object",
                "properties": {"code": codes, "label": {"type": "string"}},
                "required": ["code", "label"],
                "examples": [{"code": code, "label": str(label)} for code, label in list(choices.items())[:1]],
            },
        )
        # A column that may be blank is null in answers.
        blank = self.target.allow_blank and not self.target.allow_null
        return {"oneOf": [reference, {"type": "null"}]} if blank else reference


def _component(auto_schema: Any, name: str, schema: dict[str, Any]) -> Any:
    component = ResolvedComponent(name=name, type=ResolvedComponent.SCHEMA, schema=schema, object=name)
    auto_schema.registry.register_on_missing(component)
    return component.ref
