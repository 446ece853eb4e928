"""One cell of a table: text that no spreadsheet takes for a formula, and the form in which two texts are compared.

A spreadsheet runs what begins with = + - @, a tab or a line break, or one of the wide forms of East Asian keyboards
(OWASP, "CSV Injection"). An apostrophe before it makes it text; reading takes exactly that apostrophe away again.
"""

import re

SEPARATOR = " | "

_TRIGGERS = frozenset("=+-@＝＋－＠\t\r\n")
# Spreadsheets skip leading spaces, and apostrophes count as ours.
_SKIPPED = " '\u00a0\u3000"
# What neither XML 1.0 nor PostgreSQL can hold, and other control characters; tabs and line breaks stay.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile("\r\n|\r")


def _looks_like_a_formula(text: str) -> bool:
    return text.lstrip(_SKIPPED)[:1] in _TRIGGERS if text.strip(_SKIPPED) else False


def safe(text: str) -> str:
    """The cell for a text."""
    return f"'{text}" if _looks_like_a_formula(text) else text


def plain(cell: str) -> str:
    """The text of a cell: the inverse of ``safe``."""
    return cell[1:] if cell.startswith("'") and _looks_like_a_formula(cell[1:]) else cell


def writable(text: str) -> str:
    """A text without the control characters that a workbook cannot hold."""
    return _UNWRITABLE.sub("", text)


def canonical(text: str) -> str:
    """What is compared, and what is saved: line breaks are LF, nothing unwritable, no outer white space.

    Spreadsheets change these on their way; none of it may look like a change that somebody made.
    """
    return writable(_BREAKS.sub("\n", text)).strip()


def listed(text: str) -> list[str]:
    """The items of a cell that holds several, parted by ``|``."""
    return [item for item in (piece.strip() for piece in text.split(SEPARATOR.strip())) if item]
