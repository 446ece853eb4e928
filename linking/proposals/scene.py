# ruff: noqa: E501 - a pattern is read in one line
"""A sentence as rules see it: folded, with known names, unknown names and dates replaced by numbered marks.

`<P0>` is a known person, `<E1>` a known employer, `<U2>` a capitalised name nobody knows, `<D3>` a date. Strange names
whose surroundings show what they are carry P and E too. A pronoun that can only mean one person carries that person's
mark. Marks lead back to exact offsets in the text. A scene is made when it is asked for: most sentences state nothing
and cost nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Literal

from linking.evidence import Evidence
from linking.fold import fold
from linking.forms import EntityRef
from linking.names import han_surname
from linking.proposals.marking import marked, others, with_unknown
from linking.proposals.marks import Item, Scene
from linking.proposals.officials import is_official, is_titled
from linking.proposals.pronouns import resolve_objects, resolve_pronouns, resolve_surnames
from linking.proposals.strange import strange_names
from linking.strangers import han_strangers_in
from linking.tables import words

__all__ = ["REACH", "Item", "Scene", "Scenes"]

ITEMS_LIMIT = 40  # names in a sentence: with more it is a list
SURNAME = 4  # letters that a surname has that may stand for a whole name nowhere told
PARAGRAPH = 2000  # characters of a paragraph that is looked through for somebody else
REACH = 3  # sentences back that the object of a legal step ("against him") may have been named in
_PERSONAL = re.compile(r"\b(?:[Hh]e|[Ss]he|[Hh]im|[Hh]er|[Hh]is|[Ii]l|[Ee]lle)\b|[他她]")
NEAR = 6  # the same where a pronoun goes on about that person
# A name that is kept back: its bearer is called by the surname.
_MASKED = re.compile(r"某|男$|女$|先生$|女士$|小姐$")
_TITLE = re.compile(r"(?<![\w.])(M|Mme|Mlle|[Mm]onsieur|[Mm]adame)\.? ")
# Words that begin with a surname and that the segmenter takes for names.
_NO_NAMES = words("no_han_names")
# Whom a Chinese paragraph may speak of beside the one the text is about.
_SOMEBODY_ELSE = re.compile(
    r"律师|律師|记者|記者|教授|法官|检察官|檢察官|学者|學者|专家|專家|网友|網友|同事|读者|讀者|妻子|丈夫|朋友|老板|创始人|創辦人|董事长|董事長|总经理|總經理|"
    r"发言人|發言人|鉴定人|公诉人|厂长|廠長|主任|猎头|獵頭|分析师|分析師|有人|一位|一名|另一"
)
_PARAGRAPH = re.compile(r"\n\s*\n")


class Scenes:
    """The sentences of a document as scenes, made one by one.

    `bystanders` are people whom no linked case calls a mover, although it knows them: judges, lawyers, managers.
    `movers` are those whom linked cases call so: where the text never gives their full name, their surname means them.
    """

    def __init__(
        self,
        evidence: Evidence,
        names: Mapping[str, str],
        bystanders: Set[str] = frozenset(),
        movers: Sequence[EntityRef] = (),
    ) -> None:
        moving = {ref.id for ref in movers}
        self._surnames = _bare_surnames(evidence, movers)
        self.evidence = evidence
        self.bystanders = bystanders
        self._known: dict[int, list[Item]] = defaultdict(list)
        self._made: dict[int, Scene | None] = {}
        self._looked = False
        self._called: dict[EntityRef, str] | None = None
        self._bearers: dict[str, set[EntityRef]] | None = None
        self._peopled: list[int] | None = None
        self._first: dict[EntityRef, int] | None = None
        self._sole: tuple[EntityRef, ...] | None = None
        self._people: dict[int, list[Item]] = {}
        for mention in evidence.mentions:
            if mention.field == "text" and (mention.form != "weak" or mention.entity in moving):
                known = mention.entity
                # A homonym stays a name without an entity: a proposal must not choose between two people.
                ref = EntityRef(known, names.get(known, mention.text) if known else mention.text)
                item = Item(
                    "P" if mention.kind == "person" else "E", mention.start, mention.end, ref, text=mention.text
                )
                self._known[evidence.page.sentence_at("text", mention.start)].append(item)

    def known(self, number: int) -> Sequence[Item]:
        """The names of a sentence that are a person's or a firm's: known ones, and strange ones that plainly are."""
        if not self._looked:
            self._looked = True
            taken = [(item.start, item.end) for some in self._known.values() for item in some]
            for one in strange_names(self.evidence.page, taken):
                kind: Literal["P", "E"] = "P" if one.person else "E"
                text = self.evidence.page.document.text[one.start : one.end]
                bearer = self._bearer(one.name) if one.person else None
                ref = bearer or EntityRef(None, one.name)
                item = Item(kind, one.start, one.end, ref, text=text, strange=bearer is None)
                self._known[self.evidence.page.sentence_at("text", one.start)].append(item)
        return self._known.get(number, ())

    def _bearer(self, name: str) -> EntityRef | None:
        """Of a name that is kept back (谌某) the only known person of the text with that surname."""
        if not _MASKED.search(name):
            return None
        if self._bearers is None:
            self._bearers = defaultdict(set)
            for item in (item for some in self._known.values() for item in some):
                if item.kind == "P" and item.ref is not None and item.ref.id is not None:
                    self._bearers[han_surname(fold(item.text).text)].add(item.ref)
        some = self._bearers.get(han_surname(fold(name).text), set())
        return next(iter(some)) if len(some) == 1 else None

    def sole(self) -> EntityRef | None:
        """The only person whom the text names, judges, lawyers and bystanders left out; None where it names two."""
        if self._sole is None:
            self.known(0)
            found: dict[EntityRef, None] = {}
            for number in sorted(self._known):
                found.update((item.ref, None) for item in self.people(number) if item.ref is not None)
                if len(found) > 1:
                    break
            self._sole = tuple(found)
        return self._sole[0] if len(self._sole) == 1 else None

    def _peopled_before(self, number: int) -> Iterator[int]:
        """Sentences of the text before one that name people, the last first."""
        if self._peopled is None:
            self.known(0)
            named = (one for one, items in self._known.items() if any(item.kind == "P" for item in items))
            self._peopled = sorted(one for one in named if one >= self.evidence.page.first_of_text)
        return reversed(self._peopled[: bisect_left(self._peopled, number)])

    def first(self, ref: EntityRef) -> int:
        """The first sentence that names somebody; -1 where none does."""
        if self._first is None:
            self.known(0)
            self._first = {}
            for number in sorted(self._known):
                for item in self._known[number]:
                    if item.ref is not None:
                        self._first.setdefault(item.ref, number)
        return self._first.get(ref, -1)

    def people(self, number: int) -> list[Item]:
        """Known people of a sentence who are no bystanders, each once."""
        if number not in self._people:
            self._people[number] = self._people_of(number)
        return self._people[number]

    def _people_of(self, number: int) -> list[Item]:
        found = {item.ref: item for item in self.known(number) if item.kind == "P" and not self._beside(item, number)}
        return list(found.values())

    def scene(self, number: int) -> Scene | None:
        """A sentence with marks; None where it is a list of names, or nobody can be meant in it."""
        if number not in self._made:
            self._made[number] = self._make(number)
        return self._made[number]

    def _make(self, number: int) -> Scene | None:
        page = self.evidence.page
        sentence = page.sentences[number]
        known = [*self.known(number), *self._by_surname(number)]
        items = with_unknown(page.document.text, sentence.start, sentence.end, known)
        if len(items) > ITEMS_LIMIT:
            return None
        scene = marked(self.evidence, number, items)
        scene.officials = {
            int(hit.group(1))
            for hit in re.finditer(r"<[PU](\d+)>", scene.marked)
            if is_official(scene.marked[: hit.start()]) or self._bystander(scene.items[int(hit.group(1))])
        }
        scene.bystanders = {one for one in scene.officials if not is_titled(scene.marked, one)}
        topic = self._topic(number)
        if self.evidence.page.language == "zh" and topic is not None and self._somebody(number, topic):
            topic = None  # whoever nobody knows is the one that is spoken of
        if topic is not None and not any(
            item.kind == "P" and count not in scene.officials for count, item in enumerate(scene.items)
        ):
            scene.topic = len(scene.items)
            scene.items.append(topic)
        elif topic is not None:
            scene.lead = len(scene.items)
            scene.items.append(topic)
        if self.evidence.page.language == "zh":
            resolve_surnames(scene)
        resolve_pronouns(scene, self._titles() if self.evidence.page.language == "fr" else {})
        if scene.lead is not None and f"<P{scene.lead}>" not in scene.marked:
            scene.items.pop()
            scene.lead = None
        if not others(scene):
            resolve_objects(scene, self._near(number))
        return scene

    def _titles(self) -> Mapping[EntityRef, str]:
        """The French title by which a text calls somebody, folded; of those it calls by one."""
        if self._called is None:
            self.known(0)
            text, self._called = self.evidence.page.document.text, {}
            for item in (one for some in self._known.values() for one in some if one.kind == "P"):
                title = _TITLE.search(text[max(0, item.start - 10) : item.start] + item.text[:9])
                if title is not None and item.ref is not None:
                    self._called.setdefault(item.ref, fold(title.group(1)).text)
        return self._called

    def _by_surname(self, number: int) -> list[Item]:
        """Movers of linked cases who are nowhere named in full, by their surname."""
        sentence, found = self.evidence.page.sentences[number], []
        text = self.evidence.page.document.text
        for surname, ref in self._surnames.items():
            for hit in re.finditer(
                rf"(?<![\w’'-])(?<![A-Z][a-z] )(?<![a-z]{{2}}[.] ){re.escape(surname)}(?![\w-]| [A-Z])",
                text[sentence.start : sentence.end],
            ):
                start, end = sentence.start + hit.start(), sentence.start + hit.end()
                if not any(one.start < end and start < one.end for one in self.known(number)):
                    found.append(Item("P", start, end, ref, text=surname))
        return found

    def _bystander(self, item: Item) -> bool:
        return item.ref is not None and item.ref.id in self.bystanders

    def _beside(self, item: Item, number: int) -> bool:
        if self._bystander(item):
            return True
        sentence = self.evidence.page.sentences[number]
        before = self.evidence.page.document.text[max(sentence.start, item.start - 24) : item.start]
        return is_official(fold(before).text)

    def _parted(self, start: int, end: int) -> bool:
        """Whether more than one paragraph break lies between two offsets."""
        return len(_PARAGRAPH.findall(self.evidence.page.document.text, start, end)) > 1

    def _topic(self, number: int) -> Item | None:
        """The only person named in the last sentence before that names one."""
        start = self.evidence.page.sentences[number].start
        for before in self._peopled_before(number):
            people = self.people(before)
            if people:
                if len(people) > 1 or (self._parted(people[0].end, start) and not self._only_one(number, people[0])):
                    return None
                return people[0]
        return None

    def _only_one(self, number: int, person: Item) -> bool:
        """Whether a Chinese text is about one person, and the paragraph up to a sentence speaks of nobody else."""
        page = self.evidence.page
        if page.language != "zh" or self.sole() != person.ref:
            return False
        sentence = page.sentences[number]
        begin = page.document.text.rfind("\n", 0, sentence.start) + 1
        if sentence.end - begin > PARAGRAPH:
            return False
        first = page.sentence_at("text", begin)
        return not (
            _SOMEBODY_ELSE.search(page.document.text, begin, sentence.end)
            or any(self.evidence.strangers(one) for one in range(first, number + 1))
        )

    def _somebody(self, number: int, topic: Item) -> bool:
        """Whether a Chinese sentence names a person nobody knows. A word that begins with the topic's surname is none."""
        sentence, text = self.evidence.page.sentences[number], self.evidence.page.document.text
        taken = [(item.start, item.end) for item in self.known(number)]
        surname = han_surname(fold(topic.text).text)
        return any(
            (name := fold(text[start:end]).text) not in _NO_NAMES and not (surname and name.startswith(surname))
            for start, end in han_strangers_in(text, sentence.start, sentence.end, taken)
        )

    def _near(self, number: int) -> Item | None:
        """Whom "him" may mean: the one person named last, at most `REACH` sentences back, or
        `NEAR` where a pronoun goes on about that person, with no stranger between."""
        going_on = False
        for before in range(number - 1, max(self.evidence.page.first_of_text, number - NEAR) - 1, -1):
            people = self.people(before)
            if self._stranger(before) or (number - before > REACH and not going_on):
                return None
            if people:
                return people[0] if len(people) == 1 else None
            going_on = going_on or self._spoken_of(before)
        return None

    def _spoken_of(self, number: int) -> bool:
        """Whether a sentence goes on about a person by a pronoun."""
        sentence = self.evidence.page.sentences[number]
        return _PERSONAL.search(self.evidence.page.document.text, sentence.start, sentence.end) is not None

    def _stranger(self, number: int) -> bool:
        if not self.evidence.strangers(number):
            return False
        if self.evidence.page.language == "zh":
            return True
        scene = self.scene(number)
        return scene is None or others(scene)


def _bare_surnames(evidence: Evidence, movers: Sequence[EntityRef]) -> dict[str, EntityRef]:
    """Last names, five letters or more, of movers whom the text does not name in full; none that two bear."""
    found: dict[str, list[EntityRef]] = defaultdict(list)
    for ref in movers:
        first, _, last = ref.name.rpartition(" ")
        if first and len(last) >= SURNAME and last.isalpha() and last[0].isupper() and ref.id not in evidence.where:
            found[last].append(ref)
    return {last: some[0] for last, some in found.items() if len(some) == 1}
