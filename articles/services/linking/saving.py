"""Mentions and suggestions of many articles, saved in one statement each."""

import json
from collections.abc import Iterable, Sequence
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.utils import timezone

from articles.choices import SuggestionState
from articles.models import Mention, Suggestion

_MENTION = ("id", "article_id", "field", "start", "end", "text", "kind", "person_id", "employer_id")
# The last of them are the columns that the engine fills, compared and refreshed together.
_SUGGESTION = (
    "id", "article_id", "kind", "key",
    "case_id", "probability", "automatic", "reasons", "contradictions", "spans", "payload", "engine",
)  # fmt: skip
_SAVE_SUGGESTIONS = """
    WITH made AS (
        SELECT one.* FROM jsonb_to_recordset(%(made)s::jsonb) AS one(
            id uuid, article_id uuid, kind text, key text, case_id uuid, probability float8, automatic bool,
            reasons jsonb, contradictions jsonb, spans jsonb, payload jsonb, engine text
        )
        JOIN articles_article article ON article.id = one.article_id AND article.root_id IS NULL
    ), superseded AS (
        UPDATE articles_suggestion suggestion
        SET state = 'superseded', version = version + 1, updated_at = %(now)s
        WHERE article_id = ANY(%(held)s) AND state = 'open' AND NOT EXISTS (
            SELECT FROM made WHERE made.article_id = suggestion.article_id AND made.kind = suggestion.kind
                AND made.key = suggestion.key
        )
    )
    INSERT INTO articles_suggestion AS suggestion (
        id, created_at, updated_at, article_id, kind, key, case_id, probability, automatic, reasons, contradictions,
        spans, payload, engine, state, note, version
    )
    SELECT id, %(now)s, %(now)s, article_id, kind, key, case_id, probability, automatic, reasons, contradictions,
        spans, payload, engine, 'open', '', 1
    FROM made
    ON CONFLICT (article_id, kind, key) DO UPDATE SET
        updated_at = EXCLUDED.updated_at, version = suggestion.version + 1, state = EXCLUDED.state,
        case_id = EXCLUDED.case_id, probability = EXCLUDED.probability, automatic = EXCLUDED.automatic,
        reasons = EXCLUDED.reasons, contradictions = EXCLUDED.contradictions, spans = EXCLUDED.spans,
        payload = EXCLUDED.payload, engine = EXCLUDED.engine
    WHERE suggestion.state = ANY(%(engines)s) AND (
        suggestion.state, suggestion.case_id, suggestion.probability, suggestion.automatic, suggestion.reasons,
        suggestion.contradictions, suggestion.spans, suggestion.payload, suggestion.engine
    ) IS DISTINCT FROM (
        EXCLUDED.state, EXCLUDED.case_id, EXCLUDED.probability, EXCLUDED.automatic, EXCLUDED.reasons,
        EXCLUDED.contradictions, EXCLUDED.spans, EXCLUDED.payload, EXCLUDED.engine
    )
"""


def save_mentions(made: Sequence[Mention], held: set[UUID]) -> None:
    """Make the articles' mentions these and no others, in one statement; one that stands already is left alone."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH made AS (
                SELECT * FROM jsonb_to_recordset(%(made)s::jsonb) AS one(
                    id uuid, article_id uuid, field text, start int, "end" int, text text, kind text,
                    person_id uuid, employer_id uuid
                )
            ), gone AS (
                DELETE FROM articles_mention mention
                WHERE article_id = ANY(%(held)s) AND NOT EXISTS (
                    SELECT FROM made WHERE made.article_id = mention.article_id AND made.field = mention.field
                        AND made.start = mention.start AND made."end" = mention."end"
                )
            )
            INSERT INTO articles_mention AS mention (
                id, created_at, updated_at, article_id, field, start, "end", text, kind, person_id, employer_id
            )
            SELECT id, %(now)s, %(now)s, article_id, field, start, "end", text, kind, person_id, employer_id FROM made
            ON CONFLICT (article_id, field, start, "end") DO UPDATE SET
                updated_at = EXCLUDED.updated_at, text = EXCLUDED.text, kind = EXCLUDED.kind,
                person_id = EXCLUDED.person_id, employer_id = EXCLUDED.employer_id
            WHERE (mention.text, mention.kind, mention.person_id, mention.employer_id)
                IS DISTINCT FROM (EXCLUDED.text, EXCLUDED.kind, EXCLUDED.person_id, EXCLUDED.employer_id)
            """,
            {"made": _rows(made, _MENTION), "held": list(held), "now": timezone.now()},
        )


def save_suggestions(made: Sequence[Suggestion], held: set[UUID]) -> None:
    """One locking read and one statement: new ones are added, open ones refreshed, those no longer made superseded.

    The version of a row rises only where something differs. An article that has become a copy meanwhile gets none.
    """
    # Locked in one order: an editor who is deciding right now is waited for, and what was decided is then left alone.
    list(Suggestion.objects.filter(article__in=held).order_by("pk").select_for_update().values_list("pk"))
    with connection.cursor() as cursor:
        cursor.execute(
            _SAVE_SUGGESTIONS,
            {
                "made": _rows(made, _SUGGESTION),
                "held": list(held),
                "now": timezone.now(),
                "engines": [SuggestionState.OPEN, SuggestionState.SUPERSEDED],
            },
        )


def _rows(made: Iterable[Mention | Suggestion], columns: Sequence[str]) -> str:
    """Unsaved rows as one value of a statement, in JSON, however many they are."""
    rows = [{column: getattr(one, column) for column in columns} for one in made]
    return json.dumps(rows, cls=DjangoJSONEncoder, ensure_ascii=False)
