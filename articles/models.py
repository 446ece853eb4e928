"""News, and what it may say about cases.

Invariant: one article per canonical URL and per text; one link per article and case.
"""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from articles import choices
from articles.querysets import ArticleQuerySet, SourceQuerySet, SuggestionQuerySet
from cases.models import Case, Event
from facts import history
from facts.models import Record
from people.models import Employer, Employment, Person


@history.track(
    but_not=(
        "updated_at",
        "etag",
        "last_modified",
        "next_poll_at",
        "last_polled_at",
        "last_new_articles",
        "lease_until",
        "failures",
        "last_error",
    )
)
class Source(Record):
    """Where articles come from: an outlet, a feed that is polled, or an upload."""

    slug = models.SlugField(max_length=120, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=6, choices=choices.SourceKind, default=choices.SourceKind.OUTLET)
    homepage = models.URLField(max_length=500, blank=True)
    language = models.CharField(max_length=16, blank=True)
    feed_url = models.URLField(max_length=1000, blank=True, help_text="RSS or Atom.")
    poll_minutes = models.PositiveIntegerField(default=60)
    etag = models.CharField(max_length=300, blank=True, editable=False)
    last_modified = models.CharField(max_length=100, blank=True, editable=False)
    next_poll_at = models.DateTimeField(null=True, blank=True, editable=False)
    last_polled_at = models.DateTimeField(null=True, blank=True, editable=False)
    last_new_articles = models.PositiveIntegerField(null=True, blank=True, editable=False)
    lease_until = models.DateTimeField(null=True, blank=True, editable=False)
    failures = models.PositiveSmallIntegerField(default=0, editable=False)
    last_error = models.TextField(blank=True, editable=False)
    paused_at = models.DateTimeField(null=True, blank=True)

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["feed_url"], condition=~Q(feed_url=""), name="source_feed_url_once"),
            models.CheckConstraint(name="source_poll_minutes_at_least_5", condition=Q(poll_minutes__gte=5)),
            models.CheckConstraint(
                name="source_feed_has_an_address",
                condition=~Q(kind=choices.SourceKind.FEED) | ~Q(feed_url=""),
                violation_error_message="A feed needs its URL (RSS or Atom).",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Article(Record):
    """The row is the queue: ``state``, ``attempts`` and ``lease_until`` say what is to be done; a message is only a
    hint.

    ``text`` is the decoded document, nothing normalised but the byte-order mark and CRLF; all offsets count its
    characters.
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
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="copies", help_text="Copy of."
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
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["next_attempt_at", "id"],
                condition=Q(state__in=["received", "read"]),
                name="article_waiting",
            ),
            models.Index(fields=["published_on", "id"], name="article_published"),
            models.Index(fields=["state", "created_at"], name="article_state"),
        ]

    def __str__(self) -> str:
        return self.title or self.url or str(self.pk)


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


@history.track(
    but_not=(
        "updated_at",
        "probability",
        "reasons",
        "contradictions",
        "spans",
        "payload",
        "engine",
        "automatic",
        "lease_until",
        "leased_by",
    )
)
class Suggestion(Record):
    """What the engine proposes of one article. ``key`` makes it one: the same proposal again refreshes the open row.

    History is kept of decisions only. ``reasons`` and ``contradictions`` are ``[{code, params}]``, turned into
    sentences
    where they are shown; ``spans`` are ``[{field, start, end, quote}]``; ``payload`` is the proposed entry or move.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="suggestions")
    kind = models.CharField(max_length=12, choices=choices.SuggestionKind)
    key = models.CharField(max_length=200, editable=False)
    case = models.ForeignKey(Case, null=True, blank=True, on_delete=models.PROTECT, related_name="suggestions")
    probability = models.FloatField(null=True, blank=True)
    automatic = models.BooleanField(default=False, help_text="Above the threshold for linking without an editor.")
    reasons = models.JSONField(default=list, blank=True)
    contradictions = models.JSONField(default=list, blank=True)
    spans = models.JSONField(default=list, blank=True)
    payload = models.JSONField(default=dict, blank=True)
    engine = models.CharField(max_length=40)
    state = models.CharField(max_length=10, choices=choices.SuggestionState, default=choices.SuggestionState.OPEN)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="suggestions_decided"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    note = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    leased_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="suggestions_leased"
    )
    lease_until = models.DateTimeField(null=True, blank=True, editable=False)
    made_event = models.ForeignKey(
        Event, null=True, blank=True, on_delete=models.SET_NULL, related_name="from_suggestions", editable=False
    )
    made_employment = models.ForeignKey(
        Employment, null=True, blank=True, on_delete=models.SET_NULL, related_name="from_suggestions", editable=False
    )

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["article", "kind", "key"], name="suggestion_once"),
            models.UniqueConstraint(
                fields=["article", "case"],
                condition=Q(kind=choices.SuggestionKind.CASE),
                name="suggestion_one_link_per_article_and_case",
            ),
            models.CheckConstraint(
                name="suggestion_link_names_its_case",
                condition=~Q(kind=choices.SuggestionKind.CASE) | (Q(case__isnull=False) & Q(probability__isnull=False)),
            ),
            models.CheckConstraint(
                name="suggestion_probability_between_0_and_1",
                condition=Q(probability=None) | Q(probability__gte=0, probability__lte=1),
            ),
            models.CheckConstraint(
                name="suggestion_judged_has_a_time",
                condition=~Q(state__in=choices.JUDGED) | Q(decided_at__isnull=False),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["created_at", "id"], condition=Q(state="open"), name="suggestion_queue"),
            models.Index(fields=["case", "state"], name="suggestion_case"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.case or self.key}"


class RegistryChange(models.Model):
    """Says that names or cases changed since a worker read them. Written by triggers on the tables of names and cases.

    Each transaction adds a random ``mark`` in a row of its own, so that writers never wait for each other; the sum of
    all marks changes with every commit and is what workers compare (``articles.registry``). The sweeper folds the rows.
    """

    xact = models.BigIntegerField(primary_key=True)
    mark = models.DecimalField(max_digits=40, decimal_places=0)

    def __str__(self) -> str:
        return str(self.xact)
