# ruff: noqa: E501 - a pattern is read in one line
"""Who stands where about a wording, in English and French: subject, object, and what a preposition leads to.

Everything works on marked sentences (`linking.proposals.scene`). Words of the two languages stand in
`tables/grammar.json`. A slot that two readings compete for stays empty.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from linking.tables import table

MARK = re.compile(r"<([PEUD])(\d+)>")


@dataclass(frozen=True, slots=True)
class Slot:
    """Who fills a place: numbers of items (several where people or firms are listed), `words` where it is only
    described, and `end`, the offset behind it. `said` tells "nobody" from "somebody who is only described"."""

    items: tuple[int, ...] = ()
    kind: str = ""  # P, E or U of the first item
    words: str = ""
    end: int = -1

    @property
    def said(self) -> bool:
        return bool(self.items or self.words)


NOBODY = Slot()
# Described first and named behind a comma.
_APPOSED = re.compile(
    r"(?:its|his|her|their|the|a|an|son|sa|ses|leur|le|la|l'|un|une|former|ex|old|rival) ?(?:[\w'&-]+ ){0,5}(?:employer|home|company|firm|rival|competitor|startup|bank|employeur|maison|entreprise|societe|concurrent|concurrente|rivale?|"
    r"president|executive|officer|engineer|head of \w+|manager|scientist|director|trader|analyst|broker|chief|researcher|ingenieure?|directeur|directrice|cadre|salariee?|dirigeante?|responsable),? <([PE])(\d+)>"
)


@dataclass(frozen=True, slots=True)
class Grammar:
    """The words of a language, compiled."""

    helpers: re.Pattern[str]
    word: str  # a word that may stand inside a noun phrase
    against: re.Pattern[str]
    by: re.Pattern[str]
    source: re.Pattern[str]
    goal: re.Pattern[str]
    relative: re.Pattern[str]
    whom: re.Pattern[str]
    coordinated: re.Pattern[str]
    clause: re.Pattern[str]
    firm: re.Pattern[str]
    people: re.Pattern[str]
    head: re.Pattern[str]
    more: re.Pattern[str]


def _any(words: str) -> str:
    parts = [part.strip() for part in (words.split("|") if "|" in words else words.split())]
    return "|".join(re.escape(part) for part in sorted(parts, key=len, reverse=True))


def _led(words: str) -> re.Pattern[str]:
    """Words that lead to a name: with a space behind them, or none behind an apostrophe."""
    return re.compile(rf"(?<![\w'])(?:{_any(words)})(?:(?<=')|\s)")


@lru_cache(maxsize=4)
def grammar_of(language: str) -> Grammar:
    """The grammar of `en` or `fr`. KeyError for any other language."""
    own = table("grammar")[language]
    stops = _any(own["stops"])
    word = rf"(?!(?:{stops})(?![\w']))[a-z0-9][\w.&'/-]*"
    # A word whole or not at all (`*+`): tried in every way of cutting it into pieces, a phrase takes a thousand times longer.
    inner = rf"(?:{word}+|<E\d+>(?:'s?)?|\([^()]{{0,60}}\)|\"|of|the|de|du|des|d'|la|le)"
    return Grammar(
        helpers=re.compile(
            rf"(?:(?<![\w'])(?:{_any(own['helpers'])}|{_any(own['going_on'])}|\w+ly|\w+ment|(?:alleged|reported|said|understood|believed) to have"
            r"|(?:on |in |en |le |a |au )?<D\d+>,?),? )+$"
        ),
        word=word,
        against=_led(own["against"]),
        by=_led(own["by"]),
        source=_led(own["from"]),
        goal=_led(own["to"]),
        relative=re.compile(rf"(?<![\w']),? ?(?:{_any(own['relative'])}) $"),
        whom=re.compile(rf"(?:^|[ ,])(?:{_any(own['object_relative'])}) ?$"),
        coordinated=re.compile(rf"(?:^|[ ,])(?:{_any(own['and'])}) $"),
        clause=re.compile(
            rf"[;:!?]|\.(?= )| - |, (?:{_any(own['clause'])}) |(?<!ainsi )\b(?:that|que) (?=<)|\bqu'(?=<)"
        ),
        firm=re.compile(rf"(?:^|[ ,\"'])(?:{own['pronoun_firm']}) $"),
        people=re.compile(rf"\b(?:{own['people']})\b"),
        head=re.compile(rf"(?:{inner} ?){{0,9}}?<([PEU])(\d+)>(?:'s?(?= ))?"),
        more=re.compile(
            rf"(?:,? (?:and|et|along with|ainsi que) (?:(?:{inner} ?){{0,6}}?|(?:{inner} ?){{1,6}}?, ?)|, )<([PEU])(\d+)>"
        ),
    )


def bounds_of(marked: str, at: int, grammar: Grammar) -> tuple[int, int]:
    """The clause about an offset: from the last boundary before it to the first behind it."""
    start = 0
    for hit in grammar.clause.finditer(marked, 0, at):
        start = hit.end()
    stop = re.compile(r"[;!?]|\.(?= |$)").search(marked, at)
    return start, stop.start() if stop else len(marked)


def phrase(marked: str, at: int, end: int, grammar: Grammar) -> Slot:
    """The noun phrase that begins at an offset, with all that it lists; words alone where nobody is named in it."""
    place = at
    while place < end and marked[place] == " ":
        place += 1
    hit = grammar.head.match(marked, place, end)
    if hit is None:
        known = _APPOSED.match(marked, place, end)
        if known is not None:  # "its new employer, B"
            return Slot((int(known.group(2)),), known.group(1), "", known.end())
        words = re.compile(rf"(?:{grammar.word} ?){{1,8}}").match(marked, place, end)
        return Slot(words=words.group(0), end=words.end()) if words else NOBODY
    before = marked[place : hit.start(1) - 1]
    kind, number, last = hit.group(1), int(hit.group(2)), hit.end()
    if kind != "P":
        # "former A executive <P>": the firm is part of the description of somebody named behind it.
        inside = re.compile(rf"(?:'s?)?(?:,? {grammar.word}|,? <E\d+>(?:'s)?){{1,7}}?,? ?<([PU])(\d+)>").match(
            marked, hit.end(2) + 1, end
        ) or re.compile(r"'s? <([PU])(\d+)>").match(marked, hit.end(2) + 1, end)
        if inside is not None:
            kind, number, last = inside.group(1), int(inside.group(2)), inside.end()
        elif grammar.people.search(before) or _role_end(marked, last, end, grammar) > last:
            return Slot(words=marked[place : _role_end(marked, last, end, grammar)], end=last)
        else:
            behind = re.compile(rf"'s? (?:{grammar.word} ?){{1,6}}").match(marked, hit.end(2) + 1, end)
            if behind is not None:
                return Slot(words=marked[place : behind.end()], end=behind.end())
    items = [number]
    while True:
        more = grammar.more.match(marked, last, end)
        if more is None:
            break
        if kind == "P" and more.group(1) == "E":
            break
        if re.match(r"(?:'s)? (?:has|had|have|is|was|were|a |ont|est|\w+ed )", marked[more.end() : more.end() + 12]):
            break
        items.append(int(more.group(2)))
        last = more.end()
    return Slot(tuple(items), kind, before.strip(), last)


def end_of(marked: str, at: int, slot: Slot) -> int:
    """Where the first name of a phrase that begins at an offset ends, whatever it lists behind."""
    first = re.compile(rf"<[PEU]{slot.items[0]}>").search(marked, at) if slot.items else None
    return first.end() if first is not None else slot.end


def _role_end(marked: str, last: int, end: int, grammar: Grammar) -> int:
    """Where the role ends that follows a name ("the former A engineer"); the end of the name where none does."""
    role = grammar.people.match(marked, min(last + 1, end))
    return role.end() if role else last


def behind(marked: str, at: int, end: int, lead: re.Pattern[str], grammar: Grammar, reach: int = 60) -> Slot:
    """Whoever a preposition leads to within `reach` characters behind an offset, before the clause ends."""
    for hit in lead.finditer(marked, at, min(end, at + reach)):
        slot = phrase(marked, hit.end(), end, grammar)
        if slot.items:
            return slot
        if slot.said and grammar.people.search(slot.words):
            return slot
    return NOBODY


# "P, along with Q, ..."
_TOGETHER = re.compile(
    r",? (?:along with|together with|as well as|ainsi que|de meme que) (<[PEU]\d+>),? (?=(?:[\w']+ ){0,3}$)"
)
# "P and two colleagues left", "P et son fils".
_AND_OTHERS = re.compile(
    r"(<[PU]\d+>),? (?:and|et|ainsi que) (?:(?:his|her|two|three|four|five|six|several|some|other|another|son|sa|ses|deux|trois|quatre|cinq|six|plusieurs|quelques|d'autres|une? autre|une?) )(?:[\w'-]+ ?){1,4}$"
)
# "P and B were sued": a person and a firm.
_BOTH = re.compile(r"(?:^|, |\b(?:when|after|that|but|while|as|mais) )<([PE])(\d+)>,? (?:and|et) $")


def _listed(before: str, kind: str) -> list[int]:
    """The names of a list that ends before an offset, all of one kind; none where it is a mixed one."""
    listed = re.search(r"((?:<[PEU]\d+>(?:,? and |,? et |, ))+)$", before)
    if listed is None or any(one != kind for one in re.findall(r"<([PEU])\d+>", listed.group(1))):
        return []
    return [int(one) for one in re.findall(r"<[PEU](\d+)>", listed.group(1))]


def subject(marked: str, at: int, grammar: Grammar) -> Slot:
    """The subject of a verb at an offset: names, or the words that describe it."""
    start, _ = bounds_of(marked, at, grammar)
    left = _TOGETHER.sub(r" and \1 ", marked[start:at])
    listed_verb = re.search(r", (?:\w+ly |then |later )*$", left) is not None
    helped = grammar.helpers.search(left)
    if helped:
        left = left[: helped.start()]
    relative = grammar.relative.search(left)
    if relative and not re.search(r"(?:says|said|dit|affirme|rapporte) $", left[: relative.start() + 1]):
        return _antecedent(left[: relative.start()], start)
    left = _AND_OTHERS.sub(r"\1 ", left)
    bare = left.rstrip(" ")
    mark = re.search(r"<([PEU])(\d+)>(?: ?\([^()]{0,60}\))?$", bare)
    if mark is not None:
        before = left[: mark.start()]
        of = re.search(r"<([PU])(\d+)> (?:of|at|from|de|chez|du) $", before)
        if of is not None:
            return Slot((int(of.group(2)),), of.group(1), "", start + mark.end())
        both = _BOTH.search(before)
        if both is not None and both.group(1) != mark.group(1):
            return Slot((int(both.group(2)), int(mark.group(2))), both.group(1), "", start + mark.end())
        items = _listed(before, mark.group(1))
        if re.search(r"(?:^|[ (])(?:of|at|from|in|de|du|d'|chez|by|par|with|for) ?(?:the |la |le )?$", before):
            first = _first(left)
            return first if first.items and first.items != (int(mark.group(2)),) else Slot(words=left)
        return Slot((*items, int(mark.group(2))), mark.group(1), "", start + mark.end())
    if grammar.firm.search(left):
        return Slot(words="it", end=start + len(left))
    beside = re.search(r"<[PU](\d+)>(?: ?\([^()]{0,60}\))?,$", bare)
    if beside is not None and not _described(bare[: beside.start()]):
        return _antecedent(bare[:-1], start)
    first = _led_by(left, bare, start, grammar, listed=listed_verb)
    if first.items:
        return first
    if not left.strip(' ,"'):
        return NOBODY
    return Slot(words=left.strip(), end=start + len(left))


# "P, 47, arrested on federal charges in July, was convicted".
_TOLD_OF = re.compile(
    r"(?:^|[,;] |\b(?:and|but|when|that) )<([PU])(\d+)>(?: ?\([^()]{0,60}\))?, (?:\d\d,? )?(?:arrested|charged|indicted|extradited|accused|convicted|sued|hired|recruited|employed|suspended|fired|dismissed|born) [^<>;]{0,80}$"
)


def _led_by(left: str, bare: str, start: int, grammar: Grammar, *, listed: bool) -> Slot:
    """Whom a clause began with, where other words stand before the verb."""
    told_of = _TOLD_OF.search(left)
    if told_of is not None:
        return Slot((int(told_of.group(2)),), told_of.group(1), "", start + told_of.end(2) + 1)
    if listed or bare.endswith(",") or grammar.coordinated.search(left) or re.search(r"\b(?:,|and|et) \w+$", bare):
        return _first(left)
    return NOBODY


# A name behind these is part of a description of somebody else ...
_INSIDE = re.compile(
    r"(?:,? (?:whose|which|who|where|dont|in|of|at|from|by|with|de|du|par|chez) (?:\w+ ){0,4}|, (?:a|an|the|its|un|une|le|la) (?:\w+ ){1,4})$"
)
# ... but "the latest case is that of P, ..." goes on about P, not about the case.
_OWN = re.compile(r"\b(?:celui|celle|cas|depart|exemple|nom|that|case|departure|example|name) (?:de|d'|of) ?$")


def _described(before: str) -> bool:
    """Whether a name behind these words only describes somebody named before it."""
    return _INSIDE.search(before) is not None and _OWN.search(before) is None


def _antecedent(left: str, start: int) -> Slot:
    """Whom a relative clause is about: a person before an apposition, else what stands directly before it."""
    mark = re.search(r"<([PEU])(\d+)>(?: ?\([^()]{0,60}\))?,?$", left.rstrip())
    person = re.search(r"<P(\d+)>(?: ?\([^()]{0,60}\))?, [^<>]{0,80}(?:<[EUD]\d+>[^<>]{0,60}){0,3},?$", left.rstrip())
    if mark is not None and mark.group(1) in "PU":  # "P and his deputy, Q, resigned"
        pair = re.search(r"<P(\d+)>,? (?:and|et) (?:his|her|their|son|sa|leur) [^<>,]{1,40}, $", left[: mark.start()])
        if pair is not None:
            return Slot((int(pair.group(1)), int(mark.group(2))), "P", "", start + mark.end())
    if mark is not None and mark.group(1) == "P":
        listed = re.search(r"((?:<P\d+>(?:,? and |,? et |, ))+)$", left[: mark.start()])
        items = [int(one) for one in re.findall(r"<P(\d+)>", listed.group(1))] if listed else []
        return Slot((*items, int(mark.group(2))), "P", "", start + mark.end())
    if person is not None:
        return Slot((int(person.group(1)),), "P", "", start + person.end())
    if mark is not None:
        return Slot((int(mark.group(2)),), mark.group(1), "", start + mark.end())
    return Slot(words=left.strip())


def _first(left: str) -> Slot:
    """The first name of a clause that no preposition governs, with those listed behind it."""
    for hit in re.finditer(r"<([PEU])(\d+)>", left):
        before = left[: hit.start()]
        governed = re.search(
            r"(?:^|[ (])(?:of|at|from|in|by|with|for|against|on|over|de|du|d'|chez|par|avec|contre|pour|a|au) ?(?:the |la |le |l')?$",
            before,
        )
        if governed or left[hit.end() : hit.end() + 2] == "'s":
            continue
        listed = re.match(r"((?:,? and |,? et |, )<[PEU]\d+>)+", left[hit.end() :])
        items = [int(hit.group(2))]
        if listed:
            items += [int(one) for one in re.findall(rf"<{hit.group(1)}(\d+)>", listed.group(0))]
        return Slot(tuple(items), hit.group(1), "", hit.end())
    return NOBODY
