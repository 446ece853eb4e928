# ruff: noqa: E501 - a pattern is read in one line
"""Finding dates in folded prose. Patterns see folded text: no accents, simplified characters, spaces for hyphens."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from linking.dates.han import HAN_DAY, HAN_MONTH, number_of, weekday_of, year_of
from linking.dates.words import MONTH, MONTHS, NUMBER, NUMBERS, WEEKDAY, WEEKDAYS

_Y = r"((?:19|20)\d\d)"


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a folded text: [start, end) there, and its EDTF form."""

    start: int
    end: int
    edtf: str


Rule = tuple[re.Pattern[str], Callable[[re.Match[str], date | None], str]]


def _ymd(year: int, month: int = 0, day: int = 0) -> str:
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return ""
    return f"{year:04d}" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if day else "")


def _count(word: str) -> int:
    return NUMBERS[word] if word in NUMBERS else int(word)


def _past_month(month: int, day: int, told: date | None) -> str:
    """A month without a year is the latest one not after the publication."""
    if told is None:
        return ""
    year = told.year if (month, day or 0) <= (told.month, told.day) else told.year - 1
    return _ymd(year, month, day)


def _past_day(day: int, told: date | None) -> str:
    """A day without a month is the latest one not after the publication."""
    if told is None or not 0 < day < 32:
        return ""
    for back in range(3):
        place = told.year * 12 + told.month - 1 - back
        found = _ymd(place // 12, place % 12 + 1, day)
        if found and found <= told.isoformat():
            return found
    return ""


def _months_ago(told: date | None, count: int) -> str:
    if told is None:
        return ""
    place = told.year * 12 + told.month - 1 - count
    return _ymd(place // 12, place % 12 + 1)


def _week(told: date | None, weeks: int) -> str:
    """The calendar week (Monday to Sunday) so many weeks before the publication's, as one of its days."""
    if told is None:
        return ""
    monday = told - timedelta(days=told.weekday() + 7 * weeks)
    return f"[{monday}..{min(monday + timedelta(days=6), told)}]" if monday < told else str(monday)


def _weekday(name: str, told: date | None, *, last: bool = False) -> str:
    if told is None:
        return ""
    back = (told.weekday() - WEEKDAYS[name]) % 7
    return str(told - timedelta(days=back or (7 if last else 0)))


def _year(told: date | None, back: int) -> str:
    return _ymd(told.year - back) if told else ""


def _day(told: date | None, back: int) -> str:
    return str(told - timedelta(days=back)) if told else ""


def _rules() -> Iterator[tuple[str, Callable[[re.Match[str], date | None], str]]]:
    # Full dates first: a rule's hit hides what later rules find inside it.
    yield (
        rf"\b(\d{{1,2}})(?:er|st|nd|rd|th)? (?:of )?{MONTH},? {_Y}\b",
        lambda m, _t: _ymd(int(m[3]), MONTHS[m[2]], int(m[1])),
    )
    yield rf"\b{MONTH} (\d{{1,2}})(?:st|nd|rd|th)?,? {_Y}\b", lambda m, _t: _ymd(int(m[3]), MONTHS[m[1]], int(m[2]))
    yield (
        rf"(?<!\d)((?:19|20)\d\d) ?年 ?{HAN_MONTH} ?月 ?{HAN_DAY} ?日",
        lambda m, _t: _ymd(int(m[1]), number_of(m[2]), number_of(m[3])),
    )
    yield rf"(?<!\d)((?:19|20)\d\d) ?年 ?{HAN_MONTH} ?月", lambda m, _t: _ymd(int(m[1]), number_of(m[2]))
    yield (
        r"(?<!\d)(?:民国 ?)?(\d{2,3}) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?日",
        lambda m, _t: _roc(m[1], int(m[2]), int(m[3])),
    )
    yield r"(?<!\d)(?:民国 ?)?(\d{2,3}) ?年 ?(\d{1,2}) ?月", lambda m, _t: _roc(m[1], int(m[2]))
    # Day first, where a French word leads to it: elsewhere 07/06 may be the sixth of July.
    yield (
        rf"\b(?:le|du|au|des) (\d{{1,2}})[/.](\d{{1,2}})[/.]{_Y}\b",
        lambda m, _t: _ymd(int(m[3]), int(m[2]), int(m[1])) if 0 < int(m[2]) < 13 else "",
    )
    yield r"\b((?:19|20)\d\d) (0[1-9]|1[0-2]) ([0-3]\d)\b", lambda m, _t: _ymd(int(m[1]), int(m[2]), int(m[3]))
    yield (
        rf"去年 ?{HAN_MONTH} ?月 ?{HAN_DAY} ?日",
        lambda m, t: _ymd(t.year - 1, number_of(m[1]), number_of(m[2])) if t else "",
    )
    yield rf"去年 ?{HAN_MONTH} ?月", lambda m, t: _ymd(t.year - 1, number_of(m[1])) if t else ""
    yield (
        rf"(?:今年|当年) ?{HAN_MONTH} ?月 ?{HAN_DAY} ?日",
        lambda m, t: _ymd(t.year, number_of(m[1]), number_of(m[2])) if t else "",
    )
    yield rf"今年 ?{HAN_MONTH} ?月", lambda m, t: _ymd(t.year, number_of(m[1])) if t else ""
    yield rf"前年 ?{HAN_MONTH} ?月", lambda m, t: _ymd(t.year - 2, number_of(m[1])) if t else ""
    yield (
        rf"([一二三四五六七八九〇○零]{{4}})年{HAN_MONTH}月(?:{HAN_DAY}日)?",
        lambda m, _t: _ymd(year_of(m[1]), number_of(m[2]), number_of(m[3] or "")) if year_of(m[1]) else "",
    )
    yield (
        rf"(?<![\d年一二三四五六七八九十]){HAN_MONTH} ?月 ?{HAN_DAY} ?日",
        lambda m, t: _past_month(number_of(m[1]), number_of(m[2]), t),
    )
    yield r"(?<![\d月年第/.])(\d{1,2}) ?日(?![本圆元内间后前数报夜线常])", lambda m, t: _past_day(int(m[1]), t)
    yield rf"\b{MONTH},? {_Y}\b", lambda m, _t: _ymd(int(m[2]), MONTHS[m[1]])
    yield rf"\b(?:last|this past) {MONTH}", lambda m, t: _past_month(MONTHS[m[1]], 0, t)
    yield rf"\b{MONTH} (?:last year|of last year)\b", lambda m, t: _ymd(t.year - 1, MONTHS[m[1]]) if t else ""
    yield rf"\b{MONTH} (?:dernier|de l'an dernier|de l'annee derniere)\b", lambda m, t: _last_year_or_month(m, t)
    yield (
        rf"\b(?:le |on )?(\d{{1,2}})(?:er|th|st|nd|rd)? {MONTH}(?! \d{{4}})",
        lambda m, t: _past_month(MONTHS[m[2]], int(m[1]), t),
    )
    yield (
        rf"\b(?:on |by )?{MONTH} (\d{{1,2}})(?:th|st|nd|rd)?\b(?!,? \d{{4}}|[\d%.,]\d)",
        lambda m, t: _past_month(MONTHS[m[1]], int(m[2]), t),
    )
    yield rf"\b(?:early|late|mid|debut|fin|mi|courant) (?:in )?{_Y}\b", lambda m, _t: _ymd(int(m[1]))
    yield (
        rf"\b(?:early|late|mid|debut|fin|mi|courant|in|en|since|depuis|des le mois de|au mois de|during) (?:early |late |mid )?{MONTH}(?! \d)",
        lambda m, t: _past_month(MONTHS[m[1]], 0, t),
    )
    yield (
        rf"(?<![\d年.第个前零一二三四五六七八九十]){HAN_MONTH} ?月(?!\d| ?\d{{1,2}} ?日|[内刊饼一])(?:份|初|底|末|中旬|上旬|下旬)?",
        lambda m, t: _past_month(number_of(m[1]), 0, t) if 0 < number_of(m[1]) < 13 else "",
    )
    yield r"([一二三四五六七八九〇○零]{4})年", lambda m, _t: _ymd(year_of(m[1])) if year_of(m[1]) else ""
    yield r"(?<!\d)((?:19|20)\d\d) ?年(?!代|度|期|第)", lambda m, _t: _ymd(int(m[1]))
    yield r"\bl'an(?:nee)? (?:derniere?|passee?)\b|\blast year\b|去年", lambda _m, t: _year(t, 1)
    yield r"\b(?:cette annee|this year|earlier this year)\b|今年", lambda _m, t: _year(t, 0)
    yield r"前年", lambda _m, t: _year(t, 2)
    yield r"\b(?:le mois dernier|le mois passe|last month)\b|上个?月", lambda _m, t: _months_ago(t, 1)
    yield r"\b(?:ce mois ci|this month|earlier this month)\b|本月|这个月", lambda _m, t: _months_ago(t, 0)
    yield r"上个?(?:周|星期|礼拜)([一二三四五六日天])", lambda m, t: weekday_of(m[1], t, before=1)
    yield (
        r"(?:本|这)(?:周|星期|礼拜)([一二三四五六日天])|(?<![每下隔上])(?:星期|礼拜)([一二三四五六日天])(?![至到])|"
        r"(?<![\u3400-\u9fff])周([一二三四五六日])(?=[,(上下早晚在向宣表对裁判称报发提起])",
        lambda m, t: weekday_of(m[1] or m[2] or m[3], t, before=0),
    )
    yield r"\b(?:la semaine derniere|la semaine passee|last week)\b|上个?(?:周|星期|礼拜)", lambda _m, t: _week(t, 1)
    yield r"\b(?:cette semaine|this week|earlier this week)\b|本周|这周", lambda _m, t: _week(t, 0)
    yield r"\b(?:hier|yesterday)\b|昨(?:[天日晚]|(?=裁|判|宣|颁|起诉|提告))", lambda _m, t: _day(t, 1)
    yield r"\b(?:aujourd'hui|today)\b|今(?:[天日]|(?=裁定|宣判|判决|侦结|起诉|提告))", lambda _m, t: _day(t, 0)
    yield r"前天", lambda _m, t: _day(t, 2)
    yield rf"\b{NUMBER} years? ago\b|\bil y a {NUMBER} ans?\b|{NUMBER} ?年前", lambda m, t: _about(t, m)
    yield (
        rf"\b{NUMBER} months? ago\b|\bil y a {NUMBER} mois\b|{NUMBER} ?个月前",
        lambda m, t: _months_ago(t, _count(next(filter(None, m.groups())))),
    )
    yield rf"\blast {WEEKDAY}\b|\b{WEEKDAY} dernier\b", lambda m, t: _weekday(m[1] or m[2], t, last=True)
    yield (
        rf"\b(?:on |ce |le )?{WEEKDAY}\b(?! (?:prochain|next))(?!,? (?:\d{{1,2}}(?:er|st|nd|rd|th)? )?{MONTH})(?<!next )",
        lambda m, t: _weekday(m[1], t),
    )
    yield (
        rf"\b(?:in|en|since|depuis|des|de|from|by|until|during|of|around|vers|courant) {_Y}\b(?![ ]?[%$€]|[.,]\d)",
        lambda m, _t: _ymd(int(m[1])),
    )


def _roc(year: str, month: int, day: int = 0) -> str:
    """A year of the Republic of China calendar (year 1 = 1912), as Taiwanese papers write it."""
    number = int(year)
    return _ymd(number + 1911, month, day) if 70 <= number <= 150 else ""


def _about(told: date | None, hit: re.Match[str]) -> str:
    return f"{_year(told, _count(next(filter(None, hit.groups()))))}~" if told else ""


def _last_year_or_month(hit: re.Match[str], told: date | None) -> str:
    if told is None:
        return ""
    return (
        _past_month(MONTHS[hit[1]], 0, told)
        if hit[0].endswith("dernier") and "an" not in hit[0].split() and "l'an" not in hit[0]
        else _ymd(told.year - 1, MONTHS[hit[1]])
    )


# No date is without one of these: most sentences are spared the rules.
_HINT = re.compile(
    rf"\d|{MONTH}|{WEEKDAY}|\bans?\b|annee|year|month|week|mois|semaine|hier|yesterday|today|aujourd|[年月周天昨今]|星期|礼拜"
)
_MONTH_TOLD, _WEEKDAY_TOLD, _DIGIT = re.compile(rf"\b{MONTH}"), re.compile(rf"\b{WEEKDAY}\b"), re.compile(r"\d")


def _need(pattern: str) -> re.Pattern[str] | None:
    """What a text has wherever a rule finds something, if that is soon told: it spares most sentences most rules."""
    if WEEKDAY in pattern:
        return _WEEKDAY_TOLD
    if MONTH in pattern:
        return _MONTH_TOLD
    plain = _plain(pattern)
    if "|" in plain:
        return None
    sign = next((one for one in "日月年" if one in plain), None)
    if sign is not None:
        return re.compile(sign)
    return _DIGIT if _Y in pattern else None


def _plain(pattern: str) -> str:
    """A pattern without its groups, sets and optional characters."""
    bare = re.sub(r"\[[^]]*\]", "", pattern)
    while (fewer := re.sub(r"\([^()]*\)\??", "", bare)) != bare:
        bare = fewer
    return re.sub(r".\?", "", bare)


_RULES: tuple[tuple[re.Pattern[str] | None, Rule], ...] = tuple(
    (_need(pattern), (re.compile(pattern), make)) for pattern, make in _rules()
)


def find_dates(folded: str, published: date | None) -> list[Found]:
    """Dates in a folded text, in order, none overlapping. What needs a publication date and has none is left out."""
    taken: list[tuple[int, int]] = []
    found: list[Found] = []
    if not _HINT.search(folded):
        return found
    seen: dict[re.Pattern[str], bool] = {}
    for need, (pattern, make) in _RULES:
        if need is not None:
            if need not in seen:
                seen[need] = need.search(folded) is not None
            if not seen[need]:
                continue
        for hit in pattern.finditer(folded):
            if any(hit.start() < end and start < hit.end() for start, end in taken):
                continue
            edtf = make(hit, published)
            if edtf:
                taken.append(hit.span())
                found.append(Found(hit.start(), hit.end(), edtf))
    return sorted(found, key=lambda one: one.start)
