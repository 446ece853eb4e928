"""Lists, forms and histories that no other journey stops at: for everybody, in light, in dark and on a phone."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from tests.admin import desk
from tests.admin.forms import page as address
from tests.journeys.accessible import complaints
from tests.journeys.conftest import Sit

pytestmark = pytest.mark.django_db(transaction=True)


def test_pages_of_requests_lists_and_histories(sit: Sit, chief: User) -> None:
    world = desk.world()
    note, asked, case = (world[name] for name in ("cases.casenote", "people.rightsrequest", "cases.case"))
    page = sit(chief)
    paths = [
        *(address(asked, kind) for kind in ("changelist", "add", "change", "history")),
        *(address(note, kind) for kind in ("changelist", "add", "change")),
        *("/admin/people/person/import/", "/admin/cases/case/import/", "/admin/people/person/export/"),
        *("/admin/facts/import/", "/admin/facts/merge/", address(case), address(case, "history")),
    ]

    found = {}
    for path in paths:
        answer = page.goto(path)
        found[path] = [*complaints(page), *([] if answer is not None and answer.ok else ["not answered"])]

    assert {path: told for path, told in found.items() if told} == {}
