"""A name saved now counts at the next article, whoever committed it and in whatever order, at the cost of a change."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import pytest
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from articles import registry
from articles.models import RegistryChange
from articles.registry import holding, saved
from articles.registry.reading import read_all
from cases.models import Case, CaseRelation, Participant, Proceeding, Tribunal
from linking.candidates import CaseIndex
from linking.forms import Document
from linking.mentions import Scanner
from people.models import Employer, Name, Person
from tests.articles.world import STORY, a_world, linked
from tests.records import a_case, a_person, a_proceeding, a_tribunal, an_employer

T = TypeVar("T")


@pytest.fixture(autouse=True)
def cache(settings: Any, tmp_path: Path) -> Path:
    """A folder of this test's own for the saved base, which does not exist yet."""
    settings.CACHE_DIR = tmp_path / "cache"
    return tmp_path / "cache"


@pytest.fixture
def known(transactional_db: None) -> registry.Registry:
    """The registry of this process, up to date."""
    a_world()
    return registry.current()


@pytest.fixture
def editors(transactional_db: None) -> Iterator[Callable[[], Editor]]:
    """Somebody with a connection of their own, as often as asked."""
    made: list[Editor] = []

    def make() -> Editor:
        made.append(Editor())
        return made[-1]

    yield make
    for one in made:
        one.leaves()


@pytest.fixture
def editor(editors: Callable[[], Editor]) -> Editor:
    return editors()


class Editor:
    """Writes in another thread, so by another connection; what is begun there stays open until it is ended."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(1)

    def does(self, work: Callable[[], T]) -> T:
        return self._pool.submit(work).result()

    def begins(self, work: Callable[[], T]) -> T:
        """Do it in a transaction that stays open."""
        self.does(lambda: transaction.set_autocommit(False))
        return self.does(work)

    def commits(self) -> None:
        self.does(transaction.commit)
        self.does(lambda: transaction.set_autocommit(True))

    def leaves(self) -> None:
        self.does(connections.close_all)
        self._pool.shutdown()


def add_name(text: str, person: Person | None = None, employer: Employer | None = None) -> Name:
    name = Name(text=text, person=person, employer=employer)
    name.save()
    return name


def found(text: str) -> set[str]:
    """Who is found in a text by the registry as it is now."""
    mentions = registry.current().engine.scanner.scan(Document(text))
    return {entity for mention in mentions for entity in mention.entities}


def contents(known: registry.Registry) -> tuple[Any, ...]:
    """All that the engine can see of a registry: cards, names to show, and what it finds in all names' text."""
    cases = sorted(map(str, Case.objects.values_list("pk", flat=True)))
    text = Document(". ".join(Name.objects.order_by("text").values_list("text", flat=True)))
    return (
        [known.cases.get(case) for case in cases],
        dict(known.engine.scanner.labels),
        known.engine.scanner.scan(text),
    )


def read_anew() -> registry.Registry:
    read = read_all()
    base = saved.Base(registry.Mark(), Scanner(read.names), CaseIndex(read.cards))
    return holding.over(base)


def statements(work: Callable[[], object]) -> list[str]:
    with CaptureQueriesContext(connection) as context:
        work()
    return [query["sql"] for query in context.captured_queries]


def older_transactions_end() -> None:
    """Wait until every transaction of this server that began before now is over, those of other databases included."""
    deadline = time.monotonic() + 120
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmax(pg_current_snapshot())::text")
        (now,) = cursor.fetchone()
        while True:
            cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot()) >= %s::xid8", [now])
            if cursor.fetchone()[0]:
                return
            assert time.monotonic() < deadline, "a transaction does not end"
            time.sleep(0.01)


@pytest.mark.django_db(transaction=True)
def test_what_another_connection_committed_is_known_at_once(known: registry.Registry, editor: Editor) -> None:
    assert registry.current() is known

    person = editor.does(lambda: a_person("Novella Mintname"))

    assert found("Novella Mintname") == {str(person.pk)}


def test_nothing_new_costs_one_query_and_a_name_two_more(known: registry.Registry, editor: Editor) -> None:
    unchanged = statements(registry.current)
    person = editor.does(lambda: a_person("Novella Mintname"))
    named = statements(registry.current)
    editor.does(lambda: a_case(mover=person))
    filed = statements(registry.current)

    assert len(unchanged) == 1
    assert len(named) == 3  # the log, the merges, the names
    # The log, the merges, parties, people and employers as they stand, proceedings, siblings, the cases.
    assert len(filed) == 7
    assert registry.current().base == known.base


def test_what_is_not_committed_is_not_known(known: registry.Registry, editor: Editor) -> None:
    editor.begins(lambda: a_person("Novella Mintname"))
    before = found("Novella Mintname")
    editor.commits()

    assert before == set()
    assert len(found("Novella Mintname")) == 1


def test_commits_in_another_order_than_they_began_are_not_missed(
    known: registry.Registry, editors: Callable[[], Editor]
) -> None:
    first, second = editors(), editors()

    early = first.begins(lambda: a_person("Novella Mintname"))
    late = second.does(lambda: a_person("Lateral Coinname"))
    seen_before = found("Novella Mintname and Lateral Coinname")
    first.commits()
    seen_after = found("Novella Mintname and Lateral Coinname")

    assert seen_before == {str(late.pk)}
    assert seen_after == {str(early.pk), str(late.pk)}


def test_what_is_rolled_back_is_forgotten(known: registry.Registry) -> None:
    def try_out() -> None:
        with transaction.atomic():
            a_person("Novella Mintname")
            seen.append(found("Novella Mintname"))
            raise LookupError

    seen: list[set[str]] = []
    with pytest.raises(LookupError):
        try_out()

    assert len(seen[0]) == 1
    assert registry.current() is known


def test_a_deleted_name_is_forgotten(known: registry.Registry, editor: Editor) -> None:
    person = editor.does(lambda: a_person("Novella Mintname", "Coinella Newname"))
    assert found("Coinella Newname") == {str(person.pk)}

    editor.does(lambda: Name.objects.filter(text="Coinella Newname").delete())

    assert found("Coinella Newname") == set()
    assert found("Novella Mintname") == {str(person.pk)}


def test_merged_and_unmerged_people_bear_each_others_names_and_cases(known: registry.Registry, editor: Editor) -> None:
    one, two = a_person("Novella Mintname"), a_person("Coinella Newname")
    case = str(a_case(mover=two).pk)
    assert found("Novella Mintname") == {str(one.pk)}

    editor.does(lambda: Person.objects.filter(pk=two.pk).update(merged_into=one))
    merged = found("Coinella Newname"), registry.current().cases.get(case)
    editor.does(lambda: Person.objects.filter(pk=two.pk).update(merged_into=None))
    parted = found("Coinella Newname"), registry.current().cases.get(case)

    for names, card in (merged, parted):
        assert card is not None
        assert {role.entity for role in card.roles} == names
    assert (merged[0], parted[0]) == ({str(one.pk)}, {str(two.pk)})


class Scribe:
    """Changes the registry at random, by single rows and in bulk, in every way that its triggers watch."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - the same steps every time
        self.ways = [self.name, self.rename, self.unname, self.merge, self.part, self.party, self.paper, self.change]

    def some(self, model: Any) -> Any:
        return self.chance.choice(list(model.objects.order_by("pk")))

    def step(self) -> None:
        self.chance.choice(self.ways)()

    def name(self) -> None:
        text = f"Synthet{self.chance.choice('aeiou')} Sampl{self.chance.choice('aeiou')}"
        owner = self.some(self.chance.choice([Person, Employer]))
        known = owner.names.filter(text=text).exists()
        if not known:
            add_name(text, **{owner._meta.model_name: owner})

    def rename(self) -> None:
        Name.objects.filter(pk=self.some(Name).pk).update(
            text=f"Renam {self.chance.randrange(99)}", weak=self.chance.random() < 0.3
        )

    def unname(self) -> None:
        if Name.objects.count() > 6:
            Name.objects.filter(pk__in=[self.some(Name).pk, self.some(Name).pk]).delete()

    def merge(self) -> None:
        model: Any = self.chance.choice([Person, Employer, Case])
        one, two = self.some(model), self.some(model)
        at = two
        while at is not None and at.pk != one.pk:
            at = at.merged_into
        if at is None:
            model.objects.filter(pk=one.pk).update(merged_into=two)

    def part(self) -> None:
        model: Any = self.chance.choice([Person, Employer, Case])
        model.objects.filter(pk__in=[self.some(Person).pk, self.some(Employer).pk, self.some(Case).pk]).update(
            merged_into=None
        )

    def party(self) -> None:
        case, employer = self.some(Case), self.some(Employer)
        if not Participant.objects.filter(case=case, employer=employer).exists():
            Participant.objects.create(case=case, employer=employer, role="other")
        elif self.chance.random() < 0.5:
            Participant.objects.filter(case=case, employer=employer).delete()
        else:
            Participant.objects.filter(case=case, employer=employer, role="other").update(role="new_employer")

    def paper(self) -> None:
        one, two = sorted((self.some(Case), self.some(Case)), key=lambda case: case.pk)
        if one != two:
            _, new = CaseRelation.objects.get_or_create(first=one, second=two)
            if not new:
                CaseRelation.objects.filter(first=one).delete()
        Proceeding.objects.filter(pk=self.some(Proceeding).pk).update(docket_raw=f"{self.chance.randrange(999)} X 1")

    def change(self) -> None:
        Tribunal.objects.update(local_name=f"Court {self.chance.randrange(99)}")
        Employer.objects.filter(pk=self.some(Employer).pk).update(kind=self.chance.choice(["company", "lab"]))
        Case.objects.filter(pk=self.some(Case).pk).update(title=f"Case {self.chance.randrange(99)}")


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_after_any_change_it_is_what_reading_everything_gives(known: registry.Registry, seed: int) -> None:
    court = a_tribunal()
    for number in range(4):
        case = a_case(mover=a_person(), old=an_employer())
        a_proceeding(case, tribunal=court, docket_raw=f"{number} X 1")
    scribe = Scribe(seed)

    for _ in range(30):
        scribe.step()

        assert contents(registry.current()) == contents(read_anew())
    assert registry.current().base == known.base


def test_a_revision_of_a_case_is_no_change(known: registry.Registry) -> None:
    Case.objects.update(revision=99, summary="Another summary.")
    Person.objects.update(public_role="engineer")

    assert registry.current() is known


def test_a_transaction_notes_each_entity_once(known: registry.Registry) -> None:
    person = a_person("Novella Mintname")
    before = RegistryChange.objects.count()

    with transaction.atomic():
        Name.objects.bulk_create(
            Name(person=person, text=f"Novella {number}", folded=f"novella {number}", script="Latn", tokens=[])
            for number in range(50)
        )
        Name.objects.filter(person=person).update(weak=True)

    assert RegistryChange.objects.count() == before + 1


def test_writers_of_names_do_not_wait_for_each_other(known: registry.Registry, editors: Callable[[], Editor]) -> None:
    firm = an_employer()
    writing = [editors() for _ in range(4)]

    for number, one in enumerate(writing):
        one.begins(partial(add_name, f"Novella {'abcd'[number]}works", employer=firm))
    for one in reversed(writing):
        one.commits()

    assert found("Novella aworks, Novella dworks") == {str(firm.pk)}


def test_emptied_tables_are_read_anew(known: registry.Registry) -> None:
    person = a_person("Novella Mintname")
    assert found("Novella Mintname") == {str(person.pk)}

    with connection.as_owner(), connection.cursor() as cursor:  # type: ignore[attr-defined]
        cursor.execute("TRUNCATE people_person, people_employer, cases_case CASCADE")

    assert found("Novella Mintname") == set()
    assert registry.current().base != known.base


def test_who_is_too_far_behind_reads_everything(known: registry.Registry) -> None:
    for number in range(5):
        a_person(f"Novella Mintname{'abcde'[number]}")

    older_transactions_end()
    forgotten = registry.prune(kept=2)
    far_behind = registry.changes_since(known.mark)
    up_to_date = registry.current()
    again = registry.changes_since(up_to_date.mark)

    assert forgotten > 0
    assert far_behind.everything
    assert up_to_date.base != known.base
    assert len(found("Novella Mintnamea")) == 1
    assert not again


def test_who_is_not_behind_does_not_mind_forgetting(known: registry.Registry) -> None:
    for number in range(5):
        a_person(f"Novella Mintname{'abcde'[number]}")
    older_transactions_end()
    before = registry.current()

    forgotten = registry.prune(kept=0)

    assert forgotten > 0
    assert registry.current() is before
    assert registry.prune(kept=0) == 0


def test_numbers_of_another_server_are_not_believed(known: registry.Registry) -> None:
    RegistryChange.objects.create(xact="99999999999", kind="case", entity=Case.objects.get().pk)

    assert registry.current() is known
    assert registry.changes_since(registry.Mark("99999999999:99999999999:", known.mark.database)).everything
    assert registry.changes_since(registry.Mark(known.mark.snapshot, "another")).everything
    registry.prune()
    assert not RegistryChange.objects.filter(xact="99999999999").exists()


def test_a_new_base_is_made_aside_and_taken_over(
    known: registry.Registry, editor: Editor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(holding, "MOST_CHANGES", 2)
    may_go_on = threading.Event()

    def read_late() -> Any:
        may_go_on.wait(60)
        return read_all()

    monkeypatch.setattr(holding, "read_all", read_late)
    names = [f"Novella Mintname{letter}" for letter in "abcde"]
    people = [editor.does(partial(a_person, name)) for name in names[:3]]

    grown = registry.current()
    while_building = found(" and ".join(names))
    people.append(editor.does(partial(a_person, names[3])))
    while_building_more = found(" and ".join(names))
    may_go_on.set()
    for thread in threading.enumerate():
        if thread.name == "registry":
            thread.join(60)
    people.append(editor.does(partial(a_person, names[4])))
    taken_over = registry.current()

    ids = [str(person.pk) for person in people]
    assert grown.base == known.base
    assert while_building == set(ids[:3])
    assert while_building_more == set(ids[:4])
    assert taken_over.base not in (known.base, registry.Mark())
    assert taken_over.engine.scanner.size >= known.engine.scanner.size + 3
    assert found(" and ".join(names)) == set(ids)
    assert contents(taken_over) == contents(read_anew())


@pytest.fixture
def forgetful(known: registry.Registry) -> Callable[[], None]:
    """Forget what this process holds, as a new process."""

    def forget() -> None:
        holding.HELD.clear()

    return forget


def test_a_worker_loads_what_was_saved_and_catches_up(
    known: registry.Registry, forgetful: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    forgetful()
    registry.preload()
    person = a_person("Novella Mintname")
    forgetful()
    monkeypatch.setattr(holding, "read_all", pytest.fail)

    registry.preload()

    assert found("Novella Mintname") == {str(person.pk)}
    assert contents(registry.current()) == contents(read_anew())


def cut_short(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-5])


def damage(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-5] + b"\0\0\0\0\0")


def empty(file: Path) -> None:
    file.write_bytes(b"")


@pytest.mark.parametrize("spoil", [cut_short, damage, empty])
def test_a_spoilt_file_is_made_again(
    known: registry.Registry, forgetful: Callable[[], None], spoil: Callable[[Path], None]
) -> None:
    registry.preload()
    spoil(saved.path())
    forgetful()

    article = linked()
    registry.preload()

    assert article.mentions.exists()
    assert saved.load() is not None


def test_a_file_of_other_code_or_another_database_is_made_again(
    known: registry.Registry, forgetful: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    registry.preload()
    with monkeypatch.context() as other:
        other.setattr(saved, "code", lambda: "other code")
        of_other_code = saved.load()
    base = saved.load()
    assert base is not None
    saved.save(saved.Base(registry.Mark(base.mark.snapshot, "another"), Scanner([]), CaseIndex([])))
    forgetful()

    registry.preload()

    assert of_other_code is None
    assert contents(registry.current()) == contents(read_anew())
    remade = saved.load()
    assert remade is not None
    assert remade.mark.database == known.mark.database


def test_a_folder_that_cannot_be_written_to_stops_nothing(
    known: registry.Registry, forgetful: Callable[[], None], settings: Any, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    settings.CACHE_DIR = tmp_path / "file" / "cache"
    forgetful()

    registry.preload()

    assert contents(registry.current()) == contents(read_anew())


@pytest.mark.django_db
def test_names_of_a_merged_person_are_the_survivors() -> None:
    world = a_world()
    twin = a_person("Fernando Sampleton")
    twin.merged_into = world.mover
    twin.save()

    article = linked(STORY.replace("Ferdinand", "Fernando"))

    assert {one.person for one in article.mentions.filter(text="Fernando Sampleton")} == {world.mover}
