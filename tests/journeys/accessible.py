"""What axe finds on a page (WCAG 2.2, levels A and AA)."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
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
