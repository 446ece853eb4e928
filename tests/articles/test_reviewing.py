"""Working through the queue: one article to one editor, all or nothing, remembered for good, and taken back exactly."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pghistory
import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone

from articles import services
from articles.choices import SuggestionKind, SuggestionState
from articles.models import Article, Deed, Mention, ReviewLease, Suggestion
from articles.reviews import standing, standing_of
from articles.services import Choice, ItemRefusedError, LeaseEndedError, Wanted
from cases.models import Case, Event, EventCitation
from cases.services import save_case, save_event
from facts.models import Citation
from facts.services import link, publish, submit, summarise
from people.models import Employment, Name, Person
from people.services import save_employment
from tests.admin import desk, review
from tests.articles.world import a_world, linked
from tests.users import a_senior


@pytest.fixture
def editor(db: None) -> User:
    return User.objects.create_user("editor")


@pytest.fixture
def other(db: None) -> User:
    return User.objects.create_user("other")


def leased(editor: User, **wanted: Any) -> Article | None:
    lease = services.take(editor=editor, wanted=Wanted(**wanted))
    return None if lease is None else lease.article


def decide(editor: User, verb: Any, *rows: Suggestion, **given: Any) -> Any:
    choices = [Choice(row.pk, row.version, verb) for row in rows]
    services.take_over(editor=editor, article=rows[0].article_id)
    return services.decide_item(editor=editor, article=rows[0].article_id, choices=choices, **given)


def state(row: Suggestion) -> str:
    row.refresh_from_db()
    return str(row.state)


# --- the queue ---


def test_each_editor_has_an_article_of_their_own(editor: User, other: User) -> None:
    first, second = review.item(1)[0], review.item(2)[0]

    assert [leased(editor), leased(other), leased(editor)] == [first, second, first]


def test_an_article_is_free_again_when_the_lease_ends(editor: User, other: User) -> None:
    first, _ = review.item(1)
    assert leased(editor) == first
    assert leased(other) is None

    later = timezone.now() + timedelta(minutes=11)
    lease = services.take(editor=other, now=later)

    assert lease is not None
    assert (lease.article, lease.until) == (first, later + timedelta(minutes=10))


def test_what_was_put_off_comes_last_in_the_order_of_putting_off(editor: User, other: User) -> None:
    items = [review.item(number)[0] for number in range(3)]
    for _ in range(2):
        found = leased(editor)
        assert found is not None
        services.put_off(editor=editor, article=found.pk)

    order = []
    for _ in range(4):
        found = leased(editor)
        assert found is not None
        order.append(found)
        services.put_off(editor=editor, article=found.pk)

    assert order == [items[2], items[0], items[1], items[2]]
    assert leased(other) == items[0]


def test_a_new_suggestion_of_what_was_put_off_comes_in_its_turn(editor: User) -> None:
    first, _ = review.item(1)
    services.put_off(editor=editor, article=first.pk)
    desk.suggestion(first, review.dispute("A v. B"))
    review.item(2)

    assert leased(editor) == first


@pytest.mark.parametrize(
    ("columns", "of_article", "wanted"),
    [
        ({"automatic": True}, {}, {"automatic": True}),
        ({}, {"language": "zh-Hans"}, {"language": "zh"}),
        ({"kind": "event", "key": "e"}, {}, {"kind": "event"}),
    ],
)
def test_filters(editor: User, columns: Any, of_article: Any, wanted: Any) -> None:
    review.item(1)
    found, rows = review.item(2)
    Suggestion.objects.filter(pk=rows[1].pk).update(**columns)
    Article.objects.filter(pk=found.pk).update(**of_article)

    assert leased(editor, **wanted) == found


def test_who_took_it_over_has_it(editor: User, other: User) -> None:
    found, (row, _) = review.item(1)
    leased(editor)
    services.take_over(editor=other, article=found.pk)

    with pytest.raises(LeaseEndedError) as refused:
        services.decide_item(editor=editor, article=found.pk, choices=[Choice(row.pk, row.version, "accept")])

    assert refused.value.holder == "other"
    assert state(row) == SuggestionState.OPEN


def test_all_or_nothing(editor: User) -> None:
    found, (one, two) = review.item(1)
    services.take(editor=editor)
    choices = [Choice(one.pk, one.version, "accept"), Choice(two.pk, two.version + 1, "reject")]

    with pytest.raises(ItemRefusedError) as refused:
        services.decide_item(editor=editor, article=found.pk, choices=choices)

    assert refused.value.suggestion == two.pk
    assert [state(one), state(two)] == [SuggestionState.OPEN, SuggestionState.OPEN]
    assert not Deed.objects.exists()


def test_a_decision_takes_the_next_with_it(editor: User, other: User) -> None:
    found, (one, two) = review.item(1)
    following, _ = review.item(2)
    services.take(editor=editor)
    choices = [Choice(one.pk, one.version, "accept"), Choice(two.pk, two.version, "reject")]

    settled, lease = services.decide_and_take(editor=editor, article=found.pk, choices=choices)

    assert [state(one), state(two), settled.left] == [SuggestionState.ACCEPTED, SuggestionState.REJECTED, 0]
    assert lease is not None
    assert leased(editor) == lease.article == following
    assert leased(other) is None


def test_a_refused_decision_takes_nothing(editor: User) -> None:
    found, (one, _) = review.item(1)
    review.item(2)
    services.take(editor=editor)
    choices = [Choice(one.pk, one.version + 1, "accept")]

    with pytest.raises(ItemRefusedError):
        services.decide_and_take(editor=editor, article=found.pk, choices=choices)

    assert [lease.article for lease in ReviewLease.objects.all()] == [found]


@pytest.mark.django_db(transaction=True)
def test_eight_editors_at_once_decide_everything_once() -> None:
    editors = [User.objects.create_user(f"editor{number}") for number in range(8)]
    cases = [review.dispute(f"A v. B {number}") for number in range(3)]
    for number in range(40):
        found = review.story(number)
        for about in cases:
            desk.suggestion(found, about)

    def work(editor: User) -> int:
        done = 0
        try:
            lease = services.take(editor=editor)
            while lease is not None:
                rows = list(Suggestion.objects.open().filter(article=lease.article_id))
                verbs: Any = ["accept", "reject", "accept"]
                choices = [Choice(row.pk, row.version, verb) for row, verb in zip(rows, verbs, strict=False)]
                given: Any = {"editor": editor, "article": lease.article_id, "choices": choices}
                _, lease = services.decide_and_take(**given)
                done += len(choices)
        finally:
            connection.close()
        return done

    with ThreadPoolExecutor(8) as pool:
        counts = list(pool.map(work, editors))

    assert sum(counts) == 120
    assert not Suggestion.objects.open().exists()
    history: Any = Suggestion.pgh_event_model  # type: ignore[attr-defined]
    assert history.objects.filter(pgh_label="update").count() == 120
    assert Citation.objects.filter(form="quoted").count() == 80
    assert not ReviewLease.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_accepting_does_not_wait_for_what_is_accepted_of_another_story() -> None:
    editor, other = User.objects.create_user("editor"), User.objects.create_user("other")
    here, there = review.item(1)[1][0], review.item(2)[1][0]

    def work() -> None:
        try:
            decide(other, "accept", there)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        decide(editor, "accept", here)
        # Would time out waiting for the lock.
        pool.submit(work).result()

    assert [state(here), state(there)] == [SuggestionState.ACCEPTED, SuggestionState.ACCEPTED]


@pytest.mark.django_db(transaction=True)
def test_two_accepted_at_once_of_one_story_are_one_source() -> None:
    editors = [User.objects.create_user(f"editor{number}") for number in range(2)]
    _, rows = review.item(1)
    together = Barrier(2)

    def work(number: int) -> Citation | None:
        try:
            together.wait()
            return services.accept_suggestion(suggestion=rows[number], editor=editors[number]).citation
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        made = [citation for citation in pool.map(work, range(2)) if citation is not None]

    first, second = sorted(made, key=lambda citation: citation.derived_from_id is not None)
    assert (first.derived_from_id, second.derived_from_id) == (None, first.pk)


def test_a_long_queue_is_counted_up_to_a_bound(editor: User, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(3):
        review.item(number)
    exact = standing_of(editor, undone_from=timezone.now())
    monkeypatch.setattr(standing, "MOST_COUNTED", 2)

    bounded = standing_of(editor, undone_from=timezone.now())

    assert (exact.articles, exact.suggestions, exact.more) == (3, 6, False)
    assert (bounded.articles, bounded.more, bounded.oldest) == (2, True, exact.oldest)


# --- memory ---


def test_a_rejected_pair_is_not_proposed_again_by_any_engine(editor: User) -> None:
    world = a_world()
    found = linked()
    row = Suggestion.objects.get(article=found, case=world.case, kind=SuggestionKind.CASE)
    decide(editor, "reject", row)

    Article.objects.filter(pk=found.pk).update(engine="another version")
    services.relink(ids=[found.pk])
    services.link(ids=[found.pk])

    assert state(row) == SuggestionState.REJECTED
    assert Suggestion.objects.filter(article=found, case=world.case, kind=SuggestionKind.CASE).get() == row
    assert not Suggestion.objects.open().links().filter(article=found).exists()


# --- undo ---


def everything() -> dict[str, set[Any]]:
    """Keys of all records that a decision can make."""
    models: tuple[Any, ...] = (Citation, Event, EventCitation, Employment, Person, Name, Case)
    return {model.__name__: set(model.objects.values_list("pk", flat=True)) for model in models}


def test_an_accepted_link_is_taken_back_and_both_steps_are_kept(editor: User) -> None:
    found, (row, _) = review.item(1)
    before = everything()
    decide(editor, "accept", row, note="read")

    back = services.undo_decision(editor=editor)

    assert everything() == before
    assert back.reopened == (row,)
    row.refresh_from_db()
    assert (row.state, row.decided_by, row.decided_at, row.note) == (SuggestionState.OPEN, None, None, "")
    history: Any = Suggestion.pgh_event_model  # type: ignore[attr-defined]
    steps = history.objects.filter(pgh_obj=row.pk).order_by("pgh_id").values_list("state", flat=True)
    assert list(steps) == [SuggestionState.OPEN, SuggestionState.ACCEPTED, SuggestionState.OPEN]
    assert ReviewLease.objects.get().article == found


def test_an_entry_and_a_job_are_taken_back_with_all_that_was_made(editor: User) -> None:
    world = review.world()
    found, (row, _) = review.item(1)
    entry = review.entry(found, world["case"], world["ada"], world["motors"])
    payload = desk.proposal("joined", person=desk.ref(world["ada"]), to=desk.ref(world["wheels"]))
    given = {"kind": "move", "key": "m", "probability": None, "payload": payload}
    move = desk.suggestion(found, world["case"], **given)
    who = desk.suggestion(
        found, None, kind="new_person", key="n", probability=None, payload={"text": "Cy Sample"}, reasons=[]
    )
    before = everything()
    decide(editor, "accept", row, entry, move, who)
    assert Event.objects.count() == 2
    Mention.objects.create(
        article=found, start=0, end=3, text="Exa", kind="person", person=Person.objects.get(display_name="Cy Sample")
    )

    services.undo_decision(editor=editor)

    assert everything() == before
    assert {state(each) for each in (row, entry, move, who)} == {SuggestionState.OPEN}
    assert entry.made_event is None


def test_a_draft_that_was_completed_is_as_before(editor: User) -> None:
    world = review.world()
    job = Employment(person=world["ada"], employer=world["wheels"], end_state="unknown", title="engineer")
    save_employment(employment=job)
    found, _ = review.item(1, cases=0)
    payload = desk.proposal("joined", person=desk.ref(world["ada"]), to=desk.ref(world["wheels"]))
    row = desk.suggestion(found, None, kind="move", key="m", probability=None, payload=payload)
    decide(editor, "accept", row)
    job.refresh_from_db()
    assert job.start_text == "2024-07"

    services.undo_decision(editor=editor)

    job.refresh_from_db()
    assert (job.start_text, job.start_lo, job.title, job.drafted_by) == ("", None, "engineer", None)


def test_rejected_and_unsure_ones_are_open_again(editor: User) -> None:
    _, (one, two) = review.item(1)
    decide(editor, "reject", one)
    decide(editor, "unsure", two)

    services.undo_decision(editor=editor)
    assert [state(one), state(two)] == [SuggestionState.REJECTED, SuggestionState.OPEN]

    services.undo_decision(editor=editor)
    assert state(one) == SuggestionState.OPEN


def test_a_new_case_goes_with_its_link_and_what_was_proposed_for_it_meanwhile(editor: User) -> None:
    found, _ = review.item(1, cases=0)
    elsewhere, _ = review.item(2)
    before = everything()
    with pghistory.context(editor=editor.pk):
        opened = save_case(case=Case(title="A v. B (non-compete)"), editor=editor).record
        services.link_new_case(editor=editor, article=found.pk, case=opened)
    desk.suggestion(elsewhere, opened)

    services.undo_decision(editor=editor)

    assert everything() == before
    assert not Suggestion.objects.filter(article=found).exists()
    assert Suggestion.objects.filter(article=elsewhere).count() == 2


def made_entry(editor: User) -> tuple[Suggestion, Event]:
    world = review.world()
    found, _ = review.item(1, cases=0)
    row = review.entry(found, world["case"], world["ada"], world["motors"])
    decide(editor, "accept", row)
    return row, Event.objects.get()


def touched(event: Event, editor: User) -> None:
    event.title = "Better words"
    save_event(event=event, editor=editor)


def cited(event: Event, editor: User) -> None:
    link(fact=event, citations=[summarise(summary="Another source.", url="https://news.example/2")])


def submitted(event: Event, editor: User) -> None:
    submit(record=event, editor=editor)


def joined(event: Event, editor: User) -> None:
    found, _ = review.item(2, cases=0)
    row = review.entry(found, event.case, None, None)
    services.accept_suggestion(suggestion=row, editor=editor, changes=services.Changes(event=event))


@pytest.mark.parametrize("build", [touched, cited, submitted, joined])
def test_what_somebody_built_on_is_not_taken_back(editor: User, other: User, build: Any) -> None:
    row, event = made_entry(editor)
    with pghistory.context(editor=other.pk):
        build(event, other)
    before = everything()

    with pytest.raises(ValidationError) as refused:
        services.undo_decision(editor=editor)

    assert "since" in str(refused.value)
    assert everything() == before
    assert state(row) == SuggestionState.ACCEPTED
    assert Deed.objects.get(editor=editor).undone_at is None


def test_the_only_source_of_what_is_published_is_not_taken_back(editor: User, other: User) -> None:
    _, (row, _) = review.item(1)
    decide(editor, "accept", row)
    assert row.case is not None
    with pghistory.context(editor=other.pk):
        row.case.citation_links.exclude(citation__form="quoted").delete()
        publish(record=row.case, editor=a_senior("senior"))

    with pytest.raises(ValidationError, match="refused"):
        services.undo_decision(editor=editor)

    assert state(row) == SuggestionState.ACCEPTED


def test_only_ones_own_only_lately_and_only_once(editor: User, other: User) -> None:
    _, (row, _) = review.item(1)
    decide(editor, "reject", row)
    deed = Deed.objects.get()

    with pytest.raises(ValidationError, match="nothing of yours"):
        services.undo_decision(editor=other)
    with pytest.raises(ValidationError, match="older than 30 minutes"):
        services.undo_decision(editor=editor, now=timezone.now() + timedelta(minutes=31))
    services.undo_decision(editor=editor, deed=deed.pk)
    with pytest.raises(ValidationError, match="taken back already"):
        services.undo_decision(editor=editor, deed=deed.pk)


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_take_back_one_decision() -> None:
    editor = User.objects.create_user("editor")
    rows = [review.item(number)[1][0] for number in range(2)]
    for row in rows:
        decide(editor, "accept", row)
    newest = Deed.objects.order_by("-created_at")[0].pk

    def press(_: int) -> bool:
        try:
            services.undo_decision(editor=editor, deed=newest)
        except ValidationError:
            return False
        else:
            return True
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(press, range(2)))

    assert sorted(done) == [False, True]
    assert [state(row) for row in rows] == [SuggestionState.ACCEPTED, SuggestionState.OPEN]
