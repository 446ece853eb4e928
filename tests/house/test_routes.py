"""No address of the site without a line that says who is let in. Whether it is so: tests/tracker/test_matrix.py."""

from __future__ import annotations

from tests.house.listed import file_of, listed, routes

WHO = "the lowest role that is let in (reader, editor, senior, administrator), or anyone, or nobody"


def test_every_route_is_listed() -> None:
    lines = listed()

    missing = [
        f"{route.label} is not listed. Add to tests/house/routes/{file_of(route)} the line\n"
        f"    {route.label} GET POST\n"
        f"  with, in place of GET and of POST, {WHO}."
        for route in routes()
        if route.label not in lines
    ]

    assert missing == [], "\n" + "\n".join([*missing, "Then run tests/tracker/test_matrix.py: it asks each route."])


def test_every_line_has_its_route() -> None:
    known = {route.label for route in routes()}

    assert sorted(set(listed()) - known) == []
