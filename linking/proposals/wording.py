# ruff: noqa: E501 - a pattern is read in one line
"""How a step is told: as denied or planned, as alleged, as a party's own statement, or plainly reported."""

from __future__ import annotations

import re

# What is denied, planned or only feared did not happen.
_DID_NOT_HAPPEN = re.compile(
    r"n't\b|\b(?:not|never|denied|denies|declined|refused to|would|could|may|might|will|plans? to|planned|intends?|if|wants? to|threaten\w*|"
    r"ne|n'a pas|dement\w*|nient?|peut|peuvent|doit|doivent|can|cannot|should|must|n'ont pas|jamais|pourrait|devrait|aurait pu|envisage\w*|menace\w*|veut|s'il|compte|about to|preparing to|ready to|considered|weighing)\b|不得|能否|可否|会否|不再(?!担任|出任|任职)|或(?=对|向|被|遭|须|需|会)|请求|要求(?!赔)|避免|以防|未(?![满来几久必婚])|没有|否认|不会|可能|(?<![模虚])拟|若(?!干)|如果|计划|打算|考虑|威胁|扬言|准备|不排除|或将|将(?=起诉|对|向|申请|提|控告|状告)|最坏|要(?=离开|加入)"
)
_ALLEGED = re.compile(
    r"\b(?:alleg\w*|accus\w*|suspect\w*|rumou?r\w*|said to have|claims? that|claimed|claiming|aurait|auraient|soupconne\w*|presume\w*)\b|涉嫌|被传|据传|疑似|传出|被指|疑|传(?=<)"
)
_STATED = re.compile(
    r"\b(?:statement|announced|press release|declared|confirmed|communique|a annonce|a declare|a confirme)\b|声明|公告|新闻稿|宣布|证实"
)


def did_not_happen(marked: str) -> bool:
    """Whether a wording denies, plans or fears what it speaks of. Marks are no words."""
    return _DID_NOT_HAPPEN.search(_unmarked(marked)) is not None


# What stands under a condition is not told as fact.
_ONLY_IF = re.compile(
    r"\b(?:if|whether|unless|lest|si|s'ils?|a moins qu'|pourrait|pourraient|"
    r"could|might|should)\b|若(?!干)|如果|是否|万一|假如|除非"
)


# Directly before a verb: it has not come to that.
_NOT_YET = re.compile(
    r"\b(?:until|till|close to|about to|on the verge of|est sur le point|avant que|jusqu'a ce que)\b[^,;]{0,30}$"
)


# "He ran the desk until June and joined B": a point in time, no prospect.
_UNTIL_A_DAY = re.compile(
    r"\b(?:until|till|jusqu'a|jusqu'en|jusqu'au) (?:(?:the|early|late|mid|last|debut|fin|mi|la|le|l') ?)*(?:end of |fin )?(?:<D\d+>|recently|lately|then|now|recemment|alors)"
)


def only_if(marked: str) -> bool:
    """Whether a clause before a verb makes it a condition, a question or a prospect."""
    before = _unmarked(_UNTIL_A_DAY.sub(" ", marked))
    return _ONLY_IF.search(before) is not None or _NOT_YET.search(before) is not None


# A rumour, and somebody who says that it is none.
_RUMOUR = re.compile(
    r"\b(?:rumou?r\w*|rumeurs?|speculat\w*|gossip|bruits? de couloir)\b|传闻|传言|谣传|据传|被传|有消息称"
)
_DENIED = re.compile(
    r"\b(?:den(?:y|ies|ied)|refuted?|dementi\w*|dement|dementent|nie|nient|untrue|false)\b|否认|辟谣|不实|子虚乌有"
)


def denied_rumour(sentence: str, following: str) -> bool:
    """Whether a sentence tells a rumour that it, or the sentence behind it, denies."""
    if not _RUMOUR.search(_unmarked(sentence)):
        return False
    return bool(_DENIED.search(_unmarked(sentence)) or _DENIED.search(_unmarked(following)))


# Somebody says that a step was taken, and the writer does not vouch for it.
_SAID = re.compile(r"\b(?:reportedly|allegedly|rumou?r\w*|is said to|aurait|auraient)\b|据传|传出|被传|疑似")


def assertion_of(before: str, told: str, *, legal: bool) -> str:
    """alleged, party_stated (only of legal steps) or reported, by a wording and the few words before it.

    A step that the writer says was taken is reported, whatever it alleges. Nothing is ever `found` here: that takes a
    court's decision, which an editor enters.
    """
    said = _unmarked(before + told)
    if legal:
        if _SAID.search(_unmarked(before[-24:] + told)):
            return "alleged"
        return "party_stated" if _STATED.search(told) else "reported"
    return "alleged" if _ALLEGED.search(said) else "reported"


def _unmarked(marked: str) -> str:
    return re.sub(r"<\w+>", " ", marked)
