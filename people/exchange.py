"""People and employers as tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from facts.exchange.columns import Column, column, shown, tidied
from facts.exchange.references import CellError, Known, slugs
from facts.exchange.sheets import SOURCES, STATE, Part, Sheet
from facts.models import Citation
from facts.outcomes import Saved
from people import spelling
from people.models import Employer, Name, Person
from people.services import add_name, save_employer, save_person


def people_called(texts: Iterable[str]) -> dict[str, list[Any]]:
    """The live people that each text may mean: by slug, else by any name."""
    return _called(Person, "person", texts)


def employers_called(texts: Iterable[str]) -> dict[str, list[Any]]:
    """The same for employers."""
    return _called(Employer, "employer", texts)


def _called(model: type[Any], owner: str, texts: Iterable[str]) -> dict[str, list[Any]]:
    asked = list(texts)
    by_slug = {record.slug: record for record in model.objects.filter(slug__in=asked).select_related("merged_into")}
    # A slug of a merged record goes on meaning the one that stands.
    standing = {slug: record.merged_into or record for slug, record in by_slug.items()}
    bearers = _bearers(owner, (text for text in asked if text not in standing))
    return {text: [standing[text]] if text in standing else bearers[spelling.folded(text)] for text in asked}


def _bearers(owner: str, texts: Iterable[str]) -> dict[str, list[Any]]:
    """Live records by each of their names, as far as one is among ``texts``, folded."""
    wanted = {spelling.folded(text) for text in texts} - {""}
    names = Name.objects.filter(folded__in=wanted, **{f"{owner}__isnull": False, f"{owner}__merged_into": None})
    found: dict[str, dict[Any, Any]] = defaultdict(dict)
    for name in names.select_related(owner).order_by("pk"):
        bearer = getattr(name, owner)
        found[name.folded][bearer.pk] = bearer
    return defaultdict(list, {folded: list(each.values()) for folded, each in found.items()})


def _find(owner: str, told_by: str, asked: Sequence[Mapping[str, str]]) -> list[Any]:
    """The record that each display name means, told by one more column where several share the name.

    Whoever bears the name as another of theirs may be the same or not: then a slug is asked for.
    """
    bearers = _bearers(owner, (cells["display_name"] for cells in asked))
    answers: list[Any] = []
    for cells in asked:
        called = bearers[spelling.folded(cells["display_name"])]
        told = cells[told_by].strip()
        same = [one for one in called if spelling.folded(one.display_name) == spelling.folded(cells["display_name"])]
        meant = [one for one in same if getattr(one, told_by) == told] if told or owner == "person" else same
        if len(meant) == 1:
            answers.append(meant[0])
        elif not called or (told and not meant and same == called):
            answers.append(None)
        else:
            answers.append(
                f"On record is a name “{cells['display_name']}” of {slugs(called)}: give that slug, or for somebody "
                "else a slug that is free."
            )
    return answers


class _NameText(Column):
    """A spelling of a name; it needs something that can be looked up."""

    def _parse(self, text: str, known: Known) -> Any:
        if not spelling.query_tokens(text):
            raise CellError("A name needs at least one letter, character or digit.")
        return super()._parse(text, known)


def _names(parent: str) -> Part:
    return Part(
        name="name",
        model=Name,
        parent=parent,
        columns=(
            _NameText("name", "text", "text, at most 200 characters", required=True, limit=200, tidy=spelling.tidy),
            column(Name, "kind", name="name_kind"),
            column(Name, "language", name="name_language"),
            column(Name, "weak", name="name_weak"),
            shown("name_script", lambda name: name.script),
        ),
        rows=lambda record: sorted(record.names.all(), key=lambda name: name.pk),
        key=lambda name: spelling.tidy(name.text),
        save=lambda name, editor: add_name(name=name, editor=editor),
        joined=True,
    )


def _save_person(person: Any, names: Sequence[Any], citations: Sequence[Citation], editor: Any) -> Saved[Any]:
    return save_person(person=person, names=names, citations=citations, editor=editor)


def _save_employer(employer: Any, names: Sequence[Any], citations: Sequence[Citation], editor: Any) -> Saved[Any]:
    return save_employer(employer=employer, names=names, citations=citations, editor=editor)


PEOPLE = Sheet(
    name="people",
    model=Person,
    columns=(
        column(Person, "slug"),
        tidied(column(Person, "display_name", required=True), spelling.tidy),
        column(Person, "disambiguator"),
        column(Person, "family_first"),
        column(Person, "public_role"),
        column(Person, "notability_reason"),
        column(Person, "wikidata_id"),
        STATE,
    ),
    natural=("display_name",),
    told_by=("disambiguator",),
    parts=(_names("person"), SOURCES),
    find=lambda asked: _find("person", "disambiguator", asked),
    save=_save_person,
    joins=("merged_into",),
    prefetches=("names",),
    beyond="employments, notes on rights, and sources of single names",
)

EMPLOYERS = Sheet(
    name="employers",
    model=Employer,
    columns=(
        column(Employer, "slug"),
        tidied(column(Employer, "display_name", required=True), spelling.tidy),
        column(Employer, "kind"),
        column(Employer, "jurisdiction"),
        column(Employer, "registration_id"),
        column(Employer, "wikidata_id"),
        STATE,
    ),
    natural=("display_name",),
    told_by=("jurisdiction",),
    parts=(_names("employer"), SOURCES),
    find=lambda asked: _find("employer", "jurisdiction", asked),
    save=_save_employer,
    joins=("merged_into",),
    prefetches=("names",),
    beyond="relations between employers (unit, brand, successor), employments, and sources of single names",
)
