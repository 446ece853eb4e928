"""Who may do what: every right in one table, with the lowest role that has it.

A role has its own rights and those of the roles before it. `manage.py migrate` makes the groups of this table each time
it runs, so that no installation is without them, and puts back what was changed by hand; `manage.py check --database
default` says where database and table differ. A table of the site that is in none of the lists below fails
tests/tracker/test_roles.py by name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Group, Permission, User
from django.core import checks
from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections, transaction

READER, EDITOR, SENIOR, ADMINISTRATOR = ROLES = ("Reader", "Editor", "Senior editor", "Administrator")

# What an editor keeps: facts and what they rest on.
RECORDS = (
    *("people.person", "people.employer", "people.employerrelation", "people.employment", "people.name"),
    *("people.personcitation", "people.employercitation", "people.employerrelationcitation"),
    *("people.employmentcitation", "people.namecitation"),
    *("cases.agreement", "cases.covenant", "cases.case", "cases.participant", "cases.caserelation"),
    *("cases.tribunal", "cases.proceeding", "cases.party", "cases.claim", "cases.decision", "cases.relief"),
    *("cases.event", "cases.eventactor", "cases.jurisdictionrule", "cases.ruleversion"),
    *("cases.agreementcitation", "cases.covenantcitation", "cases.casecitation", "cases.participantcitation"),
    *("cases.proceedingcitation", "cases.partycitation", "cases.decisioncitation", "cases.reliefcitation"),
    *("cases.eventcitation", "facts.citation"),
)
# Where news comes from.
NEWS = ("articles.source", "articles.article")
# Looked at with records and news; each is written by a verb or by the machinery.
KEPT = (
    *(
        "cases.casenote",
        "cases.conflict",
        "articles.suggestion",
        "articles.relinkjob",
        "articles.ownstory",
        "articles.mention",
    ),
    *("articles.articleaddress", "articles.articleevidence"),
    *("facts.merge", "facts.mergedrow", "facts.distinction"),
    *("facts.historyblock", "facts.historyshape", "facts.sealedrow", "facts.historyerasure"),
    *("articles.articleterms", "articles.articleshingle", "articles.registrychange", "articles.relinkitem"),
    *("articles.relinkmark", "articles.reviewlease", "articles.reviewskip", "articles.deed"),
)
# Lists on their way in: a file holds what its records hold, and is seen by those who may import it.
FILES = ("facts.import",)
# What people concerned ask for: who asks is no business of readers.
REQUESTS = ("people.rightsrequest",)
# Not for those who only read and edit.
PRIVATE = ("facts.accesstoken",)


def to(deeds: tuple[str, ...], tables: Iterable[str]) -> tuple[str, ...]:
    """Django's permissions for deeds (view, add, change, delete) at each table, as ``app.codename``."""
    named = [table.split(".") for table in tables]
    return tuple(f"{app}.{deed}_{model}" for deed in deeds for app, model in named)


@dataclass(frozen=True)
class Right:
    """``role`` is the lowest that has it; ``names`` are permissions, ``app.codename``."""

    role: str
    words: str
    names: tuple[str, ...]


RIGHTS = (
    Right(READER, "open the desk and the API for records in every state", ("facts.see_unpublished",)),
    Right(READER, "look at records, news and suggestions, with their history", to(("view",), (*RECORDS, *NEWS, *KEPT))),
    Right(EDITOR, "add and change records and their sources, submit them", to(("add", "change"), RECORDS)),
    Right(
        EDITOR,
        "add corrections and replies, which stay as they are and wait for who may publish",
        ("cases.add_casenote",),
    ),
    Right(EDITOR, "take articles in; keep, pause and run sources", to(("add", "change"), NEWS)),
    Right(EDITOR, "take lists in: upload, confirm and cancel files of records", to(("view", "add"), FILES)),
    Right(EDITOR, "note and answer requests of people concerned", to(("view", "add", "change"), REQUESTS)),
    Right(EDITOR, "decide suggestions", ("articles.change_suggestion",)),
    Right(EDITOR, "stop jobs of linking again and take them up", ("articles.change_relinkjob",)),
    Right(SENIOR, "publish, restrict, hold, release and withdraw", ("facts.publish",)),
    Right(SENIOR, "confirm an erasure that another editor prepared", ("people.confirm_erasure",)),
    Right(SENIOR, "merge and unmerge; note that two are not the same", ("facts.merge",)),
    Right(SENIOR, "show by a merge what was not published", ("facts.publish_by_merging",)),
    Right(ADMINISTRATOR, "delete what is neither published nor cited", to(("delete",), (*RECORDS, *NEWS))),
    Right(ADMINISTRATOR, "make users, give roles", ("auth.view_user", "auth.add_user", "auth.change_user")),
    Right(ADMINISTRATOR, "look at what the roles hold", ("auth.view_group",)),
    Right(ADMINISTRATOR, "make, revoke and remove tokens of clients", to(("view", "add", "change", "delete"), PRIVATE)),
)


def holds(role: str) -> set[str]:
    """The permissions of a role, its own and those of the roles before it."""
    before = ROLES[: ROLES.index(role) + 1]
    return {name for right in RIGHTS if right.role in before for name in right.names}


def apply_roles(using: str = DEFAULT_DB_ALIAS) -> None:
    """Make each group hold what the table says, no more and no less. Members stay.

    What is not in the database yet (an older state was migrated to) is left for the next time.
    """
    if not _has_tables(using):
        return
    known = _known(using)
    with transaction.atomic(using=using):
        for role in ROLES:
            group, _ = Group.objects.using(using).get_or_create(name=role)
            group.permissions.set({known[name] for name in holds(role) if name in known})


def differences(using: str = DEFAULT_DB_ALIAS) -> list[str]:
    """Where the groups are not what the table says, in sentences; nothing where there are no tables at all."""
    if not _has_tables(using):
        return []
    rows = (
        Group.objects.using(using)
        .filter(name__in=ROLES)
        .values_list("name", "permissions__content_type__app_label", "permissions__codename")
    )
    found: dict[str, set[str]] = {}
    for name, app, codename in rows:
        found.setdefault(name, set()).update({f"{app}.{codename}"} if codename else ())
    said = []
    for role in ROLES:
        if role not in found:
            said.append(f"The group “{role}” is missing.")
            continue
        lacking, more = sorted(holds(role) - found[role]), sorted(found[role] - holds(role))
        if lacking:
            said.append(f"The group “{role}” lacks {', '.join(lacking)}.")
        if more:
            said.append(f"The group “{role}” has {', '.join(more)}, which tracker/roles.py does not give it.")
    return said


@checks.register(checks.Tags.database)
def groups_are_as_written(
    app_configs: Any,  # noqa: ARG001 - the signature is Django's
    databases: Sequence[str] | None = None,
    **kwargs: Any,  # noqa: ARG001
) -> list[checks.CheckMessage]:
    """W001 for each difference between groups and table; asked where a database is named."""
    hint = "`manage.py migrate` makes the groups what tracker/roles.py says."
    return [
        checks.Warning(said, hint=hint, id="tracker.W001") for using in databases or () for said in differences(using)
    ]


def role_of(user: User) -> str:
    """A user's role; empty without one, and the highest where somebody gave several. Reads prefetched groups."""
    names = {group.name for group in user.groups.all()}
    return next((role for role in reversed(ROLES) if role in names), "")


@transaction.atomic
def give_role(*, user: User, role: str) -> User:
    """Give a user this role and no other; ``""`` takes it away. Only those with a role, and superusers, enter the desk.

    Raises ``ValidationError`` on ``role`` for an unknown one.
    """
    if role and role not in ROLES:
        raise ValidationError({"role": [f"One of: {', '.join(ROLES)}; or none."]})
    user.groups.remove(*Group.objects.filter(name__in=ROLES).exclude(name=role))
    if role:
        user.groups.add(Group.objects.get(name=role))
    user.is_staff = bool(role) or user.is_superuser
    user.save(update_fields=["is_staff"])
    return user


def _has_tables(using: str) -> bool:
    try:
        tables = set(connections[using].introspection.table_names())
    except DatabaseError:
        return False
    return {Group._meta.db_table, Permission._meta.db_table} <= tables


def _known(using: str) -> dict[str, Any]:
    rows = Permission.objects.using(using).values_list("content_type__app_label", "codename", "pk")
    return {f"{app}.{codename}": pk for app, codename, pk in rows}
