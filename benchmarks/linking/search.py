"""The peer: BM25 by tantivy over one document per case, with the whole article as the query.

Latin words and pairs of Han characters, folded as the engine folds them, so that neither side sees other text than the
other. The index lies in memory and is searched by one thread.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Sequence

import tantivy

from linking.fold import fold
from linking.forms import CaseCard, Document, NameEntry

TOP = 10
_TOKEN = re.compile(r"[a-z0-9][a-z0-9'.&]*|(?=([\u3400-\u9fff]{2}))")


def tokens(text: str) -> list[str]:
    """Latin words and all pairs of Han characters, in order."""
    return [hit.group(1) or hit.group() for hit in _TOKEN.finditer(fold(text).text) if hit.group(1) or hit.group()]


class Search:
    """An index over cases: title, names of everybody in it, dockets, kind of claim, forum."""

    def __init__(self, cards: Sequence[CaseCard], names: Sequence[NameEntry]) -> None:
        by_entity: dict[str, list[str]] = defaultdict(list)
        for name in names:
            by_entity[name.entity].append(name.text)
        builder = tantivy.SchemaBuilder()
        builder.add_unsigned_field("number", stored=True)
        builder.add_text_field("body", tokenizer_name="whitespace", index_option="freq")
        self._schema = builder.build()
        self._index = tantivy.Index(self._schema)
        writer = self._index.writer(num_threads=1)
        for number, card in enumerate(cards):
            parts = [card.title, card.forum, *card.dockets, *card.claim_kinds]
            for role in card.roles:
                parts += by_entity[role.entity]
            writer.add_document(tantivy.Document(number=number, body=" ".join(tokens("\n".join(parts)))))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()
        self._cases = [card.case for card in cards]

    def candidates(self, document: Document) -> list[tuple[str, float]]:
        """The best cases with their scores, the best first."""
        terms = dict.fromkeys(tokens(f"{document.title}\n{document.text}"))
        clauses = [
            (tantivy.Occur.Should, tantivy.Query.term_query(self._schema, "body", term, "freq")) for term in terms
        ]
        found = self._searcher.search(tantivy.Query.boolean_query(clauses), TOP, count=False)
        rows = [(self._searcher.doc(address)["number"][0], score) for score, address in found.hits]
        return [(self._cases[number], score) for number, score in rows]

    def scaled(self, document: Document) -> dict[str, list[tuple[str, float]]]:
        """The same under several ways of making scores of different articles comparable; the best one is reported."""
        said = self.candidates(document)
        size = math.sqrt(max(1, len(document.text)))
        second = said[1][1] if len(said) > 1 else 1.0
        return {
            "as it is": said,
            "by length": [(case, score / size) for case, score in said],
            "against the runner-up": [(case, score / second) for case, score in said],
        }
