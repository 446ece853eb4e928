"""The API's description: names of operations, and the errors that each can answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse, extend_schema, extend_schema_view
from rest_framework import serializers

from facts.api.problems import MEDIA_TYPE

V = TypeVar("V", bound=type[Any])


class ProblemErrorSerializer(serializers.Serializer[Any]):
    """One mistake."""

    pointer = serializers.CharField(
        help_text="`?name`: a parameter of the query; `#/name`: a field of the body (JSON Pointer as a URI fragment)."
    )
    code = serializers.CharField(help_text="Stable, for programs.")
    detail = serializers.CharField(help_text="For people; says what is accepted.")


class ProblemSerializer(serializers.Serializer[Any]):
    """An error (RFC 9457)."""

    type = serializers.CharField(help_text="`about:blank`: the status says what kind of problem it is.")
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    errors = ProblemErrorSerializer(many=True)  # type: ignore[assignment]
    reason = serializers.CharField(required=False, help_text="Of a 410: why the record is gone.")
    request_id = serializers.CharField(required=False, help_text="As in the header `X-Request-Id`.")


ERRORS = {
    400: "A parameter or the body is not accepted; `errors` says which and what is.",
    401: "The token is unknown, expired or revoked.",
    403: "The token's scopes do not allow this.",
    404: "There is nothing here that you may see.",
    406: "Only JSON is served.",
    410: "This was public and has been withdrawn; `reason` says why.",
    413: "The body is too large.",
    415: "Only JSON is read.",
    429: "Too many requests: wait for `Retry-After` seconds.",
}


def problem_responses(*statuses: int) -> dict[Any, Any]:
    """The errors of an operation, as the description wants them."""
    return {
        (status, MEDIA_TYPE): OpenApiResponse(ProblemSerializer, description=ERRORS[status])
        for status in sorted({401, 406, 429, *statuses})
    }


NOT_MODIFIED = {304: OpenApiResponse(description="Nothing has changed since the answer with this `ETag`.")}
CONDITIONAL = OpenApiParameter(
    "If-None-Match",
    str,
    OpenApiParameter.HEADER,
    description="`ETag` of the answer that you have.",
    examples=[OpenApiExample("tag", value='"5c0c32d1f4a2e1c6b7d8e9f0a1b2c3d4"')],
)
MOVED = {308: OpenApiResponse(description="Merged into the record at `Location`.")}
KEY = OpenApiParameter("key", str, OpenApiParameter.PATH, description="Slug or id (UUID).")


def described(plural: str, singular: str, *, tag: str = "", key: str = "") -> Callable[[V], V]:
    """Class decorator: operation ids ``list_<plural>`` and ``get_<singular>``, summaries, parameters and errors."""
    key_parameter = OpenApiParameter("key", str, OpenApiParameter.PATH, description=key) if key else KEY
    tags = [tag or plural.replace("_", " ")]

    def decorate(view: V) -> V:
        return extend_schema_view(
            list=extend_schema(
                operation_id=f"list_{plural}",
                summary=f"List {plural.replace('_', ' ')}",
                tags=tags,
                parameters=[CONDITIONAL],
                responses={200: view.list_serializer(many=True), **NOT_MODIFIED, **problem_responses(400)},
            ),
            retrieve=extend_schema(
                operation_id=f"get_{singular}",
                summary=f"One {singular.replace('_', ' ')}",
                tags=tags,
                parameters=[key_parameter, CONDITIONAL],
                responses={
                    200: view.detail_serializer,
                    **NOT_MODIFIED,
                    **MOVED,
                    **problem_responses(400, 404, 410),
                },
            ),
        )(view)

    return decorate


class Schema(AutoSchema):
    """Lists and records are described by what their view is about, everything else by its own docstring."""

    def get_description(self) -> str:  # type: ignore[override]
        """Text of an operation."""
        if getattr(self.view, "action", "") in ("list", "retrieve"):
            return str(self.view.__doc__ or "").strip()
        return str(super().get_description())
