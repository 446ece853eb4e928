# ruff: noqa: E501 - a pattern is read in one line
"""Names nobody knows that their surroundings show to be a person's or a firm's, in the whole of a text.

A capitalised name of two to four words is a person's where a role or a title stands beside it, or its last word comes
again alone; a capitalised word is a firm's where the text says of it what is said of firms ("joined X", "X has sued").
Each then counts wherever it stands. What has no such sign stays an unknown name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from linking.fold import fold
from linking.page import Page
from linking.strangers import WIDE_NAME, han_strangers_in, strangers_in
from linking.tables import words

TEXT_LIMIT = 200_000  # characters that are looked at: more than any article
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
_WORD = r"[A-Z][\w&’'-]*(?:\.(?:ai|com|io))?"
_FIRM = rf"((?:{_WORD})(?: (?:{_WORD}|&)){{0,3}})"
_FIRM_SIGNS = (
    re.compile(
        rf"\b(?:[Jj]oin(?:ed|s|ing)|[Hh]ired (?:away )?by|recruited by|poached by|employed by|work(?:ed|s|ing) (?:at|for)|(?:job|role|post|position|stint|career|years|engineers?|executives?|employees?|traders?|vice president|president|chief|head) at|"
        rf"[Ss]ued by|rejoint|rejoindre|quitté|quitter|[Pp]assée? chez|[Pp]artie? chez|chez|[Rr]ecrutée? par|[Dd]ébauchée? par|[Ee]mbauchée? par|left|quit|resigned from|from rival|rival|startup|start-up|competitor) {_FIRM}"
    ),
    re.compile(
        rf"(?<![\w.]){_FIRM},? (?:has |had |have |also |later |then |a |avait )*(?:sued|hired|poached|recruited|countersued|named|appointed|accused|recruté|débauché|embauché|assigné|nommé|attaqué)\b"
    ),
    re.compile(rf"(?<![\w.]){_FIRM}'s (?:suit|lawsuit|complaint|former|ex-|chief|claims|trade secrets|counterclaim)"),
)
# Words that begin or are no firm's name although they stand there.
_NO_FIRM = words("no_part_of_a_person") | words("no_firm")
_HAN_SIGN = re.compile(
    r"(?:前|原|该)?(?:员工|員工|高管|主管|工程师|工程師|经理|經理|总监|總監|副总|副總|总裁|總裁|处长|處長|负责人|負責人|科学家|科學家|研究员|研究員)$|被告$"
)


# What the last word of a capitalised name says it is.
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


def strange_names(page: Page, taken: Sequence[tuple[int, int]]) -> list[Strange]:
    """People and firms nobody knows, wherever the text names them, outside of `taken`; in order."""
    text = page.document.text[:TEXT_LIMIT]
    if page.language == "zh":
        return _han_people(text, taken)
    found = _people(text, taken)
    found += _firms(text, [*taken, *((one.start, one.end) for one in found)])
    return sorted(found, key=lambda one: (one.start, one.end))


def _people(text: str, taken: Sequence[tuple[int, int]]) -> list[Strange]:
    spans = [
        (start, end)
        for start, end in strangers_in(text, 0, len(text), taken, WIDE_NAME)
        if not is_firm(text[start:end]) and not is_neither(text[start:end]) and "\n" not in text[start:end]
    ]
    people: dict[str, list[tuple[int, int]]] = {}
    for start, end in spans:
        people.setdefault(text[start:end], []).append((start, end))
    found: list[Strange] = []
    for name, places in people.items():
        last = name.rpartition(" ")[2]
        alone = [
            hit.span()
            for hit in re.finditer(rf"(?<![\w’'-])(?<![A-Z][a-z] ){re.escape(last)}(?![\w-]| [A-Z])", text)
            if len(last) > 2 and not any(start <= hit.start() < end for start, end in (*spans, *taken))
        ]
        sure = bool(alone) and len({one.rpartition(" ")[2] for one in people if one.endswith(last)}) == 1
        sure = sure or any(
            _TITLE.search(text[max(0, start - 12) : start])
            or _ROLE_BEFORE.search(text[max(0, start - 24) : start])
            or _ROLE_BEHIND.search(text[end : end + 90])
            or _DONE_TO.search(text[max(0, start - 24) : start])
            or _DOES.search(text[end : end + 60])
            for start, end in places
        )
        if sure:
            found += [Strange(start, end, name, person=True) for start, end in places]
            found += [Strange(start, end, name, person=True) for start, end in alone]
    return found


def _firms(text: str, taken: Sequence[tuple[int, int]]) -> list[Strange]:
    names: set[str] = set()
    for sign in _FIRM_SIGNS:
        for hit in sign.finditer(text):
            name = _firm_name(hit.group(1))
            start = hit.start(1)
            if name and not any(one < start + len(name) and start < two for one, two in taken):
                names.add(name)
    found: list[Strange] = []
    for name in sorted(names, key=len, reverse=True):
        for hit in re.finditer(rf"(?<![\w’'.-]){re.escape(name)}(?![\w-])", text):
            if not any(
                one < hit.end() and hit.start() < two for one, two in (*taken, *((one.start, one.end) for one in found))
            ):
                found.append(Strange(hit.start(), hit.end(), name, person=False))
    return found


def _firm_name(name: str) -> str:
    """A firm's name without what may not begin or end it; empty where nothing is left."""
    name = re.sub(r"['’]s?$", "", name).strip(" .,'’-")
    parts = name.split()
    while parts and fold(parts[0]).text.strip(".'") in _NO_FIRM:
        parts = parts[1:]
    while parts and fold(parts[-1]).text.strip(".'") in _NO_FIRM:
        parts = parts[:-1]
    kept = " ".join(parts)
    return kept if len(kept) > 2 and not is_neither(kept) else ""


def _han_people(text: str, taken: Sequence[tuple[int, int]]) -> list[Strange]:
    """Han names of three characters right behind a role."""
    return [
        Strange(start, end, text[start:end], person=True)
        for start, end in dict.fromkeys(han_strangers_in(text, 0, len(text), taken))
        if end - start == 3 and _HAN_SIGN.search(text[max(0, start - 8) : start])
    ]
