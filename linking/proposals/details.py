# ruff: noqa: E501 - a pattern is read in one line
"""What else the sentence of a step says: amount, court, docket, in its own words."""

from __future__ import annotations

import re

_MONEY = re.compile(
    r"(?:(?:US|HK|NT|A|C)?[$€£¥]\s?\d[\d,.]*(?:\s?(?:million|billion|bn|m|k|millions?|milliards?|万|亿|萬|億))?)|"
    r"\d[\d ,.]*\s?(?:(?:million|billion)s? (?:dollars|euros|pounds|yuan|won)|(?:millions? |milliards? )?(?:d')?(?:euros|dollars)|Md\$|M€)|"
    r"\d[\d ,.]*\s?(?:(?:millions? |billions? |milliards? )?(?:de |d')?(?:yuans?|wons?|francs|livres|RMB))|[一二三四五六七八九十百千两零]+(?:百|千)?(?:万|萬|亿|億)[一二三四五六七八九十百千万萬零]*元|"
    r"\d[\d,.]*\s?(?:余|餘|多)?(?:万|萬|亿|億)[\d万萬]*(?:余|餘|多)?(?:元|美元|人民币|人民幣|欧元)?"
)
_COURT = re.compile(
    r"(?:(?:[A-Z][\w.&']+ ){1,4}(?:Superior |District |Federal |County |High |Chancery |federal )?(?:Court|court|Circuit)(?: of [A-Z]\w+(?: [A-Z]\w+)?)?)|"
    r"(?:(?:Northern|Southern|Eastern|Western|Central) District of [A-Z]\w+(?: [A-Z]\w+)?)|"
    r"(?:[Cc]our supérieure(?: du Québec)?|Haute Cour|[Cc]ommission d['’]arbitrage(?: du travail)?(?: d[e'’]\s?[A-Z]\w+)?|[Ll]abou?r arbitration (?:commission|panel))|"
    r"(?:[\u3400-\u9fff]{2}(?:中院|地院)|(?:北加州|加州|纽约|紐約|美国|美國)?(?:联邦|聯邦)(?:地区|地區|地方)?法院|(?:浦东|海淀|朝阳|南山|天河)法院)|"
    r"(?:[Tt]ribunal (?:de commerce|de première instance|du travail|cantonal|des activités économiques|judiciaire|de la [a-zé]+ [a-zé]+|administratif)(?: d[e'’]\s?[A-Z]\w+)?|[Cc]our d['’]appel de [A-Z]\w+|"
    r"[Cc]our de cassation|conseil de prud['’]hommes(?: de [A-Z][\w-]+)?)|"
    r"(?:(?:智慧財產及商業法院|智慧财产及商业法院|知识产权法院|知識產權法院|智財法院|智财法院|智慧法院|最高法院|高等法院)|"
    r"[^\W\d向由在经由]{2,8}(?:市|区|縣|县|省)?(?:中級人民法院|中级人民法院|人民法院|地方法院))"
)
_DOCKET = re.compile(
    r"\b(?:No\.?|Case No\.?:?|CASE NO\.|n[°o]|RG n°|案[号號][：:]?)\s?([\w:.-]*\d[\w:./-]*)|(\[\d{4}\] [A-Z]{3,6} \d+)|\b(\d{2}/\d{5})\b|"
    r"([（(]\d{4}[）)][\u3400-\u9fff]\d*[\u3400-\u9fff]{1,4}\d+号)"
)


def details_of(sentence: str, kind: str) -> dict[str, str]:
    """`amount`, `court` and `docket` of a legal step as the sentence has them; nothing for moves."""
    if kind in ("joined", "left"):
        return {}
    found: dict[str, str] = {}
    for name, pattern in (("amount", _MONEY), ("court", _COURT), ("docket", _DOCKET)):
        hits = [next((part for part in hit.groups() if part), hit.group(0)) for hit in pattern.finditer(sentence)]
        if len(set(hits)) == 1:  # two amounts or courts: which one is the step's is open
            found[name] = hits[0].strip(" ,.")
    return found
