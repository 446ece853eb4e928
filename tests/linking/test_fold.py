from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linking.fold import fold, fold_name

TEXT = st.text(alphabet=st.characters(exclude_categories=()), max_size=200)
TRICKY = st.text(
    alphabet="aé\u0301\u0308 \u200b\u202e\u00adﬁœßÆİıŉ㍿½ⅣＡａ羅罗か゛が゙한ㅎ한\ud83d\ude00𝐀𠀋\n\t —’«»аА.Ω", max_size=60
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Crédit Œuvre", "credit oeuvre"),
        ("ＥＶＰ", "evp"),
        ("羅唯仁", "罗唯仁"),
        ("台灣積體電路", "台湾积体电路"),
        ("e\u0301cole", "ecole"),
        ("Ali\u200bbaba", "alibaba"),
        ("\u0410libaba", "alibaba"),
        ("Wei-jen  Lo\n\nX", "wei jen lo x"),
        ("L’an", "l'an"),
        ("か\u3099", "が"),
        ("ｶﾞｽ", "ガス"),
        ("\ud800x", "\ufffdx"),
        ("𝐀pple", "apple"),
    ],
)
def test_folds(text: str, folded: str) -> None:
    assert fold(text).text == folded


@given(st.one_of(TEXT, TRICKY))
@settings(max_examples=400, deadline=None)
def test_folding_is_idempotent(text: str) -> None:
    once = fold(text).text

    assert fold(once).text == once


@given(st.one_of(TEXT, TRICKY))
@settings(max_examples=300, deadline=None)
def test_every_offset_leads_back_into_the_text(text: str) -> None:
    folded = fold(text)
    starts = [folded.start(place) for place in range(len(folded.text))]
    ends = [folded.end(place + 1) for place in range(len(folded.text))]

    assert starts == sorted(starts)
    assert all(0 <= start < end <= len(text) for start, end in zip(starts, ends, strict=True))


def test_a_mark_belongs_to_the_letter_before_it() -> None:
    text = "Rene\u0301 part"
    folded = fold(text)

    assert text[folded.start(0) : folded.end(4)] == "Rene\u0301"


def test_names_lose_their_closing_stop() -> None:
    assert fold_name(" Microsoft Corp. ") == "microsoft corp"
