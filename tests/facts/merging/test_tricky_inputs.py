"""Inputs 22, 24 and 25 of the table of tricky ones: namesakes, parties left unnamed, and merging in bulk."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.test import Client

from cases.models import Participant, Party
from cases.services import add_participant, save_party, save_proceeding
from facts.models import Distinction, Merge
from facts.services import lift_distinction, merge
from people.models import Name, Person
from people.services import add_name, save_person
from tests.facts.merging.world import a_merger, seen
from tests.records import a_case, a_person, a_proceeding

pytestmark = pytest.mark.django_db


@pytest.fixture
def by() -> User:
    return a_merger()


def refused(call: Any, **given: Any) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as error:
        call(**given)
    return error.value.message_dict


# --- 22: a second "Zhou Chang", plainly made up here ---


def test_a_namesake_needs_a_disambiguator_on_both_and_stays_separate(by: User) -> None:
    first = a_person("Ada Sample")

    for told in ("", "professor"):
        errors = refused(save_person, person=Person(display_name="Sample Ada", disambiguator=told), editor=by)
        assert "both need a disambiguator" in errors["disambiguator"][0]
        assert first.slug in errors["disambiguator"][0]
    first.disambiguator = "speech researcher"
    save_person(person=first, editor=by)
    second = save_person(person=Person(display_name="Sample Ada", disambiguator="professor"), editor=by).record

    noted = Distinction.objects.get()
    assert {noted.first_id, noted.second_id} == {first.pk, second.pk}
    assert "professor" in noted.reason
    errors = refused(merge, survivor=first, absorbed=second, by=by, reason="One name.")
    assert "not the same" in errors["absorbed"][0]
    assert Person.objects.live().count() == 2


def test_what_an_editor_lifted_is_not_noted_again_by_saving(by: User) -> None:
    first = save_person(person=Person(display_name="Ada Sample", disambiguator="a"), editor=by).record
    second = save_person(person=Person(display_name="Sample Ada", disambiguator="b"), editor=by).record
    lift_distinction(distinction=Distinction.objects.get(), by=by, reason="One after all.")

    save_person(person=first, editor=by)

    assert merge(survivor=first, absorbed=second, by=by, reason="One.").merge


# --- 24: parties that a tribunal leaves unnamed ---


def test_a_name_made_anonymous_is_no_person() -> None:
    for masked in ("Chen X", "A. B.", "陈某", "Ms. T"):
        assert "placeholder" in refused(save_person, person=Person(display_name=masked))["display_name"][0]
    assert save_person(person=Person(display_name="X", disambiguator="stage name")).created


def test_an_unnamed_party_is_a_placeholder_and_naming_it_takes_a_reason() -> None:
    action = a_proceeding(anonymised=True).record
    who = seen(a_person("Ada Sample"))

    assert save_party(party=Party(proceeding=action, placeholder="Chen X", role="defendant")).record
    errors = refused(save_party, party=Party(proceeding=action, person=who, role="defendant"))
    assert "placeholder such as “Chen X”" in errors["identified_because"][0]
    reason = "Named by the court's own press release."
    assert save_party(party=Party(proceeding=action, person=who, role="defendant", identified_because=reason)).record


def test_readers_never_see_who_an_unnamed_party_is(client: Client) -> None:
    case, who = a_case("Shown matter"), seen(a_person("Ada Sample"))
    action = a_proceeding(case, anonymised=True).record
    party = Party(proceeding=action, person=who, role="defendant", identified_because="Secret reason.")
    save_party(party=party)
    seen(case)

    page = client.get(case.get_absolute_url()).content.decode()
    answer = client.get(f"/api/v1/cases/{case.slug}/").content.decode()

    assert "not named by the tribunal" in page
    for shown in (page, answer):
        assert "Ada Sample" not in shown
        assert "Secret reason" not in shown


def test_what_may_name_the_unnamed_is_pointed_out() -> None:
    action = a_proceeding().record
    masked = save_party(party=Party(proceeding=action, placeholder="陈某", role="defendant"))
    save_party(party=Party(proceeding=action, person=a_person("Ada Sample"), role="defendant"))

    assert [notice.code for notice in masked.warnings] == ["masked_party"]
    action.anonymised = True
    assert [notice.code for notice in save_proceeding(proceeding=action).warnings] == ["named_in_anonymised"]
    row = Participant(case=action.case, person=a_person("Bob Sample"), role="other")
    assert [notice.code for notice in add_participant(participant=row).warnings] == ["names_the_unnamed"]


# --- 25: merging in bulk ---


def test_nothing_is_merged_but_by_an_editor_with_a_reason(by: User) -> None:
    first, second = a_person("Ada Sample", "A. Sample"), a_person("Somebody Else")

    # What a file of names does: the same name for another person is pointed out, and nothing more.
    saved = add_name(name=Name(person=second, text="A. Sample"))

    assert [notice.code for notice in saved.warnings] == ["shared_name"]
    assert not Merge.objects.exists()
    assert "reason" in refused(merge, survivor=first, absorbed=second, by=by, reason="")
    assert "seen" in refused(merge, survivor=first, absorbed=second, by=by, reason="x", seen="what was shown before")
    assert Person.objects.live().count() == 2
