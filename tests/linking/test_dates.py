from __future__ import annotations

from datetime import date

import pytest

from linking.dates import anchored, bounds, find_dates, proposed, since
from linking.fold import fold

TOLD = date(2025, 8, 11)


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("arrivé en 2015", ["2015"]),
        ("parti en février", ["2025-02"]),
        ("parti en octobre", ["2024-10"]),
        ("L’année dernière, il", ["2024"]),
        ("le 24 janvier 2024", ["2024-01-24"]),
        ("le 1er mars", ["2025-03-01"]),
        ("le mois dernier", ["2025-07"]),
        ("la semaine dernière", ["[2025-08-04..2025-08-10]"]),
        ("il y a deux ans", ["2023~"]),
        ("mars dernier", ["2025-03"]),
        ("in May 2020", ["2020-05"]),
        ("on May 18, 2020", ["2020-05-18"]),
        ("on 18 May 2020", ["2020-05-18"]),
        ("in November", ["2024-11"]),
        ("on Nov. 19", ["2024-11-19"]),
        ("last year", ["2024"]),
        ("last week", ["[2025-08-04..2025-08-10]"]),
        ("on Friday", ["2025-08-08"]),
        ("yesterday", ["2025-08-10"]),
        ("two years ago", ["2023~"]),
        ("去年7月離職", ["2024-07"]),
        ("今年7月27日退休", ["2025-07-27"]),
        ("民國93年7月", ["2004-07"]),
        ("二○○九年2月", ["2009-02"]),
        ("2024年11月5日", ["2024-11-05"]),
        ("11月5日", ["2024-11-05"]),
        ("上個月", ["2025-07"]),
        ("2018年離開，2020年加入", ["2018", "2020"]),
        ("it may go on, 2015 items, 20 % in all", []),
        ("99月", []),
        ("今年六月一審", ["2025-06"]),
        ("去年十二月二十三日", ["2024-12-23"]),
        ("四月，法院", ["2025-04"]),
        ("五月底裁決", ["2025-05"]),
        ("二○一五年十二月", ["2015-12"]),
        ("上週四宣判", ["2025-08-07"]),
        ("周三宣布", ["2025-08-06"]),
        ("星期一說", ["2025-08-11"]),
        ("昨裁定駁回", ["2025-08-10"]),
        ("三個月內，十二個月，每週四，一月一次", []),
        ("on February 30, 2024", []),
    ],
)
def test_dates_are_resolved_against_the_publication(text: str, dates: list[str]) -> None:
    assert [found.edtf for found in find_dates(fold(text).text, TOLD)] == dates


def test_without_a_publication_date_only_full_dates_are_read() -> None:
    assert [found.edtf for found in find_dates(fold("last year, in May, in 2015").text, None)] == ["2015"]


@pytest.mark.parametrize(
    ("edtf", "low", "high"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-02~", date(2024, 2, 1), date(2024, 2, 29)),
        ("[2024-08..2024-09]", date(2024, 8, 1), date(2024, 9, 30)),
        ("[2024..]", date(2024, 1, 1), None),
        ("[..2024]", None, date(2024, 12, 31)),
    ],
)
def test_bounds(edtf: str, low: date | None, high: date | None) -> None:
    assert bounds(edtf) == (low, high)


@pytest.mark.parametrize(
    "edtf", ["2024-22", "0024-07", "[2024-08..2024-09-15]", "2024/2025", "[..]", "[2025..2024]", "XXXX", "24"]
)
def test_other_forms_are_refused(edtf: str) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        bounds(edtf)


def test_what_is_told_as_past_is_not_after_the_publication() -> None:
    assert proposed("2025-08", "", TOLD).hi == TOLD
    assert proposed("[2024..]", "", TOLD).hi == TOLD
    assert proposed("2026", "", TOLD).hi == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("edtf", "closed", "after"),
    [
        ("2025-02", True, "[2025-02..2025-08]"),
        ("2024", False, "[2024..]"),
        ("2025", True, "2025"),
        ("2025-08-11", True, "2025-08-11"),
        ("[2025-02..2025-08]", True, "[2025-02..2025-08]"),
        ("2026", True, "[2026..]"),
        ("", True, ""),
    ],
)
def test_not_before(edtf: str, closed: bool, after: str) -> None:
    assert since(edtf, TOLD, closed=closed) == after


@pytest.mark.parametrize(
    ("text", "before", "dates"),
    [
        ("去年8月停薪，同年10月到任", "", ["2024-08", "2024-10"]),
        ("2018年12月離職，次月加入", "", ["2018-12", "2019-01"]),
        ("2018年底離職，翌年3月加入", "", ["2018", "2019-03"]),
        ("2016年6月离职，7月1日加入", "", ["2016-06", "2016-07-01"]),
        ("2017年11月7日成立，次日离职", "", ["2017-11-07", "2017-11-08"]),
        ("当年5月起诉", "2017-02", ["2017-05"]),
        ("同月9日入职", "2017-02", ["2017-02-09"]),
        ("次年判决", "2017-02", ["2018"]),
        ("2016年6月起任职，2月28日判决", "", ["2016-06", "2025-02-28"]),
        ("次年3月加入", "2024-12", ["2025-03"]),
        ("次年10月加入", "2024-12", []),
        ("同年加入", "", []),
        ("当年没人相信", "2017-02", []),
        ("同年级的同学", "2017-02", []),
    ],
)
def test_a_chinese_date_may_lean_on_one_before_it(text: str, before: str, dates: list[str]) -> None:
    folded = fold(text).text

    found = anchored(folded, find_dates(folded, TOLD), before, TOLD)

    assert [one.edtf for one in found] == dates
