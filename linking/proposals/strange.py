# ruff: noqa: E501 - a pattern is read in one line
"""Names nobody knows that their surroundings show to be a person's or a firm's, in the whole of a text.

A capitalised name of two to four words is a person's where a role or a title stands beside it, or its last word comes
again alone; a capitalised word is a firm's where the text says of it what is said of firms ("joined X", "X has sued").
Each then counts wherever it stands. What has no such sign stays an unknown name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from linking.fold import fold
from linking.names import han_surname
from linking.page import Page
from linking.strangers import WIDE_NAME, han_strangers_in, strangers_in
from linking.tables import table, words

TEXT_LIMIT = 200_000  # characters that are looked at: more than any article
MASKED_LIMIT = 200  # people given by initials, each time they are: more than any article has
MASKED_NAMES = 10  # people given by their surname alone
FIRMS_LIMIT = 40  # Han firms told by their last word: more than any article names
_ROLE = (
    r"(?:engineers?|executives?|traders?|managers?|scientists?|researchers?|designers?|developers?|officer|president|chief|director|head|leader|"
    r"architect|analyst|broker|banker|lawyer|professor|founder|partner|boss|veteran|employee|employees|CEO|CTO|CFO|COO|chairman|chairwoman|"
    r"ing[ée]nieure?|cadre|dirigeante?|salari[ée]e?|directeur|directrice|patron(?:ne)?|responsable|chercheu(?:r|se)|trader|vice-pr[ée]sidente?|"
    r"pr[ée]sidente?|courtier|commerciale?)"
)
_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|M|Mme|Mlle|Monsieur|Madame)\.? $")
_ROLE_BEFORE = re.compile(rf"\b{_ROLE},? $", re.IGNORECASE)
_ROLE_BEHIND = re.compile(
    rf"^(?: \([^()]{{0,30}}\),?|,) (?:(?:a|an|the|its|their|who|un|une|l['’]|le|la|ex|former|ancien|ancienne|once|then|until|\d\d),? ?-?|ex-){{0,3}}[^.;:]{{0,50}}?\b{_ROLE}\b",
    re.IGNORECASE,
)
# What is done to people and not to firms, and what people do and firms do not.
_DONE_TO = re.compile(
    r"\b(?:hir(?:ed|es|ing)|fir(?:ed|es|ing)|dismiss(?:ed|es)|poach(?:ed|es|ing)|recruit(?:ed|s|ing)|lur(?:ed|es|ing)|appoint(?:ed|s|ing)|nam(?:ed|es|ing)|sack(?:ed|s)|indicted|convicted|sentenced|jailed|"
    r"enjoin(?:ed|s|ing)|employee|colleague|successor|replaces?|replaced|succeeds?|replacing|recrut(?:e|é|er)|débauch(?:e|é|er)|embauch(?:e|é|er)|nomm(?:e|é|er)|licenci(?:e|é|er)|remplace|succède à|collègue|nomination d[e']|recrutement d[e']|départ d[e']|arrivée d[e']|"
    r"hiring of|recruitment of|departure of|appointment of) $",
    re.IGNORECASE,
)
_DOES = re.compile(
    r"^(?:, \d\d,|, \d\d ans,|,? (?:who|qui) (?:had |has |was |also |a |avait |était )*(?:resigned|quit|left|joined|moved|worked|spent|ran|led|headed|served|démissionné|quitté|rejoint|dirigeait|travaillait|dirigé|est|rejoint|quitte)\b|"
    r" (?:has |had |was |were |then |later |also |a |avait |est |was later )*(?:resigned|quit|gave notice|handed in|retired|stepped down|defected|was fired|fired and|fired in|dismissed for|hired by|recruited by|poached by|moved from|went to work|took a job|started at|started work|began work|"
    r"now works|démissionné|démissionne|rejoint|quitte|quitté|est parti|est passé|est nommée?|a été nommée?|nommée?|recrutée? par|débauchée? par|embauchée? par|told colleagues|earned|testified|pleaded|copied|downloaded|emailed)\b)"
)
# Whoever opens a sentence, and the next one goes on with "he" or "she".
_OPENS = re.compile(r"(?:^|[.!?…][\"”’)]? |\n)$")
_THEN_HE = re.compile(r"^(?:,[^.!?\n]{0,80},)? [a-z][^.!?\n]{2,160}[.!?] (?:He|She|Elle)(?= (?:[a-z]|n['’]))")
# A last name alone, of whom is told in a relative clause what people do.
_ALONE = re.compile(
    r"(?<![\w’'-])(?<![A-Z][a-z] )(?<![a-z][A-Z] )[A-Z][a-zà-öø-ÿ]{3,}(?=, (?:who|qui) (?:had |has |was |also |a |avait |était )*(?:resigned|quit|left|joined|moved|worked|spent|ran|led|headed|"
    r"démissionné|quitté|rejoint|dirigeait|travaillait|dirigé|quitte)\b)"
)
# How courts' reports and notes mask people: "M. [L]", "Mme [P] [R]", "madame N. F.", and "by his family name, Seo".
_MASKED = re.compile(
    r"(?<![\w’'-])(?:M\.|Mme|Mlle|Mr\.?|Mrs\.?|Ms\.?|[Mm]onsieur|[Mm]adame) (?:(?:\[[A-Z]\] ?){1,3}|(?:[A-Z]\.[ -]?){1,3})(?<! )(?![\w-]| [A-Z][a-z])"
)
_ONLY_SURNAME = re.compile(
    r"\b(?:identified|named|known|referred to|identifiée?|désignée?)(?: (?:only|solely|seulement|uniquement))? (?:as|by (?:his|her|their|the) (?:family name|surname|last name)(?: of)?|(?:par son|sous le) (?:seul )?(?:nom|patronyme)(?: de famille)?(?: de)?),? ([A-Z][a-zà-öø-ÿ]+)(?=[,.;)])"
)
_WORD = r"[A-Z][\w&’'-]*(?:\.(?:ai|com|io))?"
_FIRM = rf"((?:{_WORD})(?: (?:{_WORD}|&)){{0,3}})"
_FIRM_SIGNS = (
    re.compile(
        rf"\b(?:[Jj]oin(?:ed|s|ing)|[Hh]ired (?:away )?by|recruited by|poached by|employed by|work(?:ed|s|ing) (?:at|for)|(?:job|role|post|position|stint|career|years|engineers?|executives?|employees?|traders?|vice president|president|chief|head) at|"
        rf"[Ss]ued by|rejoint|rejoindre|quitté|quitter|[Pp]assée? chez|[Pp]artie? chez|chez|[Rr]ecrutée? par|[Dd]ébauchée? par|[Ee]mbauchée? par|left|quit|resigned from|from rival|rival|startup|start-up|competitor) {_FIRM}"
    ),
    re.compile(
        rf"(?<![\w.]){_FIRM},? (?:has |had |have |also |later |then |a |avait )*(?:sued|hired|poached|recruited|countersued|named|appointed|accused|recruté|débauché|embauché|assigné|nommé|attaqué|nomme|recrute|débauche|embauche|poursuit|attaque|assigne|poursuivi)\b"
    ),
    re.compile(
        rf"(?:\bqu['’]|\bd['’]|(?<![\w.])){_FIRM},? l['’](?:a|avait) (?:recruté|embauché|débauché|licencié|assigné|attaqué)"
    ),
    re.compile(
        rf"(?<![\w.]){_FIRM}, [^,.;]{{3,60}}, (?:has |had |a |avait )?(?:sued|hired|poached|recruited|nomme|recrute|débauche|embauche|poursuit|attaque|assigne|nommé|recruté|débauché|embauché|poursuivi|attaqué|assigné)\b"
    ),
    re.compile(
        rf"\b(?:[Ss]ued|[Pp]oursuit|[Aa]ssigne|accuses|accused) ({_WORD}) (?:in|on|for|over|last|this|alleging|earlier|devant|pour)\b"
    ),
    re.compile(rf"(?<![\w.]){_FIRM}'s (?:suit|lawsuit|complaint|former|ex-|chief|claims|trade secrets|counterclaim)"),
)
# Words that begin or are no firm's name although they stand there.
_NO_FIRM = words("no_part_of_a_person") | words("no_firm")
_HAN_SIGN = re.compile(
    r"(?:名叫|名为|名為|个叫|個叫|位叫)$|(?:前|原|该)?(?:员工|員工|高管|主管|工程师|工程師|经理|經理|总监|總監|副总|副總|总裁|總裁|处长|處長|负责人|負責人|科学家|科學家|研究员|研究員)$|被告$"
)

_HAN_DOES = re.compile(
    r"(?:生于|已|曾|先后|于|在|自|从|從)?(?:\d{4}年(?:\d+月)?)?(?:等\d|跳槽|加入|离职|離職|辞职|辭職|入职|入職|转投|轉投|转任|轉任|出任|现任|現任|涉嫌|被判|遭判|被诉|遭起诉|遭起訴|"
    r"被起诉|被起訴|离开|離開|请辞|請辭|被挖|遭挖|1\d{3}年|20\d\d年)"
)
_SOMEBODY = re.compile(r"[\u3400-\u9fff]某(?:某|[甲乙丙丁])?(?![些种種个個人程事物天时時处處地方年月日一家公企])")
# A person by the surname, as news tells of those whose name it keeps back: counted where it comes twice.
_BY_SURNAME = re.compile(
    r"[\u3400-\u9fff](?:先生|女士|小姐|姓(?:男子|女子|前?员工|前?員工|工程师|工程師|主管|经理|經理|高管|干部|研究员|研究員))|"
    r"(?<![\u3400-\u9fff])[\u3400-\u9fff][男女](?=[\u3400-\u9fff\d])"
)
# Firms whose name is kept back: "A公司", "某科技公司".
_SOME_FIRM = re.compile(
    r"(?<![A-Za-z\d装裝])[A-Z甲乙丙丁]公司|某(?:某|[\u3400-\u9fff]{0,4}?(?:科技|网络|網路|教育|信息|資訊|电子|電子|软件|軟體|生物|医药|醫藥|半导体|半導體|传媒|傳媒|互联网|游戏|遊戲|贸易|貿易|"
    r"咨询|金融|投资|投資|保险|保險|汽车|汽車|智能|技术|技術|物流|食品|化工|能源|数据|文化|医疗|通信))?公司"
)
# A firm nobody knows, by its last word, where somebody is said to go to it or to come from it.
_HAN_FIRM = re.compile(
    r"(?:加入|加盟|入职|入職|跳槽到|跳槽至|转投|轉投|转任|轉任|任职于|任職於|供职于|供職於|就职于|就職於|离开|離開)(?:了)?"
    r"((?!一家|某|该|該|这|這|那|另|竞争|競爭|对手|對手|同业|同業|新|其|本|多家|两家|兩家|国内|國內|海外|外资|外資|前|原)[\u3400-\u9fff]{2,6}?"
    r"(?:科技|国际|國際|集团|集團|电子|電子|半导体|半導體|智能|网络|網絡|网路|網路|生物|医药|醫藥|制药|製藥|资本|資本|证券|證券|汽车|汽車|研究院|传媒|傳媒|互娱|数据|數據|动力|動力|"
    r"光电|光電|软件|软体|軟體|通信|通讯|通訊|游戏|遊戲|微电子))(?![\u3400-\u9fff]{0,2}(?:行业|行業|产业|產業|领域|領域|圈|界|展|大会|大會))"
)
# Surnames that are prepositions as well: "46名员工于同日" names nobody.
_PREPOSITIONS = frozenset("于於向和从從应應时時同")

# What the last word of a capitalised name says it is.
_PLACES = frozenset(fold(word).text for some in table("places").values() for word in some)
_FIRMS, _NEITHER = words("ends_a_firm"), words("ends_a_law_or_body")


@dataclass(frozen=True, slots=True)
class Strange:
    """A name nobody knows at its offsets in the text; `name` is the fullest form."""

    start: int
    end: int
    name: str
    person: bool


def is_firm(name: str) -> bool:
    """Whether the last word of a name says that it is a firm's."""
    return name.rpartition(" ")[2].strip(".").lower() in _FIRMS


def is_neither(name: str) -> bool:
    """Whether the last word of a name says that it is a law's or a public body's."""
    return name.rpartition(" ")[2].strip(".").lower() in _NEITHER


def is_place(name: str) -> bool:
    """Whether a name is that of a place or a court we know."""
    return fold(name).text in _PLACES


def strange_names(page: Page, taken: Sequence[tuple[int, int]]) -> list[Strange]:
    """People and firms nobody knows, wherever the text names them, outside of `taken`; in order."""
    text = page.document.text[:TEXT_LIMIT]
    if page.language == "zh":
        return _han_people(text, taken)
    found = _people(text, taken)
    found += _firms(text, [*taken, *((one.start, one.end) for one in found)])
    return sorted(found, key=lambda one: (one.start, one.end))


def _people(text: str, taken: Sequence[tuple[int, int]]) -> list[Strange]:
    masked = _masked(text, taken)
    hidden = [(one.start, one.end) for one in masked]
    spans = [
        (start, end)
        for start, end in strangers_in(text, 0, len(text), [*taken, *hidden], WIDE_NAME)
        if not is_firm(text[start:end]) and not is_neither(text[start:end]) and "\n" not in text[start:end]
    ]
    people: dict[str, list[tuple[int, int]]] = {}
    for start, end in spans:
        people.setdefault(text[start:end], []).append((start, end))
    found: list[Strange] = []
    for name, places in people.items():
        last = name.rpartition(" ")[2]
        alone = [
            hit
            for hit in _written(text, last, _ALONE_BEFORE, _ALONE_BEHIND)
            if len(last) > 2 and not any(start <= hit[0] < end for start, end in (*spans, *taken))
        ]
        sure = bool(alone) and len({one.rpartition(" ")[2] for one in people if one.endswith(last)}) == 1
        sure = sure or any(
            _TITLE.search(text[max(0, start - 12) : start])
            or _ROLE_BEFORE.search(text[max(0, start - 24) : start])
            or _ROLE_BEHIND.search(text[end : end + 90])
            or _DONE_TO.search(text[max(0, start - 24) : start])
            or _DOES.search(text[end : end + 60])
            or (_OPENS.search(text[max(0, start - 3) : start]) and _THEN_HE.search(text[end : end + 270]))
            for start, end in places
        )
        if sure:
            found += [Strange(start, end, name, person=True) for start, end in places]
            found += [Strange(start, end, name, person=True) for start, end in alone]
    found += masked
    held = [*spans, *taken, *((one.start, one.end) for one in found)]
    for hit in _ALONE.finditer(text):
        if not any(start < hit.end() and hit.start() < end for start, end in held):
            found.append(Strange(hit.start(), hit.end(), hit.group(0), person=True))
    return found


def _masked(text: str, taken: Sequence[tuple[int, int]]) -> list[Strange]:
    """People whom a text gives by initials, or by a surname that it says is all it gives, outside of `taken`."""
    covered = bytearray(len(text))
    for start, end in taken:
        covered[start:end] = b"\1" * (end - start)
    spans = [hit.span() for hit in _MASKED.finditer(text) if not any(covered[hit.start() : hit.end()])][:MASKED_LIMIT]
    fullest: dict[str, str] = {}  # by the last initial: "Mme [R]" is "Mme [P] [R]"
    for start, end in spans:
        last = re.sub(r"\W", "", text[start:end])[-1]
        fullest[last] = max(fullest.get(last, ""), text[start:end], key=len)
    found = [Strange(start, end, fullest[re.sub(r"\W", "", text[start:end])[-1]], person=True) for start, end in spans]
    for start, end in spans:
        covered[start:end] = b"\1" * (end - start)
    for name in list(dict.fromkeys(hit.group(1) for hit in _ONLY_SURNAME.finditer(text)))[:MASKED_NAMES]:
        found += [
            Strange(start, end, name, person=True)
            for start, end in _written(text, name, _ALONE_BEFORE, _ALONE_BEHIND)
            if not any(covered[start:end])
        ]
    return found


def _firms(text: str, taken: Sequence[tuple[int, int]]) -> list[Strange]:
    covered = bytearray(len(text))  # 1 where a name stands
    for start, end in taken:
        covered[start:end] = b"\1" * (end - start)
    names: set[str] = set()
    for sign in _FIRM_SIGNS:
        for hit in sign.finditer(text):
            name = _firm_name(hit.group(1))
            start = hit.start(1)
            if name and not any(covered[start : start + len(name)]):
                names.add(name)
    found: list[Strange] = []
    for name in sorted(names, key=len, reverse=True):
        for start, end in _written(text, name, _FIRM_BEFORE, _FIRM_BEHIND):
            if not any(covered[start:end]):
                covered[start:end] = b"\1" * (end - start)
                found.append(Strange(start, end, name, person=False))
    return found


# What may not stand about a last name alone, or about a firm's name.
_ALONE_BEFORE, _ALONE_BEHIND = re.compile(r"(?:[\w’'-]|[A-Z][a-z] )$"), re.compile(r"[\w-]| [A-Z]")
_FIRM_BEFORE, _FIRM_BEHIND = re.compile(r"[\w’'.-]$"), re.compile(r"[\w-]")


def _written(text: str, name: str, before: re.Pattern[str], behind: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """(start, end) of each place where a name stands with nothing of `before` and `behind` about it."""
    start = text.find(name)
    while start >= 0:
        end = start + len(name)
        free = not before.search(text[max(0, start - 3) : start]) and not behind.match(text, end)
        if free:
            yield start, end
        start = text.find(name, end if free else start + 1)


def _firm_name(name: str) -> str:
    """A firm's name without what may not begin or end it; empty where nothing is left."""
    name = re.sub(r"['’]s?$", "", name).strip(" .,'’-")
    parts = name.split()
    while parts and fold(parts[0]).text.strip(".'") in _NO_FIRM:
        parts = parts[1:]
    while parts and fold(parts[-1]).text.strip(".'") in _NO_FIRM:
        parts = parts[:-1]
    kept = " ".join(parts)
    return kept if len(kept) > 2 and not is_neither(kept) and not is_place(kept) else ""


def _han_people(text: str, taken: Sequence[tuple[int, int]]) -> list[Strange]:
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
    for one in _han_names(text, taken):
        add(one.start, one.end, person=True)
    for hit in _SOMEBODY.finditer(text):
        if han_surname(fold(hit.group(0)).text):
            add(*hit.span(), person=True)
    known = {han_surname(fold(text[start:end]).text) for start, end in taken}
    called = Counter(hit.group(0) for hit in _BY_SURNAME.finditer(text))
    for hit in _BY_SURNAME.finditer(text):
        surname = han_surname(fold(hit.group(0)).text)
        if called[hit.group(0)] > 1 and surname and surname not in known:
            add(*hit.span(), person=True)
    for name in list(dict.fromkeys(hit.group(1) for hit in _HAN_FIRM.finditer(text)))[:FIRMS_LIMIT]:
        for hit in re.finditer(re.escape(name), text):
            add(*hit.span(), person=False)
    return sorted(found, key=lambda one: (one.start, one.end))


def _han_names(text: str, taken: Sequence[tuple[int, int]]) -> list[Strange]:
    return [
        Strange(start, end, text[start:end], person=True)
        for start, end in dict.fromkeys(han_strangers_in(text, 0, len(text), taken))
        if end - start == 3
        and not (
            text[start] in _PREPOSITIONS and text.find(text[start:end], end) < 0 and text.find(text[start:end]) == start
        )
        and (_HAN_SIGN.search(text[max(0, start - 8) : start]) or _HAN_DOES.match(text, end))
    ]
