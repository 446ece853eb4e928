"""One size: build, load, and the ways of an article in turns with the peer's, on one core.

Seconds are those of the processor that this process used (`time.process_time`): what others do on the same machine
disturbs them little. Caches and clock rates are still shared.
"""

from __future__ import annotations

import gc
import json
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.linking.figures import Candidates, quality
from benchmarks.linking.fresh import fresh
from benchmarks.linking.machine import resident_mb
from benchmarks.linking.search import Search
from linking.candidates import CaseIndex, candidates_of
from linking.engine import Engine, settle
from linking.evidence import gather
from linking.fold import fold
from linking.forms import Document
from linking.mentions import Scanner
from linking.page import Page
from linking.rank import judge, weigh
from linking.registry import LabelledArticle, read_articles, read_registry
from linking.synth import BENCHMARK, make_world, write_world

SEED = 11
SCANNED = 400  # articles of the scan's own comparison
Way = Callable[[Document], object]


def measure(cases: int, articles: int, repetitions: int, folder: Path) -> dict[str, Any]:
    """All figures of one size. `folder` keeps the world and the saved scanner."""
    report: dict[str, Any] = {"cases": cases, "articles": articles}
    begun = time.process_time()
    write_world(make_world(cases, articles, SEED, BENCHMARK), folder)
    report["synth_s"] = _since(begun)
    told = read_articles([folder / "articles.jsonl"])
    registry = read_registry([folder / "cases.jsonl"])
    names = registry.names()
    begun = time.process_time()
    scanner = Scanner(names)
    report["build_names_s"] = _since(begun)
    saved = folder / "scanner.bin"
    saved.write_bytes(scanner.dump())
    report |= {"names": len(names), "saved_mb": round(saved.stat().st_size / 1e6, 1)}
    begun = time.process_time()
    index = CaseIndex(registry.cards)
    report["build_cases_s"] = _since(begun)
    begun = time.process_time()
    search = Search(registry.cards, names)
    report["build_search_s"] = _since(begun)
    report["fresh_process"] = _fresh(folder)
    gc.collect()
    settle()  # as a worker does before it forks
    engine = Engine(scanner, index)
    documents = [one.document for one in told]
    report["bytes_mean"] = round(sum(len(one.text.encode()) for one in documents) / len(documents))
    ways: dict[str, Way] = {
        "linked": lambda document: _linked(engine, document),
        "read": engine.read,
        "search": search.candidates,
    }
    report["new_name"] = fresh(scanner, index, report["build_names_s"] + report["build_cases_s"])
    report["articles_per_s"] = _in_turns(ways, documents, repetitions)
    report["scan"] = _scans(scanner, documents[:SCANNED], repetitions)
    report["quality"] = {"linking": quality(told, _weighed(engine, told)), "search": _searched(search, told)}
    return report


def _linked(engine: Engine, document: Document) -> object:
    """An article's way without proposals: mentions, candidates, judgement."""
    page = Page(document)
    mentions = engine.scanner.scan(page)
    cards = candidates_of(engine.cases, mentions, page)
    return judge(page, mentions, cards, engine.scanner.labels, engine.model)


def _in_turns(ways: Mapping[str, Way], documents: Sequence[Document], repetitions: int) -> dict[str, dict[str, float]]:
    """Articles a second of each way, the ways taking turns in every repetition: the best repetition and the median."""
    rates: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(repetitions):
        for name, way in ways.items():
            begun = time.process_time()
            for document in documents:
                way(document)
            rates[name].append(len(documents) / (time.process_time() - begun))
    return {name: {"best": round(max(some), 1), "median": round(median(some), 1)} for name, some in rates.items()}


def _scans(scanner: Scanner, documents: Sequence[Document], repetitions: int) -> dict[str, float]:
    """Microseconds for 3 KB: the bare automaton over text folded before, and folding with scanning."""
    texts = [document.text for document in documents]
    folded = [fold(text).text for text in texts]
    automaton = scanner.index.base.automaton
    size = sum(len(text.encode()) for text in texts)
    best = {"bare": float("inf"), "fold_and_scan": float("inf")}
    for _ in range(max(5, repetitions)):
        begun = time.process_time()
        for text in folded:
            for _hit in automaton.matches(text):
                pass
        best["bare"] = min(best["bare"], time.process_time() - begun)
        begun = time.process_time()
        for text in texts:
            for _hit in automaton.matches(fold(text).text):
                pass
        best["fold_and_scan"] = min(best["fold_and_scan"], time.process_time() - begun)
    made = {f"{name}_us_per_3kb": round(value * 3000 / size * 1e6, 1) for name, value in best.items()}
    return {**made, "ratio": round(best["fold_and_scan"] / best["bare"], 2)}


def _weighed(engine: Engine, told: Sequence[LabelledArticle]) -> Candidates:
    found = {}
    for article in told:
        page = Page(article.document)
        mentions = engine.scanner.scan(page)
        cards = sorted(candidates_of(engine.cases, mentions, page), key=lambda card: card.case)
        judged = weigh(gather(page, mentions), cards, engine.scanner.labels, engine.model)
        found[article.id] = [(one.standing.card.case, one.score) for one in judged]
    return found


def _searched(search: Search, told: Sequence[LabelledArticle]) -> dict[str, Any]:
    """Each figure of the peer under the way of scaling its scores that serves it best."""
    scaled: dict[str, dict[str, list[tuple[str, float]]]] = {}
    for article in told:
        for way, said in search.scaled(article.document).items():
            scaled.setdefault(way, {})[article.id] = said
    found = [quality(told, said) for said in scaled.values()]
    return {figure: max(one[figure] for one in found) for figure in found[0]}


def _fresh(folder: Path) -> dict[str, float]:
    done = subprocess.run(  # noqa: S603 - ourselves
        [sys.executable, "-m", "benchmarks.linking", "load", str(folder)], check=True, capture_output=True, text=True
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def load(folder: Path) -> dict[str, float]:
    """In a process that has done nothing else: seconds to load the names, and the memory held with names and cases."""
    before = resident_mb()
    begun = time.process_time()
    scanner = Scanner.load((folder / "scanner.bin").read_bytes())
    seconds = _since(begun)
    names = resident_mb()
    index = CaseIndex(read_registry([folder / "cases.jsonl"]).cards)
    gc.collect()
    Engine(scanner, index).read(Document("A first article."))
    return {"load_names_s": seconds, "python_mb": before, "names_mb": names, "names_and_cases_mb": resident_mb()}


def _since(begun: float) -> float:
    return round(time.process_time() - begun, 2)
