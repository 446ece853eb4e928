"""Known names in a text, at exact offsets: one pass of an automaton over all of them, then boundaries and conflicts.

A hit counts where the script's boundaries hold, where a Latin name is written as a name, and where no longer name
covers it. Short forms count only where a full name in the same document explains them. Beside a known firm, a surname
that few people bear and Han characters that sound like a person's name are weak forms of it. The work does not grow
with the registry.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from typing import NamedTuple

from linking.bounds import HanWords, end_of_style, inside_longer_name, title_before, written_as_name
from linking.fold import SPACELESS, is_spaceless
from linking.forms import Document, EntityKind, Field, Form, Mention, NameEntry
from linking.layers import Bearer, NameLayers
from linking.nameindex import NameIndex
from linking.names import Strength
from linking.page import Page
from linking.sounds import WINDOWS_LIMIT, places_of, spellings_of, windows_in, windows_of

HITS_LIMIT = 20_000  # a field with more hits is a list of names or an attack; what is beyond is not read


BEARERS_LIMIT = 2  # people who bear a surname or nickname that is to say something alone: of more it is anybody's
HEARD_LIMIT = 50_000  # windows of Han characters of which is kept whose names sound so

# Of a window the people who are heard in it, by how many of its characters.
_Heard = tuple[tuple[int, tuple[str, ...]], ...]


class _Hit(NamedTuple):
    start: int
    end: int
    folded: tuple[int, int]  # where the pattern stands in the folded text
    strength: int  # as in `Strength`
    kind: EntityKind
    entities: tuple[str, ...]


class Scanner:
    """All known names, ready to be found. Safe to share between threads: nothing changes that shows."""

    def __init__(self, names: Iterable[NameEntry] | NameIndex | NameLayers) -> None:
        """From entries in any order (equal sets make equal scanners), or from an index that is there already."""
        if isinstance(names, NameLayers):
            self.index = names
        else:
            self.index = NameLayers.over(names if isinstance(names, NameIndex) else NameIndex.build(names))
        self._heard: dict[str, _Heard] = {}
        self._silent: set[tuple[str, str]] = set()  # windows of which is known that nobody's name sounds so

    def with_changes(self, names: Iterable[NameEntry], removed: Iterable[str] = ()) -> Scanner:
        """The scanner after a change, the same as one built anew but at the cost of the change.

        `names` holds all names that the changed entities have now, `removed` the entities that have none any more.
        """
        return Scanner(self.index.with_changes(names, removed))

    @property
    def size(self) -> int:
        """How many people and employers the base holds."""
        return len(self.index.base.ids)

    @property
    def changes(self) -> int:
        """How many names and entities changed since the base was built: beyond some number a new base is due."""
        return self.index.changes

    def dump(self) -> bytes:
        """The base as bytes, for workers that are to load and not to build. Changes since are not saved."""
        return self.index.base.dump()

    @classmethod
    def load(cls, data: bytes) -> Scanner:
        """A scanner from `dump()`; ValueError where the bytes are of another format or cut short."""
        return cls(NameIndex.load(data))

    @property
    def labels(self) -> Mapping[str, str]:
        """A name to show for each entity: of a person the fullest, of a firm the shortest that is no abbreviation."""
        return self.index.labels

    def scan(self, document: Document | Page) -> tuple[Mention, ...]:
        """Every mention in title and text, in order of field (title first) and offset."""
        page = document if isinstance(document, Page) else Page(document)
        fields: tuple[Field, ...] = ("title", "text")
        hits = {field: self._resolve(page, field, self._hits(page, field)) for field in fields}
        firms = any(hit.kind == "employer" for found in hits.values() for hit in found)
        if firms:
            hits = {field: self._with_heard(page, field, found) for field, found in hits.items()}
        explained: set[str] = set()
        for found in hits.values():
            for hit in found:
                if hit.strength <= Strength.DERIVED:
                    explained.update(hit.entities)
        mentions = []
        for field in fields:
            for hit in hits[field]:
                mention = self._mention(page, field, hit, explained, firms=firms)
                if mention is not None:
                    mentions.append(mention)
        return tuple(mentions)

    def _hits(self, page: Page, field: Field) -> list[_Hit]:
        folded, original = page.folded[field], page.string(field)
        text = folded.text
        spans = self._whole_words(page, field)
        if not spans:
            return []
        found: list[_Hit] = []
        shape, bearers_of = page.shapes[field], self.index.bearers
        for (start, end), places in spans.items():
            first, last = (start, end) if folded.offsets is None else (folded.start(start), folded.end(end))
            name = original[first:last]
            if shape[start] != SPACELESS:
                if not written_as_name(name, text[start:end]):
                    continue
                if start > 1 and text[start - 1] == "'" and text[start - 2] == "o":
                    continue  # the second half of an Irish name
            bearers = bearers_of(places, capitals=name.isupper())
            if bearers:
                found.append(_strongest(bearers, first, last, (start, end)))
                if len(found) >= HITS_LIMIT:
                    break
        return found

    def _whole_words(self, page: Page, field: Field) -> dict[tuple[int, int], list[int]]:
        """The spans of a folded field where patterns begin and end as words do, with the places of the patterns."""
        found: dict[tuple[int, int], list[int]] = {}
        matches = self.index.matches(page.folded[field].text)
        if matches:
            inside = page.inside_words(field)
            for start, end, place in matches:  # most patterns stand inside of words
                if not (inside[start] or inside[end]):
                    found.setdefault((start, end), []).append(place)
        return found

    def _resolve(self, page: Page, field: Field, hits: list[_Hit]) -> list[_Hit]:
        """Extend firms to their full style, then keep the longest where hits overlap."""
        if not hits:
            return hits
        original = page.string(field)
        extended, reached, apart = [], 0, True
        for hit in hits:
            end = end_of_style(original, hit.end) if hit.kind == "employer" else hit.end
            extended.append(hit if end == hit.end else hit._replace(end=end))
            apart = apart and hit.start >= reached
            reached = end
        words = HanWords(original)
        if apart:
            return [hit for hit in extended if words.agree(hit.start, hit.end)]
        extended.sort(key=lambda hit: (hit.start - hit.end, hit.strength, hit.start, hit.folded))
        taken: list[_Hit] = []
        covered = bytearray(len(original))
        for hit in extended:
            # What is there already is no shorter, so that it lies over one of the ends.
            if covered[hit.start] or covered[hit.end - 1]:
                continue
            covered[hit.start : hit.end] = b"\x01" * (hit.end - hit.start)
            taken.append(hit)
        kept = [hit for hit in taken if words.agree(hit.start, hit.end)]
        return sorted(kept, key=lambda hit: hit.start)

    def _with_heard(self, page: Page, field: Field, hits: list[_Hit]) -> list[_Hit]:
        """What was found, and Han names that only sound like a person's: weak, and never over what was found."""
        folded, original = page.folded[field], page.string(field)
        heard = []
        for start, sounds in self._sounds_in(folded.text):
            for size, people in sounds:
                first, last = folded.start(start), folded.end(start + size)
                heard.append(_Hit(first, last, (start, start + size), Strength.WEAK, "person", people))
        if not heard:
            return hits
        covered, words = bytearray(len(original)), HanWords(original)
        kept = list(hits)
        for hit in hits:
            covered[hit.start : hit.end] = b"\x01" * (hit.end - hit.start)
        for hit in sorted(heard, key=lambda hit: (hit.start - hit.end, hit.start)):
            if not any(covered[hit.start : hit.end]) and words.whole(hit.start, hit.end):
                covered[hit.start : hit.end] = b"\x01" * (hit.end - hit.start)
                kept.append(hit)
        return sorted(kept[:HITS_LIMIT], key=lambda hit: hit.start)

    def _sounds_in(self, text: str) -> list[tuple[int, _Heard]]:
        """Where in a folded text Han windows sound like somebody's name, in no order."""
        if text.isascii():
            return []
        if len(text) > WINDOWS_LIMIT:  # of so long a text not all windows may be spelt
            windows = windows_of(text)
            known = self._who_sounds_like({window for _, window in windows})
            return [(start, known[window]) for start, window in windows]
        new = windows_in(text) - self._silent
        if not new:
            return []
        known = self._who_sounds_like({surname + given for surname, given in new})
        if len(self._silent) > HEARD_LIMIT:
            self._silent = set()
        self._silent |= {(surname, given) for surname, given in new if not known[surname + given]}
        loud = {window for window in map("".join, new) if known[window]}
        return [(start, known[window]) for start, window in places_of(text, loud)]

    def _who_sounds_like(self, windows: Set[str]) -> Mapping[str, _Heard]:
        """Of some windows the people whose names sound like them. Most windows of a text are words that others have as
        well, so that what is found out is kept for the next document."""
        known = self._heard
        new = [window for window in windows if window not in known]
        if new:
            if len(known) + len(new) > HEARD_LIMIT:
                self._heard = known = {window: known[window] for window in windows if window in known}
            spelt = {window: spellings_of(window) for window in new}
            places = self._spelt({one for spellings in spelt.values() for _, one in spellings})
            people = {one: self._people(some) for one, some in places.items()}
            for window, spellings in spelt.items():
                known[window] = tuple((size, people[one]) for size, one in spellings if people.get(one))
        return known

    def _people(self, places: Iterable[int]) -> tuple[str, ...]:
        """The people whose names, not surnames alone, are some patterns, sorted."""
        bearers = self.index.bearers(places, capitals=False)
        named = {name for strength, kind, name in bearers if kind == "person" and strength != Strength.SHORT}
        return tuple(sorted(named))

    def _spelt(self, spellings: Iterable[str]) -> dict[str, list[int]]:
        """Which of some spellings are known patterns, with their places: one pass over all of them as lines."""
        lines = "\n".join(spellings)
        found: dict[str, list[int]] = {}
        for start, end, place in self.index.matches(lines):
            if lines[start - 1 : start] in ("", "\n") and lines[end : end + 1] in ("", "\n"):
                found.setdefault(lines[start:end], []).append(place)
        return found

    def _mention(self, page: Page, field: Field, hit: _Hit, explained: set[str], *, firms: bool) -> Mention | None:
        original = page.string(field)
        start, end, entities = hit.start, hit.end, hit.entities
        form: Form = "full"
        if hit.strength >= Strength.SHORT:
            known = tuple(entity for entity in entities if entity in explained)
            title = "" if is_spaceless(original[start]) else title_before(original, start)
            latin = not is_spaceless(original[start]) and not is_spaceless(original[end - 1])
            alone = hit.kind == "person" and latin and not title
            if alone and inside_longer_name(original, start, end):
                return None
            if known:
                form, entities = "short", known
            elif hit.strength == Strength.SHORT or (alone and not (firms and len(entities) <= BEARERS_LIMIT)):
                return None
            else:
                form = "weak"
            start -= len(title)
        only = entities[0] if len(entities) == 1 else None
        return Mention(start, end, original[start:end], hit.kind, only, entities, field, form)


def _strongest(bearers: list[Bearer], start: int, end: int, folded: tuple[int, int]) -> _Hit:
    """The strongest reading of a pattern: all entities that bear it with the same strength and kind."""
    if len(bearers) == 1:
        strength, kind, entity = bearers[0]
        return _Hit(start, end, folded, strength, kind, (entity,))
    strength, kind, _ = min(bearers)
    entities = tuple(sorted(entity for one, two, entity in bearers if (one, two) == (strength, kind)))
    return _Hit(start, end, folded, strength, kind, entities)
