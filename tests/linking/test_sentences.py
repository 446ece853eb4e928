"""Where a sentence ends, and where a full stop only ends a short form."""

from __future__ import annotations

import pytest

from linking.page import cut


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("L'arrêt du 3 avr. 2024 casse. Il renvoie.", ["L'arrêt du 3 avr. 2024 casse.", "Il renvoie."]),
        (
            "Cass. com., 12 déc. 2023, n° 22-10.100. La cour dit.",
            ["Cass. com., 12 déc. 2023, n° 22-10.100.", "La cour dit."],
        ),
        ("Ils étaient sept. Le juge a parlé.", ["Ils étaient sept.", "Le juge a parlé."]),
        ("Partie en sept. 2024 chez un rival.", ["Partie en sept. 2024 chez un rival."]),
        ("It sued Specimen Inc. The judge heard it.", ["It sued Specimen Inc.", "The judge heard it."]),
        ("It sued Specimen Inc. Tuesday in Delaware.", ["It sued Specimen Inc. Tuesday in Delaware."]),
        ("On Oct. 5 it sued. No. 23-1 is pending.", ["On Oct. 5 it sued.", "No. 23-1 is pending."]),
    ],
)
def test_a_full_stop_behind_a_short_form_ends_no_sentence(text: str, sentences: list[str]) -> None:
    found = [text[start:end] for start, end in cut(text)]

    assert found == sentences
