"""Which names and cases changed since somebody looked: the log that triggers write (``RegistryChange``).

Whoever keeps something that is made of names and cases remembers the database's snapshot under which it was read, and
asks for what that snapshot did not see. Transactions commit in another order than they begin, and a snapshot knows
which of them were under way: nothing is missed and nobody waits.
"""

from dataclasses import dataclass

from django.db import connection, transaction

# Rows that are kept at least. Who is further behind reads everything anew, which costs no more than so many changes.
KEPT = 50_000

# Where the log is: another server, a server put back to an older state or another table count in other numbers.
_HERE = """
    (SELECT system_identifier FROM pg_control_system()) || ':' || (SELECT timeline_id FROM pg_control_checkpoint())
    || ':' || 'articles_registrychange'::regclass::oid
"""
# What is not seen yet by the snapshot, of what this statement sees. Numbers of the future are those of a database that
# was restored from another server's dump.
_SINCE = f"""
    SELECT pg_current_snapshot()::text, {_HERE},
        pg_snapshot_xmax(%(seen)s::pg_snapshot) > pg_snapshot_xmax(pg_current_snapshot()),
        (SELECT json_agg(json_build_array(
            kind, entity, merged, xact IS NOT DISTINCT FROM pg_current_xact_id_if_assigned()
        ))
        FROM articles_registrychange
        WHERE xact >= pg_snapshot_xmin(%(seen)s::pg_snapshot)
            AND (kind = 'pruned' OR NOT pg_visible_in_snapshot(xact, %(seen)s::pg_snapshot))
            AND (xact < pg_snapshot_xmax(pg_current_snapshot()) OR xact = pg_current_xact_id_if_assigned()))
"""  # noqa: S608 - constants


@dataclass(frozen=True, slots=True)
class Mark:
    """Up to where somebody has read: PostgreSQL's snapshot, as text, and the database that it belongs to.

    ``Mark()`` has read nothing.
    """

    snapshot: str = "1:1:"
    database: str = ""


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed since a mark, and the mark to ask with next time. Ids are texts.

    ``everything``: it is not known what changed; read all anew. ``uncommitted``: some of it was written by the asking
    transaction itself, which may yet be rolled back: ``until`` does not cover it. ``merged`` are those of the ids for
    whom another entity stands now, or no longer stands.
    """

    until: Mark
    everything: bool = False
    uncommitted: bool = False
    people: frozenset[str] = frozenset()
    employers: frozenset[str] = frozenset()
    cases: frozenset[str] = frozenset()
    merged: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return self.everything or self.size > 0

    @property
    def size(self) -> int:
        """How many entities changed."""
        return len(self.people) + len(self.employers) + len(self.cases)


def changes_since(mark: Mark) -> Changes:
    """What changed since ``mark``, in one query that costs as much as there are changes.

    Read names and cases after it: what is committed in between is reported once more next time.
    """
    with connection.cursor() as cursor:
        cursor.execute(_SINCE, {"seen": mark.snapshot})
        snapshot, database, from_the_future, rows = cursor.fetchone()
    until = Mark(snapshot, database)
    found: dict[str, set[str]] = {"person": set(), "employer": set(), "case": set(), "all": set(), "pruned": set()}
    merged, uncommitted = set(), False
    for kind, entity, is_merged, own in rows or ():
        found[kind].add(entity)
        uncommitted = uncommitted or own
        if is_merged:
            merged.add(entity)
    return Changes(
        until,
        everything=from_the_future or database != mark.database or bool(found["all"] or found["pruned"]),
        uncommitted=uncommitted,
        people=frozenset(found["person"]),
        employers=frozenset(found["employer"]),
        cases=frozenset(found["case"]),
        merged=frozenset(merged),
    )


@transaction.atomic
def prune(*, kept: int = KEPT) -> int:
    """Forget the oldest rows beyond ``kept``, whole transactions of them; returns how many.

    A row ``pruned`` stays with the last forgotten transaction's number: whose snapshot may not have seen that far is
    told to read everything. Only transactions before all that are under way are forgotten, so that every later snapshot
    has seen them.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH edge AS (
                SELECT xact FROM articles_registrychange
                WHERE kind <> 'pruned' AND xact < pg_snapshot_xmin(pg_current_snapshot())
                ORDER BY xact DESC OFFSET %s LIMIT 1
            ), gone AS (
                DELETE FROM articles_registrychange
                WHERE xact <= (SELECT xact FROM edge)
                    -- Numbers of the future: of a database that was restored from another server's dump.
                    OR xact >= pg_snapshot_xmax(pg_current_snapshot())
                        AND xact IS DISTINCT FROM pg_current_xact_id_if_assigned()
                RETURNING kind
            ), noted AS (
                INSERT INTO articles_registrychange (xact, kind, entity, merged)
                SELECT xact, 'pruned', '00000000-0000-0000-0000-000000000000', false FROM edge
            )
            SELECT count(*) FROM gone WHERE kind <> 'pruned'
            """,
            [kept],
        )
        return int(cursor.fetchone()[0])
