"""What axe finds on a page (WCAG 2.2, levels A and AA)."""

from __future__ import annotations

from typing import Any, cast

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# Style sheets are not read by it: those that others import it would copy into the page, which the policy forbids.
RULES: dict[str, Any] = {
    "preload": False,
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
}
# Light, dark, and the narrowest phone.
LOOKS = (
    {"color_scheme": "light", "viewport": {"width": 1280, "height": 900}},
    {"color_scheme": "dark", "viewport": {"width": 1280, "height": 900}},
    {"color_scheme": "light", "viewport": {"width": 390, "height": 844}},
    {"color_scheme": "dark", "viewport": {"width": 390, "height": 844}},
)


def violations(page: Page, *, imports: bool = False) -> list[str]:
    """Rule and place of everything that is not as it must be.

    ``imports``: the page has a stylesheet that imports another, as Django's forms have. What axe would read from it, it
    would put into a style of its own, which the page's policy blocks; it goes without.
    """
    options = RULES | ({"preload": False} if imports else {})
    found = Axe().run(page, options=options).response["violations"]
    return [f"{one['id']}: {node['html']}" for one in found for node in one["nodes"]]


def sideways(page: Page) -> int:
    """By how many pixels the page is wider than the window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def complaints(page: Page) -> list[str]:
    """What is wrong with a page as it stands, in light, in dark and on a phone."""
    found = []
    for look in LOOKS:
        size: Any = look["viewport"]
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=cast("Any", look["color_scheme"]))
        # Colours change bit by bit.
        page.evaluate("Promise.allSettled(document.getAnimations().map(each => each.finished)).then(() => null)")
        said = [*violations(page), *([f"{sideways(page)} px wider than the window"] if sideways(page) > 0 else [])]
        found += [f"{look['color_scheme']}, {size['width']} px: {each}" for each in said]
    page.set_viewport_size(cast("Any", LOOKS[0]["viewport"]))
    page.emulate_media(color_scheme="light")
    return found
