"""The story the project began from, where its file is at hand. The names stand here and in seeds/, never in code."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from linking.candidates import CaseIndex
from linking.engine import Engine
from linking.forms import Document, NameEntry, Proposal, Reading
from linking.registry import read_registry
from tests.linking.conftest import DATA

ARTICLE = Path(__file__).parents[3] / "shared" / "data" / "seed-article.fr.txt"
PUBLISHED = date(2025, 8, 11)
PEOPLE = {"yan": ("鄢志杰", "Yan Zhijie")}
FIRMS = {
    "tencent": ("腾讯", "Tencent"),
    "tiktok": ("TikTok",),
    "jd": ("京东", "JD.com"),
    "explore": ("Explore Academy",),
    "damo": ("Damo Academy",),
    "tongyi": ("Tongyi",),
    "qwen": ("Qwen",),
    "meta": ("Meta",),
    "google": ("Google",),
    "openai": ("OpenAI",),
    "apple": ("Apple",),
    "anthropic": ("Anthropic",),
    "thinking": ("Thinking Machines Lab",),
}

pytestmark = pytest.mark.skipif(not ARTICLE.is_file(), reason="the article's file is not at hand")


@pytest.fixture(scope="module")
def text() -> str:
    return ARTICLE.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def reading(text: str) -> Reading:
    registry = read_registry([DATA / "cases_dev.jsonl", DATA / "case_of_the_seed.jsonl"])
    known = {entry.text for entry in registry.names()}
    names = registry.names()
    names += [NameEntry(entity, "person", name) for entity, some in PEOPLE.items() for name in some]
    names += [
        NameEntry(entity, "employer", name) for entity, some in FIRMS.items() for name in some if name not in known
    ]
    return Engine(names, CaseIndex(registry.cards)).read(Document(text, "", "fr", PUBLISHED))


def test_every_name_stands_at_its_offsets(reading: Reading, text: str) -> None:
    found = [mention.text for mention in reading.mentions]

    assert all(text[mention.start : mention.end] == mention.text for mention in reading.mentions)
    assert found == [
        *("Alibaba Group Holding", "Yan Zhijie", "Alibaba", "Damo Academy", "Tongyi", "Alibaba", "Tencent Holdings"),
        *("Explore Academy", "JD.com", "JD.com", "M. Yan", "Explore Academy", "ByteDance", "TikTok", "Zhou Chang"),
        *("Qwen", "Alibaba", "ByteDance", "Alibaba", "Tencent", "ByteDance", "Alibaba", "Meta Platforms", "Google"),
        *("OpenAI", "Apple", "Anthropic", "Thinking Machines Lab"),
    ]


def test_it_is_about_one_case_and_quotes_the_sentence(reading: Reading) -> None:
    (match,) = reading.matches

    assert match.case == "alibaba-v-zhou-chang"
    assert match.probability > 0.9
    assert any(span.quote.startswith("L’année dernière, ByteDance") for span in match.spans)


def steps(reading: Reading) -> dict[tuple[str, str | None, str | None, str | None], Proposal]:
    return {
        (
            one.kind,
            one.person.name if one.person else None,
            one.from_.name if one.from_ else None,
            one.to.name if one.to else None,
        ): one
        for one in reading.proposals
    }


def test_moves_and_the_legal_action_are_proposed(reading: Reading) -> None:
    found = {key: one.date for key, one in steps(reading).items()}

    assert {key: date.edtf for key, date in found.items()} == {
        ("joined", "Yan Zhijie", None, "Alibaba"): "2015",
        ("left", "Yan Zhijie", "Alibaba", None): "2025-02",
        ("joined", "Yan Zhijie", None, "Tencent"): "[2025-02..2025-08]",
        ("left", "Yan Zhijie", "Tencent", None): "[2025-02..2025-08]",
        ("joined", "Yan Zhijie", None, "Explore Academy"): "[2025-02..2025-08]",
        ("joined", "Zhou Chang", "Alibaba", "ByteDance"): "2024",
        ("legal_action", "Zhou Chang", "Alibaba", "ByteDance"): "[2024..]",
    }
    action = found["legal_action", "Zhou Chang", "Alibaba", "ByteDance"]
    assert (action.lo, action.hi) == (date(2024, 1, 1), PUBLISHED)
    assert all(one.hi is not None and one.hi <= PUBLISHED for one in found.values())


def test_nothing_is_found_and_only_the_disputed_move_has_a_case(reading: Reading) -> None:
    assert {one.assertion for one in reading.proposals} == {"reported"}
    assert {one.person and one.person.name for one in reading.proposals if one.case} == {"Zhou Chang"}
    assert reading.unknowns == ()
