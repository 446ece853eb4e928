"""Sitting at the review screen: what is open, and pressing its keys and buttons as a browser without scripts does."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse

from articles.models import Article, Mention, Suggestion
from cases.models import Case, Participant
from tests.admin import desk
from tests.admin.forms import fields_of

PAGE = "admin:articles_suggestion_review"


def story(number: int = 1, **fields: Any) -> Article:
    """An article that names two people and firms, each told."""
    text = f"Example Motors says that Ada Sample signed a covenant. Story {number}. “She left in July,” it wrote."
    given = {"title": f"Story {number}", "url": f"https://gazette.example/{number}"}
    return desk.article(text, **(given | fields))


def item(number: int = 1, cases: int = 2, **fields: Any) -> tuple[Article, list[Suggestion]]:
    """An article with so many candidates, the likeliest first."""
    found = story(number, **fields)
    made = []
    for at in range(cases):
        about = dispute(f"Example Motors v. Person {number}-{at}")
        made.append(desk.suggestion(found, about, probability=0.9 - at / 10))
    return found, made


def dispute(title: str) -> Case:
    return desk.case(title)


def mention(of: Article, record: Any, text: str) -> Mention:
    at = of.text.index(text)
    kind = record._meta.model_name
    return Mention.objects.create(article=of, start=at, end=at + len(text), text=text, kind=kind, **{kind: record})


def entry(of: Article, about: Case | None, ada: Any, motors: Any, **fields: Any) -> Suggestion:
    """A proposed step of the dispute."""
    payload = desk.proposal("legal_action", person=desk.ref(ada), **{"from": desk.ref(motors)})
    spans = [{"field": "text", "start": 0, "end": 54, "quote": of.text[:54]}]
    given = {"kind": "event", "key": "e", "probability": None, "payload": payload, "spans": spans, "reasons": []}
    return desk.suggestion(of, about, **(given | fields))


def world() -> dict[str, Any]:
    ada, motors, wheels = desk.person(), desk.employer(), desk.employer("Sample Wheels")
    about = desk.case(participants=[Participant(person=ada, role="mover")])
    return {"ada": ada, "motors": motors, "wheels": wheels, "case": about}


def look(client: Client, **query: Any) -> Any:
    return client.get(reverse(PAGE), query)


def press(client: Client, answer: Any, do: str, **typed: Any) -> Any:
    """Press a button on a page that was shown, with what it holds and what is typed."""
    data: dict[str, Any] = {name: values for name, values in fields_of(answer.content.decode()).items() if values}
    data.pop("csrfmiddlewaretoken", None)
    for name in ("kind", "language", "source", "automatic"):
        data.pop(name, None)
    return client.post(reverse(PAGE), data | typed | {"do": do})


def said(answer: Any) -> str:
    return " ".join(each.text for each in answer.context["said"])


def shown(answer: Any) -> Article | None:
    """The article on the page."""
    found = answer.context.get("item")
    return None if found is None else found.article
