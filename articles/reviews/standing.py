"""How the queue stands, for the bar above an item. One query, and no more work however much is open."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import connection

from articles.models import Deed

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# Counting further would read all of a long queue for every decision.
MOST_COUNTED = 500
_STANDING = """
    SELECT count(*), coalesce(sum(counted.suggestions), 0),
        (SELECT min(created_at) FROM articles_suggestion WHERE state = 'open'),
        (SELECT count(*) FROM articles_deed
            WHERE editor_id = %(editor)s AND undone_at IS NULL AND created_at >= %(since)s),
        (SELECT ARRAY[id::text, created_at::text] FROM articles_deed
            WHERE editor_id = %(editor)s AND undone_at IS NULL AND created_at >= %(undone_from)s
            ORDER BY created_at DESC, id DESC LIMIT 1),
        (SELECT coalesce(jsonb_agg(jsonb_build_array(id, name) ORDER BY name, id), '[]') FROM articles_source)
    FROM (
        SELECT count(*) AS suggestions FROM articles_suggestion WHERE state = 'open'
        GROUP BY article_id ORDER BY article_id LIMIT %(most)s
    ) counted
"""


@dataclass(frozen=True)
class Standing:
    """``articles`` wait with ``suggestions``, or, where there are ``more``, at least so many; the oldest since
    ``oldest``. ``decided``: deeds of this editor since they logged in; ``last``: the one that can be taken back.
    ``sources``: key and name of what the queue can be narrowed to.
    """

    articles: int
    suggestions: int
    more: bool
    oldest: datetime | None
    decided: int
    last: Deed | None
    sources: tuple[tuple[str, str], ...]


def standing_of(editor: "User", *, undone_from: datetime) -> Standing:
    """``undone_from``: older deeds are not taken back any more."""
    since = editor.last_login or undone_from
    given: dict[str, Any] = {"editor": editor.pk, "since": since, "undone_from": undone_from, "most": MOST_COUNTED + 1}
    with connection.cursor() as cursor:
        cursor.execute(_STANDING, given)
        articles, suggestions, oldest, decided, last, sources = cursor.fetchone()
    more = articles > MOST_COUNTED
    deed = Deed(pk=last[0], created_at=datetime.fromisoformat(last[1])) if last else None
    named = tuple((key, name) for key, name in json.loads(sources))
    return Standing(articles - more, suggestions - more, more, oldest, decided, deed, named)
