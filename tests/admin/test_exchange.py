"""Export and Import at the desk: who may, what is sent, and the pages of a file."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from facts import services
from facts.models import Import
from people.models import Person
from tests.admin import desk
from tests.admin.forms import send
from tests.facts.exchange.files import SOURCE, as_csv, read_csv
from tests.records import a_case, a_person, an_agreement, shown

pytestmark = pytest.mark.django_db

PAGES = ("people_person", "people_employer", "cases_agreement", "cases_case")
EDITS = ("people", "cases", "facts")


def of(page: str, kind: str, query: str = "") -> str:
    return reverse(f"admin:{page}_{kind}") + query


def body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def csv_of(client: Client, page: str, query: str = "") -> list[dict[str, str]]:
    answer = client.post(of(page, "export", query), {"format": "csv"})
    assert answer.status_code == 200
    content = body(answer)
    assert content.startswith(b"\xef\xbb\xbf")
    return read_csv(content)


def upload(client: Client, page: str, content: bytes, **typed: Any) -> Any:
    file = SimpleUploadedFile("list.csv", content)
    data = {"file": file, "encoding": "utf-8", "reason": "A list of ours.", **typed}
    return client.post(of(page, "import"), data, follow=True)


@pytest.mark.parametrize("page", PAGES)
def test_both_are_offered_above_the_list(at_desk: Client, page: str) -> None:
    html = at_desk.get(of(page, "changelist")).content.decode()

    assert f'href="{of(page, "import")}"' in html
    assert f'href="{of(page, "export")}"' in html


def test_an_export_is_of_what_the_list_shows(at_desk: Client) -> None:
    for name, role in (("Ada Sample", "public_figure"), ("Bo Sample", "public_figure"), ("Ada Other", "none")):
        a_person(name, public_role=role)
    query = "?public_role__exact=public_figure&q=ada"

    assert (
        of("people_person", "export", "?public_role__exact=public_figure&amp;q=ada")
        in at_desk.get(of("people_person", "changelist", query)).content.decode()
    )
    assert [row["slug"] for row in csv_of(at_desk, "people_person", query)] == ["ada-sample"]
    assert len(csv_of(at_desk, "people_person")) == 3


def test_who_is_held_back_does_not_travel(at_desk: Client) -> None:
    ada, bo = a_person("Ada Sample"), a_person("Bo Sample")
    for who in (ada, bo):
        an_agreement(who)
        a_case(f"A v. {who}", mover=who)
    Person.objects.filter(pk=bo.pk).update(publication_state="restricted")

    sent = {page: csv_of(at_desk, page) for page in ("people_person", "cases_agreement", "cases_case")}

    assert [row["slug"] for row in sent["people_person"]] == ["ada-sample"]
    assert [row["person"] for row in sent["cases_agreement"]] == ["ada-sample"]
    assert [row["title"] for row in sent["cases_case"]] == ["A v. Ada Sample"]
    assert "1 left out" in at_desk.get(of("people_person", "export")).content.decode()


def test_a_workbook_holds_texts(at_desk: Client) -> None:
    shown(a_person("=1+1 Sample", "艾达"))

    answer = at_desk.post(of("people_person", "export"), {"format": "xlsx"})

    sheet = load_workbook(io.BytesIO(body(answer)))["people"]
    header, first = (list(row) for row in sheet.iter_rows(max_row=2))
    cells = {str(name.value): cell for name, cell in zip(header, first, strict=True)}
    assert cells["display_name"].value == "'=1+1 Sample"
    assert {cell.data_type for cell in first if cell.value} == {"s"}
    assert cells["publication_state"].value == "published"


def test_exporting_more_costs_no_more(at_desk: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            csv_of(at_desk, "people_person")
        return len(captured)

    a_person("Ada Sample", "艾达")
    queries()
    few = queries()
    for number in range(20):
        a_person(f"Sample {number}", f"S. {number}")

    assert queries() == few


def test_who_may_only_look_exports_and_does_not_import(client: Client) -> None:
    a_person("Ada Sample")
    client.force_login(desk.viewer("people.view_person"))

    html = client.get(of("people_person", "changelist")).content.decode()
    assert of("people_person", "export") in html
    assert of("people_person", "import") not in html
    assert len(csv_of(client, "people_person")) == 1
    assert client.get(of("people_person", "import")).status_code == 403
    assert upload(client, "people_person", b"slug").status_code == 403
    assert client.post(of("cases_case", "export"), {"format": "csv"}).status_code == 403
    assert not Import.objects.exists()


def test_an_import_is_for_those_who_may_import_its_kind(client: Client) -> None:
    row = desk.an_import(desk.editor("other"))
    page = reverse("admin:facts_import_change", args=[row.pk])
    client.force_login(desk.editor("caseeditor", apps=("cases", "facts")))

    assert client.get(page).status_code == 404
    assert client.post(page, {"cancel": "1"}).status_code == 404
    client.force_login(desk.editor("peopleeditor", apps=("people", "facts")))
    assert client.get(page).status_code == 200


def test_the_way_of_a_file(client: Client) -> None:
    who = desk.editor(apps=EDITS)
    client.force_login(who)
    answer = upload(client, "people_person", as_csv({"display_name": "Ada Sample", **SOURCE}))
    row = Import.objects.get()
    page = reverse("admin:facts_import_change", args=[row.pk])
    assert "Waiting to be checked" in answer.content.decode()
    assert "facts/progress.js" in answer.content.decode()

    services.work_on_import(import_id=row.pk)
    html = client.get(page).content.decode()
    assert "New: Ada Sample" in html
    assert "facts/progress.js" not in html
    send(client, page, confirm="1")
    services.work_on_import(import_id=row.pk)

    assert "Saved" in client.get(page).content.decode()
    assert Person.objects.get().drafted_by == who


def test_a_confirmation_of_another_report_does_nothing(at_desk: Client) -> None:
    upload(at_desk, "people_person", as_csv({"display_name": "Ada Sample", **SOURCE}))
    row = Import.objects.get()
    services.work_on_import(import_id=row.pk)
    page = reverse("admin:facts_import_change", args=[row.pk])

    answer = at_desk.post(page, {"confirm": "1", "seen": "0" * 64}, follow=True)

    assert "look at the report once more" in answer.content.decode()
    assert Import.objects.get().state == "ready"


@pytest.mark.parametrize(
    ("content", "typed", "said"),
    [
        (b"", {}, "submitted file is empty"),
        (b"x" * (5 * 1024 * 1024 + 1), {}, "at most 5,242,880 are accepted"),
        (b"slug", {"reason": ""}, "This field is required"),
        (b"slug", {"encoding": "utf-7"}, "Select a valid choice"),
    ],
)
def test_what_is_not_taken_in(at_desk: Client, content: bytes, typed: dict[str, str], said: str) -> None:
    answer = upload(at_desk, "people_person", content, **typed)

    assert said in answer.content.decode()
    assert not Import.objects.exists()


def test_a_filter_that_means_nothing(at_desk: Client) -> None:
    answer = at_desk.get(of("people_person", "export", "?created_at__gte=x"))

    assert answer.status_code == 302


def test_a_long_report_comes_in_pages(at_desk: Client) -> None:
    rows = [{"display_name": f"Sample {number}", "public_role": "boss", **SOURCE} for number in range(101)]
    upload(at_desk, "people_person", as_csv(*rows))
    row = Import.objects.get()
    services.work_on_import(import_id=row.pk)
    page = reverse("admin:facts_import_change", args=[row.pk])

    first, second = (at_desk.get(page, {"page": number}).content.decode() for number in (1, 2))

    assert "101 errors" in first
    assert "?page=2" in first
    assert '<td class="number">102</td>' in second
    assert '<td class="number">2</td>' not in second


@pytest.mark.parametrize("name", ["people_person", "people_employer", "cases_agreement", "cases_case"])
def test_both_pages_say_what_is_in_no_file(at_desk: Client, name: str) -> None:
    desk.world()
    pages = [at_desk.get(of(name, way)).content.decode() for way in ("export", "import")]

    assert ["Not in the file: " in pages[0], "In no file, and left as it is: " in pages[1]] == [True, True]
    assert all("sources of single" in page for page in pages)
