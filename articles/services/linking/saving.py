"""Mentions and suggestions of many articles, saved in one statement each."""

import json
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.db.models import Case, JSONField, Value, When
from django.utils import timezone

from articles.choices import JUDGED, SuggestionKind, SuggestionState
from articles.models import Mention, Suggestion
from articles.services.linking.making import key_told
from people.models import Employer, Person

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
    keys = _keys_of_merged(held)
    for one in made:
        one.key = keys.get((one.article_id, one.kind, one.key), one.key)
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


def _keys_of_merged(held: set[UUID]) -> dict[tuple[UUID, str, str], str]:
    """(article, kind, key that the engine gives now) -> key of the row that stands for it since a merge.

    A link bears the key of the case that it was made of, and a judged proposal the keys of the people and employers
    that it named then: once these are merged, the same proposal is known again by what they are now.
    """
    told = Case(
        When(state__in=JUDGED, kind__in=(SuggestionKind.EVENT, SuggestionKind.MOVE), then="payload"),
        default=Value(None, JSONField()),
    )
    # Locked in one order: an editor who is deciding right now is waited for, and what was decided is then left alone.
    standing = list(
        Suggestion.objects.filter(article__in=held)
        .order_by("pk")
        .select_for_update()
        .values_list("article_id", "kind", "key", "case_id", told)
    )
    found = {}
    for article, kind, key, case, _ in standing:
        if kind == SuggestionKind.CASE and key != str(case):
            found[article, kind, str(case)] = key
    payloads = [row for row in standing if row[4]]
    stands_for = _survivors(payload for *_, payload in payloads)
    for article, kind, key, _, payload in payloads if stands_for else ():
        now = "#".join((key_told(payload, stands_for), *key.split("#")[1:]))
        if now != key:
            found[article, kind, now] = key
    return found


def _survivors(payloads: Iterable[Any]) -> dict[str, str]:
    """Merged people and employers that proposals name, and who stands for them; one query where any is named."""
    refs = [ref for told in payloads for ref in (told["person"], told["from"], told["to"], *told["parties"]) if ref]
    named = {ref["id"] for ref in refs if ref["id"]}
    if not named:
        return {}
    people = Person.objects.filter(pk__in=named, merged_into__isnull=False).values_list("pk", "merged_into")
    employers = Employer.objects.filter(pk__in=named, merged_into__isnull=False).values_list("pk", "merged_into")
    return {str(merged): str(survivor) for merged, survivor in people.union(employers)}


def _rows(made: Iterable[Mention | Suggestion], columns: Sequence[str]) -> str:
    """Unsaved rows as one value of a statement, in JSON, however many they are."""
    rows = [{column: getattr(one, column) for column in columns} for one in made]
    return json.dumps(rows, cls=DjangoJSONEncoder, ensure_ascii=False)
