"""The citation: invariant of the room is that a published fact rests on at least one."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Length

from facts import choices, dates, history
from facts.erasing import Mask
from facts.models.record import Record

MAX_QUOTE = 500
QUOTE_REMOVED = "The words of this source were taken out at the request of a person concerned."


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
        # Here since every publishable record rests on citations; Django keeps permissions with a table.
        permissions: ClassVar = [
            ("see_unpublished", "Can see unpublished records"),
            ("publish", "Can publish, hold, release and withdraw records"),
        ]
        # What lists are narrowed to (``facts.admin.narrowing``).
        indexes: ClassVar = [
            models.Index(fields=["published_lo"], name="citation_year"),
            models.Index(fields=["language"], name="citation_language"),
        ]
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

    def take_names_out(self, mask: Mask) -> None:
        """A quote is verbatim or none."""
        if mask.finds(self.quote):
            self.take_quote_out()

    def take_quote_out(self) -> None:
        """Keep the source without its words; it is not saved."""
        self.form, self.quote, self.summary = choices.CitationForm.SUMMARISED, "", QUOTE_REMOVED
        self.quote_start = self.quote_end = None

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
