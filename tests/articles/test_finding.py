"""Exactly the stored articles that a change concerns are found, through the index."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries

from articles import finding, services
from articles.finding import Target
from articles.models import Article, ArticleTerms
from articles.services import terms
from cases.models import Case, Participant
from cases.services import add_participant
from people.models import Name
from people.services import add_name
from tests.articles.world import BUSINESS, STORY, World, a_world, linked
from tests.records import a_case, a_person, a_proceeding, a_tribunal, an_employer

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return a_world()


def concerned(*records: Any) -> set[UUID]:
    """The ids of the articles that a change of some records concerns."""
    search = finding.search(Target(record._meta.model_name, record.pk) for record in records)
    return set(search.meant(search.candidates()))


TOLD = [
    ("Odette Specimen", "Specimen, Odette, a quitté la société.", "Odette Autre et Luc Specimen."),
    ("Élodie Exemple-Échantillon", "MME ELODIE EXEMPLE ECHANTILLON est assignée.", "Elodie Exemple est assignée."),
    ("范样本", "法院認定，范樣本未違反協議。", "示范样例与样本不同"),
    ("范样本", "Fan Yangben joined a rival.", "Fan and Yang met Ben."),
    ("Ferdinand Specimen", "F\u0435rdinand Sp\u0435cim\u0435n (Cyrillic e) left.", "Ferdinands Specimens left."),
    ("김견본", "김견본, 회사를 떠나다", "김견본의 회사"),
]


@pytest.mark.parametrize(("name", "told", "untold"), TOLD)
def test_a_new_name_finds_the_articles_that_mention_it(name: str, told: str, untold: str) -> None:
    article, _ = linked(told), linked(untold)

    assert concerned(a_person(name)) == {article.pk}


def test_another_name_of_an_employer_finds_its_articles(world: World) -> None:
    article, _ = linked("样本机器人公司宣布新产品。"), linked("样本机器公司宣布新产品。")
    before = concerned(world.old)

    add_name(name=Name(employer=world.old, text="样本机器人股份有限公司"))

    assert (before, concerned(world.old)) == (set(), {article.pk})


def test_a_text_that_only_the_index_takes_for_one_is_scanned_and_left(world: World) -> None:
    article = linked("Sampleton was there. So was Ferdinand of Nowhere.")

    search = finding.search([Target("person", world.mover.pk)])

    assert search.candidates() == [article.pk]
    assert search.meant([article.pk]) == []


def test_a_mask_alone_is_no_mention_but_counts_beside_an_employer_of_the_case() -> None:
    linked("周某被起诉。")
    article = linked("周某离开样例科技后被起诉。")
    mover, firm = a_person("周样本"), an_employer("样例科技有限公司")

    alone = concerned(mover)
    case = a_case(mover=mover, old=firm)

    assert (alone, concerned(mover), concerned(case)) == (set(), {article.pk}, {article.pk})


def test_a_new_case_finds_its_mover_its_two_firms_and_its_docket() -> None:
    mover, old, new = a_person("Odette Specimen"), an_employer("Velmorix"), an_employer("Trandelle")
    of_mover = linked("Odette Specimen won a prize.")
    of_firms = linked("Velmorix and Trandelle met in court.")
    of_docket = linked("The case 2:19-cv-01176-RSM was closed.")
    linked("Velmorix reported higher sales."), linked("Case 2:19-cv-01177 was closed.")  # about neither

    case = a_case(mover=mover, old=old)
    add_participant(participant=Participant(case=case, employer=new, role="new_employer"))
    a_proceeding(case, docket_raw="2:19-cv-01176", tribunal=a_tribunal())

    assert concerned(case) == {of_mover.pk, of_firms.pk, of_docket.pk}


def test_who_left_a_case_finds_the_articles_that_were_linked_through_them(world: World) -> None:
    article = linked()
    Participant.objects.filter(case=world.case).delete()

    assert concerned(world.case) == {article.pk}


def test_a_name_that_was_taken_away_finds_what_was_linked_with_it(world: World) -> None:
    article = linked("Nobody Inparticular won a prize.")
    name = add_name(name=Name(person=world.other, text="Nobody Inparticular"))
    linked_then = concerned(world.other)
    Name.objects.filter(person=world.other, text="Nobody Inparticular").delete()

    found = concerned(world.other)
    Article.objects.update(linked_at=timezone.now() + timedelta(days=1))

    assert name
    assert (linked_then, found, concerned(world.other)) == ({article.pk}, {article.pk}, set())


def test_a_merge_concerns_the_articles_of_both(world: World) -> None:
    story, twins = linked(), linked("Fernando Sampleton won a prize.")
    twin = a_person("Fernando Sampleton")
    apart = concerned(twin)

    twin.merged_into = world.mover
    twin.save()

    assert apart == {twins.pk}
    assert concerned(twin) == concerned(world.mover) == {story.pk, twins.pk}
    twin.merged_into = None
    twin.save()
    assert (concerned(twin), concerned(world.mover)) == ({twins.pk}, {story.pk})


def test_a_merged_case_is_sought_with_its_survivor(world: World) -> None:
    article = linked()
    other = a_case("Another one")
    Case.objects.filter(pk=world.case.pk).update(merged_into=other)

    assert concerned(other) == {article.pk}


def test_several_targets_are_one_search(world: World) -> None:
    story, business = linked(), linked(BUSINESS)

    assert concerned(world.other, world.new) == {story.pk, business.pk}


def test_the_number_of_queries_does_not_grow(world: World, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    people = [a_person(f"Odette Specimen{letter}") for letter in "abcdefgh"]
    articles = [linked(f"{person.display_name} left.") for person in people]

    for some in (people[:1], people):
        with django_assert_num_queries(4):
            search = finding.search(Target("person", person.pk) for person in some)
        with django_assert_num_queries(1):
            found = search.candidates()
        with django_assert_num_queries(1):
            assert search.meant(found) == sorted(one.pk for one in articles[: len(some)])


def test_a_case_takes_a_fixed_number_of_queries(
    world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    article = linked()

    with django_assert_num_queries(7):
        search = finding.search([Target("case", world.case.pk)])
    with django_assert_num_queries(2):
        found = search.candidates()
    with django_assert_num_queries(2):
        assert search.meant(found) == [article.pk]


def test_articles_without_terms_are_looked_at_until_they_have_some(world: World) -> None:
    story, business = linked(), linked(BUSINESS)
    ArticleTerms.objects.all().delete()

    assert concerned(world.mover) == set()
    assert terms.note_missing_terms() == 2
    assert terms.note_missing_terms() == 0
    search = finding.search([Target("person", world.mover.pk)])
    assert search.candidates() == sorted([story.pk, business.pk])
    assert search.meant(search.candidates()) == [story.pk]
    assert terms.make_missing_terms() == 2
    assert terms.make_missing_terms() == 0
    assert search.candidates() == [story.pk]


def test_a_text_with_too_many_terms_is_always_looked_at() -> None:
    many = "".join(chr(0x4E00 + at % 20000) + chr(0x4E00 + at * 7 % 19000) for at in range(30_000))
    article, _ = linked(f"Odette Specimen left. {many}"), linked("Odette left.")

    assert concerned(a_person("Odette Specimen")) == {article.pk}
    assert ArticleTerms.objects.get(complete=False).pk == article.pk


def test_terms_are_made_again_when_a_text_is_read_again() -> None:
    article = services.ingest(text=STORY).article
    services.read(article_id=article.pk)
    made = ArticleTerms.objects.get(article=article).terms
    Article.objects.update(state="failed", failure_code="gave_up", language="", title="Another title")

    services.retry(article=article)
    services.read(article_id=article.pk)

    assert set(ArticleTerms.objects.get(article=article).terms) > set(made)
