"""Bytes to characters, without guessing: what is not plainly text is refused with its reason.

A guessed encoding would shift every offset and falsify every quotation, so only what a document says of itself counts:
its byte-order mark, the charset it was sent with, or UTF-8.
"""

import codecs
import re

from articles.choices import FailureCode
from articles.outcomes import Unreadable

MAX_BYTES = 10 * 1024 * 1024
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"\x7fELF",
    b"\x1f\x8b",
    b"\xd0\xcf\x11\xe0",
    b"RIFF",
)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9._:-]{1,40})", re.I)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_HTML = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
# Encodings that are no encodings of text (zip, hex, rot13) or run code paths nobody expects.
_TEXT_ENCODINGS = re.compile(
    r"^(?:utf[-_]?(?:8|16|32)|utf-?(?:16|32)-?[lb]e|ascii|us-ascii|latin-?1|iso-?8859-?\d+|windows-?125\d|cp125\d|"
    r"gb2312|gbk|gb18030|big5|big5-?hkscs|euc-?(?:jp|kr|tw)|shift[-_]?jis|s-?jis|iso-2022-jp|koi8-[ru])$",
    re.I,
)


def is_html(body: bytes, content_type: str) -> bool:
    """Whether a document is HTML: by its declared type, else by how it begins."""
    declared = content_type.partition(";")[0].strip().lower()
    if declared:
        return declared in ("text/html", "application/xhtml+xml")
    return _HTML.match(body[:2000]) is not None


def check_bytes(body: bytes) -> None:
    """Refuse what is empty, too large or plainly no text. Raises ``Unreadable``."""
    if len(body) > MAX_BYTES:
        raise Unreadable(FailureCode.TOO_LARGE, f"It has {len(body):,} bytes; at most {MAX_BYTES:,} are read.")
    if not body.strip():
        raise Unreadable(FailureCode.EMPTY)
    if body.startswith(_SIGNATURES):
        raise Unreadable(FailureCode.BINARY, "Send its text, or an HTML page.")


def decode(body: bytes, content_type: str = "") -> str:
    """The characters of a plain-text document: BOM removed, CRLF made LF, nothing else touched.

    Raises ``Unreadable``: empty, too large, binary, or not in the encoding it says (UTF-8 where it says none).
    """
    check_bytes(body)
    encoding = ""
    for mark, named in _BOMS:
        if body.startswith(mark):
            body, encoding = body[len(mark) :], named
            break
    declared = _CHARSET.search(content_type)
    encoding = encoding or (declared[1] if declared else "utf-8")
    if not _TEXT_ENCODINGS.match(encoding):
        raise Unreadable(FailureCode.BROKEN_ENCODING, f"The encoding “{encoding}” is not known; UTF-8 is accepted.")
    if b"\x00" in body and not encoding.lower().startswith(("utf-16", "utf-32", "utf16", "utf32")):
        raise Unreadable(FailureCode.BINARY, f"Byte {body.index(0)} is NUL.")
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError as error:
        detail = f"Byte {error.start} is not {encoding.upper()}; save the file as UTF-8, or say its charset."
        raise Unreadable(FailureCode.BROKEN_ENCODING, detail) from error
    return check_text(text)


def check_text(text: str) -> str:
    """A text without byte-order mark and with CRLF made LF. Raises ``Unreadable`` for what no text of words holds."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    if len(text) > MAX_BYTES or len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        raise Unreadable(
            FailureCode.TOO_LARGE, f"It has {len(text):,} characters; at most {MAX_BYTES:,} bytes are read."
        )
    if not text.strip():
        raise Unreadable(FailureCode.EMPTY)
    broken = _SURROGATE.search(text)
    if broken:
        raise Unreadable(FailureCode.BROKEN_ENCODING, f"Character {broken.start()} is half of a surrogate pair.")
    nul = text.find("\x00")
    if nul >= 0:
        raise Unreadable(FailureCode.BINARY, f"Character {nul} is NUL.")
    if len(_CONTROL.findall(text)) * 100 > len(text):
        raise Unreadable(FailureCode.BINARY, "More than one character in a hundred is a control character.")
    return text
