"""Steps and moves in other orders than subject, verb, object: passive, relative, nominal, between firms, without names.

All names are made up.
"""

from __future__ import annotations

import pytest

from linking.candidates import CaseIndex
from linking.engine import Engine
from linking.forms import CaseCard, CaseRole, Document, EntityRef, NameEntry
from linking.proposals.steps import hits_in, rows_of
from tests.linking.test_told_plainly import ENGINE, LEFT, PUBLISHED

Told = tuple[str, str | None, str | None, str | None]


def told(text: str, language: str, engine: Engine = ENGINE) -> list[Told]:
    """(kind, person, old employer, new employer) by id; a name where nobody is known."""
    return [
        (one.kind, _name(one.person), _name(one.from_), _name(one.to))
        for one in engine.read(Document(text, "", language, PUBLISHED)).proposals
    ]


def _name(ref: EntityRef | None) -> str | None:
    return (ref.id or ref.name) if ref else None


@pytest.mark.parametrize(
    ("language", "sentence", "expected"),
    [
        ("en", "Odette Specimen, sued by Velmorix in May, did not comment.", ("complaint_filed", "p", "a", None)),
        (
            "en",
            "The suit that Velmorix brought against Odette Specimen is pending.",
            ("complaint_filed", "p", "a", None),
        ),
        (
            "en",
            "A judge granted Velmorix a preliminary injunction against Odette Specimen.",
            ("injunction_granted", "p", "a", None),
        ),
        (
            "en",
            "Odette Specimen was barred by a court from working for rivals.",
            ("injunction_granted", "p", None, None),
        ),
        ("en", "The judge told Odette Specimen to stop work at once.", ("injunction_granted", "p", None, None)),
        ("en", "A court denied Velmorix an injunction against Odette Specimen.", ("injunction_denied", "p", "a", None)),
        ("en", "A federal judge refused to keep Odette Specimen from the job.", ("injunction_denied", "p", None, None)),
        ("en", "Odette Specimen has countersued Velmorix.", ("counterclaim", "p", "a", None)),
        ("en", "A jury convicted Odette Specimen of taking trade secrets.", ("ruling", "p", None, None)),
        ("en", "Odette Specimen was indicted over trade secrets on Monday.", ("charges_filed", "p", None, None)),
        ("en", "Velmorix dropped its lawsuit against Odette Specimen.", ("withdrawal", "p", "a", None)),
        ("en", "Odette Specimen, whom Trandelle hired in May, said nothing.", ("joined", "p", None, "b")),
        ("en", "Odette Specimen resigned from Velmorix on Monday.", ("left", "p", "a", None)),
        ("en", "Trandelle named Odette Specimen vice president of sales.", ("joined", "p", None, "b")),
        ("en", "Odette Specimen, the chip designer, now at Trandelle, spoke.", ("joined", "p", None, "b")),
        ("fr", "Odette Specimen, que Trandelle a recrutée en mai, se tait.", ("joined", "p", None, "b")),
        ("fr", "Trandelle nomme Odette Specimen directrice des ventes.", ("joined", "p", None, "b")),
        ("fr", "Velmorix a déposé une plainte civile contre Odette Specimen.", ("complaint_filed", "p", "a", None)),
        ("fr", "Odette Specimen a été condamnée par le tribunal.", ("ruling", "p", None, None)),
        ("zh", "維莫瑞對疑帶走資料轉任川德勒的前副總范例欣提告。", ("complaint_filed", "p", "a", "b")),
        ("zh", "范例欣被法院判赔一百万元，维莫瑞胜诉。", ("ruling", "p", None, None)),
        ("zh", "检方依违反营业秘密法起诉范例欣。", ("charges_filed", "p", None, None)),
        ("zh", "维莫瑞声请定暂时状态处分，禁止范例欣任职。", ("injunction_sought", "p", None, None)),
        ("zh", "范例欣离职后到川德勒任副总裁。", ("joined", "p", None, "b")),
    ],
)
def test_whoever_takes_the_step(language: str, sentence: str, expected: Told) -> None:
    found = told(sentence, language)

    kind, person, from_, to = expected
    assert any(one[:2] == (kind, person) and from_ in (None, one[2]) and to in (None, one[3]) for one in found), found


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Velmorix sued Trandelle over poached engineers.", [("complaint_filed", None, "a", "b")]),
        (
            "en",
            "Velmorix sued Trandelle over stolen trade secrets; Trandelle has countersued.",
            [("complaint_filed", None, "a", "b"), ("counterclaim", None, "a", "b")],
        ),
        ("fr", "Velmorix a assigné Trandelle pour débauchage.", [("complaint_filed", None, "a", "b")]),
        ("zh", "维莫瑞起诉川德勒侵犯商业秘密。", [("complaint_filed", None, "a", "b")]),
        ("zh", "维莫瑞与川德勒就商业秘密案和解。", [("settlement", None, "a", "b")]),
        ("en", "Velmorix sued Trandelle over patents.", []),
        ("en", "Velmorix sued its landlord over trade secrets.", []),
        ("en", "Velmorix has sued departing staff before, over trade secrets.", []),
    ],
)
def test_firms_alone_in_a_dispute_about_people(language: str, text: str, expected: list[Told]) -> None:
    assert told(text, language) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("It sued in November.", ("complaint_filed", "p", "a", "b")),
        ("Velmorix sued in November in federal court.", ("complaint_filed", "p", "a", "b")),
        ("A judge granted a restraining order.", ("injunction_granted", "p", "a", "b")),
    ],
)
def test_a_step_without_a_person_goes_on_with_the_story(sentence: str, expected: Told) -> None:
    text = "Odette Specimen left Velmorix for Trandelle, breaking her non-compete. Velmorix objected. " + sentence

    assert expected in told(text, "en")


def test_two_people_whom_a_step_could_mean_get_none() -> None:
    text = (
        "Odette Specimen and Gustav Placeholder left Velmorix in July. They had a non-compete. A judge granted an "
        "injunction."
    )

    assert [one for one in told(text, "en") if one[0] == "injunction_granted"] == []


def test_people_listed_together_are_all_acted_against() -> None:
    found = told("Velmorix sued Odette Specimen and Gustav Placeholder in May.", "en")

    assert [one[:3] for one in found] == [("complaint_filed", "p", "a"), ("complaint_filed", "q", "a")]


def test_a_move_of_somebody_unknown_is_told_by_what_stands_beside_the_name() -> None:
    text = "Mildred Stranger, a former engineer, joined Kestrelworks in 2023."

    assert told(text, "en") == [("joined", "Mildred Stranger", None, "Kestrelworks")]


@pytest.mark.parametrize("sentence", ["It settled with Quorvia.", "A case that Quorvia brought was settled."])
def test_another_firm_beside_a_step_is_another_story(sentence: str) -> None:
    text = LEFT["en"] + "Velmorix sued her over a non-compete. " + sentence

    assert [one for one in told(text, "en") if one[0] == "settlement" and one[1] == "p"] == []


def test_amount_court_and_docket_are_the_words_of_the_sentence() -> None:
    text = "Velmorix sued Odette Specimen for $5 million in Suffolk Superior Court, Case No. 24-cv-1."
    (one,) = ENGINE.read(Document(text, "", "en", PUBLISHED)).proposals

    assert dict(one.details) == {"amount": "$5 million", "court": "Suffolk Superior Court", "docket": "24-cv-1"}


def test_a_step_between_firms_belongs_to_the_only_case_with_both() -> None:
    cards = [
        CaseCard(
            "one",
            "A v. B",
            (CaseRole("a", "former_employer"), CaseRole("b", "new_employer")),
            claim_kinds=("trade-secret",),
        )
    ]
    engine = Engine([NameEntry("a", "employer", "Velmorix"), NameEntry("b", "employer", "Trandelle")], CaseIndex(cards))
    text = "Velmorix sued Trandelle over trade secrets that its engineers took. Both make chips."

    reading = engine.read(Document(text, "", "en", PUBLISHED))

    assert [match.case for match in reading.matches] == ["one"]
    assert [one.case for one in reading.proposals] == ["one"]


@pytest.mark.parametrize("language", ["en", "fr", "zh"])
def test_every_row_of_a_table_meets_its_own_words(language: str) -> None:
    for row in rows_of(language):
        for verb in row.verbs:
            if row.nouns is None:
                met = [hit.row.kind for hit in hits_in(f"<E0> {verb} <P1>", language)]
                assert row.kind in met or (row.but_not and row.but_not.search(verb)), (verb, met)


def test_a_language_without_a_table_states_nothing() -> None:
    assert rows_of("de") == ()
