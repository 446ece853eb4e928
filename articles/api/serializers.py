"""How articles are written in answers, and what is taken in."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from articles import choices
from articles.models import Article, Source, Suggestion
from facts.api.codes import CodeField, name_vocabularies
from facts.api.fields import AddressField, RecordSerializer

name_vocabularies(choices, prefix="Article")


class SpanSerializer(serializers.Serializer[Any]):
    """Words of the article, verbatim."""

    field = serializers.CharField(help_text="`text` or `title`.")
    start = serializers.IntegerField(help_text="Characters from the start of the field.")
    end = serializers.IntegerField()
    quote = serializers.CharField()


class CitingCaseSerializer(RecordSerializer):
    """A case that an editor linked the article to, and the words it rests on."""

    case_id = serializers.UUIDField()
    case_url = AddressField("cases", source="case")
    case_title = serializers.CharField(source="case.title")
    quotes = SpanSerializer(source="spans", many=True)

    class Meta:
        model = Suggestion
        fields = ["case_id", "case_url", "case_title", "quotes"]


class CopySerializer(RecordSerializer):
    """Another outlet's copy of an article: the same source at one more address."""

    self_url = AddressField("articles", by="pk")
    source_name = serializers.CharField(source="source.name", allow_null=True, help_text="Outlet.")

    class Meta:
        model = Article
        fields = ["id", "self_url", "url", "title", "source_name", "published_on"]


class ArticleSerializer(RecordSerializer):
    """What is known of an article. Its text is for editors; the public reads it where it was published."""

    self_url = AddressField("articles", by="pk")
    url = serializers.CharField(help_text="Where it was published; empty where it is not online.")
    source_id = serializers.UUIDField(allow_null=True)
    source_name = serializers.CharField(source="source.name", allow_null=True, help_text="Outlet.")
    copy_of_id = serializers.SerializerMethodField(help_text="The earlier article that it repeats: one source with it.")
    cases = serializers.SerializerMethodField(help_text="Of a copy: those of the article that it repeats.")

    class Meta:
        model = Article
        fields = [
            "id",
            "self_url",
            "url",
            "title",
            "source_id",
            "source_name",
            "language",
            "published_on",
            "sample",
            "copy_of_id",
            "cases",
        ]

    @extend_schema_field(serializers.UUIDField(allow_null=True))
    def get_copy_of_id(self, article: Any) -> Any:
        """The root, to those who may see it."""
        root = article.root
        return root.pk if root and (self.context["viewer"].sees_unpublished or root.shown_links) else None

    @extend_schema_field(CitingCaseSerializer(many=True))
    def get_cases(self, article: Any) -> Any:
        """An article's own links and its root's."""
        links = [*article.shown_links, *(article.root.shown_links if article.root else ())]
        return CitingCaseSerializer(links, many=True, context=self.context).data


class ArticleDetailSerializer(ArticleSerializer):
    """With the full text, for the scope ``edit``."""

    text = serializers.SerializerMethodField(help_text="Null but for the scope `edit`.")
    state = serializers.SerializerMethodField(help_text="Null but for the scope `edit`.")
    copies = CopySerializer(source="shown_copies", many=True, help_text="Where else the same report was printed.")

    class Meta(ArticleSerializer.Meta):
        fields = [*ArticleSerializer.Meta.fields, "copies", "text", "state"]

    @extend_schema_field(serializers.CharField(allow_null=True))
    def get_text(self, article: Article) -> str | None:
        """For editors."""
        return article.text if self.context["viewer"].sees_unpublished else None

    @extend_schema_field(CodeField(choices=choices.ArticleState.choices, allow_null=True))
    def get_state(self, article: Article) -> dict[str, str] | None:
        """For editors."""
        if not self.context["viewer"].sees_unpublished:
            return None
        return {"code": article.state, "label": article.get_state_display()}


class _Text(serializers.CharField):
    """A text of JSON; a number is none."""

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class ArrivalSerializer(serializers.Serializer[Any]):
    """An article to take in: a text, or an address to fetch, or a text with the address that it comes from."""

    text = _Text(required=False, trim_whitespace=False, help_text="The whole text, as it is; at most 10 MB.")
    url = _Text(
        required=False, max_length=2000, help_text="Fetched where no text is sent. http or https, a public address."
    )
    title = _Text(required=False, allow_blank=True, max_length=500)
    published_on = serializers.DateField(required=False, allow_null=True, help_text="Not in the future.")
    language = _Text(
        required=False,
        allow_blank=True,
        max_length=16,
        help_text="BCP 47, e.g. fr or zh-Hans; found out where missing.",
    )
    source = serializers.SlugRelatedField[Source](  # type: ignore[assignment]
        slug_field="slug", queryset=Source.objects.all(), required=False, help_text="Slug of the outlet."
    )

    def to_internal_value(self, data: Any) -> Any:
        """The fields; an unknown one is an error that lists the known ones."""
        unknown = sorted(set(data) - set(self.fields))
        if unknown:
            known = ", ".join(self.fields)
            raise serializers.ValidationError(
                {name: [serializers.ErrorDetail(f"Unknown. Known: {known}.", "unknown_field")] for name in unknown}
            )
        return super().to_internal_value(data)


class ReceivedSerializer(RecordSerializer):
    """What became of an article that was sent. Sending it again asks how far it is."""

    self_url = AddressField("articles", by="pk", help_text="Readable once an editor linked it to a published case.")
    outcome = serializers.SerializerMethodField(
        help_text="`created`; `known_url` or `known_text`: it was there; `completed`: only its address was there."
    )

    class Meta:
        model = Article
        fields = ["id", "self_url", "url", "title", "language", "published_on", "state", "failure_code", "outcome"]

    @extend_schema_field(serializers.ChoiceField(choices=["created", "known_url", "known_text", "completed"]))
    def get_outcome(self, article: Article) -> str:
        """As the service says."""
        return str(self.context["outcome"])
