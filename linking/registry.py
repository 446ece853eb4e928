"""Disputes and labelled articles in the JSON-lines formats of `tests/data/linking/`, as names, cards and documents.

One entity is one set of records that share a name: employers by any strong name, people by a full one; or that share
an `id`, where records have one. With `--loo` an alias that only the article at hand shows is hidden from it; a marked
copy counts as the article it copies.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from linking.dates import bounds
from linking.fold import fold, fold_name, is_spaceless
from linking.forms import CaseCard, CaseRole, Document, EntityKind, NameEntry, Role

_MOVER = re.compile(
    r"defendant|respondent|accused|convict|wanted|mole|who moved|former (?!.*\bnamed\b)|head of the group that left|engineer(?!.*counsel)",  # noqa: E501
    re.I,
)
_BYSTANDER = re.compile(
    r"judge|counsel|lawyer|barrister|minister|founder of|commentat|professor|president$|chairman$|successor|predecessor",  # noqa: E501
    re.I,
)
_FORMER = re.compile(r"plaintiff|claimant|victim|former-employer|former company|appellant|^employer|; employer", re.I)
_NEW = re.compile(
    r"new-employer|new company|defendant|start-up|rival|respondent|prospective|partner|competitor|conspirator|fined",
    re.I,
)


@dataclass(frozen=True, slots=True)
class LabelledArticle:
    """An article with the cases it is about (`gold`, empty for none). `root` is the article it copies, or itself."""

    id: str
    document: Document
    gold: frozenset[str]
    root: str
    negative_kind: str = ""


@dataclass(slots=True)
class _Alias:
    entity: str
    kind: EntityKind
    text: str
    weak: bool
    shown_by: frozenset[str] | None  # roots of the articles that show it; None: known otherwise


@dataclass(slots=True)
class Registry:
    """The cards of all cases, and every name with the articles that show it."""

    cards: tuple[CaseCard, ...]
    aliases: list[_Alias] = field(default_factory=list)

    def names(self, hidden_from: str = "") -> list[NameEntry]:
        """All names; with `hidden_from` (an article's root) without those that only this article shows."""
        return [
            NameEntry(alias.entity, alias.kind, alias.text, alias.weak)
            for alias in self.aliases
            if not hidden_from or alias.shown_by is None or alias.shown_by - {hidden_from}
        ]


def read_lines(paths: Iterable[Path], needed: Sequence[str] = ("id",)) -> list[dict[str, Any]]:
    """All records of some JSON-lines files, in order. ValueError names the file and line of a broken one."""
    records = []
    for path in paths:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if not line.strip():
                continue
            try:
                record = json.loads(line)
            except json.JSONDecodeError as error:
                raise ValueError(
                    f"{path}:{number}: not JSON ({error.msg}); one JSON object a line is expected"
                ) from error
            if not isinstance(record, dict) or any(name not in record for name in needed):
                raise ValueError(f"{path}:{number}: a JSON object with {' and '.join(needed)} is expected")
            records.append(record)
    return records


def read_articles(paths: Iterable[Path]) -> list[LabelledArticle]:
    """Labelled articles; a date that is null or partial gives the last day it may mean."""
    return [
        LabelledArticle(
            record["id"],
            Document(record["text"], record.get("title") or "", record.get("lang") or "", last_day(record.get("date"))),
            frozenset(record.get("gold") or ()),
            record.get("dup_of") or record["id"],
            record.get("negative_kind") or "",
        )
        for record in read_lines(paths, ("id", "text"))
    ]


_PARTIAL = re.compile(r"((?:1[5-9]|20)\d\d)(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?")


def first_day(partial: str | None) -> date | None:
    """The first day of YYYY, YYYY-MM or YYYY-MM-DD; None for nothing and for what is no such date."""
    return _bounds(partial)[0]


def last_day(partial: str | None) -> date | None:
    """The last day of YYYY, YYYY-MM or YYYY-MM-DD; None for nothing and for what is no such date."""
    return _bounds(partial)[1]


def _bounds(partial: str | None) -> tuple[date | None, date | None]:
    found = _PARTIAL.match(partial or "")
    try:
        return bounds(found.group(0)) if found else (None, None)
    except ValueError:
        return None, None


def read_registry(paths: Iterable[Path], articles: Sequence[LabelledArticle] = ()) -> Registry:
    """The registry of some case files; `articles` tell which of them shows an alias."""
    records = sorted(read_lines(paths), key=lambda record: str(record["id"]))
    texts: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for article in articles:
        for case in article.gold:
            whole = fold(article.document.title).text + "\n" + fold(article.document.text).text
            texts[case].append((article.root, whole))
    entities = _Entities()
    for record in records:
        for kind, group in (("person", "persons"), ("employer", "organizations")):
            for who in record.get(group) or ():
                entities.add(kind, who)
    cards, aliases = [], []
    for record in records:
        roles: dict[str, Role] = {}
        for who in record.get("persons") or ():
            entity = entities.of("person", who)
            role = _person_role(who.get("role") or "")
            if roles.get(entity) != "mover":
                roles[entity] = role
            aliases += _aliases(entity, "person", who, texts[record["id"]])
        for who in record.get("organizations") or ():
            entity = entities.of("employer", who)
            roles.setdefault(entity, _employer_role(who.get("role") or ""))
            aliases += _aliases(entity, "employer", who, texts[record["id"]])
        cards.append(
            CaseCard(
                case=record["id"],
                title=record.get("title") or record["id"],
                roles=tuple(CaseRole(entity, role) for entity, role in roles.items()),
                dockets=(record["docket"],) if record.get("docket") else (),
                claim_kinds=(record["kind"],) if record.get("kind") else (),
                jurisdiction=record.get("jurisdiction") or "",
                forum=record.get("court") or "",
                opened_lo=first_day(record.get("filed")),
                opened_hi=last_day(record.get("filed")),
                related=tuple(record.get("related") or ()),
            )
        )
    return Registry(tuple(cards), aliases)


def _person_role(role: str) -> Role:
    return "mover" if _MOVER.search(role) and not _BYSTANDER.search(role) else "other"


def _employer_role(role: str) -> Role:
    if _FORMER.search(role):
        return "former_employer"
    return "new_employer" if _NEW.search(role) else "other"


def _aliases(entity: str, kind: EntityKind, who: dict[str, Any], texts: list[tuple[str, str]]) -> list[_Alias]:
    made = [_Alias(entity, kind, who["name"], weak=False, shown_by=None)]
    for alias in who.get("aliases") or ():
        folded = fold_name(alias)
        made.append(
            _Alias(
                entity,
                kind,
                alias,
                weak=False,
                shown_by=frozenset(root for root, text in texts if folded in text) or None,
            )
        )
    made += [_Alias(entity, kind, alias, weak=False, shown_by=None) for alias in who.get("aliases_unseen") or ()]
    made += [_Alias(entity, kind, alias, weak=True, shown_by=None) for alias in who.get("weak_aliases") or ()]
    return made


class _Entities:
    """Union of records by shared names."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def _root(self, key: str) -> str:
        self._parent.setdefault(key, key)
        while self._parent[key] != key:
            key = self._parent[key]
        return key

    def _keys(self, kind: str, who: dict[str, Any]) -> list[str]:
        if who.get("id"):
            return [f"{kind}#{who['id']}"]
        names = [who["name"], *(who.get("aliases") or ()), *(who.get("aliases_unseen") or ())]
        keys = []
        for name in names:
            folded = fold_name(name)
            if kind == "employer" or " " in folded or (len(folded) > 1 and all(map(is_spaceless, folded))):
                keys.append(f"{kind}:{folded}")
        return keys or [f"{kind}:{fold_name(who['name'])}"]

    def add(self, kind: str, who: dict[str, Any]) -> None:
        first, *others = self._keys(kind, who)
        for other in others:
            one, two = sorted((self._root(first), self._root(other)))
            self._parent[two] = one

    def of(self, kind: str, who: dict[str, Any]) -> str:
        return self._root(self._keys(kind, who)[0])
