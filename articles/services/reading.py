"""Reading: from what came to a text, a title, a language and a date. Fetching first where only an address is known."""

from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles import decoding, fetching
from articles.choices import ArticleState, FailureCode
from articles.extract import Extracted, extract
from articles.models import Article, ArticleAddress, ArticleEvidence
from articles.outcomes import Unreadable
from articles.services import claims, copying
from articles.services.claims import Claim
from articles.services.ingest import check_published_on, hash_of, headline_of, is_language, keep_evidence
from articles.services.terms import save_terms
from linking.page import guess_language


def read(*, article_id: UUID) -> UUID | None:
    """Read one received article. Returns the id of the article to link next, or None where there is nothing to link.

    A document that cannot be read ends as ``failed`` with its reason. Any other error is raised, after the row was
    given back to be tried again.
    """
    mine = claims.claim(ids=[article_id], state=ArticleState.RECEIVED)
    if not mine:
        return None
    try:
        return _read(mine[0])
    except Unreadable as unreadable:
        _fail(mine[0], unreadable)
        return None
    except Exception:
        claims.release(claims=mine)
        raise


def _read(claim: Claim) -> UUID | None:
    article = Article.objects.get(pk=claim.article_id)
    evidence = ArticleEvidence.objects.filter(article=article).first()
    if article.text:
        return _save(claim, Extracted(article.text))
    evidence = evidence or _fetched(article, claim)
    if evidence is None:
        return None
    return _save(claim, document(bytes(evidence.body), content_type=evidence.content_type, url=article.url))


def document(body: bytes, *, content_type: str, url: str = "") -> Extracted:
    """The article in a document's bytes, HTML or plain text. Raises ``Unreadable``."""
    decoding.check_bytes(body)
    if not decoding.is_html(body, content_type):
        declared = content_type.partition(";")[0].strip().lower()
        if declared and not declared.startswith("text/"):
            raise Unreadable(FailureCode.BINARY, f"Its type is {declared}.")
        text = decoding.decode(body, content_type)
        return Extracted(text, headline_of(text))
    found = extract(body, content_type=content_type, url=url)
    return Extracted(decoding.check_text(found.text), found.title, found.language, found.published_on)


def _fetched(article: Article, claim: Claim) -> ArticleEvidence | None:
    """Fetch an address and keep what came, before anything is read out of it."""
    page = fetching.fetch(article.url)
    with transaction.atomic():
        if article.pk not in claims.held([claim]):
            return None
        keep_evidence(article, page.body, page.content_type, page.headers)
    return ArticleEvidence.objects.get(article=article)


def _save(claim: Claim, found: Extracted) -> UUID | None:
    digest = hash_of(found.text)
    with transaction.atomic():
        if claim.article_id not in claims.held([claim]):
            return None
        article = Article.objects.get(pk=claim.article_id)
        if article.text_sha256 != digest:
            twin = _take_text(article, found.text, digest)
            if twin is not None:
                return _becomes_copy(article, twin)
        article.title = (article.title or " ".join(found.title.split()))[:500]
        article.language = article.language or _language(found)
        article.published_on = article.published_on or _past(found.published_on)
        article.state, article.attempts, article.lease_until = ArticleState.READ, 0, None
        article.next_attempt_at = timezone.now() + claims.backoff(0)
        article.save()
        save_terms(article=article)
        # Last: it holds a lock that every other reader waits for.
        copying.place(article=article)
    return article.pk


def _take_text(article: Article, text: str, digest: str) -> Article | None:
    """Give the row its text, unless another row has that very text: then return the other.

    The constraint tells, not a look beforehand: two workers may read the same text at the same moment.
    """
    try:
        with transaction.atomic():
            Article.objects.filter(pk=article.pk).update(text=text, text_sha256=digest)
    except IntegrityError:
        return Article.objects.get(text_sha256=digest)
    article.text, article.text_sha256 = text, digest
    return None


def _becomes_copy(article: Article, twin: Article) -> UUID | None:
    """The page holds a text that is known: its address leads there from now on, and its row only says so."""
    copying.lock()
    twin.refresh_from_db(fields=["root"])
    ArticleAddress.objects.filter(article=article).update(article=twin)
    article.root, article.state = twin.root or twin, ArticleState.ARCHIVED
    article.lease_until, article.next_attempt_at = None, None
    article.save()
    return None


def _language(found: Extracted) -> str:
    """What the page says, where that is a tag; else a guess from its script and small words."""
    said = found.language.strip().replace("_", "-")
    return said if is_language(said) else guess_language(found.text)


def _past(day: date | None) -> date | None:
    """A page's own date, unless it lies in the future: then the page is wrong."""
    if day is None:
        return None
    try:
        check_published_on(day)
    except ValidationError:
        return None
    return day


@transaction.atomic
def _fail(claim: Claim, unreadable: Unreadable) -> None:
    if claim.article_id in claims.held([claim]):
        claims.fail(article_id=claim.article_id, code=unreadable.code, detail=unreadable.detail)
