"""An editor at the first page: from a number to its list."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import expect

from tests.admin.test_board import waiting
from tests.journeys.accessible import LOOKS, sideways, violations
from tests.journeys.conftest import Sit

pytestmark = pytest.mark.django_db(transaction=True)


def test_from_a_number_to_its_list(sit: Sit, chief: User) -> None:
    waiting(1)
    page = sit(chief)

    page.goto("/admin/")
    accusations = page.get_by_role("region", name="Single-source accusations")
    expect(accusations.get_by_role("link")).to_have_text(["1", "1"])
    accusations.get_by_role("link").first.click()

    expect(page.locator("#result_list tbody tr")).to_have_count(1)
    expect(page.locator("#changelist-filter")).to_contain_text("Accusation from a single source")
    # Each word of a heading stays whole, however narrow its column is.
    wraps = page.evaluate("[...document.querySelectorAll('thead .text')].map(e => getComputedStyle(e).overflowWrap)")
    assert wraps
    assert "anywhere" not in wraps
    page.go_back()
    week = page.get_by_role("region", name="Decided in a week")
    week.get_by_role("row", name="7 days").get_by_role("link").last.click()
    expect(page.locator("#result_list tbody tr")).to_have_count(3)


@pytest.mark.parametrize("look", LOOKS, ids=["light", "dark", "light-390", "dark-390"])
def test_the_first_page_is_accessible(sit: Sit, chief: User, look: Any) -> None:
    waiting(1)
    page = sit(chief, **look)

    page.goto("/admin/")

    expect(page.get_by_role("heading", name="Conflicts between sources")).to_be_visible()
    assert violations(page) == []
    assert sideways(page) <= 0
