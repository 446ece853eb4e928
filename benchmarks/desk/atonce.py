"""Eight editors, each a process of its own, decide so many articles at once; afterwards the history is asked."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from itertools import cycle
from time import perf_counter
from typing import Any

from django.contrib.auth.models import User
from django.db import connection, connections
from django.urls import reverse

from benchmarks.desk.browser import Browser, Form
from benchmarks.desk.stock import using

EDITORS = 8
# Every press leaves nothing of the article's links open.
_PRESSED = ("accept_only", "none", "accept_only", "unsure")


def at_once(name: str, items: int) -> dict[str, Any]:
    """Decide ``items`` articles, or as many as there are, on a copy of a stock; what is doubled, lost and locked up."""
    with using(name):
        _leave(items)
        begun, suggestions, articles, deadlocks = _state()
        connections.close_all()
        start = perf_counter()
        # Processes are copies of this one, and connect by themselves.
        with ProcessPoolExecutor(EDITORS, mp_context=multiprocessing.get_context("fork")) as pool:
            presses = list(pool.map(_work, range(1, EDITORS + 1)))
        seconds = perf_counter() - start
        with connection.cursor() as cursor:
            cursor.execute(
                """
                SELECT count(*), count(*) FILTER (WHERE times > 1) FROM (
                    SELECT count(*) AS times FROM articles_suggestionhistory
                    WHERE pgh_id > %s AND pgh_label = 'update' GROUP BY pgh_obj_id) decided
                """,
                [begun],
            )
            decided, doubled = cursor.fetchone()
            cursor.execute(
                "SELECT count(*), count(*) - count(DISTINCT citation_id) FROM articles_suggestion "
                "WHERE state = 'accepted' AND decided_by_id IN (SELECT id FROM auth_user WHERE username <> 'editor0') "
            )
            accepted, shared = cursor.fetchone()
        _, left, _, after = _state()
    return {
        "editors": EDITORS,
        "articles": articles,
        "suggestions": suggestions,
        "presses": sum(presses),
        "decided": decided,
        "accepted": accepted,
        "doubled": doubled + shared,
        "lost": suggestions - decided,
        "left_open": left,
        "deadlocks": after - deadlocks,
        "seconds": round(seconds, 1),
        "presses_per_s": round(sum(presses) / seconds, 1),
    }


def _leave(items: int) -> None:
    """Keep so many articles with something open; set the others aside."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM articles_reviewlease")
        cursor.execute("DELETE FROM articles_reviewskip")
        cursor.execute(
            """
            UPDATE articles_suggestion SET state = 'superseded' WHERE state = 'open' AND article_id NOT IN (
                SELECT article_id FROM articles_suggestion WHERE state = 'open' GROUP BY article_id
                ORDER BY min(created_at), article_id LIMIT %s)
            """,
            [items],
        )


def _state() -> tuple[int, int, int, int]:
    """The newest row of history, open suggestions and their articles, and deadlocks so far."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT (SELECT max(pgh_id) FROM articles_suggestionhistory), count(*), count(DISTINCT article_id),
                (SELECT deadlocks FROM pg_stat_database WHERE datname = current_database())
            FROM articles_suggestion WHERE state = 'open'
            """
        )
        found: tuple[int, int, int, int] = cursor.fetchone()
    return found


def _work(number: int) -> int:
    """One editor's presses until nothing is open any more. Raises ``RuntimeError`` where one is refused."""
    review = reverse("admin:articles_suggestion_review")
    browser = Browser(User.objects.get(username=f"editor{number}"))
    page = browser.get(review)
    for presses, verb in enumerate(cycle(_PRESSED)):
        form = Form(page, "review")
        if not form.value("item"):
            connections.close_all()
            return presses
        page = browser.post(review, [*form.fields, ("do", verb if form.value("candidate") else "none")])
        if "Refused:" in page:
            raise RuntimeError(f"{form.value('item')} was refused")
    raise AssertionError("an endless cycle ended")
