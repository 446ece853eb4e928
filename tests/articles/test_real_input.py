"""The story that the project began from, and our own telling of the same facts, with the seeds loaded."""

from __future__ import annotations

import json
import re
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from articles.models import Article
from cases.models import Case
from tracker.seeding.loader import load

ROOT = Path(__file__).resolve().parents[2]
# A file of others, which may be there and is no part of the repository.
GIVEN = ROOT.parent / "shared" / "data" / "seed-article.fr.txt"
OWN = ROOT / "seeds" / "articles" / "talents-ia.fr.txt"
NAMES = """
Yan Zhijie|M. Yan|Zhou Chang|Alibaba|Alibaba Group Holding|Tencent|Tencent Holdings|ByteDance|TikTok|JD.com
Explore Academy|Damo Academy|Tongyi|Qwen|Meta Platforms|Google|OpenAI|Apple|Anthropic|Thinking Machines Lab
"""

Found = dict[str, Any]


def read(file: Path) -> Found:
    out = StringIO()
    call_command("ingest", str(file), "--published", "2025-08-11", "--json", "--inline", stdout=out)
    found: Found = json.loads(out.getvalue())
    return found


def proposed(found: Found, kind: str, person: str, *, employer: str = "") -> list[Found]:
    """Proposals of a kind about a person, to or from an employer."""
    return [
        one
        for one in found["proposals"]
        if one["kind"] == kind
        and one["person"]["slug"] == person
        and (not employer or employer in {(one[end] or {}).get("slug") for end in ("from", "to")})
    ]


def is_quoted_exactly(found: Found, file: Path) -> None:
    text = found["article"]["text"]
    assert text == file.read_text(encoding="utf-8")
    for one in found["mentions"]:
        assert text[one["start"] : one["end"]] == one["text"]
    for one in [*found["proposals"], *(span for link in found["links"] for span in link["spans"])]:
        assert text[one["start"] : one["end"]] == one["quote"]


def names_everybody(found: Found) -> None:
    named = {one["text"] for one in found["mentions"] if one["entity"]["id"]}
    assert [name for name in re.split(r"[|\n]", NAMES.strip()) if name not in named] == []


def is_about_the_one_dispute(found: Found) -> None:
    (link,) = found["links"]
    case = Case.objects.get(slug=link["case"])
    assert {str(one.person or one.employer) for one in case.participants.all()} >= {
        "Zhou Chang",
        "Alibaba",
        "ByteDance",
    }
    assert any("Zhou Chang" in span["quote"] for span in link["spans"])
    assert any("non-concurrence" in span["quote"] for span in link["spans"])


def proposes_what_is_told(found: Found) -> None:
    (joined,) = proposed(found, "joined", "zhou-chang")
    assert (joined["to"]["slug"], joined["date"]["edtf"]) == ("bytedance", "2024")
    (action,) = [*proposed(found, "legal_action", "zhou-chang"), *proposed(found, "complaint_filed", "zhou-chang")]
    assert action["from"]["slug"] == "alibaba"
    assert action["date"]["lo"] >= "2024-01-01"
    assert action["date"]["hi"] <= "2025-08-11"
    (first,) = proposed(found, "joined", "yan-zhijie", employer="alibaba")
    assert first["date"]["edtf"] == "2015"
    (left,) = proposed(found, "left", "yan-zhijie", employer="alibaba")
    assert left["date"]["edtf"] == "2025-02"
    assert proposed(found, "joined", "yan-zhijie", employer="tencent")
    (last,) = proposed(found, "joined", "yan-zhijie", employer="jd-explore-academy")
    assert last["date"]["hi"] <= "2025-08-31"
    assert last["date"]["lo"] is None or last["date"]["lo"] >= "2025-02-01"


def is_worded_as_reported(found: Found) -> None:
    assert {one["assertion"] for one in found["proposals"]} == {"reported"}


def invents_no_case(found: Found, cases: int) -> None:
    assert Case.objects.count() == cases
    assert all(one["case"] is None for one in found["proposals"] if one["person"]["slug"] == "yan-zhijie")
    assert [one for one in found["unknowns"] if one["kind"] == "new_case"] == []


@pytest.mark.django_db
@pytest.mark.slow
def test_the_story_is_read_as_told(subtests: pytest.Subtests) -> None:
    load()
    cases = Case.objects.count()

    for file in (OWN, GIVEN):
        if not file.exists():
            continue
        found = read(file)
        for check in (names_everybody, is_about_the_one_dispute, proposes_what_is_told, is_worded_as_reported):
            with subtests.test(file=file.name, check=check.__name__):
                check(found)
        with subtests.test(file=file.name, check="is_quoted_exactly"):
            is_quoted_exactly(found, file)
        with subtests.test(file=file.name, check="invents_no_case"):
            invents_no_case(found, cases)

    assert Article.objects.count() == 1 + GIVEN.exists()
