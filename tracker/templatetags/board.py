"""The desk's first page: what waits in every room."""

from __future__ import annotations

from typing import Any

from django import template
from django.contrib import admin

from articles.admin import board as articles
from cases.admin import board as cases
from facts.admin.board import shown
from people.admin import board as people

register = template.Library()

GROUPS = (*people.GROUPS, *cases.GROUPS, *articles.GROUPS)


@register.inclusion_tag("admin/board.html", takes_context=True)
def board(context: dict[str, Any]) -> dict[str, Any]:
    """Groups of numbers that the user may see, the age of the queue, and the week's decisions."""
    request, site = context["request"], admin.site
    return {
        "queue": shown(site, request, (articles.QUEUE,)),
        "groups": shown(site, request, GROUPS),
        "waits_since": articles.waits_since(site, request),
        "week": articles.week(site, request),
        "may_review": articles.may_review(site, request),
    }
