"""Who is known not to be whom. What is known of a record holds for whatever was merged into it."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Q

from facts.merging.steps import label_of
from facts.merging.tables import rows_of
from facts.models import Distinction


def cluster(record: Any) -> set[UUID]:
    """The keys of a record and of all that was merged into it."""
    return {record.pk, *rows_of(type(record)).filter(merged_into=record.pk).values_list("pk", flat=True)}


def distinction_between(one: models.Model, two: models.Model) -> Distinction | None:
    """The standing note that two records are not the same, in either order."""
    standing = _noted(one, two).filter(lifted_at=None)
    return standing.select_related("noted_by").order_by("created_at").first()


def ever_told_apart(one: models.Model, two: models.Model) -> bool:
    """Was it noted once that two records are not the same, lifted or not?"""
    return _noted(one, two).exists()


def _noted(one: models.Model, two: models.Model) -> "models.QuerySet[Distinction]":
    ones, twos = cluster(one), cluster(two)
    pairs = Q(first_id__in=ones, second_id__in=twos) | Q(first_id__in=twos, second_id__in=ones)
    return Distinction.objects.filter(pairs, model=label_of(type(one)))


def told_apart(model: type[models.Model], keys: Iterable[UUID]) -> set[frozenset[UUID]]:
    """The pairs among ``keys`` and what was merged into them that are noted, by the keys of those that stand."""
    stands = {key: key for key in keys}
    merged = rows_of(model).filter(merged_into__in=list(stands)).values_list("pk", "merged_into")
    stands |= dict(merged)
    noted = Distinction.objects.filter(
        model=label_of(model), lifted_at=None, first_id__in=list(stands), second_id__in=list(stands)
    )
    return {frozenset((stands[first], stands[second])) for first, second in noted.values_list("first_id", "second_id")}
