# ruff: noqa: E501 - Han characters count twice
"""From a wording in Chinese to a draft: each frame says where its people and firms stand.

Chinese puts whoever is acted against before the verb (对, 向, 将, 把) or behind it, turns it round with 被 and 遭, and hangs
relative clauses before a name (挖走的前处长...). A place that two readings compete for stays empty.
"""

from __future__ import annotations

import re
from dataclasses import replace

from linking.proposals.drafts import MOVES, Draft
from linking.proposals.han import legal, moves, orders
from linking.proposals.marks import Scene
from linking.proposals.steps import Hit
from linking.proposals.wording import did_not_happen, only_if

__all__ = ["read"]

_UNTOLD = re.compile(
    r"(?:将|(?<![模虚])拟|(?<![主需重必])要|(?<![委员协大议董商])会|欲|想|准备|打算|为了|计划|扬言|威胁|考虑|保留)[^<>,]{0,3}$|将(?:在|于|会|要|继续|再|另|依法)(?![^,]{0,8}<P)|不服(?!(?:而|便|遂)$)|等同|(?<![反响供相适对])应该?当?(?![用诉对邀聘])[^<>,]{0,2}$|(?<![不许])可(?!能)[^<>,]{0,2}$"
)
# Refused, tried or wished for.
_NOT_DONE = re.compile(
    r"(?:拒绝|婉拒|回绝|谢绝|拒不|有意|试图|曾想|想要|企图|尝试|力邀|邀请|游说|劝说|差点|险些|未能|无法)(?:与|和|让|将|把|从|<[PE]\d+>|[^<>,;]){0,8}$"
)
_IN_TALKS = re.compile(r"(?:正在|商谈|协商|谈判|磋商|寻求|推动|愿意|希望|倾向|同意)[^<>,;]{0,6}$")
_ONCE = re.compile(r"(?:曾|曾经|先后|历任|此前|之前|先前|早前|早年|原先)$")
_OTHERS_LEAVE = re.compile(r"(?:诱使|引诱|怂恿|唆使|促使|组织|动员|策划|鼓动|煽动|带领|安排)[^<>,;]{0,14}$")
_FAILED = re.compile(r"[^;。]{0,24}(?:未能成功|未果|未遂|失败|未成)")
_DECIDED = re.compile(r"(?:成功|准许|批准|核准|裁准|驳回|拒绝|否决|不予)(?:了)?(?:<[EP]\d+>(?:的)?)?[^<>,;]{0,6}$")
# Talk of the law, or of what is usual: no step in a dispute that the text names nobody in.
_IN_GENERAL = re.compile(
    r"任何人|推定|通常|往往|一般(?:会|来说|情况|而言|都)|多数情况|十有八九|实践中|实务中|司法实践|裁判口径|近年来|如今不少|类似(?:案|纠纷|情形)|"
    r"按规矩|按规定|所谓|应当(?:遵|注意|保)|用人单位(?:应|可|与|如|的)|劳动者(?:应|可|如|有权|在)|法官提醒|律师提醒|律师(?:建议|解读)|如何|怎么(?!回事|说|看)|能不能|该不该|平均(?:判|被|打|约)|[\d一二三四五六七八九十百千两]件|共审结|占(?:比|[^<>,;]{1,4}成)|同比|件次|可以(?:请求|要求|约定|申请)"
)
# Between a tribunal and what it does: it has not done it.
_NOT_DECIDED = re.compile(r"可能|可以|有望|能否|会否|是否|或将|即将|将于|恐|若|尚未|未能|通常|会(?![议计员审合])")
# What somebody may not do is no move.
_FORBIDDEN = re.compile(r"不准|不许|不得|(?<!竞业)(?:禁止|限制)|阻止")
# The name of a crime or an agreement says nothing of what happened: 依"未授权重制罪"判处.
_QUOTED = re.compile(r'"[^"<>]{0,30}"')
# What somebody has a part in although no case calls that one a mover.
_OWN_PART = MOVES | {"complaint_filed", "arbitration_applied"}
_SUED = re.compile(r"(?:将|把)<P(\d+)>(?:一并|也|再|一纸诉状)?(?:告|诉|起诉)")
_FRAMES = legal.FRAMES | orders.FRAMES | moves.FRAMES


def read(scene: Scene, hit: Hit, language: str) -> list[Draft] | None:
    """Drafts of a wording, none where its places stay empty; None where it is denied, planned or only supposed."""
    del language
    marked = scene.marked
    clause = re.split(r"[,;:]", marked[max(0, hit.verb - 40) : hit.verb])[-1]
    # What asks for an order is a request itself; a refusal says that it was not had.
    told = (
        ""
        if hit.row.kind in ("injunction_sought", "injunction_denied") or hit.row.frame in ("refuse", "rejected")
        else marked[hit.verb : hit.tail]
    )
    if did_not_happen(_QUOTED.sub("", clause) + told) or _UNTOLD.search(clause):
        return None
    if hit.row.kind in MOVES and (_FORBIDDEN.search(clause) or _NOT_DONE.search(clause)):
        return None
    if _ONCE.search(clause) and hit.row.kind == "joined" and (hit.row.frame == "post" or told.endswith("于")):
        return None  # where somebody was before
    if hit.row.kind == "left" and _OTHERS_LEAVE.search(clause):
        return None
    if hit.row.frame == "settle" and (_NOT_DONE.search(clause) or _IN_TALKS.search(clause)):
        return None
    if hit.row.kind.startswith("injunction") and hit.row.kind != "injunction_denied" and _DECIDED.search(clause):
        return None  # told by another wording: what was asked for was given, or refused
    if hit.row.frame == "hire" and _FAILED.match(marked, hit.tail):
        return None
    if only_if(re.split(r"[;。]", marked[: hit.verb])[-1][-40:]):
        return None
    if hit.row.frame == "order" and _NOT_DECIDED.search(marked, hit.tail, hit.end):
        return None
    if hit.row.kind not in MOVES and (_general(marked, hit) or _only_agreed(marked, hit)):
        return None
    return _FRAMES[hit.row.frame](_with_parties(scene, hit), hit)


def _with_parties(scene: Scene, hit: Hit) -> Scene:
    """A scene whose bystanders are none where they have a part: whoever moves, moves; whoever is sued, is."""
    if not scene.bystanders:
        return scene
    parties = scene.bystanders
    if hit.row.kind not in _OWN_PART:
        parties = parties & {int(one) for one in _SUED.findall(scene.marked)}
    return replace(scene, officials=scene.officials - parties)


# What an agreement says that somebody shall pay.
_AGREED = re.compile(r"否则|(?:协议|合同|条款|约定书|承诺书)[^<>;]{0,8}(?:写明|约定|规定|载明|要求|写着)")
_DECIDES = re.compile(r"法院|法庭|法官|仲裁|判|裁")


def _only_agreed(marked: str, hit: Hit) -> bool:
    """Whether a duty to pay is told as one that an agreement lays down, and nobody decides on it."""
    before = re.split(r"[;。]", marked[: hit.verb])[-1]
    agreed = _AGREED.search(before) if hit.row.kind == "ruling" else None
    return agreed is not None and not _DECIDES.search(before[agreed.end() :] + marked[hit.verb : hit.tail])


def _general(marked: str, hit: Hit) -> bool:
    """Whether the part of a sentence about a legal step names nobody and speaks of the law or of what is usual."""
    start = max(marked.rfind(one, 0, hit.verb) for one in ";。") + 1
    said = re.split(r"[;。]", marked[start:])[0]
    return _IN_GENERAL.search(said) is not None and re.search(r"<[PE]\d+>", said) is None
