"""The index over stored texts by which those are found that a change of names or cases concerns."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from articles.models.article import Article
from articles.querysets import TermsQuerySet


class ArticleTerms(models.Model):
    """The terms of an article's title and text (``linking.terms``), in a table of their own that nothing else loads.

    ``version`` is the ``linking.terms.TERMS`` they were made by, 0 where they are still to be made. Where not
    ``complete`` they do not say all (not made yet, or too many), and the text itself has to be looked at.
    """

    article = models.OneToOneField(Article, primary_key=True, on_delete=models.CASCADE, related_name="terms")
    terms = ArrayField(models.IntegerField(), default=list)
    version = models.PositiveSmallIntegerField(default=0)
    complete = models.BooleanField(default=False)

    objects = TermsQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "article terms"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="articleterms_complete_are_made", condition=Q(complete=False) | Q(version__gt=0)
            )
        ]
        indexes: ClassVar = [
            # Without fastupdate: a look-up must never wade through a list of what is not sorted in yet.
            GinIndex(fields=["terms"], name="articleterms_gin", fastupdate=False),
            models.Index(fields=["article"], condition=Q(complete=False), name="articleterms_incomplete"),
            models.Index(fields=["version"], name="articleterms_version"),
        ]

    def __str__(self) -> str:
        return str(self.article_id)
