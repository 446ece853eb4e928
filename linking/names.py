"""Variants of a name: what else one may find in print for a name that somebody entered once.

Only what can be derived is derived: order, initials, joined or split given names, romanisation of Han names in several
systems, legal forms. Pairs such as a brand in two languages need both names entered. Every variant is folded
(`linking.fold`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from pypinyin import Style, lazy_pinyin

from linking.fold import fold_name, is_han
from linking.forms import NameEntry
from linking.romanised import readings_of_name, spellings_of_name
from linking.tables import words


class Strength(IntEnum):
    """How far a variant can be trusted; the smaller the better."""

    FULL = 0  # the name as entered, or the same without a legal form
    DERIVED = 1  # another order, initials dropped, romanised: stands for the name, with more homonyms
    SHORT = 2  # a common surname: counts only where a full name in the same document explains it
    WEAK = 3  # a nickname, a mask, a surname that is no word: supports, never stands alone


@dataclass(frozen=True, slots=True)
class Variant:
    """A folded form of a name and its strength. `acronym`: it only counts written in capitals."""

    text: str
    strength: Strength
    acronym: bool = False


TITLES = words("titles")

# Legal forms and the words that firms add behind their name. Only stripped from the end, never the whole name.
LEGAL_FORMS = words("legal_forms")
GROUP_WORDS = words("group_words")
_HAN_LEGAL = re.compile(r"(?:集团)?(?:控股)?(?:股份|有限责任|有限)*(?:公司|会社)$|(?:集团控股|集团|控股)$")
_LATIN_PREFIX = words("latin_prefixes")
# Words of trade before or behind what a firm is called for short ("X Robotics", "Laboratoires X", 甲乙科技).
_TRADE = words("ends_a_firm") | words("trade_words")
_PLAIN_WORDS = words("plain_words")  # called so for short, a firm would be found in any headline
_HAN_TRADE = re.compile(
    r"(?:科技|技术|网络|信息|软件|智能|电子|光电|半导体|微电子|精密|汽车|新能源|能源|材料|生物|医药|制药|药业|通讯|通信|数码|游戏"
    r"|传媒|资本|投资|证券|保险|经纪|教育|物流|制造|工业|实业|重工|机器人)+$"
)
_HAN_PLACE = re.compile(
    r"^(?:中国|台湾|香港|北京|上海|天津|重庆|深圳|广州|杭州|南京|苏州|无锡|宁波|合肥|武汉|成都|西安|长沙|厦门|青岛|济南|东莞|佛山|珠海|新竹|台北)"
)

SHORTEST_SURNAME = 5  # letters of a surname that says something alone
_WORDS = words("surnames_that_are_words") | _PLAIN_WORDS
SHORTEST_PINYIN = 6  # letters of a firm's short name in pinyin: shorter ones are words and syllables of many names
_PLACES = words("places_in_pinyin")

# Words of a firm's name of which papers write now the one and now the other.
_SAME_WORDS = (("&", "and", "et"), ("saint", "st", "st."), ("sainte", "ste", "ste."))

# Han surnames in falling order of use, and the double ones: enough to tell a surname from a given name.
HAN_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石"
    "廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁"
    "岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷曲盛冉翁蓝路游辛靳欧阳管柴鄢闻戚"
)
DOUBLE_SURNAMES = words("double_surnames")
# Surnames whose reading is not the common one of the character.
_READINGS = {
    "曾": "zeng",
    "单": "shan",
    "解": "xie",
    "仇": "qiu",
    "区": "ou",
    "任": "ren",
    "查": "zha",
    "朴": "piao",
    "盖": "ge",
    "覃": "qin",
}
# Spellings from Taiwan, Hong Kong and Korea that pinyin does not give.
_OTHER_SPELLINGS = words("other_spellings")


@lru_cache(maxsize=1)
def romanised_surnames() -> frozenset[str]:
    """Surnames in Latin letters by which a name is taken for one written family name first."""
    return frozenset(_reading(char) for char in HAN_SURNAMES) | _OTHER_SPELLINGS


@lru_cache(maxsize=1)
def _double_romanised() -> frozenset[str]:
    return frozenset(map(reading_of_surname, DOUBLE_SURNAMES))


def _reading(char: str) -> str:
    return _READINGS.get(char) or syllable(char)


def syllable(char: str) -> str:
    """A Han character in pinyin without tone, by its commonest reading."""
    return lazy_pinyin(char, style=Style.NORMAL)[0].replace("ü", "v")


def reading_of_surname(surname: str) -> str:
    """A Han surname in pinyin without tones, by the reading it has as a surname."""
    return "".join(map(_reading, surname))


def all_han(text: str) -> bool:
    """True where every character of a non-empty text is Han."""
    return bool(text) and all(map(is_han, text))


def han_surname(folded: str) -> str:
    """The surname of a Han name of two to four characters, or an empty string."""
    if not 2 <= len(folded) <= 4 or not all_han(folded):
        return ""
    if len(folded) > 2 and folded[:2] in DOUBLE_SURNAMES:
        return folded[:2]
    return folded[0] if len(folded) <= 3 else ""


@lru_cache(maxsize=65536)
def romanise(folded: str) -> tuple[str, str] | None:
    """(surname, given name) in pinyin without tones for a Han personal name, else None."""
    surname = han_surname(folded)
    if not surname:
        return None
    given = folded[len(surname) :]
    family = reading_of_surname(surname)
    return family, " ".join(part.replace("ü", "v") for part in lazy_pinyin(given, style=Style.NORMAL))


def surnames_of(tokens: list[str], *, hyphenated_last: bool) -> tuple[str, ...]:
    """Which tokens of a Latin personal name may stand alone as the surname."""
    known = romanised_surnames()
    first, last = tokens[0], tokens[-1]
    if len(tokens) == 1:
        return ()
    if hyphenated_last or (first in known and last not in known):
        return (first,)
    if first in known and last in known:
        return (first, last)
    return (last,)


@lru_cache(maxsize=16384)  # a trial makes a registry anew for every article, from the same entries but a few
def variants(entry: NameEntry) -> tuple[Variant, ...]:
    """All variants of a name, the strongest first, each text once; empty for a name that folds to nothing."""
    folded = fold_name(entry.text)
    if len(folded) < 2:
        return ()
    if entry.weak:
        return (Variant(folded, Strength.WEAK),)
    made = _person(entry.text, folded) if entry.kind == "person" else _employer(entry.text, folded)
    best: dict[str, Variant] = {}
    for variant in made:
        if len(variant.text) >= 2 and (variant.text not in best or variant.strength < best[variant.text].strength):
            best[variant.text] = variant
    return tuple(sorted(best.values(), key=lambda variant: (variant.strength, variant.text)))


def _person(original: str, folded: str) -> Iterator[Variant]:
    if all_han(folded):
        yield from _han_person(folded)
        return
    tokens = [token.strip(".,'\"") for token in folded.split()]
    tokens = [token for token in tokens if token]
    titled = len(tokens) > 1 and tokens[0] in TITLES
    while len(tokens) > 1 and tokens[0] in TITLES:
        tokens = tokens[1:]
    if titled:
        yield Variant(folded, Strength.WEAK if len(tokens) == 1 else Strength.FULL)
    if len(tokens) == 1:
        # A surname alone was entered as a name: with nothing beside it, it is anybody's.
        spaceless = not tokens[0].isascii()
        yield Variant(tokens[0], Strength.FULL if spaceless and len(tokens[0]) > 2 else Strength.WEAK)
        return
    yield Variant(folded, Strength.FULL)
    yield Variant(" ".join(tokens), Strength.FULL)
    plain = [token for token in tokens if token not in ("jr", "sr", "ii", "iii", "iv")]
    if len(plain) < 2:
        return
    yield Variant(" ".join(plain), Strength.DERIVED)
    parts = [fold_name(part).split() for part in re.split(r"\s+", original.strip())]
    groups = [part for part in parts if part and part[0].strip(".") not in TITLES]
    hyphenated_last = len(groups) == 2 and len(groups[-1]) == 2
    yield from _orders(groups)
    yield from _read(groups)
    middle = [plain[0], *[token for token in plain[1:-1] if len(token) > 1], plain[-1]]
    if len(middle) < len(plain):
        yield Variant(" ".join(middle), Strength.DERIVED)
    if len(plain) == 3 and not hyphenated_last and plain[0] not in romanised_surnames():
        yield Variant(f"{plain[0]} {plain[-1]}", Strength.DERIVED)
    for surname in surnames_of(plain, hyphenated_last=hyphenated_last):
        if len(surname) > 1:
            common = len(surname) < SHORTEST_SURNAME or surname in _WORDS or surname in romanised_surnames()
            yield Variant(surname, Strength.SHORT if common else Strength.WEAK)


def _orders(groups: list[list[str]]) -> Iterator[Variant]:
    """Family name first and last, with the parts of a given name joined, split or as they were."""
    if len(groups) != 2:
        return
    known = romanised_surnames()
    double = sorted(map(len, groups)) == [1, 2]  # one part of two syllables: a given name, whichever comes first
    eastern = (double or bool({groups[0][0], groups[1][0]} & known)) and all(len(group) <= 2 for group in groups)
    for left, right in ((groups[0], groups[1]), (groups[1], groups[0])):
        for one in {" ".join(left), "".join(left)}:
            for two in {" ".join(right), "".join(right)}:
                straight = left is groups[0]
                if straight or eastern:
                    yield Variant(f"{one} {two}", Strength.DERIVED)
                else:
                    yield Variant(f"{one}, {two}", Strength.DERIVED)


def _read(groups: list[list[str]]) -> Iterator[Variant]:
    """A Chinese name in Wade-Giles or another spelling, in pinyin: each reading that it may have."""
    plain = [[token.replace("'", "") for token in group] for group in groups]
    if plain != groups and len(plain) == 2 and all(len(group) == 1 for group in plain):  # Xi'an
        for (one,), (two,) in (plain, plain[::-1]):
            if one in romanised_surnames() | _double_romanised():
                yield Variant(f"{one} {two}", Strength.WEAK)
    if len(plain) == 3 and all(len(group) == 1 for group in plain):
        plain = [plain[0], plain[1] + plain[2]]
    if len(plain) != 2 or any(len(group) > 2 for group in plain):
        return
    for family, given in (plain, plain[::-1]):
        if len(family) == 1:
            for name in readings_of_name(family[0], tuple(given)):
                yield Variant(name, Strength.WEAK)


def _han_person(folded: str) -> Iterator[Variant]:
    yield Variant(folded, Strength.FULL)
    roman = romanise(folded)
    if roman is None:
        return
    family, given = roman
    apart = re.sub(r" (?=[aeo])", "'", given)  # as pinyin writes it: Ruo'an
    for spelled in {given, given.replace(" ", ""), apart.replace(" ", "")}:
        yield Variant(f"{family} {spelled}", Strength.DERIVED)
        yield Variant(f"{spelled} {family}", Strength.DERIVED)
    for name in spellings_of_name(family, given):
        yield Variant(name, Strength.WEAK)
    yield Variant(family, Strength.SHORT)
    surname = han_surname(folded)
    for ending in ("先生", "女士", "小姐", "氏"):
        yield Variant(surname + ending, Strength.SHORT)
    for ending in ("某", "某某", "姓", "男", "女"):
        yield Variant(surname + ending, Strength.WEAK)


def _is_acronym(original: str) -> bool:
    letters = [char for char in original if char.isalpha()]
    return 1 < len(letters) <= 4 and all("A" <= char <= "Z" for char in letters)


def _without_trade(tokens: list[str]) -> list[str]:
    """What a firm is called for short: its name without words of trade; the name itself where little would be left."""
    head = list(tokens)
    while len(head) > 1 and head[-1].strip(".,") in _TRADE:
        head = head[:-1]
    while len(head) > 1 and head[0] in _TRADE and head == tokens:
        head = head[1:]
    whole = len("".join(head)) >= 4 and head[0] not in _TRADE and head[0] not in ("of", "de", "du", "des", "for", "the")
    return head if whole else tokens


def _employer(original: str, folded: str) -> Iterator[Variant]:
    for variant in _employer_as_spelt(original, folded):
        yield variant
        for other in _spelt_otherwise(variant.text):
            yield Variant(other, max(variant.strength, Strength.DERIVED))


def _spelt_otherwise(text: str) -> set[str]:
    """A folded name with its "and" and its "Saint" in the other ways of writing them."""
    found = set()
    for ways in _SAME_WORDS:
        here = next((way for way in ways if f" {way} " in f" {text} "), None)
        if here is not None:
            found |= {f" {text} ".replace(f" {here} ", f" {way} ").strip() for way in ways if way != here}
    return found


def _employer_as_spelt(original: str, folded: str) -> Iterator[Variant]:
    yield Variant(folded, Strength.FULL, acronym=_is_acronym(original))
    if any(map(is_han, folded)):
        bare = folded
        while (shorter := _HAN_LEGAL.sub("", bare)) != bare and len(shorter) >= 2:
            bare = shorter
            yield Variant(bare, Strength.FULL)
        head = _HAN_PLACE.sub("", bare) if len(bare) > 4 else bare
        head = _HAN_TRADE.sub("", head)
        if head != bare and len(head) >= 2:
            yield Variant(head, Strength.SHORT)
        spelt = "".join(map(syllable, head)) if len(head) <= 4 and all_han(head) else ""  # as papers abroad call it
        if len(spelt) >= SHORTEST_PINYIN and spelt not in _PLACES:
            yield Variant(spelt, Strength.WEAK)
        return
    tokens = [token.strip(",") for token in folded.split()]
    tokens = [token for token in tokens if token]
    if len(tokens) > 1 and tokens[0].strip(".") in _LATIN_PREFIX:
        tokens = tokens[1:]
        yield Variant(" ".join(tokens), Strength.FULL)
    while len(tokens) > 1 and tokens[-1].strip(".") in LEGAL_FORMS | GROUP_WORDS:
        tokens = tokens[:-1]
        if tokens[-1] in ("&", "and", "et"):
            tokens = tokens[:-1]
        text = " ".join(tokens).strip(" .,")
        if len(text) > 2:
            yield Variant(text, Strength.FULL, acronym=_is_acronym(" ".join(original.split()[: len(tokens)])))
    short = _without_trade(tokens)
    if short != tokens:
        plain = len(short) == 1 and (len(short[0]) < 6 or short[0] in _PLAIN_WORDS)
        yield Variant(" ".join(short), Strength.SHORT if plain else Strength.DERIVED)
    if len(tokens) == 1 and tokens[0].endswith(".com") and len(tokens[0]) > 8:
        yield Variant(tokens[0][:-4], Strength.DERIVED)
