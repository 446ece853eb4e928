"""Inputs that trackers of this kind get wrong, each with what must come of it. The numbers are the table's own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from cases import dockets, rules
from cases.checks import check_party
from cases.checks.contract import last_end
from cases.filters import CaseFilter
from cases.models import (
    Agreement,
    Case,
    Claim,
    Covenant,
    Decision,
    DecisionCitation,
    Event,
    EventActor,
    JurisdictionRule,
    Party,
    Relief,
    RuleVersion,
)
from cases.restraints import windows_of
from cases.services import cite_decision, save_decision, save_event, save_party, save_rule_version
from cases.timeline import timeline_of
from cases.windows import Length
from facts import dates
from facts.dates import UNKNOWN, parse
from facts.services import link, publish, quote
from facts.visibility import PUBLIC, Viewer
from linking.dates import find_dates
from people.models import Employer, EmployerRelation, Employment, Person
from people.services import relate_employers
from tests import records
from tests.users import a_senior

pytestmark = pytest.mark.django_db
TABLE: dict[int, Callable[[], None]] = {}


def row(number: int) -> Callable[[Callable[[], None]], Callable[[], None]]:
    def keep(case: Callable[[], None]) -> Callable[[], None]:
        assert number not in TABLE
        TABLE[number] = case
        return case

    return keep


def refused(call: Callable[[], Any]) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as error, transaction.atomic():
        call()
    return error.value.message_dict


def codes(saved: Any) -> set[str]:
    return {notice.code for notice in saved.warnings}


# --- dates ---------------------------------------------------------------------------------------------------------


@row(1)
def a_month_is_kept_as_a_month() -> None:
    employment = records.an_employment(end_text="2024-07", end_state="ended").record
    assert (employment.end_lo, employment.end_hi) == (date(2024, 7, 1), date(2024, 7, 31))
    assert dates.display(employment.end_text) == "July 2024"


@row(2)
def month_22_is_no_summer() -> None:
    errors = refused(lambda: records.an_event(occurred_text="2024-22"))
    assert "month must be 01-12" in errors["occurred_text"][0]


@row(3)
def other_ways_to_write_a_date_name_the_accepted_ones() -> None:
    for text in ("2025-02-30", "2024-13", "July 2024", "20240718", "0024-07", "XXXX"):
        errors = refused(partial(records.an_event, occurred_text=text))
        assert dates.ACCEPTED_FORMS in errors["occurred_text"][0], text


@row(4)
def a_start_wholly_after_the_end() -> None:
    errors = refused(lambda: records.an_employment(start_text="2024-08", end_text="2024-07", end_state="ended"))
    assert "start cannot lie wholly after" in str(errors)


@row(5)
def a_start_that_may_lie_after_the_end() -> None:
    saved = records.an_employment(start_text="2024", end_text="2024-03", end_state="ended")
    assert "start_may_follow_end" in codes(saved)


@row(6)
def a_blank_end_is_not_still_employed() -> None:
    errors = refused(lambda: records.an_employment(end_state=""))
    assert "ongoing, ended or unknown" in errors["end_state"][0]


@row(7)
def in_february_is_told_from_the_day_of_publication() -> None:
    found = find_dates("he left the firm in february and moved on.", date(2025, 8, 11))
    assert [item.edtf for item in found] == ["2025-02"]


@row(9)
def the_future_is_for_hearings() -> None:
    ahead = (timezone.localdate() + timedelta(days=400)).isoformat()
    assert records.an_event(kind="hearing", occurred_text=ahead, title="Hearing set.").record.scheduled
    errors = refused(lambda: records.an_event(kind="departure", occurred_text=ahead, title="Leaves."))
    assert "departure_announced" in errors["occurred_text"][0]


@row(10)
def months_are_clamped_and_days_are_counted() -> None:
    assert Length(months=6).after(date(2025, 8, 31)) == date(2026, 2, 28)
    assert Length(days=365).after(date(2025, 2, 28)) == date(2026, 2, 28)


@row(8)
def two_sources_that_differ_in_precision_are_both_kept() -> None:
    title, when = "Joined the firm.", "[2024-08..2024-09]"
    event = records.an_event(kind="joins", title=title, occurred_text=when).record
    told = ("Joined in August 2024.", "Joined two months after 18 July.")
    for text, stance in zip(told, ("supports", "contradicts"), strict=True):
        link(fact=event, citations=[quote(text=text, start=0, end=len(text), publisher="Gazette", stance=stance)])
    (entry,) = timeline_of(event.case, Viewer(sees_unpublished=True))
    assert (entry.lo, entry.hi) == (date(2024, 8, 1), date(2024, 9, 30))
    assert entry.verification == "disputed"
    assert {source.quote for source in entry.sources} == set(told)


# --- dockets -------------------------------------------------------------------------------------------------------


@row(11)
def brackets_and_spaces_do_not_make_another_docket() -> None:
    spellings = ("(2024)浙0110民初1234号", "（2024）浙0110民初1234号", "( 2024 ) 浙0110 民初 1234 号")
    read = [dockets.read(text) for text in spellings]
    assert len({docket.norm for docket in read}) == 1
    assert {docket.scheme for docket in read} == {"prc"}
    assert read[0].parts == {"year": "2024", "court": "浙0110", "kind": "民初", "number": "1234"}
    assert read[0].stage == "first_instance"
    assert [docket.raw for docket in read] == list(spellings)


@row(12)
def the_number_says_second_instance() -> None:
    court = records.a_tribunal()
    errors = refused(
        lambda: records.a_proceeding(tribunal=court, docket_raw="(2019)苏05民终4745号", stage="first_instance")
    )
    assert "second instance" in errors["stage"][0]
    assert "民终" in errors["stage"][0]


@row(13)
def a_number_from_before_2016() -> None:
    saved = records.a_proceeding(tribunal=records.a_tribunal(), docket_raw="(2012)杭余民初字第123号")
    assert saved.record.docket_scheme == "prc_legacy"
    assert saved.record.stage == "first_instance"


@row(14)
def an_arbitration_number_in_a_court() -> None:
    saved = records.a_proceeding(tribunal=records.a_tribunal(), docket_raw="京海劳人仲字[2023]第1234号")
    assert "docket_of_labour_arbitration" in codes(saved)


@row(15)
def an_unknown_form_is_kept_and_tells_nothing_apart() -> None:
    court = records.a_tribunal()
    for text in ("(24)浙0110民初1234号", "2024民初1234", "(2024)浙0110民初号"):
        saved = records.a_proceeding(tribunal=court, docket_raw=text)
        assert codes(saved) == {"docket_unrecognised"}
        assert saved.record.docket_raw == text
        again = records.a_proceeding(tribunal=court, docket_raw=text)
        assert again.created


@row(16)
def a_docket_needs_its_tribunal() -> None:
    errors = refused(lambda: records.a_proceeding(docket_raw="24-10951"))
    assert "needs its tribunal" in errors["tribunal"][0]


@row(17)
def the_judges_letters_are_no_part_of_the_number() -> None:
    court = records.a_tribunal()
    first = records.a_proceeding(tribunal=court, docket_raw="3:24-cv-00986-E").record
    assert first.docket_raw == "3:24-cv-00986-E"
    assert first.docket_norm == "3:24-cv-00986"
    assert "docket_raw" in refused(lambda: records.a_proceeding(tribunal=court, docket_raw="3:24-cv-00986"))


@row(18)
def ecli_in_its_own_form() -> None:
    saved = records.a_proceeding(ecli="ecli:nl:hr:2015:3127").record
    assert saved.ecli == "ECLI:NL:HR:2015:3127"
    assert "25" in refused(lambda: records.a_proceeding(ecli=f"ECLI:NL:HR:2015:{'1' * 26}"))["ecli"][0]
    assert "GB" in refused(lambda: records.a_proceeding(ecli="ECLI:UK:SC:2024:1"))["ecli"][0]


@row(19)
def one_decision_under_two_numbers() -> None:
    proceeding = records.a_proceeding(neutral_citations=["[2024] SGHC 29"]).record
    decision = records.a_decision(proceeding, decided_text="2024-01-31")
    note = records.a_citation(summary="A law firm's note.", source_kind="press")
    judgment = records.a_citation(summary="The judgment itself.", source_kind="court_document")
    wrong = cite_decision(link=DecisionCitation(fact=decision, citation=note, cited_as="[2024] SGHC 9"))
    right = cite_decision(link=DecisionCitation(fact=decision, citation=judgment, cited_as="(2024)  sghc 29"))
    assert "citation_conflict" in codes(wrong) & codes(right)
    assert list(Decision.objects.in_conflict()) == [decision]
    numbers = Decision.objects.get().numbers
    assert (numbers.shown, numbers.others, numbers.conflict) == ("(2024) sghc 29", ("[2024] SGHC 9",), True)
    proceeding.refresh_from_db()
    assert proceeding.citation_conflict
    wrong.record.cited_as = "[2024] SGHC 29"
    cite_decision(link=wrong.record)
    proceeding.refresh_from_db()
    assert not proceeding.citation_conflict
    again = save_decision(decision=Decision(proceeding=proceeding, kind="judgment", decided_text="2024-01-31"))
    assert "decided_twice" in codes(again)


@row(20)
def the_same_docket_at_the_same_tribunal() -> None:
    court = records.a_tribunal()
    standing = records.a_proceeding(tribunal=court, docket_raw="(2024)浙0110民初1234号").record
    errors = refused(lambda: records.a_proceeding(tribunal=court, docket_raw="（2024）浙0110民初1234号"))
    assert str(standing) in errors["docket_raw"][0]
    other = records.a_proceeding(tribunal=records.a_tribunal(), docket_raw="(2024)浙0110民初1235号").record
    with pytest.raises(IntegrityError, match="proceeding_docket_once_per_tribunal"), transaction.atomic():
        type(other).objects.filter(pk=other.pk).update(docket_norm=standing.docket_norm, tribunal=court)


# --- names ---------------------------------------------------------------------------------------------------------


@row(21)
def one_person_in_two_scripts_and_any_order() -> None:
    person = records.a_person("Zhao Synth", "赵合成", weak=("合成哥",))
    for query in ("赵合成", "趙合成", "Zhao Synth", "Synth Zhao", "ZHAO  synth"):
        assert list(Person.objects.named(query)) == [person], query
    assert person.names.get(text="合成哥").weak


@row(23)
def apostrophes_are_folded_and_kept() -> None:
    person = records.a_person("Finn O’Synthetic", "O'Synthetic, Finn")
    for query in ("O'Synthetic", "O’Synthetic", "Oʼsynthetic Finn"):
        assert list(Person.objects.named(query)) == [person], query
    assert person.display_name == "Finn O’Synthetic"
    assert list(Person.objects.named(records.a_person("Mononym").display_name))


# --- roles ---------------------------------------------------------------------------------------------------------


@row(26)
def nobody_sues_themselves() -> None:
    proceeding, firm = records.a_proceeding().record, records.an_employer()
    save_party(party=Party(proceeding=proceeding, employer=firm, role="claimant"))
    errors = refused(lambda: save_party(party=Party(proceeding=proceeding, employer=firm, role="respondent")))
    assert errors == {"employer": ["Claimant and respondent cannot be the same."]}


@row(27)
def roles_flip_on_appeal() -> None:
    person = records.a_person()
    first = records.a_proceeding(filed_text="2023").record
    appeal = records.a_proceeding(
        first.case, filed_text="2024", predecessor=first, predecessor_kind="appeal_from", stage="second_instance"
    ).record
    below = save_party(party=Party(proceeding=first, person=person, role="respondent")).record
    above = save_party(party=Party(proceeding=appeal, person=person, role="appellant")).record
    assert (below.side, above.side) == ("respondent", "claimant")


@row(28)
def a_third_party_is_on_neither_side() -> None:
    proceeding, firm = records.a_proceeding().record, records.an_employer()
    party = save_party(party=Party(proceeding=proceeding, employer=firm, role="third_party")).record
    assert party.side == "other"
    assert not Party.objects.filter(employer=firm, side="respondent").exists()


@row(29)
def roles_come_from_a_fixed_and_neutral_list() -> None:
    party = Party(proceeding=records.a_proceeding().record, person=records.a_person(), role="Guilty party")
    assert "Accepted: claimant" in refused(lambda: check_party(party))["role"][0]


# --- employments ---------------------------------------------------------------------------------------------------


@row(30)
def months_that_touch_claim_no_overlap() -> None:
    person = records.a_person()
    records.an_employment(person, start_text="2015", end_text="2025-02", end_state="ended")
    second = records.an_employment(person, start_text="2025-02", end_text="[2025-02..2025-08]", end_state="ended")
    third = records.an_employment(person, start_text="2025-08", end_state="unknown")
    assert "same_month" in codes(second)
    assert "overlap" not in codes(second) | codes(third)


@row(31)
def a_long_overlap_asks_what_it_was() -> None:
    person = records.a_person()
    records.an_employment(person, start_text="2020-01", end_text="2021-12", end_state="ended")
    saved = records.an_employment(person, start_text="2021-05", end_text="2023-01", end_state="ended")
    assert "overlap" in codes(saved)
    assert "garden leave" in saved.warnings[0].message


@row(32)
def what_its_own_original_contradicts_is_kept_and_not_published() -> None:
    person = records.a_person()
    original = records.a_citation(summary="Left the old firm in February.")
    copy = records.a_citation(
        summary="Joined the new firm in February.",
        stance="contradicts",
        derived_from=original,
        source_kind="aggregator",
    )
    employment = records.an_employment(person, start_text="2025-02").record
    link(fact=employment, citations=[copy])
    editor = a_senior("senior")
    errors = refused(lambda: publish(record=employment, editor=editor))
    assert "supports this" in errors["publication_state"][0]
    assert employment.citation_links.get().citation.derived_from == original


# --- restraint -----------------------------------------------------------------------------------------------------


def rule(jurisdiction: str, **given: Any) -> RuleVersion:
    parent, _ = JurisdictionRule.objects.get_or_create(jurisdiction=jurisdiction, defaults={"name": jurisdiction})
    values = {
        "selected_by": "agreement_date",
        "enforceability": "restricted",
        "duration_rule": "hard_cap",
        "confidence": "secondary",
    }
    return save_rule_version(version=RuleVersion(rule=parent, **values | given)).record


def paper(months: int, law: str) -> tuple[Any, Covenant]:
    agreement = records.an_agreement(governing_law=law)
    records.an_employment(agreement.person, agreement.employer, end_text="2025-01-15", end_state="ended")
    saved = records.a_covenant(agreement, duration_value=months, duration_unit="month")
    return saved, saved.record


@row(33)
def longer_than_the_law_allows_is_saved_as_it_stands() -> None:
    version = rule("CN", max_duration_months=24, excess_effect="void_beyond", selected_by="termination_date")
    saved, covenant = paper(36, "CN")
    assert codes(saved) == {"exceeds_cap"}
    assert covenant.duration_value == 36
    window = rules.window_of(covenant, end=parse("2025-01-15"), version=version)
    assert window.last_day == (date(2027, 1, 15), date(2027, 1, 15))


@row(34)
def four_outcomes_from_data() -> None:
    states = {
        "US-UT": (12, 18, "hard_cap", "whole_clause_void", "void_as_recorded", None),
        "US-OR": (12, 18, "hard_cap", "void_beyond", "agreement_reduced_to_cap", date(2026, 1, 15)),
        "TW": (24, 30, "hard_cap", "reduced_to_cap", "agreement_reduced_to_cap", date(2027, 1, 15)),
        "US-WA": (18, 24, "presumption", "presumed_unreasonable", "agreement", date(2027, 1, 15)),
    }
    for code, (cap, months, duration_rule, effect, basis, last) in states.items():
        version = rule(code, max_duration_months=cap, duration_rule=duration_rule, excess_effect=effect)
        saved, covenant = paper(months, code)
        window = rules.window_of(covenant, end=parse("2025-01-15"), version=version)
        assert (window.basis, window.last_day and window.last_day[0]) == (basis, last), code
        assert codes(saved) == {"above_presumption" if code == "US-WA" else "exceeds_cap"}, code


@row(35)
def the_date_of_the_agreement_picks_the_version() -> None:
    before = rule("US-MN", duration_rule="reasonableness", excess_effect="court_may_reduce", effective_to="2023-06-30")
    after = rule(
        "US-MN",
        duration_rule="void",
        excess_effect="whole_clause_void",
        effective_from="2023-07-01",
        max_duration_months=0,
    )
    for signed, expected in (("2023-06-30", before), ("2023-07-01", after)):
        applied = rules.applicable(
            jurisdiction="US-MN", agreement_date=parse(signed), termination_date=parse("2025"), on=date(2025, 1, 1)
        )
        assert applied.version == expected


@row(36)
def the_clock_runs_from_the_end_not_from_notice() -> None:
    agreement = records.an_agreement()
    employment = records.an_employment(
        agreement.person,
        agreement.employer,
        notice_given_text="2019-07-08",
        garden_leave_from_text="2019-07-09",
        end_text="2019-12-31",
        end_state="ended",
    ).record
    covenant = records.a_covenant(agreement, duration_value=12, duration_unit="month").record

    def last_day(set_off: bool | None) -> tuple[date, tuple[str, ...]]:
        Covenant.objects.filter(pk=covenant.pk).update(garden_leave_setoff=set_off)
        window = windows_of([Agreement.objects.get(pk=agreement.pk)], Viewer(sees_unpublished=True))[covenant.pk]
        assert window.starts == (date(2019, 12, 31), date(2019, 12, 31))
        assert window.last_day is not None
        assert window.last_day[0] == window.last_day[1]
        return window.last_day[0], window.flags

    assert last_day(False) == (date(2020, 12, 31), ())
    assert last_day(None) == (date(2020, 12, 31), ("garden_leave_set_off_not_reported",))
    # 176 days of leave, 9 July to 31 December, are taken off.
    assert last_day(True) == (date(2020, 7, 8), ("garden_leave_subtracted",))
    Employment.objects.filter(pk=employment.pk).update(
        garden_leave_from_text="", garden_leave_from_lo=None, garden_leave_from_hi=None
    )
    assert last_day(True) == (date(2020, 12, 31), ("garden_leave_not_on_record",))
    assert windows_of([agreement], PUBLIC)[covenant.pk].last_day is None
    errors = refused(lambda: records.an_employment(garden_leave_from_text="2020", end_text="2019", end_state="ended"))
    assert "garden_leave_from_text" in errors


@row(37)
def held_void_is_a_tribunals_word() -> None:
    errors = refused(lambda: records.a_covenant(status="held_void"))
    assert "needs the decision" in errors["decided_by"][0]
    decided = records.a_covenant(status="held_void", decided_by=records.a_decision()).record
    with pytest.raises(IntegrityError, match="covenant_held_needs_a_decision"), transaction.atomic():
        Covenant.objects.filter(pk=decided.pk).update(decided_by=None)


@row(38)
def procedure_runs_forward() -> None:
    first = records.a_proceeding(filed_text="2024-05").record

    def appeal(filed: str) -> Any:
        return records.a_proceeding(first.case, filed_text=filed, predecessor=first, predecessor_kind="appeal_from")

    assert "filed_text" in refused(lambda: appeal("2024-03-01"))
    assert "order_uncertain" in codes(appeal("2024"))
    assert "decision" in refused(lambda: records.an_event(first.case, kind="enforcement", title="Enforced."))


@row(39)
def no_ruling_follows_a_settlement_of_the_same_claim() -> None:
    proceeding = records.a_proceeding().record

    def told(kind: str, day: str, **given: Any) -> Any:
        return records.an_event(proceeding.case, kind=kind, occurred_text=day, title=kind, **given)

    settlement = told("settlement", "2025-01-10").record
    errors = refused(lambda: told("ruling", "2025-02-01"))
    assert "on the same claim" in errors["occurred_text"][0]
    consent = records.a_decision(proceeding, disposition="settled_by_order")
    costs, other = (Relief(proceeding=proceeding, kind=kind, sought=True) for kind in ("costs", "damages"))
    costs.save()
    other.claim = Claim.objects.create(proceeding=proceeding, kind="trade_secret")
    other.save()
    assert told("ruling", "2025-02-01", decision=consent).created
    assert told("ruling", "2025-02-02", relief=costs).created
    assert told("ruling", "2024-12-01").created
    assert "occurred_text" in refused(lambda: told("settlement", "2024-11-01"))
    Event.objects.filter(pk=settlement.pk).update(publication_state="withdrawn")
    assert told("ruling", "2025-02-03", relief=other).created


# --- groups --------------------------------------------------------------------------------------------------------


def related(source: Employer, target: Employer, kind: str = "unit_of", **given: Any) -> None:
    relate_employers(relation=EmployerRelation(source=source, target=target, kind=kind, **given))


@row(40)
def units_brands_and_companies_of_a_group() -> None:
    firm = records.an_employer("Synthetic Cloud", "Synthetic Cloud Technology", "Former Synthetic Technology")
    lab, unit = records.an_employer("Synthetic Academy", kind="lab"), records.an_employer("Synthetic Lab", kind="unit")
    brand, bought = records.an_employer("Synth", kind="brand"), records.an_employer("Bought Networks")
    related(lab, firm)
    related(unit, lab, since_text="2020")
    related(brand, firm, "brand_of")
    related(bought, firm, since_text="2021-03")

    # A unit cannot be a party: its legal entity is suggested.
    proceeding = records.a_proceeding(filed_text="2024").record
    for part in (lab, unit, brand):
        party = Party(proceeding=proceeding, employer=part, role="claimant")
        assert "Is Synthetic Cloud meant?" in refused(partial(save_party, party=party))["employer"][0], part
    save_party(party=Party(proceeding=proceeding, employer=firm, role="claimant"))

    # The search for a group expands as of the event.
    early, late = records.a_case(opened_text="2019", old=bought), records.a_case(opened_text="2022", old=bought)
    of_lab, undated = records.a_case(opened_text="2015", old=lab), records.a_case(old=bought)
    found = CaseFilter({"group_of": firm.slug}, Case.objects.all(), viewer=Viewer(sees_unpublished=True))
    assert set(found.qs) == {late, of_lab, undated}
    on = CaseFilter(found.data | {"group_on": "2020-01-01"}, Case.objects.all(), viewer=Viewer(sees_unpublished=True))
    assert set(on.qs) == {of_lab}
    assert early not in found.qs

    # From one part to another is a change of role.
    person = records.a_person()
    records.an_employment(person, firm, unit=lab, start_text="2015", end_text="2022", end_state="ended")
    agreement = records.an_agreement(person, firm, governing_law="CN", signed_text="2016")
    covenant = records.a_covenant(agreement, duration_value=12, duration_unit="month").record
    agreements, editors = Agreement.objects.prefetch_related("covenants"), Viewer(sees_unpublished=True)
    assert last_end(agreement) == parse("2022")
    assert windows_of(agreements, editors)[covenant.pk].basis == "agreement"
    saved = records.an_employment(person, bought, start_text="2023-01", end_state="ongoing")
    assert "not a departure" in {notice.code: notice.message for notice in saved.warnings}["within_group"]
    assert last_end(agreement) == UNKNOWN
    assert windows_of(agreements, editors)[covenant.pk].basis == "unknown"
    actors = [EventActor(employer=lab, role="subject"), EventActor(employer=unit, role="destination")]
    for kind, told in (("departure", True), ("joins", True), ("role_change", False)):
        values = {"kind": kind, "assertion": "reported", "title": "Moved.", "occurred_text": "2021"}
        event = save_event(event=Event(case=of_lab, **values), actors=actors)
        assert ("within_group" in codes(event)) == told, kind


def test_the_table_is_whole() -> None:
    expected = {*range(1, 22), 23, *range(26, 41)}

    assert set(TABLE) == expected


@pytest.mark.parametrize("number", sorted(TABLE))
def test_a_tricky_input(number: int) -> None:
    TABLE[number]()
