# ruff: noqa: E501 - a pattern is read in one line
"""Rules over marked sentences: which wording states which event. One table per language, precision before recall.

In a pattern `{P:who}` is a person's mark, `{E:to}` an employer's, `{D:when}` a date's, each captured under that name; `{app}` is an
optional apposition between commas, `{gap}` a few words without a mark. `{E}` also takes a name nobody knows, where another
slot of the rule is known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Rule:
    """`kinds`: what a hit states. `stay`: the person was there and went on, so that both a joining and a leaving follow."""

    kinds: tuple[str, ...]
    pattern: re.Pattern[str]
    stay: bool = False


_MARK = re.compile(r"\{([PED]):(\w+)\}")
_ARTICLES = r"(?:(?:the|le|la|les|l'|d'|du|de la|des|its|rival|arch rival|competitor|start ?up|giant) ?){0,3}"


def _compile(pattern: str, words: dict[str, str]) -> re.Pattern[str]:
    for name, value in words.items():
        pattern = pattern.replace("{" + name + "}", value)
    pattern = pattern.replace("{app}", r"(?:,? ?\([^<>()]{0,60}\)|, [^<>,]{0,90}(?:<[EUD]\d+>[^<>,]{0,50}){0,3},)?")
    pattern = pattern.replace("{gap}", r"[^<>.;:]{0,40}?")

    def mark(hit: re.Match[str]) -> str:
        kind, name = hit.groups()
        kinds = {"P": "[PU]", "E": "[EU]", "D": "D"}[kind]
        body = rf"<{kinds}(?P<{name}>\d+)>"
        # "X's fund" is not X: a person's mark with a possessive behind it fills no slot.
        return _ARTICLES + body + r"(?:'s|')?" if kind == "E" else body + r"(?!'s? )"

    return re.compile(_MARK.sub(mark, pattern))


_EN = {
    "aux": r"(?:(?:has|had|have|was|is|later|then|recently|since|subsequently|also|quietly|formally|officially|briefly|soon|already|first|now|been|itself|alleged to have|reported to have|said to have|understood to have|believed to have) )*",
    "join": r"(?:joined|joins|moved to|went to|defected to|jumped to|jumped ship to|switched to|decamped to|signed (?:on )?with|hired by|recruited by|"
    r"poached by|lured away by|started (?:work )?at|began (?:work(?:ing)? )?at|went to work (?:at|for)|"
    r"took (?:a|the|up a) [^<>,.;]{0,20}(?:job|role|post|position) (?:at|with)|accepted (?:a|the) [^<>,.;]{0,20}(?:job|role|post|position|offer) (?:at|with|from))",
    "leave": r"(?:left|quit|departed|departed from|resigned from|stepped down from|retired from|walked out of)",
    "sue": r"(?:sued|sues|is suing|filed (?:a |an )?(?:federal |civil )?(?:law)?suit against|filed (?:a )?(?:legal |civil |formal )?complaint against|lodged a complaint against|"
    r"brought (?:a |an )?(?:case|suit|lawsuit|action|claim|proceedings) against|took legal action against|filed suit against|countersued)",
}
_FR = {
    "aux": r"(?:(?:a|avait|ont|est|etait|s'est|n'a|puis|ensuite|brievement|recemment|depuis|finalement|deja|egalement|alors|ete) )*",
    "join": r"(?:rejoint|rejoignait|rejoignit|integre|passee? chez|partie? chez|partie? pour|arrivee? (?:chez|au sein de|a)|entree? chez|recrutee? par|embauchee? par|"
    r"debauchee? par|engagee? par)",
    "leave": r"(?:quitte|quittait|quitta|demissionne de|demissionnait de|parti de|partie de|claque la porte de)",
    "suits": r"(?:(?:des )?poursuites(?: judiciaires)?|(?:une )?action(?: en justice)?|(?:une )?procedure(?: judiciaire)?|(?:un )?proces)",
}

_ZH = {"unit": r"(?:<E\d+>(?:的|旗下的?))?"}  # "the X of Y": the unit is the one that is joined

_TABLE: dict[str, tuple[tuple[tuple[str, ...], str, bool], ...]] = {
    "en": (
        (
            ("joined",),
            r"{P:who}{app}(?: who)? {aux}{join} {E:to}(?: (?:(?:away )?from) {E:from_})?(?:,? {D:when})?",
            False,
        ),
        (("joined",), r"{P:who},? who {aux}{join} {E:to}(?: {D:when})?", False),
        (("left",), r"{P:who}{app}(?: who)? {aux}{leave} {E:from_}(?:,? {D:when})?", False),
        (
            ("left", "joined"),
            r"{P:who}{app},?(?: who)? {aux}{leave} {E:from_}(?:,? {D:when})? (?:for|to join|to go to|and joined|and went to|before joining|to work (?:at|for)) {E:to}(?:,? {D:when2})?",
            False,
        ),
        (
            ("joined",),
            r"{P:who}{app} {aux}{leave}[^<>.;]{0,60}(?:<D\d+>)?[^<>.;]{0,30} (?:and|to|before) (?:join|joined|joining) {E:to}(?:,? {D:when})?",
            False,
        ),
        (
            ("joined",),
            r"{E:to}{app} {aux}(?:hired|recruited|poached|lured|snapped up|hires|poaches|recruits) (?:away )?[^<>,.;]{0,40}?{P:who}(?: (?:away )?from {E:from_})?(?:,? {D:when})?",
            False,
        ),
        (("joined",), r"\band {aux}{join} {E:to}(?:,? {D:when})?", False),
        (("joined",), r"{P:who}[^.;]{0,90}? (?:is |works |working )?now (?:at|with|for) {E:to}", False),
        (
            ("joined",),
            r"{P:who}{app},? (?:[^<>.;]{0,30}<E\d+>[^<>.;]{0,40} )?who (?:has |had |then )?left for {E:to}(?:,? {D:when})?",
            False,
        ),
        (("joined",), r"before (?:joining|moving to|going to) {E:to}(?:,? {D:when})?", False),
        (
            ("joined",),
            r"{P:who}{app} (?:has |had )?(?:briefly |once )(?:worked|served) (?:at|for) {E:to}(?:,? {D:when})?",
            True,
        ),
        (("left",), r"{P:who} 's (?:departure|resignation) from {E:from_}(?:,? {D:when})?", False),
        (("complaint_filed",), r"{E:actor}{app} {aux}{sue} [^<>.;]{0,60}?{P:who}(?:,? {D:when})?", False),
        (("complaint_filed",), r"{E:actor}{app} {aux}(?:gone|went|goes|turned) to court [^.;]{0,80}?{P:who}", False),
        (
            ("complaint_filed",),
            r"{P:who}{app} (?:is being|was|has been|had been|is) sued by [^<>.;]{0,40}?{E:actor}(?:,? {D:when})?",
            False,
        ),
        (
            ("arbitration_applied",),
            r"{E:actor}{app} {aux}(?:applied for|filed for|began|initiated|started|sought|requested|commenced) (?:labou?r )?arbitration (?:against|with|over) [^<>.;]{0,40}?{P:who}",
            False,
        ),
        (
            ("legal_action",),
            r"(?:prompting|leading|causing) (?:{E:actor}|the latter) to (?:take|begin|start|launch|initiate|pursue) (?:legal (?:action|proceedings)|proceedings|litigation)",
            False,
        ),
        (
            ("complaint_filed",),
            r"{E:actor}{app} {aux}(?:took|taken|hauled|dragged|brought) {P:who} (?:in)?to court(?:,? {D:when})?",
            False,
        ),
        (
            ("complaint_filed",),
            r"{P:who}{app} {aux}(?:taken|hauled|dragged|brought) (?:in)?to court by {E:actor}(?:,? {D:when})?",
            False,
        ),
        (
            ("injunction_sought",),
            r"{E:actor}{app} {aux}(?:sought|requested|applied for|asked for|filed for|moved for) (?:a |an )?(?:preliminary |temporary |interim |permanent |emergency )*(?:injunction|restraining order) (?:against|barring|preventing|to (?:stop|bar|keep|prevent|block)) {P:who}(?:,? {D:when})?",
            False,
        ),
        (
            ("joined",),
            r"(?:after|following) (?:a |his |her |the )?(?:brief |short |two year |one year |quick |year long )*(?:stint|spell|stay|period|time|detour) (?:at|with|in) {E:to},? {P:who}",
            True,
        ),
        (
            ("joined",),
            r"(?:^|[\"(] ?)(?:hired|recruited|poached|having been hired) by {E:to}(?:,? {D:when})?, {P:who}",
            False,
        ),
        (("counterclaim",), r"{P:who}{app} {aux}(?:countersued|filed (?:a )?counterclaims? against) {E:actor}", False),
        (
            ("settlement",),
            r"{E:actor}{app} (?:has |have |had )?(?:settled|reached a settlement) (?:its [^<>.;]{0,30})?(?:with|against) [^<>.;]{0,40}?{P:who}(?:,? {D:when})?",
            False,
        ),
        (
            ("settlement",),
            r"{E:actor} and {P:who} (?:have |had )?(?:settled|reached a settlement)(?:,? {D:when})?",
            False,
        ),
        (
            ("withdrawal",),
            r"{E:actor}{app} {aux}(?:dropped|withdrew|drops) [^<>.;]{0,30}(?:case|suit|lawsuit|complaint|claims) against [^<>.;]{0,40}?{P:who}(?:,? {D:when})?",
            False,
        ),
        (
            ("injunction_granted",),
            r"(?:judge|court)[^<>.;]{0,60}(?:granted|issued|won|gave)[^<>;]{0,60}(?:injunction|restraining order)[^<>.;]{0,60}(?:against|barring|preventing|keeping) {P:who}",
            False,
        ),
        (
            ("injunction_granted",),
            r"{E:actor} {aux}won [^<>.;]{0,40}(?:injunction|restraining order) against [^<>.;]{0,40}?{P:who}",
            False,
        ),
        (
            ("injunction_denied",),
            r"(?:judge|court)[^<>.;]{0,60}(?:denied|refused|rejected)[^<>;]{0,60}(?:injunction|restraining order)[^<>.;]{0,60}(?:against|barring|preventing|keeping) {P:who}",
            False,
        ),
    ),
    "fr": (
        (("joined",), r"{P:who}{app},? (?:qui )?{aux}{join} {E:to}(?: (?:de |du |d')<E\d+>)?(?:,? {D:when})?", False),
        (("left",), r"{P:who}{app},? (?:qui )?{aux}{leave} {E:from_}(?:,? {D:when})?", False),
        (
            ("left", "joined"),
            r"{P:who}{app},? (?:qui )?{aux}{leave} {E:from_}(?:,? {D:when})?,? pour (?:rejoindre |integrer |aller chez )?{E:to}(?:,? {D:when2})?",
            False,
        ),
        (
            ("left",),
            r"(?:apres|depuis|a la suite de|suite a) {P:who} 's (?:depart|demission) (?:de |d'|du |de chez )?{E:from_}(?:,? {D:when})?",
            False,
        ),
        (
            ("joined",),
            r"{P:who}{app},? (?:qui )?{aux}(?:brievement |quelque temps |un temps )(?:travaille|exerce|officie) (?:au sein de |au sein du |chez |pour |a )?{E:to}(?:,? {D:when})?",
            True,
        ),
        (
            ("joined",),
            r"{E:to}{app} {aux}(?:recrute|debauche|embauche|engage|attire|fait venir) (?:(?!contre|encontre|{suits})[^<>,.;]){0,40}?{P:who}(?:,? {D:when})?",
            False,
        ),
        (
            ("joined",),
            r"(?:apres|a l'issue d'|au terme d') ?(?:une? |son |sa )?(?:brefs?|breve|court|courte|rapide|premier|premiere) (?:passage|sejour|detour|parenthese|etape|experience|periode) (?:chez|au sein de|aupres de|a|dans) {E:to}(?:,? {D:when})?,? {P:who}",
            True,
        ),
        (
            ("joined",),
            r"(?:^|[\"(] ?)(?:entree?|arrivee?|recrutee? par|embauchee? par|debauchee? par|engagee? par)(?: (?:chez|au sein de|a))? {E:to}(?:,? {D:when})?, {P:who}",
            False,
        ),
        (
            ("joined",),
            r"avant (?:de rejoindre|d'integrer|de passer chez|de partir chez|d'arriver chez) {E:to}(?: (?:de |du |d')<E\d+>)?(?:,? {D:when})?",
            False,
        ),
        (
            ("legal_action",),
            r"(?:conduisant|amenant|poussant|incitant) (?:ce dernier|cette derniere|celui ci|celle ci|{E:actor}) a (?:engager|intenter|entamer|lancer|mener) {suits}",
            False,
        ),
        (
            ("legal_action",),
            r"{E:actor}{app} {aux}(?:engage|intente|entame|lance) {suits} (?:contre|a l'encontre de) [^<>.;]{0,40}?{P:who}(?:,? {D:when})?",
            False,
        ),
        (
            ("complaint_filed",),
            r"{E:actor}{app} {P:who} {aux}(?:poursuivi|assigne|attaque|traine)e?(?: (?:en|devant la|devant les?) (?:justice|tribuna(?:l|ux)|prud'hommes))?(?:,? {D:when})?",
            False,
        ),
        (
            ("complaint_filed",),
            r"{E:actor}{app} {aux}(?:traine|attaque|cite|fait citer) {P:who} (?:devant (?:la|le|les) (?:justice|tribuna(?:l|ux)|conseil de prud'hommes|prud'hommes)|en justice)(?:,? {D:when})?",
            False,
        ),
        (
            ("complaint_filed",),
            r"{E:actor}{app} {aux}(?:poursuivi|poursuit|assigne|attaque|porte plainte contre|depose plainte contre|saisi la justice contre) (?:en justice )?[^<>.;]{0,40}?{P:who}(?:,? {D:when})?",
            False,
        ),
        (
            ("complaint_filed",),
            r"{P:who}{app} (?:est|a ete|etait|avait ete) (?:poursuivie?|assignee?|attaquee?)(?: en justice)? par {E:actor}(?:,? {D:when})?",
            False,
        ),
        (
            ("arbitration_applied",),
            r"{E:actor}{app} {aux}(?:demande|sollicite|engage|saisi)[^<>.;]{0,20}arbitrage[^<>.;]{0,30}(?:contre|a l'encontre de) {P:who}",
            False,
        ),
        (
            ("settlement",),
            r"{E:actor}{app} {aux}(?:regle|solde|transige)[^<>.;]{0,40}avec [^<>.;]{0,40}?{P:who}",
            False,
        ),
        (
            ("withdrawal",),
            r"{E:actor}{app} {aux}(?:retire sa plainte|abandonne [^<>.;]{0,20}poursuites) contre [^<>.;]{0,40}?{P:who}",
            False,
        ),
    ),
    "zh": (
        (
            ("joined",),
            r"{P:who}[^<>.;]{0,16}?(?:加入|跳槽至|跳槽到|跳槽去|转投|投奔|投效|加盟|入职|转任|转往|转入|任职于|去了|投靠)(?:了|到|至)?(?:<D(?P<when>\d+)>)?(?:竞争)?(?:对手|同业)?[^<>,.;]{0,6}{unit}{E:to}",
            False,
        ),
        (
            ("joined",),
            r"[,:] ?(?:却|后|后来|随后|旋即|又|再)?(?:{D:when}[底初中]?)?(?:却|便|就)?(?:加入|跳槽至|跳槽到|转投|投奔|投效|加盟|入职|转任|转往|转入)(?:了)?{unit}{E:to}",
            False,
        ),
        (("joined",), r"{P:who}[^<>.;]{0,16}(?:被|遭|获){E:to}(?:挖角|挖走|聘请|招募|延揽|录用)", False),
        (
            ("joined",),
            r"{P:who}[^<>.;]{0,6}{D:when}[^<>.;]{0,8}(?:加入|跳槽至|跳槽到|转投|入职|加盟|进入|到|赴){unit}{E:to}",
            False,
        ),
        (
            ("joined",),
            r"{E:to}[^<>,.;]{0,10}(?:挖走|挖角|招揽|聘请|招募|挖来|引进|延揽)(?:了)?(?:[^<>,.;]{0,4}<E(?P<from_>\d+)>)?[^<>,.;]{0,20}{P:who}",
            False,
        ),
        (
            ("left",),
            r"{P:who}[^<>.;]{0,12}(?:<D(?P<when>\d+)>)?[^<>.;]{0,4}(?:从|自){E:from_}(?:离职|辞职|退休|出走|离开)",
            False,
        ),
        (
            ("left",),
            r"{P:who}[^<>.;]{0,12}(?:<D(?P<when>\d+)>)?[^<>.;]{0,4}(?:离开|辞别|告别|退出)(?:了)?{E:from_}",
            False,
        ),
        (
            ("left",),
            r"[,:] ?(?:却|后|后来|随后|并|已|又|再)?(?:{D:when}[底初中]?)?(?:从|自)?(?:离开|辞别|告别)(?:了)?{E:from_}",
            False,
        ),
        (("left",), r"{E:from_}前[^<>,.;]{0,16}{P:who}[^<>.;]{0,8}{D:when}[^<>.;]{0,6}(?:离职|辞职|退休|离开)", False),
        (
            ("complaint_filed",),
            r"{E:actor}[^<>.;]{0,20}(?:<D(?P<when>\d+)>)?[^<>.;]{0,12}(?:起诉|控告|状告|提告|提诉|告)(?:了)?[^<>,.;]{0,20}{P:who}",
            False,
        ),
        (
            ("complaint_filed",),
            r"{E:actor}[^<>.;]{0,20}(?:<D(?P<when>\d+)>)?[^<>.;]{0,40}(?:对|向)[^<>.;]{0,20}{P:who}[^<>.;]{0,25}(?:提起|提出|提)(?:了)?[^<>.;]{0,12}(?:诉讼|告诉|起诉|控告|告)",
            False,
        ),
        (
            ("arbitration_applied",),
            r"{E:actor}[^<>.;]{0,20}(?:<D(?P<when>\d+)>)?[^<>.;]{0,30}(?:对|向|就)[^<>.;]{0,20}{P:who}[^<>.;]{0,25}(?:提起|提出|申请)(?:了)?[^<>.;]{0,12}仲裁",
            False,
        ),
        (
            ("arbitration_applied",),
            r"{E:actor}[^<>,.;]{0,4}(?:<D(?P<when>\d+)>)?(?:已经?|就此|为此|随后|因此|正式|向[^<>,.;]{0,14}){0,4}(?:申请|提起|提请|提出)(?:了)?[^<>,.;]{0,6}仲裁(?:申请)?, ?(?:指控?|称|主张|认为|要求|指责)(?:前?员工|前?高管)?{P:who}",
            False,
        ),
        (
            ("complaint_filed",),
            r"{E:actor}[^<>,.;]{0,8}(?:<D(?P<when>\d+)>)?[^<>,.;]{0,8}(?:将|把)(?:前?员工|前?高管)?{P:who}(?:告上|告到|诉至|告至|告进)",
            False,
        ),
        (
            ("legal_action",),
            r"{E:actor}[^<>,.;]{0,8}(?:<D(?P<when>\d+)>)?[^<>,.;]{0,8}(?:对|向){P:who}(?:采取|发起|启动|展开)(?:了)?法律(?:行动|程序)",
            False,
        ),
        (
            ("arbitration_applied",),
            r"{P:who}[^<>.;]{0,12}(?:被|遭){E:actor}[^<>.;]{0,12}(?:提起|申请)(?:了)?[^<>.;]{0,10}仲裁",
            False,
        ),
        (
            ("complaint_filed",),
            r"{P:who}[^<>.;]{0,10}(?:被|遭)(?:[^<>.;]{0,6}){E:actor}[^<>.;]{0,12}(?:起诉|控告|提告|告上|索赔)",
            False,
        ),
        (("settlement",), r"{E:actor}[^<>.;]{0,10}(?:与|和|跟)[^<>.;]{0,12}{P:who}[^<>.;]{0,12}和解", False),
    ),
}


@lru_cache(maxsize=8)
def rules_for(language: str) -> tuple[Rule, ...]:
    """The rules of a language; of an unknown one none."""
    words = {"en": _EN, "fr": _FR, "zh": _ZH}.get(language, {})
    return tuple(Rule(kinds, _compile(pattern, words), stay) for kinds, pattern, stay in _TABLE.get(language, ()))
