# ruff: noqa: E501 - a pattern is read in one line
"""What a name nobody knows is, by its last word."""

from __future__ import annotations

import re
from dataclasses import dataclass

from linking.fold import fold
from linking.tables import table, words

# What the last word of a capitalised name says it is.
_PLACES = frozenset(fold(word).text for some in table("places").values() for word in some)
_COURTS = frozenset({"haute juridiction", "haute cour", "cour superieure", "cour supreme", "tribunal federal"})
_FIRMS, _NEITHER = words("ends_a_firm"), words("ends_a_law_or_body")
# "Venue de X", "Engagé chez X", where a sentence opens.
_OPENING = re.compile(
    r"(?:Venu|Arrivé|Parti|Entré|Engagé|Embauché|Recruté|Débauché|Nommé|Passé|Licencié|Issu|Transfuge)e?s? (?:de |d['’]|du |des |chez |par |à |au )(?:la |le |l['’])?(?=[A-Z])"
)


# "The Rockport Bay, Texas-based broker", "of Lansing, Mich.": a place by what stands behind it.
_SOMEWHERE = re.compile(
    r"(?:, [A-Z][\w.]*(?: [A-Z]\w+)?)?-based\b|, (?!Esq)(?:[A-Z][a-z]{2,5}\.|[A-Z]\.[A-Z]\.|California|Texas|Illinois|Massachusetts|Michigan|Florida|New York|New Jersey|Pennsylvania|Ohio|"
    r"Washington|Virginia|Tennessee|Georgia|Colorado|Oregon|Minnesota|Connecticut)(?=[,. -])"
)


@dataclass(frozen=True, slots=True)
class Strange:
    """A name nobody knows at its offsets in the text; `name` is the fullest form."""

    start: int
    end: int
    name: str
    person: bool


def is_firm(name: str) -> bool:
    """Whether the last word of a name says that it is a firm's."""
    return name.rpartition(" ")[2].strip(".").lower() in _FIRMS


def is_neither(name: str) -> bool:
    """Whether the last word of a name says that it is a law's or a public body's."""
    return name.rpartition(" ")[2].strip(".").lower() in _NEITHER


def without_opening(text: str, start: int, end: int) -> tuple[int, int]:
    """A capitalised name without the participle that opens its sentence: "Venue de X Y" names X Y; [start, end)."""
    hit = _OPENING.match(text, start, end)
    return (hit.end(), end) if hit is not None else (start, end)


def is_place(name: str) -> bool:
    """Whether a name is that of a place or a court we know."""
    return fold(name).text in _PLACES or fold(name).text in _COURTS


def names_nobody(text: str, start: int, end: int) -> bool:
    """Whether a capitalised name is that of a town, by the state behind it, or of whoever took a picture."""
    return _SOMEWHERE.match(text[end : end + 40]) is not None or text[max(0, start - 1) : start] == "/"
