"""An erased name stands nowhere: in no row, no history, nothing that a merge kept; and the chain still verifies."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pghistory
import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import IntegrityError, InternalError, ProgrammingError, connection, transaction
from django.test import Client
from django.utils import timezone

from articles.models import Article, Mention, Suggestion
from articles.services import ingest
from cases.models import Agreement, Case, CaseNote, Event, EventActor, Participant, Party
from cases.services import add_note, save_event, save_party
from facts.models import Citation, HistoryErasure, Import, Merge, MergedRow
from facts.services import link, merge, publish, quote, seal_history, summarise, unmerge
from facts.verifying import verify_history
from people.models import Name, Person, RightsRequest
from people.services import add_name, confirm_erasure, plan_erasure, prepare_erasure, save_request
from tests.facts.merging.world import a_merger
from tests.facts.test_sealing import finished
from tests.records import a_case, a_citation, a_person, a_proceeding, an_agreement, an_employer, an_employment, shown
from tests.users import a_senior, a_user
from tracker.roles import EDITOR

pytestmark = pytest.mark.django_db(transaction=True)

NAME, HAN, SLUG = "Zelda Quistgaard", "泽尔达样本", "zelda-quistgaard"
STORY = (
    f"{NAME} ({HAN}) left Example Motors in July. Quistgaard signed a covenant, the company says. "
    "Ms Sample, a colleague, stayed."
)
# Every trace that the world below leaves, as it can stand in any table, texts and bytes alike.
TRACES = ("quistgaard", HAN, "zelda q", "%e6%b3%bd", "\\u6cfd", "zeldaq")


class World:
    """A person under two records, in every kind of row, published, changed, merged, written about."""

    def __init__(self) -> None:
        self.editor, self.second = a_senior("editor"), a_senior("second")
        self.firm, self.other = an_employer("Example Motors"), a_person("Ada Sample")
        self.person = a_person(NAME, HAN, notability_reason=f"{NAME} led it.", rights_note=f"{HAN} wrote to us.")
        twin = a_person("Zelda K. Quistgaard", HAN, disambiguator="engineer Quistgaard")
        self.source = summarise(
            summary=f"{NAME} left.",
            url=f"https://news.example/{SLUG}-leaves",
            title=f"{NAME} leaves",
            publisher="Gazette",
        )
        article = ingest(text=STORY, url=f"https://news.example/story-{SLUG}", title=f"{NAME} and a covenant").article
        self.article = article
        self.quoted = quote(text=STORY, start=0, end=40, publisher="Gazette")
        at = STORY.index("Quistgaard signed")
        self.surname_only = quote(text=STORY, start=at, end=at + 40, publisher="Gazette")
        self.about_others = quote(text=STORY, start=STORY.index("Ms Sample"), end=len(STORY), publisher="Gazette")
        for start, text, who in (
            (0, NAME, self.person),
            (at, "Quistgaard", self.person),
            (STORY.index("Sample"), "Sample", self.other),
        ):
            Mention.objects.create(
                article=article, start=start, end=start + len(text), text=text, kind="person", person=who
            )
        link(fact=self.person, citations=[self.source, self.quoted])
        publish(record=self.person, editor=None, reviewed="seed")
        self.case = shown(a_case(f"Example Motors v. {NAME} (non-compete)", mover=self.person, old=self.firm))
        self.case.summary = f"About {NAME}."
        self.case.save()
        publish(record=self.case, editor=None, reviewed="seed")
        self.event = shown(
            save_event(
                event=Event(case=self.case, kind="complaint_filed", assertion="reported", title=f"{NAME} is sued"),
                actors=[EventActor(person=self.person, role="subject"), EventActor(person=self.other, role="actor")],
                citations=[self.quoted, self.surname_only, self.about_others],
            ).record
        )
        agreement = an_agreement(self.person, self.firm)
        an_employment(self.person, self.firm, title=f"Assistant of {NAME}")
        suit = a_proceeding(self.case, anonymised=True).record
        party = Party(proceeding=suit, person=self.person, role="defendant", identified_because=f"{HAN} said so.")
        save_party(party=party)
        note = CaseNote(
            case=self.case, kind="reply", person=self.person, text=f"I, {NAME}, deny it.", received_on="2026-01-02"
        )
        add_note(note=note)
        Suggestion.objects.create(
            article=article,
            kind="new_person",
            key=f"person:{HAN}",
            engine="test",
            payload={"text": HAN, "person": {"name": NAME}},
            spans=[{"field": "text", "start": at, "end": at + 17, "quote": STORY[at : at + 17]}],
            reasons=[{"code": "x", "params": {NAME: [HAN]}}],
        )
        with pghistory.context(reason=f"{NAME} asked for it", url=f"/people/{SLUG}"):
            add_name(name=Name(person=self.person, text="Z. Quistgaard", weak=True))
        LogEntry.objects.create(
            user=self.editor,
            content_type=ContentType.objects.get_for_model(Person),
            object_id=str(self.person.pk),
            object_repr=NAME,
            action_flag=2,
            change_message=json.dumps([{"changed": {"name": "name", "object": HAN}}]),
        )
        content = f"display_name,names\n{NAME},{HAN}\n".encode()
        kept = {"file_name": f"{SLUG}.csv", "encoding": "utf-8", "content": content, "size": len(content)}
        Import.objects.create(sheet="people", sha256="0" * 64, reason="A list.", state="done", **kept)
        self.merged = merge(survivor=self.person, absorbed=twin, by=a_merger(), reason=f"{NAME} is one.").merge
        assert MergedRow.objects.filter(kept__contains=HAN).exists()
        assert agreement.slug.startswith(SLUG)
        self.asked = RightsRequest(
            kind="erasure",
            person=self.person,
            received_on=timezone.localdate(),
            channel="email",
            requester=f"{NAME}, z@example.org",
            identity_checked_on=timezone.localdate(),
            identity_how="Wrote from the address on record.",
            notes=f"{NAME} called.",
            records=[f"/people/{SLUG}"],
        )
        save_request(request=self.asked, editor=self.editor)
        finished()
        seal_history(settled_after=timedelta(0))

    def erase(self) -> Any:
        asked = prepare_erasure(request=self.asked, spared=self.asked.spared, editor=self.editor)
        plan = plan_erasure(self.person)
        return confirm_erasure(request=asked, seen=plan.digest, editor=self.second)


def traces() -> list[str]:
    """(table: words) of every row of the schema that holds a trace, read as the owner, whatever Django knows of."""
    found = []
    wrapper: Any = connection
    with wrapper.as_owner(), connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT to_jsonb(t)::text FROM "{table}" t')  # noqa: S608 - names of the schema
            for (row,) in cursor.fetchall():
                held = [trace for trace in TRACES if trace in row.lower() or trace.encode().hex() in row]
                if held:
                    found.append(f"{table}: {held} in {row[:300]}")
    return found


@pytest.fixture
def world(db: None) -> World:
    return World()


def test_the_name_is_nowhere_and_the_chain_verifies(world: World, client: Client) -> None:
    assert {line.partition(":")[0] for line in traces()} >= {
        "people_person",
        "people_personhistory",
        "facts_mergedrow",
        "facts_import",
        "articles_article",
        "articles_articleevidence",
        "pghistory_context",
        "django_admin_log",
    }
    old = (world.person.get_absolute_url(), world.case.get_absolute_url())

    erased = world.erase()

    assert traces() == []
    assert min(erased.changed, erased.deleted, erased.history) >= 5
    found = verify_history()
    assert found.faults == []
    assert found.erased > 0
    finished()
    seal_history(settled_after=timedelta(0))
    assert verify_history().faults == []
    reasons = set(HistoryErasure.objects.values_list("reason", flat=True))
    assert reasons == {f"Rights request {world.asked.pk}"}
    # Readers: the old addresses are no more, the key says that something was withdrawn.
    assert [client.get(path).status_code for path in old] == [404, 404]
    assert client.get(f"/api/v1/people/{world.person.pk}/").status_code == 410
    assert client.get(f"/api/v1/people/{SLUG}/").status_code == 404


def test_what_is_not_the_name_stays(world: World, client: Client) -> None:
    length = len(world.article.text)

    world.erase()

    case = Case.objects.get(pk=world.case.pk)
    assert case.title == "Example Motors v. [name removed] (non-compete)"
    assert case.is_published
    page = client.get(case.get_absolute_url())
    assert page.status_code == 200
    assert b"Ada Sample" not in page.content  # she was never published
    assert "[name removed] is sued" in page.content.decode()
    assert Event.objects.get(pk=world.event.pk).is_published
    article = Article.objects.get(pk=world.article.pk)
    assert (len(article.text), article.text_sha256) == (length, world.article.text_sha256)
    assert article.text.endswith("Ms Sample, a colleague, stayed.")
    assert ingest(text=STORY, url="https://elsewhere.example/1").article == article
    assert Mention.objects.get().person == world.other
    forms = {key: Citation.objects.get(pk=key).form for key in (world.quoted.pk, world.surname_only.pk)}
    assert set(forms.values()) == {"summarised"}
    assert Citation.objects.get(pk=world.about_others.pk).quote.startswith("Ms Sample")
    assert Citation.objects.get(pk=world.source.pk).url == "https://news.example/"
    person = Person.objects.get(pk=world.person.pk)
    assert (person.display_name, person.publication_state) == ("Name removed", "withdrawn")
    assert not person.names.exists()
    assert Participant.objects.filter(person=person).exists()
    assert Agreement.objects.get().person == person
    asked = RightsRequest.objects.get()
    assert (asked.state, asked.requester, asked.confirmed_by) == ("answered", "", world.second)
    assert asked.outcome.startswith("Erased:")


def test_two_spellings_in_one_article_and_a_firm_of_that_name(world: World) -> None:
    firm = an_employer(f"{NAME} Motors")
    for spelling in (NAME.lower(), NAME.upper()):
        row = {"kind": "new_person", "key": f"person:{spelling}", "engine": "test", "payload": {"text": spelling}}
        Suggestion.objects.create(article=world.article, **row)

    world.erase()

    assert traces() == []
    firm.refresh_from_db()
    assert (firm.display_name, firm.names.get().text) == ("[name removed] Motors",) * 2
    assert Suggestion.objects.filter(article=world.article, key__startswith="removed:").count() == 3


def test_unmerging_afterwards_brings_no_name_back(world: World) -> None:
    world.erase()

    unmerge(merge=Merge.objects.get(pk=world.merged.pk), by=world.second, reason="They are two.")

    assert traces() == []


def test_it_takes_two(world: World) -> None:
    plan = plan_erasure(world.person)
    with pytest.raises(ValidationError, match="Nobody has prepared"):
        confirm_erasure(request=world.asked, seen=plan.digest, editor=world.second)
    asked = prepare_erasure(request=world.asked, spared=[], editor=world.editor)

    with pytest.raises(ValidationError, match="right of its own"):
        confirm_erasure(request=asked, seen=plan.digest, editor=a_user("third", EDITOR))
    with pytest.raises(ValidationError, match="Another editor"):
        confirm_erasure(request=asked, seen=plan.digest, editor=world.editor)
    with pytest.raises(IntegrityError, match="confirmed_by_another"), transaction.atomic():
        RightsRequest.objects.filter(pk=asked.pk).update(confirmed_by=world.editor)
    assert Person.objects.get(pk=world.person.pk).display_name == NAME


def test_what_changed_since_is_looked_at_again(world: World) -> None:
    asked = prepare_erasure(request=world.asked, spared=[], editor=world.editor)
    seen = plan_erasure(world.person).digest
    a_citation(summary=f"{NAME} again.")

    with pytest.raises(ValidationError, match="look again"):
        confirm_erasure(request=asked, seen=seen, editor=world.second)

    assert Person.objects.get(pk=world.person.pk).display_name == NAME


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"kind": "access"}, "kind"),
        ({"person": None}, "person"),
        ({"identity_checked_on": None}, "identity_checked_on"),
    ],
)
def test_what_cannot_be_erased_says_why(world: World, change: dict[str, Any], field: str) -> None:
    RightsRequest.objects.filter(pk=world.asked.pk).update(**change)

    with pytest.raises(ValidationError) as refused:
        prepare_erasure(request=world.asked, spared=[], editor=world.editor)

    assert set(refused.value.message_dict) == {field}


def test_a_namesake_is_pointed_out_and_spared(world: World) -> None:
    Person.objects.filter(pk=world.person.pk).update(disambiguator="engineer")
    namesake = a_person(NAME, disambiguator="professor")
    theirs = a_citation(summary=f"Professor {NAME} lectured.")
    plan = plan_erasure(world.person)
    assert plan.namesakes == [namesake]
    assert not any(place.row == namesake for place in plan.places)
    world.asked.spared = [place.id for place in plan.places if place.row == theirs]
    assert len(world.asked.spared) == 1

    world.erase()

    namesake.refresh_from_db()
    theirs.refresh_from_db()
    assert (namesake.display_name, namesake.names.get().text) == (NAME, NAME)
    assert theirs.summary == f"Professor {NAME} lectured."
    assert {line.partition(":")[0] for line in traces()} == {
        "facts_citation",
        "facts_citationhistory",
        "people_name",
        "people_namehistory",
        "people_person",
        "people_personhistory",
    }
    assert verify_history().faults == []


def test_the_application_gets_at_history_through_a_decided_erasure_alone(world: World) -> None:
    key, why = str(world.person.pk), f"Rights request {world.asked.pk}"
    calls: list[tuple[str, list[str]]] = [
        ("SELECT people_erase_history('people_personhistory', %s, '{\"display_name\": \"\"}', %s)", [key, why]),
        ("SELECT people_erase_context(%s, %s)", [key, why]),
        ("SELECT facts_erase_history('people_personhistory', %s, '{\"display_name\": \"\"}', %s)", [key, why]),
    ]
    for call, values in calls:
        with pytest.raises((ProgrammingError, InternalError)), connection.cursor() as cursor:
            cursor.execute(call, values)
    prepare_erasure(request=world.asked, spared=[], editor=world.editor)
    RightsRequest.objects.filter(pk=world.asked.pk).update(confirmed_by=world.second)

    # And then it empties: it writes nothing, and nothing but history.
    for table, emptied in (
        ("people_personhistory", '{"display_name": "Somebody Else"}'),
        ("people_personhistory", '{"pgh_label": ""}'),
        ("people_person", '{"display_name": ""}'),
    ):
        with pytest.raises((ProgrammingError, InternalError)), connection.cursor() as cursor:
            cursor.execute("SELECT people_erase_history(%s, %s, %s, %s)", [table, key, emptied, why])
