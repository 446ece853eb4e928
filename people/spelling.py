"""One way to make tokens of a name, for what is stored and for what is asked, so that both sides always meet.

Latin words become folded words; runs of Han, Kana or Hangul become single characters and pairs. A query's run of two or
more characters is looked up by its pairs alone: two-character Chinese names are then found exactly, which PostgreSQL's
own parsers (one lexeme a sentence) and trigrams (three characters at least) cannot do.
"""

import re
import unicodedata

from pypinyin import lazy_pinyin

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


def romanised(text: str) -> str:
    """The letters of a name in Latin script, wherever it begins: equal for 周小畅, Zhou Xiaochang and Xiaochang ZHOU.

    Han characters are read as pinyin. Of all ways to turn the letters round the first in the alphabet is taken, so that
    neither the order of family and given name nor their division counts. It proposes; it proves nothing.
    """
    letters = re.sub(r"[\W_]", "", "".join(lazy_pinyin(folded(text))))
    return min((letters[at:] + letters[:at] for at in range(len(letters))), default="")


def query_tokens(text: str) -> list[str]:
    """Sorted tokens that a stored text must hold to be found by ``text``; empty where nothing can be looked up."""
    words, runs = _pieces(text)
    found = set(words)
    for run in runs:
        found |= {run[at : at + 2] for at in range(len(run) - 1)} or {run}
    return sorted(found)


# Initials (A. B., J.K., X), a family name with one (Chen X, M. X., Ms. T), and the Chinese, Japanese and Korean forms
# (陈某, 陈某某, 周XX, A씨). A whole given name is at least two letters, so "Li Na" and "Bo X. Li" are none.
_TITLE = r"(?i:(?:mr|mrs|ms|mme|m|mlle|dr|prof|herr|frau)\.?\s+)?"
_MASKED = (
    re.compile(rf"{_TITLE}[A-Z](?:[\s.-]+[A-Z]){{0,3}}\.?"),
    re.compile(rf"{_TITLE}[^\W\d_]{{2,}}\s+(?:X{{1,3}}\.?|[A-Z]\.|\*+)"),
    re.compile(rf"[{_CJK}]{{1,2}}(?:某{{1,2}}[{_CJK}]?|[X×○〇*]{{1,3}})"),
    re.compile("[A-Z]{1,2}(?:씨|氏|某)"),
)


def is_masked(text: str) -> bool:
    """Does a name look as tribunals write it to keep a person unnamed: initials, “Chen X”, 陈某?"""
    value = unicodedata.normalize("NFKC", tidy(text))
    return any(pattern.fullmatch(value) for pattern in _MASKED)


_HIDDEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def is_plain(text: str) -> bool:
    """False where a name holds invisible or bidirectional characters, or Latin mixed with look-alike
    Cyrillic or Greek.
    """
    latin = re.search("[A-Za-z]", text) is not None
    lookalike = re.search("[\u0370-\u03ff\u0400-\u04ff]", text) is not None
    return _HIDDEN.search(text) is None and not (latin and lookalike)
