from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError

from cases.services import save_case
from facts.services import hold, publish, release, restrict, submit, withdraw
from tests.records import a_case, a_citation, a_person, an_employer, an_event, shown
from tests.users import a_senior, a_user
from tracker.roles import EDITOR

pytestmark = pytest.mark.django_db


@pytest.fixture
def one() -> User:
    return a_senior("one")


@pytest.fixture
def two() -> User:
    return a_senior("two")


def cited(record: Any) -> Any:
    record.citation_links.create(citation=a_citation())
    return record


def refusal(call: Any, **given: Any) -> str:
    with pytest.raises(ValidationError) as refused:
        call(**given)
    return " ".join(refused.value.messages)


def test_what_has_no_citation_is_not_published(one: User) -> None:
    assert "citation" in refusal(publish, record=an_employer(), editor=one)


def test_what_accuses_nobody_needs_one_editor(one: User) -> None:
    employer = publish(record=cited(an_employer()), editor=one)

    assert employer.publication_state == "published"
    assert employer.published_by == one
    assert employer.published_at is not None


def test_a_case_about_a_named_person_needs_a_second_editor(one: User, two: User) -> None:
    case = submit(record=cited(a_case(mover=a_person())), editor=one)

    assert "other than its author" in refusal(publish, record=case, editor=one)
    assert publish(record=case, editor=two).publication_state == "published"


def test_who_rewrites_a_draft_counts_as_its_author(one: User, two: User) -> None:
    case = submit(record=cited(a_case(mover=a_person())), editor=one)

    save_case(case=case, editor=two)

    assert "other than its author" in refusal(publish, record=case, editor=two)
    assert publish(record=case, editor=one).publication_state == "published"


def test_an_accusation_without_a_known_author_is_not_published(two: User) -> None:
    case = cited(a_case(mover=a_person()))

    assert "no recorded author" in refusal(publish, record=case, editor=two)


def test_a_step_of_the_dispute_accuses_and_a_plain_move_does_not(one: User) -> None:
    case = a_case(mover=a_person())

    filed = cited(an_event(case, kind="complaint_filed", drafted_by=one).record)
    left = cited(an_event(case, kind="departure", drafted_by=one, title="Left.").record)

    assert "other than its author" in refusal(publish, record=filed, editor=one)
    assert publish(record=left, editor=one).publication_state == "published"


def test_an_event_accepted_into_a_published_case_is_a_draft() -> None:
    assert an_event(shown(a_case())).record.publication_state == "draft"


def test_hold_release_and_withdrawal_give_a_reason(one: User) -> None:
    case = shown(a_case())

    assert "reason" in refusal(hold, record=case, editor=one, reason=" ")
    assert hold(record=case, editor=one, reason="Complaint received.").publication_state == "legal_hold"
    assert "legal hold" in refusal(publish, record=case, editor=one)
    assert release(record=case, editor=one, reason="Examined.").publication_state == "draft"
    case = publish(record=case, editor=one)
    assert withdraw(record=case, editor=one, reason="Wrong person.").publication_state == "withdrawn"
    assert "Only a published" in refusal(withdraw, record=case, editor=one, reason="Again.")


def test_what_is_no_longer_needed_is_restricted_and_can_be_shown_again(one: User, two: User) -> None:
    case = shown(a_case(mover=a_person()))
    case.drafted_by = one
    case.save(update_fields=["drafted_by"])

    assert "reason" in refusal(restrict, record=case, editor=one, reason=" ")
    assert restrict(record=case, editor=one, reason="Closed for two years.").publication_state == "restricted"
    assert "Only a published" in refusal(restrict, record=case, editor=one, reason="Again.")
    assert "other than its author" in refusal(publish, record=case, editor=one)
    assert publish(record=case, editor=two).publication_state == "published"


def test_an_editor_submits_and_decides_nothing_of_what_readers_see(one: User) -> None:
    editor = a_user("editor", EDITOR)
    draft, out = cited(a_case()), shown(a_case())
    held = hold(record=shown(a_case()), editor=one, reason="Complaint received.")

    told = [
        refusal(publish, record=draft, editor=editor),
        refusal(hold, record=out, editor=editor, reason="A reason."),
        refusal(restrict, record=out, editor=editor, reason="A reason."),
        refusal(withdraw, record=out, editor=editor, reason="A reason."),
        refusal(release, record=held, editor=editor, reason="A reason."),
    ]

    assert all("takes the right to publish" in each for each in told)
    assert submit(record=draft, editor=editor).publication_state == "in_review"


def test_history_says_who_published_and_why(one: User) -> None:
    employer = publish(record=cited(an_employer()), editor=one, reason="Checked against the register.")

    row = employer.history.order_by("pgh_id").last()
    assert (row.pgh_label, row.publication_state) == ("update", "published")
    assert row.pgh_context.metadata == {"reason": "Checked against the register.", "editor": one.pk}
