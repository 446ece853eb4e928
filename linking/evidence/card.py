"""What is derived from a card alone."""

from __future__ import annotations

import re
from datetime import date

from linking.dockets import days_in, dockets_in, normal_docket
from linking.fold import fold
from linking.forms import CaseCard
from linking.tables import words

_CRIMINAL_FORUM = re.compile(
    r"criminal|prosecut|police|penal|\bpeople v|parquet|procureur|correctionnel|assises|staatsanwalt|检|警|刑"
)
_CRIMINAL_TITLE = re.compile(
    r"prosecut|united states v|crown v|parquet|procureur"
    r"|^(?:japan|korea|taiwan|china|people|state|state of [a-z ]+|commonwealth|regina|rex|r) v\b"
    r"|ministere public|staatsanwalt|检|违反.{2,10}法"  # "case of an offence against ...", as Taiwan titles them
)
_CRIMINAL_DOCKET = re.compile(r"^us \d+ cr |^parquet|刑|侦|偵")
_ARBITRATION_FORUM = re.compile(r"arbitra|仲裁")
_COMMON_FORUM = words("common_in_forums")


_SUBJECT_OF_KIND = (
    ("noncompete", ("non-compete", "non compete", "non_compete", "noncompete", "garden")),
    ("secrets", ("secret", "confidential")),
    ("nonsolicit", ("non-solicit", "non solicit", "non_solicit", "poaching")),
    ("nopoach", ("no-poach", "no poach", "no_poach", "antitrust")),
)


FACTS_LIMIT = 4096  # cards whose facts are kept: those that are in the news come up again and again


class CardFacts:
    """What is derived from a card alone. Of most candidates only the roles are asked: the rest is found out then."""

    def __init__(self, card: CaseCard) -> None:
        self.card = card
        by_role: dict[str, list[str]] = {"mover": [], "former_employer": [], "new_employer": [], "other": []}
        for role in card.roles:
            by_role[role.role].append(role.entity)
        self.movers = tuple(by_role["mover"])
        self.former = tuple(by_role["former_employer"])
        self.new = tuple(by_role["new_employer"])
        self.others = tuple(by_role["other"])
        # What is found out when it is asked: None until then.
        self._known_firms: frozenset[str] | None = None
        self._known_title: str | None = None
        self._known_forum: str | None = None
        self._known_dockets: tuple[str, ...] | None = None
        self._known_days: tuple[date, ...] | None = None
        self._known_criminal: bool | None = None
        self._known_arbitration: bool | None = None
        self._known_forum_words: frozenset[str] | None = None
        self._known_subjects: frozenset[str] | None = None

    @property
    def firms(self) -> frozenset[str]:
        """Former and new employers."""
        if self._known_firms is None:
            self._known_firms = frozenset((*self.former, *self.new))
        return self._known_firms

    @property
    def _title(self) -> str:
        if self._known_title is None:
            self._known_title = fold(self.card.title).text
        return self._known_title

    @property
    def _forum(self) -> str:
        if self._known_forum is None:
            self._known_forum = fold(self.card.forum).text
        return self._known_forum

    @property
    def dockets(self) -> tuple[str, ...]:
        """Normal forms of its dockets, those in the title included."""
        if self._known_dockets is None:
            entered = {normal_docket(docket) for docket in self.card.dockets if docket.strip()}
            self._known_dockets = tuple(sorted(entered | set(dockets_in(self._title))))
        return self._known_dockets

    @property
    def days(self) -> tuple[date, ...]:
        """Days that the title carries."""
        if self._known_days is None:
            self._known_days = tuple(days_in(self._title))
        return self._known_days

    @property
    def criminal(self) -> bool:
        """Said by its forum, its kind, its docket, or a title of the form "United States v. ..."."""
        if self._known_criminal is None:
            where = " ".join((self._forum, *self.card.claim_kinds)).lower().replace("_", " ")
            told = _CRIMINAL_FORUM.search(where) or _CRIMINAL_TITLE.search(self._title)
            self._known_criminal = bool(told) or any(_CRIMINAL_DOCKET.search(docket) for docket in self.dockets)
        return self._known_criminal

    @property
    def arbitration(self) -> bool:
        """Said by its forum."""
        if self._known_arbitration is None:
            self._known_arbitration = bool(_ARBITRATION_FORUM.search(self._forum))
        return self._known_arbitration

    @property
    def forum_words(self) -> frozenset[str]:
        """Words of the forum's name that few courts share."""
        if self._known_forum_words is None:
            named = re.findall(r"[a-z]{4,}|[\u4e00-\u9fff]{4,}", self._forum)
            self._known_forum_words = frozenset(word for word in named if word not in _COMMON_FORUM)
        return self._known_forum_words

    @property
    def subjects(self) -> frozenset[str]:
        """Topics of the vocabulary that the kinds of claim stand for."""
        if self._known_subjects is None:
            kinds = " ".join(self.card.claim_kinds).lower()
            self._known_subjects = frozenset(
                subject for subject, keys in _SUBJECT_OF_KIND if any(key in kinds for key in keys)
            )
        return self._known_subjects


_known: dict[int, CardFacts] = {}


def facts_of(card: CaseCard) -> CardFacts:
    """What is derived from a card, kept for the next document that asks of the very same value."""
    facts = _known.get(id(card))
    if facts is None or facts.card is not card:
        if len(_known) >= FACTS_LIMIT:
            _known.clear()
        facts = _known[id(card)] = CardFacts(card)
    return facts
