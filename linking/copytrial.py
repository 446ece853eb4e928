"""How well copies are told from own stories: copies made by rule from labelled articles, and articles about one case.

Digests are short; longer texts are made of digests of one language, a paragraph each. All is drawn from one seed.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Any

from linking.copies import COPY_SHARE, Overlap, overlap, sample_of
from linking.fold import is_spaceless
from linking.measures import language_of
from linking.page import cut
from linking.registry import LabelledArticle

CUT = 0.3
_REPLACED = 0.05  # of the words
_LONG = 8  # digests in a longer text
_THRESHOLDS = (0.2, 0.25, COPY_SHARE, 0.35, 0.4, 0.5)
_HEAD = {
    "en": "Home | News | Business | Opinion\nSubscribe to our newsletter. Sign in to read on.",
    "fr": "Accueil | Actualités | Économie | Débats\nAbonnez-vous à notre lettre. Identifiez-vous pour lire la suite.",
    "zh": "首页 | 新闻 | 财经 | 评论\n订阅我们的新闻邮件。登录后阅读全文。",
}
_TAIL = {
    "en": "Read also: markets today. We use cookies to improve your visit. All rights reserved.",
    "fr": "À lire aussi : les marchés du jour. Nous utilisons des cookies pour votre confort. Tous droits réservés.",
    "zh": "相关阅读:今日市场。本站使用Cookie改善您的访问体验。版权所有,未经授权不得转载。",
}


@dataclass(frozen=True, slots=True)
class Text:
    """A text to alter: its title, its body in paragraphs, its language (en, fr, zh, other) and its cases."""

    id: str
    story: str
    language: str
    title: str
    body: str
    cases: frozenset[str]


def report(articles: Sequence[LabelledArticle], seed: int = 1) -> dict[str, Any]:
    """Recall per alteration and the share of wrong merges, for digests and longer texts, over some thresholds."""
    digests = [
        Text(one.id, one.root, language_of(one), one.document.title, one.document.text, one.gold) for one in articles
    ]
    originals = [text for text in digests if text.id == text.story]
    marked = [(text, other) for text in digests for other in digests if text.id != text.story == other.id]
    return {
        "least_share": COPY_SHARE,
        "digests": {"recall": _recalls(originals, seed), "own_stories": _own_stories(digests)},
        "longer": {"recall": _recalls(_joined(originals), seed), "own_stories": _own_stories(_halves(originals))},
        "marked_copies": {
            "n": len(marked),
            "recall": _by_threshold([_between(text.body, other.body) for text, other in marked]),
            "missed": {
                f"{text.id} of {other.id}": round(found.share, 2)
                for text, other in marked
                if not (found := _between(text.body, other.body)).is_copy()
            },
        },
    }


def _recalls(originals: Sequence[Text], seed: int) -> dict[str, Any]:
    lengths = sorted(len(text.body) for text in originals) or [0]
    measured: dict[str, Any] = {"texts": len(originals), "median_length": lengths[len(lengths) // 2]}
    for name, alter in ALTERATIONS.items():
        chance = random.Random(f"{seed} {name}")  # noqa: S311 - not for secrets
        found = [(text.language, _between(alter(text, chance, originals), _whole(text))) for text in originals]
        measured[name] = {
            **_by_threshold([one for _, one in found]),
            "by_language": {
                language: _recall([one for spoken, one in found if spoken == language], COPY_SHARE)
                for language in sorted({text.language for text in originals})
            },
        }
    return measured


def _own_stories(texts: Sequence[Text]) -> dict[str, Any]:
    """Pairs of different texts about a common case, and all other pairs: how many would be merged."""
    samples = {text.id: sample_of(text.body) for text in texts}
    same: list[Overlap] = []
    other: list[Overlap] = []
    for one, two in permutations(texts, 2):
        if one.story == two.story:
            continue
        pair = overlap(samples[one.id], samples[two.id].hashes, samples[two.id].rate)
        (same if one.cases & two.cases else other).append(pair)
    return {
        "pairs_about_one_case": len(same),
        "wrong_merges": _by_threshold(same),
        "highest_share": round(max((one.share for one in same), default=0.0), 2),
        "pairs_about_different_cases": len(other),
        "wrong_merges_of_different_cases": _by_threshold(other),
    }


def _between(text: str, other: str) -> Overlap:
    whole = sample_of(other)
    return overlap(sample_of(text), whole.hashes, whole.rate)


def _by_threshold(found: Sequence[Overlap]) -> dict[str, float]:
    return {f"{least:.2f}": _recall(found, least) for least in _THRESHOLDS}


def _recall(found: Sequence[Overlap], least: float) -> float:
    return round(sum(one.is_copy(least=least) for one in found) / max(1, len(found)), 4)


def _joined(digests: Sequence[Text]) -> list[Text]:
    """Longer texts of `_LONG` digests of one language."""
    made = []
    for language in sorted({text.language for text in digests}):
        group = [text for text in digests if text.language == language]
        made += [_one(group[at : at + _LONG]) for at in range(0, len(group) - _LONG + 1, _LONG)]
    return made


def _halves(digests: Sequence[Text]) -> list[Text]:
    """Two longer texts on each case that enough digests tell: every second digest in the one, the others in the other.

    A digest about several cases is used for the first alone, so that no two texts hold the same one.
    """
    groups: dict[tuple[str, str], list[Text]] = defaultdict(list)
    for text in digests:
        if text.cases:
            groups[min(text.cases), text.language].append(text)
    return [_one(group[half::2]) for _, group in sorted(groups.items()) if len(group) > 3 for half in (0, 1)]


def _one(parts: Sequence[Text]) -> Text:
    first = parts[0]
    cases = frozenset().union(*(part.cases for part in parts))
    return Text(f"{first.id}+", f"{first.id}+", first.language, first.title, "\n".join(p.body for p in parts), cases)


# --- alterations: (text, chance, all texts) -> the copy, headline and all ---

Alteration = Callable[[Text, random.Random, Sequence[Text]], str]


def _whole(text: Text) -> str:
    return f"{text.title}\n{text.body}"


def _cut(part: str) -> Alteration:
    def alter(text: Text, chance: random.Random, texts: Sequence[Text]) -> str:  # noqa: ARG001
        whole = _whole(text)
        gone = int(len(whole) * CUT)
        begin = {"head": 0, "middle": (len(whole) - gone) // 2, "tail": len(whole) - gone}[part]
        return whole[:begin] + whole[begin + gone :]

    return alter


def _headline(text: Text, chance: random.Random, texts: Sequence[Text]) -> str:
    others = [one for one in texts if one.id != text.id]
    other = chance.choice([one for one in others if one.language == text.language] or others)
    return f"{other.title}\n{text.body}"


def _reordered(text: Text, chance: random.Random, texts: Sequence[Text]) -> str:  # noqa: ARG001
    lines = text.body.split("\n")
    parts = lines if len(lines) > 2 else [text.body[start:end] for start, end in cut(text.body)]
    chance.shuffle(parts)
    return "\n".join([text.title, *parts])


def _furnished(text: Text, chance: random.Random, texts: Sequence[Text]) -> str:  # noqa: ARG001
    language = text.language if text.language in _HEAD else "en"
    return f"{_HEAD[language]}\n{_whole(text)}\n{_TAIL[language]}"


def _reworded(text: Text, chance: random.Random, texts: Sequence[Text]) -> str:  # noqa: ARG001
    whole = _whole(text)
    spaceless = sum(map(is_spaceless, whole)) * 4 > len(whole)
    units = list(whole) if spaceless else whole.split(" ")
    for at in chance.sample(range(len(units)), int(len(units) * _REPLACED)):
        units[at] = chance.choice(units)
    return ("" if spaceless else " ").join(units)


def _several(*alterations: Alteration) -> Alteration:
    def alter(text: Text, chance: random.Random, texts: Sequence[Text]) -> str:
        for one in alterations:
            title, _, body = one(text, chance, texts).partition("\n")
            text = Text(text.id, text.story, text.language, title, body, text.cases)
        return _whole(text)

    return alter


ALTERATIONS: Mapping[str, Alteration] = {
    "head_cut": _cut("head"),
    "middle_cut": _cut("middle"),
    "tail_cut": _cut("tail"),
    "headline": _headline,
    "reordered": _reordered,
    "furniture": _furnished,
    "reworded": _reworded,
    "tail_cut_headline_furniture": _several(_cut("tail"), _headline, _furnished),
}
