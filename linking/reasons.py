"""The catalogue of reason codes.

One row per code: the parameters a reason of that code carries, whether it speaks for or against a case, and an
English template. Sentences in other languages are rendered above this room, by code; the template's text is the key
to translate.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from linking.forms import Reason


@dataclass(frozen=True)
class ReasonKind:
    """A code's parameters (all required), its direction and its English sentence."""

    code: str
    params: tuple[str, ...]
    side: Literal["for", "against", "unknown"]
    template: str

    @cached_property
    def names(self) -> frozenset[str]:
        """The parameters as a set."""
        return frozenset(self.params)


_ROWS = (
    ReasonKind("person_named", ("name",), "for", "{name}, who moved, is named."),
    ReasonKind("person_in_title", ("name",), "for", "{name}, who moved, is named in the headline."),
    ReasonKind("person_short_form", ("name",), "for", "{name} is named by a short form only."),
    ReasonKind("people_named", ("count", "total"), "for", "{count} of the {total} people who moved are named."),
    ReasonKind("other_person_named", ("name",), "for", "{name}, who has another part in the case, is named."),
    ReasonKind("former_employer_named", ("name",), "for", "{name}, the former employer, is named."),
    ReasonKind("new_employer_named", ("name",), "for", "{name}, the new employer, is named."),
    ReasonKind("employers_together", ("former", "new"), "for", "{former} and {new} stand in one sentence."),
    ReasonKind("person_with_employer", ("name", "employer"), "for", "{name} and {employer} stand close together."),
    ReasonKind("dispute_words", ("words",), "for", "Words of a dispute stand beside the names: {words}."),
    ReasonKind("subject_agrees", ("subject",), "for", "The subject of the dispute agrees: {subject}."),
    ReasonKind("docket_cited", ("docket",), "for", "The docket {docket} is cited."),
    ReasonKind("caption_cited", ("parties",), "for", "The parties are cited as in the title of the case: {parties}."),
    ReasonKind(
        "decision_cited", ("date",), "for", "A decision of {date}, the date in the title of the case, is cited."
    ),
    ReasonKind("forum_agrees", ("forum",), "for", "The court or its place is named: {forum}."),
    ReasonKind("time_agrees", ("year",), "for", "The time agrees: {year}."),
    ReasonKind(
        "told_without_names",
        ("former", "new"),
        "for",
        "A dispute between {former} and {new} is told without naming who moved.",
    ),
    ReasonKind("several_suits", ("words",), "for", "More than one suit is spoken of: {words}."),
    ReasonKind("only_case_of_pair", ("former", "new"), "for", "It is the only case known between {former} and {new}."),
    ReasonKind("no_dispute_words", (), "against", "No words of a dispute stand near the names."),
    ReasonKind("person_not_named", ("names",), "against", "Nobody who moved is named (known: {names})."),
    ReasonKind("sibling_fits_better", ("case",), "against", "Another case of the same parties fits better: {case}."),
    ReasonKind("subject_differs", ("subject",), "against", "The article speaks of another subject: {subject}."),
    ReasonKind("forum_differs", ("forum",), "against", "The article speaks of another kind of forum: {forum}."),
    ReasonKind(
        "before_case",
        ("published", "opened"),
        "against",
        "The article ({published}) is older than the case ({opened}).",
    ),
    ReasonKind("homonym", ("name", "count"), "against", "{count} known people or firms are called {name}."),
    ReasonKind("employer_missing", ("names",), "against", "No employer of the case is named (known: {names})."),
    ReasonKind("many_employers", ("count",), "against", "{count} employers are named: it may be an overview."),
    ReasonKind("business_news", ("words",), "against", "Words of business news prevail: {words}."),
    ReasonKind("stranger_named", (), "against", "Somebody who is not known stands where the parties do."),
    ReasonKind(
        "no_leaver_words", (), "against", "The firms are named without a word of leaving, covenants or secrets."
    ),
    ReasonKind(
        "other_quarrel_words", ("words",), "against", "Words of another quarrel stand beside the names: {words}."
    ),
    ReasonKind("no_action_words", (), "against", "No step of a dispute is told: no claim, no court, no settlement."),
    ReasonKind("fiction", ("words",), "against", "The text looks like fiction: {words}."),
    ReasonKind(
        "unknown_near_dispute",
        ("words",),
        "unknown",
        "A name nobody knows yet stands beside words of a dispute: {words}.",
    ),
    ReasonKind(
        "unknown_mover", ("verb",), "unknown", "A name nobody knows yet stands beside a word of moving: {verb}."
    ),
    ReasonKind("dispute_without_case", ("words",), "unknown", "A dispute is told that fits no known case: {words}."),
)

CATALOGUE: Mapping[str, ReasonKind] = {row.code: row for row in _ROWS}


def reason(code: str, /, **params: str | int | float) -> Reason:
    """A checked `Reason`: an unknown code or a wrong set of parameters is a KeyError or a TypeError at once."""
    kind = CATALOGUE[code]
    if params.keys() != kind.names:
        raise TypeError(f"reason {code} takes {kind.params}, got {tuple(params)}")
    return Reason(code, params)


def sentence(reason: Reason) -> str:
    """The English sentence of a reason; an unknown code (from another version) is shown as the code itself."""
    kind = CATALOGUE.get(reason.code)
    return kind.template.format(**reason.params) if kind else reason.code
