from __future__ import annotations

from linking.reasons import CATALOGUE
from tests.linking.conftest import Story


def test_names_stand_at_exact_offsets(story: Story) -> None:
    reading = story.engine.read(story.document)
    found = {(mention.text, mention.entity) for mention in reading.mentions}

    assert {(text, entity) for text, entity in story.expected["mentions"]} <= found
    for mention in reading.mentions:
        field = story.document.title if mention.field == "title" else story.document.text
        assert field[mention.start : mention.end] == mention.text


def test_it_is_linked_to_its_case_and_to_nothing_else(story: Story) -> None:
    matches = story.engine.read(story.document).matches

    assert [match.case for match in matches] == story.expected["matches"]
    assert any(story.expected["quoted"] in span.quote for span in matches[0].spans)
    for span in matches[0].spans:
        assert getattr(story.document, span.field)[span.start : span.end] == span.quote
    for told in (*matches[0].reasons, *matches[0].contradictions):
        assert set(told.params) == set(CATALOGUE[told.code].params)


def test_moves_and_steps_are_proposed_with_their_dates(story: Story) -> None:
    proposals = story.engine.read(story.document).proposals
    found = [
        [one.kind, one.person and one.person.id, one.from_ and one.from_.id, one.to and one.to.id, one.date.edtf]
        for one in proposals
    ]

    assert sorted(found, key=str) == sorted(story.expected["proposals"], key=str)
    for one in proposals:
        assert story.document.text[one.start : one.end] == one.quote
        assert one.date.not_after == story.document.published_on


def test_nothing_is_told_as_found_by_a_court(story: Story) -> None:
    proposals = story.engine.read(story.document).proposals

    assert {one.assertion for one in proposals} <= {"reported", "alleged", "party_stated"}


def test_a_person_without_a_dispute_gets_no_case(story: Story) -> None:
    reading = story.engine.read(story.document)
    moved = {one.person and one.person.id for one in reading.proposals if one.case is None}
    disputed = {one.person and one.person.id for one in reading.proposals if one.case is not None}

    assert moved
    assert disputed
    assert not moved & disputed


def test_the_same_input_gives_the_same_output(story: Story) -> None:
    assert story.engine.read(story.document) == story.engine.read(story.document)
