# ruff: noqa: E501 - a pattern is read in one line
"""Rules for English."""

from linking.proposals.rules.form import Row

WORDS: dict[str, str] = {
    "aux": r"(?:(?:has|had|have|was|is|later|then|recently|since|subsequently|also|quietly|formally|officially|briefly|soon|already|first|now|been|itself|alleged to have|reported to have|said to have|understood to have|believed to have) )*",
    "join": r"(?:joined|joins|moved to|went to|defected to|jumped to|jumped ship to|switched to|decamped to|signed (?:on )?with|hired by|recruited by|"
    r"poached by|lured away by|started (?:work )?at|began (?:work(?:ing)? )?at|went to work (?:at|for)|"
    r"took (?:a|the|up a) [^<>,.;]{0,20}(?:job|role|post|position) (?:at|with)|accepted (?:a|the) [^<>,.;]{0,20}(?:job|role|post|position|offer) (?:at|with|from))",
    "leave": r"(?:left|quit|departed|departed from|resigned from|stepped down from|retired from|walked out of)",
    "sue": r"(?:sued|sues|is suing|filed (?:a |an )?(?:federal |civil )?(?:law)?suit against|filed (?:a )?(?:legal |civil |formal )?complaint against|lodged a complaint against|"
    r"brought (?:a |an )?(?:case|suit|lawsuit|action|claim|proceedings) against|took legal action against|filed suit against|countersued)",
}

ROWS: tuple[Row, ...] = (
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
)
