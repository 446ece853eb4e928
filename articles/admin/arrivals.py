"""Articles: how they come in at the desk, how far they are, and what was found in them."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import F, Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.safestring import SafeString

from articles import decoding, services
from articles.admin.copying import CopiesBelow, links_of_root, share_of
from articles.admin.marked import Place, marked
from articles.admin.queue import process
from articles.choices import ArticleState
from articles.models import Article, ArticleAddress, ArticleEvidence, Mention, RegistryChange, Suggestion
from articles.outcomes import Outcome
from facts.admin.base import LockedAdmin
from facts.admin.forms import RecordForm
from facts.admin.inlines import Below
from facts.admin.narrowing import PartFilter, by_value, by_year
from facts.admin.verbs import Verb, VerbsAdmin
from people.admin.search import NamedAdmin

SAID = {
    Outcome.CREATED: "Taken in; a worker reads and links it now.",
    Outcome.COMPLETED: "Its address was known and could not be read; now it has its text.",
    Outcome.KNOWN_URL: "This address is on record already: this is its article, and nothing was doubled.",
    Outcome.KNOWN_TEXT: "This very text is on record already: this is its article, and nothing was doubled.",
}


class ArrivalForm(RecordForm):
    """A text, a file or an address, with what is known of it."""

    text = forms.CharField(
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 16, "class": "vLargeTextField"}),
        help_text="The whole text, pasted.",
    )
    document = forms.FileField(
        required=False, help_text=f"Or a file: plain text or HTML, at most {decoding.MAX_BYTES // 2**20} MB."
    )
    url = forms.CharField(
        required=False,
        max_length=2000,
        widget=admin.widgets.AdminTextInputWidget,
        help_text="Where it was published. Without a text or file it is fetched from there.",
    )

    def clean_document(self) -> Any:
        document = self.cleaned_data.get("document")
        if document is not None and document.size > decoding.MAX_BYTES:
            # Asked before the bytes are read into memory.
            raise forms.ValidationError(
                f"The file has {document.size:,} bytes; accepted are at most {decoding.MAX_BYTES:,}."
            )
        return document

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        if cleaned.get("text") and cleaned.get("document"):
            self.add_error("document", "Send a text or a file, not both.")
        return cleaned

    def _post_clean(self) -> None:
        """Without the model's own rules: the service checks what came."""


class RetryableFilter(PartFilter):
    """What waits for a worker."""

    title = "waiting"
    parameter_name = "waiting"
    parts = {"yes": ("Received or read, not linked yet", lambda rows: rows.unfinished())}


class MentionsBelow(Below):
    model = Mention
    fields = ("kind", "person", "employer", "field", "start", "end")
    readonly_fields = fields
    relations = ("person", "employer")
    show_change_link = False


class SuggestionsBelow(Below):
    model = Suggestion
    fk_name = "article"
    fields = ("kind", "case", "probability", "automatic", "state", "decided_by")
    readonly_fields = fields
    relations = ("case", "decided_by")
    ordering = (F("probability").desc(nulls_last=True), "pk")


class AddressesBelow(Below):
    model = ArticleAddress
    fields = ("canonical_url", "source")
    readonly_fields = fields
    relations = ("source",)
    show_change_link = False


def _retry(article: Article, *_: Any) -> None:
    process(services.retry(article=article))


def _relink(article: Article, *_: Any) -> None:
    for key in services.relink(ids=[article.pk]):
        process(Article.objects.get(pk=key))


def _separate(article: Article, editor: Any, reason: str) -> None:
    process(services.separate(article=article, editor=editor, reason=reason))


@admin.register(Article)
class ArticleAdmin(VerbsAdmin):
    form = RecordForm
    list_display = ("__str__", "source", "language", "published_on", "state", "failure_code", "attempts", "created_at")
    list_filter = ("state", "failure_code", RetryableFilter, by_value("language"), "sample", by_year("published_on"))
    search_fields = ("title", "url", "addresses__canonical_url")
    ordering = ("-pk",)
    autocomplete_fields = ("source",)
    relations = ("source", "root")
    inlines = (SuggestionsBelow, CopiesBelow, AddressesBelow, MentionsBelow)
    verbs = (
        Verb("retry", "Try again", "Tried again", _retry, lambda article: article.state == ArticleState.FAILED),
        Verb("relink", "Link again", "Linked again", _relink, lambda article: article.state == ArticleState.LINKED),
        Verb(
            "separate", "Not a copy", "Linked by itself from now on", _separate, lambda article: bool(article.root_id)
        ),
    )
    saves = False
    makes = True

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Any]":
        """Lists do without the texts."""
        return super().get_queryset(request).defer("text", "root__text")

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """One article, with its names for marking and its text at once."""
        named = Prefetch("mentions", Mention.objects.select_related("person", "employer"), to_attr="named")
        found = super().get_queryset(request).prefetch_related(named)
        try:
            return found.get(pk=self.model._meta.pk.to_python(object_id))
        except (self.model.DoesNotExist, forms.ValidationError):
            return None

    def get_form(self, request: HttpRequest, obj: Any = None, change: Any = False, **kwargs: Any) -> Any:  # noqa: FBT002
        if obj is None:
            kwargs["form"] = ArrivalForm
        return super().get_form(request, obj, change=change, **kwargs)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        about = ("title", "source", "published_on", "language", "sample")
        if obj is None:
            return [(None, {"fields": ("text", "document", "url")}), ("What is known of it", {"fields": about})]
        way = ("state", "failure", "attempts", "next_attempt_at", "lease_until", "engine", "linked_at")
        copied = ("root", "share", "as_its_root") if obj.root_id else ("copied",)
        return [
            (None, {"fields": (*about, "url", "created_at")}),
            ("How far it is", {"fields": way}),
            ("Copies", {"fields": copied}),
            ("Text", {"fields": ("shown_title", "shown_text", "text_sha256")}),
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Offsets of names and quotations count the characters of the text, so nothing of it is edited."""
        if obj is None:
            return ()
        return [field for _, options in self.get_fieldsets(request, obj) for field in options["fields"]]

    def make(self, request: HttpRequest, form: Any) -> Article:
        data = form.cleaned_data
        document = data["document"]
        try:
            taken = services.ingest(
                text=data["text"] or None if document is None else None,
                raw=None if document is None else document.read(),
                content_type="" if document is None else _declared(document),
                url=data["url"],
                title=data["title"],
                source=data["source"],
                published_on=data["published_on"],
                language=data["language"],
                sample=data["sample"],
                editor=request.user,  # type: ignore[arg-type]
            )
        except forms.ValidationError as error:
            raise forms.ValidationError(
                {"document" if field == "raw" else field: said for field, said in error.message_dict.items()}
            ) from error
        if taken.to_read:
            process(taken.article)
        request.taken = taken  # type: ignore[attr-defined]
        return taken.article

    def response_add(self, request: HttpRequest, obj: Article, post_url_continue: str | None = None) -> HttpResponse:
        taken = request.taken  # type: ignore[attr-defined]
        messages.add_message(request, messages.SUCCESS if taken.created else messages.INFO, SAID[taken.outcome])
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[obj.pk]))

    def log_addition(self, request: HttpRequest, obj: Article, message: Any) -> Any:
        """Only what was added is logged as added."""
        return super().log_addition(request, obj, message) if request.taken.created else None  # type: ignore[attr-defined]

    @admin.display(description="failure")
    def failure(self, article: Article) -> str:
        if not article.failure_code:
            return "none"
        return f"{article.get_failure_code_display()} {article.failure_detail}".strip()

    @admin.display(description="of its text in the story")
    def share(self, article: Article) -> str:
        return share_of(article)

    @admin.display(description="copy of")
    def copied(self, article: Article) -> str:
        return "none: it is linked by itself"

    @admin.display(description="links, as its root")
    def as_its_root(self, article: Article) -> SafeString:
        return links_of_root(article)

    @admin.display(description="title, with names")
    def shown_title(self, article: Any) -> SafeString:
        return marked(article.title, _places(article.named, "title"))

    @admin.display(description="text, with names")
    def shown_text(self, article: Any) -> SafeString:
        return marked(article.text, _places(article.named, "text"))


def _declared(document: Any) -> str:
    """A browser's guess from the file's name counts for HTML only; what it holds is looked at in any case."""
    return str(document.content_type) if document.content_type in ("text/html", "application/xhtml+xml") else ""


def _places(mentions: Any, field: str) -> list[Place]:
    return [
        Place(mention.start, mention.end, f"[{mention.person or mention.employer or mention.kind}]")
        for mention in mentions
        if mention.field == field
    ]


@admin.register(Mention)
class MentionAdmin(NamedAdmin, LockedAdmin):
    list_display = ("text", "kind", "person", "employer", "article", "field", "start", "end")
    list_filter = (("person", admin.EmptyFieldListFilter), ("employer", admin.EmptyFieldListFilter), "field")
    search_fields = ("text",)
    people_at = ("person_id",)
    employers_at = ("employer_id",)
    ordering = ("-pk",)
    relations = ("person", "employer", "article")

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Any]":
        return super().get_queryset(request).defer("article__text")


@admin.register(ArticleAddress)
class ArticleAddressAdmin(LockedAdmin):
    list_display = ("canonical_url", "article", "source", "created_at")
    search_fields = ("canonical_url", "url")
    ordering = ("-pk",)
    relations = ("article", "source")

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Any]":
        return super().get_queryset(request).defer("article__text")


@admin.register(ArticleEvidence)
class ArticleEvidenceAdmin(LockedAdmin):
    """What came, by its hash; the bytes themselves are not shown."""

    list_display = ("article", "content_type", "fetched_at", "body_sha256")
    fields = ("article", "content_type", "fetched_at", "body_sha256", "headers")
    search_fields = ("article__title", "article__url", "=body_sha256")
    ordering = ("-pk",)
    relations = ("article",)

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Any]":
        return super().get_queryset(request).defer("body", "article__text")


@admin.register(RegistryChange)
class RegistryChangeAdmin(LockedAdmin):
    """Machinery, for whoever looks into it."""

    list_display = ("xact", "kind", "entity", "merged")
    list_filter = ("kind",)
    ordering = ("-pk",)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False
