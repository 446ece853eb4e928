"""An older version of a record, compared with what stands, and put back through the record's own service.

Only what an editor may type is put back: states change by verbs, and rows below a record have histories of their own.
"""

from dataclasses import dataclass
from typing import Any

import pghistory
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from facts.admin.forms import in_words, reason_of
from facts.admin.history import Change, Labels, words_of
from facts.admin.meanwhile import SEEN, newest_row, row_of


@dataclass(frozen=True)
class Version:
    """A history row of a record, and the columns in which the record differs from it now."""

    row: Any
    differing: tuple[Any, ...]


def version_of(admin: Any, request: HttpRequest, record: models.Model, number: int) -> Version:
    """The version that a history row holds; 404 where there is none, or where it says that the record was deleted."""
    row = row_of(record, number)
    if row is None or row.pgh_label == "delete":
        raise Http404
    typed = admin.get_form(request, record, change=True).base_fields
    columns = [field for field in record._meta.concrete_fields if field.name in typed and hasattr(row, field.attname)]
    differing = (one for one in columns if getattr(row, one.attname) != getattr(record, one.attname))
    return Version(row, tuple(differing))


@transaction.atomic
def restore_page(admin: Any, request: HttpRequest, object_id: str, number: int) -> HttpResponse:
    """The comparison, and after a press of the button the restored record."""
    record = admin.get_object(request, unquote(object_id))
    if record is None:
        raise Http404
    if not admin.has_change_permission(request, record):
        raise PermissionDenied
    version = version_of(admin, request, record, number)
    back = reverse(f"admin:{admin.opts.app_label}_{admin.opts.model_name}_history", args=[record.pk])
    if request.method == "POST":
        if request.POST.get(SEEN) != str(newest_row(record)):
            messages.warning(request, "The record changed while this page was open: compare again.")
            return HttpResponseRedirect(request.get_full_path())
        if _restored(admin, request, record, version):
            return HttpResponseRedirect(back)
    labels = Labels(admin, request)
    for field in version.differing:
        if field.is_relation:
            labels.want(field.related_model, getattr(record, field.attname))
            labels.want(field.related_model, getattr(version.row, field.attname))
    labels.load()
    context = {
        "title": f"Restore an older version: {record}",
        "module_name": str(admin.opts.verbose_name_plural).capitalize(),
        "object": record,
        "version": version.row,
        "seen": newest_row(record),
        "back": back,
        "changes": [
            Change(
                str(field.verbose_name),
                words_of(field, getattr(record, field.attname), labels),
                words_of(field, getattr(version.row, field.attname), labels),
            )
            for field in version.differing
        ],
    }
    return admin.page(request, "facts/admin/restore.html", context)


def _restored(admin: Any, request: HttpRequest, record: models.Model, version: Version) -> bool:
    """Put the version back; False where the service refuses, which the page then says with nothing changed."""
    for field in version.differing:
        setattr(record, field.attname, getattr(version.row, field.attname))
    when = f"{version.row.pgh_created_at:%Y-%m-%d %H:%M:%S} UTC"
    reason = " - ".join(part for part in (f"Restored the version of {when}", reason_of(request.POST)) if part)
    try:
        with transaction.atomic(), pghistory.context(reason=reason):
            saved = admin.write(record, editor=request.user)
            connection.check_constraints()
    except (ValidationError, IntegrityError) as error:
        messages.error(request, f"Nothing was restored. {in_words(error)}")
        record.refresh_from_db()
        return False
    for notice in saved.warnings:
        messages.warning(request, f"{notice.field.replace('_', ' ')}: {notice.message}")
    messages.success(request, f"Restored the version of {when}.")
    return True
