"""Docket numbers: what stands in the source is kept; a normal form and its parts are derived from it.

Forms: PRC courts since 2016 (Supreme People's Court, Fa [2015] 137), PRC courts before, PRC labour arbitration, US
federal district and appeal courts, Taiwan, France, neutral citations. Anything else is saved as unrecognised, never
blocks, and is never used to tell two proceedings apart.
"""

import re
import unicodedata
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError

from cases.choices import DocketScheme, ForumType, Stage
from cases.models.proceeding import ECLI

_HAN = "\u4e00-\u9fff"
_PRC = re.compile(
    rf"\((?P<year>(?:19|20)\d\d)\)(?P<court>最高法|[{_HAN}]\d{{2,4}}|[{_HAN}])(?P<kind>[{_HAN}]{{1,5}})(?P<number>\d{{1,6}})号"
)
_PRC_LEGACY = re.compile(
    rf"\((?P<year>(?:19|20)\d\d)\)(?P<court>[{_HAN}]{{1,6}}?)(?P<kind>[{_HAN}]{{1,4}})字第(?P<number>[\d-]{{1,9}})号"
)
_PRC_LABOUR = re.compile(
    rf"(?P<court>[{_HAN}]{{1,8}}?)劳人?仲[{_HAN}]{{0,3}}字?[(\[〔](?P<year>(?:19|20)\d\d)[)\]〕]第?(?P<number>[\d-]{{1,9}})号"
)
_US_DISTRICT = re.compile(
    r"(?:(?P<office>\d):)?(?P<year>\d{2}|(?:19|20)\d{2})-(?P<kind>cv|cr|mc|md|mj|ap)-(?P<number>\d{1,6})(?:-[A-Za-z]{1,5})*",
    re.IGNORECASE,
)
_US_CIVIL = re.compile(r"(?P<year>\d{2}) Civ\.? (?P<number>\d{1,5})(?: \([A-Z]{2,4}\))*", re.IGNORECASE)
_US_APPEAL = re.compile(r"(?:No\. )?(?P<year>\d{2})-(?P<number>\d{3,6})", re.IGNORECASE)
_OTHER = (
    re.compile(rf"\d{{2,3}}年度?[{_HAN}]{{2,8}}字?第\d{{1,6}}[号號]"),
    re.compile(r"(?:n° ?)?\d{2}-\d{2}\.\d{3}"),
    re.compile(r"(?:RG )?(?:n° ?)?\d{2}/\d{4,6}", re.IGNORECASE),
    re.compile(r"\[\d{4}\] [A-Z][A-Za-z() ]{1,15} \d{1,5}"),
    re.compile(r"(?:C\.A\. )?(?:No\. )?\d{4}-\d{4}(?:-[A-Z]{1,5})?"),
)

# 民初 first instance, 民终 second instance, 民申 petition, 民再 retrial, 执 enforcement.
_STAGES = (
    ("执", Stage.ENFORCEMENT),
    ("再", Stage.RETRIAL),
    ("申", Stage.RETRIAL),
    ("终", Stage.SECOND_INSTANCE),
    ("初", Stage.FIRST_INSTANCE),
)


@dataclass(frozen=True)
class Docket:
    """``norm`` is equal for equal files of one tribunal; ``stage`` is what the number itself says, where it does."""

    raw: str
    norm: str
    scheme: DocketScheme
    parts: dict[str, str] = field(default_factory=dict)
    stage: Stage | None = None


def _plain(raw: str) -> str:
    """Full-width forms and the brackets of Chinese print made ASCII, white space folded."""
    text = unicodedata.normalize("NFKC", raw).replace("〔", "[").replace("〕", "]").replace("—", "-").replace("–", "-")
    return " ".join(text.split())


def _stage(kind: str) -> Stage | None:
    return next((stage for sign, stage in _STAGES if sign in kind), None)


def read(raw: str) -> Docket:
    """Read a docket number as written; never fails."""
    text = _plain(raw)
    if not text:
        return Docket(raw, "", DocketScheme.NONE)
    packed = text.replace(" ", "").replace("號", "号")
    bracketed = packed.replace("[", "(").replace("]", ")")
    if match := _PRC_LEGACY.fullmatch(bracketed):
        return Docket(raw, bracketed, DocketScheme.PRC_LEGACY, match.groupdict(), _stage(match["kind"]))
    if match := _PRC.fullmatch(bracketed):
        return Docket(raw, bracketed, DocketScheme.PRC, match.groupdict(), _stage(match["kind"]))
    if match := _PRC_LABOUR.fullmatch(packed):
        return Docket(raw, bracketed, DocketScheme.PRC_LABOUR, match.groupdict(), Stage.ARBITRATION)
    if match := _US_DISTRICT.fullmatch(text):
        # The letters behind the number are the judge's and change with the judge.
        office = f"{match['office']}:" if match["office"] else ""
        norm = f"{office}{match['year'][-2:]}-{match['kind'].lower()}-{int(match['number']):05}"
        return Docket(raw, norm, DocketScheme.US_FEDERAL, {k: v for k, v in match.groupdict().items() if v})
    if match := _US_CIVIL.fullmatch(text):
        norm = f"{match['year']}-cv-{int(match['number']):05}"
        return Docket(raw, norm, DocketScheme.US_FEDERAL, match.groupdict() | {"kind": "cv"})
    if match := _US_APPEAL.fullmatch(text):
        return Docket(raw, f"{match['year']}-{int(match['number'])}", DocketScheme.US_APPEAL, match.groupdict())
    if any(pattern.fullmatch(text) or pattern.fullmatch(packed) for pattern in _OTHER):
        return Docket(raw, packed.lower(), DocketScheme.OTHER)
    return Docket(raw, packed.lower(), DocketScheme.UNRECOGNISED)


def forum_of(docket: Docket) -> ForumType | None:
    """The forum that the number itself names, where it does."""
    return ForumType.LABOUR_ARBITRATION if docket.scheme == DocketScheme.PRC_LABOUR else None


def read_ecli(raw: str) -> str:
    """Upper-case a European Case Law Identifier and check its form.

    Raises ``ValidationError`` on ``ecli``. The United Kingdom is ``GB`` there, and its courts issue neutral citations.
    """
    value = raw.strip().upper()
    if not value:
        return ""
    if value.startswith("ECLI:UK:"):
        raise ValidationError(
            {"ecli": ["“UK” is not an ISO 3166 code: use GB, or a neutral citation such as [2024] EWHC 1 (KB)."]}
        )
    if re.fullmatch(ECLI, value) is None:
        form = "ECLI:country:court:year:ordinal, the ordinal at most 25 letters, digits or full stops"
        raise ValidationError({"ecli": [f"Accepted form: {form}."]})
    return value
