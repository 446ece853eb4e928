"""Mistakes in seed files are reported with file, key and field, and nothing of that file is saved."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from people.models import Employer, Person
from tracker.seeding.loader import load
from tracker.seeding.places import SEEDS
from tracker.seeding.rows import SeedError

pytestmark = pytest.mark.django_db


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    """A small set of seeds to plant mistakes in: one employer, one person, one case."""
    folder = tmp_path / "seeds"
    (folder / "cases").mkdir(parents=True)
    source = {"publisher": "A court of no place", "language": "en", "published": "2024"}
    cited = [{"source": "court", "summary": "Names the parties."}]
    files: dict[str, Any] = {
        "sources.json": {"sources": {"court": source}},
        "employers.json": {
            "employers": [{"slug": "example", "display_name": "Example Works", "names": [], "citations": cited}]
        },
        "people.json": {"people": [{"slug": "jo-sample", "display_name": "Jo Sample", "names": []}]},
        "tribunals.json": {"tribunals": [{"slug": "court", "name": "A court", "forum_type": "court"}]},
        "jurisdictions.json": {"jurisdictions": []},
        "agreements.json": {"agreements": []},
        "employments.json": {"employments": []},
        "cases/example-v-sample.json": {
            "slug": "example-v-sample",
            "title": "Example Works v. a former employee (non-compete)",
            "summary": "Plainly made up.",
            "claim_kinds": ["breach_non_compete"],
            "jurisdiction": "US",
            "citations": cited,
            "participants": [{"employer": "example", "role": "former_employer"}],
            "proceedings": [{"key": "action", "forum_type": "court", "tribunal": "court", "filed": "2024"}],
            "events": [
                {
                    "kind": "complaint_filed",
                    "occurred": "2024",
                    "assertion": "reported",
                    "title": "Suit",
                    "proceeding": "action",
                    "citations": cited,
                }
            ],
        },
    }
    for name, data in files.items():
        (folder / name).write_text(json.dumps(data), encoding="utf-8")
    return folder


def change(seeds: Path, name: str, work: Callable[[Any], None]) -> None:
    path = seeds / name
    data = json.loads(path.read_text(encoding="utf-8"))
    work(data)
    path.write_text(json.dumps(data), encoding="utf-8")


def test_the_small_set_loads(seeds: Path) -> None:
    assert load(seeds).counts["cases"]["created"] == 1


CASE = "cases/example-v-sample.json"
MISTAKES: list[tuple[str, Callable[[Any], None], tuple[str, ...]]] = [
    (CASE, lambda case: case.update(titel="x"), ("example-v-sample", "titel", "unknown field")),
    (CASE, lambda case: case.pop("title"), ("example-v-sample", "title", "required")),
    (CASE, lambda case: case.update(status="lost"), ("example-v-sample", "status")),
    (CASE, lambda case: case.update(opened="2024-22"), ("example-v-sample", "opened", "month must be 01-12")),
    (CASE, lambda case: case["participants"][0].update(role="mover"), ("participants", "breaks a rule")),
    (CASE, lambda case: case["participants"][0].update(employer="nobody"), ("employer", "nobody")),
    (CASE, lambda case: case["proceedings"][0].update(tribunal="none"), ("tribunal", "none")),
    (CASE, lambda case: case["events"][0].update(proceeding="appeal"), ("Suit", "proceeding", "known: action")),
    (CASE, lambda case: case["events"][0].update(assertion="found"), ("Suit", "decision")),
    (CASE, lambda case: case["events"][0].update(occurred="2150"), ("Suit", "occurred_text", "future")),
    (CASE, lambda case: case["events"][0].update(amount=1.5), ("Suit", "amount", "whole number")),
    (CASE, lambda case: case["events"][0].update(amount=5), ("Suit", "currency")),
    (CASE, lambda case: case["citations"][0].update(source="press"), ("source", "not described")),
    (CASE, lambda case: case["citations"][0].update(summary="He said “no”."), ("summary", "quotation marks")),
    (CASE, lambda case: case.update(related=[{"case": "other"}]), ("related", "case", "other")),
    (CASE, lambda case: case["events"].append(case["events"][0]), ("Suit", "stands above already")),
    ("employers.json", lambda data: data["employers"][0].update(kind="club"), ("example", "kind")),
    ("employers.json", lambda data: data["employers"][0].update(names="Example"), ("example", "names", "list")),
    ("sources.json", lambda data: data["sources"]["court"].update(published="soon"), ("court", "published")),
    ("people.json", lambda data: data["people"].append("Jo"), ("people.json", "object")),
    (
        "agreements.json",
        lambda data: data["agreements"].append({"slug": "a", "case": "gone"}),
        ("agreements.json", "case", "gone"),
    ),
]


@pytest.mark.parametrize(("name", "mistake", "said"), MISTAKES)
def test_a_mistake_is_placed(seeds: Path, name: str, mistake: Callable[[Any], None], said: tuple[str, ...]) -> None:
    change(seeds, name, mistake)

    with pytest.raises(SeedError) as caught:
        load(seeds)

    message = str(caught.value)
    assert all(part in message for part in said), message


def test_a_file_is_loaded_whole_or_not_at_all(seeds: Path) -> None:
    change(seeds, "employers.json", lambda data: data["employers"].append({"slug": "second", "display_name": " "}))

    with pytest.raises(SeedError):
        load(seeds)

    assert not Employer.objects.exists()


def test_files_before_the_broken_one_stay(seeds: Path) -> None:
    (seeds / "tribunals.json").write_text("{", encoding="utf-8")

    with pytest.raises(SeedError, match=r"tribunals\.json: is not JSON"):
        load(seeds)

    assert Person.objects.get().slug == "jo-sample"


def test_a_key_said_twice_is_refused(seeds: Path) -> None:
    (seeds / "people.json").write_text('{"people": [], "people": []}', encoding="utf-8")

    with pytest.raises(SeedError, match="said twice"):
        load(seeds)


def test_command_names_the_place(seeds: Path) -> None:
    shutil.rmtree(seeds / "cases")
    (seeds / "employments.json").unlink()

    with pytest.raises(CommandError, match=r"employments\.json: cannot be read"):
        call_command("seed", "--from", str(seeds))


def test_a_person_without_a_source_stays_a_draft(seeds: Path) -> None:
    report = load(seeds)

    assert not Person.objects.get().is_published
    assert [(row.kind, row.reason) for row in report.unpublished] == [("people", "no source at hand")]


def test_the_folder_is_the_repositorys_own() -> None:
    assert (SEEDS / "sources.json").is_file()
