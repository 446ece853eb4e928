"""Copies: how much of a text stands in another one, told from a small sample of its word sequences.

A text becomes shingles: four words in a row, or six characters where a script has no spaces between words. Each is
hashed to 64 bits, and those hashes are kept that the sampling rate divides (Broder, "On the resemblance and containment
of documents", 1997). Two texts are compared at the coarser of their rates, where both kept the same hashes if they have
the same shingles. The rate grows with the text, so that a short text keeps all it has and a megabyte keeps about as
much as a page.

The share is directed: what part of *this* text stands in the other. A brief that was copied whole into a long review
makes the review no copy of the brief.
"""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from linking.fold import fold

# A text is a copy from this share on (docs/linking.md, "Copies", says how it was chosen)
COPY_SHARE = 0.3
# ... and from this one where both come from one outlet, whose pages share their furniture.
SAME_OUTLET_SHARE = 0.8
# Fewer shingles in common prove nothing: a quotation or the name of a court is as long.
LEAST_SHARED = 4
# A shingle of more stories than this is page furniture ("subscribe to our newsletter") and says nothing.
MOST_STORIES = 32
# The sampling rate doubles until fewer samples than twice this are kept; at 16 it stays for ordinary articles. With 48,
# a share of .15 is taken for .3 in three texts of a thousand.
_SAMPLES = 48
_USUAL_RATE = 16
_MOST_SAMPLES = 2048
# What a shingle weighs, and what its words and characters do: four words or six characters.
_SHINGLE, _WORD, _CHARACTER = 12, 3, 2

_SPACELESS = "\u3005\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U00031fff"
_TOKEN = re.compile(rf"[{_SPACELESS}]|[^\W_{_SPACELESS}]+")
_BASE = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True)
class Sample:
    """The kept hashes of a text (signed, 64 bits) and the rate they were kept at: a power of two, 1 keeps all."""

    hashes: frozenset[int]
    rate: int

    def at(self, rate: int) -> frozenset[int]:
        """The hashes that are kept at a coarser rate as well."""
        return self.hashes if rate <= self.rate else frozenset(one for one in self.hashes if one & (rate - 1) == 0)


@dataclass(frozen=True, slots=True)
class Overlap:
    """How many of a text's samples were compared, and how many of them the other has too."""

    shared: int
    compared: int

    @property
    def share(self) -> float:
        """From 0 to 1: the part of the text that stands in the other."""
        return self.shared / self.compared if self.compared else 0.0

    def is_copy(self, *, same_outlet: bool = False, least: float = COPY_SHARE) -> bool:
        """Whether the text is a copy of the other; `least` is the share from which texts of two outlets are."""
        return self.shared >= LEAST_SHARED and self.share >= (SAME_OUTLET_SHARE if same_outlet else least)


def sample_of(text: str) -> Sample:
    """The sample of a text: the same in every process, time and memory linear in the text."""
    hashes = np.unique(_shingles(_TOKEN.findall(fold(text).text)))
    rate = 1
    while len(hashes) // rate >= (2 * _SAMPLES if rate < _USUAL_RATE else _MOST_SAMPLES):
        rate *= 2
    kept = hashes[hashes & np.uint64(rate - 1) == 0]
    return Sample(frozenset(kept.view(np.int64).tolist()), rate)


def overlap(text: Sample, other: AbstractSet[int], rate: int, common: AbstractSet[int] = frozenset()) -> Overlap:
    """Compare a text with the hashes of another that were kept at `rate`; `common` ones are furniture and left out."""
    compared = text.at(rate) - common
    return Overlap(len(compared & other), len(compared))


def _shingles(tokens: list[str]) -> npt.NDArray[np.uint64]:
    """The hash of the shingle that begins at each token, as far as one does."""
    if not tokens:
        return np.empty(0, dtype=np.uint64)
    known = {token: _hash(token) for token in set(tokens)}
    weighed = {token: _CHARACTER if re.match(rf"[{_SPACELESS}]", token) else _WORD for token in known}
    values = np.fromiter((known[token] for token in tokens), dtype=np.uint64, count=len(tokens))
    weights = np.fromiter((weighed[token] for token in tokens), dtype=np.int64, count=len(tokens))
    reached = np.concatenate(([0], np.cumsum(weights)))
    begins = np.arange(len(tokens))
    ends = np.searchsorted(reached, reached[:-1] + _SHINGLE)
    begins, ends = begins[ends <= len(tokens)], ends[ends <= len(tokens)]
    # Horner's scheme over the window, at most six tokens: all windows at once.
    hashed = np.zeros(len(begins), dtype=np.uint64)
    for step in range(_SHINGLE // _CHARACTER):
        at = begins + step
        within = at < ends
        hashed[within] = _mixed(hashed[within] * _BASE + values[at[within]])
    return hashed


def _hash(token: str) -> int:
    return int.from_bytes(blake2b(token.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def _mixed(value: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """SplitMix64's last steps: every bit of the result depends on every bit of the value."""
    value = (value ^ (value >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    value = (value ^ (value >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return value ^ (value >> np.uint64(31))
