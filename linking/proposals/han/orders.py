"""Frames of what tribunals and prosecutors do in Chinese."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from linking.proposals.drafts import Draft
from linking.proposals.han.places import PROSECUTOR, described, draft_of, marks_in, sole_of, stretch_of, with_listed
from linking.proposals.marks import Scene
from linking.proposals.steps import Hit

# Said of suits as well as of charges.
_EITHER_WAY = frozenset({"被起诉", "遭起诉", "去年起诉", "底起诉"})
_CRIME = re.compile(r"罪|刑|侦|警|营业秘密法|国安法|间谍|[窃盗]取|机密|泄密")


# Who has to pay whom.
_PAYS = re.compile(
    r"<([PE])(\d+)>(?:须|应|需|被判|遭判|败诉|,|连带|立即|向|一次性|给付|共|最终|<[PE]\d+>)*(?:须|应|需)?(?:连带)?(?:赔偿|赔付|赔|支付|返还|给付|偿付)(?:给|予|了)?(?:前东家|老东家|原告)?<([PE])(\d+)>"
)
# Who is found to have done what: "甲、乙2名工程师窃取".
_GUILTY = re.compile(
    r"[^<>,;]{0,6}((?:<P\d+>[、,和与及]{0,2})+)(?:等)?[^<>,;。]{0,14}(?:窃取|盗取|侵害|侵犯|违反|泄露|泄漏|盗用|有罪|须|应赔|连带)"
)
# A decision in a quarrel over patents and the like, told by the way.
_OVER_RIGHTS = re.compile(
    r"(?:专利|商标|著作权|版权|加班费|欠薪|工伤|年终奖|离婚|名誉权|借款|股权转让|走私|偷税|逃税)(?:侵权)?(?:官司|案|诉讼|纠纷|之争|战)[^;]{0,24}$"
)
# Whom the passive "被判" is said of, where a sentence tells of several.
_CONVICTED = re.compile(r"<P(\d+)>(?:<D\d+>|一审|二审|也|均|则|[^<>,;]{0,2})$")
_SOME_CASE = re.compile(r"(?:对|就|审理)?(?:了)?一[起宗桩件][^<>,;]{0,20}案")


# "乙创始人某人已被仲裁委裁决违反".
_DECIDED_AGAINST = re.compile(r"<P(\d+)>(?:已经?|也|曾|<D\d+>)?(?:被|遭)[^<>,;]{0,14}$")
# "判处甲有期徒刑三年,判处乙...": one of several, right behind the verb.
_SENTENCED = re.compile(r"(?:分别)?判处?(?:被告人?)?<P(\d+)>(?:有期徒刑|徒刑|拘役|缓刑|罚金|赔|支付|返还)")
# Asked for in an appeal: "请求撤销一审判决,改判某人支付".
_ASKED_TO_CHANGE = re.compile(r"(?:请求|诉请|要求)[^;]{0,40}$")
# A firm that is found to have taken another one's secrets.
_FIRM_GUILTY = re.compile(
    r",?[^<>,;]{0,24}<E(\d+)>(?:\([^()]{0,20}\))?[^<>,;]{0,8}(?:窃取|盗取|盗用|侵犯|侵害)[^<>,;]{0,16}<E(\d+)>"
)
# "陪审团支持甲对乙窃取商业秘密的指控".
_BACKED = re.compile(
    r"(?:了)?(?:<E(\d+)>|它|其)[^<>,;]{0,8}对<E(\d+)>(?:\(<E\d+>\))?[^<>;]{0,40}(?:指控|主张|请求|诉求)"
)


def _two_firms(scene: Scene, hit: Hit) -> tuple[int, int] | None:
    """The firm that is right and the one that is not, where a decision names both."""
    guilty = _FIRM_GUILTY.match(scene.marked, hit.tail)
    if guilty is not None:
        return int(guilty.group(2)), int(guilty.group(1))
    backed = _BACKED.match(scene.marked, hit.tail)
    firms = marks_in(scene, stretch_of(scene, hit)[0], hit.verb, "E")
    if backed is None or not (backed.group(1) or firms):
        return None
    return int(backed.group(1)) if backed.group(1) else firms[0][0], int(backed.group(2))


def _judged(scene: Scene, hit: Hit, start: int, end: int) -> tuple[int, ...] | None:
    """Whom a decision is about: the only person of its stretch, those found guilty, or all of a list; None where it
    tells of several of whom it is open who is meant, or of what is asked for."""
    marked = scene.marked
    subject = _DECIDED_AGAINST.search(marked[start : hit.verb])
    if subject is not None:  # whatever office that one holds
        return (int(subject.group(1)),)
    if marked[: hit.tail].endswith("改判") and _ASKED_TO_CHANGE.search(marked[start : hit.verb]):
        return None
    people = sole_of(scene, start, end)
    several = marks_in(scene, start, end, "P")
    guilty = _GUILTY.match(marked, hit.end) or _GUILTY.match(marked, hit.tail)
    if not people and guilty is not None and len(several) > 1:
        people = tuple(int(one) for one in re.findall(r"<P(\d+)>", guilty.group(1)))
    sentenced = _SENTENCED.match(marked, hit.start)
    if not people and sentenced is not None and int(sentenced.group(1)) not in scene.officials:
        return (int(sentenced.group(1)),)
    convicted = _CONVICTED.search(marked[start : hit.verb]) if marked[hit.verb] in "被遭" else None
    if not people and convicted is not None and int(convicted.group(1)) not in scene.officials:
        people = with_listed(scene, int(convicted.group(1)), start + convicted.start())
    if not people and len(several) > 1:
        listed = with_listed(scene, *several[0])
        if {number for number, _ in several} != set(listed):
            return None
        people = listed
    return people


def _order(scene: Scene, hit: Hit) -> list[Draft]:
    """What a tribunal decides: for whom and against whom its stretch says, or the story."""
    start, end = stretch_of(scene, hit)
    people = _judged(scene, hit, start, end)
    if people is None:
        return []
    if hit.row.kind == "injunction_denied" and _NO_ORDER.search(scene.marked[start:end]):
        hit = replace(hit, row=replace(hit.row, kind="ruling"))
    sides = _two_firms(scene, hit) if not people else None
    if sides is not None:
        return [draft_of(hit, actor=sides[0], against=sides[1], court=True)]
    firms = marks_in(scene, start, end, "E")
    behind = re.compile(r"[^<>,;]{0,8}<([PE])(\d+)>").match(scene.marked, hit.end)
    marked = scene.marked
    over_rights = _OVER_RIGHTS.search(scene.marked[start : hit.verb])
    if over_rights or (not people and not firms and _SOME_CASE.search(scene.marked[start:end])):
        return []  # another case, or one that is not named
    sum_ = _PAYS.search(marked, start, end)
    if sum_ is not None:
        loser, winner = int(sum_.group(2)), int(sum_.group(4))
        if sum_.group(1) == "P":
            return [draft_of(hit, people=(loser,), actor=winner if sum_.group(3) == "E" else None, court=True)]
        if sum_.group(3) == "E" and not people:
            return [draft_of(hit, actor=winner, against=loser, court=True)]
        if sum_.group(3) == "E":  # the new employer pays, and the person with it
            return [draft_of(hit, people=people, actor=winner, court=True)]
        return [draft_of(hit, people=(winner,), actor=loser, court=True)]
    paying = re.match(r"[^,;<]*<E(\d+)>", scene.marked[hit.start : hit.end])
    if not people and paying is not None and "赔" in scene.marked[hit.start : hit.end]:
        return [draft_of(hit, against=int(paying.group(1)), anaphor=True, court=True)]
    if not people and behind is not None and behind.group(1) == "E" and firms:
        against = int(behind.group(2))
        if re.search(r"判赔|赔|败诉|判$|判令", scene.marked[hit.start : hit.end]):
            return [draft_of(hit, against=against, anaphor=True, court=True)]
    return [draft_of(hit, people=people, described="" if people else described(scene, hit), court=True)]


def _forbid(scene: Scene, hit: Hit) -> list[Draft]:
    """ "法院暂时禁止某人加入乙"."""
    start, _ = stretch_of(scene, hit)
    before = scene.marked[max(start, hit.verb - 24) : hit.verb]
    who = re.compile(r"(?:前|原)?(?:<E\d+>)?[^<>,;]{0,10}<P(\d+)>").match(scene.marked, hit.tail)
    if who is None or int(who.group(1)) in scene.officials:
        return []
    if not re.search(r"法院|法官|法庭|高院|下令|裁定|颁令", before) or re.search(
        r"请求|申请|声请|要求|诉请|向", before
    ):
        return []
    return [draft_of(hit, people=(int(who.group(1)),), court=True)]


_SOME_STAFF = re.compile(r"[二两三四五六七八九十多数\d]+ ?(?:名|位)[^<>,;]{0,6}(?:员工|工程师|主管|人员)")
_NOT_CHARGED = re.compile(r"不起诉|未被起诉|未起诉|不予起诉")


def _charge(scene: Scene, hit: Hit) -> list[Draft]:
    start, end = stretch_of(scene, hit)
    bare = scene.marked[hit.verb : hit.tail] in _EITHER_WAY
    if bare and not (PROSECUTOR.search(scene.marked[start:end]) or _CRIME.search(scene.marked[start:end])):
        return []
    before = marks_in(scene, start, hit.verb, "P")
    people = with_listed(scene, *before[-1]) if before else sole_of(scene, start, end)
    if not before and _NOT_CHARGED.search(scene.marked[hit.tail : end]):
        some = _SOME_STAFF.search(scene.marked[start : hit.verb])
        return [draft_of(hit, described=some.group(0), court=True)] if some else []
    if not people and (not PROSECUTOR.search(scene.marked[start:end]) or "陪审团" in scene.marked[hit.verb : hit.tail]):
        return []
    return [draft_of(hit, people=people, described="" if people else described(scene, hit), court=True)]


# Orders that a prosecutor makes.
_NO_ORDER = re.compile(r"不起诉处分|缓起诉处分|交付审判|准许提起自诉")
# What was asked for where a court refuses it.
_ASKED = re.compile(
    r"(?:声请|申请|请求|要求|寻求)[^;]{0,60}(?:处分|禁令|禁制令|禁止令|限制令|保全|禁止|阻止)|(?:处分|禁令|禁制令|禁止令|限制令|保全)[^;]{0,12}(?:声请|申请|请求)"
)
_THE_COURT = re.compile(r"法院(?!网|公告|消息|获悉|了解)|法官|法庭|高院|判词|判辞|裁定|仲裁")
_A_COURT = re.compile(r"(?:法院|法官|法庭|高院|裁定|委员)(?:<D\d+>|[^<>,;]){0,12}$")


def _refuse(scene: Scene, hit: Hit) -> list[Draft]:
    """ "甲声请定暂时状态处分,法院裁定驳回"."""
    start, end = stretch_of(scene, hit)
    before = scene.marked[start : hit.verb]
    bare = scene.marked[hit.verb : hit.tail] == "拒绝"
    if bare and not (re.match(r"[,;.]|$", scene.marked[hit.tail :]) and _THE_COURT.search(before[-30:])):
        return []
    if (
        _NO_ORDER.search(before)
        or not _ASKED.search(before)
        or re.search(r"上诉|抗告|再审", before[-24:] + scene.marked[hit.tail : hit.tail + 8])
    ):
        return []
    return [draft_of(hit, people=sole_of(scene, start, end), court=True)]


def _command(scene: Scene, hit: Hit) -> list[Draft]:
    """ "法院命某人半年内不得..."."""
    start, _ = stretch_of(scene, hit)
    before = re.split(r"[,:]", scene.marked[max(start, hit.verb - 24) : hit.verb])[-1]
    who = re.compile(r"[^<>,;]{0,8}<P(\d+)>").match(scene.marked, hit.tail)
    if who is None or int(who.group(1)) in scene.officials:
        return []
    court = _A_COURT.search(before) or scene.marked[hit.verb : hit.tail] == "改命"
    if not court or re.search(r"请求|申请|声请|要求|诉请|判", before):
        return []
    return [draft_of(hit, people=(int(who.group(1)),), court=True)]


def _rejected(scene: Scene, hit: Hit) -> list[Draft]:
    """ "申请仲裁,未获支持": what became of a suit or an arbitration told right before."""
    start, end = stretch_of(scene, hit)
    before = scene.marked[start : hit.verb]
    by_court = hit.end > hit.tail and re.search(r"(?:法院|法官|法庭|仲裁委|仲裁庭|一审|二审)[^<>,;]{0,8}$", before)
    if not by_court and not re.search(r"(?:仲裁|起诉|诉讼|诉请|诉求|请求)[^;]{0,8}$", before):
        return []
    return [draft_of(hit, people=sole_of(scene, start, end), court=True)]


_ONLY_SAID = re.compile(r"是否|因认为|为由|主张|请求|要求|若|如果|认为自己|律师|,[^,]{0,4}称")


def _found(scene: Scene, hit: Hit) -> list[Draft]:
    """ "仲裁委给了结果:某人去乙属于违反竞业限制"."""
    start, _ = stretch_of(scene, hit)
    before = scene.marked[start : hit.verb]
    people = marks_in(scene, start, hit.verb, "P")
    if not people or not _THE_COURT.search(before) or _ONLY_SAID.search(before):
        return []
    return [draft_of(hit, people=sole_of(scene, start, hit.verb), court=True)]


def _leader(scene: Scene, hit: Hit) -> list[Draft]:
    """ "首犯某人6年,罚金300万元": a sentence told behind one of several."""
    who = re.compile(r"<P(\d+)>").match(scene.marked, hit.tail)
    return [draft_of(hit, people=(int(who.group(1)),), court=True)] if who else []


FRAMES: dict[str, Callable[[Scene, Hit], list[Draft]]] = {
    "order": _order,
    "forbid": _forbid,
    "refuse": _refuse,
    "command": _command,
    "rejected": _rejected,
    "found": _found,
    "charge": _charge,
    "leader": _leader,
}
