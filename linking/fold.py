"""Folding: the one form in which names and texts are compared, with the way back to the original characters.

Case, accents, full-width forms, look-alike letters of other scripts, kinds of hyphen, quotation mark and space, and
traditional Han characters fold to one character each by a table over UTF-16 units: nearly every document takes that
path and keeps its offsets as they are. Combining marks, invisible characters, ligatures and characters beyond the
first plane may change lengths: they alone are looked at one by one. Runs of spaces become one. Where lengths change an
offset map is carried. Folding is idempotent.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from linking.tables import HERE

REPLACEMENT = 0xFFFD

_LETTERS = re.compile("[\u1100-\u11ff]")  # conjoining Korean letters

# Letters of one script that are drawn like letters of another; without them a name with one Cyrillic letter hides.
# Greek and Cyrillic names still match themselves, since names and texts fold alike.
_LOOKALIKES = dict(
    zip(
        "аеорсухіјѕԁԛԝһӏɡ" + "αοινρτυκχ" + "вмнтк",
        "aeopcyxijsdqwhlg" + "aoivptukx" + "bmhtk",
        strict=True,
    )
)
_EXPANSIONS = {
    "œ": "oe",
    "æ": "ae",
    "ß": "ss",
    "ð": "d",
    "þ": "th",
    "ø": "o",
    "đ": "d",
    "ł": "l",
    "ħ": "h",
    "ı": "i",
    "ĸ": "k",
}
_SINGLES = {
    **dict.fromkeys("‐‑‒–—―−﹘﹣－-_", " "),  # a hyphenated name and the same name with a space are one
    **dict.fromkeys("‘’‚‛′`´ʼʹ＇", "'"),
    **dict.fromkeys("“”„‟″«»‹›「」『』〝〞＂", '"'),
    **dict.fromkeys("・•‧∙⋅･", "·"),
    **dict.fromkeys("，、﹐､", ","),
    **dict.fromkeys("。｡．", "."),
}
_INVISIBLE = frozenset("\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180e\u3164\ufeff\uffa0") | {
    chr(code)
    for span in ((0x200B, 0x2010), (0x202A, 0x202F), (0x2060, 0x2070), (0xFE00, 0xFE10))
    for code in range(*span)
}


@cache
def _han() -> dict[str, str]:
    lines = (HERE / "han.txt").read_text(encoding="utf-8").split("\n")
    return {line[0]: line[1] for line in lines if line}


def _fold_char_once(char: str) -> str:
    if char in _SINGLES:
        return _SINGLES[char]
    code, category = ord(char), unicodedata.category(char)
    if char in _INVISIBLE or category in ("Mn", "Me"):
        return ""
    if 0xD800 <= code < 0xE000:
        return chr(REPLACEMENT)
    if char.isspace() or category in ("Zs", "Zl", "Zp", "Cc"):
        return " "
    for table in (_EXPANSIONS, _LOOKALIKES, _han()):
        if char in table:
            return table[char]
    low = char.lower()
    if low != char:
        return low
    if _is_syllable(code):
        return char
    return _without_accents(char)


def _is_syllable(code: int) -> bool:
    """Kana and Hangul syllables: their parts are no accents."""
    return 0x3040 <= code < 0x3100 or 0xAC00 <= code < 0xD7A4


def _without_accents(char: str) -> str:
    wide = unicodedata.normalize("NFKD", char)
    if wide == char:
        return char
    if wide[0].isspace() and len(wide) > 1:  # an accent drawn alone, such as U+00A8: no letter below it
        return " "
    if _is_syllable(ord(wide[0])):
        return unicodedata.normalize("NFKC", char)
    if any(0x1100 <= ord(part) < 0x1200 for part in wide):
        return char  # a lone Korean letter, which must not begin a syllable with its neighbour
    return "".join(part for part in wide if unicodedata.category(part) != "Mn")


@cache
def fold_char(char: str) -> str:
    """The folded form of one character: usually one character, sometimes none or several."""
    seen = char
    for _ in range(8):
        after = "".join(_fold_char_once(part) for part in seen)
        if after == seen:
            return after
        seen = after
    return seen


@cache
def _tables() -> tuple[npt.NDArray[np.uint16], npt.NDArray[np.bool_]]:
    """For each UTF-16 unit: what it folds to, and whether it needs the slow path."""
    to = np.arange(65536, dtype=np.uint16)
    slow = np.zeros(65536, dtype=np.bool_)
    for code in range(65536):
        after = fold_char(chr(code))
        if len(after) == 1 and ord(after) < 65536:
            to[code] = ord(after)
        else:
            slow[code] = True
    slow[0x3099:0x309B] = True
    slow[0x1100:0x1200] = True  # conjoining Hangul: composed on the slow path
    slow |= np.fromiter((_joins(chr(code)) for code in range(65536)), dtype=np.bool_, count=65536)
    return to, slow


@cache
def _ascii() -> str:
    """What each ASCII character folds to, for `str.translate`."""
    return "".join(fold_char(chr(code)) for code in range(128))


@dataclass(frozen=True, slots=True, eq=False)
class Folded:
    """A folded text and the way back. `offsets` is None where position i stands for original character i."""

    text: str
    original: str
    offsets: npt.NDArray[np.int64] | None = None

    def start(self, position: int) -> int:
        """The original offset of the character that folded position `position` came from."""
        if self.offsets is None:
            return position
        return int(self.offsets[position]) if position < len(self.offsets) else len(self.original)

    def end(self, position: int) -> int:
        """The original offset just after folded text that ends at `position` (exclusive), combining marks included."""
        if self.offsets is None or position <= 0:
            return position
        stop = int(self.offsets[position]) if position < len(self.offsets) else len(self.original)
        last = int(self.offsets[position - 1])
        after = last + 1
        # Marks that belong to the last character go with it; invisible characters and spaces that follow do not.
        while after < stop and unicodedata.category(self.original[after]) in ("Mn", "Me"):
            after += 1
        return after


def fold(text: str) -> Folded:
    """Fold a text of any size, keeping the way back to its characters."""
    if text.isascii():
        plain = text.translate(_ascii())
        if "  " not in plain:
            return Folded(plain, text)
    raw = text.encode("utf-16-le", "surrogatepass")
    beyond = len(raw) != 2 * len(text)
    units = (
        np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32) if beyond else np.frombuffer(raw, np.uint16)
    )
    to, slow = _tables()
    odd = (slow[np.minimum(units, 0xFFFF)] | (units > 0xFFFF)) if beyond else slow.take(units)
    if odd.any():
        return _fold_around(text, units, np.flatnonzero(odd))
    mapped = to.take(units)
    plain = mapped.tobytes().decode("utf-16-le", "surrogatepass")
    if "  " not in plain:
        return Folded(plain, text)
    kept = np.ones(len(mapped), dtype=np.bool_)
    kept[1:] = (mapped[1:] != 32) | (mapped[:-1] != 32)
    return Folded(mapped[kept].tobytes().decode("utf-16-le", "surrogatepass"), text, np.flatnonzero(kept))


def _fold_around(text: str, units: npt.NDArray[Any], odd: npt.NDArray[np.intp]) -> Folded:
    """Fold by the table, but for the characters at the places `odd`."""
    folded = _spelled_out(text, units, odd.tolist())
    # What stood between two Korean letters may be gone now, so that they make a syllable.
    while _LETTERS.search(folded.text):
        letters = np.frombuffer(folded.text.encode("utf-32-le", "surrogatepass"), np.uint32)
        again = _spelled_out(folded.text, letters, list(range(len(letters))))
        if again.text == folded.text or again.offsets is None or folded.offsets is None:
            break
        folded = Folded(again.text, text, folded.offsets[again.offsets])
    return folded


def _spelled_out(text: str, units: npt.NDArray[Any], odd: Sequence[int]) -> Folded:
    to, _ = _tables()
    table = np.where(units > 0xFFFF, 32, to[np.minimum(units, 0xFFFF)]).astype(np.uint16)
    plain = table.tobytes().decode("utf-16-le", "surrogatepass")
    counts = np.ones(len(text), dtype=np.int64)  # folded characters that each character gives
    parts: list[str] = []
    done, size = 0, len(text)
    for place in odd:
        if place < done:
            continue
        first = place - 1 if place > done and _joins(text[place]) else place
        parts.append(plain[done:first])
        cluster = first + 1
        if cluster < size and _joins(text[cluster]):
            # Long runs of marks are text made to exhaust readers; composing looks at the first few only.
            limit = min(size, first + 8)
            while cluster < limit and _joins(text[cluster]):
                cluster += 1
            whole = text[first:cluster]
            composed = unicodedata.normalize("NFKC" if "\uff66" <= whole[0] <= "\uff9d" else "NFC", whole)
            after = fold_char(composed) if len(composed) == 1 else "".join(map(fold_char, composed))
        else:
            after = fold_char(text[first])
        parts.append(after)
        counts[first] = len(after)
        counts[first + 1 : cluster] = 0
        done = cluster
    parts.append(plain[done:])
    joined = "".join(parts)
    offsets = np.repeat(np.arange(size, dtype=np.int64), counts)
    if "  " in joined:
        letters = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)
        kept = np.ones(len(letters), dtype=np.bool_)
        kept[1:] = (letters[1:] != 32) | (letters[:-1] != 32)
        joined = letters[kept].tobytes().decode("utf-32-le", "surrogatepass")
        offsets = offsets[kept]
    return Folded(joined, text, offsets)


def _joins(char: str) -> bool:
    code = ord(char)
    return code >= 0x300 and (unicodedata.combining(char) != 0 or 0x1160 <= code < 0x1200 or code in (0xFF9E, 0xFF9F))


SPACED, SPACELESS = 1, 2  # of `shapes`: letters and digits of scripts with spaces between words, and of those without


def shapes(text: str) -> bytes:
    """For each character of a text `SPACED`, `SPACELESS` or 0."""
    if text.isascii():
        return text.encode().translate(_ascii_shapes())
    raw = text.encode("utf-16-le", "surrogatepass")
    if len(raw) == 2 * len(text):
        return _shapes()[np.frombuffer(raw, np.uint16)].tobytes()
    units = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    found = _shapes()[np.minimum(units, 0xFFFF)]
    for place in np.flatnonzero(units > 0xFFFF).tolist():
        found[place] = _shape(text[place])
    return found.tobytes()


def _shape(char: str) -> int:
    return SPACELESS if is_spaceless(char) else SPACED if char.isalnum() else 0


@cache
def _shapes() -> npt.NDArray[np.uint8]:
    return np.fromiter((_shape(chr(code)) for code in range(65536)), dtype=np.uint8, count=65536)


@cache
def _ascii_shapes() -> bytes:
    return _shapes()[:256].tobytes()


def inside_words(shape: bytes) -> bytes:
    """Of the `shapes` of a text, for each offset between two characters, both ends included: 1 where `SPACED`
    characters stand on either side, else 0."""
    units = np.frombuffer(shape, np.uint8)
    return b"\0" + (units[1:] & units[:-1] & SPACED).tobytes() + b"\0"


def fold_name(text: str) -> str:
    """A name as it stands in indexes: folded, without outer spaces and closing full stops."""
    return fold(text).text.strip(" .,\"'")


def is_han(char: str) -> bool:
    """True for a Han character (kana and Hangul are not Han)."""
    code = ord(char)
    return 0x3400 <= code < 0xA000 or 0xF900 <= code < 0xFB00 or 0x20000 <= code < 0x32000 or code in (0x3005, 0x3007)


_HAN_RUN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U00031fff\u3005\u3007]+")


def han_count(text: str) -> int:
    """How many Han characters a text has."""
    return 0 if text.isascii() else sum(map(len, _HAN_RUN.findall(text)))


def is_spaceless(char: str) -> bool:
    """True for a character of a script written without spaces between words: Han or kana."""
    return is_han(char) or 0x3040 <= ord(char) < 0x3100
