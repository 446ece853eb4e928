"""Who moved, who else is named, and who is a stranger."""

from __future__ import annotations

from linking.reasons import reason
from linking.signals.finding import NONE, NOTHING, Finding, Look, caption_of, docket_of
from linking.signals.surnames import surnamed
from linking.vocabulary import ACTION, DISPUTE, SUBJECTS

LEAVING = SUBJECTS | {"move"}


def mover_named(look: Look) -> Finding:
    """Is somebody who moved named in full?"""
    if not look.standing.movers:
        return NOTHING
    return Finding(1.0, reason("person_named", name=look.name(look.standing.movers[0])))


def mover_in_title(look: Look) -> Finding:
    """Is somebody who moved named in the headline?"""
    for entity in look.standing.movers:
        if any(mention.field == "title" for mention in look.evidence.where[entity]):
            return Finding(1.0, reason("person_in_title", name=look.name(entity)))
    return NOTHING


def mover_by_shadow(look: Look) -> Finding:
    """Is somebody who moved there by a weak form only, with an employer of the case beside it?"""
    if look.standing.movers or not look.standing.shadows or not (look.standing.former or look.standing.new):
        return NOTHING
    return Finding(1.0, reason("person_short_form", name=look.name(look.standing.shadows[0])))


def several_movers(look: Look) -> Finding:
    """How many of several people who moved are named? 0 for one, 1 for three or more."""
    total, count = len(look.standing.facts.movers), len(look.standing.movers) + len(look.standing.shadows)
    if total < 2 or count < 2:
        return NOTHING
    return Finding(min(1.0, (count - 1) / 2), reason("people_named", count=count, total=total))


def mover_with_dispute(look: Look) -> Finding:
    """Do words of a dispute stand in or beside a sentence that names somebody who moved?"""
    for number in sorted(look.standing.mover_sentences):
        if look.evidence.disputed(number):
            return Finding(1.0)
    if any(look.evidence.disputed(number, 1) for number in look.standing.mover_sentences):
        return Finding(0.6)
    return NOTHING


def mover_apart(look: Look) -> Finding:
    """Somebody who moved is named, and a dispute is told where the case's firms stand: is it told nowhere beside the
    person?"""
    if not look.standing.movers or any(look.evidence.disputed(one, 1) for one in look.standing.mover_sentences):
        return NOTHING
    told = any(look.evidence.disputed(number) for number in look.firm_sentences())
    return Finding(1.0, reason("no_dispute_words")) if told else NOTHING


def mover_with_employer(look: Look) -> Finding:
    """Does somebody who moved stand in one sentence with an employer of the case?"""
    firms = {*look.standing.former, *look.standing.new}
    for number in sorted(look.standing.mover_sentences):
        here = look.evidence.in_sentence[number] & firms
        if here:
            who = next(
                one
                for one in (*look.standing.movers, *look.standing.shadows)
                if number in look.evidence.sentences_of(one)
            )
            return Finding(1.0, reason("person_with_employer", name=look.name(who), employer=look.name(min(here))))
    return NOTHING


def mover_against_employer(look: Look) -> Finding:
    """Only one side's employer is named: is a step of a dispute between it and somebody who moved told? 1 with what
    the dispute is about beside it, .5 without.

    Articles often leave the other employer out. Sentences that name a stranger, or only people of another case, tell of
    somebody else. Where a sibling has the same person, it says nothing about which of them is meant.
    """
    if not look.standing.movers or (look.standing.former and look.standing.new):
        return NOTHING
    if any(set(rival.movers) & set(look.standing.movers) for rival in look.standing.rivals):
        return NOTHING
    firms = {*look.standing.former, *look.standing.new}
    theirs = look.standing.elsewhere - look.standing.mover_sentences
    best, told = 0.0, None
    for number in sorted(look.standing.mover_sentences):
        near = [one for one in (number - 1, number, number + 1) if _beside(look, number, one) and one not in theirs]
        for step in near:
            if not look.evidence.topics_in.get(step, set()) & ACTION:
                continue
            here = (look.evidence.in_sentence.get(step, set()) | look.evidence.in_sentence[number]) & firms
            about = any(look.evidence.topics_in.get(one, set()) & SUBJECTS for one in near)
            value = 1.0 if about else 0.5
            if here and value > best and not look.evidence.strangers(step):
                who = next(
                    one
                    for one in (*look.standing.movers, *look.standing.shadows)
                    if number in look.evidence.sentences_of(one)
                )
                best, told = value, (who, min(here))
    if told is None:
        return NOTHING
    return Finding(best, reason("person_with_employer", name=look.name(told[0]), employer=look.name(told[1])))


def _beside(look: Look, number: int, other: int) -> bool:
    """Whether two sentences are one or neighbours in the text; a headline is beside no sentence of it."""
    first = look.evidence.page.first_of_text
    return 0 <= other < len(look.evidence.page.sentences) and (number < first) == (other < first)


def other_person(look: Look) -> Finding:
    """Is a judge, counsel or other person of the case named? 1 for one, up to 1.5 for more."""
    people = [
        one for one in look.standing.others if any(mention.kind == "person" for mention in look.evidence.where[one])
    ]
    if not people:
        return NOTHING
    return Finding(1.0 + 0.25 * min(2, len(people) - 1), reason("other_person_named", name=look.name(people[0])))


def people_absent(look: Look) -> Finding:
    """Are people known to have moved, and none of them there, not even by a surname? A docket that is cited stands for
    them."""
    known_here = look.standing.movers or look.standing.shadows or docket_of(look) or surnamed(look)
    if not look.standing.facts.movers or known_here:
        return NOTHING
    known = ", ".join(look.name(entity) for entity in look.standing.facts.movers[:3])
    return Finding(1.0, reason("person_not_named", names=known))


def homonym(look: Look) -> Finding:
    """Do several known people bear the name? 1 for three or more."""
    if not look.standing.movers:
        return NOTHING
    count = min(
        len(mention.entities)
        for one in look.standing.movers
        for mention in look.evidence.where[one]
        if mention.form != "weak"
    )
    if count < 2:
        return NOTHING
    return Finding(min(1.0, (count - 1) / 2), reason("homonym", name=look.name(look.standing.movers[0]), count=count))


def stranger_instead(look: Look) -> Finding:
    """Somebody who moved is named, but in no sentence of dispute: does somebody nobody knows stand where a dispute of
    the case's firms is told?"""
    if not look.standing.movers or any(look.evidence.disputed(number) for number in look.standing.mover_sentences):
        return NOTHING
    for entity in (*look.standing.former, *look.standing.new):
        for number in sorted(look.evidence.sentences_of(entity) - look.standing.mover_sentences):
            if look.evidence.disputed(number, 1) and look.evidence.strangers(number):
                return Finding(1.0, reason("stranger_named"))
    return NOTHING


def stranger_beside(look: Look) -> Finding:
    """Nobody of the case is named: does somebody nobody knows stand in a sentence beside its firms that tells of
    leaving or of a dispute? Somebody's lawyer, judge or spokesman does not count."""
    if look.standing.movers or look.standing.shadows or not look.standing.facts.movers:
        return NOTHING
    firms = look.firm_sentences()
    if not firms or surnamed(look):
        return NOTHING
    beside = {other for number in firms for other in (number - 1, number, number + 1) if _beside(look, number, other)}
    for number in sorted(beside):
        told = look.evidence.topics_in.get(number, NONE)
        if (told & DISPUTE or "move" in told) and look.evidence.strangers(number, leaving=True):
            return Finding(1.0, reason("stranger_named"))
    return NOTHING


def no_leaver_beside(look: Look) -> Finding:
    """Somebody who moved is named: is there no word of leaving, of covenants or secrets near? People of a firm speak
    about its other quarrels too."""
    if not look.standing.movers or caption_of(look.evidence, look.standing) or docket_of(look):
        return NOTHING
    told = (look.evidence.topics_in.get(number, NONE) for number in look.standing.near)
    return NOTHING if any(topics & LEAVING for topics in told) else Finding(1.0, reason("no_leaver_words"))


def stranger_in_place(look: Look) -> Finding:
    """Nobody of the case is named: does somebody nobody knows stand where its firms do?"""
    if look.standing.movers or look.standing.shadows or not look.standing.facts.movers or surnamed(look):
        return NOTHING
    told = reason("stranger_named")
    if any(look.evidence.strangers(number) for number in sorted(look.standing.pair)):
        return Finding(1.0, told)
    firms = look.firm_sentences()
    if any(look.evidence.disputed(number) and look.evidence.strangers(number) for number in sorted(firms)):
        return Finding(0.6, told)
    return NOTHING
