"""A small synthetic world that stories are told about: two firms, a lab, people who move, one dispute."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from articles import services
from articles.choices import ArticleState
from articles.models import Article
from cases.models import Case, Participant
from cases.services import add_participant
from people.models import Employer, Person
from tests.records import a_case, a_person, an_employer

PUBLISHED = date(2025, 8, 11)
STORY = """Makers of imaginary robots fight over engineers

Orla Testova joined Fictive Robotics in 2015. She left Fictive Robotics in February.

Last year Madeup Motors hired Ferdinand Sampleton, a head of research at Fictive Robotics. Fictive Robotics then sued \
Ferdinand Sampleton for breach of a non-compete agreement.

Fictive Robotics opened a campaign for graduates last week."""
BUSINESS = "Fictive Robotics reported higher sales of imaginary robots this quarter. Madeup Motors opened a new plant."


@dataclass(frozen=True)
class World:
    """The records of the story."""

    mover: Person
    other: Person
    old: Employer
    new: Employer
    case: Case


def a_world() -> World:
    """Save the records; the dispute is between the old firm and the mover, who went to the new one."""
    mover = a_person("Ferdinand Sampleton", "费迪南德")
    other = a_person("Orla Testova")
    old = an_employer("Fictive Robotics", "虚构机器人公司")
    new = an_employer("Madeup Motors", "杜撰汽车公司")
    case = a_case(
        "Fictive Robotics v. Sampleton (non-compete)",
        mover=mover,
        old=old,
        claim_kinds=["breach_non_compete"],
        opened_text="2024",
    )
    add_participant(participant=Participant(case=case, employer=new, role="new_employer"))
    return World(mover, other, old, new, case)


def linked(text: str = STORY, **given: object) -> Article:
    """Take in a text, read and link it in this process."""
    values: dict[str, object] = {"published_on": PUBLISHED} | given
    taken = services.ingest(text=text, **values)  # type: ignore[arg-type]
    services.read(article_id=taken.article.pk)
    services.link(ids=[taken.article.pk])
    article = Article.objects.get(pk=taken.article.pk)
    assert article.state == ArticleState.LINKED, (article.state, article.failure_code, article.failure_detail)
    return article
