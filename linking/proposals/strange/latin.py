# ruff: noqa: E501 - a pattern is read in one line
"""People and firms nobody knows in a text in Latin letters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from linking.fold import fold
from linking.proposals.strange.kinds import Strange, is_firm, is_neither, is_place, names_nobody, without_opening
from linking.strangers import WIDE_NAME, strangers_in
from linking.tables import words

MASKED_LIMIT = 200  # people given by initials, each time they are: more than any article has
MASKED_NAMES = 10  # people given by their surname alone
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
    r"(?<![\w’'-])(?:M\.|Mme|Mlle|Mr\.?|Mrs\.?|Ms\.?|[Mm]onsieur|[Mm]adame) (?:[A-Z]\.\.\.|[A-Z]…|(?:\[[A-Z]\] ?){1,3}|(?:[A-Z]\.[ -]?){1,3})(?<! )(?![\w-]| [A-Z][a-z])"
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


def names_in(text: str, taken: Sequence[tuple[int, int]]) -> list[Strange]:
    """People and firms nobody knows, outside of `taken`; in order."""
    found = _people(text, taken)
    found += _firms(text, [*taken, *((one.start, one.end) for one in found)])
    return sorted(found, key=lambda one: (one.start, one.end))


def _people(text: str, taken: Sequence[tuple[int, int]]) -> list[Strange]:
    masked = _masked(text, taken)
    hidden = [(one.start, one.end) for one in masked]
    spans = [
        (start, end)
        for start, end in (
            without_opening(text, *span) for span in strangers_in(text, 0, len(text), [*taken, *hidden], WIDE_NAME)
        )
        if not is_firm(text[start:end])
        and not is_neither(text[start:end])
        and "\n" not in text[start:end]
        and not names_nobody(text, start, end)
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
