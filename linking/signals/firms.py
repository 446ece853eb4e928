"""The employers of a case: alone, together, and in a dispute told without names."""

from __future__ import annotations

from linking.reasons import reason
from linking.signals.finding import NONE, NOTHING, Finding, Look, caption_of, docket_of
from linking.vocabulary import SUBJECTS


def former_named(look: Look) -> Finding:
    """Is the former employer named?"""
    if not look.standing.former:
        return NOTHING
    return Finding(1.0, reason("former_employer_named", name=look.name(look.standing.former[0])))


def new_named(look: Look) -> Finding:
    """Is the new employer named?"""
    if not look.standing.new:
        return NOTHING
    return Finding(1.0, reason("new_employer_named", name=look.name(look.standing.new[0])))


def both_named(look: Look) -> Finding:
    """Are both sides named, be it sentences apart? Of a case whose firms all stand on one side, two of them."""
    facts, standing = look.standing.facts, look.standing
    if facts.former and facts.new:
        return Finding(1.0) if standing.former and standing.new else NOTHING
    return Finding(1.0) if len({*standing.former, *standing.new}) >= 2 else NOTHING


def firms_in_dispute(look: Look) -> Finding:
    """Do both employers stand in one sentence, with words of a dispute in it (1) or beside it (0.6)?

    A dispute beside it that names only the people of another case is that case's.
    """
    if not look.standing.pair:
        return NOTHING
    one = look.name((look.standing.former or look.standing.new)[0])
    two = look.name((look.standing.new or look.standing.former)[-1])
    told = reason("employers_together", former=one, new=two)
    if any(look.evidence.disputed(number) for number in look.standing.pair):
        return Finding(1.0, told)
    others = look.standing.elsewhere - look.standing.mover_sentences
    beside = any(look.evidence.disputed(number, 1, but_not=others) for number in look.standing.pair)
    return Finding(0.6 if beside else 0.2, told)


def peace_made(look: Look) -> Finding:
    """Do both employers stand in a sentence with words of a settlement or a withdrawal? It ends a dispute."""
    told = any("settlement" in look.evidence.topics_in.get(number, NONE) for number in look.standing.pair)
    return Finding(1.0) if told else NOTHING


def pair_in_title(look: Look) -> Finding:
    """Do both employers stand in the headline?"""
    return Finding(1.0) if any(number < look.evidence.page.first_of_text for number in look.standing.pair) else NOTHING


def told_without_names(look: Look) -> Finding:
    """Nobody is named, but do both firms stand in a sentence of dispute over a leaver that names nobody of a sibling
    case either?

    Where a sibling's people are named elsewhere, the sentence is taken for theirs unless it alludes to another case.
    A dispute beside it that names the people of any other case is that case's.
    """
    if look.standing.movers or look.standing.shadows or not look.standing.pair:
        return NOTHING
    taken = {number for rival in look.standing.rivals for number in rival.mover_sentences}
    for number in sorted(look.standing.pair - taken):
        here = look.evidence.topics_in.get(number, set())
        alone = not taken or (
            number >= look.evidence.page.first_of_text and ("allusion" in here or _another(look, number))
        )
        beside = look.evidence.disputed(number, 1, but_not=look.standing.elsewhere)
        leaving = {"move"} & here if not look.evidence.disputed(number) else _leaving(look, number)
        if alone and leaving and (look.evidence.disputed(number) or beside):
            former, new = (
                (look.standing.former or look.standing.new)[0],
                (look.standing.new or look.standing.former)[-1],
            )
            return Finding(1.0, reason("told_without_names", former=look.name(former), new=look.name(new)))
    return NOTHING


def _another(look: Look, number: int) -> bool:
    """Whether another suit is spoken of in a sentence of the text or beside it."""
    first = look.evidence.page.first_of_text
    near = (one for one in (number - 1, number, number + 1) if one >= first)
    return any("another_suit" in look.evidence.topics_in.get(one, NONE) for one in near)


def only_case_of_pair(look: Look) -> Finding:
    """Both firms are named beside a dispute, and somebody who moved or a dispute over a leaver: is it the only case
    known between them? Firms alone meet for many reasons."""
    if not (look.standing.former and look.standing.new) or look.standing.rivals:
        return NOTHING
    if not any(look.evidence.disputed(number) for number in look.standing.near):
        return NOTHING
    if not (look.standing.movers or look.standing.shadows or told_without_names(look).value):
        return NOTHING
    former, new = look.name(look.standing.former[0]), look.name(look.standing.new[0])
    return Finding(1.0, reason("only_case_of_pair", former=former, new=new))


def employers_absent(look: Look) -> Finding:
    """Are employers known, and none of them there? A docket that is cited stands for them."""
    firms = (*look.standing.facts.former, *look.standing.facts.new)
    if not firms or look.standing.former or look.standing.new or docket_of(look):
        return NOTHING
    return Finding(1.0, reason("employer_missing", names=", ".join(look.name(entity) for entity in firms[:3])))


def no_leaver(look: Look) -> Finding:
    """Nobody of the case is named: do words of leaving, covenants and secrets fail where its firms stand together?"""
    if look.standing.movers or look.standing.shadows or not (look.standing.former and look.standing.new):
        return NOTHING
    if caption_of(look.evidence, look.standing) or docket_of(look):
        return NOTHING
    first = look.evidence.page.first_of_text
    near = {number for number in look.standing.pair if number >= first} or look.firm_sentences()
    return NOTHING if any(_leaving(look, number) for number in near) else Finding(1.0, reason("no_leaver_words"))


def _leaving(look: Look, number: int) -> set[str]:
    """Topics of leaving, of covenants and secrets in a sentence or its neighbours. Any quarrel may go to arbitration. A
    headline is beside no sentence of the text."""
    first = look.evidence.page.first_of_text
    near = (one for one in (number - 1, number, number + 1) if not number >= first > one)
    return {topic for one in near for topic in look.evidence.topics_in.get(one, set()) & (SUBJECTS | {"move"})}


def among_firms(look: Look) -> Finding:
    """Nobody of the case is named: do its firms only ever stand together in a list with firms of no concern?"""
    if look.standing.movers or look.standing.shadows or not look.standing.pair:
        return NOTHING
    mine = {*look.standing.facts.former, *look.standing.facts.new, *look.standing.facts.others}
    strange = min(
        len((look.evidence.in_sentence[number] & look.evidence.employers) - mine) for number in look.standing.pair
    )
    if not strange:
        return NOTHING
    return Finding(min(1.0, 0.5 + strange / 4), reason("many_employers", count=len(look.evidence.employers)))


def many_employers(look: Look) -> Finding:
    """Is it an overview that names many firms? 0 up to four, 1 from ten on."""
    count = len(look.evidence.employers)
    if count <= 4:
        return NOTHING
    return Finding(min(1.0, (count - 4) / 6), reason("many_employers", count=count))
