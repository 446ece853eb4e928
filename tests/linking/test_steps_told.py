# ruff: noqa: E501 - a sentence is read in one line
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
        ("fr", "Le dernier cas est celui d'Odette Specimen, entrée chez Trandelle en mai.", ("joined", "p", None, "b")),
        ("en", "The latest case is that of Odette Specimen, hired by Trandelle in May.", ("joined", "p", None, "b")),
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


def test_a_fight_between_firms_is_over_the_only_mover_that_the_text_names() -> None:
    text = (
        "Velmorix a porté plainte contre Trandelle pour vol de secrets commerciaux. "
        "Odette Specimen, parti de Velmorix, aurait copié des fichiers. Les deux groupes ont trouvé un accord."
    )

    steps = [one for one in told(text, "fr") if one[0] in ("complaint_filed", "settlement")]

    assert ("complaint_filed", "p", "a", "b") in steps
    assert {one[1] for one in steps} == {"p"}


def test_a_fight_between_firms_is_over_nobody_where_nobody_moved() -> None:
    text = (
        "Velmorix a porté plainte contre Trandelle pour vol de secrets commerciaux. "
        "Odette Specimen aurait copié des fichiers."
    )

    steps = [one for one in told(text, "fr") if one[0] == "complaint_filed"]

    assert steps == [("complaint_filed", None, "a", "b")]


def test_a_fight_between_firms_over_several_people_is_not_over_the_one_that_is_named() -> None:
    text = (
        "Velmorix a porté plainte contre Trandelle, qui aurait débauché plusieurs ingénieurs. "
        "Odette Specimen, parti de Velmorix, aurait copié des secrets commerciaux."
    )

    steps = [one for one in told(text, "fr") if one[0] == "complaint_filed"]

    assert steps == [("complaint_filed", None, "a", "b")]


def test_a_fight_between_firms_is_over_the_mover_though_the_case_has_another_employer() -> None:
    roles = (
        CaseRole("p", "mover"),
        CaseRole("a", "former_employer"),
        CaseRole("b", "new_employer"),
        CaseRole("c", "new_employer"),
    )
    names = [NameEntry("p", "person", "Odette Specimen"), NameEntry("a", "employer", "Velmorix")]
    names += [NameEntry("b", "employer", "Trandelle"), NameEntry("c", "employer", "Quorvia")]
    card = CaseCard("one", "A v. B", roles, claim_kinds=("trade-secret",))
    text = (
        "Velmorix a porté plainte contre Trandelle pour vol de secrets commerciaux. "
        "Odette Specimen, parti de Velmorix fonder Quorvia, aurait copié des fichiers."
    )

    steps = told(text, "fr", Engine(names, CaseIndex([card])))

    assert ("complaint_filed", "p", "a", "b") in steps


@pytest.mark.parametrize("order", ["Velmorix et Trandelle", "Trandelle et Velmorix"])
def test_who_settles_is_told_in_any_order(order: str) -> None:
    text = (
        "Odette Specimen, parti de Velmorix pour Trandelle, aurait emporté des secrets commerciaux. "
        f"{order} ont scellé un accord financier."
    )

    steps = [one for one in told(text, "fr") if one[0] == "settlement"]

    assert steps == [("settlement", "p", "a", "b")]


@pytest.mark.parametrize("language", ["en", "fr", "zh"])
def test_every_row_of_a_table_meets_its_own_words(language: str) -> None:
    for row in rows_of(language):
        for verb in row.verbs:
            if row.nouns is None:
                met = [hit.row.kind for hit in hits_in(f"<E0> {verb} <P1>", language)]
                assert row.kind in met or (row.but_not and row.but_not.search(verb)), (verb, met)


def test_a_language_without_a_table_states_nothing() -> None:
    assert rows_of("de") == ()


# One person, one step, in the words of everyday reports.
SENTENCES = [
    (
        "en",
        "joined",
        "Trandelle said on Monday that it had hired Odette Specimen, a former Velmorix executive, as chief technologist.",
    ),
    ("en", "joined", "Odette Specimen, Velmorix's former head of sales, is Trandelle's new chief executive."),
    ("en", "joined", "Former Velmorix executive Odette Specimen has become vice president at Trandelle."),
    ("en", "joined", "Velmorix says Odette Specimen took files before she left to work for Trandelle."),
    ("en", "joined", "After 20 years at Velmorix, Odette Specimen moved to Trandelle last year."),
    ("en", "joined", "Odette Specimen, who joined Trandelle from Velmorix in 2023, led the unit."),
    ("en", "joined", "Trandelle poached Velmorix's Odette Specimen."),
    ("en", "joined", "Odette Specimen resigned on Monday and started at Trandelle the next day."),
    ("en", "joined", "Velmorix sued Odette Specimen after she took a job at rival Trandelle."),
    ("en", "joined", "Trandelle's hiring of Odette Specimen angered Velmorix."),
    ("en", "joined", "Odette Specimen worked for Velmorix until 2022, when she went to Trandelle."),
    ("en", "joined", "Odette Specimen accepted a position as director at Trandelle."),
    ("en", "joined", "Odette Specimen had been recruited by Trandelle."),
    ("en", "left", "Odette Specimen was fired by Velmorix in May."),
    ("en", "left", "Velmorix fired Odette Specimen in May."),
    (
        "en",
        "injunction_granted",
        "U.S. District Judge John Sample issued a preliminary injunction barring Odette Specimen from competing with Velmorix.",
    ),
    ("en", "injunction_granted", "Judge John Sample temporarily blocked Odette Specimen from working at Trandelle."),
    ("en", "injunction_granted", "A court in Boston ordered Odette Specimen not to work for Trandelle for a year."),
    ("en", "injunction_granted", "Velmorix won a temporary restraining order against Odette Specimen."),
    (
        "en",
        "injunction_granted",
        "A federal judge sided with Velmorix and barred Odette Specimen from the job for a year.",
    ),
    (
        "en",
        "injunction_granted",
        "The injunction keeps Odette Specimen from working for Trandelle in the United States.",
    ),
    ("en", "ruling", "The appeals court upheld the injunction against Odette Specimen."),
    ("en", "ruling", "Odette Specimen lost her appeal on Monday."),
    ("en", "ruling", "A jury found that Odette Specimen stole trade secrets from Velmorix."),
    ("en", "ruling", "The court dismissed Velmorix's suit against Odette Specimen."),
    ("en", "ruling", "Odette Specimen was sentenced to 18 months in prison."),
    ("en", "ruling", "A judge ruled that California law does not apply to Odette Specimen."),
    ("en", "ruling", "Velmorix was awarded $5 million in damages from Odette Specimen."),
    ("en", "ruling", "The 1st Circuit affirmed the order against Odette Specimen."),
    ("en", "charges_filed", "Prosecutors charged Odette Specimen with stealing trade secrets from Velmorix."),
    ("en", "charges_filed", "Prosecutors on Monday indicted Odette Specimen, a former Velmorix manager."),
    ("en", "charges_filed", "Odette Specimen has been charged with theft of trade secrets."),
    ("en", "complaint_filed", "Velmorix is suing its former executive Odette Specimen."),
    ("en", "complaint_filed", "In a lawsuit filed on Monday, Velmorix accused Odette Specimen of taking files."),
    (
        "en",
        "complaint_filed",
        "In a complaint filed in federal court, Velmorix alleges that Odette Specimen took files.",
    ),
    ("en", "complaint_filed", "Odette Specimen faces a lawsuit from Velmorix."),
    (
        "en",
        "complaint_filed",
        "Odette Specimen sued Velmorix in California in January, seeking to void her noncompete.",
    ),
    ("en", "settlement", "Velmorix and Odette Specimen reached a confidential settlement on Monday."),
    ("en", "settlement", "Odette Specimen and Velmorix have agreed to settle."),
    ("fr", "joined", "Odette Specimen, débauchée de Velmorix par Trandelle, dirige l'équipe."),
    ("fr", "joined", "Trandelle a recruté Odette Specimen, l'ancienne directrice de Velmorix."),
    ("fr", "joined", "Odette Specimen rejoint Trandelle comme directrice générale."),
    ("fr", "joined", "Odette Specimen a été nommée directrice générale de Trandelle."),
    ("fr", "joined", "L'ex-directrice de Velmorix, Odette Specimen, est désormais chez Trandelle."),
    ("fr", "left", "Odette Specimen quitte Velmorix après dix ans."),
    ("fr", "left", "Velmorix a licencié Odette Specimen en mai."),
    ("fr", "injunction_granted", "Le tribunal a interdit à Odette Specimen de travailler pour Trandelle."),
    ("fr", "injunction_granted", "Le juge des référés a ordonné à Odette Specimen de cesser son activité."),
    ("fr", "ruling", "La cour d'appel a condamné Odette Specimen à verser 50 000 euros à Velmorix."),
    ("fr", "ruling", "Les prud'hommes ont donné raison à Odette Specimen contre Velmorix."),
    ("fr", "ruling", "La cour d'appel de Paris a débouté Velmorix de ses demandes contre Odette Specimen."),
    ("fr", "ruling", "La Cour de cassation a rejeté le pourvoi d'Odette Specimen."),
    ("fr", "complaint_filed", "Velmorix a assigné Odette Specimen et Trandelle devant le tribunal de commerce."),
    ("fr", "complaint_filed", "Velmorix poursuit son ancienne directrice Odette Specimen."),
    ("fr", "complaint_filed", "Velmorix a saisi le conseil de prud'hommes contre Odette Specimen."),
    ("zh", "joined", "范例欣已加入川德勒担任副总裁。"),
    ("zh", "joined", "维莫瑞前副总裁范例欣跳槽川德勒。"),
    ("zh", "joined", "范例欣出任川德勒首席执行官。"),
    ("zh", "joined", "川德勒宣布范例欣加盟。"),
    ("zh", "joined", "范例欣从维莫瑞离职后加入川德勒。"),
    ("zh", "joined", "范例欣离开维莫瑞，入职川德勒。"),
    ("zh", "joined", "范例欣被川德勒高薪挖走。"),
    ("zh", "joined", "川德勒任命范例欣为副总裁。"),
    ("zh", "left", "维莫瑞副总裁范例欣宣布离职。"),
    ("zh", "left", "范例欣已从维莫瑞离职。"),
    ("zh", "left", "范例欣于2024年7月向维莫瑞提出辞职。"),
    ("zh", "complaint_filed", "维莫瑞将范例欣诉至法院，索赔500万元。"),
    ("zh", "complaint_filed", "维莫瑞以违反竞业限制为由起诉范例欣。"),
    ("zh", "complaint_filed", "范例欣遭维莫瑞起诉。"),
    ("zh", "complaint_filed", "因涉嫌违反竞业协议，范例欣被维莫瑞告上法庭。"),
    ("zh", "arbitration_applied", "维莫瑞对范例欣提起劳动仲裁。"),
    ("zh", "arbitration_applied", "维莫瑞向仲裁委申请仲裁，要求范例欣支付违约金。"),
    ("zh", "ruling", "法院一审判决范例欣向维莫瑞支付违约金100万元。"),
    ("zh", "ruling", "法院判决范例欣败诉。"),
    ("zh", "ruling", "仲裁裁决范例欣支付违约金。"),
    ("zh", "ruling", "范例欣被判处有期徒刑三年。"),
    ("zh", "injunction_granted", "法院裁定禁止范例欣到川德勒任职。"),
    ("zh", "injunction_granted", "法院准许维莫瑞的声请，禁止范例欣任职。"),
    ("zh", "charges_filed", "台北地检署依违反营业秘密法起诉范例欣。"),
    ("zh", "charges_filed", "范例欣遭检方起诉，求刑三年。"),
    ("zh", "settlement", "维莫瑞与范例欣达成和解。"),
]


@pytest.mark.parametrize(("language", "kind", "sentence"), SENTENCES)
def test_wordings_of_everyday_reports(language: str, kind: str, sentence: str) -> None:
    assert (kind, "p") in {one[:2] for one in told(sentence, language)}


TURNS = [
    ("en", "complaint_filed", "Velmorix filed on Tuesday in Suffolk Superior Court against Odette Specimen."),
    ("en", "complaint_filed", "Odette Specimen left Velmorix in May. Odette Specimen has sued to undo the award."),
    ("en", "ruling", "An arbitrator ordered Odette Specimen, formerly of Velmorix, to pay 4 million dollars."),
    ("en", "ruling", "Odette Specimen was told to pay Velmorix 860,000 dollars."),
    ("en", "injunction_granted", "The judge extended the restraining order against Odette Specimen."),
    ("en", "ruling", "The court lifted the injunction against Odette Specimen."),
    ("en", "injunction_sought", "Velmorix wants a federal court to order Odette Specimen to stay away from Trandelle."),
    ("en", "settlement", "Velmorix and Odette Specimen shook hands in February."),
    ("en", "joined", "Velmorix sued Odette Specimen and her new employer, Trandelle."),
    ("en", "joined", "Odette Specimen jumps to Trandelle."),
    ("en", "joined", "Odette Specimen, now a vice president at Trandelle, declined to comment."),
    ("en", "joined", "Odette Specimen is now chief scientist at Trandelle."),
    ("en", "ruling", "The jury awarded Velmorix 2 million dollars in damages against Odette Specimen."),
    ("en", "ruling", "The court refused to enforce the covenant against Odette Specimen."),
    ("en", "charges_filed", "Odette Specimen has been indicted over the files."),
    ("fr", "joined", "Odette Specimen, désormais directrice des ventes chez Trandelle, n'a pas répondu."),
    ("fr", "ruling", "Odette Specimen a été déclarée coupable par le tribunal."),
    ("fr", "withdrawal", "Velmorix a renoncé à poursuivre Odette Specimen."),
    (
        "fr",
        "injunction_denied",
        "Le juge des référés avait refusé de geler l'embauche d'Odette Specimen par Trandelle.",
    ),
    ("fr", "ruling", "Le tribunal a levé jeudi les mesures prises, sans l'entendre, contre Odette Specimen."),
    ("fr", "ruling", "La cour a rejeté toutes les demandes de Velmorix contre Odette Specimen."),
    ("fr", "left", "Odette Specimen a été remerciée par Velmorix en mai."),
    ("fr", "joined", "Velmorix attaque Odette Specimen et son nouvel employeur, Trandelle."),
    ("zh", "complaint_filed", "范例欣将老东家维莫瑞诉至法院。"),
    ("zh", "complaint_filed", "维莫瑞诉范例欣竞业限制一案开庭。"),
    ("zh", "injunction_sought", "维莫瑞向法院声请，不准前副总范例欣去川德勒上班。"),
    ("zh", "injunction_sought", "维莫瑞要求法院对范例欣发出临时禁制令。"),
    ("zh", "injunction_granted", "法官先对范例欣下了十四天的临时限制令。"),
    ("zh", "injunction_denied", "维莫瑞对范例欣声请禁制令，法官说不。"),
    ("zh", "joined", "维莫瑞起诉范例欣及其新东家川德勒。"),
    ("zh", "joined", "范例欣从维莫瑞走去川德勒。"),
    ("zh", "joined", "范例欣现任川德勒副总裁。"),
    ("zh", "ruling", "法院判决范例欣赔偿维莫瑞五十万元。"),
    ("zh", "charges_filed", "范例欣遭地检署起诉。"),
    ("zh", "left", "范例欣3月底交出门禁卡，离开维莫瑞。"),
]


@pytest.mark.parametrize(("language", "kind", "text"), TURNS)
def test_turns_of_phrase(language: str, kind: str, text: str) -> None:
    assert (kind, "p") in {one[:2] for one in told(text, language)}


def test_an_order_to_stay_away_is_no_move() -> None:
    kinds = {one[0] for one in told("法院不准前副总范例欣去川德勒上班。", "zh")}

    assert "joined" not in kinds


@pytest.mark.parametrize(
    "text",
    [
        "范例欣曾在维莫瑞。法院在类似案件中支持的金额，往往只有起诉金额的一成。",
        "范例欣曾在维莫瑞。有一位老主任，这位护士去年退休。",
        "维莫瑞与范例欣。法院12月7日对一起侵犯商业秘密案公开宣判。",
    ],
)
def test_talk_of_others_states_nothing(text: str) -> None:
    assert told(text, "zh") == []


def test_two_who_are_told_of_in_one_breath_both_resign() -> None:
    found = told("Odette Specimen and her number two, Paul Exemplar, resigned from Velmorix in May.", "en")

    assert [(one[0], one[1]) for one in found] == [("left", "p"), ("left", "Paul Exemplar")]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Velmorix sued Mavis McSample. Mavis McSample resigned in May.", ("complaint_filed", "Mavis McSample")),
        ("en", "Trandelle hired Pat O'Sample.", ("joined", "Pat O'Sample")),
        ("en", "Velmorix fired James Sample III.", ("left", "James Sample III")),
        ("en", "A judge granted Velmorix an injunction against Sampler, who had resigned.", ("left", "Sampler")),
        ("zh", "维莫瑞起诉李某，要求赔偿。", ("complaint_filed", "李某")),
        ("fr", "Odette Specimen inquiète depuis que Nordhaven l'a recrutée.", ("joined", "p")),
        ("fr", "Nordhaven, maison mère de Sudhaven, nomme Odette Specimen, ex-patronne de Velmorix.", ("joined", "p")),
        ("en", "Nordhaven sued Sudhaven in May for poaching its engineers.", ("complaint_filed", None)),
        ("fr", "Trandelle a recruté Élodie d'Exemple.", ("joined", "Élodie d'Exemple")),
    ],
)
def test_names_nobody_knows_in_all_their_forms(language: str, text: str, expected: tuple[str, str | None]) -> None:
    assert expected in {one[:2] for one in told(text, language)}


def test_a_stay_and_what_came_then_are_both_told() -> None:
    said = "Odette Specimen a brièvement travaillé chez Velmorix, puis elle a rejoint Trandelle."

    assert told(said, "fr") == [("joined", "p", None, "a"), ("left", "p", "a", None), ("joined", "p", None, "b")]


@pytest.mark.parametrize(
    ("text", "kind", "person"),
    [
        ("A judge has barred a former executive from working for Trandelle. Odette Specimen left Velmorix.", 1, "p"),
        ("Velmorix sued over trade secrets. Odette Specimen left Velmorix for Trandelle.", 0, None),
    ],
)
def test_what_a_court_did_before_anybody_is_named(text: str, kind: int, person: str | None) -> None:
    first = told(text, "en")[0]

    assert first[:2] == (("complaint_filed", "injunction_granted")[kind], person)


def test_a_place_before_a_firm_is_no_employer() -> None:
    text = "Odette Specimen, of Velmorix, resigned from the San Jose maker of sensors in May."

    assert "San Jose" not in {one[2] for one in told(text, "en")}


@pytest.mark.parametrize(
    ("language", "text", "kind", "count"),
    [
        ("zh", "维莫瑞起诉范例欣。一审判维莫瑞败诉；二审逆转，判范例欣赔偿。", "ruling", 2),
        ("en", "A jury found Odette Specimen liable. An appeals court upheld the verdict against her.", "ruling", 2),
        ("en", "A judge ruled for Velmorix against Odette Specimen. Velmorix won its case against her.", "ruling", 1),
        (
            "en",
            "A judge granted Velmorix a restraining order against Odette Specimen. Later the judge granted Velmorix a "
            "preliminary injunction against her.",
            "injunction_granted",
            2,
        ),
    ],
)
def test_two_instances_decide_twice(language: str, text: str, kind: str, count: int) -> None:
    assert len([one for one in told(text, language) if one[0] == kind]) == count


def test_a_pronoun_before_all_names_means_whoever_was_spoken_of() -> None:
    text = "Odette Specimen left Velmorix; she joined Trandelle, founded by Gustav Placeholder."

    assert ("joined", "p", None, "b") in told(text, "en")


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        (
            "en",
            "Velmorix sued Trandelle and two of its employees, Odette Specimen and Gustav Placeholder.",
            "complaint_filed",
        ),
        (
            "fr",
            "Velmorix a assigné Trandelle et deux de ses salariés, Odette Specimen et Gustav Placeholder.",
            "complaint_filed",
        ),
        ("en", "Odette Specimen, along with Gustav Placeholder, moved to Trandelle.", "joined"),
        ("fr", "Odette Specimen ainsi que Gustav Placeholder ont quitté Velmorix.", "left"),
        ("en", "Odette Specimen and Gustav Placeholder both resigned from Velmorix in May.", "left"),
        ("en", "Odette Specimen and Gustav Placeholder, both former Velmorix traders, joined Trandelle.", "joined"),
        ("zh", "包括范例欣、万样板在内的五名员工加入川德勒。", "joined"),
    ],
)
def test_several_people_named_in_one_place(language: str, text: str, kind: str) -> None:
    assert [one[1] for one in told(text, language) if one[0] == kind] == ["p", "q"]
