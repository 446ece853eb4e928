"""Numbers, years and weekdays as Chinese writes them."""

from __future__ import annotations

from datetime import date, timedelta

# A month and a day as Chinese writes them: "6", "六", "十二", "二十三".
HAN_MONTH = r"(\d{1,2}|十[一二]?|[一二三四五六七八九])"
HAN_DAY = r"(\d{1,2}|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_DIGITS = {char: str(number) for number, char in enumerate("〇一二三四五六七八九")} | {
    "○": "0",
    "零": "0",
    "O": "0",
}


def number_of(text: str) -> int:
    """A number up to 39 in digits or as 十二; 0 of an empty text."""
    if not text or text.isdigit():
        return int(text or 0)
    tens, ten, ones = text.rpartition("十")
    return (int(_DIGITS.get(tens, "1")) * 10 if ten else 0) + int(_DIGITS.get(ones, "0"))


def year_of(text: str) -> int:
    """A year written figure by figure, "二〇二四"; 0 where it is none of 1900 to 2099."""
    year = "".join(_DIGITS[char] for char in text)
    return int(year) if year[:2] in ("19", "20") else 0


def weekday_of(name: str, told: date | None, *, before: int) -> str:
    """The day of that name in the week so many weeks before the publication's; one that is still to come is last
    week's."""
    if told is None:
        return ""
    monday = told - timedelta(days=told.weekday() + 7 * before)
    day = monday + timedelta(days="一二三四五六日".find(name.replace("天", "日")))
    return str(day if day <= told else day - timedelta(days=7))
