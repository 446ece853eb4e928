"""Bodies of requests: UTF-8 JSON, read by a parser that has limits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import IO, Any

import orjson
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser

from facts.api.problems import TooLarge

# An article's text may have 10 MB; a JSON string of it is a little longer.
LARGEST = 12 * 1024 * 1024


class StrictJSONParser(BaseParser):
    """JSON by RFC 8259, nothing more: no NaN, no lone surrogates, UTF-8 only, at most 1,024 levels deep.

    The standard library's parser runs out of stack on a body that is 100,000 levels deep, and lets surrogates through
    that no database takes.
    """

    media_type = "application/json"

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        """The body as Python values; a body that is no object is refused. ParseError or TooLarge otherwise."""
        body = stream.read(LARGEST + 1)
        if len(body) > LARGEST:
            raise TooLarge(f"The body has more than {LARGEST:,} bytes.")
        try:
            found = orjson.loads(body)
        except orjson.JSONDecodeError as error:
            raise ParseError(f"The body is not JSON in UTF-8: {error}.") from error
        if not isinstance(found, dict):
            raise ParseError('The body must be a JSON object, e.g. {"url": "https://…"}.')
        return found
