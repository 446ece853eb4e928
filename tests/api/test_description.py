"""The API's description: current, complete, and shown by a page that the content policy allows."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import call_command
from django.test import Client

SNAPSHOT = Path(__file__).resolve().parents[2] / "docs" / "openapi.yaml"
COMMAND = "manage.py spectacular --validate --fail-on-warn --file docs/openapi.yaml"


@pytest.fixture(scope="module")
def description() -> Any:
    return yaml.safe_load(SNAPSHOT.read_text(encoding="utf-8"))


def test_the_snapshot_is_current_and_valid(tmp_path: Path) -> None:
    call_command("spectacular", "--validate", "--fail-on-warn", "--file", str(tmp_path / "new.yaml"))

    new = (tmp_path / "new.yaml").read_text(encoding="utf-8")
    assert new == SNAPSHOT.read_text(encoding="utf-8"), f"run: {COMMAND}"


def test_it_is_served_as_it_stands(client: Client, description: Any) -> None:
    answer = client.get("/api/v1/openapi.yaml")

    assert answer.status_code == 200
    assert yaml.safe_load(answer.content) == description
    assert description["openapi"].startswith("3.1")


def operations(description: Any) -> list[tuple[str, str, Any]]:
    return [
        (path, method, operation) for path, item in description["paths"].items() for method, operation in item.items()
    ]


def test_every_operation_has_a_name_and_says_how_it_fails(description: Any) -> None:
    names = [operation["operationId"] for _, _, operation in operations(description)]

    assert len(names) == len(set(names)) == 14
    for path, method, operation in operations(description):
        assert operation["summary"], path
        assert re.fullmatch(r"(list|get|send)_[a-z_]+", operation["operationId"])
        for status, answer in operation["responses"].items():
            if int(status) >= 400:
                assert list(answer["content"]) == ["application/problem+json"], (path, method, status)


def test_every_answer_has_an_example(description: Any) -> None:
    for path, method, operation in operations(description):
        for status, answer in operation["responses"].items():
            for kind, content in answer.get("content", {}).items():
                if int(status) < 300:
                    assert content.get("examples"), (path, method, status, kind)


def test_every_vocabulary_is_named(description: Any) -> None:
    def codes(node: Any, inside: str) -> list[str]:
        if isinstance(node, dict):
            here = [inside] if node.get("type") == "string" and len(node.get("enum", ())) > 6 else []
            return here + [one for name, inner in node.items() for one in codes(inner, f"{inside}/{name}")]
        return []

    schemas = description["components"]["schemas"]
    assert {name for name, schema in schemas.items() for one in codes(schema, name) if one != name} == set()
    assert schemas["EventKindCode"]["enum"]


class _Page(HTMLParser):
    """Addresses of scripts and styles, and whatever is inline."""

    def __init__(self) -> None:
        super().__init__()
        self.files: list[str] = []
        self.inline: list[str] = []
        self.inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.inside = tag
        if tag == "script" and values.get("src"):
            self.files.append(str(values["src"]))
        if tag == "link":
            self.files.append(str(values["href"]))
        self.inline += [f"{tag} {name}" for name in values if name.startswith("on") or name == "style"]

    def handle_data(self, data: str) -> None:
        if self.inside in ("script", "style") and data.strip():
            self.inline.append(data)

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""


def test_the_page_has_nothing_inline_and_all_its_files(client: Client, db: None) -> None:
    answer = client.get("/api/v1/docs/")
    page = _Page()
    page.feed(answer.content.decode())

    assert "'unsafe" not in answer["Content-Security-Policy"]
    assert page.inline == []
    assert len(page.files) == 4
    assert all(address.startswith("/") for address in page.files)
    script = client.get(page.files[-1])
    assert script["Content-Type"].startswith("application/javascript")
    assert b"/api/v1/openapi.yaml" in script.content
    for address in page.files[:-1]:
        assert client.get(address).status_code == 200, address
