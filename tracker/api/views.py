"""The API's index, its description, the page that shows it, and what answers where there is nothing."""

from __future__ import annotations

from typing import Any

from csp.decorators import csp_update
from django.urls import Resolver404, resolve, reverse
from django.utils.decorators import method_decorator
from drf_spectacular.renderers import OpenApiYamlRenderer
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.exceptions import NotFound
from rest_framework.renderers import TemplateHTMLRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from facts.api.problems import Moved

COLLECTIONS = ("cases", "people", "employers", "agreements", "articles", "jurisdictions")


class Index(APIView):
    """Where everything is."""

    http_method_names = ["get", "head"]

    @extend_schema(exclude=True)
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Addresses of the collections, the description and its page."""
        names = {name: f"v1:{name}-list" for name in COLLECTIONS} | {"openapi": "v1:schema", "docs": "v1:docs"}
        return Response({name: request.build_absolute_uri(reverse(view)) for name, view in names.items()})


class Description(SpectacularAPIView):
    """OpenAPI 3.1, as YAML; the same as docs/openapi.yaml."""

    versioning_class = None

    renderer_classes = [OpenApiYamlRenderer]
    throttle_classes = []


# The page's pictures are within its style sheet.
@method_decorator(csp_update({"img-src": ["data:"]}), name="dispatch")
class Docs(SpectacularSwaggerSplitView):
    """The description as a page. Scripts and styles are files of our own: the content policy allows nothing else."""

    renderer_classes = [TemplateHTMLRenderer]
    throttle_classes = []
    template_name = "api/docs.html"
    template_name_js = "api/docs.js"
    url_name = "v1:schema"


class Nothing(APIView):
    """Every address under the API's that leads nowhere, with the same answer as a hidden record."""

    schema = None
    http_method_names = ["get", "head", "post", "put", "patch", "delete", "options"]
    permission_classes = []

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """404, or 308 to the address that ends in a slash where only that is missing."""
        super().initial(request, *args, **kwargs)
        path = request.path
        if not path.endswith("/"):
            try:
                found = resolve(path + "/")
            except Resolver404:
                raise NotFound from None
            if found.url_name != "nothing":
                query = request.META.get("QUERY_STRING", "")
                raise Moved(f"{path}/" + (f"?{query}" if query else ""))
        raise NotFound
