"""Fetching by real sockets: only public addresses, at every step; one deadline; one cap."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Callable

import pytest
from django.test import override_settings

from articles import fetching
from articles.choices import FailureCode
from articles.fetching import fetch, is_public
from articles.outcomes import Unreadable
from tests.articles.web import Handler, Server, serving

NOT_PUBLIC = """
    0.0.0.0 10.1.2.3 100.64.0.1 127.0.0.1 127.8.8.8 169.254.169.254 172.16.0.1 192.0.0.8 192.0.0.170 192.0.2.1
    192.88.99.1 192.168.1.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 240.0.0.1 255.255.255.255
    :: ::1 ::7f00:1 ::ffff:127.0.0.1 ::ffff:8.8.8.8 ::ffff:0:127.0.0.1 64:ff9b::7f00:1 64:ff9b:1::1 100::1 2001::1
    2001:db8::1 2002:7f00:1:: 3fff::1 5f00::1 fc00::1 fd00::1 fe80::1 fe80::1%eth0 fec0::1 ff02::1
""".split()  # noqa: SIM905 - forty addresses
THIS_MACHINE = "127.0.0.1 localhost [::1] [::ffff:127.0.0.1] 0.0.0.0 2130706433 0x7f.1".split()  # noqa: SIM905


def refused(url: str, code: FailureCode) -> str:
    with pytest.raises(Unreadable) as error:
        fetch(url)
    assert error.value.code == code
    return error.value.detail


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_an_address_that_is_not_public_is_told(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "8.8.8.8", "93.184.216.34", "2606:4700:4700::1111", "2a00:1450::1"])
def test_a_public_address_is_told(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("host", THIS_MACHINE)
def test_this_machine_is_never_asked(host: str) -> None:
    with serving() as server:
        server.page("/", "secret")

        with pytest.raises(Unreadable) as error:
            fetch(server.url("/", host))

        assert error.value.code in (FailureCode.REFUSED_ADDRESS, FailureCode.UNREACHABLE)
        assert server.asked == []


def test_a_redirect_to_a_private_address_is_refused(web: Server) -> None:
    web.page("/", "", 302, Location="http://169.254.169.254/latest/meta-data/")

    assert "169.254.169.254" in refused(web.url("/"), FailureCode.REFUSED_ADDRESS)


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://news.example/", "http://user@127.0.0.1/"])
def test_a_redirect_to_what_is_no_web_address_is_refused(web: Server, target: str) -> None:
    web.page("/", "", 302, Location=target)

    refused(web.url("/"), FailureCode.REFUSED_ADDRESS)


def test_the_address_that_was_judged_is_the_one_that_is_asked(web: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name server that answers with a public address first and with this machine afterwards gains nothing."""
    answers = iter(["127.0.0.1", "169.254.169.254"])

    def resolve(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    web.page("/", "found")

    assert fetch(web.url("/", "rebinding.example")).body == b"found"
    assert web.asked[0][1]["Host"] == f"rebinding.example:{web.server_port}"
    assert next(answers) == "169.254.169.254"


def test_one_private_address_among_public_ones_is_enough_to_refuse(
    web: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 80)) for ip in ("127.0.0.1", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: rows)

    refused(web.url("/", "mixed.example"), FailureCode.REFUSED_ADDRESS)

    assert web.asked == []


def test_a_page_comes_with_what_is_worth_keeping(web: Server) -> None:
    web.page("/old", "", 301, Location="/new?a=1")
    web.page("/new", "body", ETag='"1"', Set_Cookie="secret=1")

    page = fetch(web.url("/old"))

    assert (page.status, page.body, page.content_type) == (200, b"body", "text/html; charset=utf-8")
    assert page.headers["etag"] == '"1"'
    assert page.headers["url"] == web.url("/new?a=1")
    assert "set-cookie" not in page.headers
    assert [path for path, _ in web.asked] == ["/old", "/new?a=1"]


def test_a_circle_of_redirects_ends(web: Server) -> None:
    web.page("/", "", 302, Location="/")

    assert "redirects" in refused(web.url("/"), FailureCode.UNREACHABLE)
    assert len(web.asked) == fetching.MAX_REDIRECTS + 1


@pytest.mark.parametrize("status", [204, 400, 403, 404, 410, 429, 500, 503])
def test_an_error_of_the_server_is_told(web: Server, status: int) -> None:
    web.page("/", "no", status)

    assert str(status) in refused(web.url("/"), FailureCode.HTTP_STATUS)


def test_a_compressed_page_is_unpacked(web: Server) -> None:
    web.page("/", gzip.compress(b"packed" * 1000), Content_Encoding="gzip")

    assert fetch(web.url("/")).body == b"packed" * 1000


def test_a_bomb_is_not_unpacked(web: Server) -> None:
    small = gzip.compress(b"\0" * (200 * 1024 * 1024), 9)
    web.page("/", small, Content_Encoding="gzip")
    assert len(small) < 1024 * 1024

    refused(web.url("/"), FailureCode.TOO_LARGE)


def test_a_body_without_end_is_cut(web: Server) -> None:
    sent = threading.Event()

    def endless(handler: Handler) -> None:
        handler.send_response(200)
        handler.end_headers()
        try:
            while True:
                handler.wfile.write(b"a" * (1 << 20))
        finally:
            sent.set()

    web.pages["/"] = endless

    refused(web.url("/"), FailureCode.TOO_LARGE)
    assert sent.wait(10)


@pytest.mark.parametrize("body", [b"not gzip", gzip.compress(b"a" * 1000)[:-200] + b"\xff" * 50])
def test_what_cannot_be_unpacked_is_told(web: Server, body: bytes) -> None:
    web.page("/", body, Content_Encoding="gzip")

    refused(web.url("/"), FailureCode.UNREACHABLE)


def test_an_encoding_nobody_asked_for_is_refused(web: Server) -> None:
    web.page("/", b"x", Content_Encoding="br")

    refused(web.url("/"), FailureCode.UNREACHABLE)


def drip(head: bytes) -> Callable[[Handler], None]:
    """Send a byte every few milliseconds for as long as anybody reads: each is in time, together they are not."""

    def page(handler: Handler) -> None:
        handler.wfile.write(head)
        while not handler.server.over.wait(0.02):
            handler.wfile.write(b"a")

    return page


@pytest.mark.parametrize(
    "page",
    [
        lambda handler: handler.server.over.wait(),
        drip(b"HTTP/1.1 200 OK\r\nX-Slow: "),
        drip(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"),
        drip(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"),
    ],
    ids=["silent", "slow header", "slow body", "slow body of known length"],
)
def test_a_slow_server_does_not_hold_anybody(
    web: Server, monkeypatch: pytest.MonkeyPatch, page: Callable[[Handler], None]
) -> None:
    monkeypatch.setattr(fetching, "SECONDS", 0.5)
    web.pages["/"] = page
    done = threading.Event()
    codes: list[FailureCode] = []

    def ask() -> None:
        try:
            fetch(web.url("/"))
        except Unreadable as error:
            codes.append(error.code)
        done.set()

    threading.Thread(target=ask, daemon=True).start()

    # Far beyond the deadline of half a second, and far short of for ever.
    assert done.wait(15)
    assert codes == [FailureCode.UNREACHABLE]


@pytest.mark.parametrize(
    "answer",
    [b"", b"nonsense\r\n\r\n", b"HTTP/1.1 999999 x\r\n\r\n", b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 500 + b"\r\n"],
)
def test_an_answer_that_is_no_http_is_told(web: Server, answer: bytes) -> None:
    def page(handler: Handler) -> None:
        handler.wfile.write(answer)

    web.pages["/"] = page

    refused(web.url("/"), FailureCode.UNREACHABLE)


def test_a_host_that_nobody_knows_is_told() -> None:
    assert "nowhere.invalid" in refused("http://nowhere.invalid/", FailureCode.UNREACHABLE)


def test_a_certificate_of_nobody_is_refused(web: Server) -> None:
    # The server speaks no TLS at all: the handshake fails, and nothing is asked in clear.
    refused(f"https://127.0.0.1:{web.server_port}/", FailureCode.UNREACHABLE)

    assert web.asked == []


def test_nothing_is_left_running(web: Server) -> None:
    web.page("/", "found")
    fetch(web.url("/"))
    deadline = time.monotonic() + 10

    while any(isinstance(one, threading.Timer) for one in threading.enumerate()):
        assert time.monotonic() < deadline


@override_settings(FETCH_ALSO_ALLOWED=[])
def test_without_the_setting_of_tests_this_machine_is_refused() -> None:
    refused("http://127.0.0.1:1/", FailureCode.REFUSED_ADDRESS)
