"""A world of made-up firms, people, cases and articles, the same for the same seed.

It holds what makes linking hard: homonyms, sibling cases of one pair of firms, cases told without names, several
cases in one article, and articles about none: strangers in the same quarrel, firms against firms, clean moves,
business news, namesakes, law coverage, fiction. Files are in the formats of `linking.registry`.

`LEARNING` worlds have short articles, to learn from. `BENCHMARK` worlds have articles as long as real ones, more
distinct names, fewer siblings, more articles about a case: what speed is measured on, at up to 100,000 cases.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from linking.synth.names import firm, person
from linking.synth.padding import a_length, paragraph

LANGUAGES = ("en", "fr", "zh")
_MONTHS = {
    "en": ("January", "March", "May", "June", "September", "November"),
    "fr": ("janvier", "mars", "mai", "juin", "septembre", "novembre"),
    "zh": ("1月", "3月", "5月", "6月", "9月", "11月"),
}
_CRIMINAL = 0.12  # share of cases that are prosecutions
# Kinds of articles and their weights: about half tell of a case.
_KINDS = {
    "named": 26, "one_side": 6, "bystander": 4, "employer_only": 6, "several": 8, "aside": 6, "stranger": 8, "firms": 8, "move": 8, "business": 8, "namesake": 6,  # noqa: E501
    "person_other": 4, "law": 6, "overview": 3, "fiction": 2,
}  # fmt: skip
_ABOUT_A_CASE = frozenset({"named", "one_side", "employer_only", "several", "aside"})


@dataclass(frozen=True, slots=True)
class Shape:
    """How a world is made: the share of cases that repeat the firms of an earlier one, and of people who bear somebody
    else's name; the share of articles about no case (None: as the kinds' weights have it).

    `long`: articles of 0.2 to 17 KB, 3.5 KB in the mean, about 30 % of their names unknown to the registry, and names
    enough for 100,000 cases, where two people of one name are two.
    """

    siblings: float
    homonyms: float
    negatives: float | None = None
    long: bool = False


LEARNING = Shape(siblings=0.25, homonyms=0.03)
BENCHMARK = Shape(siblings=0.08, homonyms=0.03, negatives=0.25, long=True)


@lru_cache(maxsize=1)
def _wording() -> Mapping[str, Mapping[str, Sequence[str]]]:
    table: Mapping[str, Mapping[str, Sequence[str]]] = json.loads(
        Path(__file__).with_name("wording.json").read_text(encoding="utf-8")
    )
    return table


@dataclass(frozen=True, slots=True)
class World:
    """Records as they stand in `cases.jsonl` and `articles.jsonl`."""

    cases: list[dict[str, Any]]
    articles: list[dict[str, Any]]


class _Files:
    """The cases of a world, and what is asked of them for every article."""

    def __init__(self, cases: list[dict[str, Any]]) -> None:
        self.cases = cases
        pairs = Counter(map(_pair, cases))
        self.year = {case["id"]: int(case["filed"][:4]) for case in cases}
        self.alone = [one for one in cases if pairs[_pair(one)] == 1 and one["court"] != "criminal_court"]
        self.by_former: dict[str, list[dict[str, Any]]] = {}
        for case in cases:
            if case["court"] != "criminal_court":
                self.by_former.setdefault(_pair(case)[0], []).append(case)

    def siblings(self, case: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Other civil cases of a case's former employer."""
        return [one for one in self.by_former.get(_pair(case)[0], ()) if one is not case]


def make_world(cases: int, articles: int, seed: int = 1, shape: Shape = LEARNING) -> World:
    """A world of so many cases and articles."""
    chance = random.Random(seed)  # noqa: S311 - a reproducible experiment, nothing to protect
    files = _Files(_cases(chance, cases, shape))
    kinds, weights = list(_KINDS), [float(weight) for weight in _KINDS.values()]
    if shape.negatives is not None:
        about = sum(weight for kind, weight in _KINDS.items() if kind in _ABOUT_A_CASE)
        more = (1 / shape.negatives - 1) * (sum(weights) - about) / about
        weights = [weight * more if kind in _ABOUT_A_CASE else weight for kind, weight in _KINDS.items()]
    told = []
    for number in range(articles):
        article = _article(chance, f"s{number:06d}", chance.choices(kinds, weights)[0], files, wide=shape.long)
        told.append(_padded(chance, article, files.cases) if shape.long else article)
    return World(files.cases, told)


def write_world(world: World, folder: Path) -> None:
    """Write `cases.jsonl` and `articles.jsonl` into a folder, made if it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, records in (("cases", world.cases), ("articles", world.articles)):
        lines = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
        (folder / f"{name}.jsonl").write_text(lines, encoding="utf-8")


def _pair(case: Mapping[str, Any]) -> tuple[str, str]:
    firms = case["organizations"]
    return firms[0]["name"], firms[1]["name"]


def _cases(chance: random.Random, count: int, shape: Shape) -> list[dict[str, Any]]:
    firms = [firm(chance, number) for number in range(max(4, count))]
    if shape.long:
        firms = [{**one, "id": f"firm-{number:06d}"} for number, one in enumerate(firms)]
    made: list[dict[str, Any]] = []
    people: list[dict[str, Any]] = []
    for number in range(count):
        who = person(chance, number, wide=shape.long)
        if people and chance.random() < shape.homonyms:
            who = chance.choice(people)
        if shape.long:
            who = {**who, "id": f"person-{number:06d}"}
        people.append(who)
        criminal = chance.random() < _CRIMINAL
        if made and chance.random() < shape.siblings:
            before = chance.choice(made)
            former, new = before["organizations"][0], before["organizations"][1]
        else:
            former, new = chance.sample(firms, 2)
        year = chance.randint(2005, 2030)
        kind = (
            "trade-secret" if criminal else chance.choice(("non-compete", "non-compete", "trade-secret", "non-solicit"))
        )
        made.append(
            {
                "id": f"synthetic-{number:06d}",
                "title": f"{'Prosecutors' if criminal else former['name']} v. {who['name']}",
                "kind": kind,
                "persons": [{**who, "role": "former engineer; defendant"}],
                "organizations": [{**former, "role": "plaintiff; former-employer"}, {**new, "role": "new-employer"}],
                "court": "criminal_court" if criminal else "court",
                "docket": f"2:{year % 100:02d}-cv-{10000 + number:05d}"
                if chance.random() < 0.3 and not criminal
                else None,
                "filed": f"{year}-{chance.randint(1, 12):02d}",
                "jurisdiction": "",
                "related": [],
            }
        )
    return made


def _article(
    chance: random.Random,
    name: str,
    kind: str,
    files: _Files,
    *,
    wide: bool,
) -> dict[str, Any]:
    cases = files.cases
    language = chance.choice(LANGUAGES)
    words = _wording()[language]
    case = chance.choice(cases)
    gold: list[str] = []
    parts: list[str] = []
    if kind in ("named", "one_side", "several", "aside"):
        topic = "one_side" if kind == "one_side" else "named"
        topic = "prosecution" if case["court"] == "criminal_court" else topic
        parts.append(_fill(chance, chance.choice(words[topic]), case, language, cases, wide=wide))
        gold.append(case["id"])
    if kind == "employer_only":
        case = chance.choice(files.alone) if files.alone else case
        parts.append(_fill(chance, chance.choice(words["employer_only"]), case, language, cases, wide=wide))
        gold.append(case["id"])
    if kind == "several":
        other = chance.choice(cases)
        topic = "prosecution" if other["court"] == "criminal_court" else "named"
        parts.append(_fill(chance, chance.choice(words[topic]), other, language, cases, wide=wide))
        gold = list(dict.fromkeys([*gold, other["id"]]))
    if kind == "aside":
        siblings = files.siblings(case)
        if siblings:
            other = chance.choice(siblings)
            parts.append(_fill(chance, words["aside"][0], other, language, cases, wide=wide))
            gold = list(dict.fromkeys([*gold, other["id"]]))
    if not parts:
        parts.append(_fill(chance, chance.choice(words[kind]), case, language, cases, wide=wide))
    parts += chance.sample(list(words["filler"]), chance.randint(0, 3))
    if chance.random() < 0.5:
        parts.insert(0, chance.choice(words["filler"]))
    space = "" if language == "zh" else " "
    plain = [one for one in words["titles"] if "{" not in one]
    title = chance.choice(plain if kind in ("namesake", "person_other") else list(words["titles"]))
    year = max([files.year[case["id"]], *(files.year[one] for one in gold)])
    return {
        "id": name,
        "lang": language,
        "date": f"{year + chance.randint(0, 2)}-12",
        "title": _fill(chance, title, case, language, cases, wide=wide),
        "text": space.join(parts),
        "gold": gold,
        "dup_of": None,
        "negative_kind": None if gold else kind,
    }


def _spelled(who: Mapping[str, Any], language: str) -> str:
    names = [who["name"], *who.get("aliases_unseen", ())]
    return str(names[1] if language == "zh" and len(names) > 1 else names[0])


def _padded(chance: random.Random, article: dict[str, Any], cases: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The article with neutral paragraphs around it, up to a length drawn for it."""
    language, size = article["lang"], a_length(chance)
    parts = [article["text"]]
    length = len(article["text"].encode())
    while length < size:
        more = paragraph(chance, language, cases, lambda who: _spelled(who, language))
        length += len(more.encode()) + 1
        parts.append(more)
    place = chance.randint(0, min(2, len(parts) - 1))
    parts[0], parts[place] = parts[place], parts[0]
    return {**article, "text": "\n".join(parts)}


def _fill(
    chance: random.Random,
    template: str,
    case: Mapping[str, Any],
    language: str,
    cases: Sequence[Mapping[str, Any]],
    *,
    wide: bool,
) -> str:
    """A template with names in the language's script; `X` is a stranger, `C` a third firm."""
    who = case["persons"][0]
    stranger = person(chance, 10**6 + chance.randint(0, 10**6), wide=wide)
    third = chance.choice(cases)["organizations"][0]
    full = _spelled(who, language)
    surname = full if language == "zh" else full.split()[-1]
    return template.format(
        A=_spelled(case["organizations"][0], language),
        B=_spelled(case["organizations"][1], language),
        C=_spelled(third, language),
        P=full,
        S=surname,
        X=_spelled(stranger, language),
        M=chance.choice(_MONTHS[language]),
        Y=case["filed"][:4],
    )
