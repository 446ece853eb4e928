"""Steps and moves told in ordinary sentences, and sentences that tell of none. All names are made up."""

from __future__ import annotations

from datetime import date

import pytest

from linking.candidates import CaseIndex
from linking.engine import Engine
from linking.forms import CaseCard, CaseRole, Document, NameEntry, Proposal

PUBLISHED = date(2025, 1, 20)
NAMES = [
    NameEntry("p", "person", "Odette Specimen"),
    NameEntry("p", "person", "范例欣"),
    NameEntry("q", "person", "Gustav Placeholder"),
    NameEntry("q", "person", "万样板"),
    NameEntry("a", "employer", "Velmorix"),
    NameEntry("a", "employer", "维莫瑞"),
    NameEntry("b", "employer", "Trandelle"),
    NameEntry("b", "employer", "川德勒"),
    NameEntry("c", "employer", "Quorvia"),
]
CARD = CaseCard(
    "velmorix-v-specimen",
    "Velmorix v. Specimen",
    (CaseRole("p", "mover"), CaseRole("a", "former_employer"), CaseRole("b", "new_employer")),
    claim_kinds=("non-compete",),
    jurisdiction="CN",
)
ENGINE = Engine(NAMES, CaseIndex([CARD]))
LEFT = {
    "en": "Odette Specimen left Velmorix in July 2024. ",
    "fr": "Odette Specimen a quitté Velmorix en juillet 2024. ",
    "zh": "2024年7月，范例欣离开维莫瑞。",
}


def told(text: str, language: str) -> list[Proposal]:
    return list(ENGINE.read(Document(text, "", language, PUBLISHED)).proposals)


def steps(text: str, language: str) -> list[tuple[str, str | None, str | None, str]]:
    """(kind, person, acting employer, date) of what is no move."""
    return [
        (one.kind, one.person.id if one.person else None, one.from_.id if one.from_ else None, one.date.edtf)
        for one in told(text, language)
        if one.kind not in ("joined", "left")
    ]


def moves(text: str, language: str) -> list[tuple[str, str | None, str | None, str]]:
    """(kind, person, employer, date) of moves."""
    return [
        (one.kind, one.person.id, (one.to if one.kind == "joined" else one.from_).id, one.date.edtf)  # type: ignore[union-attr]
        for one in told(text, language)
        if one.kind in ("joined", "left")
    ]


@pytest.mark.parametrize(
    ("language", "sentence", "kind", "when"),
    [
        (
            "en",
            "In November Velmorix was reported to have applied for labour arbitration against him, alleging a breach.",
            "arbitration_applied",
            "2024-11",
        ),
        (
            "en",
            "In November 2024 Velmorix applied for labour arbitration against him over a non-compete.",
            "arbitration_applied",
            "2024-11",
        ),
        ("en", "Velmorix filed a complaint against her in November.", "complaint_filed", "2024-11"),
        ("en", "Velmorix later filed a lawsuit against her.", "complaint_filed", "[2024-07..]"),
        ("en", "Velmorix took him to court in November 2024.", "complaint_filed", "2024-11"),
        ("en", "Velmorix sued him.", "complaint_filed", "[2024-07..]"),
        ("en", "In November Velmorix sought an injunction against her.", "injunction_sought", "2024-11"),
        (
            "fr",
            "Velmorix a alors engagé une procédure contre lui, en invoquant un accord de non-concurrence.",
            "legal_action",
            "[2024-07..]",
        ),
        ("fr", "Velmorix a intenté une action en justice contre elle en novembre.", "legal_action", "2024-11"),
        ("fr", "Velmorix l'a assignée en justice en novembre 2024.", "complaint_filed", "2024-11"),
        (
            "zh",
            "11月13日，有媒体报道维莫瑞已就此申请劳动仲裁，称范例欣违反竞业限制协议。",
            "arbitration_applied",
            "[..2024-11-13]",
        ),
        ("zh", "11月，维莫瑞对其提起诉讼。", "complaint_filed", "2024-11"),
        ("zh", "维莫瑞将他告上法庭。", "complaint_filed", "[2024-07..]"),
        ("zh", "维莫瑞对她申请劳动仲裁。", "arbitration_applied", "[2024-07..]"),
    ],
)
def test_a_step_against_whoever_was_named_last(language: str, sentence: str, kind: str, when: str) -> None:
    text = LEFT[language] + sentence

    assert steps(text, language) == [(kind, "p", "a", when)]
    assert moves(text, language) == [("left", "p", "a", "2024-07")]
    assert {one.assertion for one in told(text, language)} <= {"reported", "alleged"}


def test_what_media_reported_on_a_day_happened_by_then() -> None:
    (step,) = (
        one
        for one in told(LEFT["zh"] + "11月13日，有媒体报道维莫瑞已申请劳动仲裁，称范例欣违反竞业限制协议。", "zh")
        if one.kind == "arbitration_applied"
    )

    assert (step.date.lo, step.date.hi) == (None, date(2024, 11, 13))


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Velmorix threatened to sue him."),
        ("en", "Velmorix threatened him with a lawsuit, but none was filed."),
        ("en", "Velmorix has not filed a complaint against him."),
        ("en", "Velmorix sued Trandelle over patents."),
        ("en", "Velmorix sued a supplier that had hired him."),
        ("en", "Under labour law a firm may sue him over a non-compete."),
        ("en", "Mildred Stranger followed. Velmorix sued her."),
        ("en", "Gustav Placeholder met Odette Specimen. Velmorix sued him."),
        ("en", "Velmorix sued her supplier."),
        ("en", "It rained. It was cold. Nothing was heard. Shops were shut. Velmorix sued him."),
        ("fr", "Velmorix a menacé d'engager une procédure contre lui."),
        ("fr", "Velmorix a engagé une procédure contre Trandelle."),
        ("fr", "L'employeur peut engager une procédure contre lui, rappelle la loi."),
        ("fr", "Gustav Placeholder a croisé Odette Specimen. Velmorix a engagé une procédure contre lui."),
        ("zh", "维莫瑞威胁将对其提起诉讼。"),
        ("zh", "维莫瑞起诉川德勒侵犯专利。"),
        ("zh", "其他公司也起诉员工。"),
        ("zh", "万样板见到范例欣。维莫瑞将他告上法庭。"),
    ],
)
def test_no_step_where_none_is_told_of_one_person(language: str, sentence: str) -> None:
    assert steps(LEFT[language] + sentence, language) == []


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "fr",
            "Odette Specimen change de laboratoire. Entrée chez Velmorix en 2015, elle compte parmi les pionnières.",
            [("joined", "p", "a", "2015")],
        ),
        (
            "fr",
            "Odette Specimen parle. Après un bref passage chez Quorvia, elle a rejoint Trandelle en mars 2024.",
            [
                ("joined", "p", "c", "[..2025-01-20]"),
                ("left", "p", "c", "[..2025-01-20]"),
                ("joined", "p", "b", "2024-03"),
            ],
        ),
        (
            "en",
            "Hired by Velmorix in 2015, Odette Specimen ran a laboratory. After a brief stint at Quorvia, she joined "
            "Trandelle.",
            [
                ("joined", "p", "a", "2015"),
                ("joined", "p", "c", "[..2025-01-20]"),
                ("left", "p", "c", "[..2025-01-20]"),
                ("joined", "p", "b", "[..2025-01-20]"),
            ],
        ),
    ],
)
def test_moves_told_in_passing(language: str, text: str, expected: list[tuple[str, str, str, str]]) -> None:
    assert moves(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Odette Specimen was rumoured to have joined Trandelle, which both denied."),
        ("en", "Rumours said that Odette Specimen joined Trandelle last year. She denied it."),
        ("fr", "Selon des rumeurs, Odette Specimen a rejoint Trandelle, ce que les deux démentent."),
        ("zh", "有传闻称范例欣加入川德勒，双方均否认。"),
        ("en", "After a brief stint at Quorvia, nobody joined Trandelle."),
    ],
)
def test_no_move_that_is_denied_or_nobodys(language: str, text: str) -> None:
    assert moves(text, language) == []


def test_an_event_told_twice_is_proposed_once() -> None:
    text = LEFT["en"] + "Velmorix sued him in November 2024. Velmorix sued Odette Specimen in November 2024, it says."

    assert steps(text, "en") == [("complaint_filed", "p", "a", "2024-11")]


def test_a_step_that_another_person_is_told_to_have_met_is_theirs() -> None:
    text = LEFT["en"] + "Gustav Placeholder left too. Velmorix sued him."

    assert steps(text, "en") == [("complaint_filed", "q", "a", "[..2025-01-20]")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "Odette Specimen and Gustav Placeholder left Velmorix in May. They joined Trandelle. Velmorix sued both.",
        ),
        (
            "fr",
            "Odette Specimen et Gustav Placeholder ont quitté Velmorix en mai. Ils ont rejoint Trandelle. Velmorix "
            "les a assignés.",
        ),
        ("zh", "范例欣和万样板5月离开维莫瑞。两人随后加入川德勒。维莫瑞起诉二人。"),
    ],
)
def test_people_told_of_together_are_meant_together(language: str, text: str) -> None:
    engine = Engine(NAMES, CaseIndex([]))
    found = {
        (one.kind, one.person.id, one.from_.id)
        for one in engine.read(Document(text, "", language, PUBLISHED)).proposals
        if one.person and one.from_
    }

    assert found == {(kind, who, "a") for kind in ("left", "joined", "complaint_filed") for who in ("p", "q")}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Odette Specimen left Velmorix and Gustav Placeholder met her there. They joined Trandelle."),
        (
            "en",
            "Odette Specimen and Gustav Placeholder left Velmorix. Marta Ashdown, a banker, spoke. They joined "
            "Trandelle.",
        ),
        ("fr", "Odette Specimen a parlé avec Gustav Placeholder. Velmorix les a assignés."),
    ],
)
def test_they_are_nobody_where_nobody_moved_together_last(language: str, text: str) -> None:
    engine = Engine(NAMES, CaseIndex([]))
    found = [one for one in engine.read(Document(text, "", language, PUBLISHED)).proposals if one.kind != "left"]

    assert found == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "Velmorix a licencié Odette Specimen. La justice lui a interdit de rejoindre Trandelle.",
            "injunction_granted",
        ),
        ("Odette Specimen a quitté Velmorix. Velmorix lui réclame 2 millions d'euros.", "legal_action"),
    ],
)
def test_lui_means_the_one_person_told_of(text: str, kind: str) -> None:
    assert [one[:3] for one in steps(text, "fr")] == [(kind, "p", "a")]


def test_a_step_after_an_unknown_person_is_not_told_of_the_firms_alone() -> None:
    text = "Velmorix is in court. Marta Ashdown-Perry, an engineer, runs a team at Trandelle. It wants an injunction."

    assert [one for one in told(text, "en") if one.kind == "injunction_sought"] == []


def test_a_name_nobody_knows_is_a_persons_where_the_story_goes_on_with_she() -> None:
    text = "Marta Ashdown-Perry reads scans for a living. She left Velmorix on 3 May and joined Trandelle."

    found = [(one.kind, one.person and one.person.name) for one in told(text, "en")]

    assert found == [("left", "Marta Ashdown-Perry"), ("joined", "Marta Ashdown-Perry")]
