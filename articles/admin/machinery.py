"""Machinery, for whoever looks into it: in no menu, and nothing of it is edited."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from articles.models import ArticleTerms, Deed, RelinkItem, RelinkMark, ReviewLease, ReviewSkip
from facts.admin.base import LockedAdmin


@admin.register(ArticleTerms)
class ArticleTermsAdmin(LockedAdmin):
    list_display = ("article", "version", "complete")
    fields = ("article", "version", "complete")
    list_filter = ("version", "complete")
    search_fields = ("article__title",)
    ordering = ("-article",)
    relations = ("article",)

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Any]":
        return super().get_queryset(request).defer("terms", "article__text")

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False


@admin.register(RelinkItem)
class RelinkItemAdmin(LockedAdmin):
    list_display = ("article", "job")
    search_fields = ("article__title",)
    ordering = ("-pk",)
    relations = ("article", "job")

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Any]":
        return super().get_queryset(request).defer("article__text", "job__targets")

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False


@admin.register(RelinkMark)
class RelinkMarkAdmin(LockedAdmin):
    list_display = ("snapshot", "database")
    search_fields = ("snapshot",)
    ordering = ("pk",)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False


@admin.register(Deed)
class DeedAdmin(LockedAdmin):
    list_display = ("editor", "created_at", "undone_at")
    list_filter = ("editor", ("created_at", admin.DateFieldListFilter))
    ordering = ("-created_at", "-pk")
    relations = ("editor",)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False


@admin.register(ReviewLease, ReviewSkip)
class ReviewAdmin(LockedAdmin):
    """Who has which article on the review screen, and who put which off."""

    list_display = ("article", "editor")
    search_fields = ("article__title",)
    ordering = ("-article",)
    relations = ("article", "editor")

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Any]":
        return super().get_queryset(request).defer("article__text")

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False
