# ruff: noqa: E501 - a pattern is read in one line
"""What all frames ask of a wording: is it passive, who is behind "by", "against" and "from"."""

from __future__ import annotations

import re
from dataclasses import replace

from linking.proposals.drafts import Draft
from linking.proposals.latin.clauses import NOBODY, Grammar, Slot, behind, bounds_of, grammar_of, phrase
from linking.proposals.marks import Scene
from linking.proposals.steps import Hit

_PASSIVE = re.compile(
    r"\b(?:was|were|is|are|been|being|be|est|sont|ete|etait|etaient|fut|got|gets)(?: \w+ly| \w+ment| also| later| then| both| since)? $"
)
# "Against B and against P".
_AND_AGAINST = re.compile(r",? (?:and|as well as|et|ainsi que) (?:against|contre) (?:[\w' -]{0,40}, )?<P(\d+)>")
# A wording that brings its helping verb along: "was indicted".
_WITH_HELPER = re.compile(r"(?:was|were|(?:has|have|had) been|(?:a|ont|avait|avaient) ete|fut|(?:est|sont) mise?s?) ")
_HELD = re.compile(
    r"\bto (?:stop|bar|block|prevent|keep|enjoin|forbid|halt|order|restrain)(?: (?:former|ex|its|the|his|her|new|rival|executive|engineer|trader)){0,4} <P(\d+)>"
)
# "E l'a recruté": firm, object, verb.
CLITIC = re.compile(r"@<P(\d+)> (?:a |avait |ont |ayant )?(?:\w+ )?$")


# "Sued one of its former engineers", "a assigné l'un de ses anciens cadres".
_ONE_OF = re.compile(r" (?:l'une? de|une? de|one of) (?:ses|leurs|its|their) (?:[\w'-]+ ?){1,4}")
# "A said that P had resigned": the firm that says so is the one left, or joined.
FIRM_SAYS = re.compile(
    r"<E(\d+)>(?:,)? (?:has |had |a |avait )?(?:said|announced|confirmed|says|announces|told \w+|annonce|annonces|confirme|indique)(?: on| in| le| en)?(?: ?<D\d+>)?,? ?(?:that |que |qu')?(?:its? )?(?:[\w'&-]+ ){0,5}$"
)
# "P is one of several engineers who moved to B".
_AMONG = re.compile(
    r"<P(\d+)>(?:, [^<>]{0,60},)? (?:is|was|were|est|etait|fait|faisait|figure)(?: partie)? (?:among|one of|part of|parmi|l'une? des|des) [^.;]{0,80}$"
)


def among(scene: Scene, at: int) -> tuple[int, ...]:
    """The person of whom is told, before an offset, that he or she is one of those who did something."""
    found = _AMONG.search(scene.marked[:at])
    return (int(found.group(1)),) if found is not None and int(found.group(1)) not in scene.officials else ()


# "The engineer", "its former head of sales", or whoever "he" is: one person, not one of many or another one.
_MANY = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|\d+|several|some|many|most|dozens|both|all|other|others|another|any|every|each|no|none|such|who|whoever|"
    r"deux|trois|quatre|cinq|sept|huit|neuf|dix|plusieurs|certains|d'anciens|autres?|aucune?|chaque|tout|tous|ces|ses|leurs|les|des|their|its people|staff|people|"
    r"engineers|executives|employees|traders|brokers|managers|researchers|scientists|workers|designers|developers|lawyer|lawyers|avocate?s?|partner|colleague|recruiter)\b"
)
_PRONOUN = re.compile(r"^\W*(?:he|she|il|elle)$")


def described_in(slot: Slot, grammar: Grammar) -> str:
    """The words of a slot where they describe one person and name nobody; else empty."""
    if slot.items or not slot.words or re.search(r"<[PU]\d+>", slot.words):
        return ""
    words = slot.words.strip()
    if _PRONOUN.match(words):
        return words
    return words if grammar.people.search(words) and not _MANY.search(words) and len(words) < 120 else ""


def draft_of(hit: Hit, **places: object) -> Draft:
    return replace(Draft(hit.row.kind, hit.start, hit.end, hit.verb), **places)  # type: ignore[arg-type]


def possessive(marked: str, slot: Slot) -> bool:
    """Whether a name only owns what is meant: "hired P's lawyer"."""
    return slot.end > 1 and marked[: slot.end].endswith("'s")


def firm_of(slot: Slot) -> int | None:
    return slot.items[0] if slot.items and slot.kind in "EU" else None


def people_of(scene: Scene, slot: Slot) -> tuple[int, ...]:
    """The people of a slot; officials are none."""
    if slot.kind not in ("P", "U") and len(slot.items) < 2:  # "B, P and Q" lists a firm first
        return ()
    kinds = "PU" if slot.kind in ("P", "U") else "P"
    return tuple(one for one in slot.items if scene.items[one].kind in kinds and one not in scene.officials)


def is_passive(scene: Scene, hit: Hit, grammar: Grammar) -> bool:
    before = scene.marked[max(0, hit.verb - 24) : hit.verb]
    said = scene.marked[hit.verb : hit.tail]
    if said.endswith("ing") and not said.startswith("being"):
        return False
    if said.endswith((" by", " par")):
        return True
    if _PASSIVE.search(before) or _WITH_HELPER.match(said):
        return True
    return re.match(rf" (?:[\w]+ ){{0,2}}?(?:{grammar.by.pattern})", scene.marked[hit.tail : hit.tail + 40]) is not None


def agent_of(scene: Scene, hit: Hit, grammar: Grammar) -> Slot:
    _, end = bounds_of(scene.marked, hit.end, grammar)
    own = re.search(rf"(?:{grammar.by.pattern})$", scene.marked[hit.verb : hit.tail] + " ")
    return behind(scene.marked, hit.tail - 4 if own else hit.tail, end, grammar.by, grammar, 50)


def target_of(scene: Scene, hit: Hit, grammar: Grammar, *, direct: bool) -> Slot:
    """Whom a step is taken against: the object of its verb, or who stands behind "against"."""
    _, end = bounds_of(scene.marked, hit.end, grammar)
    marked = scene.marked
    if direct:
        one = _ONE_OF.match(marked, hit.tail, end) or _ONE_OF.match(marked, hit.end, end)
        if one is not None and grammar.people.search(one.group(0)):
            return Slot(words=one.group(0).strip(), end=one.end())
        after = marked[hit.tail : hit.tail + 2]
        if after.startswith(" ") and not re.match(
            r" (?:in|on|at|for|over|to|after|when|last|next|under|by|under|and|this|earlier|again|first|alleging|en|devant)\b(?! former)",
            marked[hit.tail : hit.tail + 12],
        ):
            slot = phrase(marked, hit.tail, end, grammar)
            if slot.items or grammar.people.search(slot.words):
                return slot
            if slot.words and not re.match(r"(?:them|those|both|back|separately|too|next|first)\b", slot.words):
                return Slot(words=slot.words)
    slot = behind(marked, hit.tail, end, grammar.against, grammar, 150)
    if slot.kind == "E":
        also = _AND_AGAINST.match(marked, slot.end, end)
        slot = Slot((int(also.group(1)),), "P", "", also.end()) if also is not None else slot
    if slot.said:
        return slot
    if direct and hit.end > hit.tail and marked[hit.end : hit.end + 1] == " ":  # "attaque en justice P"
        slot = phrase(marked, hit.end, end, grammar)
        if slot.items:
            return slot
    held = _HELD.search(marked, hit.start, end)
    if held is not None and int(held.group(1)) not in scene.officials:
        return Slot((int(held.group(1)),), "P")
    return NOBODY


def source_of(scene: Scene, at: int, end: int, grammar: Grammar) -> int | None:
    """The employer that "from" leads to. French "de" leads to many things: there it stands directly behind."""
    slot = behind(scene.marked, at, end, grammar.source, grammar, 70 if grammar is grammar_of("en") else 3)
    return firm_of(slot) if slot.kind == "E" else None
