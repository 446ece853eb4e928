"""From candidates to matches: signals, probability, reasons, spans; abstention where nothing is likely enough."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from linking.evidence import Candidates, Evidence, Standing, gather, stand
from linking.forms import CaseCard, Document, Match, Mention, Reason, Span
from linking.model import BEHIND, OUTSCORED, Model, default_model
from linking.page import Page
from linking.reasons import CATALOGUE, reason
from linking.signals import NOTHING, Finding, coverings, findings, findings_in_hope, worth_a_look
from linking.vocabulary import DISPUTE, STRONG

SPANS = 3  # quotations shown for a match
HALF = 0.5  # from here on an article is too old for its case to be linked without an editor
MARGIN = 0.1  # by which an automatic link must lead every sibling that rests on the same people, papers or firms


@dataclass(frozen=True, slots=True)
class Judgement:
    """A candidate with all its findings, kept or not: what fitting and reports work on."""

    standing: Standing
    found: Mapping[str, Finding]
    score: float
    probability: float


def weigh(
    evidence: Evidence, cards: Sequence[CaseCard], names: Mapping[str, str], model: Model | None = None
) -> list[Judgement]:
    """Every candidate with its probability, in the order of the cards."""
    model = model or default_model()
    standings = stand(evidence, cards)
    return _judged(evidence, [(one, findings(evidence, one, names)) for one in standings], names, model)


def judge(
    document: Document | Page,
    mentions: Sequence[Mention],
    cards: Sequence[CaseCard],
    names: Mapping[str, str],
    model: Model | None = None,
) -> tuple[Match, ...]:
    """The cases that a document is about, most probable first; empty means that it is about none of the cards.

    `names` gives a name to show for each entity. The order of the cards does not matter.
    """
    if not cards:
        return ()
    page = document if isinstance(document, Page) else Page(document)
    return judge_evidence(gather(page, mentions), cards, names, model)


def judge_evidence(
    evidence: Evidence, cards: Sequence[CaseCard], names: Mapping[str, str], model: Model | None = None
) -> tuple[Match, ...]:
    """The same of a document whose evidence is gathered already."""
    model = model or default_model()
    among = Candidates(evidence, sorted(cards, key=lambda card: card.case))
    seen = [among.standing(place) for place in worth_a_look(evidence, among.cards, model)]
    answers = ((one, findings_in_hope(evidence, one, names, model)) for one in seen)
    hopeful = [(one, found) for one, found in answers if found is not None]
    # Who is ahead of a hopeful case is hopeful as well, so that nobody else has to be seen beside it.
    judged = {one.standing.card.case: one for one in _judged(evidence, hopeful, names, model)}
    kept = [one for one in judged.values() if one.probability >= model.suggest_at]
    kept.sort(key=lambda one: (-one.probability, -one.score, one.standing.card.case))

    def chance(standing: Standing) -> float:
        known = judged.get(standing.card.case)
        if known is None:
            (known,) = _judged(evidence, [(standing, findings(evidence, standing, names))], names, model)
        return known.probability

    matches = tuple(_match(evidence, one, chance, model) for one in kept)
    among.let_go()
    return matches


def _judged(
    evidence: Evidence,
    answered: Sequence[tuple[Standing, Mapping[str, Finding]]],
    names: Mapping[str, str],
    model: Model,
) -> list[Judgement]:
    """Every candidate by its own signals, then beside those that account for everybody who is named of it."""
    first = {
        standing.card.case: model.score({name: one.value for name, one in found.items() if one.value})
        for standing, found in answered
    }
    covered = coverings(evidence, [standing for standing, _ in answered], names)
    second = model.second(first, covered)
    judged = []
    for standing, found in answered:
        case = standing.card.case
        score, outscored, behind = second[case]
        told = {
            OUTSCORED: _ahead(outscored, covered[case].outright, first),
            BEHIND: _ahead(behind, covered[case].marked, first),
        }
        judged.append(Judgement(standing, {**found, **told}, score, model.probability(score)))
    return judged


def _ahead(lead: float, others: Sequence[str], scores: Mapping[str, float]) -> Finding:
    """What the best of some other cases takes away."""
    if not lead:
        return NOTHING
    best = min(others, key=lambda other: (-scores[other], other))
    return Finding(lead, reason("sibling_fits_better", case=best))


def _match(
    evidence: Evidence,
    one: Judgement,
    chance: Callable[[Standing], float],
    model: Model,
) -> Match:
    reasons, contradictions = _reasons(one, model)
    return Match(
        case=one.standing.card.case,
        probability=round(one.probability, 4),
        reasons=reasons,
        contradictions=contradictions,
        spans=spans_of(evidence, one.standing),
        automatic=_automatic(one, chance, model),
    )


def _reasons(one: Judgement, model: Model) -> tuple[tuple[Reason, ...], tuple[Reason, ...]]:
    """Reasons for and against, those that weigh most first."""
    weighed = [
        (abs(model.weights.get(name, 0.0)) * finding.value, finding.reason)
        for name, finding in one.found.items()
        if finding.reason is not None
    ]
    weighed.sort(key=itemgetter(0), reverse=True)  # of equal ones the first stays first
    reasons: dict[str, list[Reason]] = {"for": [], "against": []}
    said: dict[str, list[Reason]] = {}
    for _, told in weighed:
        same = said.setdefault(told.code, [])
        if told not in same:
            same.append(told)
            reasons[CATALOGUE[told.code].side].append(told)
    return tuple(reasons["for"]), tuple(reasons["against"])


def _automatic(one: Judgement, chance: Callable[[Standing], float], model: Model) -> bool:
    """Both gates: sure enough with a person or papers, and ahead of every sibling that rests on the same."""
    if one.probability < model.automatic_at or not anchored(one.standing, one.found):
        return False
    return all(one.probability - chance(other) >= MARGIN for other in to_lead(one.standing, one.found))


def to_lead(standing: Standing, found: Mapping[str, Finding]) -> list[Standing]:
    """The siblings over which a link without an editor needs a lead of `MARGIN`: those that rest on the same people;
    where nobody is named in full, all, since a caption or a court may be theirs as well; none where a docket is cited.
    """
    if found["docket_cited"].value > 0:
        return []
    return standing.same_movers() if standing.movers else standing.rivals


def anchored(standing: Standing, found: Mapping[str, Finding]) -> bool:
    """Whether a case may be linked without an editor, if it is likely enough: a person who moved is named, or the case
    is cited by its docket, caption or day, or somebody who sounds like who moved stands beside its court.

    A homonym, a person named apart from any dispute or where a stranger stands in it, another quarrel without a word of
    leaving, and an article older than the case are for an editor to look at, however sure the rest is.
    """
    cited = any(found[paper].value for paper in ("docket_cited", "caption_cited", "decision_cited"))
    sounds = found["mover_by_shadow"].value and found["forum_named"].value
    if not (standing.movers or cited or sounds):
        return False
    if any(found[doubt].value for doubt in ("stranger_instead", "no_dispute", "homonym")):
        return False
    another = found["no_leaver_beside"].value and found["other_quarrel"].value
    return not another and found["before_case"].value < HALF


def spans_of(evidence: Evidence, standing: Standing) -> tuple[Span, ...]:
    """The sentences that show the case best, in order of the text; at least one where anything of the case is named."""
    weight: dict[int, float] = {}
    facts = standing.facts
    for entities, worth in ((facts.movers, 3.0), (facts.new, 1.5), (facts.former, 1.5), (standing.others, 0.7)):
        for entity in entities:
            for number in evidence.sentences_of(entity):
                weight[number] = weight.get(number, 0.0) + worth
    if not weight:  # known by a docket or a day only
        for number, topics in evidence.topics_in.items():
            if topics & DISPUTE:
                weight[number] = 1.0
    for number in weight:
        topics = evidence.topics_in.get(number, set())
        weight[number] += 2.0 * bool(topics & STRONG) + 1.5 * bool(topics & DISPUTE)
        if number < evidence.page.first_of_text:
            weight[number] -= 2.5  # the text says more than its headline
    if not weight:
        return ()
    best = max(weight.values())
    chosen = sorted(weight, key=lambda number: (-weight[number], number))[:SPANS]
    return tuple(evidence.page.span(number) for number in sorted(chosen) if weight[number] >= 0.6 * best)
