"""What a sent review form asks for, read out of its fields."""

from collections.abc import Iterable
from uuid import UUID

from django.http import QueryDict


def asked_of(verb: str, post: QueryDict, links: list[UUID]) -> dict[UUID | None, str]:
    """What a verb says about which suggestions: ``links`` are the open candidates that the page showed."""
    chosen, also = key_of(post.get("chosen", "")), keys_of(post.getlist("also"))
    together = keys_of(post.getlist("with"))
    everything = keys_of([each.partition(":")[0] for each in post.getlist("seen")])
    if verb in ("accept", "accept_only"):
        wanted: dict[UUID | None, str] = dict.fromkeys([chosen, *also, *together], "accept")
        if verb == "accept_only":
            wanted |= {key: "reject" for key in links if key not in wanted}
        return wanted
    if verb == "none":
        return dict.fromkeys(links or everything, "reject")
    return dict.fromkeys(everything, "unsure") if verb == "unsure" else {}


def keys_of(given: Iterable[str]) -> list[UUID]:
    return [key for key in (key_of(each) for each in given) if key is not None]


def key_of(given: str) -> UUID | None:
    try:
        return UUID(given)
    except ValueError:
        return None
