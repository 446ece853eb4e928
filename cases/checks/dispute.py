"""Cases and their participants."""

import re

from django.core.exceptions import ValidationError

from cases.models import Case, Participant
from facts.outcomes import Notice

# Words that take a side. A title says who against whom about what.
_LOADED = re.compile(
    r"\b(traitor|thief|stole|stolen|betray\w*|guilty|fraudster|criminal)\b|叛徒|小偷|窃贼|内鬼", re.IGNORECASE
)


def check_case(case: Case) -> tuple[Notice, ...]:
    """A title is neutral."""
    case.full_clean()
    if match := _LOADED.search(case.title):
        raise ValidationError(
            {"title": [f"“{match.group()}” takes a side. Accepted form: “A v. B (what it is about)”."]}
        )
    return ()


def check_participant(participant: Participant) -> tuple[Notice, ...]:
    """One person or one employer, in a role that fits."""
    participant.full_clean()
    if participant.person_id is not None and participant.case.proceedings.filter(anonymised=True).exists():
        message = "A proceeding of this case leaves its parties unnamed: naming a person here says who they are."
        return (Notice("names_the_unnamed", "person", message),)
    return ()
