"""People, employers and their names."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction

from facts.merging.apart import ever_told_apart
from facts.models import Citation
from facts.outcomes import Notice, Saved
from facts.services import save, tell_apart
from people import checks, slugs, spelling
from people.choices import NameKind
from people.models import Employer, EmployerRelation, Name, Person

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def add_name(*, name: Name, citations: Iterable[Citation] = (), editor: "User | None" = None) -> Saved[Name]:
    """Add a spelling. The same text for the same bearer is returned, not doubled."""
    standing = Name.objects.filter(
        person=name.person_id, employer=name.employer_id, text=spelling.tidy(name.text)
    ).exclude(pk=name.pk)
    existing = standing.first()
    if existing is not None:
        return Saved(existing, created=False)
    return save(name, check=checks.check_name, citations=citations, editor=editor)


def _names(owner: Person | Employer, names: Iterable[Name]) -> tuple[Notice, ...]:
    """Save ``names``, and the display name where none of them is it, so that every bearer can be found by it."""
    notices: tuple[Notice, ...] = ()
    key = "person" if isinstance(owner, Person) else "employer"
    wanted = list(names)
    if spelling.tidy(owner.display_name) not in {spelling.tidy(name.text) for name in wanted}:
        kind = NameKind.LEGAL if spelling.script_of(owner.display_name) != "Latn" else NameKind.ALIAS
        wanted.append(Name(text=owner.display_name, kind=kind))
    for name in wanted:
        setattr(name, key, owner)
        notices += add_name(name=name).warnings
    return notices


@transaction.atomic
def save_person(
    *, person: Person, names: Iterable[Name] = (), citations: Iterable[Citation] = (), editor: "User | None" = None
) -> Saved[Person]:
    """Save a person with their names. Raises ``ValidationError`` per field, see ``people.checks``."""
    person.display_name = spelling.tidy(person.display_name)
    if not person.slug:
        person.slug = slugs.free(Person, person.display_name)
    saved = save(person, check=checks.check_person, citations=citations, editor=editor)
    if editor is not None:
        _tell_namesakes_apart(person, editor)
    return Saved(saved.record, saved.created, saved.warnings + _names(person, names))


def _tell_namesakes_apart(person: Person, editor: "User") -> None:
    """Whoever gives two people of one name a disambiguator each says that they are two. Noted once: what an editor
    lifted later stays lifted.
    """
    for other in checks.namesakes(person):
        if not ever_told_apart(person, other):
            told = f"One name, told apart as “{person.disambiguator}” and “{other.disambiguator}”."
            tell_apart(one=person, two=other, by=editor, reason=told)


@transaction.atomic
def save_employer(
    *, employer: Employer, names: Iterable[Name] = (), citations: Iterable[Citation] = (), editor: "User | None" = None
) -> Saved[Employer]:
    """Save an employer with its names. Raises ``ValidationError`` per field."""
    employer.display_name = spelling.tidy(employer.display_name)
    if not employer.slug:
        employer.slug = slugs.free(Employer, employer.display_name)
    saved = save(employer, check=checks.check_employer, citations=citations, editor=editor)
    return Saved(saved.record, saved.created, saved.warnings + _names(employer, names))


@transaction.atomic
def relate_employers(
    *, relation: EmployerRelation, citations: Iterable[Citation] = (), editor: "User | None" = None
) -> Saved[EmployerRelation]:
    """Say that one employer is unit of, brand of, or succeeded by another.

    The same relation is returned, not doubled.
    """
    standing = EmployerRelation.objects.filter(
        source=relation.source_id, target=relation.target_id, kind=relation.kind, since_text=relation.since_text
    ).exclude(pk=relation.pk)
    existing = standing.first()
    if existing is not None:
        return Saved(existing, created=False)
    if relation.source_id == relation.target_id:
        raise ValidationError({"target": ["An employer cannot stand in a relation to itself."]})
    return save(relation, check=checks.check_relation, citations=citations, editor=editor)
