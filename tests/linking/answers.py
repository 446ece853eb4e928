"""`python -m tests.linking.answers`: what the engine says of many texts, one line for each: its hash.

Run with LINKING_COMPILED=on and =off the lines must be the same (test_compiled.py).
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from linking.candidates import CaseIndex
from linking.compiled import in_use
from linking.engine import Engine
from linking.forms import Document
from linking.mentions import Scanner
from linking.registry import read_articles, read_registry
from linking.synth import BENCHMARK, make_world, write_world

DATA = Path(__file__).parents[1] / "data" / "linking"
CASES = [DATA / name for name in ("cases_dev.jsonl", "case_of_the_seed.jsonl", "made/cases.jsonl", "made2/cases.jsonl")]
ARTICLES = [
    DATA / name
    for name in ("articles_dev.jsonl", "made/articles_train.jsonl", "made/articles_test.jsonl", "made2/articles.jsonl")
]
# What no article holds: text that is made to exhaust or mislead a reader.
ODD = (
    "",
    "\u202eNeuralink\u202c \u200bsues\u200b a\u0301\u0301\u0301 " * 40,
    "周某诉某公司" * 400,
    "A. B. C. v. D. E. F., No. 2:19-cv-01176 " * 60,
    "\U00020000\U0001f600 ﬁrm 한국 かな Ａ社 " * 80,
)


def documents() -> Iterator[Document]:
    """Every labelled article that may be read, as it stands, flattened, shouted and several in one; and odd texts."""
    told = [article.document for file in ARTICLES for article in read_articles([file])]
    yield from told
    for one in told[::3]:
        yield Document(one.text.replace("\n", " "), one.title, "", one.published_on)
        yield Document(one.text.upper(), one.title)
    for first in range(0, len(told), 4):
        yield Document("\n".join(one.text for one in told[first : first + 4]), told[first].title)
    yield from (Document(text, text[:80]) for text in ODD)


def answers(cases: Sequence[Path], texts: Iterable[Document]) -> Iterator[str]:
    """The hash of each reading against the cases of some files."""
    registry = read_registry(cases)
    engine = Engine(Scanner(registry.names()), CaseIndex(registry.cards))
    for text in texts:
        yield hashlib.sha256(repr(engine.read(text)).encode("utf-8", "surrogatepass")).hexdigest()


def main() -> int:
    """Print the hashes; 1 where modules are compiled and should not be, or the other way round."""
    if in_use() != (os.environ.get("LINKING_COMPILED") == "on"):
        return 1
    for answer in answers(CASES, documents()):
        print(answer)
    with TemporaryDirectory() as folder:
        world = Path(folder)
        write_world(make_world(200, 200, 5, BENCHMARK), world)
        told = [article.document for article in read_articles([world / "articles.jsonl"])]
        for answer in answers([world / "cases.jsonl"], told):
            print(answer)
    return 0


if __name__ == "__main__":
    sys.exit(main())
