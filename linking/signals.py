"""The table of signals: each answers one question about a document and a case, with a value and the reason to show.

A signal's value is 0 where it has nothing to say, 1 where it is fully met, and in between or beyond where it counts. What a
signal is worth stands in `weights.json`, never here. See docs/adding-a-signal.md.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from linking.evidence import Evidence, Standing, label
from linking.forms import Reason
from linking.reasons import reason
from linking.vocabulary import DISPUTE, STRONG, SUBJECTS

Names = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Finding:
    """A signal's answer: its value, and the reason an editor reads (none for a signal that only tempers others)."""

    value: float
    reason: Reason | None = None


NOTHING = Finding(0.0)
# A case is reported before it is opened, but hardly earlier than this: threatened suits, leaks, searches.
_LEAD = timedelta(days=120)


def mover_named(evidence: Evidence, standing: Standing, names: Names) -> Finding:
    """Is somebody who moved named in full?"""
    if not standing.movers:
        return NOTHING
    return Finding(1.0, reason("person_named", name=label(names, standing.movers[0])))


def mover_in_title(evidence: Evidence, standing: Standing, names: Names) -> Finding:
    """Is somebody who moved named in the headline?"""
    for entity in standing.movers:
        if any(mention.field == "title" for mention in evidence.where[entity]):
            return Finding(1.0, reason("person_in_title", name=label(names, entity)))
    return NOTHING


def mover_by_shadow(evidence: Evidence, standing: Standing, names: Names) -> Finding:
    """Is somebody who moved there by a weak form only, with an employer of the case beside it?"""
    if standing.movers or not standing.shadows or not (standing.former or standing.new):
        return NOTHING
    return Finding(1.0, reason("person_short_form", name=label(names, standing.shadows[0])))


def several_movers(evidence: Evidence, standing: Standing, names: Names) -> Finding:
    """How many of several people who moved are named? 0 for one, 1 for three or more."""
    total, count = len(standing.facts.movers), len(standing.movers) + len(standing.shadows)
    if total < 2 or count < 2:
        return NOTHING
    return Finding(min(1.0, (count - 1) / 2), reason("people_named", count=count, total=total))


def mover_with_dispute(evidence: Evidence, standing: Standing, names: Names) -> Finding:
    """Do words of a dispute stand in or beside a sentence that names somebody who moved?"""
    for number in sorted(standing.mover_sentences):
        if evidence.disputed(number):
            return Finding(1.0)
    if any(evidence.disputed(number, 1) for number in standing.mover_sentences):
        return Finding(0.6)
    return NOTHING


def mover_with_employer(evidence: Evidence, standing: Standing, names: Names) -> Finding:
    """Does somebody who moved stand in one sentence with an employer of the case?"""
    firms = {*standing.former, *standing.new}
    for number in sorted(standing.mover_sentences):
        here = evidence.in_sentence[number] & firms
        if here:
            who = next(one for one in (*standing.movers, *standing.shadows) if number in evidence.sentences_of(one))
            return Finding(
                1.0, reason("person_with_employer", name=label(names, who), employer=label(names, min(here)))
            )
    return NOTHING


def other_person(evidence: Evidence, standing: Standing, names: Names) -> Finding:
    """Is a judge, counsel or other person of the case named? 1 for one, up to 1.5 for more."""
    people = [one for one in standing.others if any(mention.kind == "person" for mention in evidence.where[one])]
    if not people:
        return NOTHING
    return Finding(1.0 + 0.25 * min(2, len(people) - 1), reason("other_person_named", name=label(names, people[0])))


def former_named(evidence: Evidence, standing: Standing, names: Names) -> Finding:
    """Is the former employer named?"""
    if not standing.former:
        return NOTHING
    return Finding(1.0, reason("former_employer_named", name=label(names, standing.former[0])))


def new_named(evidence: Evidence, standing: Standing, names: Names) -> Finding:
    """Is the new employer named?"""
    if not standing.new:
        return NOTHING
    return Finding(1.0, reason("new_employer_named", name=label(names, standing.new[0])))


def both_named(evidence: Evidence, standing: Standing, names: Names) -> Finding:
    """Are both sides named, be it sentences apart?"""
    return Finding(1.0) if standing.former and standing.new else NOTHING


def firms_in_dispute(evidence: Evidence, standing: Standing, names: Names) -> Finding:
    """Do both employers stand in one sentence, with words of a dispute in it (1) or beside it (0.6)?"""
    if not standing.pair:
        return NOTHING
    one = label(names, (standing.former or standing.new)[0])
    two = label(names, (standing.new or standing.former)[-1])
    told = reason("employers_together", former=one, new=two)
    if any(evidence.disputed(number) for number in standing.pair):
        return Finding(1.0, told)
    return Finding(0.6 if any(evidence.disputed(number, 1) for number in standing.pair) else 0.2, told)


def strong_dispute(evidence: Evidence, standing: Standing, names: Names) -> Finding:
    """Are there words that only disputes over leavers use (non-compete, trade secret, arrest)? 1 for three or more."""
    count = sum(evidence.topics[topic] for topic in STRONG)
    if not count:
        return NOTHING
    return Finding(min(1.0, count / 3), reason("dispute_words", words=_words(evidence, STRONG)))


def any_dispute(evidence: Evidence, standing: Standing, names: Names) -> Finding:
    """Are there words of any dispute? 1 for four or more."""
    return Finding(min(1.0, sum(evidence.topics[topic] for topic in DISPUTE) / 4))


def silent(evidence: Evidence, standing: Standing, names: Names) -> Finding:
    """Is there no word of a dispute in the whole article?"""
    return NOTHING if any(evidence.topics[topic] for topic in DISPUTE) else Finding(1.0, reason("no_dispute_words"))


def no_dispute(evidence: Evidence, standing: Standing, names: Names) -> Finding:
    """Is there no word of a dispute in or beside the sentences that name the case's people and firms?"""
    mine = {*standing.movers, *standing.shadows, *standing.former, *standing.new}
    sentences = {number for entity in mine for number in evidence.sentences_of(entity)}
    if not sentences or any(evidence.disputed(number, 1) for number in sentences):
        return NOTHING
    return Finding(1.0, reason("no_dispute_words"))


def subject_agrees(evidence: Evidence, standing: Standing, names: Names) -> Finding:
    """Does the article speak of what the case is about?"""
    here = standing.facts.subjects & set(evidence.topics)
    if "nopoach" in standing.facts.subjects and evidence.topics["antitrust"]:
        here = here | {"nopoach"}
    if standing.facts.criminal and evidence.topics["criminal"]:
        here = here | {"criminal"}
    if not here:
        return NOTHING
    return Finding(1.0, reason("subject_agrees", subject=min(here)))


def subject_differs(evidence: Evidence, standing: Standing, names: Names) -> Finding:
    """Does the article speak of other subjects only?"""
    here = {topic for topic in SUBJECTS if evidence.topics[topic]}
    if evidence.topics["antitrust"] and "nopoach" in standing.facts.subjects:
        return NOTHING
    mine = standing.facts.subjects | ({"criminal"} if standing.facts.criminal else set())
    if not here or not mine or here & mine:
        return NOTHING
    return Finding(1.0, reason("subject_differs", subject=min(here)))


def forum_differs(evidence: Evidence, standing: Standing, names: Names) -> Finding:
    """Is it a prosecution told without a word of prosecution, or a civil case in an article that is all prosecution?"""
    criminal, civil = evidence.topics["criminal"], evidence.topics["suit"] + evidence.topics["arbitration"]
    if standing.facts.criminal and not criminal:
        return Finding(1.0, reason("forum_differs", forum="civil"))
    if not standing.facts.criminal and criminal >= 2 and criminal > civil:
        return Finding(0.7, reason("forum_differs", forum="criminal"))
    return NOTHING


def docket_cited(evidence: Evidence, standing: Standing, names: Names) -> Finding:
    """Is a docket of the case cited?"""
    for docket in standing.facts.dockets:
        if docket in evidence.dockets:
            return Finding(1.0, reason("docket_cited", docket=_as_entered(standing, docket)))
    return NOTHING


def decision_cited(evidence: Evidence, standing: Standing, names: Names) -> Finding:
    """Is the day that the case's title carries cited, beside a court?"""
    for day in standing.facts.days:
        if day in evidence.days and sum(evidence.topics[topic] for topic in DISPUTE):
            return Finding(1.0, reason("decision_cited", date=day.isoformat()))
    return NOTHING


def forum_named(evidence: Evidence, standing: Standing, names: Names) -> Finding:
    """Is the court or its place named?"""
    for folded in evidence.page.folded.values():
        for word in sorted(standing.facts.forum_words):
            if word in folded.text:
                return Finding(1.0, reason("forum_agrees", forum=word))
    return NOTHING


def opening_year(evidence: Evidence, standing: Standing, names: Names) -> Finding:
    """Is the year named in which the case was opened?"""
    low, high = standing.card.opened_lo, standing.card.opened_hi
    if low is None or high is None:
        return NOTHING
    for year in range(low.year, min(high.year, low.year + 2) + 1):
        if year in evidence.years:
            return Finding(1.0, reason("time_agrees", year=year))
    return NOTHING


def before_case(evidence: Evidence, standing: Standing, names: Names) -> Finding:
    """Was the article published well before the case was opened? 1 for a year or more."""
    published, opened = evidence.page.document.published_on, standing.card.opened_lo
    if published is None or opened is None or published >= opened - _LEAD:
        return NOTHING
    days = (opened - published).days
    told = reason("before_case", published=published.isoformat(), opened=opened.isoformat())
    return Finding(min(1.0, days / 365), told)


def people_absent(evidence: Evidence, standing: Standing, names: Names) -> Finding:
    """Are people known to have moved, and none of them there?"""
    if not standing.facts.movers or standing.movers or standing.shadows:
        return NOTHING
    known = ", ".join(label(names, entity) for entity in standing.facts.movers[:3])
    return Finding(1.0, reason("person_not_named", names=known))


def employers_absent(evidence: Evidence, standing: Standing, names: Names) -> Finding:
    """Are employers known, and none of them there?"""
    firms = (*standing.facts.former, *standing.facts.new)
    if not firms or standing.former or standing.new:
        return NOTHING
    return Finding(1.0, reason("employer_missing", names=", ".join(label(names, entity) for entity in firms[:3])))


def rival_named(evidence: Evidence, standing: Standing, names: Names) -> Finding:
    """Nobody of this case is named: does a case of the same firms fit better because its people are?"""
    if standing.movers:
        return NOTHING
    better = [rival for rival in standing.rivals if rival.movers]
    if not better:
        return NOTHING
    return Finding(1.0, reason("sibling_fits_better", case=better[0].card.case))


def dominated(evidence: Evidence, standing: Standing, names: Names) -> Finding:
    """Does a sibling account for everybody named here, and for others besides? 1 for two or more others."""
    mine = standing.present
    best: Finding = NOTHING
    if told_without_names(evidence, standing, names).value:
        return best
    for rival in standing.rivals:
        more = rival.present - mine
        if mine and mine < rival.present:
            value = min(1.0, 0.5 + 0.25 * len(more))
            if value > best.value:
                best = Finding(value, reason("sibling_fits_better", case=rival.card.case))
    return best


def nothing_own(evidence: Evidence, standing: Standing, names: Names) -> Finding:
    """A sibling accounts for everybody named here: is there no court, place, docket or kind of forum of this case alone?"""
    mine = standing.present
    if told_without_names(evidence, standing, names).value:
        return NOTHING
    own = _own_marks(evidence, standing)
    for rival in standing.rivals:
        if not mine or not mine <= rival.present:
            continue
        theirs = _own_marks(evidence, rival)
        if not own - theirs and (mine < rival.present or theirs - own):
            return Finding(1.0, reason("sibling_fits_better", case=rival.card.case))
    return NOTHING


def _own_marks(evidence: Evidence, standing: Standing) -> set[str]:
    """What in the document points to a case beside its people and firms."""
    facts, code = standing.facts, standing.card.jurisdiction
    marks = {f"docket {docket}" for docket in facts.dockets if docket in evidence.dockets}
    if code in evidence.places:
        marks.add(f"place {code}")
    text = evidence.page.folded["text"].text
    marks |= {f"forum {word}" for word in facts.forum_words if word in text}
    if facts.criminal and evidence.topics["criminal"]:
        marks.add("criminal")
    if not facts.criminal and (evidence.topics["suit"] or evidence.topics["arbitration"]):
        marks.add("civil")
    return marks


def place_agrees(evidence: Evidence, standing: Standing, names: Names) -> Finding:
    """Is the jurisdiction named, by a court or a place of it?"""
    code = standing.card.jurisdiction
    if code in evidence.places:
        return Finding(1.0, reason("forum_agrees", forum=code))
    return Finding(0.5) if code.split("-")[0] in {place.split("-")[0] for place in evidence.places} else NOTHING


def place_of_sibling(evidence: Evidence, standing: Standing, names: Names) -> Finding:
    """Is the jurisdiction of a sibling with the same people or firms there named, and that of this case not?"""
    mine = standing.card.jurisdiction
    if not mine or mine in evidence.places:
        return NOTHING
    for rival in standing.rivals:
        theirs = rival.card.jurisdiction
        if theirs in evidence.places and theirs != mine and rival.present:
            return Finding(1.0, reason("sibling_fits_better", case=rival.card.case))
    return NOTHING


def forum_of_sibling(evidence: Evidence, standing: Standing, names: Names) -> Finding:
    """Do the words speak of a prosecution where a sibling is one and this case is none, or the other way round?"""
    criminal, civil = evidence.topics["criminal"], evidence.topics["suit"] + evidence.topics["arbitration"]
    for rival in standing.rivals:
        if not rival.present or rival.facts.criminal == standing.facts.criminal:
            continue
        if rival.facts.criminal and criminal > civil:
            return Finding(1.0, reason("sibling_fits_better", case=rival.card.case))
        if standing.facts.criminal and not criminal and civil:
            return Finding(1.0, reason("sibling_fits_better", case=rival.card.case))
    return NOTHING


def told_without_names(evidence: Evidence, standing: Standing, names: Names) -> Finding:
    """Nobody is named, but do both firms stand in a sentence of dispute that names nobody of a sibling case either?

    Where a sibling's people are named elsewhere, the sentence is taken for theirs unless it alludes to another case.
    """
    if standing.movers or standing.shadows or not standing.pair:
        return NOTHING
    taken = {number for rival in standing.rivals for number in rival.mover_sentences}
    for number in sorted(standing.pair - taken):
        here = evidence.topics_in.get(number, set())
        alone = not taken or ("allusion" in here and number >= evidence.page.first_of_text)
        if alone and (evidence.disputed(number) or (evidence.disputed(number, 1) and "move" in here)):
            former, new = (standing.former or standing.new)[0], (standing.new or standing.former)[-1]
            return Finding(1.0, reason("told_without_names", former=label(names, former), new=label(names, new)))
    return NOTHING


def other_case_named(evidence: Evidence, standing: Standing, names: Names) -> Finding:
    """Nobody of this case is named, people of another case are: do its own firms stand in no sentence of dispute?"""
    if standing.movers or standing.shadows or not standing.elsewhere:
        return NOTHING
    return NOTHING if any(evidence.disputed(number) for number in standing.pair) else Finding(1.0)


def stranger_in_place(evidence: Evidence, standing: Standing, names: Names) -> Finding:
    """Nobody of the case is named: does somebody nobody knows stand where its firms do?"""
    if standing.movers or standing.shadows or not standing.facts.movers:
        return NOTHING
    told = reason("stranger_named")
    if any(evidence.strangers(number) for number in sorted(standing.pair)):
        return Finding(1.0, told)
    firms = {number for entity in (*standing.former, *standing.new) for number in evidence.sentences_of(entity)}
    if any(evidence.disputed(number) and evidence.strangers(number) for number in sorted(firms)):
        return Finding(0.6, told)
    return NOTHING


def no_leaver(evidence: Evidence, standing: Standing, names: Names) -> Finding:
    """Nobody of the case is named: do words of leaving, covenants and secrets fail where its firms stand together?"""
    if standing.movers or standing.shadows or not (standing.former and standing.new):
        return NOTHING
    near = standing.pair or {number for entity in standing.former for number in evidence.sentences_of(entity)}
    first = evidence.page.first_of_text
    for number in near:
        for beside in (number - 1, number, number + 1):
            headline = number >= first > beside  # a headline is beside no sentence of the text
            if not headline and evidence.topics_in.get(beside, set()) & (STRONG | {"move"}):
                return NOTHING
    return Finding(1.0, reason("no_leaver_words"))


def no_action(evidence: Evidence, standing: Standing, names: Names) -> Finding:
    """Are covenants or secrets spoken of, but no court, no claim, no arrest, no settlement?"""
    acted = ("suit", "criminal", "arbitration", "order", "settlement")
    return NOTHING if any(evidence.topics[topic] for topic in acted) else Finding(1.0, reason("no_action_words"))


def among_firms(evidence: Evidence, standing: Standing, names: Names) -> Finding:
    """Nobody of the case is named: do its firms only ever stand together in a list with firms of no concern?"""
    if standing.movers or standing.shadows or not standing.pair:
        return NOTHING
    mine = {*standing.facts.former, *standing.facts.new, *standing.facts.others}
    strange = min(len((evidence.in_sentence[number] & evidence.employers) - mine) for number in standing.pair)
    if not strange:
        return NOTHING
    return Finding(min(1.0, 0.5 + strange / 4), reason("many_employers", count=len(evidence.employers)))


def only_case_of_pair(evidence: Evidence, standing: Standing, names: Names) -> Finding:
    """Both firms are named: is it the only case known between them?"""
    if not (standing.former and standing.new) or standing.rivals:
        return NOTHING
    former, new = label(names, standing.former[0]), label(names, standing.new[0])
    return Finding(1.0, reason("only_case_of_pair", former=former, new=new))


def homonym(evidence: Evidence, standing: Standing, names: Names) -> Finding:
    """Do several known people bear the name? 1 for three or more."""
    if not standing.movers:
        return NOTHING
    count = min(
        len(mention.entities) for one in standing.movers for mention in evidence.where[one] if mention.form != "weak"
    )
    if count < 2:
        return NOTHING
    return Finding(min(1.0, (count - 1) / 2), reason("homonym", name=label(names, standing.movers[0]), count=count))


def many_employers(evidence: Evidence, standing: Standing, names: Names) -> Finding:
    """Is it an overview that names many firms? 0 up to four, 1 from ten on."""
    count = len(evidence.employers)
    if count <= 4:
        return NOTHING
    return Finding(min(1.0, (count - 4) / 6), reason("many_employers", count=count))


def business_news(evidence: Evidence, standing: Standing, names: Names) -> Finding:
    """Do words of business news outweigh words of a dispute?"""
    trade, dispute = evidence.topics["business"], sum(evidence.topics[topic] for topic in DISPUTE)
    if trade < 2 or trade <= dispute:
        return NOTHING
    return Finding(
        min(1.0, (trade - dispute) / 4), reason("business_news", words=_words(evidence, frozenset({"business"})))
    )


def fiction(evidence: Evidence, standing: Standing, names: Names) -> Finding:
    """Does the text look like a chapter of a novel?"""
    if not evidence.topics["fiction"]:
        return NOTHING
    return Finding(1.0, reason("fiction", words=_words(evidence, frozenset({"fiction"}))))


def pair_in_title(evidence: Evidence, standing: Standing, names: Names) -> Finding:
    """Do both employers stand in the headline?"""
    return Finding(1.0) if any(number < evidence.page.first_of_text for number in standing.pair) else NOTHING


def _words(evidence: Evidence, topics: frozenset[str]) -> str:
    found = dict.fromkeys(word.text for word in evidence.words if word.topic in topics)
    return ", ".join(list(found)[:4])


def _as_entered(standing: Standing, normal: str) -> str:
    return standing.card.dockets[0] if len(standing.card.dockets) == 1 else normal


Signal = Callable[[Evidence, Standing, Names], Finding]

# What each signal is worth in log-odds before any data is seen. A fit moves the weights from here as far as the data
# warrants; one that would cross zero is held there, since a signal speaks for a case or against it, never both.
PRIORS: Mapping[Signal, float] = {
    docket_cited: 5.0,
    decision_cited: 3.0,
    mover_named: 2.0,
    mover_in_title: 0.5,
    mover_by_shadow: 1.0,
    several_movers: 1.0,
    mover_with_dispute: 1.5,
    mover_with_employer: 0.7,
    other_person: 0.7,
    former_named: 0.5,
    new_named: 0.7,
    both_named: 0.7,
    firms_in_dispute: 1.0,
    pair_in_title: 0.3,
    told_without_names: 1.5,
    only_case_of_pair: 0.7,
    strong_dispute: 0.7,
    any_dispute: 0.7,
    subject_agrees: 0.4,
    forum_named: 0.4,
    place_agrees: 0.5,
    opening_year: 0.4,
    silent: -3.0,
    no_dispute: -1.5,
    subject_differs: -0.5,
    forum_differs: -0.7,
    before_case: -1.5,
    people_absent: -1.0,
    employers_absent: -1.5,
    rival_named: -1.0,
    dominated: -1.5,
    nothing_own: -1.5,
    place_of_sibling: -1.0,
    forum_of_sibling: -1.0,
    other_case_named: -1.0,
    stranger_in_place: -2.0,
    no_leaver: -2.0,
    no_action: -1.0,
    among_firms: -1.0,
    homonym: -0.5,
    many_employers: -0.5,
    business_news: -1.0,
    fiction: -2.0,
}
PRIOR_BIAS = -4.5
SIGNALS: tuple[Signal, ...] = tuple(PRIORS)


def findings(evidence: Evidence, standing: Standing, names: Names) -> dict[str, Finding]:
    """Every signal's answer for one case, by the signal's name, in the order of the table."""
    return {signal.__name__: signal(evidence, standing, names) for signal in SIGNALS}


def values(found: Mapping[str, Finding]) -> list[float]:
    """The values alone, in the order of the table; always finite."""
    return [one.value if math.isfinite(one.value) else 0.0 for one in found.values()]
