# ruff: noqa: E501 - a pattern is read in one line
"""Frames of suits that are told by a noun: "the suit that A filed accuses P", "in its complaint A says that P", "P faces
a suit from A"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from linking.proposals.drafts import Draft
from linking.proposals.latin.clauses import NOBODY, Grammar, Slot, bounds_of, phrase, subject
from linking.proposals.latin.legal import step
from linking.proposals.latin.places import CLITIC, draft_of
from linking.proposals.marks import Scene
from linking.proposals.steps import Hit

_PAPER = r"(?:suit|lawsuit|complaint|petition|claim|court filing|filing|court papers|plainte|assignation|action en justice|requete|poursuite)"
_SUIT = re.compile(rf"\b(?:{_PAPER}|case|court|proces|tribunal|justice)\b")
_FILED = re.compile(
    rf"\b{_PAPER}s?,? ?(?:that |which )?(?:(?:was|is|has been|had been|a ete|avait ete|vient d'etre) )?(?:<D\d+>,? )?(?:\w+ly )?(?:filed|brought|lodged|unsealed|submitted|deposee|introduite|delivree)\b|"
    rf"\b{_PAPER} (?:de \d+ pages),? deposee\b|\b{_PAPER},? (?:on )?<D\d+>|\b{_PAPER},? (?:that|which) <E\d+> (?:has |had )?(?:filed|brought|lodged)\b|"
    rf"\b{_PAPER} (?:que |qu')(?:elle |il |<E\d+> )(?:a |avait )(?:deposee|introduite)\b|"
    rf"\bin an? (?:new|fresh|recent) (?:\w+ ){{0,3}}{_PAPER}\b|"
    rf"\b(?:filed|brought|lodged|depose) (?:a|an|its|une|sa) (?:\w+ ){{0,3}}{_PAPER}\b"
)
_SAYS = re.compile(
    r"\b(?:alleges|alleged|alleging|claims|claimed|says|said|contends|contended|asserts|according to|affirme|affirmait|soutient|soutenait|allegue|assure|selon|d'apres)\b"
)
# Behind a verb of saying: "A accuses P in a complaint filed on Monday".
_DISPUTE = re.compile(
    r"\b(?:suit|lawsuit|case|litigation|legal dispute|legal battle|court fight|proceso|proces|litige|procedure|affaire|contentieux|bataille judiciaire)\b"
)
_IN_PAPER = re.compile(rf"\b(?:in|dans) (?:a|an|its|the|une|sa|la) (?:[\w-]+ ){{0,3}}{_PAPER}\b")
_FROM_SOMEBODY = re.compile(
    r"[^<>.;]{0,60}?\b(?:a|from|of) ((?:son|sa|its|his|her) (?:ancien(?:ne)?|former|ex) (?:[\w']+ ?){1,4})"
)
# What is asked for by one who has been wronged, and not for money lent or sold.
_OWED = re.compile(
    r"[^<>.;]{0,60}?(?:\b(?:de dommages|dommages et interets|dommages interets|en reparation|d'indemnite|in damages|damages|in compensation|for breach|penalty|penalties|la cessation|"
    r"au titre d|pour violation|pour concurrence|an injunction|clause)\b)"
)
_BEFORE_COURT = re.compile(r"\b(?:devant le tribunal|devant la cour|devant les prud'hommes|en justice)\b")
_OWNER = re.compile(rf"<E(\d+)>'s? (?:[\w-]+ ){{0,4}}{_PAPER}\b")
_FILER = re.compile(
    rf"<E(\d+)> (?:has |had |have |a |avait )?(?:filed|brought|lodged|files|depose) (?:an? |une )?(?:[\w-]+ ){{0,3}}{_PAPER}\b"
)
_BY = re.compile(
    rf"\b{_PAPER}s?\b[^.;<>]{{0,40}}(?:<D\d+>[^.;<>]{{0,30}})?(?:\b(?:by|from|par|de|du) |\bd'|\bthat |\bwhich |\bque |\bqu')(?:the |la |le |former employer |rival )?<E(\d+)>"
)


def _noun(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    """ "The suit against him": spoken of, not told. The firm is the one it belongs to."""
    if re.search(
        r"\b(?:any|no|possible|threatened|a potential|similar|in another|filed|brought|lodged|depose|porte|intente|retire|retirer|retirait|abandonne|classe|withdrew|dropped) (?:\w+ ){0,2}$",
        scene.marked[max(0, hit.verb - 40) : hit.verb],
    ):
        return []
    _, end = bounds_of(scene.marked, hit.end, grammar)
    target = phrase(scene.marked, hit.tail, end, grammar)
    said = scene.marked[hit.verb : hit.tail]
    owner = re.search(r"<E(\d+)>'s? (?:\w+ ){0,3}$", scene.marked[: hit.verb])
    owner = owner or re.search(r"(?:of|by|from|de|par|d') ?<E(\d+)> ", said)
    actor = Slot((int(owner.group(1)),), "E") if owner else NOBODY
    of = re.compile(r",? (?:[\w']+ ){0,4}?(?:against|contre) | a (?=<P)").match(scene.marked, max(target.end, hit.tail))
    by = re.compile(r" (?:par|by) <E(\d+)>").match(scene.marked, target.end) if target.kind == "P" else None
    actor = Slot((int(by.group(1)),), "E") if by is not None and not actor.items else actor
    if target.kind == "E" and re.search(r"\b(?:by|from|par|de|d')$", said) and of is not None:
        actor, target = target, phrase(scene.marked, of.end(), end, grammar)
    elif target.kind == "E" and re.search(r"\b(?:by|from|par|de|d')$", said):
        return _claims(scene, hit, grammar)
    if not target.items:
        return []
    filed = re.compile(
        r"[^<>.;]{0,30}?,? ?(?:that |which )?(?:was |is |has been |had been |a ete |avait ete )?(?:first |originally )?(?:filed|brought|lodged|deposee)\b"
    ).match(scene.marked, target.end)
    told = step(scene, hit, actor, target)
    return [replace(one, kind="complaint_filed") for one in told] if filed else told


def _owner(before: str, actor: Slot) -> int | None:
    """The firm whose suit it is: the one it belongs to, the one behind "by", or the subject."""
    found = _OWNER.search(before) or _BY.search(before) or _FILER.search(before)
    if found is not None:
        return int(found.group(1))
    return actor.items[0] if actor.kind == "E" and actor.items else None


def _accuse(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    """ "A accuses P", where it does so in a suit."""
    marked = scene.marked
    _, end = bounds_of(marked, hit.end, grammar)
    target = phrase(marked, hit.tail, end, grammar)
    before = marked[: hit.verb]
    actor = _owner(before, subject(marked, hit.verb, grammar))
    over = re.compile(r"\bover (?:<P(\d+)>)").search(marked, hit.end, end)
    if over is not None and actor is not None:
        return [draft_of(hit, people=(int(over.group(1)),), actor=actor)]
    paper = _IN_PAPER.search(marked, hit.tail, end)
    if not target.items:
        words = re.compile(r" [^<>,.;]{3,60}").match(marked, hit.tail, end)
        if words is not None and grammar.people.search(words.group(0)):
            target = Slot(words=words.group(0).strip())
    described = bool(target.words and grammar.people.search(target.words))
    if actor is None or not (paper or _SUIT.search(before)) or not (target.items or described):
        return []
    told = step(scene, hit, Slot((actor,), "E"), target)
    filed = _FILED.search(before) or (paper and _FILED.search(marked, paper.start()))
    return [replace(one, kind="complaint_filed") for one in told] if filed else told


# "A said in its complaint that B ..."
_IN_ITS_PAPER = re.compile(
    rf"\b(?:said|says|alleges|alleged|claims|claimed|contends|contended|argues|argued|asserts|asserted) in (?:its|the) (?:[\w-]+ ){{0,2}}{_PAPER}\b"
)


_SAYS_IN_PAPER = re.compile(
    rf"\b(?:says|said|alleges|alleged|claims|claimed) (?:[\w-]+ ){{0,3}}<E(\d+)> in its (?:[\w-]+ ){{0,2}}{_PAPER}\b"
)


def _claims(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    """ "A alleges in a complaint filed on Monday that P ...", "the suit, which A filed, says that P ...": the first person
    told of in what is claimed."""
    marked = scene.marked
    paper, says = _FILED.search(marked), _SAYS.search(marked)
    if paper is None and (own := _IN_ITS_PAPER.search(marked)) is not None:  # how the suit began is not told
        return [replace(one, kind="legal_action") for one in _claimed(scene, hit, grammar, own, own)]
    if paper is None and (turned := _SAYS_IN_PAPER.search(marked)) is not None:  # "..., says A in its complaint"
        firms = [int(one) for one in re.findall(r"<E(\d+)>", marked[: turned.start()])]
        actor = int(turned.group(1))
        if re.search(r"<P\d+>", marked) or not firms or scene.items[firms[0]].ref == scene.items[actor].ref:
            return []
        return [replace(draft_of(hit, actor=actor, against=firms[0]), kind="legal_action")]
    if paper is None or says is None:
        return []
    return _claimed(scene, hit, grammar, paper, says)


def _claimed(scene: Scene, hit: Hit, grammar: Grammar, paper: re.Match[str], says: re.Match[str]) -> list[Draft]:
    """Who claims what of whom, by the paper that it stands in and the verb of saying."""
    marked = scene.marked
    before = marked[: max(says.start(), paper.end())]
    actor = _owner(before, subject(marked, says.start(), grammar))
    who = re.compile(r"[^<>;]{0,60}?(?:<[EUD]\d+>[^<>;]{0,40}?){0,3}?<P(\d+)>").match(marked, says.end())
    if who is not None and actor is None and says.end() < paper.start():  # "according to the suit filed by A, P ..."
        actor = _owner(marked[: who.start(1)], NOBODY)
        return (
            [draft_of(hit, people=(int(who.group(1)),), actor=actor)]
            if actor is not None and int(who.group(1)) not in scene.officials
            else []
        )
    if who is None and actor is not None:  # in a dispute between firms
        other = re.compile(r"[^<>;]{0,60}?<E(\d+)>").match(marked, says.end())
        return [draft_of(hit, actor=actor, against=int(other.group(1)))] if other else []
    if who is None or int(who.group(1)) in scene.officials or (actor is None and paper.start() > says.start()):
        return []
    if re.search(r"<P\d+>", before):
        return []  # somebody is named before: whose claim it is, is open
    return [draft_of(hit, people=(int(who.group(1)),), actor=actor)]


def _demand(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    """ "A réclame 3 millions à P", "A is seeking 3 million from P"."""
    actor = subject(scene.marked, hit.verb, grammar)
    clitic = CLITIC.search(scene.marked[: hit.verb])
    if clitic is not None:  # "A lui réclame 3 millions"
        actor = subject(scene.marked, clitic.start(), grammar)
        return step(scene, hit, actor, Slot((int(clitic.group(1)),), "P")) if actor.kind == "E" else []
    target = re.compile(
        r"[^<>.;]{0,60}?\b(?:a|from|of|de) (?:(?:son|sa|its|his|her|un|une|a|an) (?:[\w-]+ ){1,4})?,? ?<([PE])(\d+)>"
    ).match(scene.marked, hit.tail)
    some = _FROM_SOMEBODY.match(scene.marked, hit.tail) if target is None else None
    if actor.kind != "E" or (target is None and some is None and not _OWED.match(scene.marked, hit.tail)):
        return []
    whom = (
        Slot((int(target.group(2)),), target.group(1))
        if target is not None
        else Slot(words=some.group(1) if some else "")
    )
    told = [replace(one, claim=True) for one in step(scene, hit, actor, whom)]
    filed = _IN_PAPER.search(scene.marked, hit.tail) and _FILED.search(scene.marked, hit.tail)
    return (
        [replace(one, kind="complaint_filed") for one in told]
        if filed or _BEFORE_COURT.search(scene.marked, hit.tail)
        else told
    )


def _asks(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    """ "A wants a federal court in Newark to order P to ...": an order asked for."""
    marked = scene.marked
    between = marked[hit.tail : hit.end]
    actor = subject(marked, hit.verb, grammar)
    barred = re.fullmatch(r" (?:its |former |ex |executive |engineer )*<P(\d+)>(?:, [^<>]{0,40},)? \w+", between)
    if barred is not None:  # "seeks to have P barred"
        told = step(scene, hit, actor, Slot((int(barred.group(1)),), "P"))
        return told if actor.kind == "E" or actor.words == "it" else []
    if not (_TRIBUNAL.search(between) or _DIRECTLY.fullmatch(between)) or not (
        actor.kind == "E" or actor.words == "it"
    ):
        return []
    whom = re.compile(
        r" (?:a |an |the |its |his |her |former |ex |son |sa |l')*(?:[\w'-]+ ){0,5}?(?:<E\d+>'s? )?<P(\d+)>"
    ).match(marked, hit.end)
    firm = re.compile(r" (?:the |its |rival |competitor )*<E(\d+)>(?!'s)").match(marked, hit.end) if not whom else None
    if firm is not None:  # "A is seeking to stop B from using its secrets"
        return step(scene, hit, actor, Slot((int(firm.group(1)),), "E"))
    if not whom and _SEEKS.match(marked, hit.verb):
        return []  # "seeks to block a law"
    return step(scene, hit, actor, Slot((int(whom.group(1)),), "P") if whom else NOBODY)


_SEEKS = re.compile(r"(?:is |are )?(?:seek|sought)")
_DIRECTLY = re.compile(r" to \w+")  # "asked to bar P"
_TRIBUNAL = re.compile(
    r"\b(?:court|judge|tribunal|magistrate|arbitrator|panel|juge|justice|cour|prud'hommes|referes?)\b"
)


def _hit_with(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    """ "A hit P with a lawsuit", "P was hit with a lawsuit by A"."""
    marked = scene.marked
    _, end = bounds_of(marked, hit.end, grammar)
    first = subject(marked, hit.verb, grammar)
    if marked[hit.tail : hit.tail + 6].startswith(" with ") or marked[hit.verb : hit.tail].endswith(" with"):
        by = re.compile(
            r"[^<>.;]{0,30}\b(?:by|from) (?:her |his |its |former |old |rival |employer,? ?)*<E(\d+)>"
        ).match(marked, hit.end, end)
        return step(scene, hit, Slot((int(by.group(1)),), "E") if by else NOBODY, first)
    return step(scene, hit, first, phrase(marked, hit.tail, end, grammar))


def _face(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    """ "P faces a lawsuit from A"."""
    _, end = bounds_of(scene.marked, hit.end, grammar)
    return step(scene, hit, phrase(scene.marked, hit.tail, end, grammar), subject(scene.marked, hit.verb, grammar))


def _oppose(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    """ "A dispute pits A against P"."""
    del grammar
    pair = re.compile(
        r" (?:[\w']+ ){0,3}<([PE])(\d+)>,? (?:[\w',-]+ ){0,6}?(?:a|au|and|against|et) (?:[\w',-]+ ){0,5}?<([PE])(\d+)>"
    ).match(scene.marked, hit.tail)
    if pair is None or not _DISPUTE.search(scene.marked[: hit.verb]):
        return []
    first, second = (Slot((int(pair.group(place + 1)),), pair.group(place)) for place in (1, 3))
    return step(scene, hit, second, first) if first.kind == "P" else step(scene, hit, first, second)


FRAMES: dict[str, Callable[[Scene, Hit, Grammar], list[Draft]]] = {
    "noun": _noun,
    "accuse": _accuse,
    "claims": _claims,
    "face": _face,
    "demand": _demand,
    "asks": _asks,
    "hit": _hit_with,
    "oppose": _oppose,
}
