"""Every reason is told in the three languages, with everything it says in each."""

from __future__ import annotations

import re

import pytest

from articles.sentences.reasons import CHINESE, FRENCH, told
from linking.reasons import CATALOGUE

FIELD = re.compile(r"\{(\w+)\}")


@pytest.mark.parametrize("templates", [FRENCH, CHINESE], ids=["fr", "zh"])
def test_every_code_has_a_sentence_and_no_sentence_lacks_its_code(templates: dict[str, str]) -> None:
    assert set(templates) == set(CATALOGUE)


@pytest.mark.parametrize("code", sorted(CATALOGUE))
@pytest.mark.parametrize("language", ["en", "fr", "zh"])
def test_a_sentence_says_all_that_the_reason_holds(code: str, language: str) -> None:
    params = {name: f"<{name}>" for name in CATALOGUE[code].params}

    sentence = told({"code": code, "params": params}, language)

    assert set(re.findall(r"<(\w+)>", sentence)) == set(params)
    assert not FIELD.search(sentence)
    assert (sentence == told({"code": code, "params": params}, "en")) == (language == "en")
