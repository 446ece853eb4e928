"""A file is checked in full, confirmed as seen, and saved whole or not at all."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from cases.models import Agreement, Case, Covenant, Participant, Proceeding
from facts import services
from facts.choices import ImportState
from facts.models import Citation, Import
from facts.services import merge
from people.models import Employer, Name, Person
from tests.admin import desk
from tests.facts.exchange.files import (
    SOURCE,
    an_editor,
    as_csv,
    changes,
    errors,
    exported,
    imported,
    read_csv,
    saved,
    taken,
)
from tests.records import a_case, a_person, an_agreement, an_employer, shown

pytestmark = pytest.mark.django_db


def messages(row: Import, column: str) -> list[str]:
    return [one["message"] for one in row.report["errors"] if one["column"] == column]


def history_of(record: Any) -> Any:
    rows: Any = type(record)
    return rows.pgh_event_model.objects.filter(pgh_obj_id=record.pk).order_by("pgh_id")


# --- what is made and changed ---


def test_new_people_with_names_and_a_source() -> None:
    content = as_csv(
        {
            "display_name": "Ada Sample",
            "public_role": "senior executive",
            "name": "艾达",
            "name_kind": "legal",
            **SOURCE,
        },
        {"display_name": "Ada Sample", "name": "'=Ada", "name_weak": "yes"},
        {"display_name": "Bo Sample", **SOURCE},
    )

    row = imported("people", content)

    assert (row.state, row.total, row.done) == (ImportState.DONE, 2, 2)
    ada = Person.objects.get(slug="ada-sample")
    assert (ada.publication_state, ada.public_role, ada.drafted_by) == ("draft", "senior_executive", an_editor())
    assert set(ada.names.values_list("text", "kind", "weak")) == {
        ("Ada Sample", "alias", False),
        ("艾达", "legal", False),
        ("=Ada", "alias", True),
    }
    citation = Citation.objects.get()
    assert citation.published_text == "2025-01"
    assert {link.fact.slug for link in citation.personcitations.all()} == {"ada-sample", "bo-sample"}


def test_the_same_file_twice_doubles_nothing() -> None:
    people = as_csv({"display_name": "Ada Sample", "name": "艾达", "name_kind": "legal", **SOURCE})
    firms = as_csv({"display_name": "Example Motors", "jurisdiction": "CN", **SOURCE})
    paper = {"person": "ada-sample", "employer": "Example Motors", "existence": "reported", "signed": "2019"}
    agreements = as_csv(
        {**paper, "covenant_kind": "non_compete", "duration_value": "12", "duration_unit": "month", **SOURCE}
    )
    party = {"participant_role": "mover", "participant_person": "艾达", "forum_type": "court"}
    disputes = as_csv({"title": "Example Motors v. Ada Sample", "status": "active", **party, **SOURCE})
    kinds = {"people": people, "employers": firms, "agreements": agreements, "cases": disputes}
    for kind, content in kinds.items():
        imported(kind, content)
    made = (Person, Employer, Name, Agreement, Covenant, Case, Participant, Proceeding, Citation)
    counted = [model.objects.count() for model in made]

    again = {kind: taken(kind, content) for kind, content in kinds.items()}

    assert {kind: (row.state, changes(row)) for kind, row in again.items()} == dict.fromkeys(kinds, ("ready", []))
    assert [model.objects.count() for model in made] == counted == [1, 1, 3, 1, 1, 1, 1, 1, 1]


def test_changes_are_told_field_by_field_and_kept_in_the_history() -> None:
    motors = desk.employer("Example Motors", also=("范例汽车",))
    lines = read_csv(exported("employers"))
    for line in lines:
        line |= {"jurisdiction": "CN"}
        line |= {"name_kind": "legal"} if line["name"] == "范例汽车" else {}

    row = taken("employers", as_csv(*lines))
    assert [change[1:] for change in changes(row)] == [["jurisdiction", "", "CN"], ["name_kind", "alias", "legal"]]
    assert Employer.objects.get().jurisdiction == ""
    saved(row, request_id="request-1")

    motors.refresh_from_db()
    assert motors.jurisdiction == "CN"
    assert motors.names.get(text="范例汽车").kind == "legal"
    context = history_of(motors).last().pgh_context.metadata
    assert {name: context[name] for name in ("user", "request_id", "reason", "imported")} == {
        "user": an_editor().pk,
        "request_id": "request-1",
        "reason": "A list of ours.",
        "imported": str(row.pk),
    }


def test_a_column_that_is_not_there_leaves_things_as_they_are_and_a_blank_cell_empties_them() -> None:
    a_person("Ada Sample", disambiguator="pilot", notability_reason="Named by a court.", public_role="public_figure")

    imported("people", as_csv({"slug": "ada-sample", "notability_reason": ""}))

    ada = Person.objects.get()
    assert (ada.disambiguator, ada.notability_reason, ada.public_role) == ("pilot", "", "public_figure")


def test_a_published_accusation_goes_back_to_review() -> None:
    mover = shown(a_person("Ada Sample", public_role="senior_executive", notability_reason="Named by a court."))
    case = shown(a_case("Example Motors v. Ada Sample", mover=mover))

    row = taken("cases", as_csv({"slug": case.slug, "summary": "More is said."}))
    assert any("accuses a named person" in one["message"] for one in row.report["notices"])
    assert Case.objects.get().publication_state == "published"
    saved(row)

    case.refresh_from_db()
    assert (case.publication_state, case.drafted_by) == ("in_review", an_editor())


def test_importing_never_publishes() -> None:
    ada = a_person("Ada Sample")

    row = imported(
        "people", as_csv({"slug": ada.slug, "public_role": "public_figure", "publication_state": "published"})
    )

    ada.refresh_from_db()
    assert (ada.publication_state, ada.public_role) == ("draft", "public_figure")
    assert [one["column"] for one in row.report["notices"]] == ["publication_state"]


def test_rows_that_are_not_in_the_file_stay() -> None:
    ada = a_person("Ada Sample", "艾达")

    imported("people", as_csv({"slug": ada.slug, "name": "A. Sample", "name_kind": "", "name_language": "en"}))

    assert set(ada.names.values_list("text", flat=True)) == {"Ada Sample", "艾达", "A. Sample"}


def test_two_covenants_of_one_kind_are_told_by_their_ids() -> None:
    agreement = an_agreement()
    for months in (6, 12):
        Covenant.objects.create(agreement=agreement, kind="non_compete", duration_value=months, duration_unit="month")
    lines = read_csv(exported("agreements"))
    for line in lines:
        line["duration_value"] = line["duration_value"].replace("12", "18")
    blind = [{"slug": agreement.slug, "covenant_kind": "non_compete", "duration_value": "18", "duration_unit": "month"}]

    assert errors(taken("agreements", as_csv(*blind))) == [(2, "covenant_id")]
    imported("agreements", as_csv(*lines))

    assert set(agreement.covenants.values_list("duration_value", flat=True)) == {6, 18}


# --- what is refused ---


def test_all_errors_are_told_at_once_and_nothing_is_saved() -> None:
    a_person("Ada Sample", "Ada One", disambiguator="pilot")
    a_person("Ada Sample", disambiguator="baker")
    rows = [
        {"display_name": "Cy Sample", "public_role": "boss", "family_first": "perhaps", **SOURCE},
        {"display_name": "Ada Sample", **SOURCE},
        {"display_name": "Ada One", **SOURCE},
        {"display_name": "", **SOURCE},
        {"display_name": "Di Sample", "name": "…", **SOURCE},
        {"display_name": "Ed Sample"},
        {"display_name": "Fy Sample", **SOURCE, "source_published_on": "summer", "source_form": "said"},
        {"display_name": "Gy Sample", **SOURCE, "source_url": "", "source_publisher": ""},
        {"display_name": "Hy Sample", **SOURCE, "source_form": "quoted", "source_text": "x" * 501},
        {"display_name": "Bo X", **SOURCE},
        {"display_name": "Iy Sample", "version": "v0123456789abcdef", **SOURCE},
        {"display_name": "Jy Sample", **SOURCE},
        {"display_name": "Jy Sample"},
        {"slug": "not a slug", "display_name": "Ky Sample", **SOURCE},
    ]
    columns = [*dict.fromkeys(name for row in rows for name in row), "birth_date"]

    row = taken("people", as_csv(*rows, columns=columns))

    assert row.state == ImportState.REFUSED
    assert errors(row) == [
        (1, "birth_date"),
        (2, "family_first"),
        (2, "public_role"),
        (3, "display_name"),
        (4, "display_name"),
        (5, "display_name"),
        (6, "name"),
        (7, "source_text"),
        (8, "source_form"),
        (8, "source_published_on"),
        (9, ""),
        (10, "source_text"),
        (11, "display_name"),
        (12, "version"),
        (14, "display_name"),
        (15, "slug"),
    ]
    assert "ada-sample, ada-sample-2" in messages(row, "display_name")[0]
    assert "Accepted: none, senior_executive" in messages(row, "public_role")[0]
    assert Person.objects.count() == 2
    with pytest.raises(ValidationError):
        services.confirm_import(row=row, digest=row.digest, by=an_editor())


def test_rows_that_disagree_are_read_all_the_same() -> None:
    rows = [
        {"display_name": "Cy Sample", "public_role": role, "name": name, **source}
        for role, name, source in (("boss", "Cy One", SOURCE), ("senior_executive", "Cy Two", {}))
    ]

    row = taken("people", as_csv(*rows))

    assert errors(row) == [(2, "public_role"), (3, "public_role")]
    assert [one for one in messages(row, "public_role") if "Row 2 says “boss”" in one]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("slug,slug", [(1, "slug")]),
        ("slug,displayname", [(1, "displayname")]),
        ("slug,,display_name", [(1, "")]),
        ("disambiguator", [(1, "display_name")]),
        ("slug,name_kind", [(1, "name")]),
    ],
)
def test_a_wrong_header(header: str, expected: list[tuple[int, str]]) -> None:
    row = taken("people", f"{header}\r\n".encode())

    assert errors(row) == [(0, ""), *expected]


def test_what_was_changed_meanwhile_is_not_overwritten() -> None:
    desk.person("Ada Sample")
    lines = read_csv(exported("people"))
    Person.objects.update(notability_reason="Changed meanwhile.")

    stale = taken("people", as_csv(*({**line, "public_role": "public_figure"} for line in lines)))

    assert errors(stale) == [(2, "version")]
    assert Person.objects.get().public_role == "senior_executive"


def test_a_merged_record_and_one_record_under_two_keys() -> None:
    one, two = an_employer("Example Motors"), an_employer("Sample Wheels")
    merge(survivor=one, absorbed=two, by=desk.editor(), reason="One firm.")

    named = {"display_name": "Example Motors"}
    row = taken("employers", as_csv({"slug": two.slug, **named}, {"slug": one.slug, **named}, {"slug": "", **named}))

    assert errors(row) == [(2, "slug"), (4, "slug")]
    assert one.slug in messages(row, "slug")[0]


def test_names_of_others_are_looked_up_and_must_be_one() -> None:
    for disambiguator in ("pilot", "baker"):
        a_person("Ada Sample", disambiguator=disambiguator)
    an_employer("Example Motors")
    paper = {"existence": "reported", **SOURCE}

    row = taken(
        "agreements",
        as_csv(
            {"person": "Ada Sample", "employer": "example motors", **paper},
            {"person": "ada-sample", "employer": "Nobody Ltd", **paper},
            {"person": "ada-sample-2", "employer": "Example Motors", **paper, "existence": "perhaps"},
        ),
    )

    assert errors(row) == [(2, "person"), (3, "employer"), (4, "existence")]


def test_a_confirmation_is_of_what_was_seen() -> None:
    ada = a_person("Ada Sample")
    row = taken("people", as_csv({"slug": ada.slug, "public_role": "public_figure"}))
    Person.objects.update(public_role="senior_technical")

    saved(row)

    ada.refresh_from_db()
    assert ada.public_role == "senior_technical"
    assert row.state == ImportState.QUEUED
    services.work_on_import(import_id=row.pk)
    row.refresh_from_db()
    assert changes(row) == [[2, "public_role", "senior_technical", "public_figure"]]


def test_nothing_is_half_saved() -> None:
    rows = [{"display_name": f"Sample {number}", **SOURCE} for number in range(150)]
    row = taken("people", as_csv(*rows))
    a_person("Sample 149", disambiguator="a baker")

    saved(row)

    assert row.state == ImportState.REFUSED
    assert errors(row) == [(151, "display_name")]
    assert Person.objects.count() == 1


def test_what_is_cancelled_is_not_saved() -> None:
    row = taken("people", as_csv({"display_name": "Ada Sample", **SOURCE}))
    services.confirm_import(row=row, digest=row.digest, by=an_editor())

    services.cancel_import(row=row)
    services.work_on_import(import_id=row.pk)

    row.refresh_from_db()
    assert row.state == ImportState.CANCELLED
    assert not Person.objects.exists()


def test_files_are_removed_days_after_the_end() -> None:
    content = as_csv({"display_name": "Ada Sample", **SOURCE})
    done, waiting, queued = imported("people", content), taken("employers", content), taken("people", content)
    Import.objects.filter(pk=queued.pk).update(state=ImportState.QUEUED)
    kept = taken("people", content)
    Import.objects.exclude(pk=kept.pk).update(updated_at="2025-01-01T00:00Z")

    assert services.empty_old_imports() == 2

    states = {row.pk: (row.state, row.content is None, row.report == {}) for row in Import.objects.all()}
    assert states[done.pk] == ("done", True, True)
    assert states[waiting.pk] == ("cancelled", True, True)
    assert states[queued.pk][:2] == ("queued", False)
    assert states[kept.pk] == ("ready", False, False)
