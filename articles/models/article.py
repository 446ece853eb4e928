"""An article, its addresses, its bytes, and the names in it."""

from collections.abc import Collection
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from articles import choices
from articles.models.source import Source
from articles.querysets import ArticleQuerySet
from facts.erasing import BLOT, Mask, take_out
from facts.models import Citation, Record
from people.models import Employer, Person


class Article(Record):
    """The row is the queue: ``state``, ``attempts`` and ``lease_until`` say what is to be done; a message is only a
    hint.

    ``text`` is the decoded document, nothing normalised but the byte-order mark and CRLF; all offsets count its
    characters.

    ``root`` is the earliest text of the story that this one copies; root and copies are one source. A root has no root:
    the database holds a key from ``root`` to the articles without one (migration 0006).
    """

    source = models.ForeignKey(Source, null=True, blank=True, on_delete=models.PROTECT, related_name="articles")
    url = models.URLField(max_length=2000, blank=True)
    title = models.CharField(max_length=500, blank=True)
    text = models.TextField(blank=True)
    text_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    language = models.CharField(max_length=16, blank=True)
    published_on = models.DateField(null=True, blank=True)
    sample = models.BooleanField(default=False, help_text="Sample text, not an outlet's; shown as such.")
    root = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="copies", help_text="Copy of."
    )
    root_share = models.FloatField(
        null=True, blank=True, editable=False, help_text="The part of its text that stands in its story's other texts."
    )
    sample_rate = models.PositiveIntegerField(
        null=True, blank=True, editable=False, help_text="One shingle of so many was kept; empty: none yet."
    )
    state = models.CharField(
        max_length=8, choices=choices.ArticleState, default=choices.ArticleState.RECEIVED, editable=False
    )
    failure_code = models.CharField(max_length=16, choices=choices.FailureCode, blank=True, editable=False)
    failure_detail = models.TextField(blank=True, editable=False)
    attempts = models.PositiveSmallIntegerField(default=0, editable=False)
    lease_until = models.DateTimeField(null=True, blank=True, editable=False)
    next_attempt_at = models.DateTimeField(null=True, blank=True, editable=False)
    engine = models.CharField(max_length=40, blank=True, editable=False, help_text="Version that linked it.")
    linked_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-created_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["text_sha256"], condition=~Q(text_sha256=""), name="article_text_once"),
            models.CheckConstraint(
                name="article_text_has_its_hash",
                condition=Q(text="", text_sha256="")
                | (~Q(text="") & Q(text_sha256__regex=r"^[0-9a-f]{64}$"))
                | Q(text="", state=choices.ArticleState.ARCHIVED),
            ),
            models.CheckConstraint(
                name="article_failed_says_why",
                condition=~Q(state=choices.ArticleState.FAILED) | ~Q(failure_code=""),
            ),
            models.CheckConstraint(
                name="article_linked_says_by_what",
                condition=~Q(state=choices.ArticleState.LINKED) | (~Q(engine="") & Q(linked_at__isnull=False)),
            ),
            models.CheckConstraint(name="article_not_its_own_root", condition=~Q(root=F("id"))),
            models.CheckConstraint(
                name="article_share_of_a_copy_between_0_and_1",
                condition=Q(root_share=None) | Q(root__isnull=False, root_share__gte=0, root_share__lte=1),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["next_attempt_at", "id"],
                condition=Q(state__in=["received", "read"]),
                name="article_waiting",
            ),
            models.Index(fields=["published_on", "id"], name="article_published"),
            models.Index(fields=["language"], name="article_language"),
            models.Index(fields=["state", "created_at"], name="article_state"),
        ]

    def __str__(self) -> str:
        return self.title or self.url or str(self.pk)

    @classmethod
    def naming(cls, bearers: Collection[Any]) -> Any:
        """Articles with a mention, be it of a family name alone."""
        return Mention.objects.filter(person__in=bearers).values_list("article_id", flat=True).distinct()

    def take_names_out(self, mask: Mask) -> None:
        """Blot the name and each mention out, where they stand; the bytes as they came go, and what quotes them.

        The hash stays: the same text does not come in again.
        """
        mentions = list(self.mentions.filter(person__in=mask.bearers))
        for field in ("title", "text"):
            shown = mask.blot(getattr(self, field))
            for mention in mentions:
                if mention.field == field:
                    at, to = mention.start, mention.end
                    shown = shown[:at] + BLOT * len(shown[at:to]) + shown[to:]
            setattr(self, field, shown)
        quoting = Citation.objects.exclude(quote="").filter(text_sha256=self.text_sha256)
        for mention in mentions:
            for citation in quoting.filter(quote_start__lt=mention.end, quote_end__gt=mention.start):
                citation.take_quote_out()
                citation.save()
        called = mask.also(mention.text for mention in mentions)
        for suggestion in self.suggestions.all():
            take_out(suggestion, called)
            suggestion.save()
        self.mentions.filter(person__in=mask.bearers).delete()
        ArticleEvidence.objects.filter(article=self).update(body=b"", headers={})
        terms: Any = self._meta.get_field("terms").related_model
        terms.objects.filter(article=self).update(terms=[], version=0, complete=False)


class ArticleAddress(Record):
    """Where an article was seen. The same text at another address is the same article with one more address."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="addresses")
    source = models.ForeignKey(Source, null=True, blank=True, on_delete=models.SET_NULL, related_name="addresses")
    url = models.URLField(max_length=2000)
    canonical_url = models.CharField(max_length=2000)

    class Meta:
        verbose_name_plural = "article addresses"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["canonical_url"], name="articleaddress_canonical_once")
        ]

    def __str__(self) -> str:
        return self.url


class ArticleEvidence(Record):
    """The bytes as they came, before anything was read out of them. Reading can be done again."""

    article = models.OneToOneField(Article, on_delete=models.CASCADE, related_name="evidence")
    body = models.BinaryField()
    body_sha256 = models.CharField(max_length=64)
    content_type = models.CharField(max_length=200, blank=True)
    headers = models.JSONField(default=dict, blank=True)
    fetched_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "article evidence"

    def __str__(self) -> str:
        return f"{self.article}: {self.content_type}"


class Mention(Record):
    """A known name in an article's text."""

    for_editors_only = True
    goes_with_names = True

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="mentions")
    field = models.CharField(max_length=5, choices=[("text", "Text"), ("title", "Title")], default="text")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.CharField(max_length=400)
    kind = models.CharField(max_length=10)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.CASCADE, related_name="mentions")
    employer = models.ForeignKey(Employer, null=True, blank=True, on_delete=models.CASCADE, related_name="mentions")

    class Meta:
        ordering: ClassVar = ["field", "start"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["article", "field", "start", "end"], name="mention_once_per_place"),
            models.CheckConstraint(name="mention_has_a_length", condition=Q(end__gt=F("start"))),
            models.CheckConstraint(
                name="mention_of_one_kind", condition=Q(person__isnull=True) | Q(employer__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return self.text
