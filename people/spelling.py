"""One way to make tokens of a name, for what is stored and for what is asked, so that both sides always meet.

Latin words become folded words; runs of Han, Kana or Hangul become single characters and pairs. A query's run of two or
more characters is looked up by its pairs alone: two-character Chinese names are then found exactly, which
PostgreSQL's own
parsers (one lexeme a sentence) and trigrams (three characters at least) cannot do.
"""

import re
import unicodedata

from linking.fold import fold
from people.choices import Script

# Apostrophes of every keyboard join the letters around them: O'Neill, O’Neill and Oʼneill are one token.
_APOSTROPHES = re.compile("['\u2018\u2019\u02bc\u02b9\u0060\u00b4\uff07]")
_CJK = "\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7a3\U00020000-\U0003134f"
_CJK_RUN = re.compile(f"[{_CJK}]+")
_WORD = re.compile(rf"[^\W_{_CJK}]+")
_SCRIPTS = (
    (re.compile("[\u3040-\u30ff\u31f0-\u31ff]"), Script.KANA),
    (re.compile("[\uac00-\ud7a3\u1100-\u11ff]"), Script.HANGUL),
    (re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]"), Script.HAN),
    (re.compile("[\u0400-\u04ff]"), Script.CYRILLIC),
    (re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]"), Script.LATIN),
)


def tidy(text: str) -> str:
    """NFC, outer white space gone, inner runs made one space. What is shown stays as it was written otherwise."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def script_of(text: str) -> Script:
    """The script that decides how a name is matched: any Kana, Hangul or Han outweighs Latin letters beside it."""
    for pattern, script in _SCRIPTS:
        if pattern.search(text):
            return script
    return Script.OTHER


def folded(text: str) -> str:
    """Case, accents, width and script variants folded; words in the order written."""
    return " ".join(fold(_APOSTROPHES.sub("", text)).text.split())


def _pieces(text: str) -> tuple[list[str], list[str]]:
    value = folded(text)
    return _WORD.findall(value), _CJK_RUN.findall(value)


def tokens(text: str) -> list[str]:
    """Sorted tokens of a stored text: words, and of each CJK run its characters and pairs."""
    words, runs = _pieces(text)
    found = set(words)
    for run in runs:
        found |= set(run) | {run[at : at + 2] for at in range(len(run) - 1)}
    return sorted(found)


def query_tokens(text: str) -> list[str]:
    """Sorted tokens that a stored text must hold to be found by ``text``; empty where nothing can be looked up."""
    words, runs = _pieces(text)
    found = set(words)
    for run in runs:
        found |= {run[at : at + 2] for at in range(len(run) - 1)} or {run}
    return sorted(found)


_HIDDEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def is_plain(text: str) -> bool:
    """False where a name holds invisible or bidirectional characters, or Latin mixed with look-alike
    Cyrillic or Greek.
    """
    latin = re.search("[A-Za-z]", text) is not None
    lookalike = re.search("[\u0370-\u03ff\u0400-\u04ff]", text) is not None
    return _HIDDEN.search(text) is None and not (latin and lookalike)
