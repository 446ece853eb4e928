"""Abstract rows and the citation. Invariant of the room: a published fact rests on at least one citation."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Length

from facts import bulk, choices, dates, history, keys


class Record(models.Model):
    """Key and timestamps."""

    id = models.UUIDField(primary_key=True, default=keys.uuid7, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True

    def full_clean(
        self,
        exclude: Iterable[str] | None = None,
        validate_unique: bool = True,  # noqa: FBT001, FBT002 - the signature is Django's
        validate_constraints: bool = True,  # noqa: FBT001, FBT002
    ) -> None:
        """In bulk (``facts.bulk``) what the database checks by itself is left to it."""
        asked = not bulk.in_bulk()
        pointers = () if asked else (field.name for field in self._meta.concrete_fields if field.is_relation)
        super().full_clean({*(exclude or ()), *pointers}, validate_unique and asked, validate_constraints and asked)


class Publishable(models.Model):
    """May it be shown? New records are drafts, even inside a published case."""

    publication_state = models.CharField(
        max_length=12, choices=choices.PublicationState, default=choices.PublicationState.DRAFT, db_index=True
    )
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        abstract = True

    @property
    def is_published(self) -> bool:
        return self.publication_state == choices.PublicationState.PUBLISHED

    def has_source(self) -> bool:
        """Is there anything that publication can rest on? For most records that is a citation."""
        record: Any = self
        return bool(record.citation_links.exists())

    def accuses_a_person(self) -> bool:
        """Does the record say that a named person broke a duty? Then publishing it needs a second editor."""
        return False


MAX_QUOTE = 500


@history.track()
class Citation(Record, dates.Dated):
    """One source saying one thing. It stands by itself: no article row is needed to show it, so an article's text
    can go.

    ``quoted``: verbatim, with the character offsets and the SHA-256 of the text it was taken from.
    ``summarised``: our own words, shown as such and never in quotation marks.
    """

    partial_dates = ("published",)

    form = models.CharField(max_length=10, choices=choices.CitationForm)
    source_kind = models.CharField(max_length=20, choices=choices.SourceKind, default=choices.SourceKind.PRESS)
    url = models.URLField(max_length=2000, blank=True)
    publisher = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=500, blank=True)
    language = models.CharField(max_length=16, blank=True, help_text="BCP 47, e.g. fr or zh-Hans.")
    published_text = dates.text_column("published on")
    published_lo = dates.bound_column()
    published_hi = dates.bound_column()
    published_not_after = dates.not_after_column()
    retrieved_at = models.DateTimeField(null=True, blank=True)
    quote = models.TextField(max_length=MAX_QUOTE, blank=True)
    quote_start = models.PositiveIntegerField(null=True, blank=True, help_text="Characters from the start of the text.")
    quote_end = models.PositiveIntegerField(null=True, blank=True)
    text_sha256 = models.CharField(max_length=64, blank=True, help_text="Of the whole text quoted from, as UTF-8.")
    summary = models.TextField(blank=True)
    derived_from = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="copies",
        help_text="The root this is a copy of; copies do not corroborate each other.",
    )
    stance = models.CharField(max_length=12, choices=choices.Stance, default=choices.Stance.SUPPORTS)
    sample = models.BooleanField(default=False, help_text="Sample text, not an outlet's; shown as such.")

    class Meta:
        permissions: ClassVar = [("see_unpublished", "Can see unpublished records")]
        constraints: ClassVar = [
            dates.ordered("citation", "published"),
            models.CheckConstraint(
                name="citation_quoted_is_verbatim_and_placed",
                condition=~models.Q(form=choices.CitationForm.QUOTED)
                | (
                    ~models.Q(quote="")
                    & models.Q(quote_start__isnull=False)
                    & models.Q(quote_end__isnull=False)
                    & models.Q(text_sha256__regex=r"^[0-9a-f]{64}$")
                    & models.Q(quote_end=models.F("quote_start") + Length("quote"))
                ),
                violation_error_message="A quoted citation needs the quote, its offsets and the SHA-256 of the text.",
            ),
            models.CheckConstraint(
                name="citation_summarised_has_no_quote",
                condition=~models.Q(form=choices.CitationForm.SUMMARISED)
                | (models.Q(quote="") & ~models.Q(summary="")),
                violation_error_message="A summarised citation has a summary and no quote.",
            ),
            models.CheckConstraint(
                name="citation_quote_at_most_500",
                condition=models.Q(quote_end__isnull=True)
                | models.Q(quote_end__lte=models.F("quote_start") + MAX_QUOTE),
                violation_error_message="A quote has at most 500 characters.",
            ),
            models.CheckConstraint(
                name="citation_names_its_source",
                condition=~models.Q(url="") | ~models.Q(publisher="") | models.Q(sample=True),
                violation_error_message="A citation names a URL or a publisher.",
            ),
            models.CheckConstraint(name="citation_not_its_own_root", condition=~models.Q(derived_from=models.F("id"))),
        ]

    def __str__(self) -> str:
        said = self.quote or self.summary
        return f"{self.publisher or self.url or 'sample text'}: {said[:60]}"


class CitationLink(Record):
    """A row that says what a citation is cited for. Subclasses add the one foreign key named ``fact``."""

    citation = models.ForeignKey(Citation, on_delete=models.PROTECT, related_name="%(class)ss")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.citation)


@history.track()
class Merge(Record):
    """Two records were one. The merged row keeps its key and points at the survivor; unmerging replays
    ``MergedRow``.
    """

    model = models.CharField(max_length=60, help_text="app_label.model")
    survivor_id = models.UUIDField()
    merged_id = models.UUIDField()
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="merges_made"
    )
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="merges_undone"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["model", "merged_id"], condition=models.Q(undone_at=None), name="merge_once_while_it_stands"
            ),
            models.CheckConstraint(name="merge_of_two", condition=~models.Q(survivor_id=models.F("merged_id"))),
        ]

    def __str__(self) -> str:
        return f"{self.model}: {self.merged_id} into {self.survivor_id}"


class MergedRow(Record):
    """One row that a merge moved: which column of which row, so that unmerging restores exactly it."""

    merge = models.ForeignKey(Merge, on_delete=models.CASCADE, related_name="rows")
    model = models.CharField(max_length=60)
    row_id = models.UUIDField()
    column = models.CharField(max_length=60)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["merge", "model", "row_id", "column"], name="mergedrow_once")
        ]

    def __str__(self) -> str:
        return f"{self.model}.{self.column} of {self.row_id}"


class AccessToken(Record):
    """A client's key. Only the SHA-256 of the secret is kept; the secret is shown once, when it is made."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="access_tokens")
    name = models.CharField(max_length=100)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    prefix = models.CharField(max_length=12, editable=False, help_text="First characters, to tell tokens apart.")
    scopes = models.JSONField(default=list)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True, editable=False)

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"
