"""Merging two records: chosen in a list or on a page, looked at before, and done as shown or not at all."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.admin import helpers
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import OperationalError, models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.http import urlencode

from facts import services
from facts.admin.base import RecordAdmin
from facts.admin.forms import in_words, page_of, reason_of
from facts.admin.labels import kinds, labelled
from facts.choices import PublicationState
from facts.filters import identified
from facts.merging import Plan, plan_of, rows_of
from facts.models import Publishable

MERGE = "facts.merge"
# Published records that are told by title, and rows that are read for them in each table.
_MOST_NAMED = 20
_READ = 200
BUSY = "Somebody else is changing these records. Nothing was done: try again."
# Bookkeeping of the row itself, and what says where it went.
_SILENT = {"id", "created_at", "updated_at", "revision", "tokens", "merged_into", "published_at"}


@dataclass(frozen=True)
class Difference:
    """A column in which two records differ, in words."""

    field: str
    stays: str
    left: str


def may_merge(request: HttpRequest) -> bool:
    return bool(request.user.has_perm(MERGE))


class MergingAdmin(RecordAdmin):
    """A page of records that can turn out to be one."""

    def get_urls(self) -> Any:
        """The preview beside Django's own pages."""
        view = self.admin_site.admin_view(self.merge_view)
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        doubles = self.admin_site.admin_view(self.doubles_view)
        return [
            path("merge/", view, name=f"{name}_merge"),
            path("doubles/", doubles, name=f"{name}_doubles"),
            *super().get_urls(),
        ]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A merged record is looked at: what would be written there belongs to the one that stands."""
        return super().has_change_permission(request, obj) and (obj is None or obj.merged_into_id is None)

    def get_actions(self, request: HttpRequest) -> Any:
        actions = super().get_actions(request)
        if "_popup" not in request.GET and may_merge(request):
            actions["merge_two"] = (_merge_two, "merge_two", "Merge the two selected…")
        return actions

    def record_tools(self, request: HttpRequest, object_id: str) -> list[tuple[str, str]]:
        """With a way to the preview."""
        tools = super().record_tools(request, object_id)
        return [*tools, (self.merge_url(object_id), "Merge with another")] if may_merge(request) else tools

    def merge_url(self, *keys: Any) -> str:
        """The preview of one record, or of two."""
        page = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_merge")
        return f"{page}?{urlencode(dict(zip(('one', 'two'), keys, strict=False)))}"

    def likely_doubles(self, record: Any) -> list[Any]:
        """Other records that may be this one. Rooms that know how names are spelled override this."""
        return []

    def doubles(self, page: int) -> "tuple[list[tuple[Any, Any, str]], bool]":
        """Pairs that may be one, with why, and whether another page follows; pages are counted from 1."""
        return [], False

    def list_tools(self, request: HttpRequest) -> list[tuple[str, str]]:
        """With a way to the likely doubles."""
        page = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_doubles")
        tools = super().list_tools(request)
        return [*tools, (page, "Likely doubles")] if may_merge(request) else tools

    def doubles_view(self, request: HttpRequest) -> HttpResponse:
        """Pairs that may be one, each with a way to the comparison."""
        if not may_merge(request) or not self.has_change_permission(request):
            raise PermissionDenied
        page = page_of(request.GET)
        pairs, more = self.doubles(page)
        context = {
            "title": f"Likely doubles among {self.opts.verbose_name_plural}",
            "pairs": [(str(one), str(two), why, self.merge_url(one.pk, two.pk)) for one, two, why in pairs],
            "page": page,
            "before": page - 1,
            "after": page + 1 if more else 0,
        }
        return self.page(request, "facts/admin/doubles.html", context)

    def merge_view(self, request: HttpRequest) -> HttpResponse:
        """Choose the other record, look at what would move, and merge or note that they are two."""
        if not may_merge(request) or not self.has_change_permission(request):
            raise PermissionDenied
        given = request.POST if request.method == "POST" else request.GET
        one, problem = self._found(request, str(given.get("one", "")))
        two, missing = self._found(request, str(given.get("two", "")))
        problem = problem or missing
        if one is not None and two is not None and one.pk == two.pk:
            two, problem = None, "That is the same record: choose another."
        if one is None or two is None:
            return self._choose(request, one or two, problem)
        survivor, absorbed = _in_order(one, two, str(given.get("survivor", "")))
        plan = plan_of(survivor, absorbed)
        if request.method == "POST":
            return self._decided(request, plan)
        return self._preview(request, plan)

    def _found(self, request: HttpRequest, key: str) -> tuple[Any, str]:
        """A record by id or slug, and what is wrong with the key."""
        if not key.strip():
            return None, ""
        record = self.get_queryset(request).filter(**identified(key.strip())).first()
        return record, "" if record else f"No {self.opts.verbose_name} has the id or slug “{key.strip()[:200]}”."

    def _decided(self, request: HttpRequest, plan: Plan) -> HttpResponse:
        survivor, absorbed = plan.survivor, plan.absorbed
        who: Any = request.user
        reason = reason_of(request.POST)
        try:
            if "apart" in request.POST:
                services.tell_apart(one=survivor, two=absorbed, by=who, reason=reason)
                said = f"Noted: “{survivor}” and “{absorbed}” are not the same."
            else:
                seen = str(request.POST.get("seen", ""))
                done = services.merge(survivor=survivor, absorbed=absorbed, by=who, reason=reason, seen=seen)
                said = f"Merged into “{survivor}”: {done.moved} rows moved, {done.aside} kept aside."
        except ValidationError as error:
            return self._preview(request, plan, refused=in_words(error), reason=reason)
        except OperationalError:
            return self._preview(request, plan, refused=BUSY, reason=reason)
        messages.success(request, said)
        page = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
        return HttpResponseRedirect(reverse(page, args=[survivor.pk]))

    def _choose(self, request: HttpRequest, record: Any, problem: str) -> HttpResponse:
        others = self.likely_doubles(record) if record is not None else []
        context = {
            "record": record,
            "problem": problem,
            "likely": [(str(other), self.merge_url(record.pk, other.pk)) for other in others],
            "title": f"Merge “{record}” with another" if record else f"Merge two {self.opts.verbose_name_plural}",
        }
        return self.page(request, "facts/admin/merge_choose.html", context)

    def _preview(self, request: HttpRequest, plan: Plan, *, refused: str = "", reason: str = "") -> HttpResponse:
        against = ""
        who: Any = request.user
        try:
            services.check_merge(plan=plan, by=who)
        except ValidationError as error:
            against = in_words(error)
        site, survivor, absorbed = self.admin_site, plan.survivor, plan.absorbed
        older, newer = sorted((survivor, absorbed), key=lambda record: record.pk)
        context = {
            "title": f"Merge “{absorbed}” into “{survivor}”",
            "survivor": survivor,
            "pair": [(record, labelled(record), _state(record)) for record in (older, newer)],
            "against": against,
            "refused": refused if refused != against else "",
            "reason": reason,
            "differences": _differences(survivor, absorbed),
            "moved": kinds(site, request, plan.moved),
            "aside": kinds(site, request, plan.aside),
            "readers": _readers(plan),
            "seen": plan.digest,
        }
        return self.page(request, "facts/admin/merge.html", context)


def _merge_two(admin: MergingAdmin, request: HttpRequest, queryset: Any) -> HttpResponse | None:
    keys = list(queryset.order_by("pk").values_list("pk", flat=True)[:3])
    if len(keys) == 2:
        return HttpResponseRedirect(admin.merge_url(*keys))
    chosen = len(request.POST.getlist(helpers.ACTION_CHECKBOX_NAME))
    messages.error(request, f"Choose exactly two: {chosen} are chosen.")
    return None


def _in_order(one: Any, two: Any, survivor: str) -> tuple[Any, Any]:
    """(survivor, absorbed): as chosen, else what readers know stands, else what is on record for longer."""
    if survivor in (str(one.pk), str(two.pk)):
        return (one, two) if survivor == str(one.pk) else (two, one)
    ordered = sorted((one, two), key=lambda record: (not getattr(record, "is_published", False), record.pk))
    return ordered[0], ordered[1]


def _state(record: Any) -> str:
    return str(PublicationState(record.publication_state).label).lower() if isinstance(record, Publishable) else ""


def _differences(survivor: models.Model, absorbed: models.Model) -> list[Difference]:
    found = []
    for field in survivor._meta.concrete_fields:
        silent = field.name in _SILENT or field.is_relation or field.name.endswith(("_lo", "_hi"))
        stays, left = field.value_from_object(survivor), field.value_from_object(absorbed)
        if not silent and stays != left:
            found.append(Difference(str(field.verbose_name), _words(field, stays), _words(field, left)))
    return found


def _words(field: Any, value: Any) -> str:
    if value in (None, "", []):
        return "nothing"
    if field.flatchoices:
        return str(dict(field.flatchoices).get(value, value))
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _readers(plan: Plan) -> list[str]:
    """What changes for readers, in sentences."""
    survivor, absorbed = plan.survivor, plan.absorbed
    if not isinstance(survivor, Publishable):
        return []
    if survivor.is_published and absorbed.is_published:
        return [f"“{absorbed}” is published: its address leads to “{survivor}”.", *_says_otherwise(plan)]
    if survivor.is_published:
        shown = ", ".join(
            f"{count} {model._meta.verbose_name if count == 1 else model._meta.verbose_name_plural}"
            for model, count in plan.uncovered.items()
        )
        told = [f"“{absorbed}” is not published. Rows with a state of their own keep it."]
        if shown:
            told.append(f"These have none, or were published below it, and readers can come to see them: {shown}.")
        return told
    if absorbed.is_published:
        return [f"“{survivor}” is not published: readers lose “{absorbed}” until it is. Choose the other one to stand?"]
    return ["Neither is published: readers see no change."]


def _says_otherwise(plan: Plan) -> list[str]:
    """Which published records come to name the survivor. One query for each table whose rows are part of a record."""
    named: dict[Any, str] = {}
    for model, keys in plan.moved.items():
        way = getattr(model, "part_of", "")
        if way:
            shown = {f"{way}__publication_state": PublicationState.PUBLISHED, "pk__in": keys}
            wholes: Any = map(
                services.whole_of, rows_of(model).filter(**shown).select_related(way).order_by("pk")[:_READ]
            )
            named |= {whole.pk: str(whole) for whole in wholes if not isinstance(whole, type(plan.survivor))}
    titles = [f"“{title}”" for title in list(named.values())[:_MOST_NAMED]]
    if not titles:
        return []
    more = " and more" if len(named) > _MOST_NAMED else ""
    return [f"What is published names “{plan.survivor}” where it named “{plan.absorbed}”: {', '.join(titles)}{more}."]
