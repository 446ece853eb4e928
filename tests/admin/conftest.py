"""Who sits at the desk."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.admin import desk


@pytest.fixture
def chief(db: None) -> Any:
    return desk.chief()


@pytest.fixture
def at_desk(client: Client, chief: Any) -> Client:
    """The site as a superuser sees it."""
    client.force_login(chief)
    return client
