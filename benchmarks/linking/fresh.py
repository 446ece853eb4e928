"""A new name and a new case in an engine that runs, against building everything."""

from __future__ import annotations

import time

from linking.candidates import CaseIndex
from linking.engine import Engine
from linking.forms import CaseCard, CaseRole, NameEntry
from linking.mentions import Scanner

CHANGES = 500  # one after the other, so that the small layers that grow and are merged are paid for as well


def fresh(scanner: Scanner, cases: CaseIndex, build_s: float) -> dict[str, float]:
    """Milliseconds of processor time until a person with a name and a case is live, the mean over many; and the same as
    a share of `build_s`, the seconds that building names and cases took in this run (told in hundredths)."""
    model = Engine(scanner, cases).model
    begun = time.process_time()
    for number in range(CHANGES):
        letters = "".join(chr(ord("a") + int(digit)) for digit in str(number))
        entity = f"fresh-{number}"
        scanner = scanner.with_changes([NameEntry(entity, "person", f"Novella Mint{letters}")])
        card = CaseCard(f"case-{entity}", f"A firm v. Mint{letters}", (CaseRole(entity, "mover"),))
        cases = cases.with_changes([card])
        Engine(scanner, cases, model)
    seconds = (time.process_time() - begun) / CHANGES
    return {"live_ms": round(seconds * 1000, 3), "share_of_a_rebuild": round(seconds / max(build_s, 0.01), 7)}
