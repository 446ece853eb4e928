"""An editor accepts or rejects: drafts with quoted citations, once, whatever the engine says later."""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import connections

from articles import services
from articles.models import Article, Suggestion
from articles.services import Changes
from cases.models import CaseCitation, Event
from facts.models import Citation
from facts.services import link, publish
from people.models import EmployerRelation, Employment, Person
from people.services import relate_employers
from tests.articles.world import World, a_world, linked
from tests.records import a_citation, a_person, an_employer
from tests.users import a_senior
from tracker.roles import SENIOR, give_role


@pytest.fixture
def world(db: None) -> World:
    return a_world()


@pytest.fixture
def article(world: World) -> Article:
    return linked()


@pytest.fixture
def editor(db: None) -> User:
    return User.objects.create_user("synthetic-editor")


def suggestion(article: Article, kind: str, proposed: str = "") -> Suggestion:
    found = article.suggestions.filter(kind=kind)
    return found.get(payload__kind=proposed) if proposed else found.get()


def test_a_link_cites_the_case_verbatim(world: World, article: Article, editor: User) -> None:
    decided = services.accept_suggestion(suggestion=suggestion(article, "case"), editor=editor, note="plain")

    cited = CaseCitation.objects.get(fact=world.case).citation
    assert cited == decided.citation
    assert cited.form == "quoted"
    assert cited.quote_start is not None
    assert article.text[cited.quote_start : cited.quote_end] == cited.quote
    assert cited.text_sha256 == hashlib.sha256(article.text.encode()).hexdigest()
    assert cited.published_text == "2025-08-11"
    one = Suggestion.objects.get(pk=decided.suggestion.pk)
    assert (one.state, one.decided_by, one.note) == ("accepted", editor, "plain")


def test_an_event_becomes_a_draft_entry(world: World, article: Article, editor: User) -> None:
    decided = services.accept_suggestion(suggestion=suggestion(article, "event", "complaint_filed"), editor=editor)

    event = Event.objects.get(case=world.case)
    assert decided.records == (event,)
    assert decided.suggestion.made_event == event
    assert (event.publication_state, event.assertion, event.kind) == ("draft", "reported", "complaint_filed")
    assert event.drafted_by == editor
    assert event.citation_links.get().citation.quote in article.text
    actors = {(row.person or row.employer, row.role) for row in event.actors.all()}
    assert {(world.mover, "subject"), (world.old, "actor")} <= actors


@pytest.mark.parametrize(
    ("told", "kind", "title", "actors"),
    [
        (
            "Fictive Robotics sued Madeup Motors over poached engineers and trade secrets.",
            "complaint_filed",
            "Complaint filed: Fictive Robotics – Madeup Motors",
            {("old", "actor"), ("new", "subject")},
        ),
        (
            "Madeup Motors countersued Fictive Robotics over the non-compete agreements of its engineers.",
            "counterclaim",
            "Counterclaim: Fictive Robotics – Madeup Motors",
            {("old", "subject"), ("new", "actor")},
        ),
        (
            "A jury convicted Ferdinand Sampleton of taking trade secrets of Fictive Robotics to Madeup Motors.",
            "ruling",
            "Ruling: Fictive Robotics – Ferdinand Sampleton",
            {("mover", "subject"), ("old", "subject"), ("new", "destination")},
        ),
        (
            "Prosecutors charged Ferdinand Sampleton with theft of trade secrets of Fictive Robotics.",
            "charges_filed",
            "Charges filed: Fictive Robotics – Ferdinand Sampleton",
            {("mover", "subject"), ("old", "subject")},
        ),
    ],
)
def test_a_step_between_firms_or_of_an_authority_becomes_an_entry(
    world: World, editor: User, told: str, kind: str, title: str, actors: set[tuple[str, str]]
) -> None:
    one = suggestion(linked(told), "event", kind)

    decided = services.accept_suggestion(suggestion=one, editor=editor, changes=Changes(case=world.case))

    event = decided.suggestion.made_event
    assert event is not None
    assert (event.kind, event.title) == (kind, title)
    assert {(row.person or row.employer, row.role) for row in event.actors.all()} == {
        (getattr(world, name), role) for name, role in actors
    }


def test_what_is_found_is_only_reported_without_its_decision(world: World, article: Article, editor: User) -> None:
    one = suggestion(article, "event", "complaint_filed")

    decided = services.accept_suggestion(suggestion=one, editor=editor, changes=Changes(assertion="found"))

    assert decided.suggestion.made_event is not None
    assert decided.suggestion.made_event.assertion == "reported"
    assert "found_needs_decision" in {notice.code for notice in decided.warnings}


def test_moves_of_a_person_without_a_dispute_become_one_draft(world: World, article: Article, editor: User) -> None:
    joined = article.suggestions.get(kind="move", payload__kind="joined", payload__person__id=str(world.other.pk))
    left = article.suggestions.get(kind="move", payload__kind="left", payload__person__id=str(world.other.pk))

    services.accept_suggestion(suggestion=joined, editor=editor)
    services.accept_suggestion(suggestion=left, editor=editor)

    one = Employment.objects.get(person=world.other)
    assert (one.employer, one.start_text, one.end_text, one.end_state) == (world.old, "2015", "2025-02", "ended")
    assert one.publication_state == "draft"
    assert one.citation_links.count() == 2
    assert not Event.objects.exists()


@pytest.mark.parametrize("known", [True, False])
def test_a_move_within_a_group_is_a_role_change_of_an_employment_that_goes_on(
    world: World, article: Article, editor: User, known: bool
) -> None:
    """From the academy to the lab of one firm: the service with the firm neither began nor ended."""
    academy, lab = an_employer("Fictive Academy", kind="lab"), an_employer("Fictive Lab", kind="unit")
    for unit in (academy, lab):
        relate_employers(relation=EmployerRelation(source=unit, target=world.old, kind="unit_of"))
    if known:
        job = Employment(person=world.mover, employer=world.old, unit=academy, start_text="2015", end_state="unknown")
        job.save()
    row = article.suggestions.get(kind="move", payload__kind="joined", payload__person__id=str(world.mover.pk))
    refs = {"from": {"id": str(academy.pk), "name": "Academy"}, "to": {"id": str(lab.pk), "name": "Lab"}}
    Suggestion.objects.filter(pk=row.pk).update(payload=row.payload | refs)

    decided = services.accept_suggestion(
        suggestion=Suggestion.objects.get(pk=row.pk), editor=editor, changes=Changes(case=world.case)
    )

    assert "within_group" in {notice.code for notice in decided.warnings}
    employment = Employment.objects.get(person=world.mover)
    assert (employment.employer, employment.unit) == (world.old, academy if known else lab)
    assert (employment.start_text, employment.end_text, employment.end_state) == (
        "2015" if known else "",
        "",
        "unknown",
    )
    assert employment.citation_links.count() == 1
    event = Event.objects.get(case=world.case)
    assert (event.kind, event.employment) == ("role_change", employment)
    assert event.title == "Role change: Ferdinand Sampleton – Fictive Academy – Fictive Lab"


def test_a_move_of_a_case_is_an_entry_too(world: World, article: Article, editor: User) -> None:
    joined = article.suggestions.get(kind="move", payload__kind="joined", payload__person__id=str(world.mover.pk))

    decided = services.accept_suggestion(suggestion=joined, editor=editor, changes=Changes(case=world.case))

    one = Employment.objects.get(person=world.mover, employer=world.new)
    assert decided.suggestion.made_employment == one
    assert Event.objects.get(case=world.case).employment == one


def test_a_published_employment_keeps_its_words(world: World, article: Article, editor: User) -> None:
    left = article.suggestions.get(kind="move", payload__kind="left", payload__person__id=str(world.other.pk))
    standing = Employment(person=world.other, employer=world.old, end_state="unknown", start_text="2015")
    standing.save()
    link(fact=standing, citations=[a_citation()])
    Employment.objects.filter(pk=standing.pk).update(publication_state="published")

    decided = services.accept_suggestion(suggestion=left, editor=editor)

    standing.refresh_from_db()
    assert (standing.end_text, standing.end_state) == ("", "unknown")
    assert standing.citation_links.count() == 2
    assert "record_unchanged" in {notice.code for notice in decided.warnings}


def test_a_name_not_on_record_must_be_chosen(world: World, editor: User) -> None:
    article = linked("Quilla Newcomerova joined Fictive Robotics in 2020.")
    found = article.suggestions.filter(kind="move", payload__person__id=None)
    if not found:
        pytest.skip("the engine proposes nothing about names that are not on record")
    one = found[0]

    with pytest.raises(ValidationError) as refused:
        services.accept_suggestion(suggestion=one, editor=editor)
    person = a_person("Quilla Newcomerova")
    services.accept_suggestion(suggestion=one, editor=editor, changes=Changes(person=person))

    assert "person" in refused.value.message_dict
    assert Employment.objects.get().person == person


def test_a_refused_acceptance_saves_nothing(world: World, article: Article, editor: User) -> None:
    one = suggestion(article, "event", "complaint_filed")

    with pytest.raises(ValidationError) as refused:
        services.accept_suggestion(suggestion=one, editor=editor, changes=Changes(occurred="2999-01"))

    assert "occurred" in refused.value.message_dict
    assert not Citation.objects.exists()
    one.refresh_from_db()
    assert one.state == "open"


def test_a_rejected_pair_does_not_come_back(world: World, article: Article, editor: User) -> None:
    one = suggestion(article, "case")
    services.reject_suggestion(suggestion=one, editor=editor, note="another dispute")

    services.relink()
    services.link(ids=[article.pk])

    one.refresh_from_db()
    assert (one.state, one.note) == ("rejected", "another dispute")
    assert article.suggestions.filter(kind="case").count() == 1


def test_what_is_decided_is_decided(world: World, article: Article, editor: User) -> None:
    one = suggestion(article, "case")
    services.reject_suggestion(suggestion=one, editor=editor)

    with pytest.raises(ValidationError) as refused:
        services.accept_suggestion(suggestion=one, editor=editor)

    assert refused.value.error_dict["state"][0].code == "already_decided"


def test_a_stale_view_decides_nothing(world: World, article: Article, editor: User) -> None:
    one = suggestion(article, "case")

    with pytest.raises(ValidationError) as refused:
        services.accept_suggestion(suggestion=one, editor=editor, version=one.version + 1)

    assert refused.value.error_dict["state"][0].code == "changed"


def test_unsure_can_be_reopened_and_decided(world: World, article: Article, editor: User) -> None:
    one = suggestion(article, "case")

    services.set_aside(suggestion=one, editor=editor)
    services.reopen(suggestion=one, editor=editor)
    decided = services.accept_suggestion(suggestion=one, editor=editor)

    assert decided.suggestion.state == "accepted"


def test_the_history_tells_who_decided(world: World, article: Article, editor: User) -> None:
    decided = services.accept_suggestion(suggestion=suggestion(article, "case"), editor=editor)

    last = decided.suggestion.history.latest("pgh_id")  # type: ignore[attr-defined]
    assert last.state == "accepted"
    assert last.pgh_context.metadata["editor"] == editor.pk


def test_an_accepted_entry_can_be_published_by_a_second_editor(world: World, article: Article, editor: User) -> None:
    decided = services.accept_suggestion(suggestion=suggestion(article, "event", "complaint_filed"), editor=editor)
    event = decided.suggestion.made_event
    assert event is not None

    give_role(user=editor, role=SENIOR)
    with pytest.raises(ValidationError, match="other than its author"):
        publish(record=event, editor=editor)
    publish(record=event, editor=a_senior("second-editor"))

    event.refresh_from_db()
    assert event.publication_state == "published"


@pytest.mark.django_db(transaction=True)
def test_of_many_editors_one_decides() -> None:
    world = a_world()
    article = linked()
    one = suggestion(article, "event", "complaint_filed")
    editors = [User.objects.create_user(f"editor-{number}") for number in range(8)]

    def accept(editor: User) -> bool:
        try:
            services.accept_suggestion(suggestion=one, editor=editor)
        except ValidationError:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(8) as pool:
        done = list(pool.map(accept, editors))

    assert done.count(True) == 1
    assert Event.objects.filter(case=world.case).count() == 1
    assert Person.objects.count() == 2


@pytest.mark.parametrize(
    ("title", "places", "quoted"),
    [
        ("", [(0, 4)], "One."),
        ("", [(0, 4), (5, 9)], "One. Two."),
        ("", [(0, 4), (10, 22)], "Three, longer"[:12]),
        ("One.", [(0, 4), (5, 9)], "Two."),
        ("One.", [(0, 4)], "One."),
    ],
)
def test_sentences_that_follow_each_other_are_one_quote(
    db: None, editor: User, title: str, places: list[tuple[int, int]], quoted: str
) -> None:
    world = a_world()
    text = "One. Two. Three, longer than the others."
    article = services.ingest(text=text, title=title or "Another headline").article
    spans = [{"field": "text", "start": start, "end": end, "quote": text[start:end]} for start, end in places]
    one = Suggestion.objects.create(
        article=article,
        kind="case",
        key=str(world.case.pk),
        case=world.case,
        probability=0.9,
        spans=spans,
        engine="test",
    )

    decided = services.accept_suggestion(suggestion=one, editor=editor)

    assert decided.citation is not None
    assert decided.citation.quote == quoted


def test_a_text_that_changed_is_not_quoted(world: World, article: Article, editor: User) -> None:
    one = suggestion(article, "case")
    Suggestion.objects.filter(pk=one.pk).update(spans=[{"field": "text", "start": 0, "end": 4, "quote": "None"}])

    with pytest.raises(ValidationError, match="link it again"):
        services.accept_suggestion(suggestion=one, editor=editor)


def test_a_headline_alone_is_quoted_from_the_headline(world: World, article: Article, editor: User) -> None:
    one = suggestion(article, "case")
    span = {"field": "title", "start": 0, "end": 6, "quote": article.title[:6]}
    Suggestion.objects.filter(pk=one.pk).update(spans=[span])

    citation = services.accept_suggestion(suggestion=one, editor=editor).citation

    assert citation is not None
    assert citation.text_sha256 == hashlib.sha256(article.title.encode()).hexdigest()
