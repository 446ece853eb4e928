"""Names of months, weekdays and small numbers in English, French and Chinese, folded, and patterns for them."""

from __future__ import annotations

_EN = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_FR = [
    "janvier",
    "fevrier",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "aout",
    "septembre",
    "octobre",
    "novembre",
    "decembre",
]
MONTHS = {name: number for names in (_EN, _FR) for number, name in enumerate(names, start=1)}
MONTHS |= {name[:3]: number for number, name in enumerate(_EN, start=1)} | {
    "sept": 9,
    "janv": 1,
    "fevr": 2,
    "fev": 2,
    "avr": 4,
    "juill": 7,
    "juil": 7,
}
MONTH = "(" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
WEEKDAYS = {
    name: number
    for names in (
        "monday tuesday wednesday thursday friday saturday sunday",
        "lundi mardi mercredi jeudi vendredi samedi dimanche",
    )
    for number, name in enumerate(names.split())
}
WEEKDAY = "(" + "|".join(WEEKDAYS) + ")"
NUMBERS = {
    **{
        name: number
        for number, name in enumerate(
            ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], start=1
        )
    },
    **{
        name: number
        for number, name in enumerate(
            ["un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"], start=1
        )
    },
    **{name: number for number, name in enumerate("一二三四五六七八九十", start=1)},
    "a": 1,
    "an": 1,
    "une": 1,
    "两": 2,
}
NUMBER = "(" + "|".join(sorted(NUMBERS, key=len, reverse=True)) + r"|\d{1,2})"
