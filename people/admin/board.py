"""What waits among people and what those concerned ask for (``facts.admin.board``)."""

from facts.admin.board import Group, Line
from people.admin.queues import SOON, RequestQueues
from people.models import RightsRequest

GROUPS = (
    Group(
        "Requests of people concerned",
        f"Open: those whose last day for an answer is past, and those due today or within {SOON} days.",
        (
            Line.of_part("Overdue", RightsRequest, RequestQueues, "overdue"),
            Line.of_part(f"Due within {SOON} days", RightsRequest, RequestQueues, "soon"),
        ),
    ),
)
