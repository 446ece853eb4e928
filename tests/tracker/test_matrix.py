"""Every route of the URLconf, asked by everybody: nobody is let in who is not listed in tests/house/routes/*.txt."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from facts.models import Citation
from tests.admin import desk
from tests.api.world import a_world
from tests.house.listed import ANONYMOUS, CALLERS, ROLES, Line, Route, cell_of, let_in, listed, routes
from tests.tracker.callers import Caller, everybody, is_let_in, to_login

pytestmark = pytest.mark.django_db

# Asked for without these, a route answers nothing.
QUERIES = {"admin:autocomplete": {"app_label": "people", "model_name": "employment", "field_name": "employer"}}


class Addresses:
    """Makes addresses of routes of the desk out of a world of records, by the name of their model."""

    def __init__(self, records: dict[str, Any]) -> None:
        self.records = records

    def of(self, route: Route) -> str:
        if not route.name:
            return "/admin/nothing/"
        return reverse(route.name, kwargs={name: self.value(route, name) for name in route.parameters})

    def value(self, route: Route, parameter: str) -> Any:
        """What to put for a parameter of a route. A new kind of parameter needs a line here."""
        record, case = self.record(route), self.records["cases.case"]
        values: dict[str, Any] = {
            "app_label": "people",
            "article": self.records["articles.article"].pk,
            "content_type_id": ContentType.objects.get_for_model(type(case)).pk,
            "id": record.pk,
            "kind": "json",
            "number": _version(record),
            "object_id": record.pk,
        }
        assert parameter in values, f"{route.label}: say in Addresses.value what to put for <{parameter}>"
        return values[parameter]

    def record(self, route: Route) -> Any:
        """The record of a page of the desk; the case where a route is of no model."""
        label = _label(route)
        try:
            model: Any = apps.get_model(label)
        except (LookupError, ValueError):
            return self.records["cases.case"]
        found = self.records.get(label) or model.objects.order_by("pk").first()
        assert found is not None, f"{route.label}: tests.admin.desk.world() holds no {label}"
        return found


def _label(route: Route) -> str:
    """``app.model`` of a page of the desk."""
    return ".".join(route.name.rpartition(":")[2].split("_")[:2])


def _version(record: Any) -> int:
    """A record's oldest version; any number where no history is kept."""
    rows = getattr(record, "history", None)
    return 1 if rows is None else int(rows.order_by("pgh_id").values_list("pgh_id", flat=True).first() or 1)


def _deletes_what_is_cited(route: Route) -> bool:
    cited = {each._meta.label_lower for each in apps.get_models() if hasattr(each, "citation_links")}
    return route.name.endswith("_delete") and _label(route) in cited | {Citation._meta.label_lower}


def _cite_nothing(records: dict[str, Any]) -> None:
    """What is cited is never deleted, whoever asks."""
    for record in records.values():
        if hasattr(record, "citation_links"):
            record.citation_links.all().delete()
    records["facts.citation"] = desk.citation("Used for nothing.")


def test_the_desk_lets_in_whom_the_lists_say_and_nobody_else(unwritten: None) -> None:
    records = desk.world() | {
        "auth.user": User.objects.create_user("somebody"),
        "auth.group": Group.objects.earliest("pk"),
    }
    addresses, callers = Addresses(records), everybody(ANONYMOUS, *ROLES)
    known = [(route, line) for route, line in _listed_routes() if route.template.startswith("admin/")]
    known.sort(key=lambda one: _deletes_what_is_cited(one[0]))

    wrong: list[str] = []
    for route, line in known:
        if _deletes_what_is_cited(route):
            _cite_nothing(records)
        wrong += _asked(route, line, addresses.of(route), callers)

    assert len(known) > 350
    assert wrong == [], _told(wrong)


def test_readers_and_clients_are_let_in_where_the_lists_say_and_nowhere_else(broker: None, unwritten: None) -> None:
    """With published records; other states: test_states.py."""
    world = a_world()
    keys = {
        "cases": world.case,
        "people": world.person,
        "employers": world.old,
        "agreements": world.agreement,
        "articles": world.article,
        "jurisdictions": world.rule,
    }
    slugs: dict[str, Any] = {"case": world.case, "person": world.person, "employer": world.old}
    callers = everybody(*CALLERS)
    known = [(route, line) for route, line in _listed_routes() if not route.template.startswith("admin/")]

    wrong: list[str] = []
    for route, line in known:
        name = route.name.rpartition(":")[2]
        if name == "nothing":
            path = "/api/v1/nothing/"
        elif "key" in route.parameters:
            path = reverse(route.name, kwargs={"key": keys[name.partition("-")[0]].pk})
        else:
            path = reverse(route.name, kwargs={"slug": slugs[name].slug} if route.parameters else {})
        wrong += _asked(route, line, path, callers)

    assert len(known) > 20
    assert wrong == [], _told(wrong)


def _listed_routes() -> list[tuple[Route, Line]]:
    """Those that are not listed fail tests/house/test_routes.py."""
    lines = listed()
    return [(route, lines[route.label]) for route in routes() if route.label in lines]


def _asked(route: Route, line: Line, path: str, callers: list[Caller]) -> list[str]:
    """Ask by both methods; what is wrong with the answers, in words.

    Of the roles that are let in the lowest and the highest ask: those between hold what the lowest does
    (test_roles.py).
    """
    wrong = []
    for method, cell, data in (("GET", line.get, QUERIES.get(route.name)), ("POST", line.post, None)):
        inside = [role for role in ROLES if not cell.isdigit() and role in let_in(cell)]
        asking = [caller for caller in callers if caller.name not in inside[1:-1]]
        answers = {caller.name: caller.ask(method, path, data) for caller in asking}
        wrong += _against(f"{method} {route.label}", cell, answers)
    return wrong


def _against(what: str, cell: str, answers: dict[str, Any]) -> list[str]:
    codes = ", ".join(f"{name} {answer.status_code}" for name, answer in answers.items())
    if cell.isdigit():
        fine = all(
            answer.status_code == int(cell) or (name == ANONYMOUS and answer.status_code == 302)
            for name, answer in answers.items()
        )
        return [] if fine else [f"{what}: listed as {cell} for everybody, found: {codes}"]
    found = {name for name, answer in answers.items() if is_let_in(answer)}
    if found == let_in(cell) & answers.keys():
        return []
    return [f"{what}: listed as {cell}, found {cell_of(found, set(answers))} ({codes})"]


def _told(wrong: list[str]) -> str:
    return "\n" + "\n".join([*wrong, "If what is found is meant so, write it into tests/house/routes/."])


def test_nothing_is_changed_by_other_methods(unwritten: None) -> None:
    case = desk.case()
    keys = {"key": case.pk, "slug": case.slug}
    callers = everybody(ANONYMOUS, "administrator", "ingest", "edit")

    answers = {
        f"{method} {route.label} as {caller.name}": caller.ask(
            method, reverse(route.name, kwargs={name: keys[name] for name in route.parameters})
        ).status_code
        for route in routes()
        if not route.template.startswith("admin/")
        for method in ("PUT", "PATCH", "DELETE")
        for caller in callers
    }

    assert {what: code for what, code in answers.items() if code not in (404, 405)} == {}


def test_a_client_of_the_api_has_no_desk() -> None:
    for caller in everybody("read", "ingest", "edit"):
        assert to_login(caller.ask("GET", reverse("admin:index")))
        assert to_login(caller.ask("GET", reverse("admin:cases_case_changelist")))
