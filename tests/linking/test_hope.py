"""Giving candidates up early changes nothing of what is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from linking.candidates import CaseIndex, keys_of_mentions
from linking.evidence import gather, stand
from linking.forms import CaseCard, Document
from linking.mentions import Scanner
from linking.model import default_model
from linking.page import Page
from linking.rank import judge, weigh
from linking.registry import read_articles, read_registry
from linking.signals import SIGNALS, Look, findings_in_hope, worth_a_look
from linking.signals.glance import AT_LEAST, AT_MOST, marks_of
from linking.signals.hope import CERTAIN, MOST, NEEDS, there
from linking.synth import BENCHMARK, LEARNING, Shape, make_world, write_world
from tests.linking.conftest import DATA

Met = list[tuple[Page, list[CaseCard]]]


def labelled() -> tuple[Scanner, Met]:
    paths = [DATA / "cases_dev.jsonl", DATA / "case_of_the_seed.jsonl"]
    articles = read_articles([DATA / "articles_dev.jsonl"])
    registry = read_registry(paths, articles)
    return _met(Scanner(registry.names()), CaseIndex(registry.cards), [one.document for one in articles])


def made(shape: Shape, folder: Path) -> tuple[Scanner, Met]:
    write_world(make_world(300, 150, 2, shape), folder)
    registry = read_registry([folder / "cases.jsonl"])
    documents = [one.document for one in read_articles([folder / "articles.jsonl"])]
    return _met(Scanner(registry.names()), CaseIndex(registry.cards), documents)


def _met(scanner: Scanner, index: CaseIndex, documents: list[Document]) -> tuple[Scanner, Met]:
    met = []
    for document in documents:
        page = Page(document)
        cards = index.cards(keys_of_mentions(scanner.scan(page), page))
        met.append((page, sorted(cards, key=lambda card: card.case)))
    return scanner, met


@pytest.mark.parametrize("world", ["labelled", "learning", "benchmark"])
def test_what_is_given_up_would_not_have_been_suggested(world: str, tmp_path: Path) -> None:
    scanner, met = labelled() if world == "labelled" else made(LEARNING if world == "learning" else BENCHMARK, tmp_path)
    model = default_model()
    given_up = passed_over = total = 0
    for page, cards in met:
        mentions = scanner.scan(page)
        evidence = gather(page, mentions)
        whole = {one.standing.card.case: one for one in weigh(evidence, cards, scanner.labels, model)}
        said = {match.case: match.probability for match in judge(page, mentions, cards, scanner.labels, model)}
        likely = {case: round(one.probability, 4) for case, one in whole.items() if one.probability >= model.suggest_at}

        assert said == likely
        places = worth_a_look(evidence, cards, model)
        passed_over += len(cards) - len(places)
        assert {cards[place].case for place in places} >= said.keys()
        for standing, marks in zip(stand(evidence, cards), marks_of(evidence, cards), strict=True):
            look = Look(evidence, standing, scanner.labels)
            for signal in SIGNALS:
                value = signal(look).value
                assert 0 <= value <= MOST.get(signal, 1.0) or model.weights[signal.__name__] <= 0
                assert value <= AT_MOST[signal](marks) if signal in AT_MOST else True
                assert value >= AT_LEAST[signal](marks) if signal in AT_LEAST else True
                assert not value or signal not in NEEDS or NEEDS[signal](there(evidence, standing))
                assert signal not in CERTAIN or value == bool(CERTAIN[signal](there(evidence, standing)))
            found = findings_in_hope(evidence, standing, scanner.labels, model)
            total += 1
            given_up += found is None
            assert found is None or found.items() <= whole[standing.card.case].found.items()

    assert 0 < passed_over <= given_up < total
