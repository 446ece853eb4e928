"""An editor changes records in a real browser: what somebody else did meanwhile, older versions, long lists."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from playwright.sync_api import Page, expect

from cases.models import Case
from cases.services import save_case
from people.models import Employer, Employment, Name, Person
from tests.admin import desk
from tests.journeys.accessible import complaints
from tests.journeys.conftest import Sit

pytestmark = pytest.mark.django_db(transaction=True)


def save(page: Page) -> None:
    page.get_by_role("button", name="Save and continue editing").click()


def test_12_a_person_changed_meanwhile(sit: Sit, chief: User) -> None:
    ada = desk.person()
    page = sit(chief)
    page.goto(reverse("admin:people_person_change", args=[ada.pk]))
    Person.objects.filter(pk=ada.pk).update(disambiguator="of the other desk", public_role="public_figure")

    page.get_by_label("Disambiguator").fill("speech researcher")
    page.get_by_label("Rights note").fill("was asked")
    save(page)

    row = page.locator(".field-disambiguator")
    expect(row.locator(".errorlist")).to_have_text(
        "Changed meanwhile to “of the other desk”. Yours is kept here: save again to put it in its place."
    )
    expect(page.locator(".errorlist")).to_have_count(1)
    expect(page.get_by_label("Disambiguator")).to_have_value("speech researcher")
    expect(page.get_by_label("Rights note")).to_have_value("was asked")
    assert complaints(page) == []
    ada.refresh_from_db()
    assert (ada.disambiguator, ada.rights_note) == ("of the other desk", "")

    save(page)

    expect(page.locator(".messagelist")).to_contain_text("was changed successfully")
    ada.refresh_from_db()
    assert (ada.disambiguator, ada.rights_note, ada.public_role) == ("speech researcher", "was asked", "public_figure")


def test_16_an_older_version_of_a_case(sit: Sit, chief: User) -> None:
    case: Any = desk.case(summary="They quarrel over a covenant.", jurisdiction="FR")
    case.summary, case.jurisdiction = "They quarrel over wages.", "CN"
    save_case(case=case, editor=chief)
    page = sit(chief)

    page.goto(reverse("admin:cases_case_history", args=[case.pk]))
    expect(page.locator("table.history")).to_contain_text("They quarrel over wages.")
    assert complaints(page) == []
    page.get_by_role("link", name="Compare and restore").last.click()

    rows = page.locator("table.history tbody tr")
    expect(rows.filter(has_text="Summary").locator("td")).to_have_text(
        ["They quarrel over wages.", "They quarrel over a covenant."]
    )
    expect(rows.filter(has_text="Jurisdiction").locator("td")).to_have_text(["CN", "FR"])
    assert complaints(page) == []
    page.get_by_label("Reason").fill("entered on the wrong case")
    page.get_by_role("button", name="Restore this version").click()

    expect(page.locator(".messagelist")).to_contain_text("Restored the version of")
    expect(page.locator("table.history tbody tr").first).to_contain_text("entered on the wrong case")
    restored = Case.objects.get(pk=case.pk)
    assert (restored.summary, restored.jurisdiction) == ("They quarrel over a covenant.", "FR")


def test_18_an_employer_among_20000(sit: Sit, chief: User) -> None:
    ada, wanted = desk.person(), desk.employer("Quillworks of Sampleton")
    many = [Employer(slug=f"sample-firm-{number}", display_name=f"Sample Firm {number}") for number in range(20_000)]
    names = [Name(employer=firm, text=firm.display_name, kind="official") for firm in many]
    for name in names:
        name.derive()
    Employer.objects.bulk_create(many, batch_size=2_000)
    Name.objects.bulk_create(names, batch_size=2_000)
    page = sit(chief)
    page.goto(f"{reverse('admin:people_employment_add')}?person={ada.pk}")

    page.locator(".field-employer .select2-selection").click()
    page.keyboard.type("qui")
    found = page.locator(".select2-results__option")
    expect(found).to_have_text(["Quillworks of Sampleton"])
    assert complaints(page) == []
    page.keyboard.press("Enter")
    page.locator("#id_end_state").select_option("unknown")
    save(page)

    expect(page.locator(".messagelist")).to_contain_text("was added successfully")
    made = Employment.objects.get()
    assert (made.person, made.employer) == (ada, wanted)
