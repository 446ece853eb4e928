"""Lists that are exported and imported, in a real browser: scenario 17 of the desk."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from facts import services
from facts.models import Import
from people.models import Person
from tests.facts.exchange.files import SOURCE, as_csv
from tests.journeys.accessible import LOOKS, sideways, violations
from tests.journeys.conftest import Sit
from tests.records import a_person

LIST = "/admin/people/person/"
TWO_BAD_ROWS = (
    {"display_name": "Ada Sample", "public_role": "senior_executive", "name": "艾达", **SOURCE, "birth_date": "1 May"},
    {"display_name": "Bo Sample", "public_role": "boss", **SOURCE},
    {"display_name": "Cy Sample", "family_first": "perhaps", **SOURCE},
)

pytestmark = pytest.mark.django_db(transaction=True)


def upload(page: Page, content: bytes, name: str = "people.csv") -> None:
    page.goto(LIST)
    page.get_by_role("link", name="Import", exact=True).click()
    page.get_by_label("File", exact=True).set_input_files({"name": name, "mimeType": "text/csv", "buffer": content})
    page.get_by_label("What the file is").fill("A list of ours.")
    page.get_by_role("button", name="Check the file").click()
    page.wait_for_url("**/facts/import/*/change/")


def work() -> None:
    """What a worker does with the message."""
    services.work_on_import(import_id=Import.objects.latest("created_at").pk)


def test_17_all_errors_at_once_and_nothing_saved(sit: Sit, chief: User, broker: None) -> None:
    page = sit(chief)

    upload(page, as_csv(*TWO_BAD_ROWS))
    expect(page.locator("#progress")).to_contain_text("Waiting to be checked")
    work()

    # The page looks again by itself.
    expect(page.get_by_role("heading", name="Errors")).to_be_visible()
    expect(page.locator("tbody tr").filter(has_text="Unknown column")).to_contain_text("birth_date")
    expect(page.locator("tbody tr").filter(has_text="boss")).to_contain_text("Accepted: none, senior_executive")
    expect(page.locator("tbody tr").filter(has_text="perhaps")).to_contain_text("Accepted: yes, no")
    expect(page.get_by_text("3 errors")).to_be_visible()
    expect(page.get_by_role("button", name="Save")).to_have_count(0)
    assert not Person.objects.exists()


def test_a_good_file_is_looked_at_and_saved(sit: Sit, chief: User, broker: None) -> None:
    a_person("Ada Sample", notability_reason="As it was.")
    page = sit(chief)
    about = {"slug": "ada-sample", "display_name": "Ada Sample", "notability_reason": "Named by a court."}
    upload(page, as_csv(about, {"slug": "", "display_name": "Bo Sample", **SOURCE}))
    work()
    expect(page.locator("del")).to_have_text("As it was.")
    expect(page.locator("ins").first).to_have_text("Named by a court.")
    assert Person.objects.count() == 1

    page.get_by_role("button", name="Save 2 records").click()
    expect(page.locator("#progress")).to_contain_text("Waiting to be saved")
    work()

    expect(page.locator("#progress")).to_have_text("Saved")
    assert set(Person.objects.values_list("slug", "publication_state")) == {
        ("ada-sample", "draft"),
        ("bo-sample", "draft"),
    }


def test_an_export_is_downloaded_and_taken_in_again(sit: Sit, chief: User, broker: None, tmp_path: Path) -> None:
    a_person("=Ada Sample", "艾达")
    a_person("Bo Sample")
    page = sit(chief)
    page.goto(LIST + "?q=艾达")
    page.get_by_role("link", name="Export", exact=True).click()
    expect(page.get_by_text("1 person, as the list was filtered")).to_be_visible()

    with page.expect_download() as started:
        page.get_by_role("button", name="Export CSV").click()
    file = tmp_path / "people.csv"
    started.value.save_as(file)
    rows = list(csv.DictReader(file.read_text(encoding="utf-8-sig").splitlines()))
    assert [row["display_name"] for row in rows] == ["'=Ada Sample"] * 2
    upload(page, file.read_bytes())
    work()

    expect(page.get_by_text("there is nothing to save")).to_be_visible()


@pytest.mark.parametrize("look", LOOKS, ids=["light", "dark", "light-390", "dark-390"])
def test_all_of_its_pages_are_for_everybody(sit: Sit, chief: User, broker: None, look: Any) -> None:
    ada = a_person("Ada Sample", notability_reason="As it was.")
    page = sit(chief, **look)
    found: dict[str, Any] = {}

    def looked_at(name: str) -> None:
        found[name] = (violations(page, imports=True), sideways(page) <= 0)

    page.goto(LIST + "export/")
    looked_at("export")
    page.goto(LIST + "import/")
    looked_at("upload")
    upload(page, as_csv(*TWO_BAD_ROWS))
    looked_at("waiting")
    work()
    expect(page.get_by_role("heading", name="Errors")).to_be_visible()
    looked_at("errors")
    about = {"slug": ada.slug, "notability_reason": "Named by a court. " * 20, "publication_state": "published"}
    upload(page, as_csv(about))
    work()
    expect(page.get_by_role("button", name="Save 1 record")).to_be_visible()
    looked_at("ready")

    assert found == dict.fromkeys(found, ([], True))
