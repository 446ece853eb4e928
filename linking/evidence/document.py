"""A document as signals see it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from linking.evidence.years import years_in
from linking.fold import fold
from linking.forms import CaseCard, Mention
from linking.furniture import furniture_of
from linking.page import Cited, Page, cited_in
from linking.strangers import han_strangers_in, is_bystander, strangers_in
from linking.vocabulary import DISPUTE, Word, places_in, words_of

# "A v. B", "A c. B", "A c/ B", 甲诉乙, legal forms between them
_VERSUS = re.compile(
    r"[\w.,& ]*? (?:v|vs|c|contre|versus)\.? (?:M\. |Mme |Mr\.? |Ms\.? )?|[\w.,& ]*? c/ ?(?:M\. |Mme )?"
    r"|(?:(?:股份)?有限公司|公司|集团)?(?:诉|訴|起诉|起訴)"
)
_VERSUS_MARKS = (" v", " c", "诉", "訴")  # one of these stands in each
VERSUS_LIMIT = 32  # characters between two parties
_NOWHERE: frozenset[int] = frozenset()


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
    places_on_page: set[str] = field(default_factory=set)  # as `places`, page furniture included
    cards: Sequence[CaseCard] | None = None  # all candidates, once they are known
    by_surname: dict[str, set[int]] = field(default_factory=dict)  # name -> sentences with its surname, once asked for
    _strong: set[str] = field(default_factory=set)
    _strangers: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    _sentences: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    # What is found out when it is asked: None until then.
    _known_told: tuple[str, ...] | None = None
    _known_dockets: set[str] | None = None
    _known_days: set[date] | None = None
    _known_cited: Cited | None = None
    _known_captions: frozenset[tuple[str, str]] | None = None
    _known_places: set[str] | None = None
    _known_years: set[int] | None = None
    _known_cast: frozenset[str] | None = None

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

    @property
    def told(self) -> tuple[str, ...]:
        """The folded headline and the folded text, page furniture left out."""
        if self._known_told is None:
            self._known_told = self._tell()
        return self._known_told

    def _tell(self) -> tuple[str, ...]:
        page = self.page
        if not self.furniture:
            return tuple(folded.text for folded in page.folded.values())
        kept = (
            page.document.text[one.start : one.end]
            for number, one in enumerate(page.sentences)
            if one.field == "text" and number not in self.furniture
        )
        return page.folded["title"].text, fold("\n".join(kept)).text

    @property
    def dockets(self) -> set[str]:
        """Normal forms of the dockets that are cited."""
        if self._known_dockets is None:
            self._known_dockets = {docket for dockets, _ in self._cited for docket in dockets}
        return self._known_dockets

    @property
    def days(self) -> set[date]:
        """Full calendar days that are named."""
        if self._known_days is None:
            self._known_days = {day for _, days in self._cited for day in days}
        return self._known_days

    @property
    def _cited(self) -> Cited:
        if self._known_cited is None:
            self._known_cited = cited_in(self.told) if self.furniture else self.page.cited
        return self._known_cited

    @property
    def captions(self) -> frozenset[tuple[str, str]]:
        """Pairs of names that are cited as parties, "A v. B", folded."""
        if self._known_captions is None:
            found = set()
            kept = self.mentions
            if self.furniture:
                kept = [one for one in kept if self.page.sentence_at(one.field, one.start) not in self.furniture]
            for one, two in pairwise(kept):
                if two.start - one.end > VERSUS_LIMIT or one.field != two.field:
                    continue
                text = self.page.string(one.field)
                between = text[one.end : two.start]
                if any(mark in between for mark in _VERSUS_MARKS) and _VERSUS.fullmatch(text, one.end, two.start):
                    found.add((fold(one.text).text, fold(two.text).text))
            self._known_captions = frozenset(found)
        return self._known_captions

    @property
    def places(self) -> set[str]:
        """Jurisdictions of which a court or a place is named."""
        if self._known_places is None:
            self._known_places = set().union(*map(places_in, self.told)) if self.furniture else self.places_on_page
        return self._known_places

    @property
    def years(self) -> set[int]:
        """Years that are named."""
        if self._known_years is None:
            self._known_years = set().union(*map(years_in, self.told))
        return self._known_years

    def sentences_of(self, entity: str) -> Set[int]:
        """Numbers of the sentences that name an entity."""
        return self._sentences.get(entity, _NOWHERE)

    def strong(self, entity: str) -> bool:
        """Whether an entity is named by a full name, or a short form that one explains."""
        return entity in self._strong

    def strangers(self, sentence: int, *, leaving: bool = False) -> bool:
        """Whether a sentence names a person nobody knows; with `leaving`, one that it does not call a lawyer, a judge
        or another bystander. Found out when asked, since few signals ask.

        A weak form (a mask, a sound) that fits nobody in any candidate is a stranger's name.
        """
        places = self._strangers.get(sentence)
        if places is None:
            places = self._strangers[sentence] = self._strangers_in(sentence)
        if not leaving or not places:
            return bool(places)
        one = self.page.sentence(sentence)
        text = self.page.string(one.field)
        return not all(is_bystander(text[one.start : start], text[end : one.end]) for start, end in places)

    def _strangers_in(self, sentence: int) -> list[tuple[int, int]]:
        one = self.page.sentence(sentence)
        taken = [
            (mention.start, mention.end)
            for mention in self.mentions
            if mention.field == one.field
            and (mention.form != "weak" or self.cards is None or not self._cast.isdisjoint(mention.entities))
        ]
        text = self.page.string(one.field)
        return [*strangers_in(text, one.start, one.end, taken), *han_strangers_in(text, one.start, one.end, taken)]

    @property
    def _cast(self) -> frozenset[str]:
        """Everybody in any candidate."""
        if self._known_cast is None:
            self._known_cast = frozenset(role.entity for card in self.cards or () for role in card.roles)
        return self._known_cast

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
        words, places = words_of(page)
        if furniture:
            words = [word for word in words if word.sentence not in furniture]
        evidence = Evidence(page, mentions, words, furniture=furniture, places_on_page=places)
    else:
        evidence = Evidence(
            page, mentions, before.words, furniture=before.furniture, places_on_page=before.places_on_page
        )
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
