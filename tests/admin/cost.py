"""How many queries a page costs."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def cost(client: Client, path: str, **query: Any) -> int:
    """Queries of one GET, after one that fills caches (content types, the user's rights)."""
    client.get(path, query)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(path, query)
    assert answer.status_code == 200
    return len(queries)
