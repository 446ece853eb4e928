"""Requests made up from the description: no answer is a fault of ours, none breaks the description's promise."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import schemathesis
import yaml
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase
from hypothesis import settings as bounds
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.api.test_description import SNAPSHOT
from tests.api.world import World

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
schema = schemathesis.openapi.from_dict(yaml.safe_load(SNAPSHOT.read_text(encoding="utf-8")))
schema.app = get_wsgi_application()


@pytest.fixture
def keys(world: World) -> dict[str, str]:
    """Records that there are, by the path's collection."""
    return {
        "cases": world.case.slug,
        "people": world.person.slug,
        "employers": world.lab.slug,
        "agreements": str(world.agreement.pk),
        "articles": str(world.article.pk),
        "jurisdictions": str(world.rule.pk),
    }


@pytest.fixture
def one_connection(world: World) -> Iterator[None]:
    """Requests within the test's own transaction: their end must not close its connection."""
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)
    yield
    request_started.connect(close_old_connections)
    request_finished.connect(close_old_connections)


@pytest.mark.usefixtures("one_connection")
@schema.parametrize()
@bounds(
    max_examples=6,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_no_request_breaks_the_promise(case: Any, keys: dict[str, str], token: Callable[..., Any]) -> None:
    headers = {"Host": "localhost"}
    if case.method == "POST":
        headers["Authorization"] = f"Bearer {token('ingest').secret}"
    for known in (False, True) if case.path_parameters else (False,):
        if known:
            case.path_parameters["key"] = keys[case.path.split("/")[3]]
        answer = case.call(headers=headers)
        case.validate_response(answer, checks=CHECKS)
