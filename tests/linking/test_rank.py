from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linking.candidates import CaseIndex
from linking.engine import Engine
from linking.evidence import gather, stand
from linking.evidence.card import CardFacts
from linking.fit import FEATURES
from linking.forms import CaseCard, CaseRole, Document, Match, NameEntry
from linking.mentions import Scanner
from linking.model import BEHIND, OUTSCORED, Covered, Model, default_model
from linking.page import Page
from linking.rank import Judgement, anchored, weigh
from linking.reasons import CATALOGUE, reason, sentence
from linking.signals import PRIORS, coverings

NAMES = [
    NameEntry("p", "person", "Odette Specimen"),
    NameEntry("q", "person", "Gustav Placeholder"),
    NameEntry("r", "person", "Odette Specimen"),
    NameEntry("a", "employer", "Velmorix"),
    NameEntry("b", "employer", "Trandelle"),
    NameEntry("c", "employer", "Quorvia"),
]


def card(case: str, mover: str, **more: object) -> CaseCard:
    roles = (CaseRole(mover, "mover"), CaseRole("a", "former_employer"), CaseRole("b", "new_employer"))
    return CaseCard(case, f"Velmorix v. {case}", roles, claim_kinds=("non-compete",), **more)  # type: ignore[arg-type]


FIRST, SECOND = card("first", "p"), card("second", "q")
SUED = "Velmorix has sued Odette Specimen, now at Trandelle, over a non-compete. A court will hear the case."


def matches(text: str, *cards: CaseCard, names: list[NameEntry] | None = None, told: date | None = None) -> list[Match]:
    known = names if names is not None else [name for name in NAMES if name.entity != "r"]
    return list(Engine(known, CaseIndex(cards or (FIRST, SECOND))).read(Document(text, published_on=told)).matches)


def test_of_two_siblings_the_one_whose_person_is_named() -> None:
    (match,) = matches(SUED)

    assert match.case == "first"
    assert match.automatic
    assert {told.code for told in match.reasons} >= {"person_named", "employers_together", "dispute_words"}


def test_both_siblings_where_both_people_are_named() -> None:
    text = SUED + " In a separate suit Velmorix sued Gustav Placeholder, who joined Trandelle, over his non-compete."

    assert {match.case for match in matches(text)} == {"first", "second"}


def test_a_dispute_beside_two_firms_is_the_one_whose_person_it_names() -> None:
    roles = (CaseRole("q", "mover"), CaseRole("c", "former_employer"), CaseRole("b", "new_employer"))
    other = CaseCard("other", "Quorvia v. other", roles, claim_kinds=("non-compete",))
    beside = " Last week Trandelle and Quorvia each recruited a former executive of the other."

    sued = "Velmorix has sued Odette Specimen, now at Trandelle, over a non-compete."

    named, unnamed = (
        {one.standing.card.case: one.found["told_without_names"].value for one in weighed(text + beside, FIRST, other)}
        for text in (sued, sued.replace("Odette Specimen", "an engineer"))
    )

    assert (named["other"], unnamed["other"]) == (0.0, 1.0)


def weighed(text: str, *cards: CaseCard) -> list[Judgement]:
    page = Page(Document(text))
    mentions = Scanner(NAMES).scan(page)
    return weigh(gather(page, mentions), cards, {})


@pytest.mark.parametrize(
    "text",
    [
        "Odette Specimen leaves Velmorix and joins Trandelle as head of research.",
        "Velmorix reported revenue of 4 billion, ahead of Trandelle. Profit rose and shares gained.",
        "Velmorix has sued Trandelle over patents on battery cells. A jury will hear the case in May.",
        "Velmorix has sued Mildred Stranger, who left for Trandelle, over a non-compete.",
        "Odette Specimen won the chess cup on Sunday.",
        "Velmorix has sued Trandelle's neighbour Quorvia over a fence.",
        "What employers should know about non-competes: Velmorix, Trandelle and Quorvia use them.",
        "",
    ],
)
def test_silence_where_it_is_about_no_case(text: str) -> None:
    assert matches(text) == []


def test_a_dispute_told_without_names_is_suggested_but_never_linked_alone() -> None:
    text = (
        "Velmorix went to court after a manager left for Trandelle; a judge upheld the non-compete and an injunction."
    )
    (match,) = matches(text, FIRST)

    assert not match.automatic
    assert "told_without_names" in {told.code for told in match.reasons}
    assert "person_not_named" in {told.code for told in match.contradictions}


def test_a_homonym_is_a_contradiction() -> None:
    (match, *_) = matches(SUED, FIRST, names=NAMES)

    assert "homonym" in {told.code for told in match.contradictions}


def test_an_article_older_than_the_case_is_a_contradiction() -> None:
    late = card("late", "p", opened_lo=date(2030, 1, 1), opened_hi=date(2030, 12, 31))
    found = matches(SUED, late, told=date(2020, 1, 1))

    assert all("before_case" in {told.code for told in match.contradictions} for match in found)
    assert not any(match.automatic for match in found)


def test_spans_quote_the_document() -> None:
    document = Document(SUED, "Quarrel")
    for match in Engine(NAMES, CaseIndex([FIRST])).read(document).matches:
        assert match.spans
        assert all(getattr(document, span.field)[span.start : span.end] == span.quote for span in match.spans)


PIECES = [
    "Odette Specimen",
    "Velmorix",
    "Trandelle",
    "sued",
    "non-compete",
    "court",
    "joined",
    ".",
    "\n",
    "2:19-cv-11",
    "Ms",
]


@given(
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=40), st.randoms(use_true_random=False)
)
@settings(max_examples=150, deadline=None)
def test_whatever_is_read_chances_are_chances_and_order_is_nothing(parts: list[str], chance: random.Random) -> None:
    document = Document(" ".join(parts), parts[0] if parts else "", published_on=date(2025, 1, 1))
    names, cards = list(NAMES), [FIRST, SECOND]
    reading = Engine(names, CaseIndex(cards)).read(document)
    chance.shuffle(names)
    cards.reverse()

    assert Engine(names, CaseIndex(cards)).read(document) == reading
    assert all(0 <= match.probability <= 1 for match in reading.matches)
    for mention in reading.mentions:
        assert getattr(document, mention.field)[mention.start : mention.end] == mention.text
    for proposal in reading.proposals:
        assert document.text[proposal.start : proposal.end] == proposal.quote
    for unknown in reading.unknowns:
        assert document.text[unknown.start : unknown.end] == unknown.text


def test_every_reason_has_a_sentence_and_every_signal_a_weight() -> None:
    model = default_model()

    assert set(model.weights) == {*FEATURES, OUTSCORED, BEHIND}
    assert model.weights[OUTSCORED] < model.weights[BEHIND] <= 0
    assert all(model.weights[signal.__name__] * prior >= 0 for signal, prior in PRIORS.items())
    for kind in CATALOGUE.values():
        assert sentence(reason(kind.code, **dict.fromkeys(kind.params, "x")))
    with pytest.raises(TypeError, match="person_named"):
        reason("person_named")
    with pytest.raises(KeyError):
        reason("no_such_code")


def test_what_another_case_explains_better_loses_by_how_far_that_one_is_ahead() -> None:
    model = Model("t", 0.0, {OUTSCORED: -2.0, BEHIND: -1.0}, 0.5, 0.9)
    scores = {"first": 4.0, "second": 2.5, "third": -1.0}

    alone = model.second(scores, {})
    outright = {"second": ("first",), "third": ("first", "second"), "first": ("second",)}
    seen = model.second(scores, {case: Covered(others) for case, others in outright.items()})
    marked = model.second(scores, {case: Covered((), others) for case, others in outright.items()})

    assert alone == {case: (score, 0.0, 0.0) for case, score in scores.items()}
    assert seen == {"first": (4.0, 0.0, 0.0), "second": (1.5, 0.5, 0.0), "third": (-3.0, 1.0, 0.0)}
    assert marked == {"first": (4.0, 0.0, 0.0), "second": (2.0, 0.0, 0.5), "third": (-2.0, 0.0, 1.0)}


def test_a_sibling_with_the_same_people_may_be_ahead_whatever_points_to_this_one() -> None:
    roles = (CaseRole("p", "mover"), CaseRole("a", "former_employer"), CaseRole("b", "new_employer"))
    civil = CaseCard("civil", "Velmorix v. Specimen", roles, forum="High Court, Doverhall", related=("criminal",))
    criminal = CaseCard("criminal", "State v. Specimen", roles, forum="Crown Court, Marlowick", related=("civil",))
    text = "Odette Specimen, who left Velmorix for Trandelle, was arrested and charged with theft of trade secrets."

    def covered(told: str) -> Covered:
        page = Page(Document(told))
        evidence = gather(page, Scanner(NAMES).scan(page))
        return coverings(evidence, stand(evidence, [civil, criminal]), {})["civil"]

    assert covered(text) == Covered(outright=("criminal",))
    assert covered(text + " The case is heard in Doverhall.") == Covered(marked=("criminal",))


def test_two_suits_are_spoken_of() -> None:
    same = (CaseRole("p", "mover"), CaseRole("a", "former_employer"), CaseRole("b", "new_employer"))
    sibling = CaseCard("sibling", "State v. Specimen", same, related=("first",))
    apart = " In a separate suit Velmorix wants its files back."

    told = [
        weighed(text, FIRST, *more)[0].found["several_suits"].value
        for text, more in ((SUED + apart, [sibling]), (SUED, [sibling]), (SUED + apart, []))
    ]

    assert told == [1.0, 0.0, 0.0]


def test_a_suit_told_beside_another_needs_no_names() -> None:
    text = (
        "Velmorix was denied a restraining order against seven people now at Trandelle. {} Velmorix won an injunction "
        "against Odette Specimen in May."
    )

    told = [
        {
            one.standing.card.case: one.found["told_without_names"].value
            for one in weighed(text.format(link), FIRST, SECOND)
        }
        for link in ("In another case", "In the end")
    ]

    assert told == [{"first": 0.0, "second": 1.0}, {"first": 0.0, "second": 0.0}]


def test_the_only_case_between_two_firms_counts_beside_a_dispute() -> None:
    quiet = "Odette Specimen of Trandelle dined with Velmorix. It rained. The sun shone. A court heard of cheese."

    assert value(SUED, "only_case_of_pair") == 1.0
    assert value(quiet, "only_case_of_pair") == 0.0


def test_names_far_from_any_dispute_and_any_leaving_tell_of_neither() -> None:
    text = "{}. It rained. The sun shone. A court heard of a theft of cheese."

    told = [
        value(text.format(named), "nothing_told")
        for named in (
            "Odette Specimen of Trandelle dined with Velmorix",
            "Velmorix and Trandelle dined",
            "Odette Specimen of Trandelle, a former clerk at Velmorix, dined",
            "Trandelle dined",
        )
    ]

    assert told == [1.0, 1.0, 0.0, 0.0]


@pytest.mark.parametrize(
    "text",
    [
        "Odette Specimen left Velmorix in July 2024. In November 2024 Velmorix applied for labour arbitration against "
        "him over a non-compete.",
        "Velmorix applied for labour arbitration against Odette Specimen over a non-compete.",
    ],
)
def test_a_dispute_is_known_without_the_other_employer(text: str) -> None:
    (match,) = matches(text, FIRST)

    assert match.case == "first"
    assert "person_with_employer" in {told.code for told in match.reasons}


@pytest.mark.parametrize(
    "text",
    [
        "Odette Specimen left Velmorix in July. In another matter Velmorix sued Mildred Stranger over a non-compete.",
        "Odette Specimen left Velmorix in July 2024. The firm made no comment.",
        "Velmorix sued Gustav Placeholder over a non-compete.",
    ],
)
def test_one_employer_and_a_dispute_of_somebody_else_are_not_enough(text: str) -> None:
    assert matches(text, FIRST) == []


def test_of_two_cases_of_one_person_none_is_known_by_one_employer() -> None:
    text = "Velmorix applied for labour arbitration against Odette Specimen over a non-compete."
    twin = card("twin", "p")

    found = weighed(text, FIRST, twin)

    assert [one.found["mover_against_employer"].value for one in weighed(text, FIRST)] == [1.0]
    assert [one.found["mover_against_employer"].value for one in found] == [0.0, 0.0]


def test_unknown_people_and_employers_are_told_apart_and_laws_are_neither() -> None:
    text = (
        "Odette Specimen left Velmorix and joined Examplia Verdant in March. Under the Labour Contract Law Velmorix "
        "has sued Bertil Mannequin and Sampledata Instruments over a non-compete."
    )

    reading = Engine(NAMES[:2] + NAMES[3:], CaseIndex(())).read(Document(text))

    told = {(unknown.kind, unknown.text) for unknown in reading.unknowns if unknown.kind != "case"}
    assert told == {
        ("employer", "Examplia Verdant"),
        ("employer", "Sampledata Instruments"),
        ("person", "Bertil Mannequin"),
    }


def test_of_two_cases_of_one_person_the_one_with_both_employers_there() -> None:
    roles = (CaseRole("p", "mover"), CaseRole("b", "former_employer"), CaseRole("c", "new_employer"))
    later = CaseCard("later", "Trandelle v. later", roles, claim_kinds=("non-compete",))

    assert [match.case for match in matches(SUED, FIRST, later)] == ["first"]


def test_words_of_a_dispute_far_from_the_names_say_nothing() -> None:
    far = "Odette Specimen spoke about sailing." + " The weather was fine." * 9
    told = far + " Elsewhere a court heard a dispute over a non-compete and trade secrets."

    assert [one.found["strong_dispute"].value for one in weighed(told, FIRST)] == [0.0]
    assert [one.found["strong_dispute"].value for one in weighed(SUED, FIRST)] != [0.0]


@pytest.mark.parametrize(
    "text",
    [
        "Mildred Stranger left Velmorix for Trandelle. Velmorix sued Mildred Stranger over a non-compete. "
        "Odette Specimen joined Quorvia.",
        "Velmorix has sued Trandelle over patents. Odette Specimen, head of sales at Trandelle, declined to comment.",
    ],
)
def test_a_known_mover_beside_the_quarrel_of_others_is_no_link(text: str) -> None:
    (judged,) = weighed(text, FIRST)
    against = judged.found["stranger_instead"].value + judged.found["no_leaver_beside"].value

    assert against >= 1.0
    assert not any(match.automatic for match in matches(text, FIRST))


def value(text: str, signal: str, title: str = "", language: str = "en") -> float:
    """What a signal says of the first case."""
    page = Page(Document(text, title, language=language))
    (judged,) = weigh(gather(page, Scanner(NAMES).scan(page)), [FIRST], {})
    return judged.found[signal].value


def test_another_quarrel_of_the_same_firms_is_told_by_its_words() -> None:
    wages = "Velmorix owes a former clerk, now at Trandelle, overtime, a court has ruled after a lawsuit."

    assert value(wages, "other_quarrel") == 0.5
    assert value(wages + " Severance and back pay are due, too.", "other_quarrel") == 1.0
    assert value(wages.replace("overtime", "money under a non-compete"), "other_quarrel") == 0.0


def test_another_quarrel_told_far_from_the_names_counts_less() -> None:
    text = (
        "A singer sued over copyright. A judge heard the case. It may go on for long. Odette Specimen of Velmorix sang."
    )

    assert value(text, "other_quarrel") == pytest.approx(1 / 3)


def test_a_person_named_apart_from_the_dispute_of_the_firms() -> None:
    apart = (
        "Velmorix sued Trandelle over prices. It is the third such lawsuit. The sun shone. Odette Specimen sang a song."
    )

    assert value(apart, "mover_apart") == 1.0
    assert value(apart.replace("The sun shone", "Her court case goes on"), "mover_apart") == 0.0


def test_somebody_unknown_beside_the_firms_counts_unless_only_a_bystander() -> None:
    text = "Velmorix and Trandelle are at odds. Bertha Stranger, a {}, left in May and was sued."

    assert value(text.format("chemist of thirty"), "stranger_beside") == 1.0
    assert value(text.format("lawyer for the firm"), "stranger_beside") == 0.0


def test_a_stranger_with_a_rare_chinese_surname_is_one() -> None:
    text = "Velmorix告了一个叫糜样例的，说他去了Trandelle，违反竞业限制。"

    assert value(text, "stranger_in_place", language="zh") == 1.0
    assert value(text.replace("一个叫糜样例的", "一个人"), "stranger_in_place", language="zh") == 0.0


def test_what_only_begins_like_a_word_of_a_dispute_is_none() -> None:
    assert value("Odette Specimen of Velmorix makes hearing aids at Trandelle.", "no_dispute") == 1.0
    assert value("Odette Specimen of Velmorix had a hearing about Trandelle.", "no_dispute") == 0.0


@pytest.mark.parametrize(
    ("title", "forum", "kind", "told"),
    [
        ("Ministère public c. Specimen", "", "trade-secret", True),
        ("Specimen違反營業秘密法案", "", "trade-secret", True),
        ("Commonwealth v. Specimen", "", "trade-secret", True),
        ("A case", "Tribunal judiciaire, chambre correctionnelle", "trade-secret", True),
        ("Velmorix and Specimen", "Superior Court", "trade secrets; criminal", True),
        ("Velmorix v. Specimen", "Superior Court", "trade-secret", False),
    ],
)
def test_a_prosecution_is_told_from_title_forum_or_kind(title: str, forum: str, kind: str, told: bool) -> None:
    assert CardFacts(CaseCard("one", title, (), forum=forum, claim_kinds=(kind,))).criminal == told


def test_firms_that_make_peace_had_a_dispute() -> None:
    text = "Velmorix and Trandelle have settled their quarrel over Odette Specimen."

    assert value(text, "peace_made") == 1.0
    assert value(text.replace(" and Trandelle", ""), "peace_made") == 0.0


@pytest.mark.parametrize("told", ["call it quits", "have made peace", "font la paix", "庭外和解"])
def test_peace_goes_by_many_words(told: str) -> None:
    assert value(f"Velmorix, Trandelle: {told}.", "peace_made", language="") == 1.0


def test_somebodys_clause_is_a_covenant_in_french() -> None:
    text = "Velmorix a saisi le juge. Odette Specimen, chez Trandelle, conteste sa {}."

    told = [value(text.format(word), "no_leaver_beside", language="fr") for word in ("clause", "facture")]

    assert told == [0.0, 1.0]


def test_a_dispute_beside_a_firm_alone_is_far_from_the_person() -> None:
    text = "Velmorix was sued over prices. It rained. The sun shone. Odette Specimen of Trandelle won a prize."

    assert value(text, "no_dispute") == 0.5
    assert value(text.replace("The sun shone", "A judge came"), "no_dispute") == 0.0


@pytest.mark.parametrize(("day", "told"), [(date(2029, 1, 1), 2.0), (date(2029, 12, 1), 1.0), (date(2030, 2, 1), 0.0)])
def test_of_two_siblings_the_one_that_was_open(day: date, told: float) -> None:
    late = card("late", "p", opened_lo=date(2030, 1, 1), opened_hi=date(2030, 1, 31))
    open_ = card("open", "p", opened_lo=date(2028, 1, 1), opened_hi=date(2028, 1, 31))
    page = Page(Document(SUED, published_on=day))

    judged = weigh(gather(page, Scanner(NAMES[:2] + NAMES[3:]).scan(page)), [late, open_], {})

    assert [one.found["not_yet_open"].value for one in judged] == [told, 0.0]


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        (SUED, True),
        ("Velmorix has sued Odette Specimen, now at Trandelle. A court will hear the case.", True),
        ("Velmorix has sued Odette Specimen and Trandelle over patents. A court will hear the case.", False),
        ("Velmorix was sued over prices. It rained. The sun shone. Odette Specimen left for Trandelle.", False),
        ("Velmorix and Trandelle are in court over a non-compete.", False),
    ],
)
def test_what_may_be_linked_without_an_editor(text: str, alone: bool) -> None:
    page = Page(Document(text, language="en"))
    (judged,) = weigh(gather(page, Scanner(NAMES[:2] + NAMES[3:]).scan(page)), [FIRST], {})

    assert anchored(judged.standing, judged.found) == alone


def test_a_caption_of_both_parties_may_be_linked_without_an_editor() -> None:
    text = "In Velmorix v. Trandelle the court upheld a non-compete. An engineer had left Velmorix for Trandelle."
    cited = CaseCard("cited", "Velmorix v. Trandelle", FIRST.roles, claim_kinds=("non-compete",))
    titled = CaseCard("titled", "Velmorix and its engineer", FIRST.roles, claim_kinds=("non-compete",))

    told = {card.case: anchored(one.standing, one.found) for card in (cited, titled) for one in weighed(text, card)}

    assert told == {"cited": True, "titled": False}


@pytest.mark.parametrize(("court", "alone"), [("杭州市中级人民法院", True), ("法院", False)])
def test_a_name_that_only_sounds_so_may_be_linked_beside_its_court(court: str, alone: bool) -> None:
    heard = [NameEntry("p", "person", "Fan Yangben"), *NAMES[3:]]
    case = CaseCard("heard", "Velmorix v. Fan", FIRST.roles, forum="杭州市中级人民法院", claim_kinds=("non-compete",))
    page = Page(Document(f"{court}受理：Velmorix以竞业限制为由起诉跳槽Trandelle的范样本。"))

    (judged,) = weigh(gather(page, Scanner(heard).scan(page)), [case], {})

    assert judged.found["mover_by_shadow"].value
    assert anchored(judged.standing, judged.found) == alone


def test_a_caption_of_two_suits_is_for_an_editor_to_tell_apart() -> None:
    text = "In Velmorix v. Trandelle the court upheld a non-compete. An engineer had left Velmorix for Trandelle."
    twins = [card(case, mover) for case, mover in (("Trandelle", "p"), ("Trandelle II", "q"))]

    assert [match.automatic for match in matches(text, twins[0])] == [True]
    assert [match.automatic for match in matches(text, *twins)] in ([], [False], [False, False])
