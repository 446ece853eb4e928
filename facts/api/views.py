"""The shape of every read endpoint: a list with filters and keyset pages, and one record by id or slug."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any, ClassVar

from django.db.models import Model
from django.http import HttpResponseBase
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_vary_headers
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework import viewsets
from rest_framework.exceptions import ErrorDetail
from rest_framework.request import Request
from rest_framework.response import Response

from facts.api import tags
from facts.api.authentication import viewer_of
from facts.api.fields import address, represent
from facts.api.identity import condition, missing
from facts.api.paging import KeysetPagination, Order, wants_count
from facts.api.problems import WrongParameter, WrongParameters
from facts.models import AccessToken
from facts.visibility import PUBLIC, Viewer


class FilterBackend(DjangoFilterBackend):
    """Filters know who is looking: a hidden person must not find a published case."""

    def get_filterset_kwargs(self, request: Any, queryset: Any, view: Any) -> dict[str, Any]:
        """The viewer beside what the filter needs anyway."""
        return {**super().get_filterset_kwargs(request, queryset, view), "viewer": view.viewer}

    def filter_queryset(self, request: Any, queryset: Any, view: Any) -> Any:
        """The filtered rows; WrongParameters where a value is not accepted."""
        filterset = self.get_filterset(request, queryset, view)
        if filterset is None:
            return queryset
        if not filterset.is_valid():
            raise WrongParameters(
                {
                    name: [ErrorDetail(message, error.code or "invalid") for error in errors for message in error]
                    for name, errors in filterset.errors.as_data().items()
                }
            )
        return filterset.qs


class RecordViewSet(viewsets.GenericViewSet[Any]):
    """Read-only lists and records. Every answer carries a strong entity tag and says how it may be cached.

    A subclass names its ``model``, ``collection``, ``list_serializer``, ``detail_serializer``, ``orders`` and
    ``default_order``, and says in ``rows()`` what a viewer may see and what is fetched with it.
    """

    model: ClassVar[type[Model]]
    collection: ClassVar[str]
    list_serializer: ClassVar[type[Any]]
    detail_serializer: ClassVar[type[Any]]
    orders: ClassVar[dict[str, Order]]
    default_order: ClassVar[str]
    # Names of parameters of an action that is not the list.
    own_parameters: ClassVar[dict[str, tuple[str, ...]]] = {}

    lookup_field = "key"
    lookup_value_regex = "[^/]+"
    http_method_names = ["get", "head", "post"]
    pagination_class = KeysetPagination
    filter_backends = [FilterBackend]
    viewer: Viewer = PUBLIC
    state: Hashable = None
    _context: dict[str, Any] | None = None

    def rows(self, *, detail: bool) -> Any:
        """What ``self.viewer`` may see, with all that the serializer of a list or of one record will read."""
        raise NotImplementedError

    def fingerprint(self, key: str) -> Hashable:
        """The state of the database that one record's answer depends on, in one read; None where it is not seen."""
        return None

    def get_queryset(self) -> Any:
        """Rows for the list and, for the description of the API, the model."""
        if getattr(self, "swagger_fake_view", False):
            return self.model._default_manager.none()
        return self.rows(detail=self.action != "list")

    def get_serializer_context(self) -> dict[str, Any]:
        """The viewer, for the few fields that depend on who looks."""
        return {**super().get_serializer_context(), "viewer": self.viewer}

    def get_serializer_class(self) -> type[Any]:
        """By action."""
        return self.list_serializer if self.action == "list" else self.detail_serializer

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """A page, or with ``count=only`` how many there are."""
        counted = wants_count(request.query_params)
        queryset = self.filter_queryset(self.get_queryset())
        if counted:
            return Response({"count": queryset.order_by().count()})
        page = self.paginate_queryset(queryset)
        return self.get_paginated_response([self.shown(record) for record in page or ()])

    def retrieve(self, request: Request, key: str, **kwargs: Any) -> HttpResponseBase:
        """One record."""
        return self.unless_known(key) or Response(self.shown(self.found(key)))

    def shown(self, record: Any) -> dict[str, Any]:
        """One record as this action's serializer writes it."""
        if self._context is None:
            self._context = self.get_serializer_context()
        return represent(self.get_serializer_class(), record, self._context)

    def found(self, key: str) -> Any:
        """The record behind an id or slug; NotFound, Gone or Moved otherwise."""
        record = self.get_queryset().filter(condition(self.model, key)).first()
        if record is None:
            raise self._missing(key)
        return record

    def unless_known(self, key: str) -> HttpResponseBase | None:
        """304 where the client has the answer to the database's present state, before anything is built."""
        fingerprint = self.fingerprint(key)
        if fingerprint is None:
            return None
        request = self.request
        self.state = (request.build_absolute_uri(), self.viewer, fingerprint)
        tag = tags.MEMORY.get(self.state)
        if tag is None:
            return None
        answer = get_conditional_response(request._request, etag=tag)  # noqa: SLF001 - the REST framework's own request
        if answer is not None:
            answer.headers["ETag"] = tag
        return answer

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Who looks, and whether the parameters are known."""
        super().initial(request, *args, **kwargs)
        self.viewer = viewer_of(request)
        if request.method in ("GET", "HEAD"):
            self._check_parameters(request)

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer in English whatever the page's language; tag what was read."""
        with translation.override("en"):
            answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
            if isinstance(answer, Response):
                answer.render()
        answer.headers["Content-Language"] = "en"
        self._say_caching(answer)
        if request.method not in ("GET", "HEAD") or answer.status_code != 200 or not isinstance(answer, Response):
            return answer
        tag = tags.tag_of(answer.content)
        if self.state is not None:
            tags.MEMORY.remember(self.state, tag)
        answer.headers["ETag"] = tag
        tagged = get_conditional_response(request, etag=tag, response=answer)
        return tagged or answer

    def _say_caching(self, answer: HttpResponseBase) -> None:
        request = getattr(self, "request", None)
        if self.viewer.sees_unpublished:
            answer.headers["Cache-Control"] = "private, no-store"
        elif isinstance(getattr(request, "auth", None), AccessToken):
            answer.headers["Cache-Control"] = "private, no-cache"
        else:
            answer.headers["Cache-Control"] = "no-cache"
        patch_vary_headers(answer, ["Accept", "Authorization", "Cookie"])

    def _missing(self, key: str) -> Exception:
        match = self.request.resolver_match
        action = match.url_name.removeprefix(f"{self.collection}-") if match and match.url_name else "detail"
        query = self.request.META.get("QUERY_STRING", "")

        def survivor(record: Any) -> str:
            there = address(self.request, self.collection, getattr(record, "slug", record.pk), action=action)
            return f"{there}?{query}" if query else there

        return missing(self.model._default_manager.all(), key, self.viewer, address=survivor)

    def _check_parameters(self, request: Request) -> None:
        known = set(self.own_parameters.get(self.action, ()))
        if self.action == "list":
            filters = getattr(self, "filterset_class", None)
            known |= {*KeysetPagination.parameters, *(filters.base_filters if filters else ())}
        accepted = ", ".join(sorted(known)) or "none"
        for name, values in request.query_params.lists():
            if name not in known:
                raise WrongParameter(name, f"This parameter is not known here. Known: {accepted}.", "unknown_parameter")
            if len(values) > 1:
                raise WrongParameter(name, "This parameter can be given once.", "repeated")
            if any(ord(character) < 32 for character in values[0]):
                raise WrongParameter(name, "Control characters are not accepted.", "control_character")
