"""What waits among people and what those concerned ask for (``facts.admin.board``)."""

from facts.admin.board import Group, Line
from people.admin.rights.requests import SOON, DueFilter
from people.models import RightsRequest

GROUPS = (
    Group(
        "Requests of people concerned",
        f"Open: those whose last day for an answer is past, and those due today or within {SOON} days.",
        (
            Line("Overdue", RightsRequest, {DueFilter.parameter_name: "overdue"}, lambda rows: rows.overdue()),
            Line(
                f"Due within {SOON} days",
                RightsRequest,
                {DueFilter.parameter_name: "soon"},
                lambda rows: rows.due_within(SOON),
            ),
        ),
    ),
)
