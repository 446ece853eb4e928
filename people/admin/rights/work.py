"""One page per request that does what it asks for: look, hold, erase, hand over, or go where it is done."""

import json
from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from facts import services as facts
from facts.admin.forms import in_words
from facts.admin.labels import labelled
from facts.concerning import published_around, rows_about
from people import access, services
from people.choices import RightsKind
from people.models import Employer, Person, RightsRequest
from people.services.erasing import CONFIRM, mask_of

# Places shown one by one; the number of all stands beside them.
SHOWN = 500
FILES = {"json": "application/json", "html": "text/html; charset=utf-8"}


def _opened(admin: Any, request: HttpRequest, object_id: str) -> RightsRequest:
    asked: RightsRequest | None = admin.get_object(request, unquote(object_id))
    if asked is None:
        raise Http404
    if not admin.has_change_permission(request, asked):
        raise PermissionDenied
    return asked


def work_page(admin: Any, request: HttpRequest, object_id: str) -> HttpResponse:
    """Show it; after a press of a button do it and come back."""
    asked = _opened(admin, request, object_id)
    if request.method == "POST":
        try:
            with transaction.atomic():
                messages.success(request, _done(request, asked))
        except (ValidationError, IntegrityError) as error:
            messages.error(request, in_words(error))
        return HttpResponseRedirect(request.get_full_path())
    context = {
        "title": f"{asked.get_kind_display()}: {asked.person or asked.employer or 'nobody on record'}",
        "asked": asked,
        "left": admin.left(asked),
        "form": reverse("admin:people_rightsrequest_change", args=[asked.pk]),
        "answers": [_line(admin, row) for rows in rows_about(RightsRequest, [asked.pk]).values() for row in rows],
        **_parts(admin, request, asked),
    }
    return admin.page(request, "people/admin/rights.html", context)


def _parts(admin: Any, request: HttpRequest, asked: RightsRequest) -> dict[str, Any]:
    concerned: Person | Employer | None = asked.person or asked.employer
    if concerned is None:
        return {}
    if asked.kind == RightsKind.ERASURE:
        return _erasure(admin, request, asked)
    about = rows_about(type(concerned), [concerned.pk])
    about.pop(RightsRequest, None)
    rows = [row for kind in about.values() for row in kind]
    shown = published_around(concerned, rows)
    return {
        "rows": [_line(admin, row) for row in (concerned, *rows)] if asked.kind == RightsKind.RECTIFICATION else [],
        "shown": [
            (_key(record), *_line(admin, record), record.get_publication_state_display())
            for record in shown
            if asked.kind == RightsKind.OBJECTION
        ],
        "cases": [
            (str(record), _note_page(asked, record))
            for record in shown
            if asked.kind == RightsKind.REPLY and record._meta.label_lower == "cases.case"
        ],
        "files": sorted(FILES) if asked.kind == RightsKind.ACCESS and asked.person is not None else [],
    }


def _key(record: Any) -> str:
    return f"{record._meta.label_lower}:{record.pk}"


def _line(admin: Any, row: Any) -> tuple[str, str, str]:
    """What it is, its words, and the address of its form (empty: it has none)."""
    kind = str(row._meta.verbose_name)
    if not admin.admin_site.is_registered(type(row)):
        return kind, str(row), ""
    shown = labelled(row)
    return kind, shown.label, shown.url


def _note_page(asked: RightsRequest, case: Any) -> str:
    """The form of a reply, filled in as far as the request tells."""
    given = {"kind": "reply", "case": case.pk, "request": asked.pk, "received_on": asked.received_on}
    given |= {"person": asked.person_id} if asked.person_id else {"employer": asked.employer_id}
    return reverse("admin:cases_casenote_add", query=given)


def _erasure(admin: Any, request: HttpRequest, asked: RightsRequest) -> dict[str, Any]:
    if asked.person is None or not asked.is_open:
        return {}
    plan = services.plan_erasure(asked.person)
    spared = set(asked.spared)
    return {
        "plan": plan,
        "places": [
            (
                place.id,
                *_line(admin, place.row),
                ", ".join(place.columns).replace("_", " "),
                place.excerpt,
                place.id in spared,
            )
            for place in plan.places[:SHOWN]
        ],
        "more": max(0, len(plan.places) - SHOWN),
        "history": sorted(plan.history.items()),
        "namesakes": [labelled(other) for other in plan.namesakes],
        "may_confirm": request.user.has_perm(CONFIRM) and asked.prepared_by_id not in (None, request.user.pk),
    }


def _done(request: HttpRequest, asked: RightsRequest) -> str:
    """Do what was pressed; returns what is said of it. Raises ``ValidationError``."""
    editor: Any = request.user
    given = request.POST
    if "prepare" in given:
        services.prepare_erasure(request=asked, spared=given.getlist("spared"), editor=editor)
        return "Prepared. Another editor looks at it and confirms."
    if "confirm" in given:
        erased = services.confirm_erasure(request=asked, seen=given.get("seen", ""), editor=editor)
        counts = (
            f"records changed: {erased.changed}; history rows emptied: {erased.history}; rows deleted: {erased.deleted}"
        )
        return f"Erased. In numbers, {counts}."
    if "hold" in given or "release" in given:
        return _held(request, asked, release="release" in given)
    raise ValidationError("Nothing was chosen.")


def _held(request: HttpRequest, asked: RightsRequest, *, release: bool) -> str:
    """Take records that show somebody out of sight while an objection is examined, or end that."""
    concerned: Person | Employer | None = asked.person or asked.employer
    if concerned is None or asked.kind != RightsKind.OBJECTION:
        raise ValidationError("Only an objection holds records.")
    rows = [row for kind in rows_about(type(concerned), [concerned.pk]).values() for row in kind]
    chosen = set(request.POST.getlist("record"))
    why = f"Rights request {asked.pk}"
    editor: Any = request.user
    count = 0
    for record in published_around(concerned, rows):
        if _key(record) not in chosen:
            continue
        if release:
            facts.release(record=record, editor=editor, reason=why)
        else:
            facts.hold(record=record, editor=editor, reason=why)
        count += 1
    if not count:
        raise ValidationError("No record was chosen.")
    return f"Released as drafts: {count}." if release else f"Put under legal hold: {count}."


def access_file(admin: Any, request: HttpRequest, object_id: str, kind: str) -> HttpResponse:
    """What is on record about a person, to be handed over; only once their identity was checked."""
    asked = _opened(admin, request, object_id)
    if asked.kind != RightsKind.ACCESS or asked.person is None or kind not in FILES:
        raise Http404
    if asked.identity_checked_on is None:
        messages.error(request, "The identity of the requester is checked first (GDPR Art. 12(6)).")
        return HttpResponseRedirect(reverse("admin:people_rightsrequest_work", args=[asked.pk]))
    found = access.on_record(asked.person, mask_of(asked.person))
    if kind == "json":
        body = json.dumps(found.as_json(), ensure_ascii=False, indent=1)
    else:
        body = render_to_string("people/admin/access.html", {"found": found})
    answer = HttpResponse(body, content_type=FILES[kind])
    answer["Content-Disposition"] = f'attachment; filename="access-{asked.pk}.{kind}"'
    add_never_cache_headers(answer)
    return answer
