"""Known names in a text, at exact offsets: one pass of an automaton over all of them, then boundaries and conflicts.

A hit counts where the script's boundaries hold, where a Latin name is written as a name, and where no longer name covers it.
Short forms count only where a full name in the same document explains them. The work does not grow with the registry.
"""

from __future__ import annotations

import json
import re
from array import array
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import rjieba

from linking.automaton import Automaton
from linking.fold import is_han, is_spaceless
from linking.forms import Document, EntityKind, Field, Form, Mention, NameEntry
from linking.names import TITLES, Strength, all_han, variants
from linking.page import Page

FORMAT = b"linking-names-1\n"
HITS_LIMIT = 20_000  # a field with more hits is a list of names or an attack; what is beyond is not read

_DESCRIPTOR = re.compile(
    r",? (?:(?:Group|Groupe|Holdings?|Platforms|Corporation|Incorporated|Company|Limited|LLC|PLC|plc|LLP|GmbH|AG|NV|SAS|SARL|S\.A\.S?|SA)\b"
    r"|(?:Inc|Corp|Cos?|Ltd|L\.L\.C)\b\.?)"
)
_HAN_DESCRIPTOR = re.compile(r"(?:集團控股|集团控股|集團|集团|控股|股份|有限|責任|责任|公司|株式会社)+")
_TITLE_BEFORE = re.compile(r"(?:^|[\s(“\"«'’,;:])([A-Za-zÀ-ÿ]{1,14}\.?)[ \u00a0\u202f]$")
_WORD_BEFORE = re.compile(r"([^\W\d_][\w’'.-]*)[ \u00a0]$")
_WORD_AFTER = re.compile(r"^[ \u00a0]([^\W\d_][\w-]*)")
# Capitalised words beside a surname that are no part of a name.
_NO_NAME = frozenset(
    "in as the but while when meanwhile yesterday then if after before since le la les selon apres pour mais quand comme dans et and "
    "for with against by from to at on of ex former judge justice president chairman founder executive officer ceo cto attorney lawyer "
    "defendant plaintiff that although because though however also de du des v vs c contre monday tuesday wednesday thursday friday "
    "saturday sunday january february march april may june july august september october november december lundi mardi mercredi jeudi "
    "vendredi samedi dimanche is was has had will would and or et ou who whose does did may v. told says said sues wins loses joins".split()
)


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    pattern: int
    strength: Strength
    kind: EntityKind
    entities: tuple[int, ...]


class Scanner:
    """All known names, ready to be found. Made from entries in any order; equal sets of entries make equal scanners."""

    def __init__(self, names: Iterable[NameEntry]) -> None:
        labels: dict[tuple[str, EntityKind], NameEntry] = {}
        postings: dict[str, dict[tuple[str, EntityKind], tuple[Strength, bool]]] = defaultdict(dict)
        for entry in sorted(
            set(names), key=lambda entry: (entry.kind, entry.entity, entry.weak, entry.text, entry.employer_kind)
        ):
            key = (entry.entity, entry.kind)
            if key not in labels or _label_rank(entry) < _label_rank(labels[key]):
                labels[key] = entry
            for variant in variants(entry):
                known = postings[variant.text].get(key)
                if known is None or variant.strength < known[0]:
                    postings[variant.text][key] = (variant.strength, variant.acronym)
                elif variant.strength == known[0] and known[1] and not variant.acronym:
                    postings[variant.text][key] = (variant.strength, False)
        self._ids = list(labels)
        number = {key: place for place, key in enumerate(self._ids)}
        self._labels = [labels[key].text for key in self._ids]
        patterns = sorted(postings)
        self._first = array("I", [0])
        self._entity = array("I")
        self._flags = array("B")  # strength in the two low bits, acronym in the third
        for pattern in patterns:
            for key, (strength, acronym) in sorted(postings[pattern].items()):
                self._entity.append(number[key])
                self._flags.append(strength | (4 if acronym else 0))
            self._first.append(len(self._entity))
        self._automaton = Automaton(patterns)

    # Saving and loading

    def dump(self) -> bytes:
        """The scanner as bytes: a line of JSON about each part's size, then the parts."""
        table = json.dumps([self._ids, self._labels], ensure_ascii=False).encode("utf-8", "surrogatepass")
        parts = [table, self._first.tobytes(), self._entity.tobytes(), self._flags.tobytes(), self._automaton.dump()]
        return FORMAT + json.dumps([len(part) for part in parts]).encode() + b"\n" + b"".join(parts)

    @classmethod
    def load(cls, data: bytes) -> Scanner:
        """A scanner from `dump()`; ValueError where the bytes are of another format or cut short."""
        if not data.startswith(FORMAT):
            raise ValueError("not a saved scanner of this version")
        head, _, body = data[len(FORMAT) :].partition(b"\n")
        sizes = json.loads(head)
        if sum(sizes) != len(body):
            raise ValueError("a saved scanner was cut short")
        parts, place = [], 0
        for size in sizes:
            parts.append(body[place : place + size])
            place += size
        scanner = cls.__new__(cls)
        ids, scanner._labels = json.loads(parts[0].decode("utf-8", "surrogatepass"))
        scanner._ids = [(entity, kind) for entity, kind in ids]
        scanner._first, scanner._entity, scanner._flags = (
            array("I", parts[1]),
            array("I", parts[2]),
            array("B", parts[3]),
        )
        scanner._automaton = Automaton.load(parts[4], len(scanner._first) - 1)
        return scanner

    @property
    def labels(self) -> dict[str, str]:
        """A name to show for each entity: of a person the fullest, of a firm the shortest that is no abbreviation."""
        return {entity: label for (entity, _), label in reversed(list(zip(self._ids, self._labels, strict=True)))}

    # Reading

    def scan(self, document: Document | Page) -> tuple[Mention, ...]:
        """Every mention in title and text, in order of field (title first) and offset."""
        page = document if isinstance(document, Page) else Page(document)
        fields: tuple[Field, ...] = ("title", "text")
        hits = {field: self._resolve(page, field, self._hits(page, field)) for field in fields}
        explained: set[int] = set()
        for found in hits.values():
            for hit in found:
                if hit.strength <= Strength.DERIVED:
                    explained.update(hit.entities)
        mentions = []
        for field in fields:
            for hit in hits[field]:
                mention = self._mention(page, field, hit, explained)
                if mention is not None:
                    mentions.append(mention)
        return tuple(mentions)

    def _hits(self, page: Page, field: Field) -> list[_Hit]:
        folded, original = page.folded[field], page.string(field)
        text, size = folded.text, len(folded.text)
        found: list[_Hit] = []
        for start, end, pattern in self._automaton.matches(text):
            if start and _glued(text[start - 1], text[start]):
                continue
            if end < size and _glued(text[end], text[end - 1]):
                continue
            first, last = folded.start(start), folded.end(end)
            name = original[first:last]
            spaceless = is_spaceless(text[start])
            if not spaceless and not _written_as_name(name, text[start:end]):
                continue
            if not spaceless and start > 1 and text[start - 1] == "'" and text[start - 2] == "o":
                continue  # the second half of an Irish name
            hit = self._best(pattern, first, last, name)
            if hit is not None:
                found.append(hit)
                if len(found) >= HITS_LIMIT:
                    break
        return found

    def _best(self, pattern: int, start: int, end: int, name: str) -> _Hit | None:
        """The strongest reading of a pattern at a place: all entities that bear it with the same strength and kind."""
        capitals = name.isupper()
        chosen: list[tuple[int, str, int]] = []
        for place in range(self._first[pattern], self._first[pattern + 1]):
            flags = self._flags[place]
            if flags & 4 and not capitals:
                continue
            entity = self._entity[place]
            chosen.append((flags & 3, self._ids[entity][1], entity))
        if not chosen:
            return None
        strength, kind = min((one, two) for one, two, _ in chosen)
        entities = tuple(sorted(entity for one, two, entity in chosen if (one, two) == (strength, kind)))
        return _Hit(start, end, pattern, Strength(strength), "person" if kind == "person" else "employer", entities)

    def _resolve(self, page: Page, field: Field, hits: list[_Hit]) -> list[_Hit]:
        """Extend firms to their full style, then keep the longest where hits overlap."""
        original = page.string(field)
        extended = [_extend(original, hit) for hit in hits]
        extended.sort(key=lambda hit: (hit.start - hit.end, hit.strength, hit.start, hit.pattern))
        taken: list[_Hit] = []
        covered = bytearray(len(original))
        for hit in extended:
            if any(covered[hit.start : hit.end]):
                continue
            covered[hit.start : hit.end] = b"\x01" * (hit.end - hit.start)
            taken.append(hit)
        words = _Words(original)
        kept = [hit for hit in taken if words.agree(hit.start, hit.end)]
        return sorted(kept, key=lambda hit: hit.start)

    def _mention(self, page: Page, field: Field, hit: _Hit, explained: set[int]) -> Mention | None:
        original = page.string(field)
        start, end, entities = hit.start, hit.end, hit.entities
        form: Form = "full"
        if hit.strength >= Strength.SHORT:
            known = tuple(entity for entity in entities if entity in explained)
            title = "" if is_spaceless(original[start]) else _title_before(original, start)
            if hit.kind == "person" and not is_spaceless(original[start]):
                if not title and _inside_longer_name(original, start, end):
                    return None
            if known:
                form, entities = "short", known
            elif hit.strength == Strength.SHORT:
                return None
            else:
                form = "weak"
            start -= len(title)
        names = tuple(sorted(self._ids[entity][0] for entity in entities))
        return Mention(
            start, end, original[start:end], hit.kind, names[0] if len(names) == 1 else None, names, field, form
        )


def _label_rank(entry: NameEntry) -> tuple[bool, bool, int, int, str]:
    """Sort key of the name to show; Latin letters first, since readers of every language can tell them apart."""
    words = len(entry.text.split())
    if entry.kind == "person":
        return entry.weak, not entry.text.isascii(), -min(words, 3), len(entry.text), entry.text
    short = len(entry.text) < 4 or (entry.text.isupper() and len(entry.text) < 6)
    return entry.weak, not entry.text.isascii(), 1 if short else 0, len(entry.text), entry.text


def _glued(outside: str, inside: str) -> bool:
    """True where two neighbouring folded characters belong to one word of a script written with spaces."""
    return outside.isalnum() and inside.isalnum() and not is_spaceless(outside) and not is_spaceless(inside)


def _written_as_name(name: str, folded: str) -> bool:
    """A Latin name is capitalised; of a long name of several words one capital or none at all will do."""
    if any(char.isupper() or char.isdigit() for char in name):
        return True
    return not any(char.islower() for char in name) or (" " in folded and len(folded) >= 8)


def _extend(original: str, hit: _Hit) -> _Hit:
    if hit.kind != "employer":
        return hit
    end = hit.end
    if is_spaceless(original[end - 1]):
        more = _HAN_DESCRIPTOR.match(original, end)
        end = more.end() if more else end
    else:
        for _ in range(4):
            more = _DESCRIPTOR.match(original, end)
            if more is None:
                break
            end = more.end()
    return hit if end == hit.end else _Hit(hit.start, end, hit.pattern, hit.strength, hit.kind, hit.entities)


def _title_before(original: str, start: int) -> str:
    """The title with its space that stands directly before an offset, or an empty string."""
    found = _TITLE_BEFORE.search(original, max(0, start - 18), start)
    if found is None:
        return ""
    word = found.group(1)
    plain = word.rstrip(".").lower().replace("î", "i").replace("ñ", "n")
    if (
        plain not in TITLES
        or not word[0].isupper()
        or (plain in ("m", "mr", "dr") and word == word.upper() and len(word) > 2)
    ):
        return ""
    return original[found.start(1) : start]


def _inside_longer_name(original: str, start: int, end: int) -> bool:
    """A surname with another capitalised word beside it belongs to somebody else."""
    before = _WORD_BEFORE.search(original, max(0, start - 30), start)
    if before is not None:
        word = before.group(1)
        if (
            word[0].isupper()
            and not word.isupper()
            and word.lower() not in _NO_NAME
            and not word.endswith(("'s", "’s", "."))
        ):
            return True
    after = _WORD_AFTER.match(original[end : end + 30])
    if after is not None:
        word = after.group(1)
        return word[0].isupper() and not word.isupper() and word.lower() not in _NO_NAME
    return False


class _Words:
    """Word boundaries in Han text, cut only where a two-character name asks for them."""

    def __init__(self, original: str) -> None:
        self._original = original

    def agree(self, start: int, end: int) -> bool:
        """False where a two-character Han name is surely a piece of other words: a word crosses one of its ends."""
        if end - start != 2 or not all_han(self._original[start:end]):
            return True
        left, right = start, end
        while left and start - left < 12 and is_han(self._original[left - 1]):
            left -= 1
        while right < len(self._original) and right - end < 12 and is_han(self._original[right]):
            right += 1
        edge = left
        for word in rjieba.cut(self._original[left:right]):
            after = edge + len(word)
            if (edge < start < after and after != end) or (edge < end < after and edge != start):
                return False
            edge = after
        return True
