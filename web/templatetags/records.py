"""Filters for what records hold: partial dates, names in many scripts, amounts, sources' addresses."""

from __future__ import annotations

import re
from decimal import Decimal
from urllib.parse import urlsplit

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from cases.models import Covenant
from cases.windows import Window
from facts import dates
from people import spelling
from people.choices import Script
from web.pages.gaps import missing_terms

register = template.Library()

# Windows whose length was agreed on; what a statute allows at most is no length of theirs.
_COUNTED = ("agreement", "agreement_reduced_to_cap")
_PLAIN = re.compile(r"\d{4}(-\d\d){0,2}", re.ASCII)
# BCP 47 tags. Latin needs none: the page is in it, and the language of a name in Latin letters is not told by them.
_LANGUAGES = {Script.HAN: "zh", Script.HANGUL: "ko", Script.KANA: "ja", Script.CYRILLIC: "und-Cyrl"}


@register.filter
def when(text: str) -> SafeString:
    """A partial date in words at its own precision: `2024-07` is “July 2024”, marked up for machines where it can be.

    HTML knows no uncertain dates and no ranges; those are plain words.
    """
    words = dates.display(text)
    if not _PLAIN.fullmatch(text):
        return format_html('<span class="date">{}</span>', words)
    return format_html('<time class="date" datetime="{}">{}</time>', text, words)


@register.filter
def lang(text: str) -> SafeString:
    """The attribute that tells browsers how to shape and read a name: ` lang="zh"` for Han, nothing for Latin."""
    code = _LANGUAGES.get(spelling.script_of(text))
    return format_html(' lang="{}"', code) if code else SafeString("")


@register.filter
def lang_code(code: str) -> SafeString:
    """The attribute for a known language code; nothing where none is recorded."""
    return format_html(' lang="{}"', code) if code else SafeString("")


@register.simple_tag
def money(amount: Decimal, currency: str) -> str:
    """`CNY 1,200,000`, with hundredths where there are any; the same in every locale."""
    whole = amount == amount.to_integral_value()
    return f"{currency} {amount:,.0f}" if whole else f"{currency} {amount:,.2f}"


@register.simple_tag
def duration(value: int, unit: str) -> str:
    """`24 months`, `1 year`: as agreed, never converted."""
    return f"{value} {unit}" if value == 1 else f"{value} {unit}s"


@register.filter
def restrained(window: Window | None) -> str:
    """`to 31 December 2020, less garden leave.`: the last day of a length that is on record; else nothing."""
    if window is None or window.last_day is None or window.basis not in _COUNTED:
        return ""
    first, last = (dates.display(day.isoformat()) for day in window.last_day)
    said = [f"to {last}" if first == last else f"to a day from {first} to {last}"]
    if "garden_leave_subtracted" in window.flags:
        said.append("less garden leave")
    if window.basis == "agreement_reduced_to_cap":
        said.append("as far as the statute lets it run")
    return f"{', '.join(said)}."


@register.filter
def not_on_record(covenant: Covenant) -> str:
    """`length, area`: the terms of a restraint that no source seen here gives."""
    return ", ".join(missing_terms(covenant))


@register.filter
def percent(value: Decimal) -> str:
    """`30`, `30.5`: no zeros that nobody wrote."""
    return f"{value.normalize():f}"


@register.filter
def web_address(url: str) -> str:
    """The address where it may be linked to (http, https), else nothing."""
    return url if urlsplit(url).scheme in ("http", "https") else ""


@register.filter
def host(url: str) -> str:
    """The site's name in an address."""
    return (urlsplit(url).hostname or "").removeprefix("www.")
