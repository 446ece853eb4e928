"""What was found in an article, as plain values: for the command line, the demo and the API."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from articles.choices import SuggestionKind, SuggestionState
from articles.models import Article, Mention, Suggestion
from articles.sentences import told
from cases.models import Case
from people.models import Employer, Person

Ref = dict[str, str | None]
_SHOWN = (SuggestionState.OPEN, SuggestionState.ACCEPTED, SuggestionState.UNSURE)


class _Names:
    """Slugs and names of the people and employers that a report names, read in one query each."""

    def __init__(self, ids: Iterable[str]) -> None:
        wanted = set(ids)
        self.known: dict[str, Ref] = {}
        for model in (Person, Employer):
            for pk, slug, name in model.objects.filter(pk__in=wanted).values_list("pk", "slug", "display_name"):
                self.known[str(pk)] = {"id": str(pk), "slug": slug, "name": name}

    def of(self, ref: Mapping[str, str | None] | None) -> Ref | None:
        """``{id, slug, name}``, or ``{id: null, name}`` for what is not on record."""
        if ref is None:
            return None
        return self.known.get(ref["id"] or "", {"id": None, "name": ref["name"]})


def report_of(article: Article, *, language: str = "en") -> dict[str, Any]:
    """Article, mentions, links, proposals and unknown names. Offsets count characters of ``article.text``.

    ``links`` come likeliest first; ``proposals`` in order of the text. Rejected and superseded ones are left out. A
    copy has its root's (``as_root``), whose quotations are not looked for in the copy: they have no spans. Costs six
    queries.
    """
    shown = Suggestion.objects.of(article).filter(state__in=_SHOWN)
    suggestions = list(shown.select_related("case").likeliest_first())
    mentions = list(Mention.objects.filter(article=article, field="text").order_by("start"))
    own = [one for one in suggestions if one.article_id == article.pk and one.found_in_id is None]
    names = _Names(_ids(mentions, own))
    links = [one for one in suggestions if one.kind == SuggestionKind.CASE]
    titles = _titles(links)
    proposals = [one for one in own if one.kind in (SuggestionKind.EVENT, SuggestionKind.MOVE)]
    unknowns = [one for one in own if one.kind not in (SuggestionKind.CASE, *_PROPOSED)]
    return {
        "article": _article(article),
        "mentions": [_mention(one, names) for one in mentions],
        "links": [_link(one, titles, language, as_root=one not in own) for one in links],
        "proposals": [_proposal(one, names) for one in sorted(proposals, key=_place)],
        "unknowns": [_unknown(one, titles, language) for one in sorted(unknowns, key=_place)],
    }


_PROPOSED = (SuggestionKind.EVENT, SuggestionKind.MOVE)


def _place(one: Suggestion) -> tuple[int, int, str]:
    first = one.spans[0] if one.spans else {"start": 0, "end": 0}
    return first["start"], first["end"], one.key


def _ids(mentions: Iterable[Mention], suggestions: Iterable[Suggestion]) -> set[str]:
    found = {str(one.person_id or one.employer_id) for one in mentions if one.person_id or one.employer_id}
    for one in suggestions:
        payload = one.payload
        refs = [payload.get("person"), payload.get("from"), payload.get("to"), *payload.get("parties", ())]
        found |= {ref["id"] for ref in refs if ref and ref["id"]}
    return found


def _titles(links: Iterable[Suggestion]) -> dict[str, str]:
    """Titles of cases that reasons name by their ids."""
    named = {
        UUID(reason["params"]["case"])
        for link in links
        for reason in (*link.reasons, *link.contradictions)
        if "case" in reason.get("params", {})
    }
    return {str(pk): title for pk, title in Case.objects.filter(pk__in=named).values_list("pk", "title")}


def _article(article: Article) -> dict[str, Any]:
    return {
        "id": str(article.pk),
        "state": article.state,
        "failure": {"code": article.failure_code, "detail": article.failure_detail} if article.failure_code else None,
        "url": article.url,
        "title": article.title,
        "language": article.language,
        "published_on": article.published_on.isoformat() if article.published_on else None,
        "engine": article.engine,
        "copy_of": _root(article),
        "text_sha256": article.text_sha256,
        "text": article.text,
    }


def _root(article: Article) -> dict[str, Any] | None:
    root = article.root
    if root is None:
        return None
    return {"id": str(root.pk), "title": root.title, "url": root.url, "share": article.root_share}


def _mention(one: Mention, names: _Names) -> dict[str, Any]:
    entity = names.of({"id": str(one.person_id or one.employer_id or "") or None, "name": one.text})
    return {"text": one.text, "start": one.start, "end": one.end, "kind": one.kind, "entity": entity}


def _link(one: Suggestion, titles: Mapping[str, str], language: str, *, as_root: bool) -> dict[str, Any]:
    case = one.case
    return {
        "id": str(one.pk),
        "case": case.slug if case else None,
        "title": case.title if case else None,
        "probability": one.probability,
        "automatic": one.automatic,
        "state": one.state,
        "as_root": as_root,
        "reasons": [_reason(reason, titles, language) for reason in one.reasons],
        "contradictions": [_reason(reason, titles, language) for reason in one.contradictions],
        "spans": [
            {"start": span["start"], "end": span["end"], "quote": span["quote"]}
            for span in one.spans
            if span["field"] == "text" and not as_root
        ],
    }


def _reason(reason: Mapping[str, Any], titles: Mapping[str, str], language: str) -> dict[str, Any]:
    return {**reason, "sentence": told(reason, language, titles=titles)}


def _proposal(one: Suggestion, names: _Names) -> dict[str, Any]:
    payload = one.payload
    when = payload["date"]
    return {
        "id": str(one.pk),
        "kind": payload["kind"],
        "case": one.case.slug if one.case else None,
        "person": names.of(payload["person"]),
        "from": names.of(payload["from"]),
        "to": names.of(payload["to"]),
        "parties": [names.of(party) for party in payload["parties"]],
        "date": {"edtf": when["edtf"], "lo": when["lo"], "hi": when["hi"]},
        "assertion": payload["assertion"],
        "state": one.state,
        "start": payload["start"],
        "end": payload["end"],
        "quote": payload["quote"],
    }


def _unknown(one: Suggestion, titles: Mapping[str, str], language: str) -> dict[str, Any]:
    span = one.spans[0]
    return {
        "id": str(one.pk),
        "kind": one.kind,
        "text": one.payload["text"],
        "start": span["start"],
        "end": span["end"],
        "reasons": [_reason(reason, titles, language) for reason in one.reasons],
    }
