# ruff: noqa: E501 - a pattern is read in one line
"""Courts and other tribunals that a sentence names, in its own words."""

from __future__ import annotations

import re
from typing import NamedTuple

from linking.fold import fold

_LATIN = re.compile(
    r"(?:(?:[A-Z][\w.&']+ ){1,4}(?:Superior |District |Federal |County |High |Chancery |federal )?(?:Court|court|Circuit)(?: of [A-Z]\w+(?: [A-Z]\w+)?)?)|"
    r"(?:(?:Northern|Southern|Eastern|Western|Central) District of [A-Z]\w+(?: [A-Z]\w+)?)|"
    r"(?:[Cc]our supérieure(?: du Québec)?|Haute Cour|[Cc]ommission d['’]arbitrage(?: du travail)?(?: d[e'’]\s?[A-Z]\w+)?|(?:[Ll]abou?r )?arbitration (?:commission|panel)(?: in [A-Z]\w+)?)|"
    r"(?:[Tt]ribunal (?:de commerce|du travail francophone|de première instance|du travail|cantonal|des activités économiques|judiciaire|de la [a-zé]+ [a-zé]+|administratif)(?: d[e'’]\s?[A-Z]\w+)?|[Cc]our d['’]appel de [A-Z]\w+|"
    r"[Tt]ribunal d(?:e |u |['’])[A-ZÉ][\w-]+|Court of (?:Chancery|Appeals?|Session)|[Cc]our de cassation|conseil de prud['’]hommes(?: de [A-Z][\w-]+)?)"
)
# Han characters that stand before a court's name and are no part of it.
_H = r"(?:(?!上(?!海)|[被至到入诉以就于据和与及称对将遭向在由经的把了给月日年天周昨今说告服不让请后前时为因而但])[\u3400-\u9fff])"
_NO_PLACE = (
    r"(?:认为|请求|要求|一审|二审|三审|终审|再审|原审|受理|指出|主张|表示|随后|最终|如果|目前|当地|有关|审理|我国|相关|上级|下级|由于|所以|近日|民事|刑事|"
    r"人民|地方|普通|两级|三级|各级|诉讼|起诉|判决|裁定|公司|仲裁|其他|香港|台湾|多家|两家|该案|本案|双方|原告|被告|申请)"
)
_HAN = re.compile(
    rf"(?:{_H}{{1,9}}(?:省|市|自治州|区|县|州))?{_H}{{0,6}}(?:中级人民法院|高级人民法院|人民法院|知识产权法院|互联网法院|金融法院|海事法院)|"
    rf"{_H}{{1,9}}(?:省|市|区|县|州)(?:劳动人事争议|劳动争议)?(?:仲裁委员会|仲裁委|仲裁院)|{_H}{{0,4}}(?:劳动人事争议|劳动争议)仲裁委员会|"
    rf"{_H}{{0,6}}联邦(?:地区|地方|巡回|上诉)?法院|智慧财产及商业法院|智财商业法院|智慧财产法院|智财法院|智慧法院|最高人民法院|最高法院|高等法院|"
    rf"{_H}{{1,8}}(?:省|市|区|县|州)(?:法院|法庭)|{_H}{{2,5}}轻罪法庭|{_H}{{2}}地方法院|(?!{_NO_PLACE}){_H}{{2}}(?:法院|中院|地院|高院|仲裁委|仲裁院)|(?:高院|高庭)"
)
# What a court does when it decides.
_DECIDES = re.compile(
    r"^[^,，;；。]{0,12}?(?:认定|認定|判|裁|宣|驳回|駁回|准许|准許|准予|维持|維持|下令|禁止|命|拒绝|拒絕|\b(?:has |had |have )?(?:ruled|held|found|granted|denied|dismissed|upheld|ordered|said)\b)"
)


class Court(NamedTuple):
    """A court as the sentence has it; `decides`: the words behind it say that it decided something."""

    text: str
    decides: bool


def courts_in(sentence: str) -> list[Court]:
    """The courts of a sentence in order. Of one named twice, in full and in short, the full name stands for both."""
    places = [(hit.start(), hit.end()) for hit in _LATIN.finditer(sentence)]
    if not sentence.isascii():
        folded = fold(sentence)
        if re.search(r"[院庭委会]", folded.text):
            places += [
                (folded.start(hit.start()), folded.end(hit.end()))
                for hit in _HAN.finditer(folded.text)
                if not folded.text.startswith("检", hit.end())  # a prosecutors' office is named after its court
            ]
    found = [
        Court(
            sentence[start:end].removeprefix("The ").strip(" ,."), _DECIDES.match(sentence[end : end + 40]) is not None
        )
        for start, end in sorted(places)
    ]
    return [one for one in found if not any(one.text != other.text and one.text in other.text for other in found)]
