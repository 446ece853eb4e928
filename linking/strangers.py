"""Names of people that nobody knows yet, as far as capitals and Han surnames give them away."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import rjieba

from linking.fold import fold, is_han
from linking.names import HAN_SURNAMES, han_surname
from linking.tables import words

# Both patterns begin with a set of characters, so that what is none of them is passed over quickly.
_NAME = re.compile(
    r"([A-Z](?<![\w'’.-].)(?:[a-zà-öø-ÿ]+(?:-[A-Za-zà-öø-ÿ]+)?|\.)(?: (?:[A-Z][a-zà-öø-ÿ'’]+(?:-[A-Za-zà-öø-ÿ]+)?|[A-Z]\.|de|van|von|bin|al)){1,3})(?![\w-])"  # noqa: E501
)
# More forms of names (O'Neil, McAdam, Élodie, Jean d'Ormont, James Roe III): for proposals. The signals of cases were
# weighted with the narrower one above.
_CAPITAL = r"(?:O['’]|D['’]|d['’]|Mc|Mac|De|Le|La|Du|Van|Fitz)?[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]+(?:['’-][A-Za-zÀ-ÖØ-öø-ÿ]+)*"
WIDE_NAME = re.compile(
    rf"(?<![\w'’.-])((?:{_CAPITAL}|[A-Z]\.)(?: (?:{_CAPITAL}|[A-ZÓ]\.?|de|du|van|von|der|bin|al|"
    r"[Dd]e [Ll]a|I{2,3}|IV|Jr)){1,3})"
    r"(?=['’]s\b|(?![\w-]))"
)
# Capitalised words that begin no person's name.
_NO_PERSON = words("no_part_of_a_person")
# A role directly before a name: the segmenter knows few rare names, the role tells them all the same.
_HAN_ROLE = re.compile(
    r"(?:前?(?:员工|員工|高管|主管|工程师|工程師|经理|經理|总监|總監|副总|副總|副总裁|副總裁|总裁|總裁|处长|處長|负责人|負責人)|被告|男子|叫|名为)"
    r"([\u3400-\u9fff]{2,3}?)(?=[^\u3400-\u9fff]|违|違|跳|加|被|离|離|在|带|帶|涉|将|將|和|与|與|及|等|的|为|為|提|案|$)"
)
_SURNAMES = frozenset(HAN_SURNAMES) | words("rare_surnames")
BYSTANDER_REACH = 40  # characters before and after a name in which its bearer's trade is looked for
_BYSTANDER = re.compile("|".join(sorted(words("bystanders"))))
_HAN_RUN = re.compile(r"[\u3400-\u9fff]{2,}")


def strangers_in(
    text: str, start: int, end: int, taken: Sequence[tuple[int, int]], name: re.Pattern[str] = _NAME
) -> list[tuple[int, int]]:
    """(start, end) of Latin names of two to four words between two offsets, outside of `taken` and of quotation
    marks."""
    found = []
    for hit in name.finditer(text, start, end):
        first, last = hit.span(1)
        parts = text[first:last].split()
        while parts and _no_person(parts[0]):
            first += len(parts[0]) + 1
            parts = parts[1:]
        while parts and _no_person(parts[-1]):
            last -= len(parts[-1]) + 1
            parts = parts[:-1]
        if len(parts) < 2 or any(_no_person(word) for word in parts if word not in ("de", "al")):
            continue
        if any(one < last and first < two for one, two in taken) or _quoted(text, start, first):
            continue
        found.append((first, last))
    return found


def han_strangers_in(text: str, start: int, end: int, taken: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """(start, end) of Han words that a segmenter takes for a personal name and that begin with a surname."""
    found: list[tuple[int, int]] = []
    if text.isascii() or not _HAN_RUN.search(text, start, end):
        return found
    for hit in _HAN_ROLE.finditer(text, start, end):
        one, two = hit.span(1)
        if han_surname(fold(hit.group(1)).text)[:1] in _SURNAMES and not any(a < two and one < b for a, b in taken):
            found.append((one, two))
    for run in _HAN_RUN.finditer(text, start, end):
        place = run.start()
        for word, tag in rjieba.tag(run.group(0)):
            after = place + len(word)
            named = tag == "nr" and 2 <= len(word) <= 4 and all(map(is_han, word)) and han_surname(fold(word).text)
            if named and not any(one < after and place < two for one, two in taken):
                found.append((place, after))
            place = after
    return found


def is_bystander(before: str, after: str) -> bool:
    """Whether the words round a name, in its sentence, call its bearer a lawyer, a judge, a spokesman or another who
    only speaks of a dispute."""
    near = f" {before[-BYSTANDER_REACH:]} ", f" {after[:BYSTANDER_REACH]} "
    return any(_BYSTANDER.search(fold(one).text) for one in near)


@lru_cache(maxsize=8192)
def _no_person(word: str) -> bool:
    return fold(word).text.strip(".'") in _NO_PERSON


def _quoted(text: str, start: int, at: int) -> bool:
    """True inside quotation marks: titles of programmes and works, or words somebody said."""
    before = text[start:at]
    return before.count("«") > before.count("»") or before.count("“") > before.count("”") or before.count('"') % 2 == 1
