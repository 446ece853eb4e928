"""Merging at the desk: looked at first, done as shown, undone from the list, by those who may."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from facts.models import Distinction, Merge
from facts.services import merge
from people.models import Name, Person
from tests.admin import desk
from tests.admin.cost import cost
from tests.admin.forms import act, fields_of, messages_of, page, press
from tests.facts.merging.world import Two, seen
from tests.records import a_case, a_person

pytestmark = pytest.mark.django_db


def preview(*records: Any, **more: Any) -> str:
    meta = records[0]._meta
    path = reverse(f"admin:{meta.app_label}_{meta.model_name}_merge")
    query = dict(zip(("one", "two"), (record.pk for record in records), strict=False)) | more
    return f"{path}?{'&'.join(f'{name}={value}' for name, value in query.items())}"


def confirm(client: Client, path: str, button: str = "merge", **typed: Any) -> Any:
    """Open a preview and press a button of its last form, as a browser does."""
    html = client.get(path).content.decode()
    form = '<div id="content-main">' + html[html.rindex('<form method="post" class="deed') :]
    data: dict[str, Any] = {**fields_of(form), button: "1", **typed}
    return client.post(path.partition("?")[0], data, follow=True)


def words(answer: Any) -> str:
    """What a page says, without marks."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


@pytest.fixture
def two() -> Two:
    return Two()


def test_two_chosen_in_a_list_lead_to_the_preview(at_desk: Client, two: Two) -> None:
    answer = act(at_desk, "merge_two", two.ada, two.a_sample)

    assert answer.redirect_chain[0][0] == preview(*sorted((two.ada, two.a_sample), key=lambda one: one.pk))
    assert "Which one stands" in words(answer)


def test_one_or_three_chosen_in_a_list_are_not_two(at_desk: Client) -> None:
    people = [desk.person(f"Person {number}") for number in range(3)]

    assert messages_of(act(at_desk, "merge_two", *people)) == ["Choose exactly two: 3 are chosen."]
    assert messages_of(act(at_desk, "merge_two", people[0])) == ["Choose exactly two: 1 are chosen."]


def test_a_page_leads_to_the_choice_of_the_other_by_id_or_slug(at_desk: Client, two: Two) -> None:
    assert preview(two.ada) in at_desk.get(page(two.ada)).content.decode()

    assert "Id or slug of the other" in words(at_desk.get(preview(two.ada)))
    assert "What moves" in words(at_desk.get(preview(two.ada, two=two.a_sample.slug)))
    assert "No person has the id or slug “nobody”." in words(at_desk.get(preview(two.ada, two="nobody")))
    assert "That is the same record" in words(at_desk.get(preview(two.ada, two=two.ada.slug)))


def test_the_preview_says_what_moves_what_is_kept_aside_and_what_stays(at_desk: Client, two: Two) -> None:
    seen(two.ada)

    told = words(at_desk.get(preview(two.ada, two.a_sample)))

    assert "Merge “Sample Ada (engineer in Sampleton)” into “Ada Sample (engineer)”" in told
    assert "4 mentions Ada Sample" in told
    assert "2 names" in told
    assert "is not published. Rows with a state of their own keep it." in told
    assert "readers can come to see them" in told
    assert "Disambiguator engineer engineer in Sampleton" in told
    assert "Slug ada-sample sample-ada" in told
    assert not Merge.objects.exists()


def test_the_preview_says_which_published_records_will_name_the_other(at_desk: Client) -> None:
    accused, other = seen(a_person("Ada Sample")), seen(a_person("Bo Sample"))
    told = seen(a_case("Shown v. Sample", mover=accused))
    a_case("Draft v. Sample", mover=accused)

    sentences = at_desk.get(preview(accused, other, survivor=other.pk)).context["readers"]

    assert sentences[1:] == [f"What is published names “Bo Sample” where it named “Ada Sample”: “{told}”."]
    assert len(at_desk.get(preview(accused, other, survivor=accused.pk)).context["readers"]) == 1


@pytest.mark.parametrize("kind", ["person", "employer", "case"])
def test_a_merge_is_done_as_shown_and_undone_from_the_list(at_desk: Client, two: Two, kind: str) -> None:
    one, other = two.pair(kind)

    answer = confirm(at_desk, preview(one, other), reason="One and the same.")

    done = Merge.objects.get()
    assert (done.survivor_id, done.merged_id, done.reason) == (one.pk, other.pk, "One and the same.")
    assert messages_of(answer)[0].startswith(f"Merged into “{one}”")
    listed = at_desk.get(reverse("admin:facts_merge_changelist"))
    assert str(one) in words(listed)
    undo = reverse("admin:facts_merge_unmerge", args=[done.pk])
    assert undo in listed.content.decode()
    assert "What goes back" in words(at_desk.get(undo))

    answer = confirm(at_desk, undo, reason="They are two.")

    done.refresh_from_db()
    other.refresh_from_db()
    assert (done.undone_reason, other.merged_into) == ("They are two.", None)
    assert messages_of(answer)[0].startswith("Unmerged:")
    assert "Undone" in words(at_desk.get(undo))


def test_the_one_that_stands_can_be_chosen(at_desk: Client, two: Two) -> None:
    confirm(at_desk, preview(two.ada, two.a_sample, survivor=two.a_sample.pk), reason="One.")

    assert Merge.objects.get().survivor_id == two.a_sample.pk


def test_what_readers_know_stands_unless_chosen_otherwise(at_desk: Client, two: Two) -> None:
    seen(two.a_sample)

    assert "into “Sample Ada" in words(at_desk.get(preview(two.ada, two.a_sample)))
    other = words(at_desk.get(preview(two.ada, two.a_sample, survivor=two.ada.pk)))
    assert "readers lose “Sample Ada (engineer in Sampleton)” until it is" in other


def test_what_changed_since_the_preview_is_shown_again(at_desk: Client, two: Two) -> None:
    data = fields_of(at_desk.get(preview(two.ada, two.a_sample)).content.decode())
    Name.objects.create(person=two.a_sample, text="Another Name")

    answer = at_desk.post(preview(two.ada).partition("?")[0], {**data, "merge": "1", "reason": "One."})

    assert "What would move changed since it was shown: look again." in words(answer)
    assert not Merge.objects.exists()


def test_a_merge_without_a_reason_is_asked_for_one(at_desk: Client, two: Two) -> None:
    answer = confirm(at_desk, preview(two.ada, two.a_sample), reason=" ")

    assert "A merge needs a reason" in words(answer)
    assert not Merge.objects.exists()


def test_not_the_same_is_noted_beside_the_comparison_and_lifted_in_its_list(at_desk: Client, two: Two) -> None:
    confirm(at_desk, preview(two.ada, two.a_sample), button="apart", reason="Two engineers.")

    noted = Distinction.objects.get()
    shown = at_desk.get(preview(two.ada, two.a_sample))
    assert "These two are noted as not the same" in words(shown)
    assert 'name="merge"' not in shown.content.decode()
    assert "Two engineers." in words(at_desk.get(page(noted).replace(f"{noted.pk}/change/", "")))
    assert "needs a reason" in messages_of(press(at_desk, noted, "lift"))[0]
    press(at_desk, noted, "lift", reason="One engineer.")
    noted.refresh_from_db()
    assert noted.lifted_reason == "One engineer."
    assert 'name="merge"' in at_desk.get(preview(two.ada, two.a_sample)).content.decode()


def test_a_merge_that_a_later_one_leans_on_names_it(at_desk: Client, chief: User, two: Two) -> None:
    first = merge(survivor=two.ada, absorbed=two.a_sample, by=chief, reason="First.").merge
    last = merge(survivor=desk.person("Third Person"), absorbed=two.ada, by=chief, reason="Last.").merge

    shown = at_desk.get(reverse("admin:facts_merge_unmerge", args=[first.pk]))

    assert reverse("admin:facts_merge_unmerge", args=[last.pk]) in shown.content.decode()
    assert 'method="post" class="deed' not in shown.content.decode()


def test_what_stays_is_told_before_unmerging(at_desk: Client, chief: User, two: Two) -> None:
    done = merge(survivor=two.ada, absorbed=two.a_sample, by=chief, reason="One.").merge
    Name.objects.create(person=two.ada, text="Later Name")
    two.ada.disambiguator = "chief engineer"
    two.ada.save()
    # History takes the time of its transaction, which is this test's.
    Merge.objects.update(created_at=timezone.now() - timedelta(hours=1))

    told = words(at_desk.get(reverse("admin:facts_merge_unmerge", args=[done.pk])))

    assert "What stays with the record that stands" in told
    assert "Later Name" in told
    assert "steps since the merge; these stay" in told


def test_only_those_who_may_merge_find_it(client: Client, two: Two) -> None:
    done = merge(survivor=two.motors, absorbed=two.moteurs, by=desk.editor("boss"), reason="One.").merge
    client.force_login(desk.viewer("people.view_person", "people.change_person", "facts.view_merge"))
    undo = reverse("admin:facts_merge_unmerge", args=[done.pk])

    assert "Merge with another" not in words(client.get(page(two.ada)))
    assert "merge_two" not in client.get(reverse("admin:people_person_changelist")).content.decode()
    for path in (preview(two.ada), preview(two.ada, two.a_sample), undo):
        assert client.get(path).status_code == 403
        assert client.post(path.partition("?")[0], {"reason": "x"}).status_code == 403
    assert Person.objects.filter(merged_into=None).count() == Person.objects.count()


def test_publishing_by_a_merge_takes_its_own_right(client: Client, two: Two) -> None:
    seen(two.ada)
    client.force_login(desk.viewer("people.view_person", "people.change_person", "facts.merge"))

    shown = client.get(preview(two.ada, two.a_sample))

    assert "That takes the right to publish by merging." in words(shown)
    assert 'name="merge"' not in shown.content.decode()


def test_pages_hold_no_inline_script_or_style_and_cost_the_same_however_much_moves(at_desk: Client, two: Two) -> None:
    few = cost(at_desk, preview(two.ada, two.a_sample))
    for number in range(12):
        Name.objects.create(person=two.a_sample, text=f"Alias {number}")

    html = at_desk.get(preview(two.ada, two.a_sample)).content.decode()

    assert "and 6 more" in html
    assert cost(at_desk, preview(two.ada, two.a_sample)) == few
    assert "<style" not in html
    assert " style=" not in html
    assert " onclick=" not in html
    assert "<script>" not in html
