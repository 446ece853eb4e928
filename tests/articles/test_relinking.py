"""Jobs: what changed is linked again and nothing else; stopped, taken up again; killed without loss or doubling."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from io import StringIO
from typing import Any
from uuid import UUID

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import connection, connections, transaction
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries

from articles import services
from articles.choices import ArticleState, RelinkKind, RelinkState, SuggestionState
from articles.finding import Target
from articles.models import Article, ArticleTerms, Mention, RelinkItem, RelinkJob, Suggestion
from articles.services import claims
from articles.services.linking import making
from articles.services.relinking import jobs, work
from articles.services.relinking.jobs import Lost, claim_job, finish_step
from cases.models import Participant
from facts.services import merge, unmerge
from people.models import Name
from people.services import add_name
from tests.articles.world import BUSINESS, STORY, World, a_world, linked
from tests.records import a_case, a_person, an_employer

pytestmark = pytest.mark.django_db
# The log of changes tells of what is committed.
TRANSACTIONS = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world() -> World:
    return a_world()


def run(job: RelinkJob | None) -> RelinkJob:
    """Work a job through in this process."""
    assert job is not None
    while services.work_on(job_id=job.pk):
        pass
    job.refresh_from_db()
    return job


def job_for(*records: Any) -> RelinkJob:
    targets = [Target(record._meta.model_name, record.pk) for record in records]
    return services.start_job(kind=RelinkKind.NAME, target="some", targets=targets)


def linked_at() -> dict[UUID, datetime]:
    return {pk: at for pk, at in Article.objects.values_list("pk", "linked_at") if at is not None}


def settled() -> None:
    """From here on only later changes count."""
    services.notice_changes()
    RelinkJob.objects.all().delete()


# --- what is linked again ---


@TRANSACTIONS
@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Nobody Inparticular", "Inparticular, Nobody, joined Fictive Robotics in 2020."),
        ("Élodie Exemple", "Mme Elodie EXEMPLE a rejoint Fictive Robotics en 2020."),
        ("范样本", "范樣本于2020年加入虚构机器人公司。"),
        ("Odette Specimen", "Odette Sp\u0435cimen joined Fictive Robotics in 2020."),
    ],
)
def test_exactly_the_articles_that_mention_a_new_name_are_linked_again(world: World, name: str, told: str) -> None:
    article = linked(told)
    others = [linked(), linked(BUSINESS), linked("Nobody else joined.")]
    settled()
    person = a_person(name)
    before = linked_at()

    job = run(services.notice_changes())

    after = linked_at()
    assert {pk for pk in after if after[pk] != before[pk]} == {article.pk}
    assert Mention.objects.filter(article=article, person=person).exists()
    assert not Mention.objects.filter(article__in=others, person=person).exists()
    assert (job.state, job.kind, job.total, job.done, job.failed) == ("done", "changes", 1, 1, 0)


@TRANSACTIONS
def test_a_new_case_is_suggested_for_stored_articles() -> None:
    mover, old, new = a_person("Ferdinand Sampleton"), an_employer("Fictive Robotics"), an_employer("Madeup Motors")
    article, other = linked(), linked("Nothing happened.")
    settled()
    before = linked_at()
    case = a_case("Fictive Robotics v. Sampleton (non-compete)", mover=mover, old=old, opened_text="2024")
    Participant.objects.create(case=case, employer=new, role="new_employer")

    job = run(services.notice_changes())

    assert Suggestion.objects.get(article=article, kind="case").case == case
    assert (job.total, job.changed) == (1, 1)
    assert linked_at()[other.pk] == before[other.pk]


def test_judged_suggestions_stay_as_they_were_judged(world: World, admin_user: User) -> None:
    article = linked()
    judged = Suggestion.objects.get(article=article, kind="case")
    services.reject_suggestion(suggestion=judged, editor=admin_user, note="no")
    unsure = Suggestion.objects.filter(article=article, kind="move").first()
    assert unsure is not None
    services.set_aside(suggestion=unsure, editor=admin_user, note="?")
    rows = list(Suggestion.objects.filter(article=article).judged().order_by("pk").values())
    Participant.objects.filter(case=world.case).delete()

    run(job_for(world.case, world.mover))

    assert len(rows) == 2
    assert list(Suggestion.objects.filter(article=article).judged().order_by("pk").values()) == rows


@TRANSACTIONS
def test_who_leaves_a_case_takes_its_open_suggestion_along(world: World) -> None:
    article = linked()
    settled()
    Participant.objects.filter(case=world.case).delete()

    job = run(services.notice_changes())

    assert Suggestion.objects.get(article=article, kind="case").state == SuggestionState.SUPERSEDED
    assert job.changed == 1


@TRANSACTIONS
def test_a_merge_and_its_undoing_link_the_articles_of_both_again(world: World, admin_user: User) -> None:
    twin = a_person("Fernando Sampleton")
    article = linked("Fernando Sampleton left Fictive Robotics.")
    linked(BUSINESS)
    settled()

    done = merge(survivor=world.mover, absorbed=twin, by=admin_user, reason="Synthetic: one and the same.")
    merged = run(services.notice_changes())
    whose = Mention.objects.get(article=article, kind="person").person
    unmerge(merge=done.merge, by=admin_user, reason="Synthetic: two after all.")
    unmerged = run(services.notice_changes())

    assert (whose, Mention.objects.get(article=article, kind="person").person) == (world.mover, twin)
    assert (merged.total, unmerged.total) == (1, 1)


@TRANSACTIONS
def test_a_name_that_is_taken_away_is_no_longer_mentioned(world: World) -> None:
    add_name(name=Name(person=world.other, text="Nobody Inparticular"))
    article = linked("Nobody Inparticular joined Fictive Robotics.")
    settled()
    Name.objects.filter(text="Nobody Inparticular").delete()

    job = run(services.notice_changes())

    assert job.total == 1
    assert not Mention.objects.filter(article=article, person=world.other).exists()


# --- noticing ---


@TRANSACTIONS
def test_nothing_changed_makes_no_job(world: World) -> None:
    linked()
    settled()

    assert services.notice_changes() is None
    assert not RelinkJob.objects.exists()


@TRANSACTIONS
def test_what_linking_does_not_see_makes_no_job(world: World) -> None:
    settled()
    world.case.summary = "Another summary."
    world.case.save()

    assert services.notice_changes() is None


@TRANSACTIONS
def test_many_changes_make_one_job_and_more_are_added_until_it_begins(world: World) -> None:
    settled()
    people = [a_person() for _ in range(30)]
    first = services.notice_changes()
    late = a_person()
    second = services.notice_changes()
    assert first is not None
    services.work_on(job_id=first.pk)
    last = a_person()
    third = services.notice_changes()

    assert second == first
    assert third not in (None, first)
    first.refresh_from_db()
    assert len(first.targets) == 31
    assert f"person:{late.pk}" in first.targets
    assert first.target == "31 people"
    assert third is not None
    assert third.targets == [f"person:{last.pk}"]
    assert f"person:{people[0].pk}" in first.targets


@TRANSACTIONS
def test_where_it_is_not_known_what_changed_everything_is_linked_again(world: World) -> None:
    linked(), linked(BUSINESS)
    RelinkJob.objects.all().delete()

    job = run(services.notice_changes())

    assert (job.kind, job.state, job.total, job.done) == ("all", "done", 2, 2)
    assert services.notice_changes() is None


@TRANSACTIONS
def test_a_change_that_commits_late_is_noticed_all_the_same() -> None:
    linked("Odette Specimen left."), linked("Luc Exemple left.")
    settled()

    with ThreadPoolExecutor(1) as pool:

        def elsewhere() -> None:
            a_person("Luc Exemple")
            connections.close_all()

        def notice() -> RelinkJob | None:
            job = services.notice_changes()
            connections.close_all()
            return job

        with transaction.atomic():
            a_person("Odette Specimen")  # has its transaction number before, and is committed after
            pool.submit(elsewhere).result()
            job = pool.submit(notice).result()
    early, late = run(job), run(services.notice_changes())

    assert (early.total, late.total) == (1, 1)
    assert set(Mention.objects.values_list("text", flat=True)) == {"Odette Specimen", "Luc Exemple"}


@TRANSACTIONS
def test_many_at_once_notice_a_change_once() -> None:
    settled()
    a_person("Odette Specimen")

    def notice(_: int) -> UUID | None:
        try:
            job = services.notice_changes()
            return None if job is None else job.pk
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(notice, range(8)))

    assert [one is not None for one in found].count(True) == 1
    assert RelinkJob.objects.count() == 1


# --- steps, kills, cancelling ---


def many(world: World, count: int) -> list[Article]:
    texts = [f"{STORY} {number}" for number in range(count)]
    return [linked(text) for text in texts]


def test_a_job_goes_in_batches_and_counts_each_article_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "BATCH", 3)
    monkeypatch.setattr(work, "TARGETS", 1)
    monkeypatch.setattr(work, "TEXTS", 2)
    many(world, 7)
    job = job_for(world.mover, world.old, world.new)
    told = []

    while services.work_on(job_id=job.pk):
        job.refresh_from_db()
        told.append((job.position, job.total, job.done))
    job.refresh_from_db()

    assert told[0] == (0, 2, 0)
    assert [done for _, _, done in told[-3:]] == [3, 6, 7]
    assert (job.state, job.total, job.done, job.position) == ("done", 7, 7, 3)
    assert not RelinkItem.objects.exists()


def _kill(after: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The process ends while it saves: its transaction is rolled back and its claim stays until its lease ends."""
    real, calls = finish_step, []

    def killed(held: Any, **changes: Any) -> None:
        real(held, **changes)
        calls.append(held)
        if len(calls) == after:
            raise KeyboardInterrupt

    monkeypatch.setattr(work, "finish_step", killed)


@pytest.mark.parametrize("after", [1, 2, 3, 4])
def test_a_killed_worker_leaves_a_job_that_goes_on_without_loss_or_doubling(
    world: World, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    articles = many(world, 5)
    linked(BUSINESS + " Elsewhere.")
    before = linked_at()
    job = job_for(world.mover)
    with monkeypatch.context() as patch:
        patch.setattr(work, "BATCH", 2)
        _kill(after, patch)
        with pytest.raises(KeyboardInterrupt):
            run(job)
    dead = services.work_on(job_id=job.pk)
    suggestions = Suggestion.objects.count()

    RelinkJob.objects.update(lease_until=timezone.now() - timedelta(seconds=1), next_attempt_at=None)
    assert services.waiting_jobs() == [job.pk]
    run(job)

    assert dead is False
    assert (job.state, job.total, job.done, job.attempts) == ("done", 5, 5, 0)
    after_all = linked_at()
    assert {pk for pk in after_all if after_all[pk] != before[pk]} == {one.pk for one in articles}
    assert Suggestion.objects.count() == suggestions


def test_who_lost_the_job_saves_nothing(world: World) -> None:
    linked()
    job = job_for(world.mover)
    late = claim_job(job_id=job.pk)
    assert late is not None
    assert claim_job(job_id=job.pk) is None
    RelinkJob.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    now = claim_job(job_id=job.pk)
    assert now is not None

    with pytest.raises(Lost):
        finish_step(late, position=1)
    finish_step(now, position=0)


def test_a_cancelled_job_stops_and_can_be_taken_up_again(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "BATCH", 2)
    many(world, 5)
    job = job_for(world.mover)
    for _ in range(2):
        services.work_on(job_id=job.pk)
    before = linked_at()

    services.cancel_job(job=job)
    went_on = services.work_on(job_id=job.pk)
    stopped = services.waiting_jobs(), linked_at()
    services.retry_job(job=job)
    run(job)

    assert went_on is False
    assert stopped == ([], before)
    assert (job.state, job.done, job.total) == ("done", 5, 5)


def test_cancelling_takes_the_step_under_way_along(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    article = linked()
    job = job_for(world.mover)
    services.work_on(job_id=job.pk)
    before = linked_at()
    real = work._read  # noqa: SLF001

    def cancelled_meanwhile(*given: Any) -> Any:
        services.cancel_job(job=job)
        return real(*given)

    monkeypatch.setattr(work, "_read", cancelled_meanwhile)

    assert services.work_on(job_id=job.pk) is False
    assert linked_at()[article.pk] == before[article.pk]
    job.refresh_from_db()
    assert (job.state, job.done) == (RelinkState.CANCELLED, 0)


def test_after_five_attempts_a_job_is_given_up_with_its_reason(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    linked()
    job = job_for(world.mover)

    def broken(*_: Any) -> Any:
        raise RuntimeError("out of order")

    with monkeypatch.context() as patch:
        patch.setattr("articles.finding.search", broken)
        for _ in range(claims.MAX_ATTEMPTS):
            with pytest.raises(RuntimeError):
                services.work_on(job_id=job.pk)
            RelinkJob.objects.update(next_attempt_at=None)
    waiting = services.waiting_jobs()
    job.refresh_from_db()

    assert waiting == []
    assert (job.state, "out of order" in job.error, jobs.GAVE_UP in job.error) == (RelinkState.FAILED, True, True)
    services.retry_job(job=job)
    assert run(job).state == RelinkState.DONE


def test_an_article_that_cannot_be_read_is_counted_and_holds_nobody_up(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    articles = many(world, 3)
    real = making.read

    def stumbling(article: Article, known: Any) -> Any:
        if article.pk == articles[1].pk:
            raise RuntimeError("stumbled")
        return real(article, known)

    monkeypatch.setattr(work, "read", stumbling)
    job = run(job_for(world.mover))

    assert (job.state, job.done, job.failed) == ("done", 3, 1)
    assert "stumbled" in job.error
    assert "1 failed" in job.progress


def test_an_article_that_somebody_links_right_now_comes_again(world: World) -> None:
    article, other = linked(), linked(f"{STORY} 2")
    services.relink(ids=[article.pk])
    (held,) = claims.claim(ids=[article.pk], state=ArticleState.READ)
    job = run(job_for(world.mover))
    waiting = job.state, job.done, job.total

    claims.release(claims=[held])
    services.link(ids=[article.pk])
    run(job)

    assert other
    assert waiting == (RelinkState.RUNNING, 1, 2)
    assert (job.state, job.done) == (RelinkState.DONE, 2)


def test_an_article_that_was_linked_meanwhile_is_not_overwritten(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    article = linked()
    job = job_for(world.mover)
    services.work_on(job_id=job.pk)
    real, later = work._read, timezone.now() + timedelta(hours=1)  # noqa: SLF001

    def linked_meanwhile(*given: Any) -> Any:
        made = real(*given)
        Article.objects.filter(pk=article.pk, linked_at__lt=later).update(linked_at=later)
        return made

    monkeypatch.setattr(work, "_read", linked_meanwhile)
    services.work_on(job_id=job.pk)

    assert linked_at()[article.pk] == later
    assert RelinkItem.objects.get().article == article


def test_articles_without_terms_get_them_before_anything_is_searched(world: World) -> None:
    article = linked()
    linked(BUSINESS)
    ArticleTerms.objects.all().delete()

    job = run(job_for(world.mover))

    assert (job.total, job.state) == (1, RelinkState.DONE)
    assert ArticleTerms.objects.filter(complete=True).count() == 2
    assert article.pk in linked_at()


def test_articles_of_another_engine_are_linked_again(world: World) -> None:
    old, _ = linked(), linked(BUSINESS)
    Article.objects.filter(pk=old.pk).update(engine="0+old")

    any_other = run(services.start_job(kind=RelinkKind.ENGINE, target=""))
    none_left = run(services.start_job(kind=RelinkKind.ENGINE, target=""))
    Article.objects.filter(pk=old.pk).update(engine="0+old")
    named = run(services.start_job(kind=RelinkKind.ENGINE, target="0+old"))

    assert (any_other.total, none_left.total, named.total) == (1, 0, 1)
    assert not Article.objects.filter(engine="0+old").exists()


def test_all_are_walked_over_in_parts(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "KEYS", 2)
    many(world, 5)

    job = run(services.start_job(kind=RelinkKind.ALL, target="All articles"))

    assert (job.total, job.done, job.state) == (5, 5, RelinkState.DONE)


@TRANSACTIONS
def test_a_batch_takes_as_many_queries_as_a_single_article(
    world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    counted: Iterable[list[Article]] = (many(world, 1), [linked(f"{STORY} more {number}") for number in range(8)])
    for some in counted:
        job = services.start_job(kind=RelinkKind.ALL, target="some")
        services.work_on(job_id=job.pk)
        RelinkItem.objects.exclude(article__in=some).delete()

        with django_assert_num_queries(19):
            services.work_on(job_id=job.pk)


# --- faces ---


def test_the_command_shows_how_far_it_is(world: World) -> None:
    linked(), linked(BUSINESS)
    out = StringIO()

    call_command("relink", "--name", "ferdinand sampleton", "--inline", stdout=out)
    call_command("relink", "--case", world.case.slug, "--inline", stdout=out)
    call_command("relink", "--engine", "--inline", stdout=out)

    lines = out.getvalue().splitlines()
    assert lines[0] == "linking: 0 %; 0 of 1 articles, 0 changed"
    assert lines[1] == "linking: 100 %; 1 of 1 articles, 0 changed"
    assert lines[2] == "done; 1 of 1 articles, 0 changed"
    assert [line for line in lines if line.startswith("done")] == [
        "done; 1 of 1 articles, 0 changed",
        "done; 2 of 2 articles, 0 changed",
        "done; 0 of 0 articles, 0 changed",
    ]


@pytest.mark.parametrize(("option", "value"), [("--name", "Nobody Atall"), ("--case", "no-such-case")])
def test_the_command_refuses_what_is_not_on_record(option: str, value: str) -> None:
    with pytest.raises(CommandError, match=value):
        call_command("relink", option, value)

    assert not RelinkJob.objects.exists()


def test_the_command_makes_missing_terms(world: World) -> None:
    linked(), linked(BUSINESS)
    ArticleTerms.objects.all().delete()
    out = StringIO()

    call_command("relink", "--terms", stdout=out)

    assert out.getvalue() == "2 of 2 articles\nEvery article has its terms.\n"
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM articles_articleterms WHERE complete AND cardinality(terms) > 0")
        assert cursor.fetchone() == (2,)
