"""Terms: what an index over stored texts holds and is asked, so that texts with a name are found without reading all.

Words of scripts with spaces are terms as they are. Runs of Han and kana give each pair of neighbours, and their first
and last character alone: a single character beside something else in a name always stands at an end of its run. Korean
counts as words, as it does for the scanner. Dockets and days are terms as `linking.candidates` writes them. Marks are
terms too, for names that consist of nothing else.

A text that the scanner finds a variant in holds all terms of that variant, because a variant stands in the folded text
as it is and no word goes on across its ends. The reverse does not hold: whoever asks the index scans what it gives.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from zlib import crc32

from linking.dockets import days_in, dockets_in
from linking.fold import fold
from linking.forms import Document, NameEntry
from linking.names import Strength, variants

TERMS = 1  # raised with every change of what a text or a name gives, folding included
TERMS_LIMIT = 20_000  # distinct terms of one text; a text with more is not indexed but always read

_SPACELESS = re.compile("[\u3005\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U00031fff]+")
_WORD = re.compile(r"[^\W_]+")

Query = tuple[int, ...]


def terms_of(document: Document) -> list[int] | None:
    """The terms of title and text, sorted, each once; None where there are more than `TERMS_LIMIT`."""
    found: set[str] = set()
    for field in (document.title, document.text):
        text = fold(field).text
        found |= _words(text)
        found |= _marks(text)
        found.update(f"d:{docket}" for docket in dockets_in(text))
        found.update(f"t:{day.isoformat()}" for day in days_in(text))
        if len(found) > TERMS_LIMIT:
            return None
    return sorted({_number(term) for term in found})


def queries_of_names(names: Iterable[NameEntry], strengths: Sequence[Strength]) -> list[Query]:
    """What to ask for texts that hold a variant of one of the names in one of the strengths: all terms of any query.

    A query that another one covers is left out. Common surnames alone count only beside a full name, so that nobody
    need ask for `Strength.SHORT`.
    """
    wanted = {variant.text for name in names for variant in variants(name) if variant.strength in strengths}
    return least(query_of_text(text) for text in wanted)


def query_of_text(folded: str) -> Query:
    """The terms of one folded name. A longer run's ends are left out: in a text it may go on."""
    terms = _words(folded, ends_of_longer_runs=False)
    return tuple(sorted(_number(term) for term in terms or _marks(folded)))


def query_of_key(key: str) -> Query:
    """The term of a docket or a day, as a key of `linking.candidates` ("d:...", "t:...")."""
    return (_number(key),)


def both(some: Sequence[Query], others: Sequence[Query]) -> list[Query]:
    """Queries for texts that hold one of `some` and one of `others`."""
    return least(tuple(sorted({*one, *two})) for one in some for two in others)


def least(queries: Iterable[Query]) -> list[Query]:
    """The same question with as few queries as it takes, in a stable order."""
    kept: list[frozenset[int]] = []
    for query in sorted({frozenset(query) for query in queries}, key=lambda query: (len(query), sorted(query))):
        if query and not any(smaller <= query for smaller in kept):
            kept.append(query)
    return [tuple(sorted(query)) for query in kept]


def _words(folded: str, *, ends_of_longer_runs: bool = True) -> set[str]:
    found: set[str] = set()
    runs = _SPACELESS.findall(folded)
    for run in set(runs):
        if ends_of_longer_runs or len(run) == 1:
            found.add(run[0])
            found.add(run[-1])
        found.update(one + two for one, two in pairwise(run))
    found.update(_WORD.findall(_SPACELESS.sub(" ", folded) if runs else folded))
    return found


def _marks(folded: str) -> set[str]:
    return {char for char in set(folded) if not char.isalnum() and not char.isspace() and not _SPACELESS.match(char)}


def _number(term: str) -> int:
    """A term as a signed number of 32 bits. Two terms may share one: a text too many is read, none is missed."""
    return crc32(term.encode("utf-8", "surrogatepass")) - 2**31
