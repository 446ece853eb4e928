"""An editor's browser, as far as the site can tell: it speaks WSGI to the site in this process, as a server does.

Nothing of a network is measured, of the desk as little as of the bare view; all middleware runs.
"""

from __future__ import annotations

import io
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.models import User
from django.test import Client

from tracker.wsgi import application

Field = tuple[str, str]


class Browser:
    """Signed in as ``user``, with a session of the database's like any other."""

    def __init__(self, user: User) -> None:
        client = Client()
        client.force_login(user)
        self.cookies = {name: morsel.value for name, morsel in client.cookies.items()}

    def get(self, path: str, **query: str) -> str:
        """The page at an address. Raises ``RuntimeError`` unless it answers 200."""
        return self._ask("GET", path, urlencode(query), b"")

    def post(self, path: str, fields: list[Field]) -> str:
        """The page that answers a form."""
        return self._ask("POST", path, "", urlencode(fields).encode())

    def _ask(self, method: str, path: str, query: str, body: bytes) -> str:
        environ = {
            "REQUEST_METHOD": method,
            "SCRIPT_NAME": "",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(body)),
            "HTTP_COOKIE": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "HTTP_ACCEPT_LANGUAGE": "en",
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(body),
            "wsgi.errors": io.StringIO(),
            "wsgi.multithread": False,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
        }
        told: list[Any] = []
        answer = application(environ, lambda status, headers, _=None: told.extend((status, headers)))  # type: ignore[arg-type]
        try:
            page = b"".join(answer).decode()
        finally:
            answer.close()
        status, headers = told
        if not status.startswith("200"):
            raise RuntimeError(f"{method} {path} answers {status}")
        for name, value in headers:
            if name == "Set-Cookie":
                self.cookies |= {key: morsel.value for key, morsel in SimpleCookie(value).items()}
        return page


class Form(HTMLParser):
    """What a browser would send of the form ``id``, without its buttons."""

    def __init__(self, page: str, name: str) -> None:
        super().__init__()
        self.name, self.inside, self.fields = name, False, []  # type: str, bool, list[Field]
        self._select: str | None = None
        self._options: list[tuple[str, bool]] = []
        self._text: str | None = None
        self.feed(page)

    def value(self, name: str) -> str:
        """The first value of a field, empty where there is none."""
        return next((value for field, value in self.fields if field == name), "")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = given.get("id") == self.name
        if not self.inside:
            return
        if tag == "input" and given.get("name"):
            ticked = given.get("type") not in ("radio", "checkbox") or "checked" in given
            if ticked:
                self.fields.append((given["name"], given.get("value", "on")))
        elif tag == "select":
            self._select, self._options = given.get("name"), []
        elif tag == "option" and self._select is not None:
            self._options.append((given.get("value", ""), "selected" in given))
        elif tag == "textarea":
            self.fields.append((given.get("name", ""), ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        elif tag == "select" and self._select is not None:
            chosen = [value for value, selected in self._options if selected] or [v for v, _ in self._options[:1]]
            self.fields += [(self._select, value) for value in chosen]
            self._select = None
