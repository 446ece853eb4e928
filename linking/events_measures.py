"""How good proposals are: precision and recall per kind and language with intervals, and what the right ones say."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from linking.events_trial import Pair, Verdict, dates_meet, details_agree
from linking.forms import EntityRef
from linking.measures import LANGUAGES, language_of
from linking.proposals.steps import rows_of

DETAILS = ("amount", "court", "docket")
_Z = 1.959964  # two-sided 95 %


def wilson(part: float, whole: float) -> tuple[float, float]:
    """Wilson's 95 % score interval of a share; (0, 1) where nothing was counted.

    Source: E. B. Wilson, Probable Inference, J. Am. Stat. Assoc. 22 (1927). Halves are taken as they come.
    """
    if not whole:
        return 0.0, 1.0
    share, square = part / whole, _Z * _Z
    middle = (share + square / (2 * whole)) / (1 + square / whole)
    reach = _Z * math.sqrt(share * (1 - share) / whole + square / (4 * whole * whole)) / (1 + square / whole)
    return max(0.0, middle - reach), min(1.0, middle + reach)


def report(verdicts: Sequence[Verdict]) -> dict[str, Any]:
    """All figures as plain values. Strict: a kind that is half right is wrong and missed; lenient: it counts .5.

    `all` counts every label, `known_kinds` only those of a kind that some rule states. A pair counts under the kind of
    the proposal, a missed label under its own best kind.
    """
    known = {row.kind for language in LANGUAGES for row in rows_of(language)}
    pairs = [pair for verdict in verdicts for pair in verdict.pairs]
    kinds = sorted({_kind(pair) for pair in pairs})
    silent = [verdict for verdict in verdicts if not verdict.stated]
    parts: dict[str, Any] = {
        "all": pairs,
        "known_kinds": [pair for pair in pairs if pair.label is None or known & set(pair.label.kinds)],
        "by_language": {
            language: [pair for one in verdicts if language_of(one.article) == language for pair in one.pairs]
            for language in LANGUAGES
            if any(language_of(one.article) == language for one in verdicts)
        },
        "by_kind": {kind: [pair for pair in pairs if _kind(pair) == kind] for kind in kinds},
    }
    return {
        "articles": len(verdicts),
        "articles_without_events": len(silent),
        "silent_on_them": sum(not verdict.said for verdict in silent),
        "kinds_not_known": [kind for kind in kinds if kind not in known],
        "strict": _figures(parts, lenient=False),
        "lenient": _figures(parts, lenient=True),
        "matched": _details(verdicts),
    }


def _figures(parts: dict[str, Any], *, lenient: bool) -> dict[str, Any]:
    return {
        name: _figures(part, lenient=lenient) if isinstance(part, dict) else _rates(part, lenient=lenient)
        for name, part in parts.items()
    }


def _rates(pairs: Sequence[Pair], *, lenient: bool) -> dict[str, Any]:
    right = sum(pair.credit if lenient else pair.credit == 1 for pair in pairs)
    said = sum(pair.proposal is not None for pair in pairs)
    asked = sum(pair.label is not None for pair in pairs)
    return {
        "precision": _share(right, said),
        "precision_interval": [round(end, 4) for end in wilson(right, said)],
        "recall": _share(right, asked),
        "recall_interval": [round(end, 4) for end in wilson(right, asked)],
        "f1": _share(2 * right, said + asked),
        "right": right,
        "proposed": said,
        "labelled": asked,
    }


def _details(verdicts: Sequence[Verdict]) -> dict[str, Any]:
    """What proposals with the right kind and person say besides; each share with its count.

    `date_exact` where the label has a date, `date_overlap` for all, `from` and `to` where the label or the proposal
    gives one; `amount`, `court` and `docket` likewise, of legal steps.
    """
    told: dict[str, list[bool]] = {"date_exact": [], "date_overlap": [], "assertion": [], "from": [], "to": []}
    told |= {name: [] for name in DETAILS}
    for verdict in verdicts:
        for pair in verdict.pairs:
            label, proposal = pair.label, pair.proposal
            if label is None or proposal is None:
                continue
            if label.date.edtf:
                told["date_exact"].append(label.date.edtf == proposal.date.edtf)
            told["date_overlap"].append(dates_meet(label.date, proposal.date))
            told["assertion"].append(label.assertion == proposal.assertion)
            for name, firm, ref in (("from", label.from_, proposal.from_), ("to", label.to, proposal.to)):
                if firm or ref is not None:
                    told[name].append(bool(firm) and ref is not None)  # where both give one, they agree
            for name in DETAILS:
                here, there = label.details.get(name), proposal.details.get(name)
                if here or there:
                    told[name].append(details_agree(here, there))
    return {
        name: {
            "share": _share(sum(values), len(values)),
            "interval": [round(end, 4) for end in wilson(sum(values), len(values))],
            "n": len(values),
        }
        for name, values in told.items()
    }


def errors(verdicts: Sequence[Verdict]) -> list[dict[str, Any]]:
    """Every label that was missed, every proposal that is wrong, and every pair that is only half right."""
    wrong = []
    for verdict in verdicts:
        text = verdict.article.document.text
        for pair in verdict.pairs:
            if pair.credit == 1:
                continue
            entry: dict[str, Any] = {"article": verdict.article.id, "kind": _kind(pair)}
            if pair.label is not None:
                label, (start, end) = pair.label, pair.label.spans[0]
                entry |= {
                    "error": "missed" if pair.proposal is None else "half right",
                    "label": [*label.kinds, *label.persons, label.from_, label.to, label.date.edtf],
                    "quote": text[start:end],
                }
            if pair.proposal is not None:
                one = pair.proposal
                entry.setdefault("error", "wrong")
                entry["proposal"] = [one.kind, _name(one.person), _name(one.from_), _name(one.to), one.date.edtf]
                entry["quote"] = one.quote
            wrong.append(entry)
    return wrong


def table(figures: dict[str, Any]) -> str:
    """The report as Markdown: a row for each language and kind, and one for each thing that matched proposals say."""
    rows = ["| | precision | recall | F1 | right / proposed / labelled | lenient P | lenient R |", "| --- " * 7 + "|"]
    strict, lenient = figures["strict"], figures["lenient"]
    groups = [("all", strict["all"], lenient["all"])]
    groups += [("kinds that rules state", strict["known_kinds"], lenient["known_kinds"])]
    for part in ("by_language", "by_kind"):
        groups += [(name, strict[part][name], lenient[part][name]) for name in strict[part]]
    for name, one, other in groups:
        rows.append(
            f"| {name} | {_cell(one['precision'], one['precision_interval'])} "
            f"| {_cell(one['recall'], one['recall_interval'])} | {_plain(one['f1'])} "
            f"| {one['right']} / {one['proposed']} / {one['labelled']} "
            f"| {_plain(other['precision'])} | {_plain(other['recall'])} |"
        )
    rows += ["", "| of matched proposals | share that agrees | n |", "| --- | --- | --- |"]
    for name, value in figures["matched"].items():
        rows.append(f"| {name.replace('_', ' ')} | {_cell(value['share'], value['interval'])} | {value['n']} |")
    return "\n".join(rows)


def _kind(pair: Pair) -> str:
    if pair.proposal is not None:
        return pair.proposal.kind
    return pair.label.kinds[0] if pair.label is not None else ""


def _name(ref: EntityRef | None) -> str | None:
    return ref.name if ref is not None else None


def _share(part: float, whole: float) -> float | None:
    return round(part / whole, 4) if whole else None


def _plain(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


def _cell(value: float | None, interval: Sequence[float]) -> str:
    return "-" if value is None else f"{value:.2f} ({interval[0]:.2f}-{interval[1]:.2f})"
