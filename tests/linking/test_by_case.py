"""Steps and moves whose own words name nobody where they look for it, but a linked case does. All names are made up."""

from __future__ import annotations

import pytest

from linking.candidates import CaseIndex
from linking.engine import Engine
from linking.forms import Document
from tests.linking.test_told_plainly import CARD, NAMES, PUBLISHED

CASES = [CARD]


def told(sentence: str, language: str, *, linked: bool) -> list[tuple[str, str | None, str | None, str | None]]:
    """(kind, person, old employer, new one) of what is proposed, the case known or not."""
    engine = Engine(NAMES, CaseIndex(CASES if linked else []))
    refs = [
        (one.kind, one.person, one.from_, one.to)
        for one in engine.read(Document(sentence, "", language, PUBLISHED)).proposals
    ]
    return [(kind, *(ref.id if ref else None for ref in rest)) for kind, *rest in refs]  # type: ignore[misc]


@pytest.mark.parametrize(
    ("language", "sentence", "expected"),
    [
        (
            "en",
            "In its lawsuit, filed last month, Velmorix speaks of a non-compete: Odette Specimen knew it.",
            ("complaint_filed", "p", "a", None),
        ),
        (
            "en",
            "The feud with Velmorix over a non-compete: Odette Specimen left in May for a new role at Trandelle.",
            ("joined", "p", "a", "b"),
        ),
        (
            "fr",
            "La plainte de Velmorix datait de 2019 : Odette Specimen aurait copié un secret d'affaires.",
            ("complaint_filed", "p", "a", None),
        ),
        ("zh", "依维莫瑞的起诉书，前高管范例欣带走商业秘密。", ("complaint_filed", "p", "a", None)),
    ],
)
def test_the_only_person_in_reach_is_whom_the_case_is_about(
    language: str, sentence: str, expected: tuple[str, str, str, str | None]
) -> None:
    assert expected in told(sentence, language, linked=True)
    assert expected not in told(sentence, language, linked=False)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "In its lawsuit over a non-compete Velmorix speaks of Odette Specimen and of Gustav Placeholder."),
        ("en", "In its lawsuit over a non-compete Velmorix speaks of Quorvia and of Odette Specimen."),
        ("en", "Prosecutors filed charges after Velmorix had spoken of its secrets and of Odette Specimen."),
        ("en", "A judge stopped the arrival of Odette Specimen of Velmorix at Trandelle over a non-compete."),
        ("zh", "维莫瑞称范例欣在川德勒负责研发的消息不实，竞业限制案仍在审理。"),
    ],
)
def test_where_anything_else_may_be_meant_nothing_is_proposed(language: str, sentence: str) -> None:
    found = told(sentence, language, linked=True)

    assert [one for one in found if one[0] in ("complaint_filed", "joined", "left")] == []
