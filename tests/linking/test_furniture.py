from __future__ import annotations

import pytest

from linking.candidates import CaseIndex
from linking.engine import Engine
from linking.forms import CaseCard, CaseRole, Document, NameEntry
from linking.furniture import furniture_of
from linking.page import Page

NAMES = [
    NameEntry("p", "person", "Odette Specimen"),
    NameEntry("a", "employer", "Velmorix"),
    NameEntry("b", "employer", "Trandelle"),
]
ROLES = (CaseRole("p", "mover"), CaseRole("a", "former_employer"), CaseRole("b", "new_employer"))
ENGINE = Engine(NAMES, CaseIndex([CaseCard("first", "Velmorix v. Specimen", ROLES, claim_kinds=("non-compete",))]))
HEADLINES = (
    "Velmorix sues Odette Specimen, now at Trandelle, over non-compete",
    "Five gardens to see this spring",
    "Rain stops play",
)
STORY = (
    "The town council opened a new bridge on Monday after three years of work and many delays.",
    "Some two hundred people came to see it, and the band of the fire brigade played until noon.",
)


def page_of(*lines: str) -> Page:
    return Page(Document("\n".join(lines), "A bridge"))


def furniture(page: Page) -> set[str]:
    return {page.span(number).quote for number in furniture_of(page)}


@pytest.mark.parametrize(
    "lines",
    [
        (*STORY, *HEADLINES),
        (*STORY, "Read more", HEADLINES[0]),
        (STORY[0], "Related articles (3)", *HEADLINES, STORY[1]),
        ("Accueil", "Actualités", *HEADLINES, *STORY),
        (*STORY, "Read also: " + HEADLINES[0]),
        (*STORY, "FROM OUR MAY NUMBER: " + HEADLINES[0]),
        (*STORY, "ET AUSSI", "~ " + HEADLINES[1], "~ " + HEADLINES[0]),
        (*STORY, "Comments", HEADLINES[0] + ". They never learn, and a court will say so again in the end."),
    ],
)
def test_a_case_in_furniture_is_not_what_a_page_is_about(lines: tuple[str, ...]) -> None:
    assert HEADLINES[0] in {
        quote.rstrip(".").removeprefix("~ ").split(": ")[-1] for quote in furniture(page_of(*lines))
    }
    assert ENGINE.read(Document("\n".join(lines), "A bridge", "en")).matches == ()


@pytest.mark.parametrize(
    "text",
    [
        f"{STORY[0]} - {HEADLINES[1]} - {HEADLINES[0]} - {HEADLINES[2]}. {STORY[1]}",
        f"Home | {HEADLINES[0]} | {HEADLINES[1]} | Contact | {STORY[0]} {STORY[1]}",
        f"{STORY[0]} | {HEADLINES[1]} | {HEADLINES[0]} | {HEADLINES[2]} | {STORY[1]}",
    ],
)
def test_a_list_that_was_run_into_one_line_is_furniture(text: str) -> None:
    page = page_of(text)

    assert any(HEADLINES[0] in quote for quote in furniture(page))
    assert not any(STORY[0] in quote or STORY[1] in quote for quote in furniture(page))
    assert ENGINE.read(page.document).matches == ()


@pytest.mark.parametrize(
    "text",
    [
        "Velmorix has sued Odette Specimen - now at Trandelle - over a non-compete - the third. A court will hear it.",
        "By our staff | Velmorix has sued Odette Specimen, now at Trandelle, over a non-compete | Photo: town hall",
    ],
)
def test_dashes_and_a_bar_or_two_are_no_list(text: str) -> None:
    assert furniture_of(page_of(text)) == frozenset()
    assert [match.case for match in ENGINE.read(Document(text, "A bridge", "en")).matches] == ["first"]


def test_a_caption_in_a_list_is_no_sentence() -> None:
    caption = "~ Velmorix v. Specimen and Trandelle: the appeal will be heard in the spring"

    assert caption in furniture(page_of(*STORY, "See also", caption))


def test_the_story_itself_is_never_furniture() -> None:
    sued = "Velmorix has sued Odette Specimen, now at Trandelle, over a non-compete. A court will hear the case."
    page = page_of("Home", "News", "Markets", sued, STORY[0], "Most read", *HEADLINES[1:], "All rights reserved")

    assert not furniture(page) & {sued.split(". ")[0] + ".", STORY[0]}
    assert [match.case for match in ENGINE.read(page.document).matches] == ["first"]


@pytest.mark.parametrize(
    "text",
    [
        "Velmorix sues Odette Specimen\nOver a non-compete\nShe is at Trandelle",
        "Velmorix has sued Odette Specimen, who left in\nspring for Trandelle, over a non-compete that she\n"
        "signed in 2020 and that binds her for a\nyear. A court will hear the case in May, as the\nfirm said.",
        "",
    ],
)
def test_nothing_is_furniture_where_all_lines_are_short(text: str) -> None:
    assert furniture_of(Page(Document(text))) == frozenset()


def test_chinese_headlines_below_a_heading_are_furniture() -> None:
    story = "该公司周一表示，新桥历时三年终于通车，约两百名市民到场观看。"
    below = ("相关阅读", "甲公司起诉前员工违反竞业限制", "天气预报")

    assert furniture(Page(Document("\n".join((story, *below)), "", "zh"))) == set(below)
