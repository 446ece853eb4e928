"""Names and cases that change: what a changed index answers is what one built anew of the same entries answers."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linking import layers
from linking.candidates import CaseIndex, pair_key
from linking.forms import CaseCard, CaseRole, Document, EntityKind, NameEntry
from linking.mentions import Scanner
from linking.names import Variant, variants

PEOPLE = ["Odette Specimen", "Specimen", "Doodle", "Lo Wei-jen", "羅唯仁", "Lo Odette", "Kim"]
FIRMS = ["Velmorix", "Velmorix Cloud", "TEL", "Gap", "示例网络", "示例网络股份有限公司", "Specimen"]
ENTITIES: list[tuple[str, EntityKind]] = [
    *((f"p{number}", "person") for number in range(5)),
    *((f"e{number}", "employer") for number in range(5)),
]
TEXT = Document(
    "Odette Specimen left Velmorix Cloud for TEL, said Ms Specimen. "
    "Wei-Jen Lo and Doodle of Gap: 示例網絡集團的羅唯仁先生。 "
    "Lo Odette, Odette Lo, Mr Kim, Velmorix Group Holding and 示例网络股份有限公司.",
    "SPECIMEN against Velmorix",
)


@st.composite
def name_changes(draw: st.DrawFn) -> dict[str, list[NameEntry]]:
    """What some entities are called from now on; nothing where they are gone."""
    change = {}
    for entity, kind in draw(st.lists(st.sampled_from(ENTITIES), min_size=1, max_size=4, unique=True)):
        texts = draw(st.lists(st.sampled_from(PEOPLE if kind == "person" else FIRMS), max_size=3, unique=True))
        weak = draw(st.booleans())
        change[entity] = [NameEntry(entity, kind, text, weak and kind == "person") for text in texts]
    return change


def same(one: Scanner, two: Scanner) -> bool:
    """Both find the same in the text, and show the same names."""
    return one.scan(TEXT) == two.scan(TEXT) and dict(one.labels) == dict(two.labels)


@given(name_changes(), st.lists(name_changes(), min_size=1, max_size=8), st.sampled_from([1, layers.RATIO]))
@settings(max_examples=150, deadline=None)
def test_changed_names_are_found_as_if_all_were_indexed_anew(
    first: dict[str, list[NameEntry]], later: list[dict[str, list[NameEntry]]], ratio: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(layers, "RATIO", ratio)  # with 1, changes stay in layers of their own
        known = dict(first)
        scanner = Scanner(entry for entries in known.values() for entry in entries)

        for change in later:
            before, found_before = scanner, scanner.scan(TEXT)
            removed = [entity for entity, entries in change.items() if not entries]
            scanner = scanner.with_changes([entry for entries in change.values() for entry in entries], removed)
            known |= change

            assert same(scanner, Scanner(entry for entries in known.values() for entry in entries))
            assert before.scan(TEXT) == found_before


def test_a_new_name_costs_no_other_name_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    scanner = Scanner(NameEntry(f"e{number}", "employer", f"Firm{number}works") for number in range(500))
    read: list[str] = []

    def noted(entry: NameEntry) -> tuple[Variant, ...]:
        read.append(entry.text)
        return variants(entry)

    monkeypatch.setattr("linking.nameindex.variants", noted)

    for number in range(100):
        scanner = scanner.with_changes([NameEntry(f"n{number}", "employer", f"Novel{number}works")])

    assert len(read) <= 100 * 20
    assert scanner.changes == 100
    assert {one.entity for one in scanner.scan(Document("Novel7works and Firm7works"))} == {"n7", "e7"}


def test_what_changed_is_not_saved_with_the_base() -> None:
    scanner = Scanner([NameEntry("e", "employer", "Velmorix")])

    changed = scanner.with_changes([NameEntry("f", "employer", "Trandelle")], ["e"])

    assert Scanner.load(changed.dump()).labels == scanner.labels == {"e": "Velmorix"}
    assert (scanner.changes, changed.changes) == (0, 2)


PARTIES = ["p1", "p2", "e1", "e2", "e3"]
KEYS = [f"m:{party}" for party in PARTIES[:2]] + [pair_key(*pair) for pair in combinations(PARTIES[2:], 2)] + ["d:x 1"]


@st.composite
def a_card(draw: st.DrawFn) -> CaseCard:
    """A card of one of few cases, with some of few parties."""
    roles = [CaseRole(one, "mover") for one in draw(st.lists(st.sampled_from(PARTIES[:2]), unique=True))]
    roles += [CaseRole(one, "new_employer") for one in draw(st.lists(st.sampled_from(PARTIES[2:]), unique=True))]
    case = f"c{draw(st.integers(0, 5))}"
    return CaseCard(case, case, tuple(roles), dockets=draw(st.sampled_from([(), ("x 1",)])))


@given(
    st.lists(a_card()),
    st.lists(
        st.tuples(st.lists(a_card(), max_size=3), st.lists(st.sampled_from(["c0", "c1", "c2", "c9"]), max_size=2))
    ),
    st.integers(1, 8),
)
@settings(max_examples=150, deadline=None)
def test_changed_cases_are_found_as_if_all_were_filed_anew(
    first: list[CaseCard], later: list[tuple[list[CaseCard], list[str]]], limit: int
) -> None:
    known = {card.case: card for card in first}
    index = CaseIndex(known.values())

    for cards, removed in later:
        before, found_before = index, index.cards(KEYS, limit)
        changed = {card.case: card for card in cards}
        index = index.with_changes(changed.values(), [case for case in removed if case not in changed])
        known = {case: card for case, card in (known | changed).items() if case in changed or case not in removed}

        anew = CaseIndex(known.values())
        assert index.cards(KEYS, limit) == anew.cards(KEYS, limit)
        assert [index.get(f"c{number}") for number in range(10)] == [anew.get(f"c{number}") for number in range(10)]
        assert before.cards(KEYS, limit) == found_before
