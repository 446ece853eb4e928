"""Sending a page's form as a browser does: with everything it holds, changed where a test types."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from typing import Any

from django.test import Client
from django.urls import reverse


class _Fields(HTMLParser):
    """Successful controls of the forms of a page (HTML, 4.10.21.4), but for submit buttons."""

    def __init__(self) -> None:
        super().__init__()
        self.data: dict[str, list[str]] = {}
        self.select = ""
        self.area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        present = dict(attrs)
        name = given.get("name", "")
        if tag == "input" and name:
            kind = given.get("type", "text")
            ticked = kind in ("checkbox", "radio")
            if kind not in ("submit", "file", "button") and (not ticked or "checked" in present):
                self.data.setdefault(name, []).append(given.get("value", "on" if ticked else ""))
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and "selected" in present:
            self.data.setdefault(self.select, []).append(given.get("value", ""))
        elif tag == "textarea":
            self.area = name
            self.data[name] = [""]

    def handle_data(self, data: str) -> None:
        if self.area:
            self.data[self.area][0] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self.select = ""
        elif tag == "textarea":
            # The first line break behind the tag is no part of the value.
            self.data[self.area][0] = self.data[self.area][0].removeprefix("\n").removeprefix("\r\n")
            self.area = ""


def fields_of(html: str) -> dict[str, list[str]]:
    reader = _Fields()
    main = html[html.index('id="content-main"') :]
    reader.feed(main)
    return {name: values for name, values in reader.data.items() if "__prefix__" not in name}


def page(record: Any, kind: str = "change") -> str:
    meta = record._meta
    args = [record.pk] if kind in ("change", "history", "delete") else []
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_{kind}", args=args)


def send(client: Client, path: str, **typed: Any) -> Any:
    """Open the page at ``path`` and send its form with ``typed`` in place of what it holds; redirects are followed."""
    data: dict[str, Any] = dict(fields_of(client.get(path).content.decode()))
    data.pop("csrfmiddlewaretoken", None)
    return client.post(path, data | typed, follow=True)


def press(client: Client, record: Any, verb: str, **typed: Any) -> Any:
    """Press the button of a verb on a record's page."""
    return send(client, page(record), **{f"_verb_{verb}": "1"}, **typed)


def act(client: Client, verb: str, *records: Any, reason: str = "") -> Any:
    """Choose an action in the list for some records."""
    data = {"action": verb, "_selected_action": [str(record.pk) for record in records], "reason": reason}
    return client.post(page(records[0], "changelist"), data, follow=True)


def messages_of(answer: Any) -> list[str]:
    return [unescape(str(message)) for message in answer.context["messages"]]


def errors_of(answer: Any) -> list[str]:
    """Errors shown beside fields and above the form."""
    lists = re.findall(r'<ul class="errorlist[^"]*"[^>]*>(.*?)</ul>', answer.content.decode(), re.S)
    return [unescape(item) for each in lists for item in re.findall(r"<li>(.*?)</li>", each, re.S)]
