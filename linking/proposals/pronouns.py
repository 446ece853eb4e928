# ruff: noqa: E501 - a pattern is read in one line
"""Whom pronouns, clitics, bare Han surnames and "the executive" mean: the only person they can, else they stay."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from linking.fold import fold
from linking.forms import EntityRef
from linking.names import han_surname
from linking.proposals.marks import Item, Scene

_PRONOUN = re.compile(
    r"(?<![\w<'])(?:the (?:former |ex )?(?:executive|engineer|trader|manager|scientist|researcher|designer|defendant|banker|broker|architect|salesman)|"
    r"l'(?:ex (?:cadre|dirigeante?|vice president|ingenieure?|patron(?:ne)?|directeur|directrice|salariee?)|ancienne? (?:cadre|dirigeante?|vice president|"
    r"ingenieure?|directeur|directrice|salariee?)|interessee?|ingenieure?)|le (?:dirigeant|trader|chercheur|cadre|transfuge)|la (?:dirigeante|trader|chercheuse))"
    r"(?= (?:has |had |was |is |also |then |later |joined|left|resigned|a |est |avait |etait |rejoint|quitte))|"
    r"(?<![\w<'])(he|she|il|elle)(?= )|该(?:高管|员工|工程师|前员工|前高管)|(?<![其吉])(他|她)(?![们人])"
)
# Pronouns that are no subject. "Her" is one where no noun follows.
_OBJECT = re.compile(
    r"(?<![\w<'])(?:him\b|her(?=[,.;:]|$| (?:over|for|in|to|not|on|before|after|alleging|claiming|accusing|citing|from|at|and|with|because|by|as|last|this)\b| <))|"
    r"(?<=\bcontre )(?:lui|elle)\b|(?<=encontre de )(?:lui|elle)\b|\bl'(?=(?:a|avait|ayant) (?:\w+ ){0,2}(?:poursuivi|assigne|attaque|traine|recrute|embauche|debauche|engage|nomme|licencie|condamne|suspendu|mise? en examen|inculpee?|deboutee?|relaxee?|acquittee?|renvoyee?|mise? a pied))|"
    r"(?<=[ ,])lui(?= (?:a |avait |ont )?(?:reclame|demande|reproche|interdit|ordonne|enjoint|interdisait|reclamait|reprochait|impose|defend)\b)|"
    r"(?<=[ ,])(?:le|la)(?= (?:nomme|recrute|debauche|embauche|poursuit|attaque|assigne|licencie|traine)\b(?! de ))|"
    r""
    r"(?<=[对向将把告诉])其(?=提|申请|告|发起|采取|启动|诉|起诉|索赔|违反|[,.;]|$)"
)
# "Handed in his resignation" is a wording of its own.
_HANDED = re.compile(
    r"\b(?:handed in|gave in|tendered|submitted|announced|offered|accepted|turned in|sent|confirmed|remis|remet|presente|donne|depose|annonce|adresse|envoye|notifie|accepte) $"
)
_LATER = re.compile(
    r"\b(?:after|when|before|while|since|as|once|although|though|if|until|where|apres|quand|lorsque|lorsqu|avant|alors|depuis|bien|si|selon|according)\b|<[PU]\d+>|当|后|时|前"
)
# Pronouns that do not mean whoever has the title.
_NOT_OF = {"m": "elle", "monsieur": "elle", "mme": "il", "madame": "il", "mlle": "il"}
_POSSESSIVE = re.compile(
    r"\b(son|sa|his|her) (?=(?:depart|departure|demission|resignation|exit|dismissal|arrivee|arrival|domicile)\b)"
)


def _here(scene: Scene) -> dict[EntityRef | None, int]:
    """People named in a sentence who are no officials, each with the number of a mark; the topic where nobody is."""
    found = {
        item.ref: count
        for count, item in enumerate(scene.items)
        if item.kind == "P" and count not in scene.officials and count not in (scene.topic, scene.lead)
    }
    return found if found or scene.topic is None else {scene.items[scene.topic].ref: scene.topic}


@lru_cache(maxsize=1024)
def _alone(surname: str) -> re.Pattern[str]:
    """A Han surname where it stands for a person."""
    return re.compile(
        rf"(?:(?<![\u3400-\u9fff])|(?<=[判指对让令由与向将把被称说传准告回命为替助])){surname}(?:某某|先生|女士|小姐|男|女|某)?"
        r"(?=[\u3400-\u9fff<])(?![先家些])"
    )


def resolve_surnames(scene: Scene) -> None:
    """A Han surname that stands for the only person known here who bears it: "法院判梁...", "罗男"."""
    bearers: dict[str, list[int]] = defaultdict(list)
    for count in _here(scene).values():
        name = fold(scene.items[count].text).text
        surname = han_surname(name)
        if surname and len(name) > len(surname):
            bearers[surname].append(count)
    for surname, some in bearers.items():
        if len(some) == 1:
            name = fold(scene.items[some[0]].text).text
            if len(name) > len(surname) + 1:  # where what stands behind hid the name: "某某某2012年"
                scene.marked = scene.marked.replace(name, f"<P{some[0]}>")
            alone = _alone(surname)
            scene.marked = alone.sub(f"<P{some[0]}>", scene.marked)


def resolve_pronouns(scene: Scene, titles: Mapping[EntityRef, str] = MappingProxyType({})) -> None:
    """Subjects ("he", "elle", 他) and "his departure" as the mark of the only person they can mean: "elle" is nobody
    whose title (of `titles`) is a man's."""
    here = _here(scene)
    named = {count for count in here.values() if count != scene.topic}

    def person(at: int) -> int | None:
        before = [int(hit.group(1)) for hit in re.finditer(r"<P(\d+)>", scene.marked[:at])]
        before = [count for count in before if count not in scene.officials]
        if before:
            return before[-1] if len({scene.items[count].ref for count in before}) == 1 else None
        if (
            named
        ):  # "he joined B, founded by Q": whoever was spoken of, unless the name comes later ("when he left, P ...")
            return None if _LATER.search(scene.marked[:at]) else scene.lead
        return scene.topic

    def pronoun(hit: re.Match[str]) -> str:
        who = person(hit.start())
        ref = scene.items[who].ref if who is not None else None
        other = ref is not None and _NOT_OF.get(titles.get(ref, ""), "") == hit.group(0)
        return hit.group(0) if who is None or other else f"<P{who}>"

    def possessive(hit: re.Match[str]) -> str:
        who = None if _HANDED.search(scene.marked[: hit.start()]) else person(hit.start())
        return hit.group(0) if who is None else f"<P{who}> 's "

    scene.marked = _PRONOUN.sub(pronoun, scene.marked)
    scene.marked = _POSSESSIVE.sub(possessive, scene.marked)  # looks about itself in what the first has left


def resolve_objects(scene: Scene, near: Item | None) -> None:
    """Objects ("against him", "l'a assigné", 对其) as the mark of the only person they can mean, in this sentence or
    the last ones; untouched where two are named."""
    known = {ref: count for ref, count in _here(scene).items() if count != scene.topic}

    def mark(hit: re.Match[str]) -> str:
        here = [int(one.group(1)) for one in re.finditer(r"<P(\d+)>", scene.marked[: hit.start()])]
        here = [count for count in here if count not in scene.officials]
        if len(known) > 1 or (known and not here):
            return hit.group(0)
        if not known:
            if near is None:
                return hit.group(0)
            if near not in scene.items:
                scene.items.append(near)
            here = [scene.items.index(near)]
        clitic = hit.group(0) in ("l'", "le", "la") or (
            hit.group(0) == "lui"
            and scene.marked[hit.end() : hit.end() + 1] == " "
            and not re.search(r"contre $|encontre de $", scene.marked[: hit.start()])
        )
        return f"@<P{here[-1]}>" + (" " if hit.group(0) == "l'" else "") if clitic else f"<P{here[-1]}>"

    scene.marked = _OBJECT.sub(mark, scene.marked)
