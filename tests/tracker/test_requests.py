from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from people.models import Employer
from tests.records import an_employer

pytestmark = pytest.mark.django_db


def test_every_answer_carries_the_requests_id() -> None:
    assert Client().get("/health/live", headers={"X-Request-Id": "abc-1"}).headers["X-Request-Id"] == "abc-1"
    assert len(Client().get("/health/live", headers={"X-Request-Id": "<script>"}).headers["X-Request-Id"]) == 32


def test_history_says_who_changed_a_record_in_which_request() -> None:
    editor = User.objects.create_superuser("root", password="plainly-made-up")
    employer = an_employer("Firm Delta")
    client = Client()
    client.force_login(editor)

    page = client.get(f"/admin/people/employer/{employer.pk}/change/")
    form: Any = page.context["adminform"].form
    data = {name: "" if form.initial.get(name) is None else form.initial[name] for name in form.fields}
    formsets = page.context["inline_admin_formsets"]
    for formset in (one.formset for one in formsets):
        data |= {f"{formset.prefix}-TOTAL_FORMS": 0, f"{formset.prefix}-INITIAL_FORMS": 0}
    data |= {"display_name": "Firm Delta Renamed"}
    address = f"/admin/people/employer/{employer.pk}/change/"
    answer = client.post(address, data, headers={"X-Request-Id": "req-7"})

    assert answer.status_code == 302, answer.content[:2000]
    rows: Any = Employer.objects.get(pk=employer.pk)
    row = rows.history.order_by("pgh_id").last()
    assert row.display_name == "Firm Delta Renamed"
    assert row.pgh_context.metadata["request_id"] == "req-7"
    assert row.pgh_context.metadata["user"] == editor.pk
