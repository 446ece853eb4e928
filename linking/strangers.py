"""Names of people that nobody knows yet, as far as capitals and Han surnames give them away."""

from __future__ import annotations

import re
from collections.abc import Sequence

import rjieba

from linking.fold import fold, is_han
from linking.names import HAN_SURNAMES, han_surname

_NAME = re.compile(
    r"(?<![\w'’.-])((?:[A-Z][a-zà-öø-ÿ]+(?:-[A-Za-zà-öø-ÿ]+)?|[A-Z]\.)(?: (?:[A-Z][a-zà-öø-ÿ'’]+(?:-[A-Za-zà-öø-ÿ]+)?|[A-Z]\.|de|van|von|bin|al)){1,3})(?![\w-])"
)
# Capitalised words that begin no person's name.
_NO_PERSON = frozenset(
    "the a an in on at of for from by with after before when while as but and or if it its he she they his her their this that these last "
    "next new north south east west united federal district supreme superior high court judge justice university college institute inc corp "
    "group bank street house state national international general chief executive officer president vice senior director manager january "
    "february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday "
    "le la les un une des du de en dans pour par apres avant selon mais ce cette il elle ils programme program star silicon wall labs lab "
    "project cloud news times post journal press reuters bloomberg company technologies systems capital partners holdings management academy "
    "gazette daily tribune herald wire magazine review courrier gazette observer mail telegraph chronicle globe standard express "
    "first second third southern northern eastern western county city department ministry commission agency act law".split()
)
# A role directly before a name: the segmenter knows few rare names, the role tells them all the same.
_HAN_ROLE = re.compile(
    r"(?:前?(?:员工|員工|高管|主管|工程师|工程師|经理|經理|总监|總監|副总|副總|副总裁|副總裁|总裁|總裁|处长|處長|负责人|負責人)|被告|男子)"
    r"([\u3400-\u9fff]{2,3}?)(?=[^\u3400-\u9fff]|违|違|跳|加|被|离|離|在|带|帶|涉|将|將|和|与|與|及|等|的|为|為|提|案|$)"
)
_HAN_RUN = re.compile(r"[\u3400-\u9fff]{2,}")


def strangers_in(text: str, start: int, end: int, taken: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """(start, end) of Latin names of two to four words between two offsets, outside of `taken` and of quotation marks."""
    found = []
    for hit in _NAME.finditer(text, start, end):
        first, last = hit.span(1)
        words = text[first:last].split()
        while words and _no_person(words[0]):
            first += len(words[0]) + 1
            words = words[1:]
        while words and _no_person(words[-1]):
            last -= len(words[-1]) + 1
            words = words[:-1]
        if len(words) < 2 or any(_no_person(word) for word in words if word not in ("de", "al")):
            continue
        if any(one < last and first < two for one, two in taken) or _quoted(text, start, first):
            continue
        found.append((first, last))
    return found


def han_strangers_in(text: str, start: int, end: int, taken: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """(start, end) of Han words that a segmenter takes for a personal name and that begin with a surname."""
    found = []
    for hit in _HAN_ROLE.finditer(text, start, end):
        one, two = hit.span(1)
        if han_surname(fold(hit.group(1)).text)[:1] in HAN_SURNAMES and not any(a < two and one < b for a, b in taken):
            found.append((one, two))
    for run in _HAN_RUN.finditer(text, start, end):
        place = run.start()
        for word, tag in rjieba.tag(run.group(0)):
            after = place + len(word)
            if tag == "nr" and 2 <= len(word) <= 4 and han_surname(fold(word).text) and all(map(is_han, word)):
                if not any(one < after and place < two for one, two in taken):
                    found.append((place, after))
            place = after
    return found


def _no_person(word: str) -> bool:
    return fold(word).text.strip(".'") in _NO_PERSON


def _quoted(text: str, start: int, at: int) -> bool:
    """True inside quotation marks: titles of programmes and works, or words somebody said."""
    before = text[start:at]
    return before.count("«") > before.count("»") or before.count("“") > before.count("”") or before.count('"') % 2 == 1
