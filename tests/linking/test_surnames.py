"""People who are there by their surname alone, or by another first name."""

from __future__ import annotations

import pytest

from linking.candidates import CaseIndex
from linking.engine import Engine
from linking.evidence import gather
from linking.forms import CaseCard, CaseRole, Document, NameEntry
from linking.mentions import Scanner
from linking.page import Page
from linking.rank import Judgement, weigh

NAMES = [
    NameEntry("p", "person", "Theodora Specimen-Vale"),
    NameEntry("q", "person", "Gustav Placeholder"),
    NameEntry("w", "person", "Wang Placeholder"),
    NameEntry("a", "employer", "Velmorix"),
    NameEntry("b", "employer", "Trandelle"),
]


def card(case: str, mover: str) -> CaseCard:
    roles = (CaseRole(mover, "mover"), CaseRole("a", "former_employer"), CaseRole("b", "new_employer"))
    return CaseCard(case, f"Velmorix v. {case}", roles, claim_kinds=("non-compete",))


def weighed(text: str, *cards: CaseCard) -> list[Judgement]:
    page, scanner = Page(Document(text)), Scanner(NAMES)
    return weigh(gather(page, scanner.scan(page)), cards, scanner.labels)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Velmorix and Trandelle made peace. Specimen-Vale may stay.", 1.0),
        ("Velmorix has sued Specimen, an engineer who left for Trandelle.", 1.0),
        ("Velmorix has sued Theo Specimen-Vale, now at Trandelle.", 1.0),
        ("Velmorix has sued T. Vale, now at Trandelle.", 1.0),
        ("Velmorix has sued Bertil Specimen, now at Trandelle.", 0.0),
        ("Velmorix has sued Theo Specimen Mannequin, now at Trandelle.", 0.0),
        ("Velmorix has shown a specimen of Trandelle's ore.", 0.0),
        ("Velmorix and Trandelle met. It was noon. The sun was out. It set on Specimen Street.", 0.0),
        ("Velmorix has sued Specimen, who left for another firm.", 0.0),
    ],
)
def test_a_surname_beside_the_firms_of_both_sides(text: str, told: float) -> None:
    (judged,) = weighed(text, card("first", "p"))

    assert judged.found["mover_by_surname"].value == told


def test_who_is_there_by_a_surname_is_neither_absent_nor_a_stranger() -> None:
    (judged,) = weighed("Velmorix has sued Theo Specimen-Vale, now at Trandelle.", card("first", "p"))

    assert not any(judged.found[name].value for name in ("people_absent", "stranger_in_place", "stranger_beside"))


def test_a_surname_that_chinese_names_have_is_anybodys() -> None:
    (judged,) = weighed("Velmorix has sued Placeholder, now at Trandelle.", card("third", "w"))

    assert judged.found["mover_by_surname"].value == 0.0


def test_a_sibling_does_not_account_for_somebody_there_by_a_surname() -> None:
    text = (
        "Velmorix sued Specimen to keep her from Trandelle, over a non-compete. Last year a court put limits on Gustav "
        "Placeholder, who had left Velmorix for Trandelle and was held to his non-compete."
    )
    first, second = card("first", "p"), card("second", "q")

    by_surname, named = weighed(text, first, second)

    assert not any(by_surname.found[name].value for name in ("rival_named", "dominated", "nothing_own", "outscored"))
    assert named.found["mover_named"].value == 1.0
    read = Engine(NAMES, CaseIndex([first, second])).read(Document(text))
    assert {match.case for match in read.matches} == {"first", "second"}
