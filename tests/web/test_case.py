"""The page of a dispute: what it says, how it says it, what it leaves out."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.utils.html import escape
from pytest_django import DjangoAssertNumQueries

from cases import services
from cases.models import (
    Agreement,
    Case,
    Claim,
    Covenant,
    Decision,
    DecisionCitation,
    Party,
    Proceeding,
    Relief,
    Tribunal,
)
from tests.web import make
from tests.web.test_search import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def dispute() -> Case:
    """A dispute with everything that a page can show."""
    mover = make.person("Ada Sample", also=("艾样本",))
    former, new = make.employer("Example Motors"), make.employer("Sample Rockets")
    made = make.case(mover=mover, former=former, new=new, summary="A covenant and a move.", jurisdiction="US-WA")
    terms = make.agreement(mover, former, instrument="employment_contract", governing_law="US-WA")
    make.covenant(terms, made, penalty_amount="1200000", penalty_currency="CNY", territory="Greater Example")
    suit = make.proceeding(made, docket="2:19-cv-01234-ABC", status="decided")
    services.save_party(party=Party(proceeding=suit, employer=former, role="plaintiff", side="claimant"))
    services.save_party(party=Party(proceeding=suit, person=mover, role="defendant", side="respondent"))
    services.save_party(party=Party(proceeding=suit, placeholder="Doe 1", role="defendant", side="respondent"))
    services.save_claim(claim=Claim(proceeding=suit, kind="breach_non_compete", cause_text="竞业限制纠纷"))
    ruling = services.save_decision(
        decision=Decision(proceeding=suit, kind="order", disposition="granted_in_part", decided_text="2024-12"),
        citations=[make.summary("The court allowed a part of it.")],
    ).record
    services.save_relief(
        relief=Relief(
            proceeding=suit,
            kind="damages",
            sought=True,
            sought_amount="5000000",
            granted=True,
            granted_amount="100000.50",
            currency="USD",
            decision=ruling,
        )
    )
    make.event(made, title="She leaves", kind="departure", occurred_text="2024-07", actors=[("person", mover)])
    make.event(
        made,
        title="Le groupe saisit le tribunal",
        language="fr",
        occurred_text="[2024-10..2024-11]",
        citations=(make.summary("Le groupe agit.", language="fr", publisher="Le Modèle", published="2024-12-01"),),
    )
    make.event(
        made, title="A day nobody gives", occurred_text="", citations=(make.quoted(sample=True, url="", publisher=""),)
    )
    return made


def body_of(client: Client, record: Case) -> str:
    answer = client.get(record.get_absolute_url())
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_shows_who_what_and_where(client: Client, dispute: Case) -> None:
    words = text_of(body_of(client, dispute).encode())

    for expected in (
        "Example Motors v. Ada Sample (non-compete)",
        "Person who moved Ada Sample",
        "Former employer Example Motors",
        "New employer Sample Rockets",
        "Subject Breach of a non-compete",
        "Employment contract with Example Motors",
        "Length 12 months, from end of employment",
        "Area Greater Example",
        "Not on record compensation",
        "Agreed penalty CNY 1,200,000",
        "Example District Court",
        "Docket number 2:19-cv-01234-ABC",
        "Plaintiff Example Motors",
        "Defendant Doe 1",
        "Claim Breach of a non-compete 竞业限制纠纷",
        "Sought: USD 5,000,000",
        "Granted: USD 100,000.50",
        "Order Granted in part, December 2024",
    ):
        assert expected in words


def test_the_timeline_is_in_order_and_as_precise_as_its_sources(client: Client, dispute: Case) -> None:
    timeline = body_of(client, dispute).split('<ol class="timeline">')[1].split("</ol>")[0]

    titles = re.findall(r"<h3[^>]*>([^<]+)</h3>", timeline)
    assert titles == ["She leaves", "Le groupe saisit le tribunal", "A day nobody gives"]
    assert '<time class="date" datetime="2024-07">July 2024</time>' in timeline
    assert "between October 2024 and November 2024" in timeline
    assert "date unknown" in timeline
    assert "1 July" not in timeline
    assert '<h3 lang="fr">Le groupe saisit' in timeline


def test_quotes_and_summaries_are_never_mixed_up(client: Client, dispute: Case) -> None:
    body = body_of(client, dispute)

    quotes = re.findall(r"<blockquote[^>]*><p>(.*?)</p></blockquote>", body, re.DOTALL)
    assert quotes == [escape(make.STORY[:54])] * 2
    assert 'href="https://gazette.example/story" rel="external nofollow noopener"><cite>A story</cite>' in body
    assert "Summary of Le Modèle, A story , 1 December 2024 : Le groupe agit." in text_of(body.encode())
    assert '<time class="date" datetime="2024-12-01">1 December 2024</time>' in body


def test_sample_text_is_labelled(client: Client, dispute: Case) -> None:
    body = body_of(client, dispute)

    assert body.count("sample text</strong>, not from a news outlet") == 1


def test_the_wording_follows_what_is_known(client: Client, dispute: Case) -> None:
    assert "Reported. What follows is reported by the sources named." in text_of(body_of(client, dispute).encode())

    rumour = make.case("Example Motors v. Someone (non-compete)")
    make.event(rumour, assertion="alleged")
    assert "Alleged. What follows is alleged." in text_of(body_of(client, rumour).encode())


def test_found_is_said_only_of_a_decision_that_stands(client: Client, dispute: Case) -> None:
    ruling = Decision.objects.get()
    make.event(
        dispute,
        title="The court finds",
        kind="ruling",
        assertion="found",
        decision=ruling,
        proceeding=ruling.proceeding,
    )
    assert "Found. Part of what follows was found" in text_of(body_of(client, dispute).encode())

    later = services.save_decision(
        decision=Decision(proceeding=ruling.proceeding, kind="judgment", disposition="reversed", decided_text="2025")
    ).record
    ruling.overturned_by = later
    services.save_decision(decision=ruling)

    words = text_of(body_of(client, dispute).encode())
    assert "A finding on record was set aside later." in words
    assert "Set aside later" in words


def test_the_official_number_of_a_decision_is_shown(client: Client, dispute: Case) -> None:
    ruling = Decision.objects.get()
    for number, kind in (("[2024] SGHC 9", "press"), ("[2024] SGHC 29", "court_document")):
        source = make.summary("It is cited.", source_kind=kind)
        services.cite_decision(link=DecisionCitation(fact=ruling, citation=source, cited_as=number))

    words = text_of(body_of(client, dispute).encode())

    assert "Order [2024] SGHC 29 : Granted in part" in words
    assert "[2024] SGHC 9" not in words
    (shown,) = client.get(f"/api/v1/cases/{dispute.slug}/").json()["proceedings"][0]["decisions"]
    assert (shown["neutral_citation"], shown["also_cited_as"]) == ("[2024] SGHC 29", ["[2024] SGHC 9"])
    assert shown["citation_conflict"]


def test_a_restraint_is_counted_from_the_end_of_employment_less_garden_leave(client: Client, dispute: Case) -> None:
    terms = Agreement.objects.get()
    make.employment(
        terms.person,
        terms.employer,
        notice_given_text="2019-07-08",
        garden_leave_from_text="2019-07-09",
        start_text="2015",
        end_text="2019-12-31",
    )
    counted = "Counted from the end of employment"
    assert f"{counted} to 31 December 2020. Whether" in text_of(body_of(client, dispute).encode())

    Covenant.objects.update(garden_leave_setoff=True)

    for page in (dispute, terms.person):
        words = text_of(client.get(page.get_absolute_url()).content)
        assert f"{counted} to 8 July 2020, less garden leave. Whether it binds is for a tribunal." in words
    (covenant,) = client.get(f"/api/v1/agreements/{terms.slug}/").json()["covenants"]
    assert covenant["window"] == {
        "basis": "agreement",
        "starts": {"lo": "2019-12-31", "hi": "2019-12-31"},
        "last_day": {"lo": "2020-07-08", "hi": "2020-07-08"},
        "flags": ["garden_leave_subtracted"],
    }


def test_an_end_that_is_not_published_is_not_told_by_a_window(client: Client, dispute: Case) -> None:
    terms = Agreement.objects.get()
    before = body_of(client, dispute)

    make.employment(terms.person, terms.employer, end_text="2019-12-31", shown=False)

    assert body_of(client, dispute) == before


def test_names_carry_their_language(client: Client) -> None:
    mover = make.person("周样本")
    tribunal = Tribunal.objects.create(
        slug="sample", name="Sample Court", local_name="样本市人民法院", forum_type="court", jurisdiction="CN"
    )
    made = make.case("样本公司 v. 周样本 (non-compete)", mover=mover)
    make.proceeding(made, tribunal=tribunal, docket="（2024）样01民初123号", stage="first_instance")

    body = body_of(client, made)

    assert '<h1 lang="zh">样本公司' in body
    assert 'lang="zh">周样本</a>' in body
    assert 'lang="zh">样本市人民法院' in body
    assert "（2024）样01民初123号" in body


def test_what_is_not_known_is_said(client: Client) -> None:
    made = make.case("Example Motors v. Someone (non-compete)", opened_text="")
    make.event(made)

    unknown = text_of(body_of(client, made).split('id="unknown"')[1].split("</section>")[0].encode())

    for expected in (
        "Who moved: nobody is named here.",
        "The agreement: its wording, length, area and compensation.",
        "Whether a proceeding before a court, an arbitrator or an authority was opened.",
        "A second, independent source",
        "When the dispute began.",
    ):
        assert expected in unknown


def test_what_is_known_is_not_called_unknown(client: Client, dispute: Case) -> None:
    unknown = text_of(body_of(client, dispute).split('id="unknown"')[1].split("</section>")[0].encode())

    for known in ("Who moved", "The length", "The area", "docket number", "outcome", "When the dispute began"):
        assert known not in unknown
    assert "The date of 1 of 3 entries." in unknown
    assert "The compensation of the restraint." in unknown


@pytest.mark.parametrize(
    ("forum", "body"),
    [
        ("court", "court"),
        ("labour_arbitration", "labour arbitration body"),
        ("commercial_arbitration", "arbitral tribunal"),
        ("regulator", "authority"),
        ("criminal_court", "criminal court"),
    ],
)
def test_a_body_that_is_not_named_is_asked_for(client: Client, forum: str, body: str) -> None:
    made = make.case("Example Motors v. Someone (non-compete)")
    make.proceeding(made, forum_type=forum, tribunal=None, docket="")

    words = text_of(body_of(client, made).encode())

    assert f"Which {body} it is before." in words
    assert f"The outcome before the {body}." in words


def test_related_disputes_are_linked(client: Client, dispute: Case) -> None:
    sibling = make.case("Example Motors v. Sample Rockets (trade secrets)")
    services.relate_cases(first=sibling, second=dispute, kind="same_move")

    assert f'href="{sibling.get_absolute_url()}"' in body_of(client, dispute)
    assert f'href="{dispute.get_absolute_url()}"' in body_of(client, sibling)


def test_an_address_that_is_no_web_address_is_not_linked(client: Client, dispute: Case) -> None:
    link = dispute.citation_links.get()
    type(link.citation).objects.filter(pk=link.citation_id).update(
        url="javascript:alert(1)", publisher="Example Gazette"
    )

    body = body_of(client, dispute)

    assert "javascript:" not in body


def test_what_sources_say_is_shown_as_text(client: Client, dispute: Case) -> None:
    make.event(
        dispute, title="<img src=x onerror=alert(1)>", citations=(make.summary("</p><script>alert(1)</script>"),)
    )

    body = body_of(client, dispute)

    assert "<script" not in body
    assert "<img" not in body


@pytest.mark.parametrize("more", [0, 4])
def test_the_number_of_queries_does_not_grow(
    client: Client, dispute: Case, more: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    mover, former = (
        dispute.participants.get(role="mover").person,
        dispute.participants.get(role="former_employer").employer,
    )
    assert mover is not None
    assert former is not None
    for number in range(more):
        make.event(dispute, title=f"Entry {number}", actors=[("person", mover), ("employer", former)])
        suit: Proceeding = make.proceeding(dispute, docket=f"2:20-cv-0{number}234-ABC")
        services.save_party(party=Party(proceeding=suit, person=mover, role="defendant", side="respondent"))
        services.save_decision(decision=Decision(proceeding=suit, kind="order"), citations=[make.summary()])
        make.covenant(make.agreement(mover, former), dispute)
        sibling = make.case(f"Example Motors v. Someone {number} (non-compete)")
        services.relate_cases(first=sibling, second=dispute)

    with django_assert_num_queries(25):
        body_of(client, dispute)
