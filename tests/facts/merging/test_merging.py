"""What a merge keeps, moves, sets aside and refuses."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles.models import Suggestion
from cases.models import Case, CaseRelation, EventActor, Participant, Party
from cases.services import save_party
from facts.choices import MergeDeed
from facts.merging import plan_of, undoing_of
from facts.models import Distinction, Merge
from facts.services import hold, lift_distinction, merge, tell_apart, unmerge
from people.models import Employment, Name, NameCitation, Person
from people.services import add_name
from tests.facts.merging.world import Two, a_merger, an_editor, cited, seen
from tests.records import a_case, a_person, a_proceeding, a_tribunal, an_employer, an_employment

pytestmark = pytest.mark.django_db


@pytest.fixture
def by() -> User:
    return a_merger()


def refused(call: Any, **given: Any) -> tuple[str, str]:
    """(code, message) of a refusal."""
    with pytest.raises(ValidationError) as error:
        call(**given)
    (one, *_) = [each for errors in error.value.error_dict.values() for each in errors]
    return str(one.code), one.messages[0]


def one_of(survivor: Any, absorbed: Any, by: User) -> Merge:
    return merge(survivor=survivor, absorbed=absorbed, by=by, reason="One and the same.").merge


# --- what moves ---


def test_names_of_both_are_names_of_the_survivor_each_once(by: User) -> None:
    two = Two()

    one_of(two.ada, two.a_sample, by)

    names = sorted(two.ada.names.values_list("text", flat=True))
    assert names == ["A. Sample", "Ada Sample", "Sample Ada", "艾达"]
    assert not two.a_sample.names.exists()


def test_sources_of_a_doubled_name_stand_on_the_one_that_is_left(by: User) -> None:
    two = Two()
    sources = set(NameCitation.objects.filter(fact__text="艾达").values_list("citation", flat=True))

    one_of(two.ada, two.a_sample, by)

    assert (
        set(NameCitation.objects.filter(fact=two.ada.names.get(text="艾达")).values_list("citation", flat=True))
        == sources
    )
    assert len(sources) == 3


def test_a_job_told_twice_is_one_and_what_hangs_on_it_follows(by: User) -> None:
    two = Two()

    one_of(two.ada, two.a_sample, by)

    jobs = two.ada.employments.filter(employer=two.rival)
    assert jobs.count() == 1
    assert two.ada.employments.filter(employer=two.moteurs).count() == 1
    one_of(two.motors, two.moteurs, by)
    (job,) = two.ada.employments.filter(employer=two.motors)
    assert job.events.count() == 2


def test_a_draft_of_a_published_job_stays_a_draft_beside_it(by: User) -> None:
    who, twin, firm = a_person("Person One"), a_person("Person Two"), an_employer()
    jobs = [an_employment(person, firm, start_text="2019").record for person in (who, twin)]
    for record in (firm, who, jobs[0]):
        seen(record)

    one_of(who, twin, by)

    assert sorted(Employment.objects.values_list("person", "publication_state")) == [
        (who.pk, "draft"),
        (who.pk, "published"),
    ]


def test_mutual_and_doubled_relations_of_cases_are_kept_aside(by: User) -> None:
    two = Two()

    done = one_of(two.action, two.suit, by)

    pairs = {frozenset(pair) for pair in CaseRelation.objects.values_list("first", "second")}
    assert pairs == {frozenset((two.action.pk, two.sibling.pk)), frozenset((two.action.pk, two.early.pk))}
    assert done.rows.filter(deed=MergeDeed.ASIDE, model="cases.caserelation").count() == 2


def test_a_relation_that_would_turn_round_is_stored_with_the_lower_key_first(by: User) -> None:
    lowest, middle, highest = sorted((a_case(), a_case(), a_case()), key=lambda case: case.pk)
    relation = CaseRelation.objects.create(first=lowest, second=middle)

    done = one_of(highest, lowest, by)

    relation.refresh_from_db()
    assert (relation.first, relation.second) == (middle, highest)
    unmerge(merge=done, by=by, reason="Two.")
    relation.refresh_from_db()
    assert (relation.first, relation.second) == (lowest, middle)


def test_of_two_links_of_one_article_the_editors_decision_stands(by: User) -> None:
    two = Two()

    one_of(two.suit, two.action, by)

    found = {number: Suggestion.objects.get(article=article) for number, article in enumerate(two.articles)}
    assert [found[number].state for number in range(4)] == ["accepted", "accepted", "rejected", "open"]
    assert {one.case_id for one in found.values()} == {two.suit.pk}


def test_who_takes_part_twice_takes_part_once(by: User) -> None:
    two = Two()

    one_of(two.ada, two.a_sample, by)

    for case in (two.suit, two.action):
        assert Participant.objects.filter(case=case, role="mover").values_list("person", flat=True).get() == two.ada.pk
        assert Party.objects.filter(proceeding__case=case, role="defendant").count() == 1
        assert EventActor.objects.filter(event__case=case, role="subject").count() == 1


def test_the_survivor_keeps_its_own_columns(by: User) -> None:
    two = Two()
    before = Person.objects.values().get(pk=two.ada.pk)

    one_of(two.ada, two.a_sample, by)

    assert Person.objects.values().get(pk=two.ada.pk) == before


def test_what_was_merged_before_leads_to_the_last_survivor_and_back(by: User) -> None:
    first, second, third = a_person("Person One"), a_person("Person Two"), a_person("Person Three")
    earlier = one_of(second, first, by)

    later = one_of(third, second, by)

    assert Person.objects.get(pk=first.pk).merged_into == third
    code, message = refused(unmerge, merge=earlier, by=by, reason="Two.")
    assert code == "leaned_on"
    assert "unmerge that one first" in message
    unmerge(merge=later, by=by, reason="Two.")
    assert Person.objects.get(pk=first.pk).merged_into == second
    unmerge(merge=earlier, by=by, reason="Two.")
    assert Person.objects.get(pk=first.pk).merged_into is None


def test_history_tells_who_why_and_what(by: User) -> None:
    two = Two()
    name = two.a_sample.names.get(text="A. Sample")
    doubled = two.a_sample.names.get(text="艾达")

    done = one_of(two.ada, two.a_sample, by)

    moved, gone, made = (_newest_step(record) for record in (name, doubled, done))
    for row in (moved, gone, made):
        assert row.pgh_context.metadata == {"reason": "One and the same.", "editor": by.pk}
    assert (moved.pgh_label, moved.person_id) == ("update", two.ada.pk)
    assert (gone.pgh_label, gone.text) == ("delete", "艾达")


def _newest_step(record: Any) -> Any:
    return record.pgh_event_model.objects.filter(pgh_obj_id=record.pk).latest("pgh_id")


def test_reading_a_plan_writes_nothing(by: User) -> None:
    one, two = a_person("Person One"), a_person("Person Two")

    plan = plan_of(one, two)

    assert {model._meta.label: len(keys) for model, keys in plan.moved.items()} == {"people.Name": 1}
    assert not Merge.objects.exists()


# --- what is refused ---


def test_what_cannot_be_one_is_refused_by_name(by: User) -> None:
    who, other, firm = a_person("Person One"), a_person("Person Two"), an_employer()
    merged = a_person("Person Three")
    one_of(other, merged, by)

    assert refused(merge, survivor=who, absorbed=who, by=by, reason="x")[0] == "itself"
    assert refused(merge, survivor=who, absorbed=firm, by=by, reason="x")[0] == "another_kind"
    assert refused(merge, survivor=who, absorbed=merged, by=by, reason="x")[0] == "already_merged"
    assert refused(merge, survivor=merged, absorbed=who, by=by, reason="x")[0] == "already_merged"
    assert refused(merge, survivor=who, absorbed=other, by=by, reason=" ")[0] == "reason_missing"
    assert refused(merge, survivor=who, absorbed=other, by=by, reason="x", seen="old")[0] == "changed"
    assert Merge.objects.count() == 1


@pytest.mark.parametrize(
    ("one", "two", "said"),
    [
        ({"kind": "lab"}, {"kind": "company"}, "different kinds"),
        ({"wikidata_id": "Q1"}, {"wikidata_id": "Q2"}, "Wikidata"),
        (
            {"jurisdiction": "CN", "registration_id": "1"},
            {"jurisdiction": "CN", "registration_id": "2"},
            "registration ids (1, 2)",
        ),
    ],
)
def test_employers_that_contradict_each_other_are_two(by: User, one: Any, two: Any, said: str) -> None:
    code, message = refused(merge, survivor=an_employer(**one), absorbed=an_employer(**two), by=by, reason="x")

    assert code == "contradicts"
    assert said in message


def test_cases_with_docket_numbers_of_two_actions_are_two(by: User) -> None:
    one, two, court = a_case(), a_case(), a_tribunal()
    a_proceeding(one, tribunal=court, docket_raw="2:19-cv-01234", stage="first_instance")
    other = a_proceeding(two, tribunal=court, docket_raw="2:19-cv-05678", stage="first_instance").record

    code, message = refused(merge, survivor=one, absorbed=two, by=by, reason="x")

    assert code == "contradicts"
    assert "2:19-cv-05678" in message
    other.stage, other.predecessor, other.predecessor_kind = "second_instance", one.proceedings.get(), "appeal_from"
    other.save()
    assert one_of(one, two, by)


def test_who_sues_the_other_is_another(by: User) -> None:
    one, two, action = an_employer(), an_employer(), a_proceeding().record
    save_party(party=Party(proceeding=action, employer=one, role="plaintiff"))
    save_party(party=Party(proceeding=action, employer=two, role="defendant"))

    assert "opposite sides" in refused(merge, survivor=one, absorbed=two, by=by, reason="x")[1]


def test_who_was_left_is_not_who_was_joined(by: User) -> None:
    one, two, case = an_employer(), an_employer(), a_case()
    Participant.objects.create(case=case, employer=one, role="former_employer")
    Participant.objects.create(case=case, employer=two, role="new_employer")

    assert "one was left" in refused(merge, survivor=two, absorbed=one, by=by, reason="x")[1]


def test_a_chain_of_units_does_not_become_a_circle(by: User) -> None:
    top, middle, low = an_employer(), an_employer(kind="lab"), an_employer()
    middle.relations.create(target=top, kind="unit_of")
    low.relations.create(target=middle, kind="unit_of")

    assert "circle" in refused(merge, survivor=top, absorbed=low, by=by, reason="x")[1]


# --- publication ---


def test_showing_what_was_hidden_takes_the_right_to_publish() -> None:
    shown, draft = seen(a_person("Shown Person")), a_person("Draft Person", "Secret Name")

    code, message = refused(merge, survivor=shown, absorbed=draft, by=an_editor("e", "merge"), reason="x")

    assert code == "publishes"
    assert "2 names" in message
    assert one_of(shown, draft, an_editor("p", "merge", "publish_by_merging"))


def test_a_merge_brings_back_nothing_that_was_taken_out_of_sight(by: User) -> None:
    shown, held = seen(a_person("Shown Person")), seen(a_person("Held Person"))
    hold(record=held, editor=by, reason="An objection.")

    assert refused(merge, survivor=shown, absorbed=held, by=by, reason="x")[0] == "kept_from_readers"
    assert one_of(held, shown, by)


def test_accusations_are_shown_by_another_than_their_author(by: User) -> None:
    shown = seen(a_case("Shown"))
    draft = a_case("Draft", mover=a_person("Person One"), drafted_by=by)

    assert refused(merge, survivor=shown, absorbed=draft, by=by, reason="x")[0] == "second_editor"
    assert one_of(shown, draft, a_merger("another"))


def test_a_published_record_that_was_merged_needs_no_citation_of_its_own_until_it_is_back(by: User) -> None:
    one, two = seen(a_person("Person One")), seen(a_person("Person Two"))

    done = one_of(one, two, by)
    unmerge(merge=done, by=by, reason="Two.")

    assert two.citation_links.count() == 1


# --- not the same ---


def test_unmerging_is_remembered_and_holds_until_it_is_lifted(by: User) -> None:
    one, two = a_person("Person One"), a_person("Person Two")

    unmerge(merge=one_of(one, two, by), by=by, reason="Two people.")

    noted = Distinction.objects.get()
    assert (noted.noted_by, noted.reason) == (by, "Unmerged: Two people.")
    for survivor, absorbed in ((one, two), (two, one)):
        code, message = refused(merge, survivor=survivor, absorbed=absorbed, by=by, reason="x")
        assert code == "not_the_same"
        assert "Two people." in message
    lift_distinction(distinction=noted, by=by, reason="They are one after all.")
    assert one_of(one, two, by)


def test_not_the_same_holds_for_what_was_merged_into_either(by: User) -> None:
    one, two, three = a_person("Person One"), a_person("Person Two"), a_person("Person Three")
    tell_apart(one=one, two=two, by=by, reason="Different employers.")
    one_of(three, one, by)

    assert refused(merge, survivor=two, absorbed=three, by=by, reason="x")[0] == "not_the_same"


def test_a_pair_is_noted_once_in_either_order(by: User) -> None:
    one, two = a_person("Person One"), a_person("Person Two")

    first = tell_apart(one=one, two=two, by=by, reason="Different employers.")
    second = tell_apart(one=two, two=one, by=by, reason="Again.")

    assert (first.created, second.created) == (True, False)
    assert refused(tell_apart, one=one, two=one, by=by, reason="x")[0] == "itself"
    assert refused(tell_apart, one=one, two=an_employer(), by=by, reason="x")[0] == "another_kind"
    assert refused(tell_apart, one=one, two=a_person(), by=by, reason="")[0] == "reason_missing"


# --- unmerging ---


def test_what_came_later_stays_and_is_told(by: User) -> None:
    two = Two()
    done = one_of(two.ada, two.a_sample, by)
    later = add_name(name=Name(person=two.ada, text="Later Name")).record
    edited = two.ada.names.get(text="A. Sample")
    edited.kind = "nickname"
    edited.save()
    given, gone = two.ada.names.get(text="Sample Ada"), two.ada.employments.get(employer=two.moteurs)
    Name.objects.filter(pk=given.pk).update(person=a_person("Person Three"))
    key = gone.pk
    gone.events.all().delete()
    gone.citation_links.all().delete()
    gone.delete()

    told = undoing_of(done)
    unmerge(merge=done, by=by, reason="Two.")

    assert told.stays[Name] == [later.pk]
    assert told.edited[Name] == [edited.pk]
    assert told.elsewhere[Name] == [given.pk]
    assert told.gone[Employment] == [key]
    assert sorted(two.a_sample.names.values_list("text", "kind")) == [("A. Sample", "nickname"), ("艾达", "alias")]
    assert two.ada.names.filter(text="Later Name").exists()


def test_a_merge_is_undone_once_and_after_any_time(by: User) -> None:
    one, two = a_person("Person One"), a_person("Person Two")
    done = one_of(one, two, by)
    Merge.objects.filter(pk=done.pk).update(created_at=timezone.now() - timedelta(days=400))

    unmerge(merge=done, by=by, reason="Two.")

    assert refused(unmerge, merge=done, by=by, reason="Two.")[0] == "undone"
    assert refused(unmerge, merge=done, by=by, reason="")[0] == "reason_missing"


def test_what_the_database_refuses_to_put_back_is_said_and_nothing_is_half_done(by: User) -> None:
    one, two, case = a_person("Person One"), a_person("Person Two"), a_case()
    for person in (one, two):
        Participant.objects.create(case=case, person=person, role="mover")
    done = one_of(one, two, by)
    Participant.objects.all().delete()
    Case.objects.filter(pk=case.pk).delete()

    assert refused(unmerge, merge=done, by=by, reason="Two.")[0] == "contradicts"
    assert Person.objects.get(pk=two.pk).merged_into == one
    assert cited(one)
