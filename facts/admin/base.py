"""What every page of the desk has in common.

Saving goes through services, which check whole records and whole sets of rows. Whoever works here may see unpublished
records; nobody else gets in. Deleting takes its own right and never touches what is cited or published.
"""

from collections.abc import Mapping
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse

from facts.admin.fields import Autocompleting
from facts.admin.forms import RecordForm, RefusedError
from facts.admin.history import history_page
from facts.admin.restoring import restore_page
from facts.choices import PublicationState
from facts.outcomes import Notice, Saved
from facts.services import part_changed, save, whole_of
from facts.visibility import Viewer


def may_look(request: HttpRequest) -> bool:
    """The desk shows drafts everywhere, so it is only for those who may see unpublished records."""
    return Viewer.of_user(request.user).sees_unpublished


class RecordAdmin(Autocompleting, admin.ModelAdmin):
    """Base of all pages.

    ``relations`` are joined wherever rows are read (lists, choices, forms); ``below`` names reverse relations whose
    history is shown with the record's own; ``makes`` says that a new record is made whole by a service (``make``), out
    of the form and not filled in by it; ``restores`` that older versions may be put back; ``add_below`` are (url
    name of an add page, its field that is to hold this record, label).
    """

    form = RecordForm
    relations: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    add_below: tuple[tuple[str, str, str], ...] = ()
    makes = False
    restores = True
    list_per_page = 50
    show_full_result_count = False
    change_form_template = "facts/admin/record_change_form.html"
    change_list_template = "facts/admin/record_change_list.html"

    class Media:
        css = {"all": ["facts/desk.css"]}
        js = ["facts/desk.js"]

    # --- who ---

    def has_module_permission(self, request: HttpRequest) -> bool:
        return may_look(request) and super().has_module_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_look(request) and super().has_view_permission(request, obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return may_look(request) and super().has_add_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_look(request) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and (obj is None or not stands(obj))

    def get_actions(self, request: HttpRequest) -> Any:
        """Without deleting in bulk: a record is deleted on its own page, where what hangs on it is shown."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    # --- reading ---

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Any]":
        return super().get_queryset(request).select_related(*self.relations)

    def page(self, request: HttpRequest, template: str, context: Mapping[str, Any]) -> TemplateResponse:
        """A page of the desk beside Django's own: ``context`` in the site's frame, under a ``title`` of its own."""
        frame = {**self.admin_site.each_context(request), "opts": self.opts, "media": self.media, "subtitle": None}
        return TemplateResponse(request, template, {**frame, **context})

    def list_tools(self, request: HttpRequest) -> list[tuple[str, str]]:
        """Ways that lead on from the list: (address, label)."""
        return []

    def record_tools(self, request: HttpRequest, object_id: str) -> list[tuple[str, str]]:
        """Ways that lead on from a record's page: (address, label)."""
        return []

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return super().changelist_view(request, {**(extra_context or {}), "tools": self.list_tools(request)})

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """A record that is about to be changed is held: what its form is compared with stays what it is."""
        found = super().get_object(request, object_id, from_field)
        if found is None or request.method != "POST" or not connection.in_atomic_block:
            return found
        if not self.has_change_permission(request, found):
            # Nothing will be changed; of the chain over the history no row may even be held.
            return found
        # The key alone: a row may hold a whole article, and it is read again once it is held.
        self.model._default_manager.select_for_update().filter(pk=found.pk).values_list("pk").first()
        return super().get_object(request, object_id, from_field)

    def get_form(self, request: HttpRequest, obj: Any = None, change: Any = False, **kwargs: Any) -> Any:  # noqa: FBT002 - Django's
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        form.refusal = getattr(request, "refusal", None)
        return form

    # --- writing ---

    def write(self, record: Any, *, editor: Any, **parts: list[Any]) -> Saved[Any]:
        """Save a record with its new rows. Rooms with a service of their own for it override this."""
        return save(record, check=_whole, editor=editor, citations=parts.get("citations", ()))

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        """What a service or the database refuses is shown in the form that was sent; nothing of it was saved."""
        ways: dict[str, Any] = {}
        if object_id is not None:
            ways = {"tools": self.record_tools(request, object_id), "add_below": self._add_links(request, object_id)}
        context = {**(extra_context or {}), **ways}
        try:
            return super().changeform_view(request, object_id, form_url, context)
        except RefusedError as refusal:
            request.refusal = refusal  # type: ignore[attr-defined]
        return super().changeform_view(request, object_id, form_url, context)

    def _add_links(self, request: HttpRequest, object_id: str) -> list[tuple[str, str]]:
        return [
            (f"{reverse(f'admin:{page}_add')}?{field}={object_id}", label)
            for page, field, label in self.add_below
            if request.user.has_perm(f"{page.partition('_')[0]}.add_{page.partition('_')[2]}")
        ]

    def make(self, request: HttpRequest, form: Any) -> Any:
        """A new record, made by a service of the form's cleaned data; only where ``makes``."""
        raise NotImplementedError

    def save_form(self, request: HttpRequest, form: Any, change: Any) -> Any:
        if change or not self.makes:
            return super().save_form(request, form, change)
        try:
            return self.make(request, form)
        except (ValidationError, IntegrityError) as error:
            raise RefusedError.of(error) from error

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        """No rows beside a form that a service makes a record of: they come once it stands."""
        return () if obj is None and self.makes else super().get_inlines(request, obj)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        """Nothing yet: a service takes the record and its new rows together, in ``save_related``."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: Any) -> None:
        if self.makes and not change:
            return
        for formset in formsets:
            formset.save(commit=False)
        parts: dict[str, list[Any]] = {}
        for formset in formsets:
            if formset.inline.part:
                given = [formset.inline.given(row) for row in formset.new_objects]
                parts.setdefault(formset.inline.part, []).extend(given)
        try:
            saved = itself(form.instance, self.write(form.instance, editor=request.user, **parts))
            form.save_m2m()
            notices = [*saved.warnings]
            for formset in formsets:
                notices += self._save_rows(request, formset)
            # Rules that are checked at commit are asked now, while the form can still be shown again.
            connection.check_constraints()
        except (ValidationError, IntegrityError) as error:
            raise RefusedError.of(error) from error
        for notice in notices:
            messages.warning(request, f"{notice.field.replace('_', ' ')}: {notice.message}")

    def _save_rows(self, request: HttpRequest, formset: Any) -> list[Notice]:
        inline = formset.inline
        changed = [row for row, _ in formset.changed_objects]
        rows = changed if inline.part else [*changed, *formset.new_objects]
        notices: list[Notice] = []
        for row in formset.new_objects:
            # A new record has its key only now.
            setattr(row, formset.fk.name, formset.instance)
        for row in formset.deleted_objects:
            row.delete()
            whole = whole_of(row)
            editor: Any = request.user
            if whole is not None:
                notices += part_changed(whole=whole, editor=editor)
        for row in rows:
            try:
                saved = itself(row, inline.write(row, editor=request.user))
            except ValidationError as error:
                prefix = next(form.prefix for form in formset.forms if form.instance is row)
                raise RefusedError.of(error, prefix) from error
            notices += saved.warnings
        formset.save_m2m()
        return notices

    # --- history ---

    def get_urls(self) -> list[Any]:
        """With a page that compares an older version and puts it back."""
        name = f"{self.opts.app_label}_{self.opts.model_name}_restore"
        view = self.admin_site.admin_view(self.restore_view)
        return [path("<path:object_id>/history/<int:number>/restore/", view, name=name), *super().get_urls()]

    def restore_view(self, request: HttpRequest, object_id: str, number: int) -> HttpResponse:
        """An older version beside what stands; pressing the button puts it back."""
        if not self.restores:
            raise Http404
        return restore_page(self, request, object_id, number)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Who changed what and when, before and after, of the record and of the rows below it."""
        if not hasattr(self.model, "pgh_event_models"):
            return super().history_view(request, object_id, extra_context)
        return history_page(self, request, object_id, self.below)


def _whole(record: models.Model) -> tuple[()]:
    record.full_clean()
    return ()


def itself(record: models.Model, saved: Saved[Any]) -> Saved[Any]:
    """What a service saved, unless it found an equal record: then what was typed here would be lost without a word."""
    if saved.record.pk != record.pk:
        raise ValidationError(f"This already stands on record: {saved.record}.")
    return saved


def stands(record: models.Model) -> bool:
    """Is a record published or cited? Then it is withdrawn and never deleted."""
    if getattr(record, "publication_state", None) == PublicationState.PUBLISHED:
        return True
    links = getattr(record, "citation_links", None)
    return links is not None and bool(links.exists())


class LockedAdmin(RecordAdmin):
    """Rows that are only looked at: made by the machinery, or part of another record."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
