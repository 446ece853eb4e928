"""Pages: take an address, ask a reader, show a template. Whoever asks, they show what is public."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.models import Case
from facts.identity import look_up
from facts.visibility import PUBLIC
from people.models import Employer, Person
from web import search as searching
from web.forms import SearchForm
from web.pages.case import case_page
from web.pages.employer import employer_page
from web.pages.group import group_page
from web.pages.person import person_page


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The search form, and the newest published disputes."""
    parts = searching.overview("", viewer=PUBLIC)
    return render(request, "web/home.html", {"parts": parts, "disputes": parts[0]})


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Hits of every kind, or one page of one kind. A wrong parameter is a 400 that names it."""
    form = SearchForm(request.GET.dict())
    if not form.is_valid():
        return render(request, "web/search.html", {"problems": form.messages}, status=400)
    query, kind, page = form.cleaned_data["q"], form.cleaned_data["in"], form.cleaned_data["page"] or 1
    group_of, group_on = form.cleaned_data["group_of"], form.cleaned_data["group_on"]
    group = group_page(group_of, on=group_on, viewer=PUBLIC) if group_of else None
    if kind:
        of_group = {"group_of": group_of, "group_on": group_on}
        parts = [searching.one_kind(kind, query, viewer=PUBLIC, page=page, **of_group)]
        if page > parts[0].pages:
            raise Http404
    else:
        parts = searching.overview(query, viewer=PUBLIC)
    nothing = not any(part.total for part in parts)
    context = {
        "query": query,
        "kind": kind,
        "parts": parts,
        "total": sum(part.total for part in parts),
        "nothing": nothing,
        "near": searching.nearly(query, viewer=PUBLIC) if nothing and query else [],
        "looser": searching.looser(query) if nothing else [],
        "group_of": group_of,
        "group": group,
        "narrowed": f"&{urlencode(asked)}" if (asked := _asked(group_of, group_on)) else "",
    }
    return render(request, "web/search.html", context)


def _asked(group_of: str, group_on: date | None) -> dict[str, str]:
    """What keeps further pages to the group."""
    of = {"group_of": group_of} if group_of else {}
    return of | ({"group_on": group_on.isoformat()} if group_on else {})


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What the site is, what it is not, and how to have a record corrected."""
    return render(request, "web/about.html")


@require_safe
def case(request: HttpRequest, slug: str) -> HttpResponse:
    """One dispute and its timeline."""
    return _page(request, slug, queryset=Case.objects.all(), template="web/case.html", reader=case_page)


@require_safe
def person(request: HttpRequest, slug: str) -> HttpResponse:
    """One person: names, employments, disputes."""
    return _page(request, slug, queryset=Person.objects.all(), template="web/person.html", reader=person_page)


@require_safe
def employer(request: HttpRequest, slug: str) -> HttpResponse:
    """One employer: names, relations, disputes."""
    return _page(request, slug, queryset=Employer.objects.all(), template="web/employer.html", reader=employer_page)


def _page(request: HttpRequest, slug: str, *, queryset: Any, template: str, reader: Callable[..., Any]) -> HttpResponse:
    found = look_up(queryset, Q(slug=slug), PUBLIC)
    if found.record is not None:
        return render(request, template, {"page": reader(found.record, viewer=PUBLIC)})
    if found.moved_to is not None:
        return HttpResponsePermanentRedirect(found.moved_to.get_absolute_url())
    if found.gone:
        return render(request, "web/gone.html", status=410)
    raise Http404
