"""What the engine proposes of an article, and what an editor decided."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from articles import choices
from articles.models.article import Article
from articles.querysets import SuggestionQuerySet
from cases.models import Case, Event
from facts import history
from facts.erasing import Mask
from facts.models import Citation, Record
from people.models import Employment


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
    )
)
class Suggestion(Record):
    """What the engine proposes of one article. ``key`` makes it one: the same proposal again refreshes the open row.

    History is kept of decisions only. ``reasons`` and ``contradictions`` are ``[{code, params}]``, turned into
    sentences where they are shown; ``spans`` are ``[{field, start, end, quote}]``; ``payload`` is the proposed entry or
    move. Who looks at it at the desk stands at its article (``ReviewLease``).
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="suggestions")
    found_in = models.ForeignKey(
        Article,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
        help_text="The copy that was judged and is quoted, where an earlier text came to light since.",
    )
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
    citation = models.ForeignKey(
        Citation, null=True, blank=True, on_delete=models.SET_NULL, related_name="from_suggestions", editable=False
    )
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
            models.Index(
                fields=["kind", "created_at", "id"], condition=Q(state="open"), name="suggestion_queue_of_a_kind"
            ),
            models.Index(
                fields=["created_at", "id"],
                condition=Q(state="open", automatic=True),
                name="suggestion_queue_automatic",
            ),
            # Counts articles that wait, without reading a row of the table.
            models.Index(
                fields=["article", "created_at"], condition=Q(state="open"), name="suggestion_open_of_article"
            ),
            models.Index(fields=["case", "state"], name="suggestion_case"),
            # What was decided in a week.
            models.Index(
                fields=["decided_at", "state"], condition=Q(state__in=choices.JUDGED), name="suggestion_decided"
            ),
            models.Index(fields=["engine"], name="suggestion_engine"),
        ]

    def __str__(self) -> str:
        refs = (self.payload.get(name) for name in ("person", "from", "to"))
        named = self.payload.get("text") or " – ".join(ref["name"] for ref in refs if ref)
        return f"{self.get_kind_display()}: {self.case or named or self.key}"

    def take_names_out(self, mask: Mask) -> None:
        """Two proposals of one article may hold two spellings of one name: their keys stay apart."""
        if mask.finds(self.key):
            self.key = f"removed:{self.pk}"

    def merge_rank(self) -> int:
        """Of two links of one article to cases that are one, what an editor decided stands."""
        ranks: list[str] = [
            choices.SuggestionState.SUPERSEDED,
            choices.SuggestionState.OPEN,
            choices.SuggestionState.UNSURE,
            choices.SuggestionState.REJECTED,
            choices.SuggestionState.ACCEPTED,
        ]
        return ranks.index(self.state)

    @property
    def quoted_article(self) -> Article:
        """The article whose characters ``spans`` count."""
        return self.found_in or self.article
