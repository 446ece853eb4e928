"""Names nobody knows that their surroundings show to be a person's or a firm's, in the whole of a text.

A capitalised name of two to four words is a person's where a role or a title stands beside it, or its last word comes
again alone; a capitalised word is a firm's where the text says of it what is said of firms ("joined X", "X has sued").
Each then counts wherever it stands. What has no such sign stays an unknown name.
"""

from __future__ import annotations

from collections.abc import Sequence

from linking.page import Page
from linking.proposals.strange import han, latin
from linking.proposals.strange.kinds import Strange, is_firm, is_neither, is_place, names_nobody, without_opening

__all__ = ["Strange", "is_firm", "is_neither", "is_place", "names_nobody", "strange_names", "without_opening"]

TEXT_LIMIT = 200_000  # characters that are looked at: more than any article


def strange_names(page: Page, taken: Sequence[tuple[int, int]]) -> list[Strange]:
    """People and firms nobody knows, wherever the text names them, outside of `taken`; in order."""
    text = page.document.text[:TEXT_LIMIT]
    return (han if page.language == "zh" else latin).names_in(text, taken)
