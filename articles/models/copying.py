"""What tells copies: the sampled shingles of stored texts, and an editor's word that an article is none."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from articles.models.article import Article
from facts import history
from facts.models import Record


class ArticleShingle(models.Model):
    """A sampled shingle (``linking.copies``) of a stored text.

    A copy keeps only those that no other text of its story has, so that a report printed by a hundred outlets is found
    as fast as one printed once, and a shingle of many stories is known for furniture.
    """

    pk = models.CompositePrimaryKey("hash", "article")
    hash = models.BigIntegerField()
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="shingles")

    def __str__(self) -> str:
        return f"{self.hash} of {self.article_id}"


@history.track()
class OwnStory(Record):
    """An editor's word that an article is no copy, whatever it shares with others. It stands for good."""

    article = models.OneToOneField(Article, on_delete=models.CASCADE, related_name="own_story")
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.TextField()

    class Meta:
        verbose_name_plural = "own stories"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="ownstory_has_a_reason",
                condition=~models.Q(reason=""),
                violation_error_message="Say why the article is no copy.",
            )
        ]

    def __str__(self) -> str:
        return str(self.article)
