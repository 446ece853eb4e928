"""People and firms nobody knows in a Chinese text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import rjieba

from linking.fold import fold, is_han
from linking.names import han_surname
from linking.proposals.strange.kinds import Strange
from linking.strangers import han_strangers_in
from linking.tables import words

FIRMS_LIMIT = 40  # Han firms told by their last word: more than any article names
_SIGN = re.compile(
    r"(?:名叫|名为|名為|个叫|個叫|位叫)$|(?:前|原|该)?(?:员工|員工|高管|主管|工程师|工程師|经理|經理|总监|總監|副总|副總|总裁|總裁|处长|處長|负责人|負責人|科学家|科學家|研究员|研究員|副总裁|副總裁|骨干|骨幹|元老|高层|高層|干部|幹部)$|(?:被告|起诉|起訴|控告|状告|狀告|提告)$"
)

_DOES = re.compile(
    r"(?:生于|已|曾|先后|于|在|自|从|從)?(?:\d{4}年(?:\d+月)?)?(?:等\d|跳槽|加入|离职|離職|辞职|辭職|入职|入職|转投|轉投|转任|轉任|出任|现任|現任|涉嫌|被判|遭判|被诉|遭起诉|遭起訴|"
    r"被起诉|被起訴|离开|離開|请辞|請辭|被挖|遭挖|1\d{3}年|20\d\d年)"
)
_SOMEBODY = re.compile(
    r"[\u3400-\u9fff](?:某(?:某|[甲乙丙丁])?|(?:×{1,2}|[xX]{2})(?![A-Za-z])[甲乙丙丁]?)"
    r"(?!×?(?:区|區|市|县|縣|镇|鎮)(?:[×某]|(?:人民)?(?:法院|检察|檢察|政府|公安)))(?![些种種个個人程事物天时時处處地方年月日一家公企]|汽车|汽車|集团|集團|科技|电子|電子|电器|電器|研究院|实业|實業|股份|有限)"
)
# What goes before a name that somebody went by.
_ALIAS = re.compile(r"(?:化名|改名|假名|更名|原名|又名|曾用名|别名|別名)(?:为|為|叫|作|“|「)?$")
# Words that begin with a surname and that the segmenter takes for names.
_NO_NAMES = words("no_han_names")
# A person by the surname, as news tells of those whose name it keeps back: counted where it comes twice.
_BY_SURNAME = re.compile(
    r"[\u3400-\u9fff](?:先生|女士|小姐|姓(?:男子|女子|前?员工|前?員工|工程师|工程師|主管|副?总?经理|副?總?經理|副总|副總|协理|協理|小组长|小組長|课长|課長|处长|處長|高管|干部|研究员|研究員))|"
    r"(?<![\u3400-\u9fff])[\u3400-\u9fff][男女](?=[\u3400-\u9fff\d])"
)
# Firms whose name is kept back: "A公司", "某科技公司".
_SOME_FIRM = re.compile(
    r"(?<![A-Za-z\d装裝])[A-Z甲乙丙丁]公司|某(?:某|[\u3400-\u9fff]{0,4}?(?:科技|网络|網路|教育|信息|資訊|电子|電子|软件|軟體|生物|医药|醫藥|半导体|半導體|传媒|傳媒|互联网|游戏|遊戲|贸易|貿易|"
    r"咨询|金融|投资|投資|保险|保險|汽车|汽車|智能|技术|技術|物流|食品|化工|能源|数据|文化|医疗|通信))?公司"
)
# A firm nobody knows, by its last word, where somebody is said to go to it or to come from it.
_FIRM = re.compile(
    r"(?:加入|加盟|入职|入職|跳槽到|跳槽至|转投|轉投|转任|轉任|任职于|任職於|供职于|供職於|就职于|就職於|离开|離開)(?:了)?"
    r"((?!一家|某|该|該|这|這|那|另|竞争|競爭|对手|對手|同业|同業|新|其|本|多家|两家|兩家|国内|國內|海外|外资|外資|前|原)[\u3400-\u9fff]{2,6}?"
    r"(?:科技|国际|國際|集团|集團|电子|電子|半导体|半導體|智能|网络|網絡|网路|網路|生物|医药|醫藥|制药|製藥|资本|資本|证券|證券|汽车|汽車|研究院|传媒|傳媒|互娱|数据|數據|动力|動力|"
    r"光电|光電|软件|软体|軟體|通信|通讯|通訊|游戏|遊戲|微电子))(?![\u3400-\u9fff]{0,2}(?:行业|行業|产业|產業|领域|領域|圈|界|展|大会|大會))"
)
# A firm nobody knows, by its last word, at the beginning of a clause that says that it goes to court or hires.
_FIRM_ACTS = re.compile(
    r"(?:(?<=[，。；：、！？\s（」”])|^)((?!该|該|这|這|那|另|其|本|多家|两家|兩家|国内|國內|前|原|一家|被告|原告|对手|對手)[\u3400-\u9fff]{2,6}?"
    r"(?:控股|科技|国际|國際|集团|集團|电子|電子|半导体|半導體|智能|网络|網絡|生物|医药|醫藥|制药|製藥|证券|證券|汽车|汽車|传媒|傳媒|光电|光電|软件|軟體|通信|通訊|游戏|遊戲|微电子|公司))"
    r"(?=(?:日前|近日|昨日?|今日?|其后|其後|随后|隨後|已|遂|便|再|也)?(?:[起控状狀]诉|[起控]訴|控告|状告|狀告|提告|入稟|入禀|提起诉讼|提起訴訟|挖走|挖角|聘請|聘请|招揽|招攬))"
)
# Surnames that are prepositions as well: "46名员工于同日" names nobody.
_PREPOSITIONS = frozenset("于於向和从從应應时時同")


def names_in(text: str, taken: Sequence[tuple[int, int]]) -> list[Strange]:
    """Han names of three characters right behind a role, or of whom is told what people do; 王某, as courts call
    people, and 王女士; and firms called A公司 or 某科技公司."""
    covered = bytearray(len(text))  # 1 where a name stands: looked up in texts full of names, too
    for start, end in taken:
        covered[start:end] = b"\1" * (end - start)
    found: list[Strange] = []

    def add(start: int, end: int, *, person: bool) -> None:
        if not any(covered[start:end]):
            covered[start:end] = b"\1" * (end - start)
            found.append(Strange(start, end, text[start:end], person=person))

    for hit in _SOME_FIRM.finditer(text):
        add(*hit.span(), person=False)
    for one in _names(text, taken):
        add(one.start, one.end, person=True)
    for hit in _SOMEBODY.finditer(text):
        if han_surname(fold(hit.group(0)[0] + "某").text) and not _ALIAS.search(
            text[max(0, hit.start() - 5) : hit.start()]
        ):
            add(hit.start(), _whole_mask(text, hit), person=True)
    known = {han_surname(fold(text[start:end]).text) for start, end in taken}
    called = Counter(hit.group(0) for hit in _BY_SURNAME.finditer(text))
    for hit in _BY_SURNAME.finditer(text):
        surname = han_surname(fold(hit.group(0)[0] + "某").text)  # a long word begins with none
        if (called[hit.group(0)] > 1 or hit.group(0)[1] == "姓") and surname and surname not in known:
            add(*hit.span(), person=True)
    told = (*_FIRM.finditer(text), *_FIRM_ACTS.finditer(text))
    for name in list(dict.fromkeys(hit.group(1) for hit in told))[:FIRMS_LIMIT]:
        for hit in re.finditer(re.escape(name), text):
            add(*hit.span(), person=False)
    return sorted(found, key=lambda one: (one.start, one.end))


def _whole_mask(text: str, hit: re.Match[str]) -> int:
    """Where a masked name ends: 郑某龙 keeps its last character, where the text always writes it so, and twice."""
    end = hit.end()
    name = text[hit.start() : end + 1]
    again = text.count(name)
    longer = end < len(text) and is_han(text[end]) and again > 1 and again == text.count(hit.group(0))
    return end + 1 if hit.group(0).endswith("某") and longer else end


def _names(text: str, taken: Sequence[tuple[int, int]]) -> list[Strange]:
    return [
        Strange(start, end, text[start:end], person=True)
        for start, end in dict.fromkeys(han_strangers_in(text, 0, len(text), taken))
        if _is_a_name(text, start, end)
        and not (
            text[start] in _PREPOSITIONS and text.find(text[start:end], end) < 0 and text.find(text[start:end]) == start
        )
        and (_SIGN.search(text[max(0, start - 8) : start]) or _DOES.match(text, end))
    ]


# What may stand behind a name of two characters, which is not the beginning of a longer one.
_NAME_ENDS = re.compile(
    r"[^\u3400-\u9fff]|[等的在与與和并也将將被于於向从從自及称稱说說表认認以涉违違侵离離入加跳没沒未曾已又则則因今昨去]|$"
)


def _is_a_name(text: str, start: int, end: int) -> bool:
    """Whether what a segmenter takes for a name has three characters, or two that are nothing but a name to it and that
    come again or have signs on both sides: words of two characters are often taken for names."""
    if end - start == 3:
        return True
    name = text[start:end]
    if end - start != 2 or fold(name).text in _NO_NAMES or [tag for _, tag in rjieba.tag(fold(name).text)] != ["nr"]:
        return False
    places = [hit.end() for hit in re.finditer(re.escape(name), text)]
    if not all(_NAME_ENDS.match(text, one) for one in places):
        return False
    both = _SIGN.search(text[max(0, start - 8) : start]) and _DOES.match(text, end)
    return bool(both) or len(places) > 1
