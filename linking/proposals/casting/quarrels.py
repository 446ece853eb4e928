# ruff: noqa: E501 - a pattern is read in one line
"""Which quarrel a step belongs to that does not name whom it is taken against, and whether it is one about people."""

from __future__ import annotations

import re

from linking.evidence import Evidence
from linking.forms import EntityRef
from linking.proposals.drafts import Draft
from linking.proposals.marks import Scene
from linking.proposals.quarrel import Quarrel
from linking.proposals.story import Story
from linking.vocabulary import SUBJECTS

# Other quarrels between firms. A step in one of them is none in a dispute about people.
_OTHER = re.compile(
    r"\b(?:patents?|trademarks?|copyrights?|antitrust|monopol\w+|royalt\w+|licen[cs]e fees?|brevets?|marques?|contrefacon|safety|defamation|"
    r"government|supplier|landlord|loans?|chrome)\b|(?<!申请)(?<!实用新型)(?<!发明)专利(?!申请|名录)|商标|著作权|垄断|版权|诽谤|名誉|网络侵权|造谣|诋毁"
)
# Who is fought over where nobody is named.
_STAFF = re.compile(
    r"\b(?:staff|employees|engineers|brokers|traders|researchers|executives|its people|team|poach\w*|raid\w*|lift out|hires|salaries|employes|"
    r"ingenieurs|courtiers|equipe|debauch\w*|recrutement)\b|挖角|挖走|员工|工程师|离职|跳槽|前高管|前主管"
)
# Who decides, where a text about one case tells what became of it without any party.
_TRIBUNAL = re.compile(
    r"\b(?:court|judges?|tribunal|jury|panel|arbitrators?|cour|juges?|chambre|conseil|arret|jugement|cassation|pourvoi)\b|法院|仲裁|法庭|法官"
)
_ONE_MORE = re.compile(r"^ ?(?:its|their|a|an|one|another|son|sa|un|une|leur) ")
# "IBM sued when its chief diversity officer left": about somebody without a name.
_STAFF_LEFT = re.compile(
    r"\b(?:its|an?|two|three|several|former|ex) (?:[\w<>]+ ){0,4}(?:officer|executive|engineers?|employees?|executives|traders?|brokers?|manager|president)\b|"
    r"\b(?:son|sa|ses|une?|deux|trois|plusieurs|d'|de) ?(?:ancien(?:ne)?s? |ex )?(?:salariee?s?|cadres?|directeurs?|directrice|employee?s?|ingenieure?s?|commercial|commerciale|dirigeante?s?)\b"
)
# Said of people told of together.
_BOTH = re.compile(r"\b(?:both|them|the pair|the duo|the two|les deux|tous deux|eux)\b|[二两]人")
_PLURAL = re.compile(
    r"\b(?:three|four|five|six|seven|eight|nine|ten|several|some|many|dozens|former \w+s|ex \w+s|deux|trois|quatre|cinq|sept|"
    r"plusieurs|d'anciens|anciens)\b|[二两三四五六七八九十多数\d]+ ?(?:名|位|个|人)"
)

# "Plusieurs ingénieurs", "six of its brokers": whom a fight between firms is over.
_SEVERAL_OF_STAFF = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|several|some|many|dozens of|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|plusieurs|des|d'anciens|\d+) (?:[\w'-]+ ){0,3}"
    r"(?:engineers|employees|executives|brokers|traders|researchers|staff|salaries|employes|ingenieurs|cadres|courtiers|banquiers|conseillers|collaborateurs|dirigeants)\b|"
    r"[二两三四五六七八九十多数\d]+(?:名|位|个|人)"
)
# "One of its former employees": one.
_ONE_OF = re.compile(r"\W*(?:one of|(?:l'un|l'une|une?) des?) ")


def meant(scene: Scene, draft: Draft, story: Story, firms: list[EntityRef]) -> Quarrel | None:
    """The quarrel that a step without a target belongs to; None where that is open."""
    plural = not _ONE_OF.match(draft.described) and _PLURAL.search(draft.described) is not None
    here = {
        ref: None
        for number, item in enumerate(scene.items)
        if item.kind == "P"
        and number not in scene.officials
        and number != scene.topic
        and (ref := item.ref) is not None
    }
    people = [ref for ref in here if ref.id is not None]
    if people and not (len(people) == 1 and plural):
        return _of_those_here(scene, story, firms, people)
    if draft.described and not plural:
        sole = story.sole(firms)
        if sole is not None:
            return sole
        if (following := story.introduced(scene.number)) is not None and len(firms) == 1:
            known = story.of_person(following)
            if known.claimant is None or known.fits(firms):
                return Quarrel((following,), known.claimant or firms[0], known.rival)
        if _ONE_MORE.search(draft.described):
            return Quarrel((), firms[0], None) if len(firms) == 1 else None
    return _going_on(scene, draft, story, firms, plural=plural)


def _of_those_here(scene: Scene, story: Story, firms: list[EntityRef], people: list[EntityRef]) -> Quarrel | None:
    """The quarrel of the people whom the sentence names: one, or several movers of one case."""
    if len(people) > 1:
        quarrel = story.only(scene.number, firms)
        if quarrel is not None and set(people) <= set(quarrel.people):
            return Quarrel(tuple(people), quarrel.claimant, quarrel.rival)
        return None
    known = story.of_person(people[0])
    if known.fits(firms) or not firms:
        return Quarrel((people[0],), known.claimant, known.rival)
    return Quarrel((people[0],), firms[0], None) if known.claimant is None and len(firms) == 1 else None


def _going_on(scene: Scene, draft: Draft, story: Story, firms: list[EntityRef], *, plural: bool) -> Quarrel | None:
    """The quarrel that a sentence without people goes on with: of those named last, told last, or the only one."""
    if not firms and story.next_item(scene.number):
        return None  # what a review tells next is of somebody else
    last_named = None if plural else story.last_since(scene.number)
    if last_named is not None and (last_named.id is None or _kept_back(story, last_named, firms)):
        return _of_stranger(draft, story, last_named, firms)  # a linked case is about somebody else
    named = None if plural else story.named_since(scene.number, firms)
    if named is not None:
        return named
    if not plural and story.several_since(scene.number):
        if not (firms or _BOTH.search(scene.marked)):
            return None
        return story.pair(scene.number, firms) or (None if firms else story.two(scene.number))
    last = story.lately(scene.number, firms)
    if last is not None and not (plural and last.people):
        return last if plural else _named_later(last, draft, story, firms)
    quarrel = story.only(scene.number, firms)
    if quarrel is not None and not plural:
        return _named_later(quarrel, draft, story, firms)
    alone = None if plural else story.alone()
    if alone is not None:
        return _of_stranger(draft, story, alone, firms)
    if quarrel is not None:
        return Quarrel((), quarrel.claimant, quarrel.rival) if plural and len(quarrel.people) < 2 else quarrel
    untold = draft.described or (draft.kind == "complaint_filed" and _STAFF_LEFT.search(_stretch(scene.marked, draft)))
    return Quarrel((), firms[0], None) if untold and len(firms) == 1 else None


def _kept_back(story: Story, person: EntityRef, firms: list[EntityRef]) -> bool:
    """Whether a text calls the employers of somebody known A公司 and the like: it names none of the case's."""
    return len(firms) == 1 and firms[0].id is None and story.of_person(person).claimant is None


def _of_stranger(draft: Draft, story: Story, person: EntityRef, firms: list[EntityRef]) -> Quarrel | None:
    """The quarrel of somebody whose employers no case tells, or none that the text names: with the employer told, else
    with the only firm that acts, else, if a tribunal acts, with whomever."""
    known = story.of_person(person)
    if known.claimant is not None:
        return known if known.fits(firms) else None
    if not story.followed(person):
        return None
    if len(firms) == 1 and draft.actor is not None and not draft.court:
        return Quarrel((person,), firms[0], known.rival if known.rival != firms[0] else None)
    return Quarrel((person,), None, known.rival) if draft.court and not firms else None


def _named_later(quarrel: Quarrel, draft: Draft, story: Story, firms: list[EntityRef]) -> Quarrel:
    """A quarrel with the only person of the case, where a text tells what a court did before it names anybody. A suit
    told so may be one between the firms."""
    open_ = not quarrel.people and draft.against is None and (draft.court or bool(draft.described))
    sole = story.sole(firms) if open_ else None
    return sole if sole is not None and sole.claimant == quarrel.claimant else quarrel


def elsewhere(scene: Scene, draft: Draft, quarrel: Quarrel) -> bool:
    """Whether the clause of a step without a target names a firm that has no side in the quarrel it would go on with."""
    sides = (quarrel.claimant, quarrel.rival)
    if sides == (None, None):
        return False
    if None in sides and draft.actor is not None:
        return False
    return any(
        item.ref not in sides
        for number in re.findall(r"<E(\d+)>", _stretch(scene.marked, draft))
        if (item := scene.items[int(number)]).ref is not None and item.ref.id is not None
    )


def another(scene: Scene, evidence: Evidence, draft: Draft) -> bool:
    """Whether a step is told as one in another quarrel: patents, defamation ..."""
    here = evidence.topics_in.get(scene.number, set())
    return _OTHER.search(_stretch(scene.marked, draft)) is not None and not here & SUBJECTS


def of_several(scene: Scene, draft: Draft) -> bool:
    """Whether a step is told as one about several people: no single one of them is meant."""
    return _SEVERAL_OF_STAFF.search(_stretch(scene.marked, draft)) is not None


def about_people(
    scene: Scene,
    evidence: Evidence,
    story: Story,
    one: EntityRef | None,
    other: EntityRef | None,
    draft: Draft,
) -> bool:
    """Whether a step between firms is one in a dispute about people who changed employer."""
    if another(scene, evidence, draft):
        return False
    known = one is not None and other is not None and story.together(one, other)
    if known and (story.movers_named or any(evidence.topics[topic] for topic in (*SUBJECTS, "move"))):
        return True
    if draft.court and one is not None and other is None and _TRIBUNAL.search(scene.marked) and story.one_case(one):
        return True
    topics = set().union(*(evidence.topics_in.get(scene.number + step, set()) for step in (-1, 0, 1)))
    if topics & SUBJECTS:
        return True
    if _STAFF.search(scene.marked):
        return True
    return bool(draft.described) and "move" in evidence.topics_in.get(scene.number, set())


def _stretch(marked: str, draft: Draft) -> str:
    """The part of a sentence about a wording that no semicolon cuts."""
    start = marked.rfind(";", 0, draft.at) + 1
    stop = marked.find(";", draft.end)
    return marked[start : stop if stop >= 0 else len(marked)]
