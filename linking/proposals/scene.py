"""A sentence as rules see it: folded, with known names, unknown names and dates replaced by numbered marks.

`<P0>` is a known person, `<E1>` a known employer, `<U2>` a capitalised name nobody knows, `<D3>` a date. A pronoun
that can only mean one person carries that person's mark. Marks lead back to exact offsets in the text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from linking.dates import find_dates
from linking.evidence import Evidence
from linking.fold import fold
from linking.forms import EntityRef
from linking.strangers import strangers_in

ITEMS_LIMIT = 40  # names in a sentence: with more it is a list
REACH = 3  # sentences back that the object of a legal step ("against him") may have been named in
_PRONOUN = re.compile(r"(?<![\w<'])(he|she|il|elle)(?= )|(?<![其吉])(他|她)(?![们人])")
# Pronouns that are no subject. "Her" is one where no noun follows.
_OBJECT = re.compile(
    r"(?<![\w<'])(?:him\b|her(?=[,.;:]|$| (?:over|for|in|to|on|before|after|alleging|claiming|accusing|citing|from|at|and|with|because|by|as|last|this|<)))|"  # noqa: E501
    r"(?<=\bcontre )(?:lui|elle)\b|(?<=encontre de )(?:lui|elle)\b|\bl'(?=(?:a|avait|ayant) (?:\w+ ){0,2}(?:poursuivi|assigne|attaque|traine))|"  # noqa: E501
    r"(?<=[对向将把告诉])其(?=提|申请|告|发起|采取|启动|诉|起诉|索赔|违反|[,.;]|$)"
)
# A name behind one of these is a firm's or a place's, or somebody's who is only spoken of.
_OF = re.compile(r"(?:\b(?:of|at|for|in|from|near|the|de|du|des|chez|a|au|pour|la|le|les) |d')$")
_POSSESSIVE = re.compile(r"\b(son|sa|his|her) (?=(?:depart|departure|demission|resignation|arrivee|arrival)\b)")


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
    """A sentence with marks. `topic` is the person that a pronoun here means, if there is only one."""

    number: int
    start: int
    end: int
    marked: str
    items: list[Item]
    topic: int | None

    def place_of(self, item: int) -> int:
        """Where a mark first stands in `marked`, or -1."""
        found = re.search(rf"<[PEUD]{item}>", self.marked)
        return found.start() if found else -1


def scenes_of(evidence: Evidence, names: Mapping[str, str]) -> list[Scene]:
    """The sentences of the text (not of the title) that hold a name, in order."""
    page = evidence.page
    by_sentence: dict[int, list[Item]] = {}
    for mention in evidence.mentions:
        if mention.field == "text" and mention.form != "weak":
            known = mention.entity
            # A homonym stays a name without an entity: a proposal must not choose between two people.
            ref = EntityRef(known, names.get(known, mention.text) if known else mention.text)
            item = Item("P" if mention.kind == "person" else "E", mention.start, mention.end, ref, text=mention.text)
            by_sentence.setdefault(page.sentence_at("text", mention.start), []).append(item)
    scenes: list[Scene] = []
    topic: Item | None = None
    sole: tuple[int, Item] | None = None  # the only person named in the last sentences, and in which of them
    for number in range(page.first_of_text, len(page.sentences)):
        sentence = page.sentences[number]
        items = by_sentence.get(number, [])
        items = _with_unknown(page.document.text, sentence.start, sentence.end, items)
        if (items or topic is not None) and len(items) <= ITEMS_LIMIT:
            near = sole[1] if sole is not None and number - sole[0] <= REACH else None
            scene = _scene(evidence, number, items, topic, near)
            if scene is not None:
                scenes.append(scene)
            sole = _sole_person(evidence, scene, sole) if scene is not None else None
        elif items or evidence.strangers(number):
            sole = None
        people = {item.ref.name if item.ref else "": item for item in items if item.kind == "P"}
        if len(people) == 1:
            topic = next(iter(people.values()))
        elif people:
            topic = None
    return scenes


def _with_unknown(text: str, start: int, end: int, known: Sequence[Item]) -> list[Item]:
    taken = [(item.start, item.end) for item in known]
    strangers = [
        Item("U", first, last, EntityRef(None, text[first:last]), text=text[first:last])
        for first, last in strangers_in(text, start, end, taken)
    ]
    return sorted([*known, *strangers], key=lambda item: item.start)


def _sole_person(evidence: Evidence, scene: Scene, before: tuple[int, Item] | None) -> tuple[int, Item] | None:
    """Whom "him" may mean in the next sentence: the one person named last, if nobody else stands in between."""
    people = {item.ref: item for item in scene.items if item.kind == "P" and scene.start <= item.start < scene.end}
    if _others(scene) or (evidence.page.language == "zh" and evidence.strangers(scene.number)):
        return None
    if len(people) == 1:
        return scene.number, next(iter(people.values()))
    return None if people else before


def _others(scene: Scene) -> bool:
    """Whether a sentence names somebody nobody knows."""
    return any(not _OF.search(scene.marked[: hit.start()]) for hit in re.finditer(r"<U\d+>", scene.marked))


def _scene(
    evidence: Evidence, number: int, names: Sequence[Item], topic: Item | None, near: Item | None
) -> Scene | None:
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
    marked = "".join(parts)
    topic_number: int | None = None
    if topic is not None and not any(item.kind == "P" for item in items):
        topic_number = len(items)
        items.append(topic)
    marked = _resolve_pronouns(marked, items, topic_number)
    scene = Scene(number, sentence.start, sentence.end, marked, items, topic_number)
    if not _others(scene):
        scene.marked = _resolve_objects(scene, near)
    return scene


def _plain(text: str) -> str:
    return fold(text).text.replace("<", " ").replace(">", " ")


def _resolve_pronouns(marked: str, items: Sequence[Item], topic: int | None) -> str:
    people = [count for count, item in enumerate(items) if item.kind == "P" and count != topic]
    names = {items[count].ref for count in people}

    def person(at: int) -> int | None:
        before = [int(hit.group(1)) for hit in re.finditer(r"<P(\d+)>", marked[:at])]
        if before:
            return before[-1] if len({items[count].ref for count in before}) == 1 else None
        return topic if not names else None

    def pronoun(hit: re.Match[str]) -> str:
        who = person(hit.start())
        return hit.group(0) if who is None else f"<P{who}>"

    def possessive(hit: re.Match[str]) -> str:
        who = person(hit.start())
        return hit.group(0) if who is None else f"<P{who}> 's "

    return _POSSESSIVE.sub(possessive, _PRONOUN.sub(pronoun, marked))


def _resolve_objects(scene: Scene, near: Item | None) -> str:
    """Objects ("against him", "l'a assigné", 对其) as the mark of the only person they can mean, in this sentence or
    the last ones; untouched where two are named."""
    known = {item.ref for item in scene.items if item.kind == "P" and scene.start <= item.start < scene.end}

    def mark(hit: re.Match[str]) -> str:
        here = [int(one.group(1)) for one in re.finditer(r"<P(\d+)>", scene.marked[: hit.start()])]
        if len(known) > 1 or (known and not here):
            return hit.group(0)
        if not known:
            if near is None:
                return hit.group(0)
            if near not in scene.items:
                scene.items.append(near)
            here = [scene.items.index(near)]
        return f"<P{here[-1]}>" + (" " if hit.group(0) == "l'" else "")

    return _OBJECT.sub(mark, scene.marked)
