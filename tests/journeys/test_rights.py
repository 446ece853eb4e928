"""A request of somebody concerned, from its receipt to the erasure that two editors decide, in a real browser."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from playwright.sync_api import Page, expect

from people.models import Person, RightsRequest
from people.services import save_request
from tests.admin import desk
from tests.journeys.accessible import LOOKS, sideways, violations
from tests.journeys.conftest import Sit

LIST = "/admin/people/rightsrequest/"

pytestmark = pytest.mark.django_db(transaction=True)


def asked_of(kind: str, person: Person) -> RightsRequest:
    today = timezone.localdate()
    asked = RightsRequest(kind=kind, person=person, received_on=today, channel="letter", requester="Ada Sample")
    asked.identity_checked_on, asked.identity_how = today, "Known to us."
    return save_request(request=asked).record


def test_an_erasure_of_two_editors(sit: Sit, chief: User) -> None:
    world = desk.world()
    asked = asked_of("erasure", world["people.person"])
    one = sit(chief)
    one.goto(f"{LIST}?due=open")
    one.get_by_role("link", name=str(asked.received_on.strftime("%b. %-d, %Y"))).last.click()
    one.get_by_role("link", name="Work on it").click()
    expect(one.get_by_role("heading", name="What goes")).to_be_visible()
    one.get_by_role("button", name="Prepare for a second editor").click()
    expect(one.locator(".messagelist")).to_contain_text("Prepared.")
    expect(one.get_by_text("It takes another editor")).to_be_visible()

    two = sit(User.objects.create_superuser("second"))
    two.goto(f"{LIST}{asked.pk}/work/")
    two.get_by_role("button", name="Erase for good").click()

    expect(two.locator(".messagelist")).to_contain_text("Erased.")
    expect(two.get_by_text("prepared by chief, confirmed by second")).to_be_visible()
    expect(two.locator("body")).not_to_contain_text("Ada Sample")


@pytest.mark.parametrize("look", LOOKS, ids=["light", "dark", "light-390", "dark-390"])
def test_the_pages_are_for_everybody(sit: Sit, chief: User, look: Any) -> None:
    ada = desk.world()["people.person"]
    page: Page = sit(chief, **look)
    rows = {kind: asked_of(kind, ada) for kind in ("access", "rectification", "erasure", "objection", "reply")}

    found: dict[str, Any] = {}
    for kind, row in rows.items():
        page.goto(f"{LIST}{row.pk}/work/")
        found[kind] = (violations(page, imports=True), sideways(page) <= 0)

    assert {kind: told for kind, told in found.items() if told != ([], True)} == {}
