"""Taking in news. What came is committed, bytes and all, before anything is read out of it or queued."""

import hashlib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from articles import addresses, decoding
from articles.choices import ArticleState, FailureCode
from articles.models import Article, ArticleAddress, ArticleEvidence, Source
from articles.outcomes import Ingested, Outcome, Unreadable

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# The earliest zone is 14 hours ahead of UTC: what is tomorrow everywhere is a typing error.
_EARLIEST_ZONE = timedelta(hours=14)
_FIRST_DAY = date(1800, 1, 1)
_LONGEST_TITLE = 500
# A first line up to here, followed by more, is taken for a headline.
_HEADLINE = 200


@dataclass
class _Arrival:
    """What was handed in, checked."""

    url: str = ""
    canonical: str = ""
    text: str = ""
    body: bytes | None = None
    content_type: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    fetched_at: datetime | None = None

    @property
    def text_sha256(self) -> str:
        return hash_of(self.text) if self.text else ""


def hash_of(text: str) -> str:
    """SHA-256 of a text as UTF-8, as 64 hexadecimal characters."""
    return hashlib.sha256(text.encode()).hexdigest()


def ingest(
    *,
    text: str | None = None,
    raw: bytes | None = None,
    url: str = "",
    content_type: str = "",
    headers: Mapping[str, str] | None = None,
    fetched_at: datetime | None = None,
    title: str = "",
    source: Source | None = None,
    published_on: date | None = None,
    language: str = "",
    sample: bool = False,
    editor: "User | None" = None,
) -> Ingested:
    """Take in one article: a ``text``, a document's ``raw`` bytes (plain text or HTML), or a ``url`` to fetch later.

    ``url`` may stand beside a text or bytes: then it says where they come from, and nothing is fetched. The same
    canonical URL, and the same text, is the same article: it is returned with ``created=False``, under any concurrency.
    The article is committed as ``received``; who called enqueues ``articles.tasks.read_article`` where ``to_read``.

    Raises ``ValidationError`` with messages per field (``text``, ``raw``, ``url``, ``title``, ``published_on``,
    ``language``); ``error_dict[field][0].code`` is a ``FailureCode`` where the document itself is at fault. Nothing is
    saved then.
    """
    arrival = _checked(text=text, raw=raw, url=url, content_type=content_type)
    arrival.headers, arrival.fetched_at = dict(headers or {}), fetched_at
    if editor is not None:
        arrival.headers["received-from"] = f"user {editor.pk}"
    _check_facts(title=title, published_on=published_on, language=language)
    article = Article(
        source=source,
        url=arrival.url,
        title=" ".join(title.split()) or headline_of(arrival.text),
        text=arrival.text,
        text_sha256=arrival.text_sha256,
        language=language.strip(),
        published_on=published_on,
        sample=sample,
        # The message is only a hint; where it is lost, the sweeper comes after a lease's time.
        next_attempt_at=timezone.now() + timedelta(seconds=settings.LEASE_SECONDS),
    )
    with transaction.atomic():
        return _placed(article, arrival)


def check(
    *,
    text: str | None = None,
    raw: bytes | None = None,
    url: str = "",
    content_type: str = "",
    title: str = "",
    published_on: date | None = None,
    language: str = "",
) -> None:
    """Raise what ``ingest`` would raise, and save nothing."""
    _checked(text=text, raw=raw, url=url, content_type=content_type)
    _check_facts(title=title, published_on=published_on, language=language)


def _placed(article: Article, arrival: _Arrival) -> Ingested:
    """Insert, or find who was first. Address before text, always, so that two callers never wait for each other."""
    if arrival.canonical:
        address = ArticleAddress(
            article_id=article.pk, source_id=article.source_id, url=arrival.url, canonical_url=arrival.canonical
        )
        # Keys to articles are checked at commit, so the address may come first.
        if not _inserted(address):
            known = ArticleAddress.objects.select_related("article").get(canonical_url=arrival.canonical).article
            return _complete(known, article, arrival)
    if not _inserted(article):
        known = Article.objects.get(text_sha256=article.text_sha256)
        ArticleAddress.objects.filter(article_id=article.pk).update(article=known)
        return Ingested(known, created=False, outcome=Outcome.KNOWN_TEXT)
    keep_evidence(article, arrival.body, arrival.content_type, arrival.headers, arrival.fetched_at)
    article = Article.objects.get(pk=article.pk)
    return Ingested(article, created=True, outcome=Outcome.CREATED)


def _inserted(row: Any) -> bool:
    """Insert a row unless a unique constraint holds it back; waits for whoever is about to commit the same."""
    rows = type(row).objects
    rows.bulk_create([row], ignore_conflicts=True)
    return bool(rows.filter(pk=row.pk).exists())


def _complete(known: Article, article: Article, arrival: _Arrival) -> Ingested:
    """The address is known. A text handed in fills an article that could not be fetched, and nothing else."""
    known = Article.objects.select_for_update().get(pk=known.pk)
    unread = known.state == ArticleState.FAILED and known.failure_code != FailureCode.GAVE_UP and not known.text
    if not unread or arrival.body is None:
        return Ingested(known, created=False, outcome=Outcome.KNOWN_URL)
    if article.text_sha256:
        twin = Article.objects.filter(text_sha256=article.text_sha256).first()
        if twin is not None:
            ArticleAddress.objects.filter(article=known).update(article=twin)
            return Ingested(twin, created=False, outcome=Outcome.KNOWN_TEXT)
    for name in ("title", "language", "published_on"):
        setattr(known, name, getattr(known, name) or getattr(article, name))
    known.text, known.text_sha256 = article.text, article.text_sha256
    known.state, known.failure_code, known.failure_detail = ArticleState.RECEIVED, "", ""
    known.attempts, known.lease_until, known.next_attempt_at = 0, None, article.next_attempt_at
    known.save()
    ArticleEvidence.objects.filter(article=known).delete()
    keep_evidence(known, arrival.body, arrival.content_type, arrival.headers, arrival.fetched_at)
    return Ingested(known, created=False, outcome=Outcome.COMPLETED)


def keep_evidence(
    article: Article,
    body: bytes | None,
    content_type: str,
    headers: Mapping[str, str],
    fetched_at: datetime | None = None,
) -> None:
    """Keep the bytes as they came; nothing where none came yet."""
    if body is not None:
        ArticleEvidence.objects.create(
            article=article,
            body=body,
            body_sha256=hashlib.sha256(body).hexdigest(),
            content_type=content_type[:200],
            headers={str(name): str(value) for name, value in headers.items()},
            fetched_at=fetched_at or timezone.now(),
        )


def _checked(*, text: str | None, raw: bytes | None, url: str, content_type: str) -> _Arrival:
    if text is not None and raw is not None:
        raise ValidationError({"raw": ["Send a text or a document's bytes, not both."]})
    arrival = _Arrival(content_type=content_type)
    if url.strip():
        arrival.url, arrival.canonical = addresses.split(url).geturl(), addresses.canonical_url(url)
    if text is not None:
        arrival.text = _readable("text", text)
        arrival.body, arrival.content_type = arrival.text.encode(), "text/plain; charset=utf-8"
    elif raw is not None:
        arrival.body = bytes(raw)
        arrival.text = _readable("raw", raw, content_type)
    elif not arrival.url:
        nothing = ValidationError("Send a text, a document or an address.", code=FailureCode.EMPTY)
        raise ValidationError({"text": [nothing]})
    return arrival


def _readable(name: str, value: str | bytes, content_type: str = "") -> str:
    """The text of what was sent; of HTML nothing yet: it is read by a worker, in a process of its own."""
    try:
        if isinstance(value, str):
            return decoding.check_text(value)
        decoding.check_bytes(value)
        return "" if decoding.is_html(value, content_type) else decoding.decode(value, content_type)
    except Unreadable as error:
        raise ValidationError({name: [ValidationError(str(error), code=error.code)]}) from error


def check_published_on(day: date) -> None:
    """Raise ``ValidationError`` on ``published_on`` for a day that is in the future everywhere, or before 1800."""
    latest = (timezone.now() + _EARLIEST_ZONE).date()
    if not _FIRST_DAY <= day <= latest:
        why = "lies in the future" if day > latest else "lies before 1800"
        message = f"{day.isoformat()} {why}. Accepted: YYYY-MM-DD, today at the latest."
        raise ValidationError({"published_on": [ValidationError(message, code="date")]})


def _check_facts(*, title: str, published_on: date | None, language: str) -> None:
    errors: dict[str, list[str]] = {}
    if len(title) > _LONGEST_TITLE:
        errors["title"] = [f"A title has at most {_LONGEST_TITLE} characters, this one {len(title)}."]
    elif any(unicodedata.category(char) in ("Cs", "Cc") for char in title.strip() if char not in "\n\t\r"):
        errors["title"] = ["The title holds control characters or halves of surrogate pairs."]
    if language.strip() and not is_language(language.strip()):
        errors["language"] = ["Accepted: a BCP 47 tag such as fr or zh-Hans."]
    if published_on is not None:
        try:
            check_published_on(published_on)
        except ValidationError as error:
            errors |= error.message_dict
    if errors:
        raise ValidationError(errors)


def is_language(tag: str) -> bool:
    """Whether a text has the form of a BCP 47 tag of at most 16 characters."""
    parts = tag.split("-")
    first, others = parts[0], parts[1:]
    return (
        tag.isascii()
        and len(tag) <= 16
        and 2 <= len(first) <= 3
        and first.isalpha()
        and all(1 <= len(part) <= 8 and part.isalnum() for part in others)
    )


def headline_of(text: str) -> str:
    """The first line where it is short and more follows, else nothing. It stays in the text."""
    first, _, rest = text.lstrip().partition("\n")
    first = first.strip()
    return " ".join(first.split()) if 0 < len(first) <= _HEADLINE and rest.strip() else ""
