"""Errors as ``application/problem+json`` (RFC 9457): one shape for every error of the API.

``pointer`` says where the mistake is: ``?name`` is a parameter of the query, ``#/a/0/b`` a JSON Pointer (RFC 6901, as a
URI fragment) into the body, ``/name`` a header or the path.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.exceptions import ValidationError as ModelError
from django.http import Http404
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.settings import api_settings
from rest_framework.views import set_rollback

from facts.requests import request_id

logger = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"


class Gone(exceptions.APIException):
    """410: was public once and was taken back; ``reason`` is the class of the reason, never the content."""

    status_code = HTTPStatus.GONE
    default_detail = "This record was public and has been withdrawn."
    default_code = "withdrawn"


class Moved(Exception):  # noqa: N818 - it is an answer, not a mistake
    """308: the record was merged into another one, at ``location``."""

    def __init__(self, location: str) -> None:
        super().__init__(location)
        self.location = location


class TooLarge(exceptions.APIException):
    """413."""

    status_code = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    default_detail = "The body is too large."
    default_code = "too_large"


class WrongParameter(exceptions.ValidationError):
    """400 for one parameter of the query, by name."""

    def __init__(self, name: str, detail: str, code: str = "invalid") -> None:
        super().__init__({name: [exceptions.ErrorDetail(detail, code)]})


class WrongParameters(exceptions.ValidationError):
    """400 for several parameters of the query: name -> messages."""


def handle(error: Exception, context: dict[str, Any]) -> Response | None:
    """The REST framework's exception handler. Unknown errors are logged with their traceback and answer 500."""
    request = context["request"]
    set_rollback()
    if isinstance(error, Moved):
        return Response(status=HTTPStatus.PERMANENT_REDIRECT, headers={"Location": error.location})
    problem = _as_api_exception(error)
    if problem is None:
        logger.error("%s failed", context["view"].__class__.__name__, exc_info=error)
        problem = exceptions.APIException("Something went wrong here; it has been noted.", "internal_error")
    return respond(problem, request)


def respond(problem: exceptions.APIException, request: Any) -> Response:
    """The answer to one error."""
    status = HTTPStatus(problem.status_code)
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": status.phrase,
        "status": status.value,
        "detail": _summary(problem),
        "errors": list(_errors(problem, in_query=request.method in ("GET", "HEAD"))),
    }
    if isinstance(problem, Gone):
        body["reason"] = str(problem.get_codes())
    if status is not HTTPStatus.NOT_FOUND:
        # A hidden record and an absent one must answer the same bytes, so this one tells its id in the header alone.
        body["request_id"] = request_id(request)
    headers = {}
    if challenge := getattr(problem, "auth_header", None):
        headers["WWW-Authenticate"] = challenge
    if (wait := getattr(problem, "wait", None)) is not None:
        headers["Retry-After"] = str(int(wait))
    return Response(body, status=status, headers=headers, content_type=MEDIA_TYPE)


def _as_api_exception(error: Exception) -> exceptions.APIException | None:
    if isinstance(error, exceptions.APIException):
        return error
    if isinstance(error, Http404):
        return exceptions.NotFound()
    if isinstance(error, PermissionDenied):
        return exceptions.PermissionDenied()
    if isinstance(error, ModelError):
        return exceptions.ValidationError(_of_model(error))
    return None


def _of_model(error: ModelError) -> dict[str, list[exceptions.ErrorDetail]]:
    fields: Iterable[tuple[str, list[ModelError]]]
    fields = error.error_dict.items() if hasattr(error, "error_dict") else [("", error.error_list)]
    return {
        "" if name == "__all__" else name: [
            exceptions.ErrorDetail(message, one.code or "invalid") for one in found for message in one.messages
        ]
        for name, found in fields
    }


def _summary(problem: exceptions.APIException) -> str:
    if isinstance(problem, exceptions.ValidationError):
        return "Nothing was done: see errors for what must be put right."
    if isinstance(problem.detail, list | dict):
        return str(problem.default_detail)
    return str(problem.detail)


def _errors(problem: exceptions.APIException, *, in_query: bool) -> Iterator[dict[str, str]]:
    if isinstance(problem, WrongParameter | WrongParameters):
        in_query = True
    if isinstance(problem, exceptions.ValidationError):
        yield from _walk(problem.detail, (), in_query=in_query)
    elif isinstance(problem, exceptions.ParseError):
        yield {"pointer": "#", "code": str(problem.get_codes()), "detail": str(problem.detail)}


def _walk(detail: Any, path: tuple[str, ...], *, in_query: bool) -> Iterator[dict[str, str]]:
    if isinstance(detail, dict):
        for name, inner in detail.items():
            whole = name in ("", api_settings.NON_FIELD_ERRORS_KEY)
            yield from _walk(inner, path if whole else (*path, str(name)), in_query=in_query)
    elif isinstance(detail, list):
        for at, inner in enumerate(detail):
            nested = isinstance(inner, dict | list)
            yield from _walk(inner, (*path, str(at)) if nested else path, in_query=in_query)
    else:
        steps = "".join("/" + step.replace("~", "~0").replace("/", "~1") for step in path)
        pointer = "?" + "/".join(path) if in_query else "#" + steps
        yield {"pointer": pointer, "code": str(getattr(detail, "code", None) or "invalid"), "detail": str(detail)}
