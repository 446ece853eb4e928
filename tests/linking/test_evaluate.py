"""The command line on the development data, as somebody without Django or a database runs it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.linking.conftest import DATA

ROOT = Path(__file__).parents[2]
CASES = [str(DATA / "cases_dev.jsonl"), str(DATA / "case_of_the_seed.jsonl")]
FILES = ["--cases", *CASES, "--articles", str(DATA / "articles_dev.jsonl")]
# What the weights that ship were learnt from.
LEARNT = ["--cases", *CASES, *(str(DATA / made / "cases.jsonl") for made in ("made", "made2", "made3"))]
READ = (
    "articles_dev.jsonl",
    "made/articles_train.jsonl",
    "made/articles_test.jsonl",
    "made2/articles.jsonl",
    "made3/articles.jsonl",
)
LEARNT += ["--articles", *(str(DATA / name) for name in READ)]
WORLDS = [f"{part}/articles_{language}.jsonl" for part in ("public", "public2") for language in ("en", "fr", "zh")]
LEARNT += ["--worlds", *(str(DATA / name) for name in WORLDS)]


def run(*arguments: str) -> Any:
    done = subprocess.run(
        [sys.executable, "-m", "linking", *arguments], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def test_it_beats_both_baselines_on_cases_it_has_not_learnt_from() -> None:
    fitted = run("evaluate", *FILES, "--loo", "--cross-validate", "5", "--repeats", "1")["all"]

    for baseline in ("alias", "bm25"):
        plain = run("evaluate", *FILES, "--loo", "--baseline", baseline)["all"]
        assert fitted["f1"] > plain["f1"]
        assert fitted["exact_set"] > plain["exact_set"]
        assert fitted["abstention"] > plain["abstention"]
    assert fitted["f1"] >= 0.93
    assert fitted["precision"] >= 0.95
    assert fitted["exact_set"] >= 0.88
    assert fitted["abstention"] >= 0.93


def test_the_report_has_the_agreed_shape() -> None:
    report = run("evaluate", *FILES, "--loo")

    figures = {"precision", "recall", "f1", "top1", "exact_set", "abstention", "n"}
    assert set(report) == {"all", "by_language"}
    assert set(report["all"]) == figures
    assert set(report["by_language"]) == {"en", "fr", "zh", "other"}
    assert all(set(part) == figures for part in report["by_language"].values())
    assert report["all"]["n"] == sum(part["n"] for part in report["by_language"].values()) == 233


def test_shipped_weights_are_what_a_fit_makes_of_the_data(tmp_path: Path) -> None:
    output = tmp_path / "weights.json"
    run("fit", *LEARNT, "--repeats", "1", "--output", str(output))
    made = json.loads(output.read_text(encoding="utf-8"))
    shipped = json.loads((ROOT / "linking" / "weights.json").read_text(encoding="utf-8"))

    assert made["weights"] == pytest.approx(shipped["weights"], abs=0.02)
    assert made["suggest_at"] == pytest.approx(shipped["suggest_at"], abs=0.02)


def test_an_article_of_two_files_is_the_later_ones(tmp_path: Path) -> None:
    run("synth", "--cases", "30", "--articles", "40", "--seed", "9", "--output", str(tmp_path))
    told, decided = tmp_path / "articles.jsonl", tmp_path / "decided.jsonl"
    records = [json.loads(line) for line in told.read_text(encoding="utf-8").splitlines()]
    decided.write_text("".join(json.dumps({**record, "gold": []}) + "\n" for record in records), encoding="utf-8")

    cases = ["evaluate", "--cases", str(tmp_path / "cases.jsonl"), "--articles"]

    assert run(*cases, str(decided), f"{told}=2") == run(*cases, str(told))
    assert run(*cases, str(told), str(decided))["all"]["recall"] is None


def test_files_are_reported_one_by_one() -> None:
    report = run("evaluate", *LEARNT, "--loo", "--made-up", "0", "--cross-validate", "3", "--repeats", "1")

    files = {"/".join((DATA / name).parts[-2:]) for name in READ}
    assert set(report["by_file"]) == files | set(WORLDS)
    assert report["all"]["n"] == sum(part["all"]["n"] for part in report["by_file"].values())
    assert report["by_file"]["linking/articles_dev.jsonl"]["all"]["f1"] >= 0.94


def test_worlds_are_judged_each_against_its_own_cases(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for folder, prefix in ((one, "x"), (other, "y")):
        run("synth", "--cases", "30", "--articles", "40", "--seed", "9", "--output", str(folder))
        told = folder / "articles.jsonl"
        records = [json.loads(line) for line in told.read_text(encoding="utf-8").splitlines()]
        renamed = [{**record, "id": prefix + record["id"], "dup_of": None} for record in records]
        told.write_text("".join(json.dumps(record) + "\n" for record in renamed), encoding="utf-8")
    main = ["evaluate", "--cases", str(one / "cases.jsonl"), "--articles", str(one / "articles.jsonl")]

    alone, both = run(*main)["all"], run(*main, "--worlds", str(other / "articles.jsonl"))["all"]
    twice = subprocess.run(
        [sys.executable, "-m", "linking", *main, "--worlds", str(one / "articles.jsonl")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert both == {**alone, "n": 2 * alone["n"]}
    assert twice.returncode == 2
    assert "ids that occur once are expected" in twice.stderr


@pytest.mark.parametrize("weight", ["0", "-1", "x", "1000"])
def test_a_weight_that_is_none_is_refused(weight: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "linking", "fit", "--cases", *CASES, "--articles", f"some.jsonl={weight}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 2
    assert "above 0 and at most 100" in done.stderr


def test_a_made_up_world_is_the_same_for_the_same_seed(tmp_path: Path) -> None:
    run("synth", "--cases", "30", "--articles", "60", "--seed", "5", "--output", str(tmp_path / "a"))
    run("synth", "--cases", "30", "--articles", "60", "--seed", "5", "--output", str(tmp_path / "b"))
    files = ["--cases", str(tmp_path / "a" / "cases.jsonl"), "--articles", str(tmp_path / "a" / "articles.jsonl")]

    assert (tmp_path / "a" / "articles.jsonl").read_bytes() == (tmp_path / "b" / "articles.jsonl").read_bytes()
    assert run("evaluate", *files)["all"]["f1"] >= 0.9


@pytest.mark.parametrize(
    ("content", "message"), [("{", "not JSON"), ("[]\n", "with id"), ('{"id": "x"}\n', "with id and text")]
)
def test_a_broken_file_is_named_with_its_line(tmp_path: Path, content: str, message: str) -> None:
    broken = tmp_path / "broken.jsonl"
    broken.write_text(content, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "linking", "evaluate", "--cases", str(broken), "--articles", str(broken)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 2
    assert f"{broken}:1" in done.stderr
    assert message in done.stderr
