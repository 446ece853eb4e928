"""A world of made-up firms, people, cases and articles, the same for the same seed.

It holds what makes linking hard: homonyms, sibling cases of one pair of firms, cases told without names, several
cases in one article, and articles about none: strangers in the same quarrel, firms against firms, clean moves,
business news, namesakes, law coverage, fiction. Files are in the formats of `linking.registry`.
"""

from __future__ import annotations

import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from linking.synth.names import firm, person

LANGUAGES = ("en", "fr", "zh")
_MONTHS = {
    "en": ("January", "March", "May", "June", "September", "November"),
    "fr": ("janvier", "mars", "mai", "juin", "septembre", "novembre"),
    "zh": ("1月", "3月", "5月", "6月", "9月", "11月"),
}
_CRIMINAL = 0.12  # share of cases that are prosecutions
_SIBLING = 0.25  # share of cases that repeat the firms of an earlier one
_HOMONYM = 0.03  # share of people who bear somebody else's name
# Kinds of articles and their weights: about half tell of a case.
_KINDS = {
    "named": 26, "one_side": 6, "bystander": 4, "employer_only": 6, "several": 8, "aside": 6, "stranger": 8, "firms": 8, "move": 8, "business": 8, "namesake": 6,  # noqa: E501
    "person_other": 4, "law": 6, "overview": 3, "fiction": 2,
}  # fmt: skip


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


def make_world(cases: int, articles: int, seed: int = 1) -> World:
    """A world of so many cases and articles."""
    chance = random.Random(seed)  # noqa: S311 - a reproducible experiment, nothing to protect
    made = _cases(chance, cases)
    pairs: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for case in made:
        pairs.setdefault(_pair(case), []).append(case)
    kinds, weights = list(_KINDS), list(_KINDS.values())
    told = [
        _article(chance, f"s{number:06d}", chance.choices(kinds, weights)[0], made, pairs) for number in range(articles)
    ]
    return World(made, told)


def write_world(world: World, folder: Path) -> None:
    """Write `cases.jsonl` and `articles.jsonl` into a folder, made if it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, records in (("cases", world.cases), ("articles", world.articles)):
        lines = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
        (folder / f"{name}.jsonl").write_text(lines, encoding="utf-8")


def _pair(case: Mapping[str, Any]) -> tuple[str, str]:
    firms = case["organizations"]
    return firms[0]["name"], firms[1]["name"]


def _cases(chance: random.Random, count: int) -> list[dict[str, Any]]:
    firms = [firm(chance, number) for number in range(max(4, count))]
    made: list[dict[str, Any]] = []
    people: list[dict[str, Any]] = []
    for number in range(count):
        who = person(chance, number)
        if people and chance.random() < _HOMONYM:
            who = chance.choice(people)
        people.append(who)
        criminal = chance.random() < _CRIMINAL
        if made and chance.random() < _SIBLING:
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
    cases: Sequence[dict[str, Any]],
    pairs: Mapping[tuple[str, str], Sequence[dict[str, Any]]],
) -> dict[str, Any]:
    language = chance.choice(LANGUAGES)
    words = _wording()[language]
    case = chance.choice(cases)
    gold: list[str] = []
    parts: list[str] = []
    if kind in ("named", "one_side", "several", "aside"):
        topic = "one_side" if kind == "one_side" else "named"
        topic = "prosecution" if case["court"] == "criminal_court" else topic
        parts.append(_fill(chance, chance.choice(words[topic]), case, language, cases))
        gold.append(case["id"])
    if kind == "employer_only":
        alone = [one for one in cases if len(pairs[_pair(one)]) == 1 and one["court"] != "criminal_court"]
        case = chance.choice(alone) if alone else case
        parts.append(_fill(chance, chance.choice(words["employer_only"]), case, language, cases))
        gold.append(case["id"])
    if kind == "several":
        other = chance.choice(cases)
        topic = "prosecution" if other["court"] == "criminal_court" else "named"
        parts.append(_fill(chance, chance.choice(words[topic]), other, language, cases))
        gold = list(dict.fromkeys([*gold, other["id"]]))
    if kind == "aside":
        siblings = [one for one in cases if one["organizations"][0]["name"] == _pair(case)[0] and one is not case]
        siblings = [one for one in siblings if one["court"] != "criminal_court"]
        if siblings:
            other = chance.choice(siblings)
            parts.append(_fill(chance, words["aside"][0], other, language, cases))
            gold = list(dict.fromkeys([*gold, other["id"]]))
    if not parts:
        parts.append(_fill(chance, chance.choice(words[kind]), case, language, cases))
    parts += chance.sample(list(words["filler"]), chance.randint(0, 3))
    if chance.random() < 0.5:
        parts.insert(0, chance.choice(words["filler"]))
    space = "" if language == "zh" else " "
    plain = [one for one in words["titles"] if "{" not in one]
    title = chance.choice(plain if kind in ("namesake", "person_other") else list(words["titles"]))
    year = max([int(case["filed"][:4]), *(int(one["filed"][:4]) for one in cases if one["id"] in gold)])
    return {
        "id": name,
        "lang": language,
        "date": f"{year + chance.randint(0, 2)}-12",
        "title": _fill(chance, title, case, language, cases),
        "text": space.join(parts),
        "gold": gold,
        "dup_of": None,
        "negative_kind": None if gold else kind,
    }


def _fill(
    chance: random.Random, template: str, case: Mapping[str, Any], language: str, cases: Sequence[Mapping[str, Any]]
) -> str:
    """A template with names in the language's script; `X` is a stranger, `C` a third firm."""

    def spelled(who: Mapping[str, Any]) -> str:
        names = [who["name"], *who.get("aliases_unseen", ())]
        return str(names[1] if language == "zh" and len(names) > 1 else names[0])

    who = case["persons"][0]
    stranger = person(chance, 10**6 + chance.randint(0, 10**6))
    third = chance.choice(cases)["organizations"][0]
    full = spelled(who)
    surname = full if language == "zh" else full.split()[-1]
    return template.format(
        A=spelled(case["organizations"][0]),
        B=spelled(case["organizations"][1]),
        C=spelled(third),
        P=full,
        S=surname,
        X=spelled(stranger),
        M=chance.choice(_MONTHS[language]),
        Y=case["filed"][:4],
    )
