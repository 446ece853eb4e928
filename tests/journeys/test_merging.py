"""Two records of one employer become one, and two again, in a real browser."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from playwright.sync_api import Page, expect

from facts.services import merge
from people.models import Employer
from tests.journeys.accessible import complaints
from tests.journeys.conftest import Sit
from tests.records import an_employer, shown

pytestmark = pytest.mark.django_db(transaction=True)

LIST = "/admin/people/employer/"
DOUBLES = "/admin/people/employer/doubles/"


def two() -> tuple[Employer, Employer]:
    """Both published, of one name in common."""
    return (
        shown(an_employer("Example Motors", "样例汽车")),
        shown(an_employer("Motors of Exampleland", "Example Motors")),
    )


def answers(page: Page, record: Employer) -> tuple[int, str]:
    """What the API says to an id: its status without following, and whose record is there in the end."""
    path = f"/api/v1/employers/{record.pk}/"
    return page.request.get(path, max_redirects=0).status, page.request.get(path).json()["id"]


def test_14_merge_two_employers(sit: Sit, chief: User) -> None:
    motors, other = two()
    page = sit(chief)
    page.goto(LIST)
    for record in (motors, other):
        page.locator(f"input.action-select[value='{record.pk}']").check()
    page.get_by_label("Action:").select_option("merge_two")
    page.get_by_role("button", name="Go").click()

    expect(page.get_by_role("heading", name="Merge “Motors of Exampleland” into “Example Motors”")).to_be_visible()
    assert complaints(page) == []
    page.get_by_label("Reason").fill("One firm, two spellings.")
    page.get_by_role("button", name="Merge", exact=True).click()

    expect(page.locator(".messagelist")).to_contain_text("Merged into “Example Motors”")
    names = page.locator("#names-group input[type=text]")
    texts = [names.nth(at).input_value() for at in range(names.count())]
    assert {"Example Motors", "样例汽车", "Motors of Exampleland"} <= set(texts)
    page.goto(other.get_absolute_url())
    expect(page).to_have_url(re.compile(re.escape(motors.get_absolute_url()) + "$"))
    expect(page.locator("main")).to_contain_text("Motors of Exampleland")
    assert answers(page, other) == (308, str(motors.pk))


def test_15_unmerge_them(sit: Sit, chief: User) -> None:
    motors, other = two()
    page = sit(chief)
    page.goto(DOUBLES)
    expect(page.locator("#content-main tbody tr")).to_have_count(1)
    merge(survivor=motors, absorbed=other, by=chief, reason="One firm, two spellings.")
    page.goto("/admin/facts/merge/")

    page.get_by_role("link", name="Unmerge…").click()
    expect(page.get_by_role("heading", name="Unmerge “Motors of Exampleland” from “Example Motors”")).to_be_visible()
    assert complaints(page) == []
    page.get_by_label("Reason").fill("They are two firms.")
    page.get_by_role("button", name="Unmerge", exact=True).click()

    expect(page.locator(".messagelist")).to_contain_text("Unmerged:")
    for record in (motors, other):
        assert answers(page, record) == (200, str(record.pk))
        page.goto(record.get_absolute_url())
        expect(page.locator("h1")).to_have_text(record.display_name)
    # Nothing proposes them again, though they still share a name.
    page.goto(DOUBLES)
    expect(page.locator("#content-main")).to_contain_text("None")
    page.goto(f"{reverse('admin:people_employer_merge')}?one={motors.pk}")
    expect(page.get_by_role("heading", name="Likely the same")).to_have_count(0)
    assert sorted(motors.names.values_list("text", flat=True)) == ["Example Motors", "样例汽车"]
