"""How well a record is supported by its citations, kept by the database, so that records can be listed by it.

Corroboration counts independent roots: reprints are one with their root, and a syndicated copy or an aggregator whose
root is not on record is none. A link that comes or goes, and a citation that changes, have the record derived again;
what is written to the column by any other way is derived over. The word is that of ``cases.timeline.verification_of``.
"""

import pgtrigger

from facts.choices import SourceKind, Stance, Verification

OFFICIAL = (SourceKind.COURT_DOCUMENT, SourceKind.STATUTE, SourceKind.REGULATOR)
# These repeat what others reported.
COPIES = (SourceKind.SYNDICATION, SourceKind.AGGREGATOR)


def _listed(codes: tuple[SourceKind, ...]) -> str:
    return ", ".join(f"'{code.value}'" for code in codes)


_ROOTED = f"(c.derived_from_id IS NOT NULL OR c.source_kind NOT IN ({_listed(COPIES)}))"
_SAID = f"""(
    SELECT CASE
        WHEN bool_or(c.stance = '{Stance.RETRACTS.value}') THEN '{Verification.RETRACTED.value}'
        WHEN bool_or(c.stance = '{Stance.CONTRADICTS.value}') THEN '{Verification.DISPUTED.value}'
        WHEN bool_or(c.source_kind IN ({_listed(OFFICIAL)})) THEN '{Verification.OFFICIAL_RECORD.value}'
        WHEN count(DISTINCT COALESCE(c.derived_from_id, c.id))
            FILTER (WHERE c.stance = '{Stance.SUPPORTS.value}' AND {_ROOTED}) > 1
            THEN '{Verification.CORROBORATED.value}'
        WHEN bool_or(c.stance = '{Stance.SUPPORTS.value}') THEN '{Verification.SINGLE_SOURCE.value}'
        ELSE '{Verification.UNVERIFIED.value}' END
    FROM {{facts}}citation link JOIN facts_citation c ON c.id = link.citation_id WHERE link.fact_id = {{fact}})"""  # noqa: S608 - words of ours

# The row is held before its links are counted: of two that come at once, the later one sees the earlier.
_COUNT_AGAIN = """
IF TG_OP <> '{missing}' THEN
    PERFORM 1 FROM {facts} fact WHERE fact.id = {row}.fact_id FOR NO KEY UPDATE;
    UPDATE {facts} fact SET verification = '' WHERE fact.id = {row}.fact_id AND fact.verification <> {said};
END IF;
"""


def derived(facts: str) -> pgtrigger.Trigger:
    """Trigger for a table ``facts`` with a column ``verification`` whose link table is ``<facts>citation``."""
    return pgtrigger.Trigger(
        name="derive_verification",
        operation=pgtrigger.Insert | pgtrigger.Update,
        when=pgtrigger.Before,
        func=f"NEW.verification := {_SAID.format(facts=facts, fact='NEW.id')};\nRETURN NEW;",
    )


def counted(facts: str) -> pgtrigger.Trigger:
    """Trigger for the link table: the record is derived again where its word changes."""
    each = "".join(
        _COUNT_AGAIN.format(missing=missing, facts=facts, row=row, said=_SAID.format(facts=facts, fact="fact.id"))
        for row, missing in (("OLD", "INSERT"), ("NEW", "DELETE"))
    )
    return pgtrigger.Trigger(
        name="count_sources",
        operation=pgtrigger.Insert | pgtrigger.Delete | pgtrigger.UpdateOf("fact_id", "citation_id"),
        when=pgtrigger.After,
        func=f"{each}RETURN NULL;",
    )
