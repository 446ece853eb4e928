"""Every page of the desk answers, to those who may open it."""

from __future__ import annotations

from typing import Any

import pghistory.models
import pytest
from django.apps import apps
from django.contrib import admin
from django.db.models import CompositePrimaryKey
from django.test import Client
from django.urls import reverse

from tests.admin import desk

ROOMS = ("facts", "people", "cases", "articles")
MODELS = [
    model
    for room in ROOMS
    for model in apps.get_app_config(room).get_models()
    if not issubclass(model, pghistory.models.Event)
    # Django's admin has no pages for keys of two columns.
    and not isinstance(model._meta.pk, CompositePrimaryKey)
]


def models_of(room: str) -> list[Any]:
    return [model for model in MODELS if model._meta.app_label == room]


def page(model: Any, kind: str, *args: Any) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{kind}", args=args)


@pytest.fixture
def world(db: None) -> dict[str, Any]:
    return desk.world()


def record_of(model: Any, world: dict[str, Any]) -> Any:
    record = world.get(model._meta.label_lower) or model.objects.order_by("pk").first()
    assert record is not None, f"the world holds no {model._meta.label}"
    return record


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_model_is_registered(model: Any) -> None:
    assert admin.site.is_registered(model)


@pytest.mark.parametrize("room", ROOMS)
def test_list_add_change_delete_and_history_answer(room: str, world: dict[str, Any], at_desk: Client) -> None:
    found = {}
    for model in models_of(room):
        record = record_of(model, world)
        answers = {
            "changelist": at_desk.get(page(model, "changelist")),
            "search": at_desk.get(page(model, "changelist"), {"q": "example 艾达"}),
            "change": at_desk.get(page(model, "change", record.pk)),
            "history": at_desk.get(page(model, "history", record.pk)),
        }
        found[model.__name__] = {name: answer.status_code for name, answer in answers.items()}

    assert found
    assert {name: codes for name, codes in found.items() if set(codes.values()) != {200}} == {}


@pytest.mark.parametrize("room", ROOMS)
def test_adding_and_deleting_answer_as_their_permissions_say(room: str, world: dict[str, Any], at_desk: Client) -> None:
    request = at_desk.get(reverse("admin:index")).wsgi_request
    for model in models_of(room):
        record, model_admin = record_of(model, world), admin.site.get_model_admin(model)
        may_add = model_admin.has_add_permission(request)
        may_delete = model_admin.has_delete_permission(request, record)

        assert at_desk.get(page(model, "add")).status_code == (200 if may_add else 403), model
        assert at_desk.get(page(model, "delete", record.pk)).status_code == (200 if may_delete else 403), model


def test_staff_without_permission_are_refused(world: dict[str, Any], client: Client) -> None:
    client.force_login(desk.editor(sees=True))

    for model in MODELS:
        assert client.get(page(model, "changelist")).status_code == 403, model
        assert client.get(page(model, "change", record_of(model, world).pk)).status_code == 403, model


def test_without_the_right_to_see_drafts_the_desk_is_closed(world: dict[str, Any], client: Client) -> None:
    client.force_login(desk.editor(sees=False, apps=ROOMS))

    answers = {model.__name__: client.get(page(model, "changelist")).status_code for model in MODELS}

    assert set(answers.values()) == {403}


def test_with_it_an_editor_works(world: dict[str, Any], client: Client) -> None:
    client.force_login(desk.editor(apps=ROOMS))

    assert client.get(page(type(world["cases.case"]), "change", world["cases.case"].pk)).status_code == 200


def test_what_nobody_changes_is_refused_and_not_held(world: dict[str, Any], at_desk: Client) -> None:
    block = world["facts.historyblock"]

    assert at_desk.post(page(type(block), "change", block.pk)).status_code == 403


def test_no_page_holds_inline_script_or_style(world: dict[str, Any], at_desk: Client) -> None:
    for name in ("cases.case", "people.person", "cases.proceeding", "cases.event"):
        model = type(world[name])
        for path in (page(model, "changelist"), page(model, "change", world[name].pk), page(model, "add")):
            html = at_desk.get(path).content.decode()
            assert "<style" not in html
            assert " style=" not in html
            assert " onclick=" not in html
            assert "<script>" not in html
