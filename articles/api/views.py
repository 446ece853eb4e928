"""Endpoints of articles."""

from __future__ import annotations

import logging
from datetime import date
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast

from django.db.models import Prefetch
from drf_spectacular.utils import OpenApiExample, OpenApiResponse, extend_schema
from kombu.exceptions import OperationalError
from rest_framework.request import Request
from rest_framework.response import Response

from articles import choices, services, tasks
from articles.api import serializers
from articles.filters import ArticleFilter
from articles.models import Article, Suggestion
from cases.models import Case
from facts.api.authentication import MaySendArticles
from facts.api.fields import address
from facts.api.paging import Order
from facts.api.schema import described, problem_responses
from facts.api.views import RecordViewSet

if TYPE_CHECKING:
    from django.contrib.auth.models import User

logger = logging.getLogger(__name__)

EXAMPLE = {
    "url": "https://news.example/2025/08/researcher-moves",
    "title": "Researcher moves to a rival",
    "text": "A researcher has left Example Company for Sample Company, which …",
    "published_on": "2025-08-11",
    "language": "en",
}


@described("articles", "article", key="Id (UUID).")
class ArticleViewSet(RecordViewSet):
    """News that published cases rest on: where it was published and the words that were cited."""

    model = Article
    collection = "articles"
    list_serializer = serializers.ArticleSerializer
    detail_serializer = serializers.ArticleDetailSerializer
    filterset_class = ArticleFilter
    permission_classes = [MaySendArticles]
    orders = {"published_on": Order("published_on", date.fromisoformat, nullable=True), "title": Order("title")}
    default_order = "-published_on"

    def rows(self, *, detail: bool) -> Any:
        """Articles with their outlets and the visible cases that they were linked to."""
        links = (
            Suggestion.objects.links()
            .filter(state=choices.SuggestionState.ACCEPTED, case__in=Case.objects.visible_to(self.viewer).live())
            .select_related("case")
            .order_by("case__slug")
        )
        articles = Article.objects.visible_to(self.viewer).select_related("source", "root").defer("root__text")
        articles = articles.prefetch_related(
            Prefetch("suggestions", links, to_attr="shown_links"),
            Prefetch("root__suggestions", links, to_attr="shown_links"),
        )
        if not detail:
            return articles.defer("text", "root__text")
        copies = Article.objects.visible_to(self.viewer).select_related("source").defer("text")
        return articles.prefetch_related(Prefetch("copies", copies.order_by("created_at"), to_attr="shown_copies"))

    @extend_schema(
        operation_id="send_article",
        summary="Send an article",
        tags=["articles"],
        request=serializers.ArrivalSerializer,
        responses={
            201: OpenApiResponse(serializers.ReceivedSerializer, description="Taken in; it will be read and linked."),
            200: OpenApiResponse(serializers.ReceivedSerializer, description="The same address or text was known."),
            **problem_responses(400, 403, 413, 415),
        },
        examples=[OpenApiExample("An article with its text", value=EXAMPLE, request_only=True)],
    )
    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Take in one article, by its text or its address. The same address or text is the same article."""
        arrival = serializers.ArrivalSerializer(data=request.data)
        arrival.is_valid(raise_exception=True)
        ingested = services.ingest(**arrival.validated_data, editor=cast("User", request.user))
        article = ingested.article
        if ingested.to_read:
            _enqueue(article)
        context = {**self.get_serializer_context(), "outcome": ingested.outcome.value}
        return Response(
            serializers.ReceivedSerializer(article, context=context).data,
            status=HTTPStatus.CREATED if ingested.created else HTTPStatus.OK,
            headers={"Location": address(request, self.collection, article.pk)},
        )


def _enqueue(article: Article) -> None:
    """Tell a worker. Where the queue is away the sweeper finds the row later, so nobody waits for retries here."""
    try:
        tasks.read_article.apply_async_on_commit(args=(str(article.pk),), retry=False)
    except OperationalError as error:
        logger.warning("article %s waits for the sweeper: %s", article.pk, type(error).__name__)
