"""What a document shows, arranged so that a signal can ask it a plain question.

`Evidence` is the document alone: who is named in which sentence, which words of a dispute stand where. `Standing` is
one card against it and against the other candidates. Both are made once; signals only read them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from itertools import combinations, pairwise

from linking.automaton import Automaton
from linking.dockets import days_in, dockets_in, normal_docket, numbers_of
from linking.fold import fold
from linking.forms import CaseCard, Mention
from linking.furniture import furniture_of
from linking.page import Cited, Page, cited_in
from linking.strangers import han_strangers_in, strangers_in
from linking.tables import table, words
from linking.vocabulary import DISPUTE, Word, words_of

_CRIMINAL_FORUM = re.compile(r"criminal|prosecut|police|penal|\bpeople v|parquet|procureur|检|警|刑")
_CRIMINAL_TITLE = re.compile(
    r"prosecut|united states v|^(?:japan|korea|taiwan|china|people|state|regina|rex|r) v\b|parquet|procureur|检"
)
_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")
_CRIMINAL_DOCKET = re.compile(r"^us \d+ cr |刑|侦|偵")
_ARBITRATION_FORUM = re.compile(r"arbitra|仲裁")
# "A v. B", "A c. B", "A c/ B", 甲诉乙, legal forms between them
_VERSUS = re.compile(
    r"[\w.,& ]*? (?:v|vs|c|contre|versus)\.? (?:M\. |Mme |Mr\.? |Ms\.? )?|[\w.,& ]*? c/ ?(?:M\. |Mme )?"
    r"|(?:(?:股份)?有限公司|公司|集团)?(?:诉|訴|起诉|起訴)"
)
VERSUS_LIMIT = 32  # characters between two parties
_ROC_YEAR = re.compile(r"(?<!\d)(?:民国 ?)?(1[01]\d|9\d) ?年")
_NOWHERE: frozenset[int] = frozenset()
_COMMON_FORUM = words("common_in_forums")


@lru_cache(maxsize=1)
def _places() -> tuple[Automaton, tuple[frozenset[str], ...]]:
    """An automaton over the words by which courts and places are named, and each word's jurisdictions."""
    codes: dict[str, set[str]] = {}
    for code, some in table("places").items():
        for word in some:
            codes.setdefault(fold(word).text, set()).add(code)
    return Automaton.build(sorted(codes)), tuple(frozenset(codes[word]) for word in sorted(codes))


def places_in(folded: str) -> set[str]:
    """Jurisdictions of which a folded text names a court or a place; a state's country is not added."""
    automaton, codes = _places()
    found = {number for _, _, number in automaton.matches(folded)}
    return set().union(*(codes[number] for number in found))


def years_in(folded: str) -> set[int]:
    """Years of four digits in a folded text, and those that Taiwan counts from 1912; `linking.dockets.numbers_of` the
    text will do."""
    hits = _YEAR.finditer(folded)
    found = {int(hit.group()) for hit in hits if not folded[max(0, hit.start() - 1) : hit.start()].isdecimal()}
    if "年" in folded:
        found |= {int(year) + 1911 for year in _ROC_YEAR.findall(folded)}
    return found


_SUBJECT_OF_KIND = (
    ("noncompete", ("non-compete", "non compete", "non_compete", "noncompete", "garden")),
    ("secrets", ("secret", "confidential")),
    ("nonsolicit", ("non-solicit", "non solicit", "non_solicit", "poaching")),
    ("nopoach", ("no-poach", "no poach", "no_poach", "antitrust")),
)


class CardFacts:
    """What is derived from a card alone. Of most candidates only the roles are asked: the rest is found out then."""

    def __init__(self, card: CaseCard) -> None:
        self._card = card
        by_role: dict[str, list[str]] = {"mover": [], "former_employer": [], "new_employer": [], "other": []}
        for role in card.roles:
            by_role[role.role].append(role.entity)
        self.movers = tuple(by_role["mover"])
        self.former = tuple(by_role["former_employer"])
        self.new = tuple(by_role["new_employer"])
        self.others = tuple(by_role["other"])

    @cached_property
    def firms(self) -> frozenset[str]:
        """Former and new employers."""
        return frozenset((*self.former, *self.new))

    @cached_property
    def _title(self) -> str:
        return fold(self._card.title).text

    @cached_property
    def _forum(self) -> str:
        return fold(self._card.forum).text

    @cached_property
    def dockets(self) -> tuple[str, ...]:
        """Normal forms of its dockets, those in the title included."""
        entered = {normal_docket(docket) for docket in self._card.dockets if docket.strip()}
        return tuple(sorted(entered | set(dockets_in(self._title))))

    @cached_property
    def days(self) -> tuple[date, ...]:
        """Days that the title carries."""
        return tuple(days_in(self._title))

    @cached_property
    def criminal(self) -> bool:
        """Said by its forum, its docket, or a title of the form "United States v. ..."."""
        told = _CRIMINAL_FORUM.search(self._forum.replace("_", " ")) or _CRIMINAL_TITLE.search(self._title)
        return bool(told) or any(_CRIMINAL_DOCKET.search(docket) for docket in self.dockets)

    @cached_property
    def arbitration(self) -> bool:
        """Said by its forum."""
        return bool(_ARBITRATION_FORUM.search(self._forum))

    @cached_property
    def forum_words(self) -> frozenset[str]:
        """Words of the forum's name that few courts share."""
        named = re.findall(r"[a-z]{4,}|[\u4e00-\u9fff]{4,}", self._forum)
        return frozenset(word for word in named if word not in _COMMON_FORUM)

    @cached_property
    def subjects(self) -> frozenset[str]:
        """Topics of the vocabulary that the kinds of claim stand for."""
        kinds = " ".join(self._card.claim_kinds).lower()
        return frozenset(subject for subject, keys in _SUBJECT_OF_KIND if any(key in kinds for key in keys))


@dataclass
class Evidence:
    """A document as signals see it. Sentences go by number; sets hold entity identifiers. What few signals ask is found
    out when it is asked."""

    page: Page
    mentions: Sequence[Mention]
    words: list[Word]
    where: dict[str, list[Mention]] = field(default_factory=lambda: defaultdict(list))
    in_sentence: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    topics_in: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    topics: Counter[str] = field(default_factory=Counter)
    employers: set[str] = field(default_factory=set)
    furniture: Set[int] = frozenset()  # sentences of the page that are not the article
    cast: Set[str] | None = None  # everybody in any candidate, once that is known
    _strong: set[str] = field(default_factory=set)
    _strangers: dict[int, bool] = field(default_factory=dict)
    _sentences: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

    def add(self, mention: Mention) -> None:
        """Take in a mention, unless it stands in page furniture."""
        sentence = self.page.sentence_at(mention.field, mention.start)
        if sentence in self.furniture:
            return
        for entity in mention.entities:
            self.where[entity].append(mention)
            self.in_sentence[sentence].add(entity)
            self._sentences[entity].add(sentence)
        if mention.kind == "employer":
            self.employers.update(mention.entities)
        if mention.form != "weak":
            self._strong.update(mention.entities)

    @cached_property
    def told(self) -> tuple[str, ...]:
        """The folded headline and the folded text, page furniture left out."""
        page = self.page
        if not self.furniture:
            return tuple(folded.text for folded in page.folded.values())
        kept = (
            page.document.text[one.start : one.end]
            for number, one in enumerate(page.sentences)
            if one.field == "text" and number not in self.furniture
        )
        return page.folded["title"].text, fold("\n".join(kept)).text

    @cached_property
    def dockets(self) -> set[str]:
        """Normal forms of the dockets that are cited."""
        return {docket for dockets, _ in self._cited for docket in dockets}

    @cached_property
    def days(self) -> set[date]:
        """Full calendar days that are named."""
        return {day for _, days in self._cited for day in days}

    @cached_property
    def _cited(self) -> Cited:
        return cited_in(self._numbers) if self.furniture else self.page.cited

    @cached_property
    def _numbers(self) -> tuple[str, ...]:
        return tuple(map(numbers_of, self.told)) if self.furniture else self.page.numbers

    @cached_property
    def captions(self) -> frozenset[tuple[str, str]]:
        """Pairs of names that are cited as parties, "A v. B", folded."""
        found = set()
        kept = [one for one in self.mentions if self.page.sentence_at(one.field, one.start) not in self.furniture]
        for one, two in pairwise(kept):
            near = one.field == two.field and two.start - one.end <= VERSUS_LIMIT
            if near and _VERSUS.fullmatch(self.page.string(one.field), one.end, two.start):
                found.add((fold(one.text).text, fold(two.text).text))
        return frozenset(found)

    @cached_property
    def places(self) -> set[str]:
        """Jurisdictions of which a court or a place is named."""
        return set().union(*map(places_in, self.told))

    @cached_property
    def years(self) -> set[int]:
        """Years that are named."""
        return set().union(*map(years_in, self._numbers))

    def sentences_of(self, entity: str) -> Set[int]:
        """Numbers of the sentences that name an entity."""
        return self._sentences.get(entity, _NOWHERE)

    def strong(self, entity: str) -> bool:
        """Whether an entity is named by a full name, or a short form that one explains."""
        return entity in self._strong

    def strangers(self, sentence: int) -> bool:
        """Whether a sentence names a person nobody knows. Found out when asked, since few signals ask.

        A weak form (a mask, a sound) that fits nobody in any candidate is a stranger's name.
        """
        known = self._strangers.get(sentence)
        if known is None:
            one = self.page.sentences[sentence]
            taken = [
                (mention.start, mention.end)
                for mention in self.mentions
                if mention.field == one.field
                and (mention.form != "weak" or self.cast is None or not self.cast.isdisjoint(mention.entities))
            ]
            text = self.page.string(one.field)
            known = bool(
                strangers_in(text, one.start, one.end, taken) or han_strangers_in(text, one.start, one.end, taken)
            )
            self._strangers[sentence] = known
        return known

    def disputed(self, sentence: int, reach: int = 0, but_not: Set[int] = frozenset()) -> set[str]:
        """Topics of dispute in a sentence and in its `reach` neighbours on either side, those of `but_not` left out."""
        found: set[str] = set()
        for number in range(sentence - reach, sentence + reach + 1):
            if number == sentence or number not in but_not:
                found |= self.topics_in.get(number, set()) & DISPUTE
        return found


def gather(page: Page, mentions: Sequence[Mention], before: Evidence | None = None) -> Evidence:
    """The evidence of a document and its mentions. What stands in page furniture counts for nothing.

    `before`: evidence of the same page with other mentions, whose words and furniture are taken over.
    """
    if before is None:
        furniture = furniture_of(page)
        evidence = Evidence(page, mentions, [word for word in words_of(page) if word.sentence not in furniture])
        evidence.furniture = furniture
    else:
        evidence = Evidence(page, mentions, before.words, furniture=before.furniture)
    spans: dict[str, list[tuple[int, int]]] = {"title": [], "text": []}
    for mention in mentions:
        evidence.add(mention)
        spans[mention.field].append((mention.start, mention.end))
    for some in spans.values():
        some.sort()
    for word in evidence.words:
        taken = spans[word.field]
        place = bisect_right(taken, (word.start, word.start + 10**9))
        if place and taken[place - 1][1] > word.start:
            continue  # "Court" in the name of a firm is no word of a dispute
        evidence.topics_in[word.sentence].add(word.topic)
        evidence.topics[word.topic] += 1
    return evidence


@dataclass(slots=True)
class Standing:
    """One card against a document: which of its people and firms are there, and where they stand together."""

    card: CaseCard
    facts: CardFacts
    movers: list[str] = field(default_factory=list)  # named in full or by an explained short form
    shadows: list[str] = field(default_factory=list)  # movers known by a weak form only
    others: list[str] = field(default_factory=list)
    former: list[str] = field(default_factory=list)
    new: list[str] = field(default_factory=list)
    pair: set[int] = field(default_factory=set)  # sentences with a former and a new employer
    mover_sentences: set[int] = field(default_factory=set)
    rivals: list[Standing] = field(default_factory=list)  # siblings: same employers on both sides, or same mover

    elsewhere: set[int] = field(default_factory=set)  # sentences that name people of any other candidate
    near: set[int] = field(default_factory=set)  # where the case is told, if it is: see `_near`

    @property
    def present(self) -> set[str]:
        """The movers and employers of the case that the document names."""
        return {*self.movers, *self.former, *self.new}


def stand(evidence: Evidence, cards: Sequence[CaseCard]) -> list[Standing]:
    """Every candidate's standing, each knowing its rivals, in the order of the cards."""
    evidence.cast = frozenset(role.entity for card in cards for role in card.roles)
    found = [_stand_one(evidence, card) for card in cards]
    movers = [one for one in found if one.movers]
    holders: dict[str, list[int]] = defaultdict(list)
    places: dict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(found):
        places[one.card.case].append(place)
        for firm in one.facts.firms:
            holders[firm].append(place)
    for place, one in enumerate(found):
        for other in movers:
            if other is not one:
                one.elsewhere |= other.mover_sentences
        rivals = {sibling for case in one.card.related for sibling in places.get(case, ()) if sibling != place}
        mine, shared = set(one.facts.movers), set[int]()
        for firm in one.facts.firms:
            for holder in holders[firm]:
                if holder != place and (holder in shared or not mine.isdisjoint(found[holder].facts.movers)):
                    rivals.add(holder)
                shared.add(holder)
        one.rivals = [found[other] for other in sorted(rivals)]
    return found


def _stand_one(evidence: Evidence, card: CaseCard) -> Standing:
    facts, where = CardFacts(card), evidence.where
    standing = Standing(card, facts)
    for entity in facts.movers:
        if entity in where:
            (standing.movers if evidence.strong(entity) else standing.shadows).append(entity)
    standing.others = [entity for entity in facts.others if entity in where and evidence.strong(entity)]
    standing.former = [entity for entity in facts.former if entity in where]
    standing.new = [entity for entity in facts.new if entity in where]
    for former in standing.former:
        for new in standing.new:
            standing.pair |= evidence.sentences_of(former) & evidence.sentences_of(new)
    if not facts.former or not facts.new:  # sides unknown: any two of its firms
        firms = sorted({*standing.former, *standing.new})
        for one, other in combinations(firms, 2):
            standing.pair |= evidence.sentences_of(one) & evidence.sentences_of(other)
    for entity in (*standing.movers, *standing.shadows):
        standing.mover_sentences |= evidence.sentences_of(entity)
    standing.near = _near(evidence, standing)
    return standing


def _near(evidence: Evidence, standing: Standing) -> set[int]:
    """The sentences that name who moved or firms of both sides, else any firm or person of the case, and their
    neighbours; every sentence where nobody is named, as in a ruling known by its docket. A headline counts by itself:
    it is beside no sentence of the text.
    """
    own = standing.mover_sentences | standing.pair
    if not own:
        for entity in (*standing.former, *standing.new, *standing.others):
            own |= evidence.sentences_of(entity)
    if not own:
        return set(range(len(evidence.page.sentences)))
    first = evidence.page.first_of_text
    near = {one for number in own for one in (number - 1, number, number + 1) if (one < first) == (number < first)}
    return {number for number in near if 0 <= number < len(evidence.page.sentences)}
