"""Saving at the desk: what services and the database refuse is shown where it was typed, and nothing is half-saved."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.test import Client
from django.urls import reverse

from cases.models import Case, CaseRelation, Participant, Party, Proceeding
from facts import services as facts
from facts.models import Citation
from people.models import Employer, Employment, Name, Person
from tests.admin import desk
from tests.admin.forms import errors_of, messages_of, page, send

ADD_PERSON = "admin:people_person_add"


def test_a_person_is_added_with_names_and_citations(at_desk: Client, chief: Any) -> None:
    source = desk.citation()

    answer = send(
        at_desk,
        reverse(ADD_PERSON),
        display_name="周 样本",
        **{
            "names-TOTAL_FORMS": "2",
            "names-0-text": "周 样本",
            "names-0-kind": "legal",
            "names-1-text": "Zhou Yangben",
            "names-1-kind": "romanised",
            "citation_links-TOTAL_FORMS": "1",
            "citation_links-0-citation": str(source.pk),
        },
    )

    saved = Person.objects.get()
    assert answer.redirect_chain
    assert saved.slug == "zhou-yang-ben"
    assert saved.drafted_by == chief
    assert {(name.text, name.kind) for name in saved.names.all()} == {
        ("周 样本", "legal"),
        ("Zhou Yangben", "romanised"),
    }
    assert [link.citation for link in saved.citation_links.all()] == [source]


def test_a_services_error_stands_at_its_field_and_what_was_typed_is_kept(at_desk: Client) -> None:
    desk.person("Ada Sample")

    answer = send(at_desk, reverse(ADD_PERSON), display_name="Sample Ada", rights_note="kept as typed")

    assert answer.status_code == 200
    assert "both need a disambiguator" in " ".join(answer.context["adminform"].form.errors["disambiguator"])
    assert "kept as typed" in answer.content.decode()
    assert Person.objects.count() == 1


def test_an_error_of_a_row_stands_at_the_row_and_the_record_is_not_saved(at_desk: Client) -> None:
    motors = desk.employer("Example Motors")
    lab = desk.employer("Motors Lab", kind="lab")
    send(
        at_desk,
        page(lab),
        **{"relations-TOTAL_FORMS": "1", "relations-0-kind": "unit_of", "relations-0-target": str(motors.pk)},
    )

    answer = send(
        at_desk,
        page(motors),
        display_name="Renamed",
        **{"relations-TOTAL_FORMS": "1", "relations-0-kind": "unit_of", "relations-0-target": str(lab.pk)},
    )

    assert any("run in a circle" in error for error in errors_of(answer))
    row = next(each for each in answer.context["inline_admin_formsets"] if each.formset.prefix == "relations")
    assert list(row.formset.forms[0].errors) == ["target"]
    assert Employer.objects.get(pk=motors.pk).display_name == "Example Motors"


def test_what_is_worth_a_look_is_a_warning_and_saves(at_desk: Client) -> None:
    ada, motors = desk.person(), desk.employer()
    fields = {"person": str(ada.pk), "employer": str(motors.pk), "end_state": "ended"}

    answer = send(at_desk, reverse("admin:people_employment_add"), start_text="2024", end_text="2024", **fields)

    assert Employment.objects.get().start_lo is not None
    assert any("same year" in message for message in messages_of(answer))


def test_a_wrong_partial_date_names_the_accepted_forms(at_desk: Client) -> None:
    answer = send(at_desk, page(desk.case()), opened_text="autumn 2024")

    assert "YYYY-MM" in " ".join(answer.context["adminform"].form.errors["opened_text"])


def test_the_databases_last_word_is_shown_and_nothing_is_lost(at_desk: Client) -> None:
    ada = facts.publish(record=desk.person(), editor=None, reviewed="seed")
    link = ada.citation_links.get()

    answer = send(
        at_desk,
        page(ada),
        disambiguator="typed meanwhile",
        **{"citation_links-0-id": str(link.pk), "citation_links-0-DELETE": "on"},
    )

    assert any("keeps at least one citation" in error for error in errors_of(answer))
    assert "typed meanwhile" in answer.content.decode()
    assert messages_of(answer) == []
    assert ada.citation_links.exists()
    assert Person.objects.get(pk=ada.pk).disambiguator == ""


def test_a_case_takes_participants_and_says_no_to_one_of_two_kinds(at_desk: Client) -> None:
    ada, motors = desk.person(), desk.employer()
    row = {"participants-TOTAL_FORMS": "1", "participants-0-role": "mover", "participants-0-person": str(ada.pk)}
    typed = {"title": "A v. B (non-compete)", "status": "alleged", "claim_kinds": ["breach_non_compete"], **row}

    refused = send(at_desk, reverse("admin:cases_case_add"), **typed | {"participants-0-employer": str(motors.pk)})
    send(at_desk, reverse("admin:cases_case_add"), **typed)

    assert any("one person or one employer" in error for error in errors_of(refused))
    saved = Case.objects.get()
    assert saved.claim_kinds == ["breach_non_compete"]
    assert Participant.objects.get().person == ada


def test_a_loaded_title_is_refused_at_its_field(at_desk: Client) -> None:
    answer = send(at_desk, page(desk.case()), title="The thief of Example Motors")

    assert "takes a side" in " ".join(answer.context["adminform"].form.errors["title"])


def test_a_proceeding_reads_its_docket_and_a_party_its_side(at_desk: Client) -> None:
    dispute, motors = desk.case(), desk.employer()
    tribunal = desk.tribunal()

    answer = send(
        at_desk,
        reverse("admin:cases_proceeding_add"),
        case=str(dispute.pk),
        forum_type="court",
        tribunal=str(tribunal.pk),
        docket_raw="2:19-cv-01234-ABC",
        **{"parties-TOTAL_FORMS": "1", "parties-0-role": "plaintiff", "parties-0-employer": str(motors.pk)},
    )

    assert errors_of(answer) == []
    saved = Proceeding.objects.get()
    assert saved.docket_scheme == "us_federal"
    assert Party.objects.get().side == "claimant"


def test_related_cases_are_one_relation_in_either_order(at_desk: Client) -> None:
    first, second = sorted((desk.case("A v. B (one)"), desk.case("A v. B (two)")), key=lambda case: case.pk)

    answer = send(
        at_desk,
        reverse("admin:cases_caserelation_add"),
        first=str(second.pk),
        second=str(first.pk),
        kind="same_move",
    )

    assert errors_of(answer) == []
    relation = CaseRelation.objects.get()
    assert (relation.first, relation.second) == (first, second)


def test_a_standing_name_is_changed_through_the_service(at_desk: Client) -> None:
    ada = desk.person()
    name = Name.objects.get(person=ada)

    send(at_desk, page(name), text="  Ada   B. Sample ", kind="legal")

    name.refresh_from_db()
    assert (name.text, name.kind, "b" in name.tokens) == ("Ada B. Sample", "legal", True)


def test_a_quote_is_placed_in_the_text_it_was_taken_from(at_desk: Client) -> None:
    path = reverse("admin:facts_citation_add")
    typed = {"form": "quoted", "publisher": "Example Gazette", "whole_text": desk.STORY}

    absent = send(at_desk, path, quote="She never left", **typed)
    send(at_desk, path, quote="She left in July", **typed)

    assert any("do not stand in the whole text" in error for error in errors_of(absent))
    saved = Citation.objects.get()
    assert desk.STORY[saved.quote_start : saved.quote_end] == saved.quote == "She left in July"


def test_a_citation_without_source_is_refused_in_words(at_desk: Client) -> None:
    answer = send(at_desk, reverse("admin:facts_citation_add"), form="summarised", summary="A move.")

    assert any("URL or a publisher" in error for error in errors_of(answer))
    assert not Citation.objects.exists()


def test_what_a_citation_says_stays_when_its_source_is_corrected(at_desk: Client) -> None:
    cited = desk.quoted()

    send(at_desk, page(cited), publisher="Sample Gazette", retrieved_at_0="2025-01-02", retrieved_at_1="10:00:00")

    cited.refresh_from_db()
    assert (cited.publisher, cited.quote) == ("Sample Gazette", desk.STORY[:54])
    assert cited.retrieved_at == datetime(2025, 1, 2, 10, tzinfo=UTC)


def test_nothing_cited_or_published_is_deleted(at_desk: Client) -> None:
    cited, bare = desk.person(), desk.person("Bo Sample", cited=False)

    assert at_desk.get(page(cited, "delete")).status_code == 403
    assert at_desk.post(page(cited, "delete"), {"post": "yes"}).status_code == 403
    at_desk.post(page(bare, "delete"), {"post": "yes"})

    assert list(Person.objects.all()) == [cited]


def test_an_editor_deletes_nothing(client: Client, db: None) -> None:
    client.force_login(desk.editor(apps=("people",)))
    bare = desk.person(cited=False)

    assert client.post(page(bare, "delete"), {"post": "yes"}).status_code == 403
    assert Person.objects.exists()


def test_a_name_changed_into_one_that_stands_is_not_lost_without_a_word(at_desk: Client) -> None:
    ada = desk.person(also=("A. Sample",))
    rows = {str(name.pk): name.text for name in ada.names.all()}
    place = list(rows.values()).index("A. Sample")

    answer = send(at_desk, page(ada), **{f"names-{place}-text": "Ada  Sample"})

    assert errors_of(answer)
    assert sorted(ada.names.values_list("text", flat=True)) == ["A. Sample", "Ada Sample"]


def test_a_source_is_cited_with_the_number_that_it_gives_a_decision(at_desk: Client) -> None:
    decision = desk.world()["cases.decision"]
    given = {"citation_links-TOTAL_FORMS": "3"}
    for at, (kind, number) in enumerate((("press", "[2024] SGHC 9"), ("court_document", "[2024] SGHC 29")), 1):
        source = facts.summarise(summary="Cited.", publisher="Example Gazette", source_kind=kind)
        given |= {f"citation_links-{at}-citation": str(source.pk), f"citation_links-{at}-cited_as": number}

    answer = send(at_desk, page(decision), **given)

    assert errors_of(answer) == []
    assert any("cited under two numbers of one court" in message for message in messages_of(answer))
    listed = at_desk.get(page(decision, "changelist"), {"conflict": "yes"}).content.decode()
    assert "[2024] SGHC 29 (conflict: also [2024] SGHC 9)" in listed
