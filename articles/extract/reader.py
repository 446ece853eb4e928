"""The child: reads pages and feeds from standard input and answers with JSON on standard output.

It imports nothing of the project.

Request: two lengths (big-endian, 4 bytes each), a JSON head, the page. Answer: a length, JSON. Each page has its own
share of processor time; memory is limited for the whole life of the process. Over either limit the process dies, and
the worker starts another.
"""

import html
import io
import json
import re
import resource
import struct
import sys
import urllib.parse
from typing import Any, BinaryIO

import feedparser
import trafilatura

CPU_SECONDS = 15
MEMORY = 1 << 30
# Parsers answer a deeper page with silence or with quadratic time; no newspaper nests like this.
MAX_DEPTH = 200
MAX_TEXT = 2_000_000
MAX_ENTRIES = 200
# One control character, written out or as a reference, and the parsers below give nothing at all.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_CONTROL_REF = re.compile(r"&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01]|127)|[xX]0*(?:[0-8bBcCeEfF]|1[0-9a-fA-F]|7[fF]));")
_MARKUP = re.compile(r"<[^<>]*>")
_TAG = re.compile(rb"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)[^>]*?(/?)>", re.S)
_SKIPPED = re.compile(rb"<!--.*?-->|<(script|style|template|noscript)\b.*?</\1\s*>", re.I | re.S)
# Empty by nature, or closed by what follows: they do not nest.
_FLAT = frozenset(
    b"""
    area base br col embed hr img input link meta param source track wbr p li td th tr dt dd option thead tbody tfoot
    colgroup rt rp html head body
    """.split()
)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([A-Za-z0-9._:-]{1,40})", re.I)


def depth_of(body: bytes) -> int:
    """How deep elements nest, tags alone counted."""
    depth = deepest = 0
    for closing, name, empty in _TAG.findall(_SKIPPED.sub(b"", body)):
        if empty or name.lower() in _FLAT:
            continue
        if closing:
            depth = max(0, depth - 1)
        else:
            depth += 1
            deepest = max(deepest, depth)
    return deepest


def encoding_of(body: bytes, content_type: str) -> str:
    """The declared encoding, UTF-8 where none is declared: mark, header, then the page's own word."""
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if body.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    declared = _CHARSET.search(content_type.encode()) or _CHARSET.search(body[:4096])
    name = declared[1].decode().lower() if declared else "utf-8"
    # Browsers read these names so (WHATWG Encoding Standard, "Names and labels").
    return {"gb2312": "gb18030", "gbk": "gb18030", "iso-8859-1": "cp1252", "latin1": "cp1252", "ascii": "cp1252"}.get(
        name, name
    )


def page(body: bytes, content_type: str, url: str) -> dict[str, Any]:
    """Text, title, language and date of a page, or a code that says why not."""
    try:
        decoded = body.decode(encoding_of(body, content_type))
    except (UnicodeDecodeError, LookupError) as error:
        return {"code": "broken_encoding", "detail": f"The page is not in the encoding it declares ({error})."[:300]}
    plain = _CONTROL_REF.sub(" ", _CONTROL.sub(" ", decoded)).encode("utf-8", "replace")
    depth = depth_of(plain)
    if depth > MAX_DEPTH:
        return {"code": "too_deep", "detail": f"Elements nest {depth} deep; at most {MAX_DEPTH} are read."}
    tree = trafilatura.load_html(plain)
    if tree is None:
        return {"code": "no_text", "detail": "The page holds no document."}
    language = (tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "").strip()
    found: Any = trafilatura.bare_extraction(
        tree, url=url or None, with_metadata=True, include_comments=False, include_tables=True, deduplicate=False
    )
    text = (found.text or "").strip() if found is not None else ""
    if not text:
        return {"code": "no_text"}
    if len(text) > MAX_TEXT:
        return {"code": "too_large", "detail": f"Its text has {len(text):,} characters; at most {MAX_TEXT:,} are read."}
    return {"text": text, "title": _plain(found.title), "language": language, "date": found.date or ""}


def feed(body: bytes, content_type: str, url: str) -> dict[str, Any]:
    """Title, language and items of a feed, or a code where it is none."""
    # A stream, never bytes or a string: those it would take for the name of a file or an address.
    found = feedparser.parse(
        io.BytesIO(body),
        response_headers={"content-type": content_type or "application/xml", "content-location": url},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    if not found.version and not found.entries:
        return {"code": "no_text", "detail": "This is no RSS or Atom feed."}
    entries = []
    for one in found.entries[:MAX_ENTRIES]:
        link = str(one.get("link") or "")
        if not link:
            continue
        told = one.get("published_parsed") or one.get("updated_parsed")
        day = f"{told.tm_year:04}-{told.tm_mon:02}-{told.tm_mday:02}" if told else ""
        entries.append({"url": urllib.parse.urljoin(url, link), "title": _plain(one.get("title")), "date": day})
    about = found.feed
    return {"title": _plain(about.get("title")), "language": str(about.get("language") or ""), "entries": entries}


def _plain(title: Any) -> str:
    """A title without markup and entities, which feeds may carry doubly, and without what cannot be seen."""
    words = html.unescape(_MARKUP.sub("", str(title or ""))).split()
    return "".join(char for char in " ".join(words) if char.isprintable())[:500]


def serve(source: BinaryIO, target: BinaryIO) -> None:
    """Answer requests until the input ends."""
    while len(sizes := source.read(8)) == 8:
        head_size, body_size = struct.unpack("!II", sizes)
        head = json.loads(source.read(head_size))
        body = source.read(body_size)
        used = resource.getrusage(resource.RUSAGE_SELF)
        soft = int(used.ru_utime + used.ru_stime) + CPU_SECONDS
        resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))
        reader = feed if head["kind"] == "feed" else page
        try:
            found = reader(body, head["content_type"], head["url"])
        except Exception as error:  # noqa: BLE001 - parsers meet what nobody foresaw; the document is at fault
            found = {"code": "no_text", "detail": f"It cannot be parsed ({type(error).__name__})."}
        answer = json.dumps(found).encode()
        target.write(struct.pack("!I", len(answer)) + answer)
        target.flush()


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    serve(sys.stdin.buffer, sys.stdout.buffer)
