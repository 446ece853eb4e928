from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from linking.candidates import CaseIndex, candidates_of, keys_of_case, keys_of_mentions, pair_key
from linking.dockets import cites, days_in, dockets_in, normal_docket, numbers_of
from linking.evidence import years_in
from linking.fold import fold
from linking.forms import CaseCard, CaseRole, Document, NameEntry
from linking.mentions import Scanner
from linking.page import Page

NAMES = [
    NameEntry("p", "person", "Odette Specimen"),
    NameEntry("k", "person", "Kim"),
    NameEntry("a", "employer", "Velmorix"),
    NameEntry("b", "employer", "Trandelle"),
]
CARD = CaseCard(
    "case",
    "Velmorix v. Specimen",
    (
        CaseRole("p", "mover"),
        CaseRole("k", "mover"),
        CaseRole("a", "former_employer"),
        CaseRole("b", "new_employer"),
    ),
    dockets=("2:19-cv-01176-RSM",),
)
DECISION = CaseCard("decision", "Cass. soc., 24 janvier 2024, n° 22-20.926")


def asked(text: str) -> list[str]:
    document = Document(text)
    return keys_of_mentions(Scanner(NAMES).scan(document), document)


def cases(text: str) -> list[str]:
    return [card.case for card in CaseIndex([CARD, DECISION]).cards(asked(text))]


def test_a_person_alone_a_pair_alone_and_a_docket_alone_lead_to_a_case() -> None:
    assert cases("Odette Specimen spoke.") == ["case"]
    assert cases("Velmorix and Trandelle spoke.") == ["case"]
    assert cases("See No. 2:2019cv01176.") == ["case"]
    assert cases("Arrêt du 24 janvier 2024.") == ["decision"]
    assert cases("Pourvoi n° 22-20926.") == ["decision"]


def test_an_employer_alone_and_a_bare_surname_alone_do_not() -> None:
    assert cases("Velmorix spoke.") == []
    assert cases("Mr Kim spoke.") == []
    assert cases("Mr Kim of Velmorix spoke.") == ["case"]


def test_what_is_asked_is_what_is_filed() -> None:
    keys = asked("Odette Specimen left Velmorix for Trandelle, 2:19-cv-01176, said Mr Kim.")

    assert {"m:p", pair_key("b", "a"), "d:us 19 cv 1176", "w:a|k"} <= set(keys) & keys_of_case(CARD)
    assert keys[0] == "d:us 19 cv 1176"


def test_the_order_of_cards_does_not_matter_and_the_limit_holds() -> None:
    many = [CaseCard(f"c{number:03d}", "", CARD.roles) for number in range(100)]
    keys = asked("Odette Specimen spoke.")

    assert [card.case for card in CaseIndex(many).cards(keys, 10)] == [f"c{number:03d}" for number in range(10)]
    assert CaseIndex(many).cards(keys, 10) == CaseIndex(reversed(many)).cards(keys, 10)


def test_somebody_with_more_cases_than_are_read_is_asked_for_beside_employers() -> None:
    crowd = [
        CaseCard(f"c{number:03d}", "", (CaseRole("q", "other"), CaseRole(f"f{number}", "new_employer")))
        for number in range(300)
    ]
    counsel = CaseCard("counsel", "", (CaseRole("q", "other"), CaseRole("a", "former_employer")))
    document = Document("Ottilie Sample told Velmorix about it.")
    mentions, page = Scanner([*NAMES, NameEntry("q", "person", "Ottilie Sample")]).scan(document), Page(document)
    index = CaseIndex([*crowd, counsel])

    few, all_of_them = keys_of_mentions(mentions, page), keys_of_mentions(mentions, page, in_full=True)

    assert "w:a|q" in set(all_of_them) - set(few)
    assert set(few) <= set(all_of_them)
    assert index.cards(few) == []
    assert [card.case for card in candidates_of(index, mentions, page)] == ["counsel"]


def test_a_page_of_a_thousand_firms_asks_for_few_keys() -> None:
    names = [NameEntry(f"e{number}", "employer", f"Firm{number}works") for number in range(1000)]
    document = Document(", ".join(entry.text for entry in names))

    assert len(keys_of_mentions(Scanner(names).scan(document), document)) <= 400


def test_dockets_have_one_normal_form() -> None:
    assert normal_docket("11 Civ. 399 (LAP)") == normal_docket("11-cv-00399")
    assert normal_docket("22-20.926") == normal_docket("n° 22-20926")
    assert normal_docket("101年度民營訴字第2號") == normal_docket("101 年度民营诉字第 2 号")
    assert normal_docket("[2021] HKCFI 2904") == "nc 2021 hkcfi 2904"
    assert dockets_in(fold("(2019)苏05民终4745号").text)
    assert not dockets_in("a page of 2019 words, 12 of them in 2020")


@given(
    st.lists(
        st.sampled_from(
            (
                *("11 civ. 399", "2:19-cv-01176 rsm", "n° 22-20.926", "rg 21/05187", "12", "2020", "c12 345 abc"),
                *("101年度民营诉字第2号", "(2019)苏05民终4745号", "杭滨劳人仲案〔2024〕12号", "[2021] hkcfi 2904"),
                *("march 3, 2021", "3rd of may", "1er janvier 2019,", "2021年3月4日", "民国 101 年", "september", "a"),
                *("words that go on and on without a number", " ", "第", "年", "hca 1234 / 2020", "("),
            )
        ),
        max_size=12,
    ),
    st.sampled_from(("", " ", ". ")),
)
def test_what_stands_round_digits_holds_all_that_is_cited(parts: list[str], between: str) -> None:
    text = fold(between.join(parts)).text

    digits = numbers_of(text)

    assert list(dockets_in(digits)) == list(dockets_in(text))
    assert list(days_in(digits)) == list(days_in(text))
    assert years_in(digits) == years_in(text)
    assert cites(text) or not (dockets_in(text) or days_in(text))
