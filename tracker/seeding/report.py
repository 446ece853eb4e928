"""What loading did, in numbers per kind of record, and what it left unpublished and why."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

CREATED, UPDATED, UNCHANGED, KEPT = "created", "updated", "unchanged", "kept"
DEEDS = (CREATED, UPDATED, UNCHANGED, KEPT)


@dataclass(frozen=True)
class Unpublished:
    """A record that stays out of sight, and why."""

    kind: str
    key: str
    reason: str


@dataclass
class Report:
    """``kept`` counts records that differ from the seeds because an editor changed them: they are left alone."""

    counts: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    unpublished: list[Unpublished] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def count(self, kind: str, deed: str) -> None:
        self.counts[kind][deed] += 1

    @property
    def changed(self) -> int:
        """How many records were made or changed."""
        return sum(counter[CREATED] + counter[UPDATED] for counter in self.counts.values())

    def as_json(self) -> dict[str, Any]:
        return {
            "kinds": {kind: {deed: counter[deed] for deed in DEEDS} for kind, counter in self.counts.items()},
            "unpublished": [vars(row) for row in self.unpublished],
            "warnings": self.warnings,
        }

    def as_text(self) -> str:
        width = max((len(kind) for kind in self.counts), default=4)
        hidden = Counter(row.kind for row in self.unpublished)
        lines = [f"{'':{width}}" + "".join(f"{deed:>13}" for deed in (*DEEDS, "unpublished"))]
        for kind, counter in self.counts.items():
            numbers = [*(counter[deed] for deed in DEEDS), hidden[kind]]
            lines.append(f"{kind:{width}}" + "".join(f"{number:>13}" for number in numbers))
        return "\n".join(lines)
