"""Pictures of the desk's pages to be looked at, in light, dark and at 390 px: ``make screenshots``.

Not part of the suite: its name keeps it out.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from playwright.sync_api import Page

from articles.models import ReviewLease, Source, Suggestion
from cases.models import Case, Participant
from people.choices import RightsKind
from people.models import Person
from tests.admin import desk, review
from tests.admin.forms import page as address
from tests.admin.test_board import waiting
from tests.articles.world import a_world, linked
from tests.conftest import ROOT
from tests.facts.exchange.files import SOURCE, as_csv
from tests.journeys.accessible import LOOKS
from tests.journeys.conftest import Sit
from tests.journeys.test_import import LIST, TWO_BAD_ROWS, upload, work
from tests.journeys.test_merging import DOUBLES, two
from tests.journeys.test_rights import LIST as REQUESTS
from tests.journeys.test_rights import asked_of

FOLDER = ROOT / "screenshots"
REVIEW = "/admin/articles/suggestion/review/"

pytestmark = pytest.mark.django_db(transaction=True)


def _world() -> None:
    """A story read by the engine, then one with everything that the screen can show."""
    world = review.world()
    found, rows = review.item(1, cases=3, title="Example Motors and Sample Wheels at odds over an engineer")
    for record, text in ((world["ada"], "Ada Sample"), (world["motors"], "Example Motors")):
        review.mention(found, record, text)
    Suggestion.objects.filter(pk=rows[0].pk).update(automatic=True)
    for day, title in (("2024-07-20", "Legal action is reported"), ("2024-09", "A hearing is announced")):
        desk.event(world["case"], occurred_text=day, title=title)
    Suggestion.objects.filter(pk=rows[1].pk).update(case=world["case"], key=str(world["case"].pk))
    review.entry(found, world["case"], world["ada"], world["motors"])
    payload = desk.proposal("joined", person=desk.ref(None, "Bo Sample"), to=desk.ref(world["wheels"]))
    desk.suggestion(found, None, kind="move", key="m", probability=None, payload=payload, reasons=[])
    unknown = [{"code": "unknown_near_dispute", "params": {"words": "covenant"}}]
    about = {"kind": "new_person", "key": "n", "probability": None, "payload": {"text": "Bo Sample"}}
    desk.suggestion(found, None, **about, reasons=unknown, contradictions=[])
    a_world()
    linked()


def _opened(page: Page) -> None:
    page.goto(REVIEW)


def _engine(page: Page) -> None:
    page.goto(REVIEW)
    page.keyboard.press("s")
    page.wait_for_load_state()


def _help(page: Page) -> None:
    page.goto(REVIEW)
    page.keyboard.press("?")


def _refused(page: Page) -> None:
    page.goto(REVIEW)
    page.get_by_label("Date").first.fill("last summer")
    page.get_by_role("button", name="Accept timeline entry").click()
    page.wait_for_load_state()


def _over(page: Page) -> None:
    page.goto(REVIEW)
    ReviewLease.objects.update(until=timezone.now() - timedelta(seconds=1))
    page.reload()


def _new_case(page: Page) -> None:
    ReviewLease.objects.all().delete()
    page.goto(REVIEW)
    page.keyboard.press("c")
    page.wait_for_url("**/new-case/")


def _list(page: Page) -> None:
    page.goto("/admin/articles/suggestion/")


def _many(page: Page) -> None:
    page.goto("/admin/articles/suggestion/")
    for at in range(3):
        page.locator("input.action-select").nth(at).check()
    page.get_by_label("Action:").select_option("reject")
    page.get_by_role("button", name="Go").click()
    page.wait_for_load_state()


def _decided(page: Page) -> None:
    page.goto(REVIEW)
    page.keyboard.press("y")
    page.locator("#said p").wait_for()


def _first(page: Page) -> None:
    waiting(1)
    page.goto("/admin/")


def _source(page: Page) -> None:
    source = Source.objects.get(slug="feed-1")
    page.goto(f"/admin/articles/source/{source.pk}/change/?after=never")


def _none(page: Page) -> None:
    Suggestion.objects.update(state="superseded")
    page.goto(REVIEW)


def _at(path: str) -> Callable[[Page], None]:
    """A page as it opens."""

    def go(page: Page) -> None:
        page.goto(path)

    return go


def _refused_file(page: Page) -> None:
    upload(page, as_csv(*TWO_BAD_ROWS))
    work()
    page.get_by_role("heading", name="Errors").wait_for()


def _waiting_file(page: Page) -> None:
    ada = _ada()
    about = {
        "slug": ada.slug,
        "display_name": ada.display_name,
        "notability_reason": "Named by a court. " * 9,
        "publication_state": "published",
    }
    upload(page, as_csv(about, {"slug": "", "display_name": "Cy Sample", **SOURCE}))


def _checked_file(page: Page) -> None:
    work()
    page.get_by_role("button", name="Save 2 records").wait_for()


def _saved_file(page: Page) -> None:
    page.get_by_role("button", name="Save 2 records").click()
    page.get_by_text("Waiting to be saved").wait_for()
    work()
    page.get_by_text("Saved", exact=True).wait_for()


def _ada() -> Person:
    """The person of the second story."""
    return Person.objects.filter(display_name="Ada Sample").earliest("created_at")


def _dispute() -> Case:
    """A case about her, changed once."""
    return Case.objects.filter(participants__person=_ada()).earliest("created_at")


def _case_form(page: Page) -> None:
    desk.case("Sample Wheels v. Ada Sample", participants=[Participant(person=_ada(), role="mover")])
    page.goto(address(_dispute()))


def _changed_meanwhile(page: Page) -> None:
    page.goto(address(_dispute()))
    Case.objects.filter(pk=_dispute().pk).update(summary="What somebody else wrote.")
    page.get_by_label("Summary").fill("What I wrote.")
    page.get_by_role("button", name="Save and continue editing").click()
    page.get_by_text("Changed meanwhile").wait_for()


def _history(page: Page) -> None:
    page.goto(address(_dispute(), "history"))


def _restore(page: Page) -> None:
    _history(page)
    page.get_by_role("link", name="Compare and restore").last.click()
    page.get_by_role("button", name="Restore this version").wait_for()


def _doubles(page: Page) -> None:
    two()
    page.goto(DOUBLES)


def _merge(page: Page) -> None:
    page.goto(DOUBLES)
    page.locator("#content-main tbody a").first.click()
    page.get_by_role("button", name="Merge", exact=True).wait_for()


def _request(kind: RightsKind) -> Callable[[Page], None]:
    def go(page: Page) -> None:
        page.goto(f"{REQUESTS}{asked_of(kind, _ada()).pk}/work/")

    return go


# In this order: the later ones decide.
PAGES: tuple[tuple[str, Callable[[Page], None]], ...] = (
    ("review", _opened),
    ("review-help", _help),
    ("review-refused", _refused),
    ("review-over", _over),
    ("review-new-case", _new_case),
    ("suggestions", _list),
    ("suggestions-many", _many),
    ("review-engine", _engine),
    ("review-decided", _decided),
    ("index", _first),
    ("source", _source),
    ("cases", _at("/admin/cases/case/")),
    ("case", _case_form),
    ("case-changed-meanwhile", _changed_meanwhile),
    ("history", _history),
    ("restore", _restore),
    ("doubles", _doubles),
    ("merge", _merge),
    ("articles", _at("/admin/articles/article/")),
    ("people", _at(LIST)),
    ("export", _at(f"{LIST}export/")),
    ("import", _at(f"{LIST}import/")),
    ("import-errors", _refused_file),
    ("import-waiting", _waiting_file),
    ("import-checked", _checked_file),
    ("import-saved", _saved_file),
    ("imports", _at("/admin/facts/import/")),
    *((f"request-{kind.value}", _request(kind)) for kind in RightsKind),
    ("requests", _at(REQUESTS)),
    ("users", _at("/admin/auth/user/")),
    ("roles", _at("/admin/auth/group/")),
    ("review-nothing", _none),
)


@pytest.mark.parametrize("look", LOOKS, ids=["light", "dark", "light-390", "dark-390"])
def test_pictures(sit: Sit, chief: User, broker: None, look: dict[str, object], request: pytest.FixtureRequest) -> None:
    _world()
    page = sit(chief, **look)
    FOLDER.mkdir(exist_ok=True)

    for name, go in PAGES:
        go(page)
        path = FOLDER / f"{name}-{request.node.callspec.id}.png"
        page.screenshot(path=path, full_page=True)
        assert Path(path).stat().st_size > 0
