from __future__ import annotations

import pytest

from linking.fit import AUTOMATIC_LEAST, FEATURES, automatic_threshold, fit_rows, suggest_threshold
from linking.model import ALONE, BEHIND, OUTSCORED, Covered
from linking.trial import Row, chances_of


def row(
    article: str,
    *,
    right: bool,
    case: str = "c",
    covered: Covered = ALONE,
    to_lead: tuple[str, ...] = (),
    **told: float,
) -> Row:
    values = {name: told.get(name, 0.0) for name in FEATURES}
    return Row(article, case, values, right, anchored=True, covered=covered, to_lead=to_lead)


@pytest.mark.parametrize(("yes", "no"), [(5.0, 1.0), (1.0, 5.0)])
def test_what_counts_more_is_believed_more(yes: float, no: float) -> None:
    rows = {f"a{number}": [row(f"a{number}", right=number % 2 == 0, mover_named=1.0)] for number in range(40)}
    weights = {article: yes if int(article[1:]) % 2 == 0 else no for article in rows}

    model = fit_rows(rows, weights=weights)

    assert (chances_of(rows["a0"], model)["c"] > 0.5) == (yes > no)


@pytest.mark.parametrize(("covered", "weight"), [(Covered(("c",)), OUTSCORED), (Covered((), ("c",)), BEHIND)])
def test_a_lead_takes_away_and_never_adds(covered: Covered, weight: str) -> None:
    rows = {
        f"a{number}": [
            row(f"a{number}", right=True, mover_named=1.0, both_named=1.0, docket_cited=1.0),
            row(f"a{number}", right=number % 4 == 0, case="d", covered=covered, mover_named=1.0, both_named=1.0),
        ]
        for number in range(40)
    }

    model = fit_rows(rows)
    chances = chances_of(rows["a1"], model)

    assert model.weights[weight] < 0
    assert chances["d"] < 0.5 < chances["c"]


def test_the_order_of_articles_does_not_matter() -> None:
    rows = {f"a{number}": [row(f"a{number}", right=number % 3 == 0, mover_named=1.0)] for number in range(30)}
    groups = [[article] for article in rows]

    one, other = fit_rows(rows, groups=groups), fit_rows(dict(reversed(rows.items())), groups=groups)

    assert one.weights == pytest.approx(other.weights)
    assert one.bias == pytest.approx(other.bias)


def test_of_thresholds_about_as_good_the_highest_is_taken() -> None:
    sure = [(0.9, True, True)] * 400
    few, many = ([(0.545, right, True) for right in (True,) * rights + (False,)] for rights in (2, 20))

    assert suggest_threshold(sure + few) == 0.75  # two right ones in 400 are a quarter of a percent of F1
    assert suggest_threshold(sure + many) == pytest.approx(0.54)


def test_the_automatic_threshold_is_the_lowest_that_is_sure_and_never_below_its_floor() -> None:
    sure = [(0.95, True, True)] * 200
    wrong = [(0.94 - 0.001 * number, False, True) for number in range(20)]

    assert automatic_threshold(sure) == 0.95
    assert automatic_threshold([*sure, (0.6, True, True)]) == AUTOMATIC_LEAST
    assert automatic_threshold([*sure, *wrong, (0.88, True, True)]) == 0.939  # two wrong ones in 202
    assert automatic_threshold([*sure, *((chance, right, False) for chance, right, _ in wrong)]) == 0.95


@pytest.mark.parametrize(("theirs", "alone"), [(0.8, True), (0.86, False), (0.99, False)])
def test_a_link_without_an_editor_leads_its_siblings(theirs: float, alone: bool) -> None:
    sibling = row("a", right=True, to_lead=("d",))

    assert sibling.automatic({"c": 0.95, "d": theirs}, 0.9) == alone
    assert not sibling.automatic({"c": 0.85, "d": 0.1}, 0.9)
