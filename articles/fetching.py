"""Fetching a page from an address that somebody handed in, without reaching what only this machine can reach.

A name is resolved once, every address it has is judged, and the connection is made to the address that was judged: a
name that answers differently the second time gains nothing. Redirects are judged like first addresses. One deadline
covers everything, one cap the unpacked size.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
import time
import urllib.parse
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.core.exceptions import ValidationError

from articles import addresses
from articles.choices import FailureCode
from articles.decoding import MAX_BYTES
from articles.outcomes import Unreadable

SECONDS = 20.0
MAX_REDIRECTS = 5
MAX_HEADER_VALUE = 2000
USER_AGENT = "noncompete-tracker/1 (article reader)"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_KEPT_HEADERS = ("content-type", "content-language", "date", "etag", "last-modified")
_CHUNK = 1 << 16

# Python 3.11 calls some of these global (192.0.0.8, NAT64), so they stand here. IANA special-purpose registries.
_REFUSED = tuple(
    ipaddress.ip_network(network)
    for network in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "192.175.48.0/24",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
        "::/96",
        "::ffff:0:0/96",
        "::ffff:0:0:0/96",
        "64:ff9b::/96",
        "64:ff9b:1::/48",
        "100::/64",
        "2001::/23",
        "2001:db8::/32",
        "2002::/16",
        "2620:4f:8000::/48",
        "3fff::/20",
        "5f00::/16",
        "fc00::/7",
        "fe80::/10",
        "fec0::/10",
        "ff00::/8",
    )
)


@dataclass(frozen=True)
class Page:
    """What an address answered: the unpacked body, and the headers worth keeping as evidence (lower-case names)."""

    status: int
    body: bytes
    content_type: str
    headers: Mapping[str, str]


def fetch(url: str, *, max_bytes: int = MAX_BYTES, headers: Mapping[str, str] | None = None) -> Page:
    """Fetch a page, following up to five redirects, within 20 seconds. A 304 is an answer where ``headers`` ask for it.

    Raises ``Unreadable``: ``refused_address``, ``unreachable``, ``http_status``, ``too_large``.
    """
    deadline = time.monotonic() + SECONDS
    asked = url
    for _ in range(MAX_REDIRECTS + 1):
        try:
            parts = addresses.split(asked)
        except ValidationError as error:
            raise Unreadable(FailureCode.REFUSED_ADDRESS, " ".join(error.messages)) from error
        answer = _ask(parts, deadline, max_bytes, headers or {})
        if isinstance(answer, Page):
            return answer
        asked = urllib.parse.urljoin(asked, answer)
    raise Unreadable(FailureCode.UNREACHABLE, f"More than {MAX_REDIRECTS} redirects.")


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet; addresses that carry another inside do not."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if any(ip in network for network in _REFUSED if network.version == ip.version):
        return False
    return ip.is_global and not ip.is_multicast


def _allowed(address: str) -> bool:
    extra = getattr(settings, "FETCH_ALSO_ALLOWED", ())  # set by tests alone, for servers of their own
    return is_public(address) or any(
        ipaddress.ip_address(address.partition("%")[0]) in ipaddress.ip_network(network) for network in extra
    )


def _resolved(host: str, port: int, deadline: float) -> list[str]:
    """Every IP address of a host; refused as a whole where one of them is not public, since names can mix them."""
    ips: list[str] = []
    problems: list[Exception] = []

    def look_up() -> None:
        try:
            found = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)
            ips.extend(dict.fromkeys(str(row[4][0]) for row in found))
        except (OSError, UnicodeError) as error:
            problems.append(error)

    # The system's resolver takes no timeout.
    resolver = threading.Thread(target=look_up, daemon=True)
    resolver.start()
    resolver.join(_left(deadline))
    if problems:
        raise Unreadable(FailureCode.UNREACHABLE, f"The host {host} is not known.") from problems[0]
    _left(deadline)
    if not ips or not all(map(_allowed, ips)):
        raise Unreadable(FailureCode.REFUSED_ADDRESS, f"{host} is not an address of the public internet.")
    return ips


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise Unreadable(FailureCode.UNREACHABLE, f"It did not answer within {SECONDS:.0f} seconds.")
    return left


def _ask(parts: urllib.parse.SplitResult, deadline: float, max_bytes: int, headers: Mapping[str, str]) -> "Page | str":
    """One request: the page, or the address that it redirects to."""
    host = addresses.host_of(parts)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    problem: Exception | None = None
    for ip in _resolved(host, port, deadline):
        try:
            return _exchange(parts, host, port, ip, deadline, max_bytes, headers)
        except (ssl.SSLError, http.client.HTTPException, OSError) as error:
            problem = error
    _left(deadline)
    raise Unreadable(FailureCode.UNREACHABLE, f"{host}: {_plain(problem)}.") from problem


def _plain(problem: Exception | None) -> str:
    if isinstance(problem, ssl.SSLCertVerificationError):
        return "its certificate is not valid"
    if isinstance(problem, TimeoutError):
        return "it did not answer in time"
    if isinstance(problem, http.client.HTTPException):
        return f"its answer is no HTTP ({type(problem).__name__})"
    return "no connection" + (f" ({problem.strerror})" if isinstance(problem, OSError) and problem.strerror else "")


@contextmanager
def _ended_at(connection: socket.socket, deadline: float) -> Iterator[None]:
    """Cut the connection at the deadline. A timeout of the socket starts anew with every byte; this does not."""

    def cut() -> None:
        with suppress(OSError):
            connection.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(_left(deadline), cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
    _left(deadline)


def _exchange(
    parts: urllib.parse.SplitResult,
    host: str,
    port: int,
    ip: str,
    deadline: float,
    max_bytes: int,
    headers: Mapping[str, str],
) -> "Page | str":
    plain = socket.socket(socket.AF_INET6 if ":" in ip else socket.AF_INET, socket.SOCK_STREAM)
    # Of the plain socket: the deadline holds for the handshake, too, and cutting it cuts what is on top.
    with plain, _ended_at(plain, deadline):
        plain.settimeout(_left(deadline))
        plain.connect((ip, port))
        over = _tls().wrap_socket(plain, server_hostname=host.strip("[]")) if parts.scheme == "https" else plain
        with over:
            return _request(over, parts, host, deadline, max_bytes, headers)


def _request(
    connected: socket.socket,
    parts: urllib.parse.SplitResult,
    host: str,
    deadline: float,
    max_bytes: int,
    headers: Mapping[str, str],
) -> "Page | str":
    target = urllib.parse.quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._") + (
        "?" + urllib.parse.quote(parts.query, safe="/?%:@!$&'()*+,;=~-._[]") if parts.query else ""
    )
    client = http.client.HTTPConnection(host)
    client.sock = connected
    told = {"Host": parts.netloc, "User-Agent": USER_AGENT, "Accept-Encoding": "gzip", "Connection": "close"}
    client.request("GET", target, headers={**told, **headers})
    with client.getresponse() as answer:
        location = answer.headers.get("Location", "")
        if answer.status in _REDIRECTS and location:
            return location
        if answer.status != 200 and not (answer.status == 304 and headers):
            raise Unreadable(FailureCode.HTTP_STATUS, f"It answered {answer.status}.")
        body = b"".join(_unpacked(answer, max_bytes))
        _left(deadline)  # a connection cut at the deadline looks like the end of a body of unknown length
        kept = {name: answer.headers.get(name, "")[:MAX_HEADER_VALUE] for name in _KEPT_HEADERS}
        told = {name: value for name, value in kept.items() if value and value.isprintable()}
        return Page(answer.status, body, kept["content-type"], {"url": parts.geturl(), **told})


def _unpacked(answer: http.client.HTTPResponse, max_bytes: int) -> Iterator[bytes]:
    """The body in pieces, unpacked. Raises ``Unreadable`` as soon as it is larger than ``max_bytes``."""
    packed = answer.headers.get("Content-Encoding", "").strip().lower()
    if packed not in ("", "identity", "gzip", "x-gzip"):
        raise Unreadable(FailureCode.UNREACHABLE, f"It answered in an encoding that was not asked for ({packed[:40]}).")
    unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS) if "gzip" in packed else None
    size = 0
    while piece := answer.read(_CHUNK):
        waiting = piece
        while waiting:
            if unpacker is None:
                made, waiting = waiting, b""
            else:
                try:
                    made = unpacker.decompress(waiting, _CHUNK * 16)
                except zlib.error as error:
                    raise Unreadable(FailureCode.UNREACHABLE, "What it sent cannot be unpacked.") from error
                waiting = unpacker.unconsumed_tail
            size += len(made)
            if size > max_bytes:
                raise Unreadable(FailureCode.TOO_LARGE, f"More than {max_bytes:,} bytes came.")
            yield made


@lru_cache(maxsize=1)
def _tls() -> ssl.SSLContext:
    return ssl.create_default_context()
