from __future__ import annotations

import pytest

from linking.forms import NameEntry
from linking.names import Strength, variants
from linking.romanised import readings_of_name, wade_giles
from linking.sounds import WINDOWS_LIMIT, spelt_windows


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
    windows = spelt_windows("范样本" * (2 * WINDOWS_LIMIT))

    assert set(windows) == {"fan yang", "fan yangben"}
    assert len(windows["fan yangben"]) == WINDOWS_LIMIT
