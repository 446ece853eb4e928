"""What is not public leaves no trace on a page: no name, no link, no difference between hidden and absent."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from cases import services
from cases.models import Party
from facts import services as facts
from tests.web import make

pytestmark = pytest.mark.django_db
HIDDEN = "Zelda Hidden"


@pytest.fixture
def editor() -> User:
    return User.objects.create_superuser("made-up-editor", password="made-up")


def headers(answer: Any) -> dict[str, str]:
    """All but the number that every request has of its own."""
    return {name: value for name, value in answer.headers.items() if name != "X-Request-Id"}


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_names_of_the_unpublished_do_not_show_on_a_published_dispute(client: Client) -> None:
    mover, former = make.person(HIDDEN, shown=False), make.employer("Hidden Works", shown=False)
    made = make.case("A v. B (non-compete)", mover=mover, former=former)
    suit = make.proceeding(made)
    services.save_party(party=Party(proceeding=suit, person=mover, role="defendant", side="respondent"))
    services.save_party(party=Party(proceeding=suit, employer=former, role="plaintiff", side="claimant"))
    make.covenant(make.agreement(mover, former), made)
    make.event(made, actors=[("person", mover), ("employer", former)])

    for path in (made.get_absolute_url(), "/", "/search?q=non-compete"):
        body = text(client, path).lower()
        assert "a v. b" in body
        assert "hidden" not in body


def test_names_of_the_unpublished_find_nothing(client: Client) -> None:
    make.case("A v. B (non-compete)", mover=make.person(HIDDEN, shown=False, also=("泽藏",)))

    for query in ("Zelda", "Zelda Hidden", "泽藏"):
        assert "Nothing found" in text(client, f"/search?q={query}")
    assert "Spelled much alike" not in text(client, "/search?q=Zelda Hiden")


def test_drafts_inside_a_published_dispute_do_not_show(client: Client) -> None:
    mover, former = make.person(), make.employer()
    made = make.case(mover=mover, former=former)
    before = text(client, made.get_absolute_url())

    make.event(made, title="A draft entry", shown=False)
    make.covenant(make.agreement(mover, former, shown=False), made)
    services.relate_cases(first=made, second=make.case("A draft dispute", shown=False))

    assert text(client, made.get_absolute_url()) == before


def test_drafts_of_a_working_life_do_not_show(client: Client) -> None:
    mover, former, hidden = make.person(), make.employer(), make.employer("Hidden Works", shown=False)
    paths = (mover.get_absolute_url(), former.get_absolute_url())
    before = [text(client, path) for path in paths]

    make.employment(mover, former, shown=False)
    make.employment(mover, hidden)
    make.agreement(mover, former, shown=False)
    make.agreement(mover, hidden)
    make.case("A draft dispute", mover=mover, former=former, shown=False)

    assert [text(client, path) for path in paths] == before


def test_a_hidden_unit_is_left_out_of_an_employment(client: Client) -> None:
    mover, former = make.person(), make.employer()
    lab = make.employer("Hidden Lab", kind="lab", shown=False)
    make.employment(mover, former, unit=lab)

    for path in (mover.get_absolute_url(), former.get_absolute_url()):
        assert "Hidden Lab" not in text(client, path)


@pytest.mark.parametrize("kind", ["cases", "people", "employers"])
def test_hidden_and_absent_give_the_same_answer(client: Client, kind: str) -> None:
    makers: dict[str, Any] = {"cases": make.case, "people": make.person, "employers": make.employer}
    record = makers[kind](shown=False)
    absent = client.get(f"/{kind}/nothing-here")

    for state in ("draft", "in_review", "legal_hold", "restricted", "withdrawn"):
        record.publication_state = state
        record.save()
        hidden = client.get(record.get_absolute_url())
        assert hidden.status_code == absent.status_code == 404
        assert hidden.content == absent.content
        assert headers(hidden) == headers(absent)


@pytest.mark.parametrize("kind", ["cases", "people", "employers"])
def test_what_was_withdrawn_is_gone_and_says_no_more(client: Client, editor: User, kind: str) -> None:
    makers: dict[str, Any] = {"cases": make.case, "people": make.person, "employers": make.employer}
    record = makers[kind]()
    name = str(record)

    facts.withdraw(record=record, editor=editor, reason="Objection upheld")

    answer = client.get(record.get_absolute_url())
    assert answer.status_code == 410
    assert name not in answer.content.decode()
    assert "Objection" not in answer.content.decode()


@pytest.mark.parametrize("kind", ["cases", "people", "employers"])
def test_a_merged_record_leads_to_its_survivor(client: Client, kind: str) -> None:
    makers: dict[str, Any] = {"cases": make.case, "people": make.person, "employers": make.employer}
    merged, middle, survivor = makers[kind]("One Record"), makers[kind]("Two Record"), makers[kind]("Three Record")
    middle.merged_into = survivor
    middle.save()
    merged.merged_into = middle
    merged.save()

    answer = client.get(merged.get_absolute_url())

    assert answer.status_code == 301
    assert answer["Location"] == survivor.get_absolute_url()


def test_a_redirect_betrays_nothing_hidden(client: Client) -> None:
    draft, hidden = make.person("Draft Person", shown=False), make.person("Hidden Person", shown=False)
    shown, other = make.person("Shown Person"), make.person("Other Person")
    draft.merged_into = shown
    draft.save()
    other.merged_into = hidden
    other.save()

    assert client.get(draft.get_absolute_url()).status_code == 404
    assert client.get(other.get_absolute_url()).status_code == 404


def test_an_editor_sees_what_everybody_sees(client: Client, editor: User) -> None:
    made = make.case(mover=make.person(HIDDEN, shown=False))
    make.event(made, title="A draft entry", shown=False)
    public = text(client, made.get_absolute_url())

    client.force_login(editor)

    assert text(client, made.get_absolute_url()) == public


def test_pages_have_a_strict_policy_and_no_script(client: Client) -> None:
    made = make.case()

    answer = client.get(made.get_absolute_url())

    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "unsafe" not in answer["Content-Security-Policy"]
    body = answer.content.decode()
    assert "<script" not in body
    assert "style=" not in body
    assert "Set-Cookie" not in answer.headers
    assert not answer.cookies


def test_editors_notes_never_show(client: Client) -> None:
    mover = make.person(rights_note="Objected by letter", notability_reason="Led the laboratory")

    body = text(client, mover.get_absolute_url())

    assert "Objected" not in body
    assert timezone.now().strftime("%H:%M:") not in body
