"""The demo's client: it asks the running site over HTTP, as anybody's would."""

from __future__ import annotations

import json
import urllib.request
from typing import Any

from tracker.programs import HOST


def timeline(slug: str, *, port: int, secret: str = "") -> list[dict[str, Any]]:
    """The entries of a case's timeline, as a client with this token's secret gets them; without one, as anybody does.

    Raises ``urllib.error.HTTPError`` where the site refuses.
    """
    headers = {"Accept": "application/json"} | ({"Authorization": f"Bearer {secret}"} if secret else {})
    entries: list[dict[str, Any]] = []
    address = f"http://{HOST}:{port}/api/v1/cases/{slug}/timeline/?limit=200"
    while address:
        request = urllib.request.Request(address, headers=headers)
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
            page = json.load(answer)
        entries += page["results"]
        address = page["next"]
    return entries


def lines(entries: list[dict[str, Any]]) -> list[str]:
    """One or two lines an entry: date, kind, assertion, state, and its first source."""
    shown = []
    for entry in entries:
        facts = " · ".join((entry["kind"]["label"], entry["assertion"]["label"], entry["status"]["code"]))
        shown.append(f"  {entry['date_text'] or 'undated':<20} {entry['title']}")
        shown.append(f"  {'':<20} [{facts}]")
        for source in entry["sources"]:
            outlet = "sample text" if source["sample"] else source["publisher"] or source["url"]
            said = f"“{source['quote']}”" if source["quote"] else f"Summary: {source['summary']}"
            shown.append(f"  {'':<20} {outlet}: {said}")
    return shown
