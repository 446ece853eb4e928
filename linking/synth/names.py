"""Made-up names in Latin and Han script, built from syllables and characters that say that they are samples."""

from __future__ import annotations

import random
from typing import Any

_ONSETS = (
    "b",
    "br",
    "d",
    "dr",
    "f",
    "g",
    "gl",
    "h",
    "k",
    "kr",
    "l",
    "m",
    "n",
    "p",
    "pl",
    "qu",
    "r",
    "s",
    "st",
    "t",
    "tr",
    "v",
    "w",
    "z",
)
_VOWELS = ("a", "e", "i", "o", "u", "ae", "io", "ou")
_CODAS = ("", "l", "n", "r", "s", "x", "th", "nd", "rk", "mp")
_FIRST_NAMES = (
    "Specimen",
    "Placeholder",
    "Exempla",
    "Fictius",
    "Mockard",
    "Dummy",
    "Sampla",
    "Testor",
    "Pseuda",
    "Proxina",
)
_FIRM_ENDINGS = ("works", "soft", "nova", "dyne", "labs", "line", "metrics", "forge", "cell", "wave")
_SURNAMES = "范柯严卢邹石龙尹钱白秦武黎贺龚邵"
_SAMPLE = "样例试拟仿虚测模构设"
# A registry of a hundred thousand people needs more names than the few above make: any first character of `_SAMPLE`
# is followed by one of these, so that a name still says what it is.
_WIDE_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
    "姚卢姜崔钟谭陆汪范金石"
)
_SECOND = tuple(chr(0x4E00 + 31 * number) for number in range(600))
_SHORT = 0.01  # share of names of two characters
_HAN_FIRM = "虚拟样例测试仿真构想示范假设模型"
_HAN_ENDINGS = ("科技", "网络", "半导体", "软件", "智能", "通讯")


def _syllables(chance: random.Random, count: int) -> str:
    return "".join(
        chance.choice(_ONSETS) + chance.choice(_VOWELS) + (chance.choice(_CODAS) if last else "")
        for last in _lasts(count)
    )


def _lasts(count: int) -> list[bool]:
    return [False] * (count - 1) + [True]


def person(chance: random.Random, number: int, *, wide: bool = False) -> dict[str, Any]:
    """A person with a Latin and a Han name; the number keeps surnames apart as far as syllables go.

    With `wide` there are about 300,000 Han names instead of a thousand.
    """
    surname = _syllables(chance, 2 + number % 2).capitalize()
    if wide:
        han = chance.choice(_WIDE_SURNAMES) + chance.choice(_SAMPLE)
        han += chance.choice(_SECOND) if chance.random() >= _SHORT else ""
    else:
        han = chance.choice(_SURNAMES) + chance.choice(_SAMPLE) + chance.choice(_SAMPLE)
    return {"name": f"{chance.choice(_FIRST_NAMES)} {surname}", "aliases_unseen": [han]}


def firm(chance: random.Random, number: int) -> dict[str, Any]:
    """A firm with a Latin and a Han name."""
    latin = _syllables(chance, 2 + number % 2).capitalize() + chance.choice(_FIRM_ENDINGS)
    han = "".join(chance.sample(_HAN_FIRM, 2)) + chr(0x4E00 + 37 * (number % 500)) + chance.choice(_HAN_ENDINGS)
    return {"name": latin, "aliases_unseen": [han]}
