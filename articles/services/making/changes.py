"""What an editor corrects before accepting."""

from dataclasses import dataclass

from cases.models import Case, Event
from people.models import Employer, Employment, Person


@dataclass(frozen=True)
class Changes:
    """What the editor corrected before accepting; empty fields keep what is proposed.

    ``occurred`` is a partial date (``facts.dates``), ``""`` for unknown, None for the proposed one. ``event`` and
    ``employment``: the record on file that the proposal repeats; it gets the citation, and nothing new is made.
    """

    case: Case | None = None
    person: Person | None = None
    from_employer: Employer | None = None
    to_employer: Employer | None = None
    kind: str = ""
    title: str = ""
    description: str = ""
    occurred: str | None = None
    assertion: str = ""
    name: str = ""
    event: Event | None = None
    employment: Employment | None = None
