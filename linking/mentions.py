"""Known names in a text, at exact offsets: one pass of an automaton over all of them, then boundaries and conflicts.

A hit counts where the script's boundaries hold, where a Latin name is written as a name, and where no longer name
covers it. Short forms count only where a full name in the same document explains them. The work does not grow with
the registry.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from linking.bounds import HanWords, end_of_style, glued, inside_longer_name, title_before, written_as_name
from linking.fold import is_spaceless
from linking.forms import Document, EntityKind, Field, Form, Mention, NameEntry
from linking.nameindex import ACRONYM, NameIndex
from linking.names import Strength
from linking.page import Page

HITS_LIMIT = 20_000  # a field with more hits is a list of names or an attack; what is beyond is not read


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    pattern: int
    strength: Strength
    kind: EntityKind
    entities: tuple[int, ...]


class Scanner:
    """All known names, ready to be found. Safe to share between threads: nothing changes."""

    def __init__(self, names: Iterable[NameEntry] | NameIndex) -> None:
        """From entries in any order (equal sets make equal scanners), or from an index that is there already."""
        self.index = names if isinstance(names, NameIndex) else NameIndex.build(names)

    def dump(self) -> bytes:
        """The scanner as bytes, for workers that are to load and not to build."""
        return self.index.dump()

    @classmethod
    def load(cls, data: bytes) -> Scanner:
        """A scanner from `dump()`; ValueError where the bytes are of another format or cut short."""
        return cls(NameIndex.load(data))

    @property
    def labels(self) -> dict[str, str]:
        """A name to show for each entity: of a person the fullest, of a firm the shortest that is no abbreviation."""
        pairs = list(zip(self.index.ids, self.index.labels, strict=True))
        return {entity: label for (entity, _), label in reversed(pairs)}

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
        for start, end, pattern in self.index.automaton.matches(text):
            if start and glued(text[start - 1], text[start]):
                continue
            if end < size and glued(text[end], text[end - 1]):
                continue
            first, last = folded.start(start), folded.end(end)
            name = original[first:last]
            spaceless = is_spaceless(text[start])
            if not spaceless and not written_as_name(name, text[start:end]):
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
        for place in range(self.index.first[pattern], self.index.first[pattern + 1]):
            flags = self.index.flags[place]
            if flags & ACRONYM and not capitals:
                continue
            entity = self.index.entity[place]
            chosen.append((flags & 3, self.index.ids[entity][1], entity))
        if not chosen:
            return None
        strength, kind = min((one, two) for one, two, _ in chosen)
        entities = tuple(sorted(entity for one, two, entity in chosen if (one, two) == (strength, kind)))
        return _Hit(start, end, pattern, Strength(strength), "person" if kind == "person" else "employer", entities)

    def _resolve(self, page: Page, field: Field, hits: list[_Hit]) -> list[_Hit]:
        """Extend firms to their full style, then keep the longest where hits overlap."""
        original = page.string(field)
        extended = [
            replace(hit, end=end_of_style(original, hit.end)) if hit.kind == "employer" else hit for hit in hits
        ]
        extended.sort(key=lambda hit: (hit.start - hit.end, hit.strength, hit.start, hit.pattern))
        taken: list[_Hit] = []
        covered = bytearray(len(original))
        for hit in extended:
            if any(covered[hit.start : hit.end]):
                continue
            covered[hit.start : hit.end] = b"\x01" * (hit.end - hit.start)
            taken.append(hit)
        words = HanWords(original)
        kept = [hit for hit in taken if words.agree(hit.start, hit.end)]
        return sorted(kept, key=lambda hit: hit.start)

    def _mention(self, page: Page, field: Field, hit: _Hit, explained: set[int]) -> Mention | None:
        original = page.string(field)
        start, end, entities = hit.start, hit.end, hit.entities
        form: Form = "full"
        if hit.strength >= Strength.SHORT:
            known = tuple(entity for entity in entities if entity in explained)
            title = "" if is_spaceless(original[start]) else title_before(original, start)
            alone = hit.kind == "person" and not is_spaceless(original[start]) and not title
            if alone and inside_longer_name(original, start, end):
                return None
            if known:
                form, entities = "short", known
            elif hit.strength == Strength.SHORT:
                return None
            else:
                form = "weak"
            start -= len(title)
        names = tuple(sorted(self.index.ids[entity][0] for entity in entities))
        return Mention(
            start, end, original[start:end], hit.kind, names[0] if len(names) == 1 else None, names, field, form
        )
