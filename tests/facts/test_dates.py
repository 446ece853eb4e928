from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from facts.dates import ACCEPTED_FORMS, display, parse


@pytest.mark.parametrize(
    ("text", "lo", "hi", "precision"),
    [
        ("2024", "2024-01-01", "2024-12-31", "year"),
        ("2024-07", "2024-07-01", "2024-07-31", "month"),
        ("2024-02~", "2024-02-01", "2024-02-29", "month"),
        ("2024-07-18?", "2024-07-18", "2024-07-18", "day"),
        ("[2024-08..2024-09]", "2024-08-01", "2024-09-30", "range"),
        ("[2024-08..]", "2024-08-01", None, "range"),
        ("[..2024-11]", None, "2024-11-30", "range"),
    ],
)
def test_accepted_forms_give_the_days_they_can_mean(text: str, lo: str | None, hi: str | None, precision: str) -> None:
    value = parse(text)

    assert (value.lo and value.lo.isoformat(), value.hi and value.hi.isoformat()) == (lo, hi)
    assert value.precision == precision


@pytest.mark.parametrize(
    "text",
    [
        *(
            "2024-22",
            "2025-02-30",
            "2024-13",
            "July 2024",
            "20240718",
            "0024-07",
            "XXXX",
            "2024/2025",
            "[2024-08..2024]",
        ),
        *("[..]", "[2024-09..2024-08]", "2024-07-18T00:00", "２０２４", "2024-7", "[2024-08..2024-09-15]", "2024~?"),
    ],
)
def test_other_forms_are_refused_and_the_accepted_ones_named(text: str) -> None:
    with pytest.raises(ValidationError) as refused:
        parse(text)

    assert ACCEPTED_FORMS in refused.value.messages[0]


def test_a_month_over_twelve_is_no_season() -> None:
    with pytest.raises(ValidationError, match="month must be 01-12"):
        parse("2024-22")


def test_a_source_that_reports_a_past_bounds_the_latest_day() -> None:
    assert parse("[2025-02..2025-08]", date(2025, 8, 8)).hi == date(2025, 8, 8)
    assert parse("[2025-02..]", date(2025, 8, 8)).hi == date(2025, 8, 8)
    with pytest.raises(ValidationError, match="lies after 2025-08-08"):
        parse("2025-09", date(2025, 8, 8))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2024-07", "July 2024"),
        ("2024-07-18", "18 July 2024"),
        ("2024~", "about 2024"),
        ("[2024-08..2024-09]", "between August 2024 and September 2024"),
        ("[..2024-11]", "November 2024 or earlier"),
        ("", "date unknown"),
    ],
)
def test_a_date_is_shown_at_its_own_precision(text: str, words: str) -> None:
    assert display(text) == words


@given(st.dates(date(1800, 1, 1), date(2199, 12, 31)), st.sampled_from(["%Y", "%Y-%m", "%Y-%m-%d"]))
def test_a_day_lies_within_every_way_to_write_it(day: date, form: str) -> None:
    value = parse(day.strftime(form).rjust(4, "0"))

    assert value.lo is not None
    assert value.hi is not None
    assert value.lo <= day <= value.hi


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused_by_name(text: str) -> None:
    assert outcome(text) in (text.strip(), "Accepted forms named")


def outcome(text: str) -> str:
    try:
        return parse(text).text
    except ValidationError as refused:
        return "Accepted forms named" if "Accepted forms" in refused.messages[0] else refused.messages[0]
