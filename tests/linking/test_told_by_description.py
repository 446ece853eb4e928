"""Moves and steps of people whom only another sentence of the text names. All names are made up."""

from __future__ import annotations

import pytest

from tests.linking.test_told_plainly import moves, steps, told

NAMED = {
    "en": " A judge in Boston will hear the non-compete suit of Velmorix against Odette Specimen in May.",
    "fr": " Un juge de Lyon entendra en mai Velmorix et Odette Specimen sur la clause de non-concurrence.",
}


@pytest.mark.parametrize(
    ("sentence", "language", "expected"),
    [
        ("The former head of sales left Velmorix in June 2024.", "en", ("left", "p", "a", "2024-06")),
        ("Its former chief scientist joined Trandelle in June 2024.", "en", ("joined", "p", "b", "2024-06")),
        ("Trandelle hired the former Velmorix engineer in June 2024.", "en", ("joined", "p", "b", "2024-06")),
        ("L'ancienne directrice a quitté Velmorix en juin 2024.", "fr", ("left", "p", "a", "2024-06")),
        ("L'ancienne cadre a rejoint Trandelle en juin 2024.", "fr", ("joined", "p", "b", "2024-06")),
    ],
)
def test_the_only_person_of_the_dispute_is_meant(
    sentence: str, language: str, expected: tuple[str, str, str, str]
) -> None:
    assert expected in moves(sentence + NAMED[language], language)


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("Another engineer left Velmorix in June 2024.", "en"),
        ("Three engineers left Velmorix for Trandelle in June 2024.", "en"),
        ("The former head of sales left Quorvia in June 2024.", "en"),
        ("Every engineer left Velmorix in June 2024.", "en"),
        ("Un autre ingénieur a quitté Velmorix en juin 2024.", "fr"),
        ("Plusieurs cadres ont quitté Velmorix en juin 2024.", "fr"),
        ("Son avocat a quitté Velmorix en juin 2024.", "fr"),
    ],
)
def test_somebody_else_is_not_meant(sentence: str, language: str) -> None:
    assert moves(sentence + NAMED[language], language) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Velmorix wants Odette Specimen back. An engineer who left Velmorix in June 2024 shrugged.", "en"),
        ("Velmorix veut revoir Odette Specimen. Une ingénieure a quitté Velmorix en juin 2024.", "fr"),
        ("Velmorix and Odette Specimen wait. A worker may join a rival, says a court.", "en"),
    ],
)
def test_one_of_many_is_not_the_one_named_before(text: str, language: str) -> None:
    assert told(text, language) == []


def test_until_a_day_is_no_prospect() -> None:
    text = "Odette Specimen ran trading for Velmorix until June 2024 and joined Trandelle two months later."

    assert [one[:3] for one in moves(text, "en")] == [("joined", "p", "b")]


def test_until_a_condition_is_one() -> None:
    assert moves("The matter rests until Odette Specimen joined Trandelle.", "en") == []


def test_charges_against_a_former_employee_have_an_object() -> None:
    text = "Prosecutors indicted a former engineer of Velmorix on Monday. Odette Specimen joined Trandelle in May."

    assert ("charges_filed", "p", "a", "2025-01-20") in steps(text, "en")


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            "A former engineer of Velmorix was charged with theft on Monday. Ada Sampler, 41, resigned in May.",
            "en",
            ("charges_filed", None, "a", "2025-01-20"),
        ),
        (
            "Velmorix et la clause de non-concurrence. Mme [P] [R] a quitté Velmorix en mai. "
            "La cour d'appel a débouté Mme [R].",
            "fr",
            ("ruling", None, "a", "[2024-05..]"),
        ),
    ],
)
def test_a_person_nobody_knows_is_found_by_age_or_initials(
    text: str, language: str, expected: tuple[str, None, str, str]
) -> None:
    assert expected in steps(text, language)
    assert {one.person.name for one in told(text, language) if one.person} in ({"Ada Sampler"}, {"Mme [P] [R]"})
