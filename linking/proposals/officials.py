# ruff: noqa: E501 - a pattern is read in one line
"""Who judges, pleads or comments: told by what stands before a name."""

from __future__ import annotations

import re

from linking.proposals.marks import about

_OFFICIAL = re.compile(
    r"(?:\b(?:judge|(?<!en )(?<!in )justice|magistrate|chancellor|lawyers?|attorneys?|counsel|barrister|solicitor|prosecutor|reporter|by|juge|"
    r"avocate?|me|maitre|procureure?|president : (?:madame|monsieur)) |(?:法官|律师|检察官|记者|法务长|董事长|部长|"
    r"立委|教授|学者|发言人|分析师|审判长))$"
)
# "A suit brought by P", "a desk run by P": no byline.
_DONE_BY = re.compile(r"\b(?:brought|filed|lodged|run|led|headed|managed)\b[^.;]{0,24}\bby $")


# "律师韦某(John Doe)": the same one in other letters.
_SAME_NAME = re.compile(r"<[PU]\d+> ?\($")


def is_official(before: str) -> bool:
    """Whether the words before a name say that its bearer judges, pleads or comments."""
    before = _SAME_NAME.sub("", before)
    return _OFFICIAL.search(before) is not None and _DONE_BY.search(before) is None


def is_titled(marked: str, number: int) -> bool:
    """Whether a title before a mark says that its bearer judges, pleads or comments."""
    return any(is_official(marked[: hit.start()]) for hit in about(r"<[PU]#>", number).finditer(marked))
