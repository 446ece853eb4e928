"""Command line of the room; needs neither Django nor a database. `python -m linking --help`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from linking import copytrial
from linking.baselines import alias_vote, best_answers, bm25
from linking.crossval import cross_validate, made_up_rows, whole_fit
from linking.events_measures import errors, report, table
from linking.events_trial import judge_proposals, read_labels
from linking.fit import as_json
from linking.forms import CaseCard
from linking.measures import Answers, by_language
from linking.model import WEIGHTS, read_model
from linking.picture import reliability
from linking.registry import LabelledArticle, Registry, read_articles, read_registry
from linking.synth import BENCHMARK, LEARNING, make_world, write_world
from linking.trial import Row, answers_of, rows_of


def _labelled_file(text: str) -> tuple[Path, float]:
    """A file of labelled articles and the weight of each of them."""
    path, _, weight = text.partition("=")
    try:
        counts = float(weight or 1)
    except ValueError:
        counts = -1.0
    if not 0 < counts <= 100:
        raise argparse.ArgumentTypeError(f"{text}: a weight above 0 and at most 100 is expected behind =")
    return Path(path), counts


@dataclass(frozen=True, slots=True)
class _Given:
    """Labelled articles in worlds, each with a registry of its own, the weight of each article, and the ids of each
    file, by its folder and name."""

    worlds: list[tuple[Registry, list[LabelledArticle]]]
    weights: dict[str, float]
    files: dict[str, list[str]]

    @property
    def articles(self) -> list[LabelledArticle]:
        return [article for _, articles in self.worlds for article in articles]

    @property
    def cards(self) -> list[CaseCard]:
        return [card for registry, _ in self.worlds for card in registry.cards]

    def rows(self, *, loo: bool) -> dict[str, list[Row]]:
        """Rows by article, each article against the cases of its own world."""
        found: dict[str, list[Row]] = {}
        for registry, articles in self.worlds:
            found.update(rows_of(registry, articles, loo=loo))
        return found


def _read(options: argparse.Namespace) -> _Given:
    """What `--cases`, `--articles` and `--worlds` name. An article of two files is the later one's: what editors
    decided about it goes before its label. ValueError for an article of two worlds."""
    weights: dict[str, float] = {}
    files: dict[str, list[str]] = {}

    def read(path: Path, weight: float) -> dict[str, LabelledArticle]:
        found = {article.id: article for article in read_articles([path])}
        weights.update(dict.fromkeys(found, weight))
        files["/".join(path.resolve().parts[-2:])] = list(found)
        return found

    main: dict[str, LabelledArticle] = {}
    for path, weight in options.articles:
        main.update(read(path, weight))
    worlds = [(read_registry(options.cases, list(main.values())), list(main.values()))]
    for path in options.worlds:
        known = {article.id for _, articles in worlds for article in articles}
        told = list(read(path, 1.0).values())
        if twice := sorted(known & {article.id for article in told}):
            raise ValueError(f"{path}: {twice[0]} is an article of another file too; ids that occur once are expected")
        worlds.append((read_registry([path.with_name(path.name.replace("articles", "cases", 1))], told), told))
    return _Given(worlds, weights, files)


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m linking", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    evaluate = commands.add_parser("evaluate", help="measure the linker, or a baseline, on labelled articles")
    fit = commands.add_parser("fit", help="fit the weights from labelled articles")
    proposals = commands.add_parser("proposals", help="measure proposed moves and legal steps on labelled articles")
    for command in (evaluate, fit, proposals):
        command.add_argument(
            "--cases", type=Path, nargs="+", required=True, metavar="F", help="cases, one JSON object a line"
        )
    for command in (evaluate, fit):
        command.add_argument(
            "--articles",
            type=_labelled_file,
            nargs="+",
            required=True,
            metavar="F[=W]",
            help="labelled articles; =W: how much each of a file counts in a fit (default 1), as in decisions.jsonl=2",
        )
        command.add_argument(
            "--worlds",
            type=Path,
            nargs="+",
            default=[],
            metavar="F",
            help="more labelled articles, each file with cases of its own: cases_x.jsonl beside articles_x.jsonl",
        )
    proposals.add_argument("--articles", type=Path, nargs="+", required=True, metavar="F", help="labelled articles")
    evaluate.add_argument("--loo", action="store_true", help="hide from an article the aliases that only it shows")
    evaluate.add_argument("--baseline", choices=("alias", "bm25"), help="measure a baseline instead")
    evaluate.add_argument("--weights", type=Path, default=WEIGHTS, help="a weights file (default: the one shipped)")
    evaluate.add_argument(
        "--cross-validate",
        type=int,
        default=0,
        metavar="K",
        help="refit in K folds over cases instead of using a weights file",
    )
    evaluate.add_argument("--errors", action="store_true", help="add every wrong answer with its signals")
    for command in (evaluate, fit):
        command.add_argument("--repeats", type=int, default=5, help="repetitions of the cross-validation")
        command.add_argument(
            "--made-up", type=int, default=1000, metavar="N", help="made-up articles to learn from as well (0: none)"
        )
    proposals.add_argument("--labels", type=Path, nargs="+", required=True, metavar="F", help="labelled events")
    proposals.add_argument("--errors", action="store_true", help="add every missed, wrong and half right event")
    fit.add_argument("--output", type=Path, default=WEIGHTS, help="where the weights go")
    synth = commands.add_parser("synth", help="write made-up cases and articles, the same for the same seed")
    synth.add_argument("--cases", type=int, default=100, metavar="N")
    synth.add_argument("--articles", type=int, default=300, metavar="N")
    synth.add_argument("--seed", type=int, default=1)
    synth.add_argument(
        "--long",
        action="store_true",
        help="articles of 0.2-17 KB and names for 100,000 cases: what speed is measured on",
    )
    synth.add_argument("--output", type=Path, required=True, metavar="DIR", help="gets cases.jsonl and articles.jsonl")
    picture = commands.add_parser("picture", help="draw the calibration that a weights file reports, as SVG")
    picture.add_argument("--weights", type=Path, default=WEIGHTS, help="a weights file (default: the one shipped)")
    picture.add_argument("--output", type=Path, required=True, metavar="F", help="where the picture goes")
    copies = commands.add_parser("copies", help="measure how copies are told from own stories")
    copies.add_argument("--articles", type=Path, nargs="+", required=True, metavar="F", help="labelled articles")
    copies.add_argument("--seed", type=int, default=1)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; 0, or 2 with a message for files that cannot be read."""
    options = _arguments().parse_args(argv)
    try:
        commands = {
            "evaluate": _evaluate,
            "fit": _fit,
            "synth": _synth,
            "proposals": _proposals,
            "copies": _copies,
            "picture": _picture,
        }
        answer = commands[options.command](options)
    except (OSError, ValueError) as error:
        print(f"linking: {error}", file=sys.stderr)
        return 2
    json.dump(answer, sys.stdout, ensure_ascii=False, indent=2)
    print()
    return 0


def _evaluate(options: argparse.Namespace) -> dict[str, Any]:
    given = _read(options)
    articles = given.articles
    if options.baseline:
        scorer = alias_vote if options.baseline == "alias" else bm25
        said: dict[str, dict[str, float]] = {}
        for registry, told in given.worlds:
            said.update(scorer(registry, told, loo=options.loo))
        answers, threshold = best_answers(articles, said)
        return {**by_language(articles, answers), "baseline": options.baseline, "threshold": threshold}
    rows = given.rows(loo=options.loo)
    if options.cross_validate:
        return cross_validate(
            articles,
            given.cards,
            rows,
            folds=options.cross_validate,
            repeats=options.repeats,
            more=made_up_rows(options.made_up),
            weights=given.weights,
            files=given.files,
        )
    model = read_model(options.weights)
    answers = answers_of(rows, model)
    report: dict[str, Any] = dict(by_language(articles, answers))
    if options.errors:
        report["errors"] = _errors(articles, rows, answers)
    return report


def _errors(articles: Sequence[Any], rows: Any, answers: Answers) -> list[dict[str, Any]]:
    wrong = []
    for article in articles:
        said = dict(answers.get(article.id, ()))
        values = {row.case: {name: value for name, value in row.values.items() if value} for row in rows[article.id]}
        for case in sorted(set(said) ^ set(article.gold)):
            kind = "wrongly linked" if case in said else "missed"
            wrong.append(
                {
                    "article": article.id,
                    "case": case,
                    "error": kind,
                    "probability": said.get(case),
                    "signals": values.get(case),
                }
            )
    return wrong


def _proposals(options: argparse.Namespace) -> dict[str, Any]:
    """The report; its table goes to standard error, so that what is piped on stays JSON."""
    articles = read_articles(options.articles)
    registry = read_registry(options.cases, articles)
    verdicts = judge_proposals(registry, articles, read_labels(options.labels))
    figures = report(verdicts)
    print(table(figures), file=sys.stderr)
    return figures | ({"errors": errors(verdicts)} if options.errors else {})


def _fit(options: argparse.Namespace) -> dict[str, Any]:
    given = _read(options)
    model, report = whole_fit(
        given.articles,
        given.cards,
        given.rows(loo=True),
        made_up_rows(options.made_up),
        weights=given.weights,
        files=given.files,
        repeats=options.repeats,
    )
    record = as_json(model, report)
    options.output.write_text(json.dumps(record, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return record


def _picture(options: argparse.Namespace) -> dict[str, Any]:
    record = json.loads(options.weights.read_text(encoding="utf-8"))
    options.output.write_text(reliability(record.get("report")), encoding="utf-8")
    return {"picture": str(options.output)}


def _synth(options: argparse.Namespace) -> dict[str, Any]:
    world = make_world(options.cases, options.articles, options.seed, BENCHMARK if options.long else LEARNING)
    write_world(world, options.output)
    return {"cases": len(world.cases), "articles": len(world.articles), "folder": str(options.output)}


def _copies(options: argparse.Namespace) -> dict[str, Any]:
    return copytrial.report(read_articles(options.articles), options.seed)


if __name__ == "__main__":
    sys.exit(main())
