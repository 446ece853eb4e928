"""The database's own rules: nothing is published without a citation, and no accusation is changed by one editor alone.

A form, a service or a script can forget; a trigger cannot. Citations are checked at commit, so that a record and its
citation may be written in any order within one transaction.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import pgtrigger
from django.db import connection

_MISSING = """
IF EXISTS (SELECT 1 FROM {facts} WHERE id = {fact} AND publication_state = 'published'{live})
    AND NOT EXISTS (SELECT 1 FROM {facts}citation WHERE fact_id = {fact})
THEN
    RAISE EXCEPTION 'a published record of {facts} needs at least one citation (%)', {fact}
        USING ERRCODE = 'check_violation', CONSTRAINT = '{facts}_published_needs_citation', TABLE = '{facts}';
END IF;
RETURN NULL;
"""


# The citations of a merged record are its survivor's; the record itself is shown nowhere.
_LIVE = " AND merged_into_id IS NULL"


def citation_required(facts: str, *, mergeable: bool = False) -> pgtrigger.Trigger:
    """Trigger for a publishable table ``facts`` whose link table is ``<facts>citation``.

    The row is looked up again at commit: it may have been withdrawn or deleted since.
    """
    watched = ("publication_state", "merged_into_id") if mergeable else ("publication_state",)
    return pgtrigger.Trigger(
        name="published_needs_citation",
        operation=pgtrigger.Insert | pgtrigger.UpdateOf(*watched),
        when=pgtrigger.After,
        timing=pgtrigger.Deferred,
        condition=pgtrigger.Q(new__publication_state="published"),
        func=_MISSING.format(facts=facts, fact="NEW.id", live=_LIVE if mergeable else ""),
    )


def last_citation_stays(facts: str, *, mergeable: bool = False) -> pgtrigger.Trigger:
    """Trigger for the link table: the last citation of a published record cannot be taken away."""
    return pgtrigger.Trigger(
        name="last_citation_stays",
        operation=pgtrigger.Delete | pgtrigger.UpdateOf("fact_id"),
        when=pgtrigger.After,
        timing=pgtrigger.Deferred,
        func=_MISSING.format(facts=facts, fact="OLD.fact_id", live=_LIVE if mergeable else ""),
    )


# Who keeps a record and when, not what it says.
_KEEPING = ("id", "created_at", "updated_at", "publication_state", "published_at", "drafted_by_id", "published_by_id")

# An instance that was read while the record was published and is saved back later must not publish it again:
# publishing gives a new ``published_at``. The author is not known here; services name them afterwards.
_SAID = """
IF NEW.publication_state <> 'published' OR current_setting('facts.reviewed', true) = 'on' OR NOT ({accuses}) THEN
    RETURN NEW;
END IF;
IF OLD.publication_state <> 'published' THEN
    IF NEW.published_at = OLD.published_at THEN
        NEW.publication_state := OLD.publication_state;
        NEW.drafted_by_id := OLD.drafted_by_id;
    END IF;
    RETURN NEW;
END IF;
IF to_jsonb(NEW) - '{unsaid}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{unsaid}'::text[] THEN
    NEW.publication_state := 'draft';
    NEW.drafted_by_id := NULL;
END IF;
RETURN NEW;
"""

_SAID_BELOW = """
IF current_setting('facts.reviewed', true) = 'on' THEN
    RETURN NULL;
END IF;
IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - '{{id,created_at,updated_at}}'::text[]
    IS NOT DISTINCT FROM to_jsonb(OLD) - '{{id,created_at,updated_at}}'::text[]
THEN
    RETURN NULL;
END IF;
{each}
RETURN NULL;
"""

_TAKE_BACK = """
IF TG_OP <> '{missing}' THEN
    UPDATE {facts} fact SET publication_state = 'draft', drafted_by_id = NULL, updated_at = clock_timestamp()
    WHERE fact.id = {of} AND fact.publication_state = 'published' AND ({accuses});
END IF;
"""


def second_editor(*, accuses: str, unsaid: tuple[str, ...] = ()) -> pgtrigger.Trigger:
    """Trigger for a publishable table: a published accusation that comes to say something else is a draft again.

    ``accuses`` is SQL over ``OLD`` and ``NEW`` that is true where the row accuses a named person; ``unsaid`` are
    columns of the table that say nothing to readers.
    """
    return pgtrigger.Trigger(
        name="second_editor",
        operation=pgtrigger.Update,
        when=pgtrigger.Before,
        func=_SAID.format(accuses=accuses, unsaid=f"{{{','.join((*_KEEPING, *unsaid))}}}"),
    )


def second_editor_below(facts: str, of: str, *, accuses: str) -> pgtrigger.Trigger:
    """The same for a table whose rows are part of what a record of ``facts`` says.

    ``of`` is SQL over ``{row}`` (the changed row) for the key of the record; ``accuses`` is SQL over ``fact`` (the
    record) and ``{row}``.
    """
    each = "".join(
        _TAKE_BACK.format(missing=missing, facts=facts, of=of.format(row=row), accuses=accuses.format(row=row))
        for row, missing in (("OLD", "INSERT"), ("NEW", "DELETE"))
    )
    return pgtrigger.Trigger(
        name="second_editor",
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        when=pgtrigger.After,
        func=_SAID_BELOW.format(each=each),
    )


@contextmanager
def reviewed() -> Iterator[None]:
    """What is written within was reviewed in another way, and nothing is taken back for it.

    For merges, in which rows change owner and say the same, and for what the repository itself holds.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('facts.reviewed', 'on', true)")
        yield
        cursor.execute("SELECT set_config('facts.reviewed', 'off', true)")
