"""Past decisions are judged anew before other weights are enabled, and can be learnt from."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from articles import registry, services
from articles.choices import SuggestionKind
from articles.decisions import decided_articles, judged_links
from articles.models import Article, Suggestion
from linking.model import WEIGHTS
from linking.registry import read_articles, read_registry
from tests.articles.world import a_world, linked

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(db: None) -> User:
    return User.objects.create_user("editor")


@pytest.fixture
def article(db: None) -> Article:
    a_world()
    return linked()


def link_of(article: Article) -> Suggestion:
    return Suggestion.objects.get(article=article, kind=SuggestionKind.CASE)


def weights(folder: Path, **changed: Any) -> Path:
    """The weights in force, with something changed."""
    file = folder / "weights.json"
    file.write_text(json.dumps(json.loads(WEIGHTS.read_text()) | {"version": "candidate"} | changed))
    return file


def replay(*arguments: Any) -> Any:
    out = StringIO()
    call_command("replay", *arguments, "--json", stdout=out)
    return json.loads(out.getvalue())


def test_without_decisions_it_says_so(article: Article) -> None:
    out = StringIO()

    call_command("replay", stdout=out)

    assert "nothing to compare by" in out.getvalue()


def test_weights_that_miss_what_was_accepted_lose(article: Article, editor: User, tmp_path: Path) -> None:
    services.accept_suggestion(suggestion=link_of(article), editor=editor)

    found = replay(weights(tmp_path, bias=-60.0))

    assert (found["decisions"], found["agrees_before"], found["agrees_after"]) == (1, 1, 0)
    assert (found["wins"], found["losses"][0]["after"]) == ([], None)
    assert found["losses"][0]["before"] > 0.5


def test_weights_that_leave_out_what_was_rejected_win(article: Article, editor: User, tmp_path: Path) -> None:
    services.reject_suggestion(suggestion=link_of(article), editor=editor)

    found = replay(weights(tmp_path, bias=-60.0))

    assert (found["agrees_before"], found["agrees_after"], len(found["wins"])) == (0, 1, 1)
    assert (found["wrong_automatic_before"] >= found["wrong_automatic_after"]) is True
    assert found["wrong_automatic_after"] == 0


def test_the_same_weights_change_nothing(article: Article, editor: User) -> None:
    services.accept_suggestion(suggestion=link_of(article), editor=editor)

    found = replay()

    assert (found["agrees_before"], found["agrees_after"], found["wins"], found["losses"]) == (1, 1, [], [])


def test_the_text_names_the_article_and_the_case(article: Article, editor: User, tmp_path: Path) -> None:
    services.accept_suggestion(suggestion=link_of(article), editor=editor)
    out = StringIO()

    call_command("replay", weights(tmp_path, bias=-60.0), stdout=out)

    assert "Lost: 1" in out.getvalue()
    assert f"-> none  accepted: Fictive Robotics v. Sampleton (non-compete) in {article}" in out.getvalue()


def test_nothing_is_changed(article: Article, editor: User, tmp_path: Path) -> None:
    services.accept_suggestion(suggestion=link_of(article), editor=editor)
    before = list(Suggestion.objects.order_by("pk").values())

    replay(weights(tmp_path, bias=-60.0))

    assert list(Suggestion.objects.order_by("pk").values()) == before


@pytest.mark.parametrize("content", ["", "{}", '{"version": "1", "bias": 0}'])
def test_a_broken_file_is_named(content: str, tmp_path: Path) -> None:
    file = tmp_path / "weights.json"
    file.write_text(content)

    with pytest.raises(CommandError, match="weights:"):
        replay(file)


def test_unsure_is_no_verdict_and_purged_texts_are_left_out(article: Article, editor: User) -> None:
    services.set_aside(suggestion=link_of(article), editor=editor)
    other = linked(
        "A court has been asked by Fictive Robotics to hold Ferdinand Sampleton to his non-compete agreement. "
        "He builds machines for Madeup Motors now, and Fictive Robotics wants him to stop until the spring."
    )
    services.accept_suggestion(suggestion=link_of(other), editor=editor)
    Article.objects.filter(pk=other.pk).update(text="", text_sha256="", state="archived")

    assert list(judged_links()) == []


def test_decided_articles_are_written_as_labelled_data(article: Article, editor: User, tmp_path: Path) -> None:
    link = link_of(article)
    services.accept_suggestion(suggestion=link, editor=editor)
    out = StringIO()

    call_command("decisions", tmp_path / "new", stdout=out)

    (told,) = read_articles([tmp_path / "new" / "articles.jsonl"])
    known = registry.read_all()
    written = read_registry([tmp_path / "new" / "cases.jsonl"])
    assert out.getvalue().startswith("1 decided articles and 1 cases")
    assert (told.id, told.document.text, told.gold) == (str(article.pk), article.text, frozenset({str(link.case_id)}))
    assert {(name.text, name.weak) for name in written.names()} == {
        (name.text, name.weak) for name in known.names if "Testova" not in name.text
    }
    (card,), (kept,) = written.cards, known.cards
    assert sorted(role.role for role in card.roles) == sorted(role.role for role in kept.roles)
    assert (card.opened_lo, card.opened_hi, card.title) == (kept.opened_lo, kept.opened_hi, kept.title)


def test_what_is_still_open_is_not_learnt_from(article: Article) -> None:
    assert list(decided_articles()) == []


def test_a_rejected_article_is_about_none(article: Article, editor: User) -> None:
    services.reject_suggestion(suggestion=link_of(article), editor=editor)

    assert [one.accepted for one in decided_articles()] == [frozenset()]


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(CommandError, match="folder:"):
        call_command("decisions", tmp_path / "file" / "folder")
