"""Two addresses for supervisors: the process lives; the process can do its work."""

from __future__ import annotations

import logging
from collections.abc import Callable

import redis
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

logger = logging.getLogger(__name__)


@never_cache
@require_safe
def live(request: HttpRequest) -> JsonResponse:
    """200 as long as the process answers; asks nobody else, so that a lost database does not restart the site."""
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """200 where database, migrations and broker are there, else 503; names what is wrong and not why."""
    checks: dict[str, Callable[[], bool]] = {
        "database": database_answers,
        "migrations": migrations_applied,
        "broker": broker_answers,
    }
    result = {name: _passes(name, check) for name, check in checks.items()}
    return JsonResponse(
        {"status": "ok" if all(result.values()) else "unavailable", "checks": result},
        status=200 if all(result.values()) else 503,
    )


def database_answers() -> bool:
    """Whether the database takes a statement."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return True


def migrations_applied() -> bool:
    """Whether the tables are what the code expects."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def broker_answers() -> bool:
    """Whether the broker takes a command within two seconds."""
    client = redis.Redis.from_url(settings.ENVIRONMENT.redis_url, socket_timeout=2, socket_connect_timeout=2)
    try:
        return bool(client.ping())
    finally:
        client.close()


def _passes(name: str, check: Callable[[], bool]) -> bool:
    try:
        return check()
    except (DatabaseError, redis.exceptions.RedisError, OSError) as error:
        logger.warning("%s is not ready: %s", name, type(error).__name__)
        return False
