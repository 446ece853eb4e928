"""The steps of a job: note what has no terms, find articles, link them a hundred at a time.

A step is one transaction at its end: what it found or linked, and how far the job is by that. Killed before, it has
done nothing; done twice, it does the same.
"""

import logging
from collections.abc import Sequence
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from articles import finding, registry
from articles.choices import ArticleState, RelinkKind, RelinkState
from articles.finding import Target
from articles.models import Article, ArticleTerms, RelinkItem, RelinkJob, Suggestion
from articles.registry import Registry
from articles.services.linking.making import Made, read
from articles.services.linking.saving import save_mentions, save_suggestions
from articles.services.relinking.jobs import Held, Lost, claim_job, finish_step, release_job
from articles.services.terms import make_missing_terms, note_missing_terms

logger = logging.getLogger(__name__)

# Targets searched, texts looked at, keys walked over, articles linked: so many in one step.
TARGETS = 50
TEXTS = 1_000
KEYS = 10_000
BATCH = 100


def work_on(*, job_id: UUID) -> bool:
    """Do one step of a job. Returns whether there is more to do right now.

    An error is raised after the job was given back to be tried again; a job that is somebody else's is left alone.
    """
    held = claim_job(job_id=job_id)
    if held is None:
        return False
    job = RelinkJob.objects.get(pk=job_id)
    try:
        if job.found_at is None:
            return _walk(job, held) if not job.targets else _find(job, held)
        return _link(job, held)
    except Lost:
        return False
    except Exception as error:
        release_job(held, error)
        raise


def _find(job: RelinkJob, held: Held) -> bool:
    """Search some targets. An article without terms would be looked at for each of them, so that terms come first."""
    if job.position == 0 and job.after is None:
        note_missing_terms()
    if ArticleTerms.objects.to_make().exists():
        made = make_missing_terms()
        finish_step(held)
        return made > 0
    search = finding.search(map(Target.parse, job.targets[job.position : job.position + TARGETS]))
    ids = [one for one in search.candidates() if job.after is None or one > job.after]
    meant = search.meant(ids[:TEXTS])
    position, after = (job.position + TARGETS, None) if len(ids) <= TEXTS else (job.position, ids[TEXTS - 1])
    _keep_found(job, held, meant, position=min(position, len(job.targets)), after=after)
    return True


def _walk(job: RelinkJob, held: Held) -> bool:
    """Go over all articles, or those of other engines, in order of their keys."""
    wanted = Q(state__in=[ArticleState.READ, ArticleState.LINKED])
    if job.kind == RelinkKind.ENGINE:
        wanted &= Q(engine=job.target) if job.target else ~Q(engine=registry.current().engine.version[:40])
    if job.after is not None:
        wanted &= Q(pk__gt=job.after)
    ids = list(Article.objects.filter(wanted).order_by("pk").values_list("pk", flat=True)[:KEYS])
    _keep_found(job, held, ids, position=int(len(ids) < KEYS), after=ids[-1] if len(ids) == KEYS else None)
    return True


def _keep_found(job: RelinkJob, held: Held, ids: Sequence[UUID], *, position: int, after: UUID | None) -> None:
    last = after is None and position >= max(1, len(job.targets))
    with transaction.atomic(), connection.cursor() as cursor:
        # The database says how many are new: one article may be meant by several targets.
        cursor.execute(
            "INSERT INTO articles_relinkitem (job_id, article_id) SELECT %s, unnest(%s::uuid[]) ON CONFLICT DO NOTHING",
            [job.pk, list(ids)],
        )
        total = job.total + cursor.rowcount
        finish_step(held, position=position, after=after, total=total, found_at=timezone.now() if last else None)


def _link(job: RelinkJob, held: Held) -> bool:
    left = RelinkItem.objects.filter(job=job)
    beyond = left if job.after is None else left.filter(article__gt=job.after)
    ids = list(beyond.order_by("article_id").values_list("article_id", flat=True)[:BATCH])
    if not ids:
        return _end_of_pass(job, held)
    articles = Article.objects.in_bulk(ids)
    now = timezone.now()
    # Somebody links these right now, perhaps with what was known before: they come again in the next pass.
    busy = {
        pk
        for pk, one in articles.items()
        if one.state == ArticleState.READ and one.lease_until and one.lease_until > now
    }
    known = registry.current()
    made, failed, error = _read(articles, known)
    with transaction.atomic():
        if held.rows().select_for_update().only("pk").first() is None:
            raise Lost
        linked, changed = _save(articles, made, known)
        missed = busy | (made.keys() - linked)
        gone = RelinkItem.objects.filter(job=job, article__in=set(ids) - missed).delete()[0]
        finish_step(
            held,
            after=ids[-1],
            done=job.done + gone,
            changed=job.changed + changed,
            failed=job.failed + len(failed),
            error=error or job.error,
        )
    return True


def _end_of_pass(job: RelinkJob, held: Held) -> bool:
    """All dealt with; or once more, later, for those that somebody else was linking."""
    if RelinkItem.objects.filter(job=job).exists():
        finish_step(held, after=None)
        return False
    error = job.error if job.failed else ""
    finish_step(held, state=RelinkState.DONE, finished_at=timezone.now(), next_attempt_at=None, error=error)
    return False


def _read(articles: dict[UUID, Article], known: Registry) -> tuple[dict[UUID, Made], list[UUID], str]:
    """What the engine makes of those that are linked; which it stumbled over, and what it said of the last of them."""
    made: dict[UUID, Made] = {}
    failed: list[UUID] = []
    said = ""
    for pk, article in articles.items():
        if article.state != ArticleState.LINKED:
            continue
        try:
            made[pk] = read(article, known)
        except Exception as error:  # noqa: BLE001 - one article must not keep the others from being linked
            logger.warning("linking article %s again failed: %s", pk, type(error).__name__)
            failed.append(pk)
            said = f"Article {pk}: {type(error).__name__}: {error}"[:2000]
    return made, failed, said


def _save(articles: dict[UUID, Article], made: dict[UUID, Made], known: Registry) -> tuple[set[UUID], int]:
    """Save what was made of those articles that nobody linked meanwhile; returns them, and of how many a suggestion is
    another now."""
    rows = Article.objects.filter(pk__in=made, state=ArticleState.LINKED).order_by("pk").select_for_update()
    held = {pk for pk, linked_at in rows.values_list("pk", "linked_at") if linked_at == articles[pk].linked_at}
    now = timezone.now()
    save_mentions([one for pk in held for one in made[pk].mentions], held)
    save_suggestions([one for pk in held for one in made[pk].suggestions.values()], held)
    Article.objects.filter(pk__in=held).update(engine=known.engine.version[:40], linked_at=now, updated_at=now)
    other = Suggestion.objects.filter(article__in=held, updated_at__gte=now).order_by().values("article").distinct()
    return held, other.count()
