"""The way of one article, in this process: taken in, read, linked, reported."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from articles import report, services
from articles.choices import ArticleState, SuggestionState
from articles.models import Article, Mention, Suggestion
from tests.articles.world import BUSINESS, STORY, World, a_world, linked
from tests.records import a_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return a_world()


def test_a_story_is_linked_to_its_case_with_the_sentence(world: World) -> None:
    article = linked()

    found = report.report_of(article)

    assert [link["case"] for link in found["links"]] == [world.case.slug]
    assert any("then sued" in span["quote"] for span in found["links"][0]["spans"])
    assert found["links"][0]["reasons"]


def test_every_offset_is_exact(world: World) -> None:
    article = linked()

    found = report.report_of(article)
    spans = [span for link in found["links"] for span in link["spans"]]

    assert found["mentions"]
    for one in found["mentions"]:
        assert article.text[one["start"] : one["end"]] == one["text"]
    for one in [*spans, *found["proposals"]]:
        assert article.text[one["start"] : one["end"]] == one["quote"]


def test_mentions_name_records(world: World) -> None:
    found = report.report_of(linked())

    named = {one["entity"]["slug"] for one in found["mentions"]}

    assert {world.mover.slug, world.other.slug, world.old.slug, world.new.slug} <= named


def test_moves_are_proposed_with_resolved_dates(world: World) -> None:
    found = report.report_of(linked())

    moves = {
        (one["kind"], one["person"]["slug"]): one for one in found["proposals"] if one["kind"] in ("joined", "left")
    }

    assert moves["joined", world.other.slug]["date"]["edtf"] == "2015"
    assert moves["left", world.other.slug]["date"]["edtf"] == "2025-02"


def test_business_news_is_about_no_case(world: World) -> None:
    assert report.report_of(linked(BUSINESS))["links"] == []


def test_linking_again_doubles_nothing(world: World) -> None:
    article = linked()
    before = set(Suggestion.objects.values_list("pk", "state")), Mention.objects.count()

    assert services.relink() == [article.pk]
    services.link(ids=[article.pk])

    assert (set(Suggestion.objects.values_list("pk", "state")), Mention.objects.count()) == before
    article.refresh_from_db()
    assert article.state == ArticleState.LINKED


def test_what_is_no_longer_made_is_superseded_and_comes_back(world: World) -> None:
    article = linked()
    case = world.case
    case.merged_into = None
    participants = list(case.participants.all())
    for one in participants:
        one.delete()

    services.relink()
    services.link(ids=[article.pk])
    gone = Suggestion.objects.get(article=article, kind="case").state
    for one in participants:
        one.save(force_insert=True)
    services.relink()
    services.link(ids=[article.pk])

    assert gone == SuggestionState.SUPERSEDED
    assert Suggestion.objects.get(article=article, kind="case").state == SuggestionState.OPEN


def test_a_new_name_is_found_by_linking_again(world: World) -> None:
    article = linked("Nobody Inparticular joined Fictive Robotics in 2020.")
    person = a_person("Nobody Inparticular")
    services.relink(ids=[article.pk])
    services.link(ids=[article.pk])

    assert Mention.objects.filter(article=article, person=person).exists()


def test_the_command_prints_json(world: World, tmp_path: Path) -> None:
    file = tmp_path / "story.txt"
    file.write_bytes(b"\xef\xbb\xbf" + STORY.replace("\n", "\r\n").encode())
    out = StringIO()

    call_command("ingest", str(file), "--published", "2025-08-11", "--json", "--inline", stdout=out)

    found = json.loads(out.getvalue())
    assert found["article"]["text"] == STORY
    assert found["article"]["title"] == "Makers of imaginary robots fight over engineers"
    assert found["article"]["language"] == "en"
    assert [link["case"] for link in found["links"]] == [world.case.slug]


@pytest.mark.parametrize("language", ["en", "fr", "zh"])
def test_the_command_prints_sentences(world: World, tmp_path: Path, language: str) -> None:
    file = tmp_path / "story.txt"
    file.write_text(STORY)
    out = StringIO()

    call_command("ingest", str(file), "--published", "2025-08-11", "--inline", "--in", language, stdout=out)

    assert world.case.title in out.getvalue()
    assert "{" not in out.getvalue()


def test_a_second_time_it_is_known(world: World, tmp_path: Path) -> None:
    file = tmp_path / "story.txt"
    file.write_text(STORY)
    out = StringIO()

    for _ in range(2):
        call_command("ingest", str(file), "--inline", stdout=out)

    assert "known_text" in out.getvalue()
    assert Article.objects.count() == 1


def test_relink_is_a_command(world: World) -> None:
    article = linked("Nobody Inparticular joined Fictive Robotics in 2020.")
    person = a_person("Nobody Inparticular")
    out, err = StringIO(), StringIO()

    call_command("relink", "--article", str(article.pk), "--inline", stdout=out)
    call_command("relink", "--all", "--inline", stdout=out)
    with pytest.raises(CommandError):
        call_command("relink", "--article", "01990000-0000-7000-8000-000000000000", "--inline", stdout=out, stderr=err)

    assert out.getvalue().startswith("1 linked again\n")
    assert "done; 1 of 1 articles" in out.getvalue()
    assert "01990000" in err.getvalue()
    assert Mention.objects.filter(article=article, person=person).exists()


def test_many_lines_are_taken_in_once(world: World, tmp_path: Path) -> None:
    file = tmp_path / "many.jsonl"
    lines = [{"text": f"{STORY} {number}", "published": "2025-08-11", "sample": True} for number in range(5)]
    file.write_text("\n".join(map(json.dumps, lines)) + "\n\n")
    out = StringIO()

    for _ in range(2):
        call_command("ingest", "--bulk", str(file), "--inline", stdout=out)

    assert out.getvalue() == f"{file}: 5 created\n{file}: 5 known_text\n"
    assert Article.objects.filter(state="linked").count() == 5


def test_every_wrong_line_is_told_and_nothing_is_saved(tmp_path: Path) -> None:
    file = tmp_path / "many.jsonl"
    lines = [
        json.dumps({"text": STORY}),
        "not json",
        "[1]",
        json.dumps({"text": "", "published": "2999-01-01"}),
        json.dumps({"text": STORY, "published": "soon", "who": "?", "source": "nowhere", "sample": "yes", "title": 5}),
        "[" * 100_000,
    ]
    file.write_bytes("\n".join(lines).encode() + b"\n\xff")

    with pytest.raises(CommandError) as refused:
        call_command("ingest", "--bulk", str(file), "--inline")

    told = str(refused.value)
    for place in ("2: line", "3: line", "4: text", "6: line", "7: line: Byte 0 is not UTF-8"):
        assert f"{file}:{place}" in told
    for field in ("published", "who", "source", "sample", "title"):
        assert f"{file}:5: {field}: " in told
    assert told.endswith("Nothing was saved.")
    assert not Article.objects.exists()
