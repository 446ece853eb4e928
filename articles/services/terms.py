"""Keeping the index over stored texts: terms are made when a text is read, and later for those that have none yet."""

from django.db import connection, transaction

from articles.choices import ArticleState
from articles.models import Article, ArticleTerms
from linking.forms import Document
from linking.terms import TERMS, terms_of

# Texts read in one go.
BATCH = 200


def save_terms(*, article: Article) -> None:
    """Make the terms of an article's title and text, within the caller's transaction."""
    columns = ["terms", "version", "complete"]
    ArticleTerms.objects.bulk_create(
        [_made(article)], update_conflicts=True, unique_fields=["article"], update_fields=columns
    )


def note_missing_terms() -> int:
    """Give every article that has a text a row in the index, if it has none: until its terms are made such an article
    is looked at in every search. Returns how many there were."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO articles_articleterms (article_id, terms, version, complete)
            SELECT id, '{}', 0, false FROM articles_article article
            WHERE state IN (%s, %s) AND NOT EXISTS (
                SELECT FROM articles_articleterms terms WHERE terms.article_id = article.id
            )
            ON CONFLICT DO NOTHING
            """,
            [ArticleState.READ, ArticleState.LINKED],
        )
        return cursor.rowcount


@transaction.atomic
def make_missing_terms(*, most: int = BATCH) -> int:
    """Make the terms of at most ``most`` articles that have none, or old ones; returns how many. Two callers at once
    do not meet."""
    rows = ArticleTerms.objects.to_make().order_by("pk").select_for_update(skip_locked=True)
    ids = list(rows.values_list("pk", flat=True)[:most])
    articles = Article.objects.filter(pk__in=ids).only("title", "text")
    ArticleTerms.objects.bulk_update(map(_made, articles), ["terms", "version", "complete"], batch_size=BATCH)
    return len(ids)


def _made(article: Article) -> ArticleTerms:
    terms = terms_of(Document(article.text, article.title))
    return ArticleTerms(article=article, terms=terms or [], version=TERMS, complete=terms is not None)
