# ruff: noqa: E501 - a pattern is read in one line
"""What else is said of a step: amount, court and docket, in the words of its sentence or of those beside it.

Where two amounts or courts compete, what is claimed is told from what was awarded, and where a suit was brought from
who decided; what stays open is left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from linking.dockets import dockets_in
from linking.fold import fold
from linking.proposals.courts import courts_in

DECIDED = frozenset({"ruling", "injunction_granted", "injunction_denied", "charges_filed"})
_SUITS = frozenset({"complaint_filed", "legal_action", "arbitration_applied", "counterclaim", "injunction_sought"})
_MONEY = re.compile(
    r"(?:(?:US|HK|NT|A|C)?[$€£¥]\s?\d[\d,.]*(?:\s?(?:million|billion|bn|m|k|millions?|milliards?|万|亿|萬|億))?)|"
    r"\d[\d ,.]*\s?(?:(?:million|billion)s? (?:dollars|euros|pounds|yuan|won)|(?:millions? |milliards? )?(?:d')?(?:euros|dollars)|Md\$|M€)|"
    r"\d[\d ,.]*\s?(?:(?:millions? |billions? |milliards? )?(?:de |d')?(?:yuans?|wons?|francs|livres|RMB))|[一二三四五六七八九十百千两零]+(?:百|千)?(?:万|萬|亿|億)[一二三四五六七八九十百千万萬零]*元|"
    r"\d[\d,.]*\s?(?:余|餘|多)?(?:万|萬|亿|億)[\d万萬]*(?:余|餘|多)?(?:元|美元|人民币|人民幣|欧元)?"
    r"|\d[\d,]{3,}(?:\.\d+)?(?:余|餘|多)?元"
    r"|(?:赔偿|賠償|赔|賠|违约金|違約金|罚金|罰金|支付|求偿|求償|索赔|索賠|裁了|判了|要)(?:了|约|約|近|逾|写的是|寫的是|是|为|為)?([一二三四五六七八九十百千两兩零]+多?(?:万|萬|亿|億))(?![元人个個名家字])"
    r"|[一二三四五六七八九十百千两兩零]+(?:万|萬|亿|億)(?:美元|欧元|歐元|港元|港币|港幣)"
)
# An amount said again in another currency, a cost, or what something else is worth.
_BESIDE = re.compile(
    r"(?:[（(](?:约|約|相当于|相當於|折合|about |approximately |around |environ |soit )?(?:合|新台币|新台幣|人民币|人民幣)?|其中[^,，;；。]{0,14}|另加[^,，;；。]{0,8}|合理开支|合理開支|年薪[^,，;；。]{0,6}|月薪[^,，;；。]{0,6}|costs of |legal fees of )$"
)
_WORTH = re.compile(
    r"(?:的)?(?:股本|营收|營收|市值|半成品|订单|訂單|美元?的?(?:组合|基金)| in (?:costs|fees)| de frais)"
)
_CLAIMED = re.compile(
    r"请求|請求|要求|索赔|索賠|求偿|求償|诉请|訴請|主张|主張|约定|約定|\b(?:seek|sought|claim|demand|want|réclam|demand|exig)\w*"
)
_AWARDED = re.compile(
    r"判|(?<!仲)裁|宣告|须|須|应|應|酌|罚|罰|改为|改為|降为|降為|减为|減為|\b(?:award|order|verdict|judgment|fine|condamn|ordonn|allou)\w*"
)
# A court that is asked to decide has not.
_ASKED_TO = re.compile(r"(?:请求|請求|要求|诉请|訴請|求)[^,，;；。]{0,8}?(?:判令|裁令|判决|判決|裁决|裁決|判|裁)")
_JUST_AWARDED = re.compile(
    r"(?:赔偿|賠償|赔付|賠付|赔|賠|支付|给付|給付|返还|返還|罚金|罰金|酌定为?|降为|降為|减为|減為|改为|改為|裁了|判了|award(?:ed|s)?|pay|fined|à payer|à verser)[^,，;；。]{0,10}$"
)
_REDUCED = re.compile(r"(?:降为|降為|降至|减为|減為|减至|減至|改为|改為|reduced (?:it )?to |ramené à )$")
_HAN = re.compile(r"[\u3400-\u9fff]")
_SECURITY = re.compile(r"担保|擔保")
_PARTS, _CLAUSES = re.compile(r"[;；。]"), re.compile(r"[,，:：]")
_DOCKET = re.compile(r"\b(?:No\.?|Case No\.?:?|CASE NO\.|n[°o]|RG n°|案[号號][：:]?)\s?([\w:.-]*\d[\w:./-]*)")
_GOES_ON = re.compile(r"^\s*(?:[（(\[]|案[号號件]|字[号號]|Case\b|Docket\b|No\.|RG\b|n°)")
# Where a court is spoken of without its name; another instance than that of the sentence before.
_BARE = re.compile(
    r"法院|法官|法庭|仲裁|判|宣|\b(?:court|judge|tribunal|arbitrators?|jury|juge|arbitres?)\b", re.IGNORECASE
)
# A sentence that goes on about the suit told before it.
_FILED = re.compile(
    r"(?:The|Its|Their) (?:[\w-]+ )?(?:suit|lawsuit|complaint|case|filing|action)\b|La (?:plainte|requête)\b|L['’](?:assignation|affaire)\b|(?:该案|該案|此案|案件|诉状|訴狀|本案)"
)
_ELSEWHERE = re.compile(
    r"二审|二審|终审|終審|三审|三審|高院|最高|上诉法院|\b(?:appeals?|appel|cassation|supreme)\b", re.IGNORECASE
)


def details_of(sentence: str, kind: str, before: Sequence[str] = (), behind: str = "") -> dict[str, str]:
    """`amount`, `court` and `docket` of a legal step; nothing for moves. `before`: the sentences told just before, the
    nearest last; `behind`: the one told next."""
    if kind in ("joined", "left"):
        return {}
    found = {
        "amount": _amount(sentence, kind),
        "court": _court(sentence, kind, before, behind),
        "docket": docket_of(sentence) or (docket_of(behind) if _GOES_ON.match(behind) else ""),
    }
    return {name: value for name, value in found.items() if value}


def _only(texts: Sequence[str]) -> str:
    """The one text of all; empty where there is none or there are two."""
    return texts[0] if len(set(texts)) == 1 else ""


def _amount(sentence: str, kind: str) -> str:
    if kind.startswith("injunction") and _HAN.search(sentence) and not _SECURITY.search(sentence):
        return ""  # what is claimed in the suit, or frozen
    sums: list[tuple[str, str]] = []  # what stands before it in its part of the sentence, and the amount
    for hit in _MONEY.finditer(sentence):
        group = next((number for number in range(1, (hit.lastindex or 0) + 1) if hit.group(number)), 0)
        before = _PARTS.split(sentence[: hit.start(group)])[-1]
        if not _BESIDE.search(before) and not _WORTH.match(sentence, hit.end()):
            sums.append((before, hit.group(group).strip(" ,.")))
    if kind in _SUITS:
        return _only([text for before, text in sums if _side(before) != "awarded"])
    left = [one for one in sums if _side(one[0]) != "claimed"] or sums
    for sign in (_REDUCED, _JUST_AWARDED):
        if len({text for _, text in left}) > 1:
            left = [one for one in left if sign.search(one[0])] or left
    return _only([text for _, text in left])


def _side(before: str) -> str:
    """Whether an amount is claimed or awarded, by what stands before it; the nearest clause says so first."""
    before = _ASKED_TO.sub("请求", before)
    clause = _CLAUSES.split(before)[-1]
    if _CLAIMED.search(clause):
        return "claimed"
    if _AWARDED.search(clause):
        return "awarded"
    claimed, awarded = list(_CLAIMED.finditer(before)), list(_AWARDED.finditer(before))
    if not claimed and not awarded:
        return ""
    return "claimed" if claimed and (not awarded or claimed[-1].start() > awarded[-1].start()) else "awarded"


def _court(sentence: str, kind: str, before: Sequence[str], behind: str) -> str:
    courts = courts_in(sentence)
    if kind in _SUITS:
        own = [one.text for one in courts if not one.decides]
        return _only(own or ([one.text for one in courts_in(behind)] if not courts and _FILED.match(behind) else []))
    if len({one.text for one in courts}) > 1:
        courts = [one for one in courts if one.decides]
    if courts or kind not in DECIDED or not _BARE.search(sentence) or _ELSEWHERE.search(sentence):
        return _only([one.text for one in courts])
    near = _only([one.text for text in before for one in courts_in(text)])
    return near if ("仲裁" in near) == ("仲裁" in sentence) else ""


def docket_of(sentence: str) -> str:
    """The only docket of a sentence, in its own words; empty where there is none or there are two."""
    folded = fold(sentence)
    found = set()
    for shape, (start, end) in dockets_in(folded.text).items():
        written = sentence[folded.start(start) : folded.end(end)]
        numbered = re.search(r"(?:n° ?|rg )$", folded.text[max(0, start - 4) : start])
        if (numbered or not shape.startswith("fr ")) and not written[0].islower():
            found.add(written)
    named = {hit.group(1).strip(".,:") for hit in _DOCKET.finditer(sentence)}
    found |= {one for one in named if not any(one in other or other in one for other in found)}
    return _only(sorted(found))
