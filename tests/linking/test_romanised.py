from __future__ import annotations

import pytest

from linking.forms import Document, NameEntry
from linking.mentions import Scanner
from linking.names import Strength, variants
from linking.romanised import readings_of_name, wade_giles
from linking.sounds import WINDOWS_LIMIT, spellings_of, windows_of


@pytest.mark.parametrize(
    ("pinyin", "written"),
    [
        ("zhang", "chang"),
        ("qian", "chien"),
        ("xie", "hsieh"),
        ("xue", "hsueh"),
        ("zi", "tzu"),
        ("gong", "kung"),
        ("xiong", "hsiung"),
        ("guo", "kuo"),
        ("zeng", "tseng"),
        ("ren", "jen"),
        ("an", "an"),
    ],
)
def test_pinyin_as_wade_giles_writes_it(pinyin: str, written: str) -> None:
    assert wade_giles(pinyin) == written


@pytest.mark.parametrize(
    ("family", "given", "read"),
    [
        ("hsieh", ("tzu", "jen"), {"xie ziren", "xie ciren"}),
        ("leung", ("yang",), {"liang yang"}),
        ("wei", ("chen",), set()),  # pinyin as it is
        ("smith", ("an",), set()),
        ("lee", ("ann", "marie"), set()),
    ],
)
def test_a_name_is_read_back_into_pinyin(family: str, given: tuple[str, ...], read: set[str]) -> None:
    assert set(readings_of_name(family, given)) == read


def test_other_spellings_of_a_name_never_stand_alone() -> None:
    strength = {one.text: one.strength for one in variants(NameEntry("one", "person", "谢子样"))}

    assert strength["xie ziyang"] == Strength.DERIVED
    assert strength["hsieh tzu yang"] == strength["tzuyang hsieh"] == Strength.WEAK


def test_few_windows_of_a_long_text_are_spelt() -> None:
    windows = windows_of("范样本" * (2 * WINDOWS_LIMIT))

    assert {window for _, window in windows} == {"范样本"}
    assert len(windows) == WINDOWS_LIMIT
    assert spellings_of("范样本") == [(2, "fan yang"), (3, "fan yangben")]


def test_what_was_heard_before_is_heard_again() -> None:
    scanner = Scanner([NameEntry("p", "person", "Fan Yangben"), NameEntry("f", "employer", "虚拟科技")])
    document = Document("范样本离开虚拟科技，欧阳样本留下。")

    first = scanner.scan(document)

    assert [one.text for one in first] == ["范样本", "虚拟科技"]
    assert scanner.scan(document) == first
    assert scanner.with_changes([], removed=["p"]).scan(document) == first[1:]
