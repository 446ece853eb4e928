"""Input that is made to exhaust a reader: it comes back, with offsets that hold, in memory that does not grow with it.

The sizes are such that work growing with the square of the input would not end within the suite.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linking.candidates import CARDS_LIMIT, KEYS_LIMIT, CaseIndex, keys_of_mentions
from linking.engine import Engine
from linking.fold import fold_name
from linking.forms import CaseCard, CaseRole, Document, NameEntry
from linking.mentions import HITS_LIMIT
from linking.names import variants
from linking.page import Page

NAMES = [
    NameEntry("p1", "person", "范样本"),
    NameEntry("p2", "person", "王劲"),
    NameEntry("p3", "person", "Odette Specimen"),
    NameEntry("e1", "employer", "虚构科技"),
    NameEntry("e2", "employer", "示例网络"),
    NameEntry("e3", "employer", "Velmorix"),
    NameEntry("e4", "employer", "Trandelle"),
]
CARDS = [
    CaseCard("han", "", (CaseRole("p1", "mover"), CaseRole("e1", "former_employer"), CaseRole("e2", "new_employer"))),
    CaseCard("latin", "", (CaseRole("p3", "mover"), CaseRole("e3", "former_employer"), CaseRole("e4", "new_employer"))),
]
ENGINE = Engine(NAMES, CaseIndex(CARDS))
_CHANCE = random.Random(1)  # noqa: S311 - the same text every time

LARGE = {
    "a megabyte of Chinese": "".join(chr(_CHANCE.randint(0x4E00, 0x9FA5)) for _ in range(333_000)),
    "ten thousand mentions": "Odette Specimen left Velmorix. " * 5_000,
    "one sentence of names": "Odette Specimen Velmorix Trandelle " * 3_500,
    "one Chinese name": "王劲" * 100_000,
    "combining marks": "a" + "\u0301" * 300_000,
    "bidi": "\u202eVelmorix\u202c " * 20_000,
    "zero width": "V\u200be\u200bl\u200bm\u200bo\u200br\u200bi\u200bx " * 10_000,
    "homoglyphs": "Vеlmоrіх " * 20_000,
    "lone surrogates": "\udc00Velmorix\ud800" * 20_000,
    "full stops": "." * 300_000,
    "initials": "A. " * 50_000,
    "capitals": "Aaa Bbb " * 20_000,
    "spaces": " " * 300_000 + "Velmorix",
    "commas": "Velmorix, " + "a, " * 100_000,
    "digits": "12 " * 100_000,
    "names kept back": "李女士和张某离开A公司，加入某科技公司。" * 9_000,
    "firms nobody knows": "".join(
        f"王某加入{chr(0x4E00 + i % 5000)}{chr(0x5000 + i % 77)}科技。" for i in range(20_000)
    ),
    "people by initials": "Mme [P] [R] et M. J.-R. ont quitté Velmorix. " * 8_000,
    "people only described": "A former engineer of Velmorix was charged. He left Velmorix for Trandelle. " * 4_000,
    "marks of our own": "<P0><E1>" * 50_000,
}


@pytest.mark.parametrize("name", LARGE)
def test_it_comes_back_with_offsets_that_hold(name: str) -> None:
    text = LARGE[name]
    reading = ENGINE.read(Document(text, name))

    assert len(reading.mentions) <= HITS_LIMIT + 10
    assert all(text[one.start : one.end] == one.text for one in reading.mentions if one.field == "text")
    assert all(text[one.start : one.end] == one.quote for one in reading.proposals)
    assert all(len(span.quote) <= 500 for match in reading.matches for span in match.spans)


@pytest.mark.parametrize("name", ["bidi", "zero width", "homoglyphs", "lone surrogates"])
def test_a_disguised_name_is_found(name: str) -> None:
    assert {one.entity for one in ENGINE.read(Document(LARGE[name])).mentions} == {"e3"}


def calls_while(work: Callable[[], object]) -> int:
    """How many Python functions a piece of work calls: a measure of it that no clock and no neighbour disturbs."""
    count = 0

    def counted(_frame: FrameType, event: str, _argument: Any) -> None:
        nonlocal count
        count += event == "call"

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


# Short inputs of each kind, to be repeated.
REPEATED = {
    "a sentence with names": "Odette Specimen left Velmorix. ",
    "names without a sentence": "Odette Specimen Velmorix Trandelle ",
    "one Chinese name": "王劲",
    "Chinese without spaces": LARGE["a megabyte of Chinese"][:200],
    "combining marks": "a" + "\u0301" * 40,
    "bidi": "\u202eVelmorix\u202c ",
    "zero width": "V\u200be\u200bl\u200bm\u200bo\u200br\u200bi\u200bx ",
    "homoglyphs": "Vеlmоrіх ",
    "initials": "A. ",
    "digits": "12 ",
    "people by initials": "Mme [P] [R] a quitté Velmorix. M. [L] aussi. ",
    "people only described": "The former engineer left Velmorix. A court ruled on it. ",
}


@pytest.mark.parametrize("name", REPEATED)
def test_four_times_the_text_is_about_four_times_the_work(name: str) -> None:
    unit = REPEATED[name]
    small = unit * (8_000 // len(unit))
    ENGINE.read(Document(small))  # tables are made once, by whoever is first

    once = calls_while(lambda: ENGINE.read(Document(small)))
    four_times = calls_while(lambda: ENGINE.read(Document(small * 4)))

    assert four_times <= 6 * once


def test_a_crowd_of_namesakes_and_of_cases_is_cut_to_a_bounded_number() -> None:
    names = [NameEntry(f"p{number}", "person", "Odette Specimen") for number in range(3000)]
    names += [NameEntry("e", "employer", "Velmorix")]
    cards = [
        CaseCard(f"c{number}", "", (CaseRole(f"p{number}", "mover"), CaseRole("e", "former_employer")))
        for number in range(3000)
    ]
    engine = Engine(names, CaseIndex(cards))
    page = Page(Document("Velmorix sued Odette Specimen over a non-compete. " * 200))
    keys = keys_of_mentions(engine.scanner.scan(page), page)

    assert len(keys) <= KEYS_LIMIT
    assert len(engine.cases.cards(keys)) <= CARDS_LIMIT
    assert len(engine.read(page.document).matches) <= CARDS_LIMIT


# Pieces of articles, plain and disguised, in an order that nobody would write.
_NAMES = [
    "Odette Specimen",
    "Specimen",
    "Ms Specimen",
    "范样本",
    "王劲",
    "Velmorix",
    "VELMORIX Inc.",
    "虚构科技",
    "示例网络",
]
_WORDS = ["sued", "over a non-compete", "起诉", "竞业限制", "joined", "left", "2:19-cv-01176", "in March 2024"]
_MARKS = [" ", ". ", "。", "\n", "\u200b", "\u0301", "\u202e", "œ", "а", "\ud800", "𠀋", "|", "<P0>"]
_PIECES = st.lists(st.sampled_from([*_NAMES, *_WORDS, *_MARKS]), max_size=40)


@given(_PIECES, st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_a_text_is_read_the_same_whatever_the_order_of_names_and_cases(
    pieces: list[str], chance: random.Random
) -> None:
    document = Document(" ".join(pieces[: len(pieces) // 2]) + "".join(pieces[len(pieces) // 2 :]), "".join(pieces[:3]))
    names, cards = list(NAMES), list(CARDS)
    chance.shuffle(names)
    chance.shuffle(cards)

    assert Engine(names, CaseIndex(cards)).read(document) == ENGINE.read(document)


@given(_PIECES)
@settings(max_examples=250, deadline=None)
def test_every_mention_folds_to_a_name_of_its_entity_and_every_chance_is_one(pieces: list[str]) -> None:
    known = {
        entry.entity: {variant.text for other in NAMES if other.entity == entry.entity for variant in variants(other)}
        for entry in NAMES
    }
    reading = ENGINE.read(Document("".join(pieces), " ".join(pieces[:3])))

    for mention in reading.mentions:
        said = fold_name(mention.text)
        for entity in mention.entities:
            # A title may stand before a surname, and a legal form behind a firm's name.
            assert any(text in said for text in known[entity])
    assert all(0 <= match.probability <= 1 for match in reading.matches)
