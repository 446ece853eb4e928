"""What is exported can be imported again, and changes nothing."""

from __future__ import annotations

import pytest

from cases.models import Case, Participant
from cases.services import save_case
from facts.models import Citation
from facts.services import link
from people.models import Employer, Name, Person
from people.services import save_employer, save_person
from tests.admin import desk
from tests.facts.exchange.files import as_csv, changes, errors, exported, imported, read_csv, taken
from tests.records import a_citation, a_covenant, a_person, a_proceeding, a_tribunal, an_agreement, an_employer

pytestmark = pytest.mark.django_db

BELOW = ("name", "source_")
KINDS = ("people", "employers", "agreements", "cases")


def awkward() -> None:
    """Records with all that files spoil: formulas, scripts, line breaks, partial dates, lists of unequal length."""
    names = [
        Name(text="Zoé Exemple-Süß", kind="legal", language="fr"),
        Name(text="佐伊", kind="alias", language="zh-Hans"),
        Name(text="=Zoe", kind="nickname", weak=True),
        Name(text="'Zo", kind="former"),
    ]
    person = Person(
        display_name="Zoé Exemple-Süß",
        disambiguator="+1 of two",
        public_role="senior_technical",
        notability_reason='=HYPERLINK("https://x.example")\r\nsecond line, with "quotes"; and more\r\n',
        family_first=False,
    )
    citations = [
        a_citation(summary="-5 % of pay, it says.", title="@home", publisher="Le Journal d’Exemple", published="2024~"),
        desk.quoted(),
    ]
    zoe = save_person(person=person, names=names, citations=citations).record
    firm = Employer(display_name="示例科技有限公司", kind="company", jurisdiction="CN", registration_id="0012")
    firm = save_employer(employer=firm, names=[Name(text="Example Tech")], citations=[a_citation()]).record
    agreement = an_agreement(zoe, firm, signed_text="[2019-02..2019-03]", instrument="equity_award", forum_text="\t=A1")
    one = a_covenant(
        agreement, duration_value=12, duration_unit="month", penalty_amount="953500.50", penalty_currency="CNY"
    ).record
    one.named_competitors.set([an_employer(), firm])
    a_covenant(agreement, territory="US-CA", compensation_basis="none", garden_leave_setoff=True)
    a_covenant(agreement, territory="US-CA")
    dispute = Case(
        title="示例科技 v. Exemple (non-compete)",
        summary="-- first\n=second",
        claim_kinds=["breach_non_compete", "trade_secret"],
        opened_text="2024-07",
        opened_not_after="2024-07-20",
        reviewed_on="2025-01-02",
    )
    participants = [
        Participant(person=zoe, role="mover"),
        Participant(employer=firm, role="former_employer", description="=the old one"),
    ]
    dispute = save_case(case=dispute, participants=participants, citations=[a_citation()]).record
    a_proceeding(dispute, tribunal=a_tribunal(), docket_raw="（2024）京01民终12号", filed_text="2024-08?")
    a_proceeding(dispute, stage="arbitration", forum_type="labour_arbitration", anonymised=True)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("kind", KINDS)
def test_an_export_imported_again_changes_nothing(kind: str, form: str) -> None:
    desk.world()
    awkward()

    row = taken(kind, exported(kind, form))

    assert errors(row) == []
    assert changes(row) == []
    assert row.report["notices"] == []
    assert row.report["counts"]["unchanged"] == row.total > 1


def said_in(rows: list[dict[str, str]]) -> set[tuple[str, ...]]:
    """What a file says, cell by name and source by source: lists of one moment have no order of their own."""
    own = {(row["slug"], name, text) for row in rows for name, text in row.items() if not name.startswith(BELOW)}
    below = {(row["slug"], *(row[name] for name in row if name.startswith(part))) for row in rows for part in BELOW}
    return {cell for cell in own if cell[1] != "version"} | below


def test_an_export_brings_back_what_was_lost() -> None:
    """Into a database that has none of it: the same people under the same slugs."""
    a_person("Zoé Exemple-Süß", "佐伊", "=Zoe", disambiguator="-1", wikidata_id="Q0")
    shown_twice = a_citation(title="@home", publisher="Le Journal d’Exemple", published="2024~")
    for number in (1, 2):
        save_person(person=Person(display_name=f"Sample {number}"), citations=[shown_twice, a_citation()])
    link(fact=Person.objects.get(wikidata_id="Q0"), citations=[desk.quoted()])
    # No version: it is of records that are not there.
    before = read_csv(exported("people"))
    Person.objects.all().delete()
    Citation.objects.all().delete()

    imported("people", as_csv(*(row | {"version": ""} for row in before)))

    assert said_in(read_csv(exported("people"))) == said_in(before)
    assert Citation.objects.count() == 4
