"""Input that is made to exhaust a reader: it comes back, with offsets that hold, in memory that does not grow with it.

The sizes are such that work growing with the square of the input would not end within the suite.
"""

from __future__ import annotations

import random

import pytest

from linking.candidates import CaseIndex
from linking.engine import Engine
from linking.forms import CaseCard, CaseRole, Document, NameEntry
from linking.mentions import HITS_LIMIT

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
