"""The database's own rule: nothing is published without a citation.

A form, a service or a script can forget; a deferred constraint trigger cannot. It is checked at commit, so that a
record and
its citation may be written in any order within one transaction.
"""

import pgtrigger

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
