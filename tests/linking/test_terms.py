"""The index's promise: where the scanner finds a name in a text, the name's query is answered by the text's terms."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linking.candidates import keys_of_mentions
from linking.fold import is_spaceless
from linking.forms import Document, NameEntry
from linking.mentions import Scanner
from linking.names import Strength
from linking.terms import TERMS_LIMIT, both, least, queries_of_names, query_of_key, query_of_text, terms_of

ALL = (Strength.FULL, Strength.DERIVED, Strength.WEAK)
LATIN = ["Odette", "odette", "Specimen", "ODETTE", "Ltd", "Co.", "3M", "Dr", "A", "é", "e\u0301", "С", "ß", "œ", "１２"]
SPACELESS = ["王", "劲", "王劲", "范样本", "氏", "某", "は", "カタ", "ｶﾞ", "ー", "々", "中国", "股份有限公司", "𠀀"]
OTHERS = ["김", "김철수", "हि", "न्दी", "ไทย", "🙂", "&", "!", ",", ".", "·", "'", "-", "_", "\u200b", "\ud800"]
PIECES = st.sampled_from([*LATIN, *SPACELESS, *OTHERS, " ", "  ", "\n"])
STRINGS = st.lists(PIECES, min_size=1, max_size=6).map("".join)


def answers(names: list[NameEntry], document: Document) -> bool:
    terms = set(terms_of(document) or ())
    return any(terms.issuperset(query) for query in queries_of_names(names, ALL))


@given(name=STRINGS, kind=st.sampled_from(["person", "employer"]), weak=st.booleans(), before=STRINGS, after=STRINGS)
@settings(max_examples=600, deadline=None)
def test_what_the_scanner_finds_the_index_finds(name: str, kind: str, weak: bool, before: str, after: str) -> None:
    entry = NameEntry("one", "person" if kind == "person" else "employer", name, weak)
    scanner = Scanner([entry])
    for text in (before + name + after, f"{before} {name} {after}", f"{before}{name.upper()}。{after}"):
        document = Document(text)

        assert not scanner.scan(document) or answers([entry], document), (name, text)


@pytest.mark.parametrize(
    ("name", "kind", "text"),
    [
        ("Ferdinand Sampleton", "person", "Sampleton, Ferdinand, was sued."),
        ("Élodie Exemple-Échantillon", "person", "MME ELODIE EXEMPLE ECHANTILLON est assignée."),
        ("范样本", "person", "法院认定，范樣本未违反协议。"),
        ("范样本", "person", "Fan Yangben joined a rival."),
        ("虚构科技股份有限公司", "employer", "前员工离开虚构科技后"),
        ("A氏", "person", "A氏说"),
        ("Velmorix", "employer", "The firm Vеlmоrіх sued."),
        ("Velmorix Ltd", "employer", "V\u200belmo\u0301rix sued."),
        ("김견본", "person", "김견본, 회사를 떠나다"),
        ("阿·乙", "person", "他叫阿·乙。"),
        ("さくら見本", "employer", "株式会社さくら見本が提訴"),
        ("!!!", "employer", "The band !!! left."),
    ],
)
def test_names_in_any_script_are_found(name: str, kind: str, text: str) -> None:
    entry = NameEntry("one", "person" if kind == "person" else "employer", name)
    document = Document(text)

    assert Scanner([entry]).scan(document)
    assert answers([entry], document)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Ferdinand Sampleton", "Ferdinand Other met Orla Sampletons."),
        ("范样本", "范例和样本"),
        ("王劲", "国王很强劲"),
    ],
)
def test_other_texts_are_left_alone(name: str, text: str) -> None:
    strong = queries_of_names([NameEntry("one", "person", name)], (Strength.FULL, Strength.DERIVED))
    terms = set(terms_of(Document(text)) or ())

    assert strong
    assert not any(terms.issuperset(query) for query in strong)


def test_dockets_and_days_are_terms() -> None:
    document = Document("Case No. 2:19-cv-01176-RSM was decided on 4 March 2021; （2019）苏05民终4745号。")
    keys = [key for key in keys_of_mentions((), document) if key[0] in "dt"]

    assert len(keys) == 3
    assert {query_of_key(key)[0] for key in keys} <= set(terms_of(document) or ())


@pytest.mark.parametrize(
    ("surname", "asked"), [("Sampleton", True), ("Ames", False), ("Baker", False), ("Zhang", False)]
)
def test_a_surname_alone_is_asked_for_where_it_says_something(surname: str, asked: bool) -> None:
    entry = NameEntry("one", "person", f"Ferdinand {surname}")

    assert (query_of_text(surname.lower()) in queries_of_names([entry], ALL)) == asked
    assert query_of_text(surname.lower()) not in queries_of_names([entry], (Strength.FULL, Strength.DERIVED))


def test_queries_that_another_covers_are_left_out() -> None:
    assert least([(1, 2), (2, 1), (1,), (1, 3), (), (2, 3)]) == [(1,), (2, 3)]
    assert both([(1,), (2,)], [(3, 4)]) == [(1, 3, 4), (2, 3, 4)]


def test_a_text_with_too_many_terms_is_told_apart() -> None:
    chance = random.Random(1)  # noqa: S311 - the same text every time

    assert terms_of(Document("".join(chr(chance.randint(0x4E00, 0x9FA5)) for _ in range(333_000)))) is None
    assert len(terms_of(Document("Odette Specimen left Velmorix. " * 30_000)) or ()) < TERMS_LIMIT


def test_spaceless_means_what_it_means_to_the_scanner() -> None:
    for code in range(0x40000):
        char = chr(code)
        if 0xD800 <= code < 0xE000:
            continue
        joined = query_of_text("x" + char + "y")

        assert is_spaceless(char) == (len(joined) == 3), hex(code)
