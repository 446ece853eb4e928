"""A report for people: the article, its cases with reasons and quotations, what is proposed, what is not on record."""

from collections.abc import Mapping
from typing import Any

from facts import dates

_HEADS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "article": "Article",
        "copy": "Copy of {root} ({share} of its text); it has its links",
        "links": "About",
        "none": "No case: the engine abstains.",
        "for": "for",
        "against": "against",
        "quote": "quote",
        "proposals": "Proposed entries and moves",
        "unknowns": "Not on record",
        "names": "Names found",
        "failed": "Failed",
    },
    "fr": {
        "article": "Article",
        "copy": "Copie de {root} ({share} du texte) ; elle en a les liens",
        "links": "Concerne",
        "none": "Aucune affaire : le moteur s’abstient.",
        "for": "pour",
        "against": "contre",
        "quote": "citation",
        "proposals": "Entrées et mouvements proposés",
        "unknowns": "Non répertoriés",
        "names": "Noms trouvés",
        "failed": "Échec",
    },
    "zh": {
        "article": "文章",
        "copy": "转载自{root}（文本的{share}）；关联与其相同",
        "links": "相关案件",
        "none": "无相关案件:引擎不作判断。",
        "for": "支持",
        "against": "反对",
        "quote": "引文",
        "proposals": "建议的条目与职业变动",
        "unknowns": "尚未收录",
        "names": "找到的名称",
        "failed": "失败",
    },
}


def outline(report: Mapping[str, Any], language: str = "en") -> str:
    """A report of ``articles.report.report_of`` as lines of text. Quotations show their offsets as [start:end]."""
    heads = _HEADS[language if language in _HEADS else "en"]
    article = report["article"]
    lines = [f"{heads['article']}: {article['title'] or article['url'] or article['id']}"]
    facts = [article["language"], article["published_on"], article["url"]]
    lines.append("  " + " · ".join(fact for fact in facts if fact))
    if article["failure"]:
        return "\n".join([*lines, f"{heads['failed']}: {article['failure']['code']} {article['failure']['detail']}"])
    root = article["copy_of"]
    if root is not None:
        share = "?" if root["share"] is None else f"{root['share']:.0%}"
        lines.append("  " + heads["copy"].format(root=root["title"] or root["url"] or root["id"], share=share))
    names = dict.fromkeys(one["entity"]["name"] for one in report["mentions"])
    lines.append(f"{heads['names']}: " + ", ".join(names))
    if not report["links"]:
        lines.append(heads["none"])
    for link in report["links"]:
        lines.append(f"{heads['links']}: {link['title']} ({link['probability']:.0%}) [{link['case']}]")
        lines += [f"  {heads['for']}: {reason['sentence']}" for reason in link["reasons"]]
        lines += [f"  {heads['against']}: {reason['sentence']}" for reason in link["contradictions"]]
        lines += [f"  {heads['quote']} [{one['start']}:{one['end']}]: “{one['quote']}”" for one in link["spans"]]
    if report["proposals"]:
        lines.append(f"{heads['proposals']}:")
        lines += [f"  {_proposal(one)}" for one in report["proposals"]]
    if report["unknowns"]:
        lines.append(f"{heads['unknowns']}:")
        lines += [f"  {one['text']} [{one['start']}:{one['end']}]" for one in report["unknowns"]]
    return "\n".join(lines)


def _proposal(one: Mapping[str, Any]) -> str:
    who = one["person"]["name"] if one["person"] else "no person named"
    ends = [name for name, ref in (("from", one["from"]), ("to", one["to"])) if ref]
    places = " ".join(f"{name} {one[name]['name']}" for name in ends)
    when = dates.display(one["date"]["edtf"])
    bound = f", not after {one['date']['hi']}" if one["date"]["hi"] else ""
    kind = one["kind"].replace("_", " ")
    return f"{kind}: {who} {places} ({when}{bound}; {one['assertion']}) [{one['start']}:{one['end']}] “{one['quote']}”"
