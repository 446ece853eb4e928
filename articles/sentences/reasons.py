"""Reasons for and against a case, as sentences. The English ones stand beside their codes in ``linking.reasons``."""

import re
from collections.abc import Mapping
from typing import Any

from linking.reasons import CATALOGUE

FRENCH: Mapping[str, str] = {
    "person_named": "{name}, qui a changé d’employeur, est cité nommément.",
    "person_in_title": "{name}, qui a changé d’employeur, est nommé dans le titre.",
    "person_short_form": "{name} n’est désigné que par une forme abrégée.",
    "people_named": "{count} des {total} personnes qui ont changé d’employeur sont nommées.",
    "other_person_named": "{name}, qui joue un autre rôle dans l’affaire, est nommé.",
    "former_employer_named": "{name}, l’ancien employeur, est nommé.",
    "new_employer_named": "{name}, le nouvel employeur, est nommé.",
    "employers_together": "{former} et {new} figurent dans la même phrase.",
    "person_with_employer": "{name} et {employer} figurent côte à côte.",
    "dispute_words": "Des mots de litige accompagnent les noms : {words}.",
    "subject_agrees": "L’objet du litige concorde : {subject}.",
    "docket_cited": "Le numéro de dossier {docket} est cité.",
    "caption_cited": "Les parties sont citées comme dans le titre de l’affaire : {parties}.",
    "decision_cited": "Une décision du {date}, date qui figure dans le titre de l’affaire, est citée.",
    "forum_agrees": "La juridiction ou son lieu est nommé : {forum}.",
    "time_agrees": "L’époque concorde : {year}.",
    "told_without_names": "Un litige entre {former} et {new} est relaté sans nommer la personne partie.",
    "several_suits": "Il est question de plus d’un procès : {words}.",
    "only_case_of_pair": "C’est la seule affaire connue entre {former} et {new}.",
    "no_dispute_words": "Aucun mot de litige ne figure près des noms.",
    "person_not_named": "Aucune des personnes parties n’est nommée (connues : {names}).",
    "sibling_fits_better": "Une autre affaire entre les mêmes parties convient mieux : {case}.",
    "subject_differs": "L’article traite d’un autre objet : {subject}.",
    "forum_differs": "L’article parle d’un autre type de juridiction : {forum}.",
    "before_case": "L’article ({published}) est antérieur à l’affaire ({opened}).",
    "homonym": "{count} personnes ou entreprises connues portent le nom {name}.",
    "employer_missing": "Aucun employeur de l’affaire n’est nommé (connus : {names}).",
    "many_employers": "{count} employeurs sont nommés : il peut s’agir d’un tour d’horizon.",
    "business_news": "Le vocabulaire économique domine : {words}.",
    "stranger_named": "Une personne inconnue figure à la place des parties.",
    "no_leaver_words": "Les entreprises sont nommées sans un mot de départ, de clause ou de secrets.",
    "other_quarrel_words": "Les mots d’un autre différend figurent près des noms : {words}.",
    "no_action_words": "Aucune étape d’un litige n’est relatée : ni demande, ni juridiction, ni accord.",
    "fiction": "Le texte semble être une fiction : {words}.",
    "unknown_near_dispute": "Un nom encore inconnu accompagne des mots de litige : {words}.",
    "unknown_mover": "Un nom encore inconnu accompagne un mot de départ ou d’arrivée : {verb}.",
    "dispute_without_case": "Un litige est relaté qui ne correspond à aucune affaire connue : {words}.",
}
CHINESE: Mapping[str, str] = {
    "person_named": "文中提到离职者{name}。",
    "person_in_title": "标题中提到离职者{name}。",
    "person_short_form": "{name}仅以简称出现。",
    "people_named": "{total}名离职者中提到了{count}名。",
    "other_person_named": "文中提到案件的其他相关人员{name}。",
    "former_employer_named": "文中提到原雇主{name}。",
    "new_employer_named": "文中提到新雇主{name}。",
    "employers_together": "{former}与{new}出现在同一句中。",
    "person_with_employer": "{name}与{employer}出现位置相近。",
    "dispute_words": "姓名附近有争议用语:{words}。",
    "subject_agrees": "争议事由一致:{subject}。",
    "docket_cited": "文中引用了案号{docket}。",
    "caption_cited": "文中所列当事人与案件标题一致:{parties}。",
    "decision_cited": "文中引用了{date}的裁决,与案件标题中的日期一致。",
    "forum_agrees": "文中提到受理机构或其所在地:{forum}。",
    "time_agrees": "时间一致:{year}。",
    "told_without_names": "文中讲述{former}与{new}之间的争议,但未提及离职者姓名。",
    "several_suits": "文中提到不止一起诉讼:{words}。",
    "only_case_of_pair": "这是{former}与{new}之间唯一的已知案件。",
    "no_dispute_words": "姓名附近没有争议用语。",
    "person_not_named": "文中未提到任何离职者(已知:{names})。",
    "sibling_fits_better": "相同当事人的另一案件更为吻合:{case}。",
    "subject_differs": "文章涉及其他事由:{subject}。",
    "forum_differs": "文章涉及其他类型的受理机构:{forum}。",
    "before_case": "文章({published})早于案件({opened})。",
    "homonym": "有{count}个已知的人或公司名为{name}。",
    "employer_missing": "文中未提到案件的任何雇主(已知:{names})。",
    "many_employers": "文中提到{count}个雇主,可能是综述。",
    "business_news": "以商业新闻用语为主:{words}。",
    "stranger_named": "当事人的位置上出现的是未收录的人。",
    "no_leaver_words": "文中提到企业，但没有离职、协议或商业秘密等字样。",
    "other_quarrel_words": "姓名附近有其他纠纷的用语:{words}。",
    "no_action_words": "文中没有讲述争议的任何步骤：没有请求、法院或和解。",
    "fiction": "文本疑似虚构作品:{words}。",
    "unknown_near_dispute": "争议用语附近有尚未收录的名称:{words}。",
    "unknown_mover": "离职或入职用语附近有尚未收录的名称:{verb}。",
    "dispute_without_case": "文中所述争议与任何已知案件均不相符:{words}。",
}
_TEMPLATES = {"fr": FRENCH, "zh": CHINESE}
# Topics as the engine calls them.
_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "noncompete": "non-compete",
        "secrets": "trade secrets",
        "nonsolicit": "non-solicitation",
        "nopoach": "no-poach agreement",
    },
    "fr": {
        "noncompete": "non-concurrence",
        "secrets": "secrets d’affaires",
        "nonsolicit": "non-sollicitation",
        "nopoach": "accord de non-débauchage",
        "criminal": "pénal",
        "civil": "civil",
    },
    "zh": {
        "noncompete": "竞业限制",
        "secrets": "商业秘密",
        "nonsolicit": "禁止招揽",
        "nopoach": "互不挖角协议",
        "criminal": "刑事",
        "civil": "民事",
    },
}
_FIELD = re.compile(r"\{(\w+)\}")


def told(reason: Mapping[str, Any], language: str = "en", *, titles: Mapping[str, str] | None = None) -> str:
    """The sentence of a stored reason ``{code, params}`` in ``en``, ``fr`` or ``zh`` (else English).

    ``titles`` gives the title of a case named by its id. A code of another version of the engine is shown as it is.
    """
    code, params = str(reason["code"]), dict(reason.get("params") or {})
    short = language.replace("_", "-").split("-")[0].lower()
    english = CATALOGUE[code].template if code in CATALOGUE else code
    template = _TEMPLATES.get(short, {}).get(code, english)
    words = _WORDS.get(short, _WORDS["en"])

    def value(match: re.Match[str]) -> str:
        name = match[1]
        given = str(params.get(name, "?"))
        if name == "case" and titles:
            return titles.get(given, given)
        return words.get(given, given) if name in ("subject", "forum") else given

    return _FIELD.sub(value, template)
