"""manage.py replay: judge past decisions with other weights, before they are enabled."""

import json
from argparse import ArgumentParser
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles import registry
from articles.decisions import judged_links
from articles.models import Article
from cases.models import Case
from linking.model import WEIGHTS, read_model
from linking.replay import Change, compare

SHOWN = 20


class Command(BaseCommand):
    """Wins and losses of a weights file against the one in force; nothing is changed."""

    help = (
        "Judges all past decisions on links with another weights file and with the one in force, and shows what would "
        "be won and lost. Set LINKING_WEIGHTS to enable a file."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which weights, and how to print."""
        parser.add_argument(
            "weights", nargs="?", type=Path, default=WEIGHTS, help="a weights file; without one, those of this release"
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object, every win and loss in it")

    def handle(self, *args: Any, **options: Any) -> None:
        """Compare and print."""
        try:
            candidate = read_model(options["weights"])
        except (OSError, ValueError) as error:
            raise CommandError(f"weights: {error}") from error
        engine = registry.current().engine
        found = compare(engine, judged_links(), candidate)
        if options["json"]:
            self.stdout.write(json.dumps({"before": engine.model.version, "after": candidate.version, **asdict(found)}))
            return
        if not found.decisions:
            self.stdout.write("No link was accepted or rejected yet: there is nothing to compare by.")
            return
        self.stdout.write(
            f"{found.decisions} decisions, judged by weights {engine.model.version} and {candidate.version}:"
        )
        self.stdout.write(f"  agree with the editor: {found.agrees_before} and {found.agrees_after}")
        self.stdout.write(
            f"  links without an editor that one rejected: {found.wrong_automatic_before} and "
            f"{found.wrong_automatic_after}"
        )
        for name, changes in (("Won", found.wins), ("Lost", found.losses)):
            self.stdout.write(f"{name}: {len(changes)}")
            self._list(changes[:SHOWN])

    def _list(self, changes: Iterable[Change]) -> None:
        some = list(changes)
        titles = {str(one.pk): str(one) for one in Article.objects.filter(pk__in=[each.article for each in some])}
        cases = {str(one.pk): one.title for one in Case.objects.filter(pk__in=[each.case for each in some])}
        for one in some:
            verdict = "accepted" if one.accepted else "rejected"
            self.stdout.write(
                f"  {_chance(one.before)} -> {_chance(one.after)}  {verdict}: {cases.get(one.case, one.case)} "
                f"in {titles.get(one.article, one.article)}"
            )


def _chance(probability: float | None) -> str:
    return "none" if probability is None else f"{probability:.0%}"
