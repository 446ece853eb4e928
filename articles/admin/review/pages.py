"""The addresses of the review screen, beside Django's own pages of suggestions."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path

from articles.admin.review.desk import Desk
from articles.admin.review.newcase import CaseOfArticle
from articles.models import Article
from cases.models import Case
from facts.admin.verbs import VerbsAdmin


class ReviewPages(VerbsAdmin):
    """For those who may decide suggestions."""

    change_list_template = "articles/admin/suggestions.html"

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """With a way to the review screen."""
        context = {"reviews": self.has_change_permission(request), **(extra_context or {})}
        return super().changelist_view(request, context)

    def get_urls(self) -> Any:
        wrap = self.admin_site.admin_view
        return [
            path("review/", wrap(self.review_view), name="articles_suggestion_review"),
            path(
                "review/<uuid:article>/new-case/", wrap(self.new_case_view), name="articles_suggestion_review_new_case"
            ),
            *super().get_urls(),
        ]

    def review_view(self, request: HttpRequest) -> HttpResponse:
        """The next article for this editor; a decision answers with the one after it."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        desk = Desk(self, request)
        return desk.answer() if request.method == "POST" else desk.show()

    def new_case_view(self, request: HttpRequest, article: UUID) -> Any:
        """The form of a new case, filled in from an article; saving links the article to it."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        found = get_object_or_404(Article.objects.select_related("source"), pk=article)
        return CaseOfArticle(Case, self.admin_site, found).add_view(request)
