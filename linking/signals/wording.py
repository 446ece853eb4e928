"""What the words of an article are about."""

from __future__ import annotations

from linking.reasons import reason
from linking.signals.finding import NONE, NOTHING, Finding, Look, told_by, words_among
from linking.signals.firms import no_leaver
from linking.signals.people import no_leaver_beside
from linking.vocabulary import ACTION, DISPUTE, STRONG, SUBJECTS


def strong_dispute(look: Look) -> Finding:
    """Do words that only disputes over leavers use (non-compete, trade secret, arrest) stand near the case's people and
    firms? 1 for three or more. Where nobody of the case is named, words beside people of another case are theirs."""
    told = [word for word in look.evidence.words if word.topic in STRONG and _own(look, word.sentence)]
    if not told:
        return NOTHING
    return Finding(min(1.0, len(told) / 3), reason("dispute_words", words=told_by(told)))


def any_dispute(look: Look) -> Finding:
    """Do words of any dispute stand near the case's people and firms? 1 for four or more. Where nobody of the case is
    named, words beside people of another case are theirs."""
    count = sum(word.topic in DISPUTE and _own(look, word.sentence) for word in look.evidence.words)
    return Finding(min(1.0, count / 4))


def _own(look: Look, sentence: int) -> bool:
    """Whether what a sentence near the case tells may be told of it."""
    standing = look.standing
    if sentence not in standing.near:
        return False
    return bool(standing.movers or standing.shadows) or sentence not in standing.elsewhere


def silent(look: Look) -> Finding:
    """Is there no word of a dispute in the whole article?"""
    return (
        NOTHING if any(look.evidence.topics[topic] for topic in DISPUTE) else Finding(1.0, reason("no_dispute_words"))
    )


def no_dispute(look: Look) -> Finding:
    """Is there no word of a dispute in or beside the sentences that name the case's people and firms? .5 where there is
    one beside a firm only, far from who moved and from both sides together."""
    mine = {*look.standing.movers, *look.standing.shadows, *look.standing.former, *look.standing.new}
    sentences = {number for entity in mine for number in look.evidence.sentences_of(entity)}
    if not sentences:
        return NOTHING
    if any(look.evidence.disputed(number, 1) for number in sentences):
        apart = not any(look.evidence.disputed(number) for number in look.standing.near)
        return Finding(0.5, reason("no_dispute_words")) if apart else NOTHING
    return Finding(1.0, reason("no_dispute_words"))


def nothing_told(look: Look) -> Finding:
    """People or firms of both sides are named: is there near them neither a word of a dispute nor one of leaving, of
    covenants or secrets? People and firms are in the news for many reasons."""
    if not (no_leaver_beside(look).value or no_leaver(look).value) or no_dispute(look).value < 1:
        return NOTHING
    return Finding(1.0, reason("no_leaver_words"))


def other_quarrel(look: Look) -> Finding:
    """Do words of another quarrel (wages, patents, defamation) stand near the case's people and firms, and none of what
    disputes over leavers are about? 1 for two or more; elsewhere in an article that says nothing of leavers' disputes
    each counts a third."""
    if any(look.evidence.topics_in.get(number, NONE) & SUBJECTS for number in look.standing.near):
        return NOTHING
    told = [word for word in look.evidence.words if word.topic == "other_quarrel"]
    near = [word for word in told if word.sentence in look.standing.near]
    if near:
        return Finding(min(1.0, len(near) / 2), reason("other_quarrel_words", words=told_by(near)))
    if not told or any(look.evidence.topics[topic] for topic in SUBJECTS):
        return NOTHING
    return Finding(min(1.0, len(told) / 3), reason("other_quarrel_words", words=told_by(told)))


def no_action(look: Look) -> Finding:
    """Are covenants or secrets spoken of, but no court, no claim, no arrest, no settlement?"""
    return NOTHING if any(look.evidence.topics[topic] for topic in ACTION) else Finding(1.0, reason("no_action_words"))


def subject_agrees(look: Look) -> Finding:
    """Does the article speak of what the case is about?"""
    here = look.standing.facts.subjects & set(look.evidence.topics)
    if "nopoach" in look.standing.facts.subjects and look.evidence.topics["antitrust"]:
        here = here | {"nopoach"}
    if look.standing.facts.criminal and look.evidence.topics["criminal"]:
        here = here | {"criminal"}
    if not here:
        return NOTHING
    return Finding(1.0, reason("subject_agrees", subject=min(here)))


def subject_differs(look: Look) -> Finding:
    """Does the article speak of other subjects only?"""
    here = {topic for topic in SUBJECTS if look.evidence.topics[topic]}
    if look.evidence.topics["antitrust"] and "nopoach" in look.standing.facts.subjects:
        return NOTHING
    mine = look.standing.facts.subjects | ({"criminal"} if look.standing.facts.criminal else set())
    if not here or not mine or here & mine:
        return NOTHING
    return Finding(1.0, reason("subject_differs", subject=min(here)))


def business_news(look: Look) -> Finding:
    """Do words of business news outweigh words of a dispute?"""
    trade, dispute = look.evidence.topics["business"], sum(look.evidence.topics[topic] for topic in DISPUTE)
    if trade < 2 or trade <= dispute:
        return NOTHING
    return Finding(
        min(1.0, (trade - dispute) / 4),
        reason("business_news", words=words_among(look.evidence, frozenset({"business"}))),
    )


def fiction(look: Look) -> Finding:
    """Does the text look like a chapter of a novel, by its headline or by two different words? One alone is a novel
    coronavirus, or a chapter of a code."""
    told = [word for word in look.evidence.words if word.topic == "fiction"]
    if not any(word.field == "title" for word in told) and len({word.text.lower() for word in told}) < 2:
        return NOTHING
    return Finding(1.0, reason("fiction", words=words_among(look.evidence, frozenset({"fiction"}))))
