"""How choices among many records are offered on every page of the desk."""

from typing import TYPE_CHECKING, Any

from django.contrib.admin.exceptions import NotRegistered
from django.contrib.admin.options import BaseModelAdmin
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest

from facts.admin.widgets import KnownAutocomplete, SeveralAutocomplete

if TYPE_CHECKING:
    _Base = BaseModelAdmin[Any]
else:
    _Base = object


class Autocompleting(_Base):
    """Foreign keys as autocompletes whose labels are read with their rows."""

    # An address typed without a scheme is taken as https, as from Django 6 on.
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if "widget" not in kwargs and db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = KnownAutocomplete(db_field, self.admin_site, using=kwargs.get("using"))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if "widget" not in kwargs and db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = SeveralAutocomplete(db_field, self.admin_site, using=kwargs.get("using"))
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def get_field_queryset(self, db: str | None, db_field: Any, request: HttpRequest) -> "QuerySet[Any] | None":
        """Choices as the chosen model's own page reads them: with everything its label needs."""
        related: type[models.Model] = db_field.remote_field.model
        try:
            return self.admin_site.get_model_admin(related).get_queryset(request)
        except NotRegistered:
            return super().get_field_queryset(db, db_field, request)
