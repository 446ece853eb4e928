# ruff: noqa: E501 - a pattern is read in one line
"""The wordings that state a step or a move: rows of `tables/steps_<language>.json`, found by one automaton.

A row says what `kind` of event its `verbs` state and in which `frame` its people and firms stand about them. Where it
has `nouns`, a verb counts only with one of them up to `reach` characters behind it, or before it in the passive ("an
injunction was granted"). Nothing of `but_not` may stand in that stretch. Entries are folded; `|` stands between them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from linking.automaton import Automaton
from linking.fold import is_spaceless
from linking.tables import HERE, table

REACH = 60  # characters between a verb and its noun, where the row says nothing
_COPULA = re.compile(r"\b(?:was|were|is|are|been|being|est|sont|etait|a ete|ont ete|avait ete)(?: \w+)?\s$")
_REDUCED = re.compile(
    r"\b(?:suit|lawsuit|case|complaint|action|claim|counterclaim)s? (?:that |which )?<E\d+> (?:has |had )?$"
)
# "The injunction granted last month", "l'injonction obtenue par A": no verb but a participle.
_PARTICIPLE = re.compile(r"(?:ed|ees?|ues?|won|obtenus?|ises?|given)$")
_OWN_NAME = frozenset({"injunction_granted", "injunction_denied"})
_PARTED_BY_DATES = frozenset(["at", "with", "chez", "as", "to", "par", "a", "pour", "for"])
_DATE_WITHIN = re.compile(
    r"(?<=[a-z]),? (?:on |in |en |au |le |fin |debut |depuis |since |a compter du |a partir du |a effet du )?<D\d+>,?(?= (?:at|to|with|for|from|as|by|against|chez|pour|un|une|a|de|par|contre|his|her|the|en|le|la)\b)"
)
# What may stand between the words of a French wording: "a donc assigné", "dépose alors plainte".
_ADVERB = re.compile(
    r"(?<=[a-z]) (?:alors|ensuite|donc|egalement|aussi|enfin|finalement|aussitot|immediatement|toutefois|cependant|ainsi|encore|meme|deja|logiquement|notamment|partiellement|ensemble|lui aussi|elle aussi|eux aussi|tous deux|tous trois|a son tour)(?= [a-z])"
)
_DATE_OR_ADVERB = re.compile(rf"{_DATE_WITHIN.pattern}|{_ADVERB.pattern}")
_MARK = re.compile(r"<[PEUD]\d+>")
_STOP = re.compile(r"[;!?]|\.(?!\d)|:(?!\d)")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table."""

    kind: str
    frame: str
    verbs: tuple[str, ...]
    nouns: re.Pattern[str] | None
    but_not: re.Pattern[str] | None
    reach: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A wording in a marked sentence: `start` to `end` from its first word to its last, `verb` and `tail` the bounds
    of the verb alone."""

    row: Row
    start: int
    end: int
    verb: int
    tail: int


def _listed(text: str) -> tuple[str, ...]:
    return tuple(word for word in (part.strip() for part in text.split("|")) if word)


def _forms(verb: str) -> tuple[str, ...]:
    """A wording as the table has it, and as French writes it before a vowel: "s'est separe d'"."""
    return (verb, verb.removesuffix("de") + "d'") if verb.endswith(" de") else (verb,)


def _either(text: str) -> re.Pattern[str] | None:
    words = sorted(_listed(text), key=lambda word: (-len(word), word))
    if not words:
        return None
    return re.compile("|".join(re.escape(one) if is_spaceless(one[0]) else rf"\b{re.escape(one)}\b" for one in words))


@lru_cache(maxsize=8)
def rows_of(language: str) -> tuple[Row, ...]:
    """The rows of a language; of an unknown one none."""
    if not (HERE / f"steps_{language}.json").is_file():
        return ()
    return tuple(
        Row(
            row["kind"],
            row["frame"],
            tuple(dict.fromkeys(form for verb in _listed(row["verbs"]) for form in _forms(verb))),
            _either(row.get("nouns", "")),
            _either(row.get("but_not", "")),
            int(row.get("reach", REACH)),
        )
        for row in table(f"steps_{language}")
    )


@lru_cache(maxsize=8)
def _machine(language: str) -> tuple[Automaton, tuple[tuple[Row, ...], ...]]:
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in rows_of(language):
        for verb in row.verbs:
            rows[verb].append(row)
    return Automaton.build(sorted(rows)), tuple(tuple(rows[verb]) for verb in sorted(rows))


@lru_cache(maxsize=8)
def _openings(language: str) -> tuple[Automaton, tuple[tuple[str, ...], ...]]:
    """The verbs, and what stands before their last word, which a date may part from it; and those last words."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows_of(language):
        for verb in row.verbs:
            stem, _, last = verb.rpartition(" ")
            if stem and last in _PARTED_BY_DATES:
                found[stem].add(f" {last} ")
    for row in rows_of(language):
        found.update((verb, {""}) for verb in row.verbs)
    return Automaton.build(sorted(found)), tuple(tuple(sorted(found[one])) for one in sorted(found))


def verbs_in(folded: str, language: str) -> list[int]:
    """Offsets in a folded text at which some verb of the table stands, in order; it may turn out to state nothing."""
    if not rows_of(language):
        return []
    automaton, lasts = _openings(language)
    found = set(_opening_in(automaton, lasts, folded))
    if language == "fr":
        bare, kept = _without(folded, _ADVERB)
        found.update(kept[start] for start in _opening_in(automaton, lasts, bare) if kept)
    return sorted(found)


def _opening_in(automaton: Automaton, lasts: Sequence[tuple[str, ...]], text: str) -> Iterator[int]:
    for start, end, number in automaton.matches(text):
        if _whole(text, start, end) and any(not one or text.find(one, end, end + 34) >= 0 for one in lasts[number]):
            yield start


def _without(text: str, what: re.Pattern[str]) -> tuple[str, list[int]]:
    """A text without what a pattern finds, and where each character left stood; no such list where nothing is found."""
    hits = list(what.finditer(text))
    kept: list[int] = []
    place = 0
    for hit in hits:
        kept += range(place, hit.start())
        place = hit.end()
    if not hits:
        return text, kept
    kept += range(place, len(text))
    return "".join(text[one] for one in kept), kept


def hits_in(marked: str, language: str) -> list[Hit]:
    """What a marked sentence states, in order; of wordings of one kind that overlap the longest."""
    automaton, rows = _machine(language)
    found: list[Hit] = []
    within = _DATE_OR_ADVERB if language == "fr" else _DATE_WITHIN
    for start, end, number in (*automaton.matches(marked), *_parted(automaton, marked, within)):
        if _whole(marked, start, end):
            found += [hit for row in rows[number] if (hit := _read(row, marked, start, end)) is not None]
    found.sort(key=lambda hit: (hit.start - hit.end, hit.verb))
    kept: list[Hit] = []
    for hit in found:
        if not any(one.row.kind == hit.row.kind and hit.verb < one.tail and one.verb < hit.tail for one in kept):
            kept.append(hit)
    return sorted(kept, key=lambda hit: (hit.verb, hit.end))


def _parted(automaton: Automaton, marked: str, within: re.Pattern[str]) -> list[tuple[int, int, int]]:
    """Wordings with a date or an adverb in their midst, "turned up in April at B": their bounds in the marked sentence."""
    bare, kept = _without(marked, within)
    found = []
    for start, end, number in automaton.matches(bare) if kept else ():
        first, last = kept[start], kept[end - 1] + 1
        if last - first > end - start:
            found.append((first, last, number))
    return found


def _whole(text: str, start: int, end: int) -> bool:
    """Whether no word goes on at either end. Chinese has no such ends."""
    if is_spaceless(text[start]):
        return True
    return not (start and text[start - 1].isalnum()) and not (
        end < len(text) and text[end].isalnum() and text[end - 1] != "'"
    )


def _read(row: Row, marked: str, start: int, end: int) -> Hit | None:
    if row.nouns is None:
        ahead = 12 if is_spaceless(marked[start]) else 40
        around = marked[max(0, start - 12) : end + ahead]
        return None if row.but_not and row.but_not.search(around) else Hit(row, start, end, start, end)
    behind = _cut(marked[end : end + _reach(row, marked, start, end)])
    noun = row.nouns.search(behind)
    if noun is not None:
        said = marked[start : end + noun.end() + 12]
        if row.but_not is None or not row.but_not.search(said):
            return Hit(row, start, end + noun.end(), start, end)
    before = marked[max(0, start - 30) : start]
    told = _COPULA.search(before) or _REDUCED.search(before)
    if not is_spaceless(marked[start]) and (told or row.kind in _OWN_NAME):
        begin = max(0, start - row.reach - 20)
        nouns = list(row.nouns.finditer(marked, begin, start))
        reduced = bool(nouns) and _PARTICIPLE.search(marked[start:end]) and marked[nouns[-1].end() : start] == " "
        if reduced and row.kind in _OWN_NAME:
            return Hit(row, nouns[-1].start(), end, start, end)
        if not told:
            return None
        if nouns and not re.search(r"[.;!?,]| and ", marked[nouns[-1].end() : start]):
            said = marked[nouns[-1].start() : end + 20]
            if row.but_not is None or not row.but_not.search(said):
                return Hit(row, nouns[-1].start(), end, start, end)
    return None


def _reach(row: Row, marked: str, start: int, end: int) -> int:
    """How far a noun may stand behind a verb. In Chinese a mark counts as two characters, whatever its number."""
    if not is_spaceless(marked[start]):
        return row.reach
    marks = _MARK.findall(marked[end : end + 2 * row.reach])
    return row.reach + sum(len(one) - 2 for one in marks)


def _cut(text: str) -> str:
    stop = _STOP.search(text)
    return text[: stop.start()] if stop else text
