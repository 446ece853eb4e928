# ruff: noqa: E501 - a pattern is read in one line
"""A sentence as rules see it: folded, with known names, unknown names and dates replaced by numbered marks.

`<P0>` is a known person, `<E1>` a known employer, `<U2>` a capitalised name nobody knows, `<D3>` a date. A pronoun
that can only mean one person carries that person's mark. Marks lead back to exact offsets in the text. A scene is made
when it is asked for: most sentences state nothing and cost nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Literal

from linking.dates import find_dates
from linking.evidence import Evidence
from linking.fold import fold
from linking.forms import EntityRef
from linking.names import han_surname
from linking.strangers import strangers_in

ITEMS_LIMIT = 40  # names in a sentence: with more it is a list
SURNAME = 5  # letters that a surname has that may stand for a whole name nowhere told
REACH = 3  # sentences back that the object of a legal step ("against him") may have been named in
_PRONOUN = re.compile(r"(?<![\w<'])(he|she|il|elle)(?= )|(?<![其吉])(他|她)(?![们人])")
# Pronouns that are no subject. "Her" is one where no noun follows.
_OBJECT = re.compile(
    r"(?<![\w<'])(?:him\b|her(?=[,.;:]|$| (?:over|for|in|to|on|before|after|alleging|claiming|accusing|citing|from|at|and|with|because|by|as|last|this|<)))|"
    r"(?<=\bcontre )(?:lui|elle)\b|(?<=encontre de )(?:lui|elle)\b|\bl'(?=(?:a|avait|ayant) (?:\w+ ){0,2}(?:poursuivi|assigne|attaque|traine|recrute|embauche|debauche|engage|nomme|licencie|condamne|suspendu))|"
    r"(?<=[对向将把告诉])其(?=提|申请|告|发起|采取|启动|诉|起诉|索赔|违反|[,.;]|$)"
)
# A name behind one of these is a firm's or a place's, or somebody's who is only spoken of.
_OF = re.compile(r"(?:\b(?:of|at|for|in|from|near|the|de|du|des|chez|a|au|pour|la|le|les) |d')$")
_POSSESSIVE = re.compile(
    r"\b(son|sa|his|her) (?=(?:depart|departure|demission|resignation|exit|dismissal|arrivee|arrival|domicile)\b)"
)
# Who speaks for the law: neither mover nor party.
_OFFICIAL = re.compile(
    r"(?:\b(?:judge|justice|magistrate|chancellor|lawyers?|attorneys?|counsel|barrister|solicitor|prosecutor|reporter|by|juge|"
    r"avocate?|me|maitre|procureure?|president : (?:madame|monsieur))(?: [\w.]+)? |(?:法官|律师|检察官|记者|法务长|董事长|部长|"
    r"立委|教授|学者|发言人|分析师|审判长))$"
)
_PARAGRAPH = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Item:
    """What a mark stands for: offsets in the text, and the entity or the partial date."""

    kind: Literal["P", "E", "U", "D"]
    start: int
    end: int
    ref: EntityRef | None = None
    edtf: str = ""
    text: str = ""


@dataclass(slots=True)
class Scene:
    """A sentence with marks. `topic` is the person that a pronoun here means, if there is only one; `officials` are
    the numbers of people who judge, plead or comment."""

    number: int
    start: int
    end: int
    marked: str
    items: list[Item]
    topic: int | None
    officials: set[int] = field(default_factory=set)

    def ref(self, number: int | None) -> EntityRef | None:
        """The entity behind a mark."""
        return None if number is None else self.items[number].ref


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
        self._surnames = _bare_surnames(evidence, movers)
        self.evidence = evidence
        self.bystanders = bystanders
        self._known: dict[int, list[Item]] = defaultdict(list)
        self._made: dict[int, Scene | None] = {}
        for mention in evidence.mentions:
            if mention.field == "text" and mention.form != "weak":
                known = mention.entity
                # A homonym stays a name without an entity: a proposal must not choose between two people.
                ref = EntityRef(known, names.get(known, mention.text) if known else mention.text)
                item = Item(
                    "P" if mention.kind == "person" else "E", mention.start, mention.end, ref, text=mention.text
                )
                self._known[evidence.page.sentence_at("text", mention.start)].append(item)

    def known(self, number: int) -> Sequence[Item]:
        """The known names of a sentence."""
        return self._known.get(number, ())

    def people(self, number: int) -> list[Item]:
        """Known people of a sentence who are no bystanders, each once."""
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
        items = _with_unknown(page.document.text, sentence.start, sentence.end, known)
        if len(items) > ITEMS_LIMIT:
            return None
        scene = _marked(self.evidence, number, items)
        scene.officials = {
            int(hit.group(1))
            for hit in re.finditer(r"<[PU](\d+)>", scene.marked)
            if _OFFICIAL.search(scene.marked[: hit.start()]) or self._bystander(scene.items[int(hit.group(1))])
        }
        topic = self._topic(number)
        if topic is not None and not any(
            item.kind == "P" and count not in scene.officials for count, item in enumerate(scene.items)
        ):
            scene.topic = len(scene.items)
            scene.items.append(topic)
        if self.evidence.page.language == "zh":
            _resolve_surnames(scene)
        _resolve_pronouns(scene)
        if not _others(scene):
            _resolve_objects(scene, self._near(number))
        return scene

    def _by_surname(self, number: int) -> list[Item]:
        """Movers of linked cases who are nowhere named in full, by their surname."""
        sentence, found = self.evidence.page.sentences[number], []
        text = self.evidence.page.document.text
        for surname, ref in self._surnames.items():
            for hit in re.finditer(rf"(?<![\w’'-]){re.escape(surname)}(?![\w-])", text[sentence.start : sentence.end]):
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
        return _OFFICIAL.search(fold(before).text) is not None

    def _parted(self, start: int, end: int) -> bool:
        """Whether more than one paragraph break lies between two offsets."""
        return len(_PARAGRAPH.findall(self.evidence.page.document.text, start, end)) > 1

    def _topic(self, number: int) -> Item | None:
        """The only person named in the last sentence before that names one."""
        start = self.evidence.page.sentences[number].start
        for before in range(number - 1, self.evidence.page.first_of_text - 1, -1):
            people = self.people(before)
            if people:
                return people[0] if len(people) == 1 and not self._parted(people[0].end, start) else None
        return None

    def _near(self, number: int) -> Item | None:
        """Whom "him" may mean: the one person named last, at most `REACH` sentences back, with no stranger between."""
        for before in range(number - 1, max(self.evidence.page.first_of_text, number - REACH) - 1, -1):
            people = self.people(before)
            if self._stranger(before):
                return None
            if people:
                return people[0] if len(people) == 1 else None
        return None

    def _stranger(self, number: int) -> bool:
        if not self.evidence.strangers(number):
            return False
        if self.evidence.page.language == "zh":
            return True
        scene = self.scene(number)
        return scene is None or _others(scene)


def _bare_surnames(evidence: Evidence, movers: Sequence[EntityRef]) -> dict[str, EntityRef]:
    """Last names, five letters or more, of movers whom the text does not name in full; none that two bear."""
    found: dict[str, list[EntityRef]] = defaultdict(list)
    for ref in movers:
        first, _, last = ref.name.rpartition(" ")
        if first and len(last) >= SURNAME and last.isalpha() and last[0].isupper() and ref.id not in evidence.where:
            found[last].append(ref)
    return {last: some[0] for last, some in found.items() if len(some) == 1}


def _with_unknown(text: str, start: int, end: int, known: Sequence[Item]) -> list[Item]:
    taken = [(item.start, item.end) for item in known]
    strangers = [
        Item("U", first, last, EntityRef(None, text[first:last]), text=text[first:last])
        for first, last in strangers_in(text, start, end, taken)
    ]
    return sorted([*known, *strangers], key=lambda item: item.start)


def _others(scene: Scene) -> bool:
    """Whether a sentence names somebody nobody knows."""
    return any(not _OF.search(scene.marked[: hit.start()]) for hit in re.finditer(r"<U\d+>", scene.marked))


def _marked(evidence: Evidence, number: int, names: Sequence[Item]) -> Scene:
    page = evidence.page
    sentence = page.sentences[number]
    original = page.document.text
    folded = fold(original[sentence.start : sentence.end])
    items = list(names)
    for found in find_dates(folded.text, page.document.published_on):
        start = sentence.start + folded.start(found.start)
        end = sentence.start + folded.end(found.end)
        if not any(item.start < end and start < item.end for item in items):
            items.append(Item("D", start, end, edtf=found.edtf, text=original[start:end]))
    items.sort(key=lambda item: item.start)
    parts: list[str] = []
    place = sentence.start
    for count, item in enumerate(items):
        parts.append(_plain(original[place : item.start]))
        parts.append(f"<{item.kind}{count}>")
        place = item.end
    parts.append(_plain(original[place : sentence.end]))
    return Scene(number, sentence.start, sentence.end, "".join(parts), items, None)


def _plain(text: str) -> str:
    return fold(text).text.replace("<", " ").replace(">", " ")


def _here(scene: Scene) -> dict[EntityRef | None, int]:
    """People named in a sentence who are no officials, each with the number of a mark; the topic where nobody is."""
    found = {
        item.ref: count
        for count, item in enumerate(scene.items)
        if item.kind == "P" and count not in scene.officials and count != scene.topic
    }
    return found if found or scene.topic is None else {scene.items[scene.topic].ref: scene.topic}


def _resolve_surnames(scene: Scene) -> None:
    """A Han surname that stands for the only person known here who bears it: "法院判梁...", "罗男"."""
    bearers: dict[str, list[int]] = defaultdict(list)
    for count in _here(scene).values():
        name = fold(scene.items[count].text).text
        surname = han_surname(name)
        if surname and len(name) > len(surname):
            bearers[surname].append(count)
    for surname, some in bearers.items():
        if len(some) == 1:
            alone = re.compile(
                rf"(?:(?<![\u3400-\u9fff])|(?<=[判指对让令由与向将把被称说传准告])){surname}(?:男|女|某)?"
                r"(?=[\u3400-\u9fff<])(?![先家些])"
            )
            scene.marked = alone.sub(f"<P{some[0]}>", scene.marked)


def _resolve_pronouns(scene: Scene) -> None:
    """Subjects ("he", "elle", 他) and "his departure" as the mark of the only person they can mean."""
    here = _here(scene)
    named = {count for count in here.values() if count != scene.topic}

    def person(at: int) -> int | None:
        before = [int(hit.group(1)) for hit in re.finditer(r"<P(\d+)>", scene.marked[:at])]
        before = [count for count in before if count not in scene.officials]
        if before:
            return before[-1] if len({scene.items[count].ref for count in before}) == 1 else None
        return scene.topic if not named else None

    def pronoun(hit: re.Match[str]) -> str:
        who = person(hit.start())
        return hit.group(0) if who is None else f"<P{who}>"

    def possessive(hit: re.Match[str]) -> str:
        who = person(hit.start())
        return hit.group(0) if who is None else f"<P{who}> 's "

    scene.marked = _POSSESSIVE.sub(possessive, _PRONOUN.sub(pronoun, scene.marked))


def _resolve_objects(scene: Scene, near: Item | None) -> None:
    """Objects ("against him", "l'a assigné", 对其) as the mark of the only person they can mean, in this sentence or
    the last ones; untouched where two are named."""
    known = {ref: count for ref, count in _here(scene).items() if count != scene.topic}

    def mark(hit: re.Match[str]) -> str:
        here = [int(one.group(1)) for one in re.finditer(r"<P(\d+)>", scene.marked[: hit.start()])]
        here = [count for count in here if count not in scene.officials]
        if len(known) > 1 or (known and not here):
            return hit.group(0)
        if not known:
            if near is None:
                return hit.group(0)
            if near not in scene.items:
                scene.items.append(near)
            here = [scene.items.index(near)]
        return f"<P{here[-1]}>" + (" " if hit.group(0) == "l'" else "")

    scene.marked = _OBJECT.sub(mark, scene.marked)
