"""The order in which seeds are loaded. Each file is one transaction: it is loaded whole or not at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pghistory
from django.db import IntegrityError

from facts.bulk import bulk
from facts.publication import reviewed
from tracker.seeding.agreements import load_agreements
from tracker.seeding.cases import load_case, load_employments, load_relations, load_tribunals
from tracker.seeding.keeping import MARK, Keeper
from tracker.seeding.people import load_employers, load_people
from tracker.seeding.places import SEEDS
from tracker.seeding.proceedings import Docket
from tracker.seeding.report import Report
from tracker.seeding.rows import Row, SeedError, read
from tracker.seeding.rules import load_rules
from tracker.seeding.sources import Sources

FILES: tuple[tuple[str, Callable[[Keeper, Row], None]], ...] = (
    ("employers.json", load_employers),
    ("people.json", load_people),
    ("tribunals.json", load_tribunals),
    ("jurisdictions.json", load_rules),
)


@contextmanager
def _whole(file: str) -> Iterator[None]:
    """A rule that the database checks only at the end names its record itself."""
    try:
        with bulk(), pghistory.context(**{MARK: file}), reviewed():
            yield
    except IntegrityError as error:
        raise SeedError(file, "", "", str(error.__cause__ or error)) from error


def load(seeds: Path = SEEDS) -> Report:
    """Bring the database in line with ``seeds``.

    Raises ``SeedError`` naming file, key and field; what was loaded from the files before it stays.
    """
    keeper = Keeper(Sources(read(seeds / "sources.json", under=seeds)))
    for name, loading in FILES:
        file = read(seeds / name, under=seeds)
        with _whole(file.file):
            loading(keeper, file)
    agreements = read(seeds / "agreements.json", under=seeds)
    by_case: dict[str, list[Row]] = defaultdict(list)
    for row in agreements.rows("agreements", named_by=["slug"]):
        by_case[row.text("case", "")].append(row)
    agreements.finish()
    cases = [read(path, under=seeds) for path in sorted((seeds / "cases").glob("*.json"))]
    for file in cases:
        with _whole(file.file):
            load_case(keeper, file, by_case.pop(file.text("slug"), []))
    with _whole("cases"):
        load_relations(keeper, cases)
    with _whole(agreements.file):
        load_agreements(keeper, by_case.pop("", []), Docket())
    for slug, rows in by_case.items():
        raise rows[0].error("case", f"no case has the slug “{slug}”")
    employments = read(seeds / "employments.json", under=seeds)
    with _whole(employments.file):
        load_employments(keeper, employments.rows("employments", named_by=["person"]))
        employments.finish()
    return keeper.report
