"""One sentence each for the ways in which news tells of moves and steps, and sentences that tell of none.

`tests/data/linking/wordings/` holds a line each: kind, who and which firm, a tab, the sentence; or `none`.
The firm is the one joined for a joining, else the one left or the claimant; `-` where none has to be told. All names
are made up.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from linking.candidates import CaseIndex
from linking.engine import Engine
from linking.forms import Document, EntityRef
from tests.linking.test_told_plainly import NAMES, PUBLISHED

HERE = Path(__file__).parents[1] / "data" / "linking" / "wordings"
ENGINE = Engine(NAMES, CaseIndex([]))  # no case: what is found is what the sentence itself says


def _lines(language: str) -> list[tuple[str, str]]:
    lines = (HERE / f"{language}.txt").read_text("utf-8").splitlines()
    return [(expected, sentence) for expected, _, sentence in (line.partition("\t") for line in lines)]


def _told(sentence: str, language: str) -> list[tuple[str, str, str]]:
    found = []
    for one in ENGINE.read(Document(sentence, "", language, PUBLISHED)).proposals:
        firm = one.to if one.kind == "joined" else one.from_
        found.append((one.kind, _id(one.person), _id(firm)))
    return found


def _id(ref: EntityRef | None) -> str:
    return (ref.id or ref.name) if ref is not None else "-"


@pytest.mark.parametrize("language", ["en", "fr", "zh"])
def test_what_a_sentence_tells_is_proposed(language: str) -> None:
    missed = []
    for expected, sentence in _lines(language):
        if expected != "none":
            kind, person, firm = expected.split()
            told = _told(sentence, language)
            if not any(one[:2] == (kind, person) and (firm == "-" or one[2] in (firm, "-")) for one in told):
                missed.append((expected, sentence, told))

    assert missed == []


@pytest.mark.parametrize("language", ["en", "fr", "zh"])
def test_a_sentence_that_tells_of_nothing_proposes_nothing(language: str) -> None:
    wrong = [
        (sentence, told)
        for expected, sentence in _lines(language)
        if expected == "none" and (told := _told(sentence, language))
    ]

    assert wrong == []
