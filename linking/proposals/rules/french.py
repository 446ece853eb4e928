# ruff: noqa: E501 - a pattern is read in one line
"""Rules for French."""

from linking.proposals.rules.form import Row

WORDS: dict[str, str] = {
    "aux": r"(?:(?:a|avait|ont|est|etait|s'est|n'a|puis|ensuite|brievement|recemment|depuis|finalement|deja|egalement|alors|ete) )*",
    "join": r"(?:rejoint|rejoignait|rejoignit|integre|passee? chez|partie? chez|partie? pour|arrivee? (?:chez|au sein de|a)|entree? chez|recrutee? par|embauchee? par|"
    r"debauchee? par|engagee? par)",
    "leave": r"(?:quitte|quittait|quitta|demissionne de|demissionnait de|parti de|partie de|claque la porte de)",
    "suits": r"(?:(?:des )?poursuites(?: judiciaires)?|(?:une )?action(?: en justice)?|(?:une )?procedure(?: judiciaire)?|(?:un )?proces)",
}

ROWS: tuple[Row, ...] = (
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
)
