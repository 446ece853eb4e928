"""Stories and labelled data for the tests of linking/."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from linking.candidates import CaseIndex
from linking.engine import Engine
from linking.forms import CaseCard, CaseRole, Document, NameEntry

DATA = Path(__file__).parents[1] / "data" / "linking"


@dataclass(frozen=True)
class Story:
    """A made-up article with its registry and what is expected of it."""

    engine: Engine
    document: Document
    expected: dict[str, Any]


def cards_of(record: dict[str, Any]) -> list[CaseCard]:
    """The cards of a story."""
    return [
        CaseCard(
            case["case"],
            case["title"],
            tuple(CaseRole(entity, role) for entity, role in case["roles"]),
            claim_kinds=tuple(case["claim_kinds"]),
            jurisdiction=case["jurisdiction"],
        )
        for case in record["cases"]
    ]


@pytest.fixture(params=["en", "fr", "zh"])
def story(request: pytest.FixtureRequest) -> Story:
    """The same kind of story in three languages, each in its own wording."""
    record = json.loads((DATA / "stories" / f"{request.param}.json").read_text(encoding="utf-8"))
    engine = Engine([NameEntry(*name) for name in record["names"]], CaseIndex(cards_of(record)))
    document = Document(record["text"], record["title"], record["language"], date.fromisoformat(record["published"]))
    return Story(engine, document, record)
