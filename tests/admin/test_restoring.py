"""An older version is compared and put back; a form notices what changed while it was open."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from facts.services import merge
from people.models import Employer, Name, Person
from tests.admin import desk
from tests.admin.forms import errors_of, fields_of, messages_of, page, send

pytestmark = pytest.mark.django_db


def version(record: Any, at: int) -> str:
    """The page of a record's history row, counted from the oldest."""
    rows = list(record.history.order_by("pgh_id").values_list("pgh_id", flat=True))
    meta = record._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_restore", args=[record.pk, rows[at]])


def test_history_offers_every_version_but_the_one_that_stands(at_desk: Client) -> None:
    ada: Any = desk.person()
    send(at_desk, page(ada), disambiguator="speech researcher")

    html = at_desk.get(page(ada, "history")).content.decode()

    assert html.count("/restore/") == ada.history.count() - 1 > 0


def test_the_comparison_shows_what_would_change_and_changes_nothing(at_desk: Client) -> None:
    ada: Any = desk.person()
    send(at_desk, page(ada), disambiguator="speech researcher", rights_note="was asked")

    answer = at_desk.get(version(ada, 0))

    shown = {(change.field, change.before, change.after) for change in answer.context["changes"]}
    assert shown == {("disambiguator", "speech researcher", ""), ("rights note", "was asked", "")}
    ada.refresh_from_db()
    assert ada.rights_note == "was asked"


def test_the_version_is_put_back_and_history_says_so(at_desk: Client) -> None:
    ada: Any = desk.person()
    send(at_desk, page(ada), disambiguator="speech researcher")
    changed = ada.history.count()

    answer = send(at_desk, version(ada, 0), reason="entered on the wrong record")

    ada.refresh_from_db()
    assert ada.disambiguator == ""
    assert "Restored the version" in messages_of(answer)[0]
    newest = ada.history.select_related("pgh_context").order_by("pgh_id").last()
    assert ada.history.count() == changed + 1
    assert newest.pgh_context.metadata["reason"].endswith("UTC - entered on the wrong record")


def test_publication_is_not_put_back(at_desk: Client) -> None:
    ada: Any = desk.person()
    Person.objects.filter(pk=ada.pk).update(publication_state="legal_hold")
    Person.objects.filter(pk=ada.pk).update(rights_note="later")

    send(at_desk, version(ada, 0))

    ada.refresh_from_db()
    assert (ada.publication_state, ada.rights_note) == ("legal_hold", "")


def test_a_version_that_is_refused_changes_nothing(at_desk: Client) -> None:
    firm = desk.employer("Example Works")
    Employer.objects.filter(pk=firm.pk).update(slug="another-slug")
    Employer.objects.filter(pk=desk.employer("Other Works").pk).update(slug=firm.slug)

    answer = send(at_desk, version(firm, 0))

    firm.refresh_from_db()
    assert firm.slug == "another-slug"
    assert messages_of(answer)[0].startswith("Nothing was restored.")


def test_a_name_is_not_put_back_to_whoever_was_merged_away(at_desk: Client, chief: Any) -> None:
    ada, twin = desk.person(), desk.person("Sample Beta")
    name: Any = twin.names.get()
    merge(survivor=ada, absorbed=twin, by=chief, reason="One.")
    Name.objects.filter(pk=name.pk).update(language="en")

    answer = send(at_desk, version(name, 0))

    name.refresh_from_db()
    assert (name.person_id, name.language) == (ada.pk, "en")
    assert messages_of(answer)[0].startswith("Nothing was restored.")
    assert f"was merged into “{ada}”: choose that one" in messages_of(answer)[0]


def test_a_comparison_that_is_out_of_date_is_shown_again(at_desk: Client) -> None:
    ada: Any = desk.person()
    send(at_desk, page(ada), disambiguator="speech researcher")
    at = version(ada, 0)
    form = fields_of(at_desk.get(at).content.decode())
    Person.objects.filter(pk=ada.pk).update(rights_note="meanwhile")

    answer = at_desk.post(at, form, follow=True)

    ada.refresh_from_db()
    assert (ada.disambiguator, ada.rights_note) == ("speech researcher", "meanwhile")
    assert messages_of(answer) == ["The record changed while this page was open: compare again."]


def test_another_records_version_is_not_found(at_desk: Client) -> None:
    ada: Any = desk.person("Ada Sample")
    grace: Any = desk.person("Grace Sample")
    row = grace.history.get().pk

    answer = at_desk.get(reverse("admin:people_person_restore", args=[ada.pk, row]))

    assert answer.status_code == 404


def test_those_who_may_only_look_restore_nothing(client: Client) -> None:
    ada: Any = desk.person()
    Person.objects.filter(pk=ada.pk).update(rights_note="later")
    client.force_login(desk.viewer("people.view_person"))

    assert client.get(version(ada, 0)).status_code == 403
    assert "/restore/" not in client.get(page(ada, "history")).content.decode()


# --- what changed while a form was open ---


def opened(at_desk: Client, record: Any) -> dict[str, Any]:
    return dict(fields_of(at_desk.get(page(record)).content.decode()))


def test_a_field_that_both_changed_is_shown_and_what_was_typed_is_kept(at_desk: Client) -> None:
    ada: Any = desk.person()
    form = opened(at_desk, ada)
    Person.objects.filter(pk=ada.pk).update(disambiguator="of the other desk")

    answer = at_desk.post(page(ada), form | {"disambiguator": "speech researcher"}, follow=True)

    ada.refresh_from_db()
    assert ada.disambiguator == "of the other desk"
    assert errors_of(answer) == [
        "Changed meanwhile to “of the other desk”. Yours is kept here: save again to put it in its place."
    ]
    assert fields_of(answer.content.decode())["disambiguator"] == ["speech researcher"]


def test_a_second_press_of_save_decides(at_desk: Client) -> None:
    ada: Any = desk.person()
    form = opened(at_desk, ada)
    Person.objects.filter(pk=ada.pk).update(disambiguator="of the other desk")
    refused = at_desk.post(page(ada), form | {"disambiguator": "speech researcher"})

    at_desk.post(page(ada), fields_of(refused.content.decode()))

    ada.refresh_from_db()
    assert ada.disambiguator == "speech researcher"


def test_fields_that_only_one_side_changed_are_kept_from_that_side(at_desk: Client) -> None:
    ada: Any = desk.person()
    form = opened(at_desk, ada)
    Person.objects.filter(pk=ada.pk).update(disambiguator="of the other desk", public_role="public_figure")

    at_desk.post(page(ada), form | {"rights_note": "was asked"})

    ada.refresh_from_db()
    assert (ada.disambiguator, ada.public_role, ada.rights_note) == ("of the other desk", "public_figure", "was asked")


def test_what_only_the_other_side_changed_outlasts_a_second_press(at_desk: Client) -> None:
    ada: Any = desk.person()
    form = opened(at_desk, ada)
    Person.objects.filter(pk=ada.pk).update(disambiguator="of the other desk", public_role="public_figure")
    asked = at_desk.post(page(ada), form | {"disambiguator": "speech researcher"})
    refused = at_desk.post(page(ada), fields_of(asked.content.decode()) | {"slug": "not a slug"})

    at_desk.post(page(ada), fields_of(refused.content.decode()) | {"slug": ada.slug})

    ada.refresh_from_db()
    assert (ada.disambiguator, ada.public_role) == ("speech researcher", "public_figure")


def test_what_only_the_other_side_changed_outlasts_a_refusal(at_desk: Client) -> None:
    ada: Any = desk.person()
    form = opened(at_desk, ada)
    Person.objects.filter(pk=ada.pk).update(public_role="public_figure")
    refused = at_desk.post(page(ada), form | {"names-0-text": " "})

    at_desk.post(page(ada), fields_of(refused.content.decode()) | {"names-0-text": "Ada Sample"})

    ada.refresh_from_db()
    assert ada.public_role == "public_figure"


def test_the_same_change_on_both_sides_is_no_conflict(at_desk: Client) -> None:
    ada: Any = desk.person()
    form = opened(at_desk, ada)
    Person.objects.filter(pk=ada.pk).update(disambiguator="speech researcher")

    answer = at_desk.post(page(ada), form | {"disambiguator": "speech researcher"}, follow=True)

    assert errors_of(answer) == []
