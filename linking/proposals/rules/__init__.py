"""Rules over marked sentences: which wording states which event. One table per language, precision before recall.

In a pattern `{P:who}` is a person's mark, `{E:to}` an employer's, `{D:when}` a date's, each captured under that name;
`{app}` is an optional apposition between commas, `{gap}` a few words without a mark. `{E}` also takes a name nobody
knows, where another slot of the rule is known.
"""

from __future__ import annotations

from functools import lru_cache

from linking.proposals.rules import chinese, english, french
from linking.proposals.rules.form import Rule, compiled

__all__ = ["Rule", "rules_for"]

_LANGUAGES = {"en": english, "fr": french, "zh": chinese}


@lru_cache(maxsize=8)
def rules_for(language: str) -> tuple[Rule, ...]:
    """The rules of a language; of an unknown one none."""
    known = _LANGUAGES.get(language)
    if known is None:
        return ()
    return tuple(Rule(kinds, compiled(pattern, known.WORDS), stay) for kinds, pattern, stay in known.ROWS)
