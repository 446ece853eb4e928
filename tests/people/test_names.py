from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from people import slugs, spelling
from people.models import Employer, EmployerRelation, Name, Person
from people.services import add_name, relate_employers, save_person
from tests.records import a_person, an_employer, an_employment


@given(st.text(max_size=30))
def test_what_is_stored_is_found_by_its_own_text(text: str) -> None:
    assert set(spelling.query_tokens(text)) <= set(spelling.tokens(text))


@pytest.mark.parametrize(
    ("stored", "asked"),
    [
        ("合成科技集团", "合成科技"),
        ("合成科技集团", "集團"),
        ("Société Générique", "societe generique"),
        ("Ｆｉｒｍ Epsilon", "firm epsilon"),
        ("Synth-Ming Zhao", "zhao synth ming"),
        ("김합성", "합성"),
        ("赵合成", "赵"),
    ],
)
def test_a_part_in_any_order_width_and_script_variant_meets(stored: str, asked: str) -> None:
    assert set(spelling.query_tokens(asked)) <= set(spelling.tokens(stored))


@pytest.mark.parametrize(("stored", "asked"), [("合成科技", "科合"), ("Firm Epsilon", "firm eps"), ("赵合成", "赵成")])
def test_other_text_does_not(stored: str, asked: str) -> None:
    assert not set(spelling.query_tokens(asked)) <= set(spelling.tokens(stored))


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("赵合成", "Hani"),
        ("合成ソフト", "Jpan"),
        ("김합성", "Hang"),
        ("Zhao", "Latn"),
        ("Чжао", "Cyrl"),
        ("123", "Zyyy"),
    ],
)
def test_the_script_of_a_name(text: str, script: str) -> None:
    assert spelling.script_of(text) == script


def test_hidden_and_mixed_characters_are_seen() -> None:
    assert spelling.is_plain("Zhao Synth")
    assert not spelling.is_plain("Zhao\u200bSynth")
    assert not spelling.is_plain("Zhаo")  # the third letter is Cyrillic


@pytest.mark.django_db
def test_a_name_is_added_once() -> None:
    person = a_person("Zhao Synth")

    first = add_name(name=Name(person=person, text="赵合成"))
    second = add_name(name=Name(person=person, text=" 赵合成 "))

    assert (first.created, second.created) == (True, False)
    assert second.record == first.record


@pytest.mark.django_db
def test_a_shared_name_is_pointed_out_and_a_hidden_character_too() -> None:
    a_person("Zhao Synth", "合成")

    shared = add_name(name=Name(person=a_person("Qian Synth"), text="合成"))
    odd = add_name(name=Name(person=a_person("Sun Synth"), text="Su\u200dn"))

    assert [notice.code for notice in shared.warnings] == ["shared_name"]
    assert [notice.code for notice in odd.warnings] == ["odd_characters"]


@pytest.mark.django_db
def test_a_name_without_letters_is_refused() -> None:
    with pytest.raises(ValidationError, match="at least one letter"):
        add_name(name=Name(person=a_person(), text=" ·. "))


@pytest.mark.django_db
def test_a_name_has_one_bearer_by_constraint() -> None:
    name = a_person().names.get()

    with pytest.raises(IntegrityError, match="name_of_one_person_or_one_employer"), transaction.atomic():
        Name.objects.filter(pk=name.pk).update(employer=an_employer())


@pytest.mark.django_db
def test_a_second_person_of_one_name_needs_telling_apart() -> None:
    first = a_person("Zhao Synth")

    with pytest.raises(ValidationError, match="both need a disambiguator"):
        a_person("Synth Zhao")

    first.disambiguator = "speech researcher"
    save_person(person=first)
    assert str(a_person("Zhao Synth", disambiguator="professor")) == "Zhao Synth (professor)"


@pytest.mark.django_db
def test_a_misspelled_name_is_found_nearest_first() -> None:
    person = a_person("Alexandra Synthetova")
    a_person("Boris Elsewhere")

    assert list(Person.objects.nearly_named("Aleksandra Synthetova")) == [person]


@pytest.mark.django_db
def test_slugs_are_readable_and_free() -> None:
    assert slugs.of("赵合成") == "zhao-he-cheng"
    first, second = an_employer("Firm Zeta"), an_employer("Firm  Zeta")

    assert (first.slug, second.slug) == ("firm-zeta", "firm-zeta-2")


@pytest.mark.django_db
def test_relations_never_run_in_a_circle() -> None:
    lab, company, group = an_employer(kind="lab"), an_employer(), an_employer(kind="group")
    relate_employers(relation=EmployerRelation(source=lab, target=company, kind="unit_of"))
    relate_employers(relation=EmployerRelation(source=company, target=group, kind="unit_of"))

    with pytest.raises(ValidationError, match="circle"):
        relate_employers(relation=EmployerRelation(source=group, target=lab, kind="unit_of"))

    again = relate_employers(relation=EmployerRelation(source=lab, target=company, kind="unit_of"))
    assert not again.created


@pytest.mark.django_db
def test_a_unit_of_another_employer_is_pointed_out() -> None:
    lab = an_employer(kind="lab")

    saved = an_employment(unit=lab)

    assert [notice.code for notice in saved.warnings] == ["unit_elsewhere"]
    assert Employer.objects.named(lab.display_name).get() == lab
