"""Employers, how they hang together, and people, with their names."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from facts.models import Citation
from facts.outcomes import Saved
from people.choices import EmployerKind, NameKind, PublicRole
from people.models import Employer, EmployerRelation, Name, Person
from people.services import add_name, relate_employers, save_employer, save_person
from people.spelling import tidy
from tracker.seeding.keeping import Keeper
from tracker.seeding.report import CREATED
from tracker.seeding.rows import Row


def load_employers(keeper: Keeper, file: Row) -> None:
    """``employers.json``. All employers first, so that a relation may point at any of them."""
    relations = []
    for row in file.rows("employers", named_by=["slug"]):
        named, related = _names(row), row.rows("relations", named_by=["target"])
        employer = keeper.keep(
            row,
            Employer,
            by={"slug": row.text("slug")},
            values={
                "display_name": tidy(row.text("display_name")),
                "kind": row.text("kind", EmployerKind.COMPANY),
                "jurisdiction": row.text("jurisdiction", ""),
            },
            save=_saving_employer(named),
        )
        _keep_names(keeper, named, {"employer": employer})
        relations += [(employer, relation) for relation in related]
    file.finish()
    for source, row in relations:
        target = keeper.called(Employer, row, "target")
        if source == target:  # an editor merged the two
            continue
        keeper.keep(
            row,
            EmployerRelation,
            by={
                "source": source,
                "target": target,
                "kind": row.text("kind"),
                "since_text": row.partial("since")["since_text"],
            },
            values={"since_not_after": row.partial("since")["since_not_after"], **row.partial("until")},
            save=lambda relation, cited: relate_employers(relation=relation, citations=cited),
        )


def load_people(keeper: Keeper, file: Row) -> None:
    """``people.json``."""
    for row in file.rows("people", named_by=["slug"]):
        named = _names(row)
        person = keeper.keep(
            row,
            Person,
            by={"slug": row.text("slug")},
            values={
                "display_name": tidy(row.text("display_name")),
                "family_first": row.truth("family_first"),
                "disambiguator": row.text("disambiguator", ""),
                "public_role": row.text("public_role", PublicRole.NONE),
                "notability_reason": row.text("notability_reason", ""),
            },
            save=_saving_person(named),
        )
        _keep_names(keeper, named, {"person": person})
    file.finish()


def _names(row: Row) -> list[tuple[Row, str, dict[str, Any]]]:
    """The rows of ``names``: texts, or objects where there is more to say of a name."""
    named = []
    for entry in row.rows("names", named_by=["text"]):
        values = {
            "kind": entry.text("kind", NameKind.ALIAS),
            "language": entry.text("language", ""),
            "weak": bool(entry.truth("weak")),
        }
        named.append((entry, tidy(entry.text("text")), values))
    return named


def _new_names(named: list[tuple[Row, str, dict[str, Any]]]) -> list[Name]:
    return [Name(text=text, **values) for _, text, values in named]


def _saving_employer(
    named: list[tuple[Row, str, dict[str, Any]]],
) -> Callable[[Employer, list[Citation]], Saved[Employer]]:
    return lambda employer, cited: save_employer(
        employer=employer, names=() if employer.created_at else _new_names(named), citations=cited
    )


def _saving_person(named: list[tuple[Row, str, dict[str, Any]]]) -> Callable[[Person, list[Citation]], Saved[Person]]:
    return lambda person, cited: save_person(
        person=person, names=() if person.created_at else _new_names(named), citations=cited
    )


def _keep_names(
    keeper: Keeper, named: list[tuple[Row, str, dict[str, Any]]], bearer: dict[str, Person] | dict[str, Employer]
) -> None:
    """Names added to the seeds since, or changed in them, reach a bearer that stood before."""
    for entry, text, values in named:
        if bearer[next(iter(bearer))].pk in keeper.made:  # they came with their bearer
            entry.finish()
            keeper.report.count("names", CREATED)
            continue
        keeper.keep(
            entry,
            Name,
            by={**bearer, "text": text},
            values=values,
            save=lambda name, cited: add_name(name=name, citations=cited),
        )
