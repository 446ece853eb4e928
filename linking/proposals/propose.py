# ruff: noqa: E501 - a pattern is read in one line
"""From a document to proposals: what its sentences state, who is meant, when it was, and how it is known."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from linking.dates import proposed, since
from linking.evidence import Evidence
from linking.fold import fold
from linking.forms import CaseCard, EntityRef, Match, Proposal, ProposedDate, Unknown
from linking.page import QUOTE_LIMIT
from linking.proposals import han, latin
from linking.proposals.bycase import by_case
from linking.proposals.casting import Cast, cast_move, cast_step
from linking.proposals.dating import after, dates_of, report_day
from linking.proposals.details import details_of, docket_of
from linking.proposals.drafts import MOVES, Draft
from linking.proposals.headlines import headlines_in
from linking.proposals.instance import instance_of
from linking.proposals.marks import about
from linking.proposals.once import once
from linking.proposals.quarrel import Quarrel, bystanders_of, movers_of
from linking.proposals.scene import REACH, Scene, Scenes
from linking.proposals.steps import Hit, hits_in, verbs_in
from linking.proposals.story import Story
from linking.proposals.unknown import unknowns_of
from linking.proposals.wording import assertion_of, denied_rumour

SCENES_LIMIT = 1000  # sentences with a wording that are read; longer texts are lists or attacks
READERS: dict[str, Callable[[Scene, Hit, str], list[Draft] | None]] = {
    "en": latin.read,
    "fr": latin.read,
    "zh": han.read,
}


def propose(
    evidence: Evidence, matches: Sequence[Match], cards: Mapping[str, CaseCard], names: Mapping[str, str]
) -> tuple[tuple[Proposal, ...], tuple[Unknown, ...]]:
    """Proposals in order of the text, each stated once, and unknown names with their evidence."""
    scenes = Scenes(evidence, names, bystanders_of(matches, cards), movers_of(matches, cards, names))
    reader = _Reader(evidence, scenes, Story(evidence, scenes, matches, cards, names))
    made: list[tuple[Proposal, str]] = []
    for number in _telling(evidence)[:SCENES_LIMIT]:
        scene = scenes.scene(number)
        if scene is not None and not denied_rumour(scene.marked, _following(evidence, number)):
            made += reader.read(scene)
    proposals = once(made, reader.described, reader.claimed, firms_first=evidence.page.language == "zh")
    proposals = _one_docket(evidence, proposals)
    return proposals, unknowns_of(evidence, scenes, matches, proposals)


def _telling(evidence: Evidence) -> list[int]:
    """The sentences of the text in which some wording stands, in a document that names anybody."""
    if evidence.page.language not in READERS:
        return []
    page, folded = evidence.page, evidence.page.folded["text"]
    telling = {page.sentence_at("text", folded.start(at)) for at in verbs_in(folded.text, page.language)}
    return sorted(telling - evidence.furniture - headlines_in(page))  # a list of links tells of other articles


def _following(evidence: Evidence, number: int) -> str:
    """The sentence behind one, folded; empty at the end."""
    sentences = evidence.page.sentences
    if number + 1 >= len(sentences):
        return ""
    behind = sentences[number + 1]
    return fold(evidence.page.document.text[behind.start : behind.end]).text


# "The court ruled that P may join B": no decision but what follows.
_SAID_SO = re.compile(
    r"(?:has |a |avait |vient de |court |judge |la cour |le tribunal |le juge )*(?:ruled|held|decided|agreed|juge|decide|estime|tranche|considere|retenu|dit)r?(?: that| que| qu'| on)?(?: la cour| le tribunal)?"
)
_CHARGED = re.compile(r"[被遭](?:起诉|提诉)$")  # where charges were told of before, more of them
# What becomes of a request: turned down, or granted.
_ON_REQUEST = re.compile(
    r"(?:(?:a|ont|has|have|had|avait) )?(?:(rejette|rejete|rejetait|refuse|refusait|ecarte|repousse|denied|denies|rejected|rejects|turned down|refused)|fait droit a|accueilli|accueille|granted|grants|allowed) "
    r"(?:la|sa|cette|the|its|that) (?:demande|requete|request|motion|bid|application)\b"
)
SOUGHT_REACH = 2  # sentences between a request and what became of it
ORDER_REACH = 70  # characters between what says that a court decided and what it decided


def _an_order(scene: Scene, draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether a ruling is only another name for an order before the judgment told in the same words, or right beside."""
    if draft.kind != "ruling":
        return False
    reach = ORDER_REACH if _SAID_SO.fullmatch(scene.marked[draft.at : draft.end]) else 0
    return any(
        one.kind.startswith("injunction") and one.at < draft.end + reach and draft.at < one.end + reach
        for one in drafts
    )


class _Reader:
    """Reads scene by scene, and remembers what was told."""

    def __init__(self, evidence: Evidence, scenes: Scenes, story: Story) -> None:
        self.evidence = evidence
        self.scenes = scenes
        self.story = story
        self.described: list[Proposal] = []  # steps against people who are only described
        self.claimed: list[Proposal] = []  # claims with a clause of their own
        self.told = evidence.page.document.published_on
        self.charged = False  # whether charges were told of
        self.sought: int | None = None  # the sentence that tells last of an order asked for, no suit told since
        self.moved: dict[EntityRef, tuple[int, str]] = {}  # who moved: in which sentence it was told last, and when

    def read(self, scene: Scene) -> list[tuple[Proposal, str]]:
        """What a sentence states, each with the instance that ruled, if that is told."""
        language = self.evidence.page.language
        drafts: list[Draft] = []
        empty: list[Hit] = []
        for hit in hits_in(scene.marked, language):
            told = READERS[language](scene, hit, language)
            if told:
                drafts += told
            elif told is not None:
                empty.append(hit)
        for hit in empty:
            if not any((one.kind in MOVES) == (hit.row.kind in MOVES) for one in drafts):
                drafts += by_case(scene, hit, self.story, language)
        drafts = [self._charges(scene, one) for one in drafts if not _an_order(scene, one, drafts)]
        drafts.sort(key=lambda one: (one.verb, one.end))
        drafts = [self._on_an_order(scene, one) for one in drafts]
        dates = dates_of(scene, drafts)
        made: list[tuple[Proposal, str]] = []
        earlier: dict[EntityRef | None, tuple[str, str, EntityRef | None]] = {}
        for draft, when in zip(drafts, dates, strict=True):
            casts = (
                cast_move(scene, draft, self.story)
                if draft.kind in MOVES
                else cast_step(scene, draft, self.story, self.evidence)
            )
            for cast in casts:
                instance = instance_of(scene, draft)
                made += [(one, instance) for one in self._settle(scene, draft, cast, when, earlier)]
            self._remember(scene, draft, casts)
        for one, _ in made:
            if one.kind in MOVES and one.person is not None and one.date.edtf and not one.date.edtf.startswith("["):
                self.moved[one.person] = (scene.number, one.date.edtf)
        return made

    def _charges(self, scene: Scene, draft: Draft) -> Draft:
        """A draft, of charges where a "sued" that names no claimant goes on with charges told of before."""
        self.charged = self.charged or draft.kind == "charges_filed"
        suit = draft.kind == "complaint_filed" and draft.actor is None
        if self.charged and suit and _CHARGED.search(scene.marked[: draft.end]):
            return replace(draft, kind="charges_filed")
        return draft

    def _on_an_order(self, scene: Scene, draft: Draft) -> Draft:
        """ "The judge denied the request", where the sentences before ask for an order before the judgment: what became
        of that."""
        if draft.kind in ("injunction_sought", "complaint_filed"):
            self.sought = scene.number if draft.kind == "injunction_sought" else None
        fate = _ON_REQUEST.match(scene.marked, draft.verb) if draft.kind == "ruling" and not draft.people else None
        if fate is None or self.sought is None or not 0 < scene.number - self.sought <= SOUGHT_REACH:
            return draft
        return replace(draft, kind="injunction_denied" if fate.group(1) else "injunction_granted")

    def _remember(self, scene: Scene, draft: Draft, casts: Sequence[Cast]) -> None:
        if draft.kind in MOVES:
            for cast in casts:
                if cast.person is not None:
                    self.story.moved(cast.person, cast.from_, cast.to)
            if len(casts) > 1:
                self.story.moved_together([cast.person for cast in casts if cast.person is not None], scene.number)
        elif casts:
            people = tuple(cast.person for cast in casts if cast.person is not None)
            self.story.tell(Quarrel(people, casts[0].from_, casts[0].to, scene.number))

    def _settle(
        self,
        scene: Scene,
        draft: Draft,
        cast: Cast,
        when: int | None,
        earlier: dict[EntityRef | None, tuple[str, str, EntityRef | None]],
    ) -> list[Proposal]:
        """Proposals of a step with its date; `earlier` holds kind, date and goal of the step told before."""
        who = cast.person
        last_kind, last_date, last_goal = earlier.get(who, ("", "", None))
        date = self._date(scene, draft, who, when, last_kind, last_date)
        if draft.kind == "ruling" and self.told is not None and date.lo is not None and date.lo > self.told:
            return []  # "when the judge sentences him on April 10": still to come
        goal = cast.to
        if draft.kind not in MOVES and goal is None and last_goal != cast.from_:
            goal = last_goal
        proposal = self._proposal(scene, draft, replace(cast, to=goal), date)
        if draft.claim:
            self.claimed.append(proposal)
        if draft.described and who is None:
            self.described.append(proposal)
        earlier[who] = (
            draft.kind,
            date.edtf if date.edtf and not date.edtf.startswith("[..") else last_date,
            goal if draft.kind == "joined" and goal else last_goal,
        )
        if not draft.stay:
            return [proposal]
        return [proposal, replace(proposal, kind="left", from_=goal, to=None, date=after(date))]

    def _date(
        self, scene: Scene, draft: Draft, who: EntityRef | None, when: int | None, last_kind: str, last_date: str
    ) -> ProposedDate:
        told = self.told
        reported = report_day(scene, draft, told) if when is None and draft.kind not in MOVES else None
        if when is not None:
            item = scene.items[when]
            return proposed(item.edtf, item.text, told)
        if reported is not None and not last_date:
            return reported
        if last_date and last_kind in MOVES:
            return proposed(since(last_date, told, closed=draft.kind in MOVES), "", told)
        if draft.kind not in MOVES and who in self.moved:  # a dispute over a move comes after it
            number, day = self.moved[who]
            if scene.number - number <= REACH:
                return proposed(since(day, told, closed=False), "", told)
        return ProposedDate(f"[..{told}]", None, told, "", told) if told else ProposedDate()

    def _details(self, scene: Scene, draft: Draft) -> dict[str, str]:
        """Amount, court and docket by the sentence of a step and those beside it."""
        page, number = self.evidence.page, scene.number
        if draft.kind in MOVES:
            return {}
        first, last = max(page.first_of_text, number - 2), min(len(page.sentences), number + 2)
        texts = {
            one: page.document.text[page.sentences[one].start : page.sentences[one].end] for one in range(first, last)
        }
        return details_of(
            texts[number], draft.kind, [texts[one] for one in range(first, number)], texts.get(number + 1, "")
        )

    def _proposal(self, scene: Scene, draft: Draft, cast: Cast, date: ProposedDate) -> Proposal:
        page = self.evidence.page
        start, end = scene.start, scene.end
        if end - start > QUOTE_LIMIT:
            named = (*draft.people, draft.actor, draft.against, draft.source, draft.goal)
            inside = [scene.items[number] for number in named if number is not None]
            inside = [item for item in inside if scene.start <= item.start < scene.end]
            start = min((item.start for item in inside), default=start)
            end = min(end, start + QUOTE_LIMIT)
        parent = _parent_of(scene, draft.goal if draft.kind == "joined" else draft.source)
        details = self._details(scene, draft)
        if parent is not None:
            details["within"] = parent.name
        parties = tuple(ref for ref in (cast.from_, cast.to, parent) if ref is not None)
        return Proposal(
            kind=draft.kind,
            person=cast.person,
            from_=cast.from_,
            to=cast.to,
            date=date,
            assertion=assertion_of(
                scene.marked[max(0, draft.at - 40) : draft.at],
                scene.marked[draft.at : draft.end],
                legal=draft.kind not in MOVES,
            ),
            start=start,
            end=end,
            quote=page.document.text[start:end],
            case=self.story.case_of(cast.person, [ref for ref in (cast.from_, cast.to) if ref is not None]),
            parties=parties,
            details=details,
        )


def _one_docket(evidence: Evidence, proposals: Sequence[Proposal]) -> tuple[Proposal, ...]:
    """Proposals with the only docket that the text gives, where it tells of one dispute and of one ruling at most."""
    legal = [one for one in proposals if one.kind not in MOVES]
    parties = {one.person or one.from_ for one in legal}
    rulings = [one for one in legal if one.kind == "ruling"]
    if (
        len(parties) != 1
        or len(rulings) > 1
        or len(evidence.dockets) != 1
        or any("docket" in one.details for one in legal)
    ):
        return tuple(proposals)
    page = evidence.page
    told = {docket_of(page.document.text[one.start : one.end]) for one in page.sentences if one.field == "text"} - {""}
    if len(told) != 1:
        return tuple(proposals)
    docket = next(iter(told))
    return tuple(
        one if one.kind in MOVES else replace(one, details={**one.details, "docket": docket}) for one in proposals
    )


def _parent_of(scene: Scene, employer: int | None) -> EntityRef | None:
    """The firm behind a unit: "the X of Y" right behind the mark."""
    if employer is None:
        return None
    found = about(r"<E#> (?:de |du |d'|of )<E(\d+)>", employer).search(scene.marked)
    found = found or about(r"<E(\d+)>(?:的|旗下的?)<E#>", employer).search(scene.marked)
    return scene.items[int(found.group(1))].ref if found else None
