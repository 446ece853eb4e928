"""Who looks at which article at the desk, who put one off, and what was decided in one go."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from articles.models.article import Article
from facts.models import Record


class ReviewLease(models.Model):
    """One editor has one article for some minutes; nobody else is offered it meanwhile.

    It keeps work apart and decides nothing: what makes a decision safe is the version of each suggestion.
    """

    article = models.OneToOneField(Article, primary_key=True, on_delete=models.CASCADE, related_name="review_lease")
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="review_leases")
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.editor} until {self.until:%H:%M} UTC"


class ReviewSkip(Record):
    """An editor put an article off: for them it comes after all others. New suggestions of it come in their turn."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="review_skips")
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="review_skips", db_index=False
    )
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["editor", "article"], name="reviewskip_once")]

    def __str__(self) -> str:
        return f"{self.editor}: {self.article_id}"


class Deed(Record):
    """What an editor decided in one go, and can take back for a while.

    ``context`` is that of the history rows which the decision wrote, so that it can be undone exactly. All that is
    decided in one request is one deed.
    """

    context = models.UUIDField(unique=True)
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="deeds", db_index=False)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["editor", "-created_at"], name="deed_newest")]

    def __str__(self) -> str:
        return f"{self.editor}, {self.created_at:%Y-%m-%d %H:%M} UTC"
